"""Reads how things stand with somebody: died, over, no contact, together again. Circumstance, not a statement (codebook, rule 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from bot.language.matcher import ClauseText
from bot.language.normaliser import Word
from bot.language.people import Meant, Person
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Figure, TieTold
from bot.working_model.tie import Tie

WAYS: Final = Path(__file__).parent / "lexicons" / "ties.yml"
_COUPLE: Final = frozenset({Figure.PARTNER, Figure.EX_PARTNER, Figure.OTHER_PERSON})
_OF: Final = {
    "anyone": frozenset(figure for figure in Figure if figure.is_particular),
    "kin": frozenset(
        {Figure.MOTHER, Figure.FATHER, Figure.PARENT, Figure.GRANDPARENT, Figure.SIBLING, Figure.CHILD, Figure.PARTNER}
    ),
    "couple": _COUPLE,
    "partner": _COUPLE - {Figure.OTHER_PERSON},
    "friends": frozenset({Figure.FRIEND, Figure.COLLEAGUE, Figure.OTHER_PERSON}),
}
# Without one of these no pattern matches; looking for them first is most of the work saved.
_NEEDS: Final = re.compile(
    r"die|dead|pass|deceased|alive|kill|lost|death|funeral|br[eo]ke|split|separat|divorc|ended|quits|called|finished|dumped"
    r"|left|together|over|fell|fallen|come|friend|contact|touch|speak|spoke|talk|cut|estranged|again|reconciled|heard|peace|with us|longer|anymore|any more"
)


@dataclass(frozen=True)
class TieWay:
    """One way of telling it, as ties.yml states it."""

    id: str
    tie: Tie
    figures: frozenset[Figure]
    sources: tuple[str, ...]
    is_couples: bool

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Compiled when first needed."""
        return tuple(re.compile(source) for source in self.sources)


class TieReader:
    """Finds what a message tells of ties; keeps nothing between messages."""

    def __init__(self, data: Any) -> None:
        """`data` as ties.yml holds it. Raises `KeyError` and `re.error` where it is mistaken."""
        macros: dict[str, str] = data["macros"]
        self.unreal = re.compile(rf" (?:{data['unreal']}) ")
        self.ways = [_way(each, macros) for each in data["ways"]]

    @classmethod
    def load(cls, path: Path = WAYS) -> TieReader:
        """Reads ties.yml."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def read(
        self, texts: Sequence[ClauseText], words: Sequence[Word], meant: Sequence[Meant], *,
        asked: Asked | None = None, known: Sequence[KnownPerson] = (),
    ) -> tuple[TieTold, ...]:  # fmt: skip
        """What a message tells of ties, in order; of two tellings about one person the later one stands."""
        found: dict[tuple[Figure, str | None], TieTold] = {}
        for person, tie in (*_late(words, meant), *self._told(texts, meant, asked, known)):
            if person.figure is Figure.OTHER_PERSON and person.name is None:
                continue  # another's mother, or somebody never named: nobody of whom a tie is kept
            key = (person.figure, person.name)
            found.pop(key, None)
            found[key] = TieTold(person.figure, person.name, tie)
        return tuple(found.values())

    def _told(
        self, texts: Sequence[ClauseText], meant: Sequence[Meant], asked: Asked | None, known: Sequence[KnownPerson]
    ) -> Iterator[tuple[Person, Tie]]:
        for clause in texts:
            if clause.clause.question or not _NEEDS.search(clause.text):
                continue
            # "Never saw him again" holds its own "never".
            real = clause.text.replace(" never saw ", " not saw ").replace(" never heard ", " not heard ")
            if self.unreal.search(real):
                continue
            for way in self.ways:
                match = next((m for each in way.patterns if (m := each.search(clause.text))), None)
                person = _person(way, match, clause, meant, asked, known) if match else None
                if person is not None:
                    yield person, way.tie
                    break


def _way(data: Any, macros: dict[str, str]) -> TieWay:
    def filled(source: str) -> str:
        for name, words in macros.items():
            source = source.replace("{" + name + "}", words)
        return source.replace("{who}", macros["who"])

    of = str(data.get("of", "anyone"))
    return TieWay(
        data["id"], Tie(data["tie"]), _OF[of], tuple(filled(each) for each in data["patterns"]), of == "couple"
    )


def _late(words: Sequence[Word], meant: Sequence[Meant]) -> Iterator[tuple[Person, Tie]]:
    """ "My late husband"."""
    for each in meant:
        if any(word.norm == "late" for word in words[each.start : each.end - 1]):
            yield each.person, Tie.DIED


def _person(
    way: TieWay, match: re.Match[str], clause: ClauseText, meant: Sequence[Meant], asked: Asked | None,
    known: Sequence[KnownPerson],
) -> Person | None:  # fmt: skip
    """Whom it is told of: who stands in the pattern, else the last one spoken of, else who was asked about, else the only partner."""
    if "who" in match.re.groupindex and match["who"]:
        at = clause.text.count(" ", 0, match.start("who")) - 1
        person = clause.people[at].person if at in clause.people else None
        return person if person is not None and person.figure in way.figures else None
    inside = [each for each in clause.people.values() if each.mark in ("@fig", "@figh")]
    before = [each for each in meant if each.end <= clause.clause.start]
    after = [each for each in meant if each.start >= clause.clause.end]
    for each in (*inside, *reversed(before), *after[:1]):
        if each.person.figure in way.figures:
            return each.person
    if asked is not None and asked.figure is not None and asked.figure in way.figures:
        return Person(asked.figure, asked.name)
    partners = [each for each in known if each.figure is Figure.PARTNER and each.tie is Tie.CURRENT]
    return Person(partners[0].figure, partners[0].name) if way.is_couples and len(partners) == 1 else None
