"""Builders for the working model's tests: statements, ways of coping, people and whole transcripts, with defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.working_model.identity import ConversationId, EpisodeId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Standing
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.revision import rebuild
from bot.working_model.statement import (
    THEME_OF,
    Coping,
    Direction,
    Elicits,
    Facet,
    Figure,
    Grain,
    Outcome,
    Span,
    Statement,
    Time,
    Way,
)  # fmt: skip
from bot.working_model.summary import Summary, compile_summary

DAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
PERSON = PersonId("person")
PLUS, MINUS = Direction.PLUS, Direction.MINUS


def kept(number: int = 1, label: str = "reliability-", figure: Figure = Figure.MOTHER, **over: Any) -> KeptStatement:
    """A kept statement. `label` is facet and direction; `about` defaults to the figure's own known person."""
    facet = Facet(label[:-1])
    about = over.pop("about", figure.value if figure.is_particular else None)
    statement = Statement(
        span=over.pop("span", Span(0, 1)),
        theme=THEME_OF[facet],
        facet=facet,
        direction=Direction(label[-1]),
        figure=figure,
        name=over.pop("name", None),
        time=over.pop("time", Time.NOW),
        grain=over.pop("grain", Grain.GENERAL),
        certainty=over.pop("certainty", 1.0),
        confidence=over.pop("confidence", 1.0),
        elicited=over.pop("elicited", Elicits.NONE),
        rule=over.pop("rule", None),
    )
    episode = over.pop("episode", None)
    return KeptStatement(
        id=StatementId(over.pop("id", f"s{number}")),
        number=number,
        message_id=MessageId(over.pop("message", f"m{number}")),
        conversation_id=ConversationId(over.pop("conversation", "c1")),
        said_at_utc=over.pop("at", DAY),
        statement=statement,
        about=KnownPersonId(about) if about else None,
        episode_id=EpisodeId(episode) if episode else None,
        **over,
    )


def several(
    count: int, label: str = "reliability-", figure: Figure = Figure.MOTHER, *, start: int = 1, **over: Any
) -> list[KeptStatement]:
    """Some statements alike, numbered on."""
    return [kept(number, label, figure, **over) for number in range(start, start + count)]


def way(
    number: int, which: Way, *, outcome: Outcome | None = None, about: str | None = None, **over: Any
) -> KeptCoping:
    """A kept way of coping."""
    episode = over.pop("episode", None)
    return KeptCoping(
        number=number,
        message_id=MessageId(over.pop("message", f"m{number}")),
        conversation_id=ConversationId("c1"),
        said_at_utc=DAY,
        coping=Coping(Span(0, 1), which, outcome),
        about=KnownPersonId(about) if about else None,
        episode_id=EpisodeId(episode) if episode else None,
        **over,
    )


def someone(
    figure: Figure = Figure.MOTHER, name: str | None = None, tie: Tie = Tie.CURRENT, *, known_id: str | None = None
) -> KnownPerson:
    """A known person whose id is the figure's value."""
    return KnownPerson(KnownPersonId(known_id or figure.value), PERSON, figure, name, tie)


def quote(each: KeptStatement) -> Quote:
    """Words that name the statement, so that they can be told apart."""
    text = "removed by you" if each.standing is Standing.REMOVED else f"words of {each.id}"
    return Quote(each.id, each.message_id, text, "What happened?", each.said_at_utc, each.folded)


def quote_of_way(each: KeptCoping) -> Quote:
    """The same for a way of coping."""
    return Quote(StatementId(f"way{each.number}"), each.message_id, f"way {each.number}", "", each.said_at_utc)


def summary_of(
    statements: Sequence[KeptStatement],
    known: Sequence[KnownPerson] = (),
    *,
    coping: Sequence[KeptCoping] = (),
    **over: Any,
) -> Summary:
    """The summary of some statements; people not given are known by their role alone."""
    about = {each.about: each.statement.figure for each in statements if each.about is not None}
    people = list(known) + [
        KnownPerson(known_id, PERSON, figure, None)
        for known_id, figure in about.items()
        if known_id not in {person.id for person in known}
    ]
    return compile_summary(
        over.pop("model", None) or rebuild(statements),
        statements=statements,
        coping=coping,
        known=people,
        quote_of=over.pop("quote_of", quote),
        quote_of_way=over.pop("quote_of_way", quote_of_way),
        now_utc=over.pop("now_utc", DAY + timedelta(days=1)),
        **over,
    )


@dataclass
class Teller:
    """Somebody who tells: each call of `says` is one message with one statement in it, the whole message its words."""

    known: list[KnownPerson] = field(default_factory=list)
    statements: list[KeptStatement] = field(default_factory=list)
    ways: list[KeptCoping] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)

    def knows(self, known_id: str, figure: Figure, name: str | None = None, tie: Tie = Tie.CURRENT) -> Teller:
        """Somebody is known to the teller."""
        self.known.append(KnownPerson(KnownPersonId(known_id), PERSON, figure, name, tie))
        return self

    def says(self, text: str, label: str, about: str | None = None, *, asked: str = "", **over: Any) -> Teller:
        """One message; `past`, `changing`, `moment` and `unsure` may be given as `how`."""
        how = over.pop("how", "").split()
        number = len(self.words) + 1
        person = next((each for each in self.known if each.id == about), None)
        own = label[:-1] in ("worth", "lovability", "competence")
        figure = person.figure if person else Figure.SELF if own else Figure.OTHERS
        self.words[f"m{number}"], self.questions[f"m{number}"] = text, asked
        self.statements.append(
            kept(
                number,
                label,
                figure,
                about=about,
                span=Span(0, len(text)),
                time=Time.PAST if "past" in how else Time.CHANGING if "changing" in how else Time.NOW,
                grain=Grain.MOMENT if "moment" in how else Grain.GENERAL,
                certainty=0.5 if "unsure" in how else 1.0,
                confidence=0.95,
                episode=over.pop("episode", f"m{number}"),
                tie=person.tie if person else Tie.CURRENT,
                at=DAY + timedelta(days=number // 6),
                **over,
            )
        )
        return self

    def does(
        self,
        text: str,
        which: Way,
        about: str | None = None,
        *,
        outcome: Outcome | None = None,
        episode: str | None = None,
    ) -> Teller:
        """One message that tells a way of coping."""
        number = len(self.words) + 1
        self.words[f"m{number}"] = text
        self.ways.append(way(number, which, outcome=outcome, about=about, episode=episode or f"m{number}"))
        return self

    def summary(self, **over: Any) -> Summary:
        """What is compiled of it."""
        return summary_of(
            self.statements,
            self.known,
            coping=self.ways,
            quote_of=lambda each: Quote(
                each.id, each.message_id, self.words[each.message_id], self.questions.get(each.message_id, ""),
                each.said_at_utc, each.folded,
            ),
            quote_of_way=lambda each: Quote(
                StatementId(f"way{each.number}"), each.message_id, self.words[each.message_id], "", each.said_at_utc
            ),
            now_utc=DAY + timedelta(days=30),
            **over,
        )  # fmt: skip
