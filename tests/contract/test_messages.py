"""What every store does with messages in and out."""

from __future__ import annotations

import pytest

from bot.errors import ConflictError, DuplicateMessageError, NotFoundError
from bot.working_model.dialogue import Choice, Command, Reply, ReplyKind
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.risk import Level
from bot.working_model.statement import Asked, Elicits, Facet, Figure, Theme
from tests.contract.builders import BEN, BENS_TALK, TALK, later, message, populate, reply

NOWHERE = ConversationId("nowhere")


@pytest.fixture
def talk(store):
    """A store with Anna's conversation in it."""
    populate(store)
    return store


def add(store, *messages):
    with store.begin() as work:
        for each in messages:
            work.messages.add(each)
        work.commit()


RICH_IN = message(
    text="/ I felt \x00 <b>alone</b>\u202e שלום 👩‍👩‍👧 \N{COMBINING ACUTE ACCENT}",
    client_id="6b1d-\N{SNOWMAN}",
    command=Command.CHOOSE_GUIDE,
    argument="someone-i-lean-on",
    asked=Asked("Who?", Theme.CLOSENESS, Facet.COMFORT, Figure.PARTNER, "Jo", Elicits.OPEN, "person"),
    level=Level.CONCERN,
    rules=("self.passive-wish", "self.plan"),
)
RICH_OUT = reply(
    "m2",
    2,
    "m1",
    reply=Reply(
        ("You said it was lonely.", "What did you do then?"),
        ReplyKind.SAFETY,
        (Choice("c1", "Go on", Command.RESUME), Choice("c2", "Another guide", Command.CHOOSE_GUIDE, "in-my-own-eyes")),
    ),
)


def test_messages_come_back_with_all_their_parts(talk):
    add(talk, RICH_IN, RICH_OUT)
    with talk.begin() as work:
        assert work.messages.get(MessageId("m1")) == RICH_IN
        assert work.messages.get(MessageId("m2")) == RICH_OUT
        assert work.messages.by_client_id(TALK, "6b1d-\N{SNOWMAN}") == RICH_IN
        assert work.messages.reply_to(MessageId("m1")) == RICH_OUT


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "\n\r\t"], ids=["empty", "blank", "long", "controls"])
def test_any_text_comes_back_to_the_letter(talk, text):
    add(talk, message(text=text))
    with talk.begin() as work:
        assert work.messages.get(MessageId("m1")).text == text


def test_numbers_are_taken_in_order_and_apart(talk):
    populate(talk, BEN, BENS_TALK)
    with talk.begin() as work:
        assert [work.messages.next_number(TALK) for _ in range(3)] == [1, 2, 3]
        assert work.messages.next_number(BENS_TALK) == 1
        work.commit()
    with talk.begin() as work:
        assert work.messages.next_number(TALK) == 4


def test_a_number_taken_in_a_unit_of_work_that_was_left_is_given_again(talk):
    with talk.begin() as work:
        assert work.messages.next_number(TALK) == 1
    with talk.begin() as work:
        assert work.messages.next_number(TALK) == 1


def test_a_client_id_counts_once_in_its_conversation(talk):
    populate(talk, BEN, BENS_TALK)
    add(talk, message("m1", 1, client_id="same"), message("b1", 1, BENS_TALK, client_id="same"))
    with talk.begin() as work:
        with pytest.raises(DuplicateMessageError):
            work.messages.add(message("m2", 2, client_id="same", text="said again"))
        found = work.messages.by_client_id(TALK, "same")
    assert found is not None
    assert found.id == "m1"


def test_a_message_has_one_reply(talk):
    add(talk, message("m1", 1), reply("m2", 2, "m1"))
    with talk.begin() as work:
        with pytest.raises(DuplicateMessageError):
            work.messages.add(reply("m3", 3, "m1"))
        found = work.messages.reply_to(MessageId("m1"))
    assert found is not None
    assert found.id == "m2"


def test_after_a_duplicate_the_unit_of_work_goes_on(talk):
    add(talk, message("m1", 1, client_id="same"))
    with talk.begin() as work:
        with pytest.raises(DuplicateMessageError):
            work.messages.add(message("m2", 2, client_id="same"))
        work.messages.add(message("m3", 3))
        work.commit()
    with talk.begin() as work:
        assert [each.id for each in work.messages.since(TALK, after=0)] == ["m1", "m3"]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(message("m1", 2, client_id="other"), id="id"),
        pytest.param(message("m2", 1), id="number"),
    ],
)
def test_a_taken_id_or_number_is_a_conflict_but_no_duplicate(talk, second):
    add(talk, message("m1", 1))
    with talk.begin() as work:
        with pytest.raises(ConflictError) as caught:
            work.messages.add(second)
        assert not isinstance(caught.value, DuplicateMessageError)


def test_messages_without_a_client_id_do_not_collide(talk):
    add(talk, message("m1", 1, client_id=None, is_reply=True), message("m2", 2, client_id=None, is_reply=True))
    with talk.begin() as work:
        assert len(work.messages.since(TALK, after=0)) == 2


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda work: work.messages.get(MessageId("m9")), id="get"),
        pytest.param(lambda work: work.messages.next_number(NOWHERE), id="next_number"),
        pytest.param(lambda work: work.messages.add(message(conversation_id=NOWHERE)), id="add to no conversation"),
        pytest.param(lambda work: work.messages.add(reply("m2", 2, "m9")), id="reply to no message"),
    ],
)
def test_what_is_not_there_is_not_found(talk, use):
    with talk.begin() as work, pytest.raises(NotFoundError):
        use(work)


def test_a_reply_must_answer_a_message_in_of_its_own_conversation(talk):
    populate(talk, BEN, BENS_TALK)
    add(talk, message("m1", 1), reply("m2", 2, "m1"), message("b1", 1, BENS_TALK))
    for wrong in (reply("m3", 3, "b1"), reply("m3", 3, "m2")):
        with talk.begin() as work, pytest.raises(NotFoundError):
            work.messages.add(wrong)
    with talk.begin() as work:
        assert list(work.conversations.with_unanswered(limit=5)) == [BENS_TALK]


def test_look_ups_of_what_is_not_there_find_nothing(talk):
    with talk.begin() as work:
        assert work.messages.by_client_id(TALK, "client-m1") is None
        assert work.messages.by_client_id(NOWHERE, "client-m1") is None
        assert work.messages.reply_to(MessageId("m1")) is None
        assert list(work.messages.since(NOWHERE, after=0)) == []
        assert list(work.messages.latest(NOWHERE, limit=3)) == []
        assert list(work.messages.said(NOWHERE, limit=3)) == []
        assert list(work.messages.unanswered(NOWHERE)) == []
        assert work.messages.texts([MessageId("m9")]) == {}
        assert list(work.messages.many([MessageId("m9")])) == []


def test_since_and_latest_and_unanswered_are_in_order_and_limited(talk):
    add(talk, *(message(f"m{n}", n, at_utc=later(-n)) for n in (3, 1, 2, 5)), reply("m4", 4, "m2"))

    def ids(messages):
        return [each.id for each in messages]

    with talk.begin() as work:
        assert ids(work.messages.since(TALK, after=0)) == ["m1", "m2", "m3", "m4", "m5"]
        assert ids(work.messages.since(TALK, after=2, limit=2)) == ["m3", "m4"]
        assert ids(work.messages.since(TALK, after=5)) == []
        assert ids(work.messages.latest(TALK, limit=2)) == ["m4", "m5"]
        assert ids(work.messages.latest(TALK, limit=0)) == []
        assert ids(work.messages.said(TALK, limit=2)) == ["m3", "m5"]
        assert ids(work.messages.said(TALK, limit=9)) == ["m1", "m2", "m3", "m5"]
        assert ids(work.messages.said(TALK, limit=0)) == []
        assert ids(work.messages.unanswered(TALK)) == ["m1", "m3", "m5"]
        assert ids(work.messages.unanswered(TALK, limit=1)) == ["m1"]


def test_many_messages_are_found_at_once(talk):
    add(talk, *(message(f"m{n}", n, text=f"word {n}") for n in range(1, 1103)))
    wanted = [MessageId(f"m{n}") for n in range(1, 1103)]
    with talk.begin() as work:
        assert work.messages.texts([*wanted, wanted[0]]) == {each: f"word {each[1:]}" for each in wanted}
        assert sorted(each.number for each in work.messages.many(wanted[:600])) == list(range(1, 601))
