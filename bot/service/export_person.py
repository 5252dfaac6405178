"""Everything that is kept of a person, to take along: JSON for programs, Markdown for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from bot.service.look_back import listed
from bot.service.parts import Parts
from bot.service.small_steps import foreseen_within
from bot.service.summarise import own_wording, quotes, summary_within
from bot.working_model.change import Reason
from bot.working_model.dialogue import Message
from bot.working_model.expectation import Foreseen
from bot.working_model.identity import PersonId
from bot.working_model.kept import KeptCoping, KeptStatement, Standing
from bot.working_model.markdown import FOLDED
from bot.working_model.protocols import UnitOfWork
from bot.working_model.revision import Revision
from bot.working_model.summary import summary_markdown

FORMAT = 1
PAGE = 500
ALL_REVISIONS: Final = 100_000  # more than anybody makes


def export_json(parts: Parts, person_id: PersonId) -> dict[str, Any]:
    """One JSON object: person, consents, people talked about, conversations with messages and what the screen made of them, statements, ways of coping, revisions, summary."""
    now = parts.clock.now()
    with parts.store.begin() as uow:
        person = uow.people.get(person_id)
        statements = uow.statements.of(person_id)
        quote_of = quotes(uow, statements)
        way_back = uow.ways_back.of(person_id)
        return {
            "format": FORMAT,
            "exported_at": now.isoformat(),
            "person": {
                "id": person.id,
                "since": person.created_at_utc.isoformat(),
                "country": person.country,
                "language": person.language,
            },
            "consents": [
                {"kind": c.kind, "version": c.version, "given": c.given, "at": c.at_utc.isoformat()}
                for c in uow.people.consents(person_id)
            ],
            "way_back": {"since": way_back.made_at_utc.isoformat()} if way_back else None,
            "never_ask_about": [{"figure": t.figure, "name": t.name} for t in uow.people.declined(person_id)],
            "people": [
                {
                    "id": k.id,
                    "figure": k.figure.value,
                    "name": k.name,
                    "tie": k.tie.value,
                    "danger_told": k.told_unsafe,
                }
                for k in uow.known_people.of(person_id)
            ],
            "conversations": [
                {
                    "id": conversation.id,
                    "started_at": conversation.started_at_utc.isoformat(),
                    "messages": [_message(message) for message in _messages(uow, conversation.id)],
                }
                for conversation in uow.conversations.of(person_id)
            ],
            "statements": [{**_statement(kept), "quote": quote_of(kept).text} for kept in statements],
            "ways_of_coping": [_coping(kept) for kept in uow.statements.coping_of(person_id)],
            "small_steps": [_small_step(step) for step in foreseen_within(uow, person_id)],
            "revisions": listed(uow, person_id, _revisions(uow, person_id), now_utc=now),
            "summary": summary_within(uow, person_id, now_utc=now).to_data(),
        }


def export_markdown(parts: Parts, person_id: PersonId) -> str:
    """The summary with its quotes, what the person set right, then the conversations."""
    now = parts.clock.now()
    with parts.store.begin() as uow:
        text = [summary_markdown(summary_within(uow, person_id, now_utc=now)).rstrip(), ""]
        corrections = [each for each in _revisions(uow, person_id) if each.reason is not Reason.SAID]
        if corrections:
            text += ["## What you set right", ""]
            text += [_set_right(each) for each in listed(uow, person_id, reversed(corrections), now_utc=now)]
            text.append("")
        for conversation in uow.conversations.of(person_id):
            text.append(f"## Conversation of {conversation.started_at_utc:%d %B %Y}\n")
            for message in _messages(uow, conversation.id):
                who = "Attune" if message.is_reply else "You"
                text.append(f"**{who}** ({message.at_utc:%d %b, %H:%M} UTC)\n\n{_quoted(message.text)}\n")
    return "\n".join(text) + "\n"


def _set_right(revision: dict[str, Any]) -> str:
    words = [
        FOLDED if quote["folded"] else f"\u201c{_INLINE.sub(_ESCAPED, ' '.join(quote['text'].split()))}\u201d"
        for quote in revision["quotes"]
    ]
    at = datetime.fromisoformat(revision["at"])
    return f"- {at:%d %B %Y}: {_INLINE.sub(_ESCAPED, revision['why'])} {', '.join(words)}".rstrip()


def _revisions(uow: UnitOfWork, person_id: PersonId) -> list[Revision]:
    return [Revision.from_data(each) for each in uow.revisions.of(person_id, limit=ALL_REVISIONS)]


def _messages(uow: UnitOfWork, conversation_id: Any) -> Iterator[Message]:
    after = 0
    while page := uow.messages.since(conversation_id, after=after, limit=PAGE):
        yield from page
        after = page[-1].number


def _message(message: Message) -> dict[str, Any]:
    return {
        "number": message.number,
        "from": "attune" if message.is_reply else "you",
        "at": message.at_utc.isoformat(),
        "text": message.text,
        "question": message.asked.question if message.asked else None,
        **({} if message.is_reply else {"level": message.level.value, "rules": list(message.rules)}),
    }


def _statement(kept: KeptStatement) -> dict[str, Any]:
    said = kept.statement
    return {
        "id": kept.id,
        "message": kept.message_id,
        "said_at": kept.said_at_utc.isoformat(),
        "theme": said.theme.value,
        "facet": said.facet.value,
        "direction": said.direction.value,
        "figure": said.figure.value,
        "about": kept.about,
        "time": said.time.value,
        "grain": said.grain.value,
        "certainty": said.certainty,
        "confidence": said.confidence,
        "standing": kept.standing.value,
        "true_these_days": kept.true_these_days,
        "reworded_by_you": own_wording(kept),
        "not_any_more": kept.is_over,
        "not_about": list(kept.not_about),
        "echo_of": kept.echo_of,
        "counts": kept.standing is Standing.LIVE,
    }


def _coping(kept: KeptCoping) -> dict[str, Any]:
    return {
        "message": kept.message_id,
        "said_at": kept.said_at_utc.isoformat(),
        "about": kept.about,
        "standing": kept.standing.value,
        **plain(kept.coping),
    }


def _small_step(step: Foreseen) -> dict[str, Any]:
    return {
        "id": step.id,
        "about": step.about,
        **{part: quote.text if (quote := getattr(step, part)) else None for part in ("plan", "expected", "happened")},
        "taken_at": step.expected.said_at_utc.isoformat(),
        "sure": step.sure,
        "came_true": step.came_true,
    }


def plain(value: Any) -> Any:
    """A value of the domain as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    return [plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def _quoted(text: str) -> str:
    """A block quote whose words stay words: what a person typed becomes no heading, link, image or markup when it is shown."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(f"> {_BLOCK.sub(_escaped_block, _INLINE.sub(_ESCAPED, line))}" for line in lines)


_INLINE: Final = re.compile(r"([\\`*_\[\]<&~|])")
_ESCAPED: Final = r"\\\1"
_BLOCK: Final = re.compile(r"^(\s*)(#|>|\+|-|=|\d+(?=[.)]))")


def _escaped_block(found: re.Match[str]) -> str:
    start, mark = found.groups()
    # Four blanks or a tab would make a block of code; a number's point is what makes a list of it.
    return f"{start[:3]}{mark}\\" if mark.isdigit() else f"{start[:3]}\\{mark}"
