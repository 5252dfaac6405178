"""Whom a pronoun stands for: the last one spoken of who fits, else whom the question was about, else the only known one who fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.language.people import Person
from bot.working_model.statement import Figure


class Antecedents:
    """Who has been spoken of in one message so far, the last one last."""

    def __init__(
        self,
        called: dict[str, Person],
        *,
        asked: Person | None = None,
        known: Sequence[Person] = (),
        unnamed: Mapping[str, Person] | None = None,
        is_of_a_couple: bool = False,
    ) -> None:
        """`called` are the names, which learn a gender from the pronoun; `unnamed` who a "he" or "she" is, as the message says later."""
        self._called = called
        self._asked = asked
        self._known = known
        self._unnamed = unnamed or {}
        self._couple = is_of_a_couple
        self._heard: list[Person] = []

    def hear(self, person: Person, *, owns: bool = False) -> None:
        """Makes `person` the last one spoken of; whose brother it was that was spoken of stands behind whoever is told of."""
        behind = owns and bool(self._heard) and self._heard[-1].gender == person.gender
        if person in self._heard:
            if owns:
                return
            self._heard.remove(person)
        self._heard.insert(len(self._heard) - behind, person)

    def same_role(self, person: Person) -> Person:
        """The one person of this figure already named, so that "my sister" after "my sister Anna" is Anna."""
        same = {
            p
            for p in self._heard
            if p.figure is person.figure and p.name and (p.gender == person.gender or "n" in (p.gender, person.gender))
        }
        if len(same) == 1:
            return same.pop()
        if not same and self._asked and self._asked.figure is person.figure and self._asked.name:
            return self._asked
        return person

    def how(self, gender: str) -> str:
        """How a pronoun's person is given: by the message ("pronoun") or from before it ("carried")."""
        return "pronoun" if self.last(gender) is not None else "carried"

    def last(self, gender: str) -> Person | None:
        """The last one spoken of in this message whom a pronoun of `gender` fits."""
        fitting = [
            person
            for person in reversed(self._heard)
            if person.gender == gender
            or (gender != "pl" and person.gender == "n" and person.figure is not Figure.OTHERS)
        ]
        for person in fitting:
            if person.figure is not Figure.OTHERS:
                return person  # "my parents" rather than the "everyone" who was spoken of since
        if fitting:
            return fitting[0]
        if gender == "pl":
            return next((p for p in reversed(self._heard) if p.gender == "n"), None)
        return None

    def stands_for(self, gender: str) -> Person:
        """The person a pronoun stands for: the last that fits, else whom the question was about, else the only known one that fits."""
        person = self.last(gender)
        if person is not None:
            if person.gender == "n" and gender != "pl":
                fixed = replace(person, gender=gender)
                self._heard = [fixed if p == person else p for p in self._heard]
                if person.name:
                    self._called[person.name.lower()] = fixed
                person = fixed
            return person
        if self._asked is not None and (self._asked.gender in (gender, "n") or gender == "pl"):
            return self._asked
        fitting = [p for p in self._known if p.gender == gender]
        if self._couple and len(fitting) > 1:
            fitting = [p for p in fitting if p.figure is Figure.PARTNER]
        if len(fitting) == 1:
            return fitting[0]
        if gender in self._unnamed:
            return self._unnamed[gender]
        if self._couple and gender != "pl" and not self._known:
            return Person(Figure.PARTNER, None, gender)
        return Person(Figure.OTHER_PERSON, None, gender)
