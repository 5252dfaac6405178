"""The command line says what went wrong, in one line an error, and nothing else."""

from __future__ import annotations

import sys

import pytest

import bot.cli
from bot.errors import SetUpError, UpstreamError


@pytest.mark.parametrize(
    ("error", "status", "printed"),
    [
        (SetUpError(["one", "two"]), 2, "attune: one\nattune: two\n"),
        (UpstreamError("no server answers"), 1, "attune: no server answers\n"),
    ],
    ids=["set-up", "other"],
)
def test_every_error_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    status: int,
    printed: str,
) -> None:
    def broken(**_: object) -> None:
        raise error

    monkeypatch.setattr(bot.cli, "app", broken)
    with pytest.raises(SystemExit) as ended:
        bot.cli.main()
    assert ended.value.code == status
    assert capsys.readouterr().err == printed
    assert sys.exc_info() == (None, None, None)
