"""The action: opens the envelope, tells the application what was heard, keeps the loop open, utters nothing."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.reflection import ValidateReflectionForm, heard_in
from bot.errors import AccessError, StoreError
from bot.working_model.dialogue import Command, Heard, Reply
from bot.working_model.identity import ConversationId, MessageId


class Recorder:
    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.calls: list[dict[str, Any]] = []
        self.threads: list[int] = []

    def record_turn(self, **call: Any) -> Reply:
        self.calls.append(call)
        self.threads.append(threading.get_ident())
        if self.fault:
            raise self.fault
        return Reply(("heard",))


def verify(conversation_id: ConversationId, metadata: object) -> MessageId:
    if not isinstance(metadata, dict):
        raise AccessError("the call carries no envelope")
    return MessageId(f"{conversation_id}:{metadata['message_id']}")


def parsed(intent: str | None, confidence: object = 0.9, **more: object) -> dict[str, Any]:
    return {"intent": {"name": intent, "confidence": confidence}, "text": "words", **more}


def run(recorder: Recorder, latest_message: dict[str, Any]) -> tuple[list[Any], CollectingDispatcher]:
    tracker = Tracker("talk", {}, latest_message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    action = ValidateReflectionForm(recorder=recorder, verify=verify)
    return asyncio.run(action.run(dispatcher, tracker, {})), dispatcher


def test_one_message_is_recorded_once_with_what_was_heard() -> None:
    recorder = Recorder()
    run(recorder, parsed("skip", 0.8, metadata={"message_id": "m1"}))
    assert recorder.calls == [
        {"conversation_id": "talk", "message_id": "talk:m1", "heard": Heard(Command.SKIP, 0.8)},
    ]


def test_recording_does_not_hold_the_event_loop() -> None:
    recorder = Recorder()
    run(recorder, parsed("answer", metadata={"message_id": "m1"}))
    assert recorder.threads != [threading.get_ident()]


def test_the_loop_is_told_to_go_on_and_nothing_is_uttered() -> None:
    events, dispatcher = run(Recorder(), parsed("answer", metadata={"message_id": "m1"}))
    assert [(event["event"], event["name"], event["value"]) for event in events] == [
        ("slot", "answer", None),
        ("slot", "requested_slot", "answer"),
    ]
    assert dispatcher.messages == []


def test_a_call_without_an_envelope_changes_nothing() -> None:
    recorder = Recorder()
    with pytest.raises(AccessError):
        run(recorder, parsed("skip"))
    assert recorder.calls == []


def test_a_fault_of_the_application_goes_on_to_the_server() -> None:
    with pytest.raises(StoreError):
        run(Recorder(StoreError("closed")), parsed("skip", metadata={"message_id": "m1"}))


@pytest.mark.parametrize("command", list(Command))
def test_every_intent_of_ours_is_a_command(command: Command) -> None:
    assert heard_in(parsed(command.value, 0.7)) == Heard(command, 0.7)


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        pytest.param(parsed("answer", 0.6), Heard(None, 0.6), id="an answer"),
        pytest.param(parsed("nlu_fallback", 0.3), Heard(None, 0.3), id="Rasa's fallback"),
        pytest.param(parsed("restart", 1.0), Heard(None, 1.0), id="Rasa's own intent"),
        pytest.param(parsed(None, None), Heard(None, 0.0), id="no intent"),
        pytest.param({}, Heard(None, 0.0), id="nothing parsed"),
        pytest.param({"intent": None}, Heard(None, 0.0), id="intent is null"),
        pytest.param(parsed("skip", 1.7), Heard(Command.SKIP, 1.0), id="confidence above one"),
        pytest.param(parsed("skip", -1), Heard(Command.SKIP, 0.0), id="confidence below nought"),
    ],
)
def test_what_was_heard(message: dict[str, Any], heard: Heard) -> None:
    assert heard_in(message) == heard


def test_what_else_it_may_be_comes_with_it() -> None:
    ranking = [
        {"name": "deny", "confidence": 0.7},
        {"name": "answer", "confidence": 0.2},
        {"name": "skip", "confidence": 0.1},
    ]
    heard = heard_in({"intent": ranking[0], "intent_ranking": ranking})
    assert heard == Heard(Command.DENY, 0.7)
    assert heard.also == ((None, 0.2), (Command.SKIP, 0.1))
