"""Writes docs/transcripts: what each person of people/ and Attune said, and the summary with its quotes.

python -m tests.conversations.write_transcripts [part of a file's name ...]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.scripted import Held, everybody, hold
from tests.serving import ROOT, attune

FOLDER = ROOT / "docs" / "transcripts"


def page(held: Held) -> str:
    """The page of one conversation."""
    person = held.person
    head = [f"# {person.name}", "", f"{person.about.strip()} Made up for the tests; nobody real.", ""]
    return "\n".join([*head, "## The conversation", "", *_talk(held), "## The summary", "", *_summary(held.summary)])


def _talk(held: Held) -> Iterator[str]:
    yield from _reply(held.greeting)
    for words, reply in held.turns:
        yield (
            f"**{held.person.name}:** {_flat(words)}"
            if not words.startswith("[")
            else f"**{held.person.name}** presses *{words[1:-1]}*"
        )
        yield ""
        yield from _reply(reply)


def _reply(reply: dict[str, Any]) -> Iterator[str]:
    for paragraph in reply["paragraphs"]:
        yield from (f"> {line}  " if line else ">" for line in paragraph.rstrip().split("\n"))
        yield ">"
    if reply["choices"]:
        yield "> " + " ".join(f"[{choice['label']}]" for choice in reply["choices"])
    yield ""


def _summary(summary: dict[str, Any]) -> Iterator[str]:
    for section in summary["sections"]:
        yield f"### {section['title']}"
        yield ""
        for line in section["lines"]:
            yield f"- {line['text']}"
            yield from (f"    - “{_flat(quote['text'])}”" for quote in line["quotes"])
        yield ""
    if summary.get("axes_text"):
        yield from ("### Worry and distance", "", *summary["axes_text"], "")
    if summary["unknown"]:
        yield from ("### Not known yet", "", *(f"- {unknown['text']}" for unknown in summary["unknown"]), "")


def _flat(words: str) -> str:
    return " ".join(words.split())


def main(parts: list[str]) -> int:
    """Holds the conversations whose file name contains one of `parts`, all without any."""
    chosen = [person for person in everybody() if not parts or any(part in person.slug for part in parts)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, attune(Path(folder)) as running:
        for person in chosen:
            (FOLDER / f"{person.slug}.md").write_text(page(hold(person, running.url)).rstrip() + "\n", encoding="utf-8")
            print(person.slug, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
