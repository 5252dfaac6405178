"""The documentation is current: pages made from the code, every link, every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import app
from bot.cli.reference import pages
from bot.gateway import conversations, corrections, leaving, looking, returns

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("name", pages())
def test_a_page_made_from_the_code_is_current(name: str) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text() == pages()[name], "run: .venv/bin/attune reference"


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


def test_every_command_is_described() -> None:
    described = (ROOT / "docs" / "reference" / "command-line.md").read_text()
    for command in app.registered_commands:
        if not command.hidden and command.callback is not None:
            assert f"## attune {command.name or command.callback.__name__.replace('_', '-')}" in described


def test_every_route_has_a_summary() -> None:
    for route in (
        *conversations.router.routes,
        *corrections.router.routes,
        *leaving.router.routes,
        *looking.router.routes,
        *returns.router.routes,
    ):
        assert getattr(route, "summary", None), getattr(route, "path", route)
