"""Asking the trained dialogue from outside: what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.process import MODEL, rasa_python
from bot.dialogue.recognition import recognised
from bot.errors import SetUpError


def _touch(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_without_rasa_s_environment(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="make install"):
        recognised(["skip"], root=tmp_path)


def test_without_a_model(tmp_path: Path) -> None:
    _touch(rasa_python(tmp_path))
    with pytest.raises(SetUpError, match="attune train"):
        recognised(["skip"], root=tmp_path)


def test_a_model_that_cannot_be_read(tmp_path: Path) -> None:
    _touch(rasa_python(tmp_path), "#!/bin/sh\nexit 3\n").chmod(0o755)
    _touch(tmp_path / MODEL)
    with pytest.raises(SetUpError, match="Train anew"):
        recognised(["skip"], root=tmp_path)
