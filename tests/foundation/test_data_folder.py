"""What is in the data folder is for its owner alone, whoever made the folder."""

import stat
import subprocess
import sys

from backend.app import create_app
from backend.settings import read_settings
from tests.applications import dispose
from tests.servers import ROOT, settings_for

MIGRATE = ("-m", "flask", "--app", "wsgi:app", "db", "upgrade")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def start_in(data):
    """Migrate with the usual umask; what was told on the way."""
    done = subprocess.run(
        [sys.executable, *MIGRATE],
        cwd=ROOT, env=settings_for(data), capture_output=True, text=True, check=True, umask=0o022,
    )  # fmt: skip
    return done.stderr


def test_files_in_a_folder_that_others_may_open_are_closed_to_them(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    told = start_in(data)
    assert f"chmod 700 {data}" in told
    files = {path.name: mode_of(path) for path in data.iterdir() if path.is_file()}
    assert {"kohtaamo.db", "kohtaamo.db.lock", "secret_key"} <= set(files)
    assert set(files.values()) == {0o600}
    assert {mode_of(path) for path in data.iterdir() if path.is_dir()} <= {0o700}


def test_a_folder_of_our_own_making_is_closed_and_nothing_is_told(tmp_path):
    data = tmp_path / "data"
    told = start_in(data)
    assert mode_of(data) == 0o700
    assert "data_folder_open" not in told


def test_making_the_app_alone_changes_no_mode_of_the_process(tmp_path):
    dispose(create_app(read_settings({}, data=tmp_path)))
    (tmp_path / "other").touch()
    assert mode_of(tmp_path / "other") == 0o644
