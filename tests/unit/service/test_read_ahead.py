"""Reading ahead: the same reading, made once, taken up where nothing has changed, and never where safety is at stake."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from bot.errors import NotFoundError
from bot.service.read_ahead import KEPT, KEPT_S, ReadAhead, read_ahead
from bot.working_model.identity import KnownPersonId, MessageId, PersonId
from bot.working_model.person import KnownPerson
from bot.working_model.risk import Level, RiskKind, Verdict
from bot.working_model.statement import Asked, Figure, Reading
from tests.builders import Talk, ToldReader, ToldScreen, parts

TEXT = "My sister always picked up."
ASKED = Asked("Who was there?")
SISTER = KnownPerson(KnownPersonId("k1"), PersonId("p1"), Figure.SIBLING, "Ann")


class _Slow:
    """A reader that waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.goes_on, self.calls = threading.Event(), threading.Event(), 0

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        self.calls += 1
        self.begun.set()
        assert self.goes_on.wait(10)
        return Reading(language_known=False)


class _Failing:
    """A reader that fails once, when it is let go."""

    def __init__(self) -> None:
        self.begun, self.goes_on, self.calls = threading.Event(), threading.Event(), 0

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        self.calls += 1
        if self.calls > 1:
            return Reading(language_known=False)
        self.begun.set()
        assert self.goes_on.wait(10)
        raise ValueError(text)


def test_what_was_begun_is_taken_up_once() -> None:
    told = ToldReader()
    ahead = ReadAhead(told)
    ahead.begin(TEXT, ASKED, [SISTER])
    assert ahead.read(TEXT, ASKED, (SISTER,)) == Reading()
    assert len(told.calls) == 1
    ahead.read(TEXT, ASKED, (SISTER,))
    assert len(told.calls) == 2


@pytest.mark.parametrize(
    ("text", "asked", "known"),
    [
        pytest.param("My sister never picked up.", ASKED, [SISTER], id="other words"),
        pytest.param(TEXT, Asked("Who was not?"), [SISTER], id="another question"),
        pytest.param(TEXT, None, [SISTER], id="no question"),
        pytest.param(TEXT, ASKED, [], id="somebody met meanwhile"),
    ],
)
def test_another_thing_to_read_is_read_for_itself(text: str, asked: Asked | None, known: Sequence[KnownPerson]) -> None:
    told = ToldReader()
    ahead = ReadAhead(told)
    ahead.begin(TEXT, ASKED, [SISTER])
    ahead.read(text, asked, known)
    assert told.calls == [(TEXT, ASKED), (text, asked)]


def test_who_asks_while_it_is_read_waits_for_it() -> None:
    slow = _Slow()
    ahead = ReadAhead(slow)
    found: list[Reading] = []
    beginner = threading.Thread(target=ahead.begin, args=(TEXT, ASKED, ()))
    beginner.start()
    assert slow.begun.wait(10)
    asker = threading.Thread(target=lambda: found.append(ahead.read(TEXT, ASKED)))
    asker.start()
    assert not found
    slow.goes_on.set()
    asker.join(10)
    beginner.join(10)
    assert found == [Reading(language_known=False)]
    assert slow.calls == 1


def test_only_the_last_few_are_kept() -> None:
    told = ToldReader()
    ahead = ReadAhead(told)
    for number in range(KEPT + 1):
        ahead.begin(f"{TEXT} {number}", None, ())
    ahead.read(f"{TEXT} {KEPT}")
    assert len(told.calls) == KEPT + 1
    ahead.read(f"{TEXT} 0")
    assert len(told.calls) == KEPT + 2


def test_what_nobody_takes_up_is_kept_for_seconds() -> None:
    told, now_s = ToldReader(), 100.0
    ahead = ReadAhead(told, time_s=lambda: now_s)
    ahead.begin(TEXT, ASKED, [SISTER])
    now_s += KEPT_S - 1
    ahead.let_go()
    assert len(ahead) == 1
    now_s += 1
    ahead.let_go()
    assert len(ahead) == 0
    ahead.read(TEXT, ASKED, [SISTER])
    assert len(told.calls) == 2


def test_the_next_message_finds_nothing_old() -> None:
    now_s = 100.0
    ahead = ReadAhead(ToldReader(), time_s=lambda: now_s)
    ahead.begin(TEXT, ASKED, [SISTER])
    now_s += KEPT_S
    ahead.read("Something else.")
    assert len(ahead) == 0


def test_no_words_are_kept_to_find_a_reading_by() -> None:
    reader = _Slow()
    reader.goes_on.set()
    ahead = ReadAhead(reader)
    ahead.begin(TEXT + "\ud800", ASKED, [SISTER])
    assert len(ahead) == 1
    kept = repr(vars(ahead))
    assert all(words not in kept for words in (TEXT, ASKED.question, "Ann"))


def test_a_failure_is_told_without_words_and_read_again(caplog: pytest.LogCaptureFixture) -> None:
    failing = _Failing()
    failing.goes_on.set()
    ahead = ReadAhead(failing)
    ahead.begin(TEXT, ASKED, ())
    assert len(ahead) == 0
    assert ahead.read(TEXT, ASKED) == Reading(language_known=False)
    assert caplog.messages == ["reading_ahead_failed"]


def test_who_waits_for_a_failure_reads_again() -> None:
    failing = _Failing()
    ahead = ReadAhead(failing)
    found: list[Reading] = []
    beginner = threading.Thread(target=ahead.begin, args=(TEXT, ASKED, ()))
    beginner.start()
    assert failing.begun.wait(10)
    asker = threading.Thread(target=lambda: found.append(ahead.read(TEXT, ASKED)))
    asker.start()
    failing.goes_on.set()
    asker.join(10)
    beginner.join(10)
    assert found == [Reading(language_known=False)]
    assert failing.calls == 2


def test_an_accepted_message_is_read_as_its_turn_reads_it() -> None:
    told = ToldReader()
    ahead = ReadAhead(told)
    talk = Talk.begin(parts(reader=ahead))
    talk.press(talk.greeting, talk.greeting.choices[0].label)
    accepted = talk.accept(TEXT)
    read_ahead(talk.parts, ahead, accepted.message.id)
    assert accepted.message.asked is not None
    talk.record(accepted)
    assert told.calls == [(TEXT, accepted.message.asked)]


def test_nothing_is_read_while_safety_is_at_stake() -> None:
    told = ToldReader()
    ahead = ReadAhead(told)
    verdict = Verdict(Level.CONCERN, RiskKind.SELF, ("self.passive",))
    talk = Talk.begin(parts(reader=ahead, screen=ToldScreen({TEXT: verdict})))
    read_ahead(talk.parts, ahead, talk.accept(TEXT).message.id)
    assert told.calls == []


def test_a_message_that_is_gone_is_not_read() -> None:
    told = ToldReader()
    talk = Talk.begin(parts())
    with pytest.raises(NotFoundError):
        read_ahead(talk.parts, ReadAhead(told), MessageId("gone"))
    assert told.calls == []
