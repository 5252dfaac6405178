"""The reference pages that are made from the code: settings, errors, HTTP API. A test holds them current."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from bot import errors
from bot.cli.api_reference import api_page
from bot.dialogue.process import ROOT
from bot.gateway.problems import status_of
from bot.settings import PREFIX, Settings

REFERENCE = ROOT / "docs" / "reference"


def pages() -> dict[str, str]:
    """File name to text."""
    return {"settings.md": settings_page(), "errors.md": errors_page(), "http-api.md": api_page()}


def write_pages(folder: Path = REFERENCE) -> None:
    """Writes them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def settings_page() -> str:
    """Every setting with its variable, type, default and meaning."""
    lines = [
        "# Settings",
        "",
        "Variables of the environment, or lines `NAME=value` in the file that `ATTUNE_SETTINGS` names; the environment wins.",
        "An unknown `ATTUNE_*` variable is an error. No error shows a value. Made from `bot/settings.py` by `attune reference`.",
        "",
    ]
    for title, model, prefix in _areas(Settings, PREFIX):
        lines += [f"## {title}", ""]
        for name, field in model.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                continue
            default = field.default
            if isinstance(default, Path):
                default = default.relative_to(ROOT) if default.is_relative_to(ROOT) else default
            shown = "none" if default in (None, "", PydanticUndefined) else f"`{default}`"
            lines += [f"### {prefix}{name.upper()}", "", f"{field.description} Default: {shown}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def _areas(model: type[BaseModel], prefix: str) -> list[tuple[str, type[BaseModel], str]]:
    found = [("Whole", model, prefix)]
    for name, field in model.model_fields.items():
        kind: Any = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found.append((name.capitalize(), kind, f"{prefix}{name.upper()}__"))
    return found


def errors_page() -> str:
    """Every error with its status and meaning."""
    lines = [
        "# Errors",
        "",
        'Over HTTP an error is one JSON object, `{"error": "one sentence"}`; it repeats nothing of what was sent.',
        "A 503 for a message that could not be kept, a 429, and a 413 for a text over the limit may also hold `reply`: what safety demands be said all the same.",
        "Made from `bot/errors.py` by `attune reference`.",
        "",
    ]
    for kind in _tree(errors.AttuneError):
        status = "exit status 2" if kind is errors.SetUpError else f"HTTP {status_of(kind)}"
        lines += [f"## {kind.__name__}", "", f"{inspect.getdoc(kind)} ({status})", ""]
    return "\n".join(lines).rstrip() + "\n"


def _tree(kind: type[errors.AttuneError]) -> list[type[errors.AttuneError]]:
    own = [child for child in kind.__subclasses__() if child.__module__ == errors.__name__]
    return [kind, *(each for child in own for each in _tree(child))]
