"""Making the environments: what cannot be done is one line; a log of another run explains nothing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "deploy" / "prepare.py"


@pytest.fixture
def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "app.txt").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "TOOLS", tmp_path / ".build")
    return module


def _uv(folder: Path, says: str) -> str:
    uv = folder / "uv"
    uv.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit 1\n")
    uv.chmod(0o755)
    return str(uv)


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("error sending request for url (https://a.example/)", "network is needed"),
        ("Temporary failure in name resolution", "network is needed"),
        ("hash mismatch", "Python 3.11 could neither be found nor fetched"),
    ],
)
def test_what_uv_cannot_do_is_one_line(prepare: ModuleType, tmp_path: Path, says: str, reason: str) -> None:
    with pytest.raises(prepare.Trouble, match=reason) as caught:
        prepare.make(_uv(tmp_path, says), "app")
    assert len(str(caught.value).splitlines()) == 1


def test_an_old_runs_network_is_not_todays(prepare: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".build").mkdir()
    (tmp_path / ".build" / "app.log").write_text("error sending request\n")
    with pytest.raises(prepare.Trouble, match="neither be found"):
        prepare.make(_uv(tmp_path, "no such version"), "app")


def test_without_uv_and_network_it_is_one_line_and_status_2(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    (root / "deploy").mkdir(parents=True)
    (root / "requirements").mkdir()
    (root / "requirements" / "app.txt").write_text("")
    (root / "pyproject.toml").write_text("")
    (root / "deploy" / "prepare.py").write_text(SCRIPT.read_text())
    folder = tmp_path / "bin"
    folder.mkdir()
    _uv(folder, "network is unreachable")
    done = subprocess.run(
        [sys.executable, root / "deploy" / "prepare.py", "app"],
        env={"PATH": str(folder) + ":/bin"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "network is needed" in done.stderr
    assert len(done.stderr.splitlines()) == 1
