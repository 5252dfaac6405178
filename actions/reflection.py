"""The one action: it opens the envelope, tells the application what was heard, and keeps the loop open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.working_model.dialogue import Command, Heard, Reply
from bot.working_model.identity import ConversationId, MessageId

SLOT: Final = "answer"


class TurnRecorder(Protocol):
    """The use case behind every message. Synchronous; a message id seen again returns its recorded reply and changes nothing."""

    def record_turn(self, *, conversation_id: ConversationId, message_id: MessageId, heard: Heard) -> Reply: ...


Verify: TypeAlias = Callable[[ConversationId, object], MessageId]
"""Opens the envelope that came with a message of a conversation; raises `bot.errors.AccessError` where it is not ours."""


class ValidateReflectionForm(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """Validator of `reflection_form`. Rasa calls it once for every message, at the loop's start and within it."""

    def __init__(self, *, recorder: TurnRecorder, verify: Verify) -> None:
        self._recorder = recorder
        self._verify = verify

    def name(self) -> str:
        """The name by which Rasa finds the validator of its loop."""
        return "validate_reflection_form"

    async def run(self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: DomainDict) -> list[EventType]:
        """Records the turn in a worker thread. The reply is in the store, so nothing is uttered here."""
        conversation_id = ConversationId(tracker.sender_id)
        message_id = self._verify(conversation_id, tracker.latest_message.get("metadata"))
        heard = heard_in(tracker.latest_message)
        await asyncio.to_thread(
            self._recorder.record_turn, conversation_id=conversation_id, message_id=message_id, heard=heard
        )
        # An emptied slot that is asked for again tells Rasa two things: the message was taken, and the loop goes on.
        return [SlotSet(SLOT, None), SlotSet("requested_slot", SLOT)]


def heard_in(parsed: Mapping[str, Any]) -> Heard:
    """Rasa's intent as a command, or no command where the intent is none of ours; what else it may be, with it."""
    command, confidence = _one(parsed.get("intent") or {})
    ranking = parsed.get("intent_ranking") or []
    return Heard(command, confidence, tuple(_one(intent) for intent in ranking[1:]))


def _one(intent: Mapping[str, Any]) -> tuple[Command | None, float]:
    confidence = min(1.0, max(0.0, float(intent.get("confidence") or 0.0)))
    try:
        return Command(str(intent.get("name"))), confidence
    except ValueError:
        return None, confidence
