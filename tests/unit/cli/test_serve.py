"""`attune serve`: what is foreseeable is one clear line and exit status 2; what it writes for the supervisor is safe and absolute."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.bootstrap import prepare_store, the_master_key
from bot.cli.serve import absolute_paths, loopback_of, write_supervision
from bot.settings import load
from bot.store import SqlStore
from tests.contract.builders import populate
from tests.serving import ROOT, free_ports
from tests.stores import FixedClock


def _serve(cwd: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve"],
        cwd=cwd, env={**kept, **settings}, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip


def _ports() -> dict[str, str]:
    names = ("ATTUNE_GATEWAY__PORT", "ATTUNE_DIALOGUE__RASA_PORT", "ATTUNE_DIALOGUE__ACTIONS_PORT")
    return dict(zip(names, map(str, free_ports(3)), strict=True))


def _one_clear_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("attune: ")
    return lines[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ATTUNE_GATEWAY__PORT", "ATTUNE_DIALOGUE__RASA_PORT"])
def test_a_port_in_use_is_one_clear_line(tmp_path: Path, name: str) -> None:
    ports = _ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports[name] = str(taken.getsockname()[1])
        line = _one_clear_line(_serve(ATTUNE_DATA_DIR=str(tmp_path / "data"), **ports))
    assert ports[name] in line
    assert name in line
    assert not (tmp_path / "data" / "run" / "supervisord.pid").exists()


@pytest.mark.slow
def test_an_address_that_is_not_this_machines_is_not_called_a_port_in_use(tmp_path: Path) -> None:
    done = _serve(ATTUNE_DATA_DIR=str(tmp_path), ATTUNE_GATEWAY__HOST="203.0.113.7", **_ports())
    assert "ATTUNE_GATEWAY__HOST" in _one_clear_line(done)


@pytest.mark.slow
def test_a_broken_settings_file_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "attune.env"
    file.write_text("ATTUNE_GATEWAY__PORT=8000\nthis is not a setting\n")
    line = _one_clear_line(_serve(ATTUNE_DATA_DIR=str(tmp_path / "data"), ATTUNE_SETTINGS=str(file)))
    assert "attune.env, line 2" in line
    assert "this is not" not in line
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_a_data_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line = _one_clear_line(_serve(ATTUNE_DATA_DIR=str(tmp_path / "file" / "data"), **_ports()))
    assert "ATTUNE_DATA_DIR" in line


@pytest.mark.slow
def test_another_master_key_is_one_clear_line_before_anything_starts(tmp_path: Path) -> None:
    settings = load({"ATTUNE_DATA_DIR": str(tmp_path)})
    prepare_store(settings)
    store = SqlStore.open(settings.store_url, master_key=the_master_key(settings), clock=FixedClock())
    populate(store)
    store.close()
    settings.key_path.write_bytes(bytes(32))
    line = _one_clear_line(_serve(ATTUNE_DATA_DIR=str(tmp_path), **_ports()))
    assert "another master key" in line
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_a_redis_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    address = f"redis://:hidden@127.0.0.1:{free_ports(1)[0]}/0"
    line = _one_clear_line(_serve(ATTUNE_DATA_DIR=str(tmp_path), ATTUNE_GATEWAY__RATE_LIMIT_STORE=address, **_ports()))
    assert "ATTUNE_GATEWAY__RATE_LIMIT_STORE" in line
    assert "hidden" not in line


@pytest.mark.slow
def test_every_mistake_has_its_line(tmp_path: Path) -> None:
    done = _serve(ATTUNE_DATA_DIR=str(tmp_path), ATTUNE_GATEWAY__PORT="x", ATTUNE_NO_SUCH="1")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2


def test_supervision_is_ours_alone_absolute_and_without_percent_signs_to_expand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_supervision(load({"ATTUNE_DATA_DIR": "50% data"}))
    assert path.is_absolute()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert f"{tmp_path}/50%% data/logs/gateway.log" in text
    assert "50% " not in text


def test_relative_paths_are_handed_on_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATTUNE_SETTINGS", "ours.env")
    found = absolute_paths(load({"ATTUNE_DATA_DIR": "data"}))
    assert found == {"ATTUNE_DATA_DIR": f"{tmp_path}/data", "ATTUNE_SETTINGS": f"{tmp_path}/ours.env"}


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("fd00::1", "[fd00::1]")],
)
def test_we_ask_ourselves_where_we_listen(host: str, own: str) -> None:
    assert loopback_of(host) == own


def test_a_v6_address_is_printed_as_a_url() -> None:
    assert load({"ATTUNE_GATEWAY__HOST": "fd00::1"}).public_url == "http://[fd00::1]:8000"
