"""What stands in a code block exists: targets, commands and their options, modules, settings; settings files load; Python runs."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
import typer.main
from typer.testing import CliRunner

from bot import settings
from bot.cli import app
from bot.settings import Settings
from tests.docs.test_headings import names_of
from tests.gateway import listening, serving

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCKS = [
    (page, language, code)
    for page in MARKDOWN
    for language, code in re.findall(r"^```(\w+)\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
]
NOT_OF_OURS = {"ATTUNE_SETTINGS", "ATTUNE_TESTS_NO_SKIP", "ATTUNE_CHROMIUM"}


def blocks(*languages: str) -> list[object]:
    return [
        pytest.param(code, id=f"{page.stem}-{number}")
        for number, (page, language, code) in enumerate(BLOCKS)
        if language in languages
    ]


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_setting_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"\bATTUNE_[A-Z_]*[A-Z]\b", page.read_text()))
    assert named <= {*names_of(Settings), *NOT_OF_OURS}


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_that_is_named_exists(page: Path) -> None:
    words = page.read_text()
    commands = typer.main.get_command(app)
    for name in re.findall(r"(?:bin/|`)attune ([a-z][a-z-]+)", words):
        assert name in commands.commands, name  # type: ignore[attr-defined]
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)(?:[A-Z_=\w./-]+ )?make ([a-z]+)", words, re.MULTILINE)) <= targets
    for module in re.findall(r"python -m ([\w.]+)", words):
        assert find_spec(module) is not None, module


@pytest.mark.parametrize("code", blocks("sh"))
def test_every_option_in_a_block_is_an_option(code: str) -> None:
    for name, rest in re.findall(r"bin/attune ([a-z-]+)([^\n|;]*)", code):
        shown = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).output
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in shown, option


@pytest.mark.parametrize("code", blocks("ini"))
def test_every_settings_file_loads(code: str, tmp_path: Path) -> None:
    file = tmp_path / "attune.env"
    key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    file.write_text(code.replace("THE-LINE-YOU-GOT", key))
    settings.load({}, file=file)


@pytest.mark.parametrize("code", blocks("python"))
def test_python_runs(code: str) -> None:
    kept: dict[str, object] = {}
    the_serving = serving()
    with listening(the_serving) as address:
        exec(compile(code, "docs", "exec"), {"ADDRESS": address, "__name__": "docs"}, kept)
        assert isinstance(kept["http"], httpx.Client)
        assert kept["question"]["paragraphs"]  # type: ignore[index]
        assert kept["reply"]["paragraphs"]  # type: ignore[index]
        assert "sections" in kept["summary"]  # type: ignore[operator]
        assert httpx.get(f"{address}{kept['talk']}/summary", headers=kept["http"].headers).status_code in (401, 404)
