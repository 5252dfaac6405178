"""Progress: what is done, and how long it took; after a failure the line is ended."""

from __future__ import annotations

import threading

import pytest

from bot.cli import progress
from bot.cli.progress import Progress


def test_a_step_and_its_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress().doing("Training"):
        pass
    assert capsys.readouterr().out == "Training ... 0 s\n"


def test_a_failed_step_ends_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="x"), Progress().doing("Training"):
        raise ValueError("x")
    assert capsys.readouterr().out == "Training ...\n"


def test_a_long_step_shows_that_work_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "BEAT_S", 0.001)
    beaten = threading.Event()
    real = Progress._write

    def write(text: str) -> None:
        real(text)
        if text == ".":
            beaten.set()

    monkeypatch.setattr(Progress, "_write", staticmethod(write))
    with Progress().doing("Training"):
        assert beaten.wait(5)
    assert "...." in capsys.readouterr().out
