"""A launcher that was pinned, and every file it asks for, stay to be had after each upgrade."""

import hashlib
import json
import multiprocessing
import re
from base64 import b64encode

import pytest

from backend.embed.frozen import FOLDER, keep_files, with_frozen_launcher
from backend.foundation.files import built_file


def build(version, **bodies):
    files = {f"{name}.{version}.js": built_file(f"{name}.js", body.encode()) for name, body in bodies.items()}
    return {"k.js": built_file("k.js", f"launcher {version}".encode()), **files}


@pytest.fixture
def archive(app):
    return app.extensions["settings"].data / FOLDER


def test_a_build_is_kept_when_the_app_starts(tmp_path):
    keep_files(tmp_path, with_frozen_launcher(build("aaaaaaaa", b="ground"), "k.js"))
    kept = {path.name: path.read_text() for path in (tmp_path / FOLDER).iterdir()}
    assert kept == {"b.aaaaaaaa.js": "ground", "k.aaaaaaaa.js": "launcher aaaaaaaa"}
    assert (tmp_path / FOLDER).stat().st_mode & 0o077 == 0


def test_what_was_kept_never_changes_and_the_next_build_stands_beside_it(tmp_path):
    keep_files(tmp_path, build("aaaaaaaa", b="first"))
    keep_files(tmp_path, build("aaaaaaaa", b="second"))
    keep_files(tmp_path, build("bbbbbbbb", b="third"))
    kept = {path.name: path.read_text() for path in (tmp_path / FOLDER).iterdir()}
    assert kept == {"b.aaaaaaaa.js": "first", "b.bbbbbbbb.js": "third"}


def test_without_a_build_there_is_nothing_to_keep(tmp_path):
    keep_files(tmp_path, {})
    assert not (tmp_path / FOLDER).exists()


def _keep(folder):
    keep_files(folder, build("aaaaaaaa", **{name: name * 10_000 for name in "bcdefghij"}))


def test_processes_that_start_together_keep_whole_files(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(_keep, [tmp_path] * 8)
    kept = list((tmp_path / FOLDER).iterdir())
    assert sorted(path.name for path in kept) == [f"{name}.aaaaaaaa.js" for name in "bcdefghij"]
    assert {path.stat().st_size for path in kept} == {10_000}


@pytest.mark.parametrize("path", ["/w/f/b.00000001.js", "/w/k.00000001.js", "/w/f/fi.00000001.json"])
def test_a_file_of_an_earlier_build_is_answered_for_good(shop, archive, path):
    archive.mkdir(exist_ok=True)
    (archive / path.rpartition("/")[2]).write_text('"of old"')
    told = shop.client.get(path)
    assert (told.status_code, told.text) == (200, '"of old"')
    assert told.headers["Cache-Control"].endswith("immutable")
    assert told.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["k.00000002.js", "k..js", "k.%2e%2e.js", "k.secret_key.js"])
def test_a_launcher_that_never_was_is_not_found(shop, name):
    """Another in its place would fail the digest that the page demands."""
    assert shop.client.get(f"/w/{name}").status_code == 404


@pytest.mark.parametrize("name", ["..%2fsecret_key", "secret_key", ".b.aaaaaaaa.js.tmp", "..", "%2e%2e/secret_key"])
def test_nothing_else_of_the_data_folder_can_be_had(shop, archive, name):
    archive.mkdir(exist_ok=True)
    (archive / ".b.aaaaaaaa.js.tmp").write_text("half")
    assert shop.client.get(f"/w/f/{name}").status_code in {404, 405}


@pytest.fixture
def built(app):
    if not app.extensions["built_files"]:
        pytest.skip("The widget is not built: make build")
    return app.extensions["built_files"]


def test_an_unknown_time_gets_todays_file_unkept(shop, built):
    told = shop.client.get("/w/f/b.99999999.js")
    assert told.status_code == 200
    assert told.headers["Cache-Control"] == "no-cache"


def test_the_tag_follows_upgrades_and_the_pinned_one_says_its_digest(shop, ada, built):
    told = ada.get(f"/sites/{shop.id}/tag").json
    assert told["tag"] == f'<script async src="http://localhost/w/k.js" data-site="{shop.key}"></script>'
    form = r'<script async src="http://localhost(/w/k\.(\w+)\.js)" integrity="([^"]+)" crossorigin="anonymous" data-site="(.+)"></script>'  # noqa: E501
    path, version, integrity, key = re.fullmatch(form, told["pinned_tag"]).groups()
    launcher = shop.client.get(path)
    assert integrity == "sha384-" + b64encode(hashlib.sha384(launcher.data).digest()).decode()
    assert launcher.headers["Cache-Control"].endswith("immutable")
    assert (version, key) == (told["version"], shop.key)
    assert shop.client.get(f"/w/v1/sites/{shop.key}").json["version"] == version


def test_the_version_is_the_same_wherever_it_is_told(shop, ada, built):
    version = ada.get(f"/sites/{shop.id}/tag").json["version"]
    assert json.loads(shop.client.get(f"/w/v1/sites/{shop.key}/check").data)["version"] == version


def test_a_folder_that_takes_no_file_stops_no_start(tmp_path, caplog):
    """On a full disk, commands that make room must still run, and visitors be answered."""
    (tmp_path / FOLDER).write_text("in the way")
    keep_files(tmp_path, build("aaaaaaaa", b="ground"))
    assert "files_not_kept" in caplog.text
