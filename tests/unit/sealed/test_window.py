"""The window: the same state after folding and unfolding, the same size however long the talk, and not a word in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow

CANARY = "the canary sang at my sister's wedding"
TALK = """
import json
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SessionStarted, SlotSet, UserUttered
from bot.sealed.window import fold, unfold

def talk(turns, words=CANARY):
    events = [SlotSet("session_started_metadata", {"note": words}), ActionExecuted("action_session_start"), SessionStarted()]
    events.append(ActionExecuted("action_listen"))
    for turn in range(turns):
        parsed = {"intent": {"name": "answer", "confidence": 0.9}, "entities": [{"entity": "name", "value": words}], "text": words}
        events.append(UserUttered(words, parsed["intent"], parsed["entities"], parsed, timestamp=1000.0 + turn,
                                  message_id="id" + words, metadata={"message_id": words, "mac": words}))
        events.append(ActionExecuted("reflection_form", policy="RulePolicy", confidence=1.0))
        if turn == 0:
            events.append(ActiveLoop("reflection_form"))
        events += [SlotSet("answer", None), SlotSet("requested_slot", "answer"), SlotSet("other", words), BotUttered(words)]
        events.append(ActionExecuted("action_listen"))
    return events

def state(events):
    from rasa.shared.core.slots import TextSlot
    from rasa.shared.core.trackers import DialogueStateTracker
    slots = [TextSlot(name, [{}]) for name in ("answer", "requested_slot", "other")]
    t = DialogueStateTracker.from_events("talk", events, slots)
    return [t.active_loop_name, t.latest_action_name, t.get_slot("requested_slot"), t.get_slot("answer"),
            t.latest_message.intent_name if t.latest_message else None, t.followup_action, t.is_paused()]
"""
InRasa = Callable[..., Any]


def run(in_rasa: InRasa, code: str, **values: Any) -> Any:
    return in_rasa(TALK + code, CANARY=CANARY, **values)


@pytest.mark.parametrize("turns", [1, 2, 3, 40])
def test_the_state_is_the_same_after_it(in_rasa: InRasa, turns: int) -> None:
    before, after = run(in_rasa, "result = [state(talk(turns)), state(unfold(fold(talk(turns))))]", turns=turns)
    assert after == before
    assert before[:3] == ["reflection_form", "action_listen", "answer"]


def test_folding_again_and_again_changes_nothing(in_rasa: InRasa) -> None:
    code = """
window = fold(talk(5))
again = window
for _ in range(5):
    again = fold(unfold(again))
result = [window, again]
"""
    once, often = run(in_rasa, code)
    assert json.loads(often) == json.loads(once)


def test_its_size_does_not_grow(in_rasa: InRasa) -> None:
    sizes = run(in_rasa, "result = [len(fold(talk(turns))) for turns in (3, 30, 400)]")
    assert len(set(sizes)) == 1
    assert sizes[0] < 1000


def test_it_holds_no_word_of_anybody(in_rasa: InRasa) -> None:
    window = run(in_rasa, "result = fold(talk(4))")
    assert "canary" not in window
    assert "mac" not in window


def test_events_come_back_without_words(in_rasa: InRasa) -> None:
    events = run(in_rasa, "result = json.dumps([event.as_dict() for event in unfold(fold(talk(3)))])")
    assert "canary" not in events


def test_a_closed_loop_stays_closed(in_rasa: InRasa) -> None:
    code = "result = state(unfold(fold(talk(3) + [ActiveLoop(None), SlotSet('requested_slot', None)])))[:3]"
    assert run(in_rasa, code) == [None, "action_listen", None]


def test_a_talk_without_a_message(in_rasa: InRasa) -> None:
    assert run(in_rasa, "result = state(unfold(fold(talk(0))))[0]") is None


@pytest.mark.parametrize(
    "window",
    ["{", "[]", '"x"', '{"version":0,"slots":{},"loop":null,"events":[]}', '{"version":1}'],
    ids=["not JSON", "a list", "a text", "another version", "incomplete"],
)
def test_a_broken_window_is_refused(in_rasa: InRasa, window: str) -> None:
    code = """
try:
    unfold(window)
    result = "taken"
except (ValueError, KeyError) as error:
    result = "refused"
"""
    assert run(in_rasa, code, window=window) == "refused"
