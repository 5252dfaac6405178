"""How things stand with somebody: heard, corrected, and, where danger was told, remembered without a word of it."""

from __future__ import annotations

import json

import pytest

from bot.errors import InputError, NotFoundError
from bot.service import queries
from bot.service.export_person import export_json
from bot.service.how_things_stand import set_tie, take_danger_back
from bot.service.model_of import understanding_of
from bot.working_model.identity import KnownPersonId
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Direction, Facet, Figure, Reading, TieTold
from tests.builders import Talk, ToldReader, ToldScreen, mention, parts, statement

LEANS = "My partner Mark is there for me."
OVER = "Mark and I broke up."
BACK = "Mark and I are back together."
DIED = "Mark died in spring."
DANGER = "Mark held a knife to my throat."
READER = ToldReader(
    {
        LEANS: Reading(
            statements=(statement(LEANS, LEANS[:-1], Facet.AVAILABILITY, Direction.PLUS, Figure.PARTNER, name="Mark"),),
            mentions=(mention(LEANS, "My partner Mark", Figure.PARTNER, "Mark"),),
        ),
        OVER: Reading(ties=(TieTold(Figure.PARTNER, "Mark", Tie.ENDED),)),
        BACK: Reading(ties=(TieTold(Figure.PARTNER, "Mark", Tie.CURRENT),)),
        DIED: Reading(ties=(TieTold(Figure.PARTNER, "Mark", Tie.DIED),)),
    }
)
SCREEN = ToldScreen({DANGER: Verdict(Level.ACUTE, RiskKind.FROM_SOMEONE, ("from.weapon",))})


@pytest.fixture
def talk() -> Talk:
    found = Talk.begin(parts(reader=READER, screen=SCREEN))
    found.press(found.greeting, "Someone I lean on")
    found.say(LEANS)
    return found


def _known(talk: Talk) -> KnownPerson:
    with talk.parts.store.begin() as uow:
        return uow.known_people.of(talk.conversation.person_id)[0]


def _reasons(talk: Talk) -> list[str]:
    with talk.parts.store.begin() as uow:
        return [each["reason"] for each in reversed(uow.revisions.of(talk.conversation.person_id))]


def _unsafe(talk: Talk) -> list[KnownPersonId]:
    with talk.parts.store.begin() as uow:
        return list(understanding_of(uow, talk.conversation.person_id, about=None).unsafe)


def _line(talk: Talk) -> str:
    return queries.summary_of(talk.parts, talk.conversation.person_id).lines[0].text


def test_an_ending_is_heard_and_the_line_says_then(talk: Talk) -> None:
    before = _line(talk)
    talk.say(OVER)
    assert _known(talk).tie is Tie.ENDED
    assert _reasons(talk) == ["said", "tie"]
    assert "could turn" in _line(talk), _line(talk)
    talk.say(BACK)
    assert (_known(talk).tie, _line(talk)) == (Tie.CURRENT, before)


def test_who_died_stays_so_whatever_is_said_in_passing(talk: Talk) -> None:
    talk.say(DIED)
    talk.say(BACK)
    assert _known(talk).tie is Tie.DIED


def test_said_again_nothing_changes(talk: Talk) -> None:
    talk.say(OVER)
    talk.say(OVER)
    assert _reasons(talk) == ["said", "tie"]


def test_the_person_says_how_it_stands(talk: Talk) -> None:
    person = talk.conversation.person_id
    talk.say(DIED)
    set_tie(talk.parts, person, _known(talk).id, Tie.CURRENT)
    set_tie(talk.parts, person, _known(talk).id, Tie.CURRENT)
    assert _known(talk).tie is Tie.CURRENT
    assert _reasons(talk) == ["said", "tie", "tie"]


def test_danger_leaves_a_mark_and_no_words(talk: Talk) -> None:
    assert _unsafe(talk) == []
    talk.say(DANGER)
    assert _unsafe(talk) == [_known(talk).id]
    with talk.parts.store.begin() as uow:
        assert len(uow.statements.of(talk.conversation.person_id)) == 1
    summary = queries.summary_of(talk.parts, talk.conversation.person_id)
    assert "knife" not in json.dumps(summary.to_data())
    assert not summary.people[0].on_map


def test_the_mark_holds_through_what_is_said_afterwards_and_an_ending(talk: Talk) -> None:
    talk.say(DANGER)
    for text in (LEANS, OVER):
        talk.say(text)
    assert _unsafe(talk) == [_known(talk).id]


def test_danger_from_somebody_never_spoken_of_is_known_too() -> None:
    text = "my stepdad has a gun"
    screen = ToldScreen({text: Verdict(Level.ACUTE, RiskKind.FROM_SOMEONE, ("from.weapon",))})
    talk = Talk.begin(parts(screen=screen))
    talk.say(text)
    assert (_known(talk).figure, _known(talk).told_unsafe) == (Figure.STEPPARENT, True)
    assert _unsafe(talk) == [_known(talk).id]
    assert queries.summary_of(talk.parts, talk.conversation.person_id).is_empty


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(Level.WATCH, RiskKind.FROM_SOMEONE, ("from.afraid",)),
        Verdict(Level.ACUTE, RiskKind.SELF, ("self.plan",)),
        Verdict(Level.ACUTE, RiskKind.TO_OTHERS, ("others.intent",)),
    ],
)
def test_other_risks_mark_nobody(verdict: Verdict) -> None:
    talk = Talk.begin(parts(reader=READER, screen=ToldScreen({DANGER: verdict})))
    talk.press(talk.greeting, "Someone I lean on")
    talk.say(LEANS)
    talk.say(DANGER)
    assert _unsafe(talk) == []


def test_the_mark_is_taken_back_by_the_person_alone(talk: Talk) -> None:
    person = talk.conversation.person_id
    with pytest.raises(InputError):
        take_danger_back(talk.parts, person, _known(talk).id)
    talk.say(DANGER)
    take_danger_back(talk.parts, person, _known(talk).id)
    assert (_unsafe(talk), _reasons(talk)[-1]) == ([], "safety")


def test_a_mark_that_cannot_be_made_loses_no_safety_reply(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("by order of the test")

    monkeypatch.setattr("bot.service.accept_message.mark_danger", broken)
    assert talk.say(DANGER).paragraphs == ("Please call 000.",)


def test_it_is_in_the_export(talk: Talk) -> None:
    talk.say(DANGER)
    people = export_json(talk.parts, talk.conversation.person_id)["people"]
    assert (people[0]["tie"], people[0]["danger_told"]) == ("current", True)


@pytest.mark.parametrize("change", [lambda p, i, k: set_tie(p, i, k, Tie.DIED), take_danger_back])
def test_anothers_people_are_not_there(talk: Talk, change: object) -> None:
    other = Talk.begin(talk.parts)
    with pytest.raises(NotFoundError):
        change(talk.parts, other.conversation.person_id, _known(talk).id)  # type: ignore[operator]
