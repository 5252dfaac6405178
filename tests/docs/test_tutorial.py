"""The tutorial, followed to the letter with the reader that people meet: the lines it promises come, go, and are deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import settings
from bot.bootstrap import open_application, prepare_store
from tests.gateway import Visitor, serving, visiting

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial" / "first-conversation.md").read_text()
PAGE = ROOT / "bot" / "gateway" / "page"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    chosen = settings.load({"ATTUNE_DATA_DIR": str(tmp_path)})
    prepare_store(chosen)
    application = open_application(chosen)
    try:
        with visiting(serving(application.parts)) as found:
            yield found
    finally:
        application.close()


def lines(visitor: Visitor) -> dict[str, list[dict[str, Any]]]:
    sections = visitor.request("GET", "/summary").json()["sections"]
    return {section["title"]: section["lines"] for section in sections}


def test_it_leads_where_it_says(visitor: Visitor) -> None:
    reply = visitor.press(visitor.greeting, "Someone I lean on (12 min)").json()["reply"]
    answers = re.findall(r"Write: `(.+)`", TUTORIAL)
    assert len(answers) == 4
    for answer in answers:
        assert "?" in reply["text"]
        reply = visitor.send(text=answer).json()["reply"]
    there = lines(visitor)
    assert {"Your sister Anna", "In general"} <= set(there)
    [line] = [
        each
        for each in there["In general"]
        if "leaning on people, or letting them close, does not come easily" in each["text"]
    ]
    [quote] = line["quotes"]
    assert f"`{quote['text']}`" in TUTORIAL
    visitor.request("POST", f"/statements/{quote['statement']}/contest")
    assert not any(line["text"] == each["text"] for some in lines(visitor).values() for each in some)
    visitor.send(text=quote["text"])
    assert not any("does not come easily" in each["text"] for some in lines(visitor).values() for each in some)
    taken = visitor.request("GET", "/export?format=markdown")
    assert "notes.md" in taken.headers["content-disposition"]
    assert all(answer.split(". ")[-1].rstrip(".") in taken.text for answer in answers)
    assert visitor.request("DELETE", "").status_code == 204
    assert visitor.request("GET", "/summary").status_code in (401, 404)


@pytest.mark.parametrize("label", sorted(set(re.findall(r"\*([A-Z][^*]+)\*", TUTORIAL))))
def test_every_label_it_names_is_on_the_page(label: str) -> None:
    page = "".join(path.read_text() for path in PAGE.iterdir() if path.suffix in (".html", ".js"))
    shown = page.replace("\\u2019", "'").replace("\u2019", "'")
    said = ("Someone I lean on (12 min)", "Your sister Anna", "In general")  # the talk and the summary say these
    assert label in said or label in shown
