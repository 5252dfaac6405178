"""Flags without words, and who may see them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.safety.audit import FLAGS_CONSENT, counts, flags_of, therapist_may_see_flags
from bot.working_model.dialogue import Message
from bot.working_model.identity import ConversationId, MessageId, PersonId
from bot.working_model.person import Consent
from bot.working_model.risk import Level

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def message(number: int, *, level: Level, is_reply: bool = False) -> Message:
    rules = ("self.intent",) if level is Level.ACUTE else ()
    return Message(
        MessageId(f"m{number}"), ConversationId("c"), number, is_reply, "canary quetzal", NOON, level=level, rules=rules
    )


def consent(given: bool, *, after_s: int, kind: str = FLAGS_CONSENT) -> Consent:
    return Consent(PersonId("p"), kind, "1", given, NOON + timedelta(seconds=after_s))


def test_flags_carry_level_rules_and_time_and_no_word() -> None:
    flags = flags_of(
        [message(1, level=Level.ACUTE), message(2, level=Level.NONE), message(3, level=Level.ACUTE, is_reply=True)]
    )
    assert [(flag.number, flag.level, flag.rules) for flag in flags] == [(1, Level.ACUTE, ("self.intent",))]
    assert "quetzal" not in repr(flags)


def test_the_operator_sees_counts() -> None:
    assert counts(flags_of([message(1, level=Level.ACUTE), message(2, level=Level.WATCH)])) == {
        "level:acute": 1,
        "level:watch": 1,
        "rule:self.intent": 1,
    }


@pytest.mark.parametrize(
    ("consents", "may"),
    [
        ([], False),
        ([consent(True, after_s=0)], True),
        ([consent(True, after_s=0), consent(False, after_s=1)], False),
        ([consent(False, after_s=1), consent(True, after_s=0)], False),
        ([consent(True, after_s=0, kind="share")], False),
    ],
    ids=["off by default", "given", "taken back", "latest counts", "sharing is another matter"],
)
def test_a_therapist_sees_flags_only_by_a_consent_of_its_own(consents: list[Consent], may: bool) -> None:
    assert therapist_may_see_flags(consents) is may
