"""Whatever an operator or a program may meet has its heading in the reference, and every page is found from the first one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel

from bot import errors
from bot.gateway import conversations, corrections, leaving, looking, returns
from bot.gateway.application import routed
from bot.settings import PREFIX, Settings
from bot.working_model.dialogue import Command

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted(p for kind in ("tutorial", "how-to", "explanation", "reference") for p in (DOCS / kind).glob("*.md"))


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE))


def names_of(model: type[BaseModel], prefix: str = PREFIX) -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found += names_of(kind, f"{prefix}{name.upper()}__")
        else:
            found.append(f"{prefix}{name.upper()}")
    return found


def test_every_route_has_a_heading() -> None:
    there = headings(REFERENCE / "http-api.md")
    routes = [
        *conversations.router.routes,
        *corrections.router.routes,
        *leaving.router.routes,
        *looking.router.routes,
        *returns.router.routes,
        *routed().routes,
    ]
    wanted = {f"{m} {r.path}" for r in routes if isinstance(r, APIRoute) and r.include_in_schema for m in r.methods}
    assert len(wanted) > 25
    assert wanted <= there


def test_every_shape_has_a_heading() -> None:
    assert set(routed().openapi()["components"]["schemas"]) <= headings(REFERENCE / "http-api.md")


def test_every_setting_has_a_heading() -> None:
    assert set(names_of(Settings)) <= headings(REFERENCE / "settings.md")


def test_every_error_has_a_heading() -> None:
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert kinds <= headings(REFERENCE / "errors.md")


def test_every_command_that_people_can_say_is_listed() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", (REFERENCE / "commands.md").read_text(), re.MULTILINE))
    assert {command.value for command in Command} <= listed


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_is_found_from_the_first(page: Path) -> None:
    assert f"({page.relative_to(DOCS).as_posix()})" in (DOCS / "README.md").read_text()
