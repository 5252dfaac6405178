"""How things stand with somebody: every way's hits and misses, and whom it is told of."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from bot.language.reader import SpacyReader
from bot.language.ties import WAYS
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Figure, Reading, TieTold
from bot.working_model.tie import Tie

DATA: Any = yaml.safe_load(WAYS.read_text(encoding="utf-8"))
HITS = [(way["id"], hit) for way in DATA["ways"] for hit in way["hits"]]
MISSES = [(way["id"], miss) for way in DATA["ways"] for miss in way["misses"]]


@cache
def _reader() -> SpacyReader:
    return SpacyReader(model=None)


def _read(text: str, asked: Asked | None = None, *known: KnownPerson) -> Reading:
    return _reader().read(text, asked, known)


def _said(told: TieTold) -> str:
    return " ".join(part for part in (told.figure.value, told.name, told.tie.value) if part)


@pytest.mark.parametrize(("way", "hit"), HITS, ids=[f"{way}-{at}" for at, (way, _) in enumerate(HITS)])
def test_hits(way: str, hit: str) -> None:
    text, _, expected = hit.partition(" => ")
    assert [_said(told) for told in _read(text).ties] == [expected]


@pytest.mark.parametrize(("way", "miss"), MISSES, ids=[f"{way}-{at}" for at, (way, _) in enumerate(MISSES)])
def test_misses(way: str, miss: str) -> None:
    assert _read(miss).ties == ()


def test_every_way_has_both() -> None:
    assert all(way["hits"] and way["misses"] for way in DATA["ways"])


@pytest.mark.parametrize("text", ["Died when I was three.", "She passed away last year."])
def test_who_was_asked_about(text: str) -> None:
    asked = Asked(question="Tell me of a time with your mother.", figure=Figure.MOTHER)
    assert _read(text, asked).ties == (TieTold(Figure.MOTHER, None, Tie.DIED),)


def test_the_only_partner_there_is() -> None:
    ben = KnownPerson(KnownPersonId("ben"), PersonId("p"), Figure.PARTNER, "Ben")
    assert _read("We broke up in June.", None, ben).ties == (TieTold(Figure.PARTNER, "Ben", Tie.ENDED),)
    assert _read("We broke up in June.").ties == ()


def test_my_late_husband() -> None:
    assert _read("My late husband was kind.").ties == (TieTold(Figure.PARTNER, None, Tie.DIED),)


def test_the_later_telling_stands() -> None:
    told = _read("My partner Sam and I broke up in May. Sam and I got back together in June.").ties
    assert told == (TieTold(Figure.PARTNER, "Sam", Tie.CURRENT),)


def test_circumstance_makes_no_statement() -> None:
    assert _read("My dad died when I was ten.").statements == ()
