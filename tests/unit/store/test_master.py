"""The master key's file."""

from __future__ import annotations

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import SetUpError
from bot.store import master_key

KEY = bytes(range(200, 232))  # its base64 holds + and /, so that both alphabets are tried


def test_the_first_start_makes_a_key_that_only_the_owner_reads(tmp_path):
    path = tmp_path / "secrets" / "master.key"
    key = master_key(path)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["master.key"]


def test_later_starts_find_the_same_key(tmp_path):
    assert master_key(tmp_path / "key") == master_key(str(tmp_path / "key"))


def test_two_installations_have_two_keys(tmp_path):
    assert master_key(tmp_path / "one") != master_key(tmp_path / "two")


def test_processes_that_start_at_once_have_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: master_key(tmp_path / "key"), range(8)))
    assert len(keys) == 1
    assert os.listdir(tmp_path) == ["key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path, mode):
    path = tmp_path / "key"
    master_key(path)
    path.chmod(mode)
    with pytest.raises(SetUpError, match=f"mode {mode:o}"):
        master_key(path)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_that_only_the_owner_reads_is_taken(tmp_path, mode):
    path = tmp_path / "key"
    key = master_key(path)
    path.chmod(mode)
    assert master_key(path) == key


@pytest.mark.parametrize("content", [b"", KEY[:31], KEY + b"\n"], ids=["empty", "short", "long"])
def test_a_file_without_a_key_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(SetUpError):
        master_key(path)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_refused(tmp_path):
    with pytest.raises(SetUpError):
        master_key(tmp_path)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(base64.b64encode(KEY).decode(), id="standard"),
        pytest.param(base64.urlsafe_b64encode(KEY).decode(), id="url-safe"),
        pytest.param(f" {base64.b64encode(KEY).decode()}\n", id="with blanks around"),
    ],
)
def test_a_key_given_by_setting_is_taken_and_no_file_made(tmp_path, given):
    assert master_key(tmp_path / "key", given_base64=given) == KEY
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("given", ["", "secret", base64.b64encode(KEY[:16]).decode(), KEY.hex(), "ä" * 44])
def test_a_given_key_that_is_none_is_refused_and_not_repeated(tmp_path, given):
    with pytest.raises(SetUpError) as caught:
        master_key(tmp_path / "key", given_base64=given)
    assert not given or given not in str(caught.value)
