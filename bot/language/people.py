"""Who is meant: a person, a mention, and what a message says of somebody only after it spoke of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.working_model.statement import Figure


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody meant in the message. `gender` is m, f, n (either) or pl (several)."""

    figure: Figure
    name: str | None = None
    gender: str = "n"


@dataclass(frozen=True, slots=True)
class Meant:
    """A mention: words `start` to `end` (exclusive) of the message's words mean `person`.

    `mark` is what stands for it in a clause: @fig, @figh ("her"), @figs (possessive), @oth (people), @nobody. `how` is named, pronoun or carried.
    `owns`: something of theirs is spoken of ("my father's illness"), not they.
    """

    start: int
    end: int
    mark: str
    person: Person
    how: str
    owns: bool = False


@dataclass(slots=True)
class Learnt:
    """What a message says of somebody only after it spoke of them: "Sam ... she's my partner", "he rang daily, my dad"."""

    names: dict[str, Person] = field(default_factory=dict)
    unnamed: dict[str, Person] = field(default_factory=dict)

    def is_one(self, subject: Person, what: Person) -> None:
        """`subject`, whose role was not known, is `what`."""
        if subject.figure is not Figure.OTHER_PERSON:
            return
        gender = subject.gender if subject.gender != "n" else what.gender
        if subject.name:
            self.names[subject.name.lower()] = Person(what.figure, subject.name, gender)
        elif gender in ("m", "f"):
            self.unnamed.setdefault(gender, Person(what.figure, what.name, gender))
        elif what.gender in ("m", "f"):
            self.unnamed.setdefault(what.gender, what)

    def is_news(self, meant: Sequence[Meant]) -> bool:
        """True where reading again would read somebody otherwise; a partner named late is whom "she" meant before."""
        late = next((m.person for m in meant if m.person.figure is Figure.PARTNER and m.how == "named"), None)
        if late is not None:
            for gender in ("m", "f") if late.gender == "n" else (late.gender,):
                self.unnamed.setdefault(gender, replace(late, gender=gender))
        return bool(self.names) or any(
            m.how == "carried" and m.person.figure is Figure.OTHER_PERSON and m.person.gender in self.unnamed
            for m in meant
        )
