"""Coming back: only the code with its passphrase opens it, nothing tells why it did not, and the first thing said is where we were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import AccessError, InputError, StoreError
from bot.service import queries
from bot.service.come_back import REFUSED, CameBack, come_back, end_access
from bot.service.export_person import export_json
from bot.service.keep_way_back import code_digest, keep_way_back, take_way_back_away
from bot.working_model.dialogue import Command, ReplyKind, Stage
from bot.working_model.protocols import Passphrases
from bot.working_model.way_back import FREE_TRIES
from tests.builders import ACUTE, SetClock, Talk, ToldScreen, parts
from tests.memory_store import MemoryStore

WORDS = "seven grey herons at dawn"
GUIDE = "Someone I lean on"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def talk(clock: SetClock) -> Talk:
    found = Talk.begin(parts(clock=clock, screen=ToldScreen({"help": ACUTE})))
    found.press(found.greeting, GUIDE)
    return found


def kept(talk: Talk, words: str = WORDS) -> str:
    return keep_way_back(talk.parts, talk.conversation.person_id, words)


def back(talk: Talk, code: str, words: str = WORDS) -> CameBack:
    return come_back(talk.parts, code=code, passphrase=words)


def last(talk: Talk):
    return queries.messages_since(talk.parts, talk.id, after=0).messages[-1]


def test_the_code_with_its_passphrase_opens_it_under_a_new_token(talk: Talk) -> None:
    found = back(talk, kept(talk))
    assert found.conversation_id == talk.id
    assert queries.authorised(talk.parts, talk.id, found.token).id == talk.id
    with pytest.raises(AccessError):
        queries.authorised(talk.parts, talk.id, talk.token)


def test_nothing_that_opens_it_is_kept(talk: Talk) -> None:
    code = kept(talk)
    store = talk.parts.store
    assert isinstance(store, MemoryStore)
    for secret in (code, code.replace("-", ""), WORDS):
        assert secret not in repr(store.data.ways_back)


@pytest.mark.parametrize(
    "typed",
    [str.upper, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "],
    ids=["capitals", "without hyphens", "with blanks"],
)
def test_a_code_is_the_same_however_it_is_written(talk: Talk, typed) -> None:
    assert back(talk, typed(kept(talk))).conversation_id == talk.id


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert code_digest("O1Li-0000-0000-0000") == code_digest("0111-0000-0000-0000")


@pytest.mark.parametrize("case", ["wrong passphrase", "no such code", "shut", "taken back"])
def test_whatever_is_wrong_is_answered_alike(talk: Talk, case: str) -> None:
    code, words = kept(talk), WORDS
    if case == "wrong passphrase":
        words = "seven grey geese at dawn"
    elif case == "no such code":
        code = "0000-0000-0000-0000"
    elif case == "taken back":
        take_way_back_away(talk.parts, talk.conversation.person_id)
    else:
        for _ in range(FREE_TRIES):
            with pytest.raises(AccessError):
                back(talk, code, "wrong words")
    with pytest.raises(AccessError) as refused:
        back(talk, code, words)
    assert str(refused.value) == REFUSED


class CountedPassphrases:
    """Remembers what was compared."""

    def __init__(self, inner: Passphrases) -> None:
        self.inner, self.compared = inner, list[bool]()

    def hashed(self, passphrase: str) -> str:
        return self.inner.hashed(passphrase)

    def is_right(self, passphrase: str, hashed: str | None) -> bool:
        self.compared.append(hashed is not None)
        return self.inner.is_right(passphrase, hashed)


def test_a_code_that_is_not_there_costs_the_same_work_and_a_shut_one_is_not_compared(talk: Talk) -> None:
    code = kept(talk)
    counted = CountedPassphrases(talk.parts.passphrases)
    talk.parts = replace(talk.parts, passphrases=counted)
    for each in (*[code] * (FREE_TRIES + 1), "0000-0000-0000-0000"):
        with pytest.raises(AccessError):
            back(talk, each, "wrong words")
    assert counted.compared == [*[True] * FREE_TRIES, False, False]


def test_it_opens_again_once_the_while_is_over_and_forgets_the_wrong_tries(talk: Talk, clock: SetClock) -> None:
    code = kept(talk)
    for _ in range(FREE_TRIES):
        with pytest.raises(AccessError):
            back(talk, code, "wrong words")
    clock.move(minutes=16)
    assert back(talk, code).conversation_id == talk.id
    way = queries.way_back_of(talk.parts, talk.conversation.person_id)
    assert way is not None
    assert (way.tries, way.shut_until_utc) == (0, None)


def test_where_a_try_cannot_be_counted_nothing_opens(talk: Talk) -> None:
    code = kept(talk)
    store = talk.parts.store
    assert isinstance(store, MemoryStore)
    store.refuses = True
    with pytest.raises(StoreError):
        back(talk, code)


def test_a_new_passphrase_comes_with_a_new_code_and_the_old_ones_open_nothing(talk: Talk) -> None:
    old, new = kept(talk), kept(talk, "nine white swans by night")
    for code, words in ((old, WORDS), (old, "nine white swans by night"), (new, WORDS)):
        with pytest.raises(AccessError):
            back(talk, code, words)
    assert back(talk, new, "nine white swans by night").conversation_id == talk.id


@pytest.mark.parametrize(
    "words",
    [
        "",
        "short",
        "      a b      ",
        "aaaaaaaaaaaa",
        "abababababab",
        "x" * 201,
        "seven\x00herons",
        "seven \ud800 herons",
    ],
    ids=["none", "short", "blanks", "one letter", "two letters", "long", "control", "surrogate"],
)
def test_a_passphrase_that_cannot_guard_anything_is_refused(talk: Talk, words: str) -> None:
    with pytest.raises(InputError):
        kept(talk, words)
    assert queries.way_back_of(talk.parts, talk.conversation.person_id) is None


def test_ending_access_ends_it_and_the_way_back_stays(talk: Talk) -> None:
    code = kept(talk)
    end_access(talk.parts, talk.id)
    with pytest.raises(AccessError):
        queries.messages_since(talk.parts, talk.id, after=0, token=talk.token)
    assert back(talk, code).conversation_id == talk.id


def test_after_days_the_first_thing_is_one_line_of_where_we_were_and_the_open_question(
    talk: Talk, clock: SetClock
) -> None:
    talk.say("My sister Anna keeps marmalade for me.")
    question, code = talk.conversation.state.question, kept(talk)
    clock.move(days=3)
    back(talk, code)
    found = last(talk)
    assert found.reply is not None
    line, asked = found.reply.paragraphs
    assert GUIDE in line
    assert "marmalade" not in line
    assert (asked, found.reply.kind) == (question, ReplyKind.QUESTION)
    step = talk.conversation.state.step_id
    assert not any(GUIDE in paragraph for paragraph in talk.say("She would come over.").paragraphs), "said once"
    assert step in talk.conversation.state.answered


def test_after_minutes_nothing_is_said(talk: Talk, clock: SetClock) -> None:
    code, before = kept(talk), last(talk)
    clock.move(minutes=40)
    back(talk, code)
    assert last(talk) == before


def test_where_a_reply_is_on_its_way_nothing_else_is_said(talk: Talk, clock: SetClock) -> None:
    code, accepted = kept(talk), talk.accept("I was not answered yet.")
    clock.move(days=3)
    back(talk, code)
    assert last(talk) == accepted.message


def test_a_talk_that_was_held_offers_to_go_on_and_does_not_ask(talk: Talk, clock: SetClock) -> None:
    talk.accept("help")
    code = kept(talk)
    clock.move(days=3)
    back(talk, code)
    reply = last(talk).reply
    assert reply is not None
    assert len(reply.paragraphs) == 1
    assert [each.label for each in reply.choices] == ["Go on"]


def test_without_a_guide_the_guides_are_offered(clock: SetClock) -> None:
    talk = Talk.begin(parts(clock=clock))
    code = kept(talk)
    clock.move(days=3)
    back(talk, code)
    reply = last(talk).reply
    assert reply is not None
    assert reply.choices


def test_an_open_question_whether_to_delete_is_not_talked_over(talk: Talk, clock: SetClock) -> None:
    talk.say("delete everything", heard=Command.DELETE_ALL)
    assert talk.conversation.state.stage is Stage.CONFIRMING
    code, before = kept(talk), last(talk)
    clock.move(days=3)
    back(talk, code)
    assert last(talk) == before


def test_the_export_tells_since_when_there_is_a_way_back_and_nothing_that_opens_it(talk: Talk) -> None:
    code = kept(talk)
    data = export_json(talk.parts, talk.conversation.person_id)
    assert data["way_back"] == {"since": talk.parts.clock.now().isoformat()}
    assert code_digest(code) not in str(data)
