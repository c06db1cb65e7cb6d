"""The installation's signing key: made once, whole, and never a weak one."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.foundation.signing import signing_key
from backend.settings import SettingsError


def test_a_key_is_made_at_first_start_and_kept_for_its_owner_alone(tmp_path):
    key = signing_key(None, tmp_path)
    assert len(key) >= 32
    assert signing_key(None, tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("kept", ["", "\n", "short"], ids=["empty", "blank", "short"])
def test_a_kept_key_that_is_too_short_stops_the_start_and_names_the_file(tmp_path, kept):
    (tmp_path / "secret_key").write_text(kept)
    with pytest.raises(SettingsError, match=r"secret_key: expected a signing key of at least 32 bytes"):
        signing_key(None, tmp_path)
    assert (tmp_path / "secret_key").read_text() == kept


def test_processes_that_start_together_agree_on_one_key(tmp_path):
    for number in range(20):
        data = tmp_path / str(number)
        data.mkdir()
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(lambda _, data=data: signing_key(None, data), range(8)))
        assert len(keys) == 1


def test_a_crash_while_the_key_is_written_leaves_no_key_behind(tmp_path, monkeypatch):
    def crash(descriptor):
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", crash)
        with pytest.raises(OSError, match="the power went"):
            signing_key(None, tmp_path)
    assert not (tmp_path / "secret_key").exists()
    assert len(signing_key(None, tmp_path)) >= 32
