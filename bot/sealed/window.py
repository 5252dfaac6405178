"""What is kept of a conversation in Rasa: a snapshot of slots and loop, then the last few turns, never a word anyone wrote.

Rasa replays every event of a conversation several times a turn, so that a turn costs more the longer the talk is. A window
keeps the cost the same for ever: what lies before it is folded into one event for each slot set and one for the loop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered

TURNS_KEPT = 2
VERSION = 1
LISTEN = "action_listen"
# Slots whose value is a name of ours. Any other text in a slot could be words, and is not kept.
NAMING_SLOTS = frozenset({"requested_slot"})
# Slots Rasa fills by itself with the first message's metadata.
DROPPED_SLOTS = frozenset({"session_started_metadata"})


def fold(events: Iterable[Event], *, turns: int = TURNS_KEPT) -> str:
    """The window of a conversation as JSON: `slots` and `loop` as they were before the turns kept, then the `events` of those."""
    history = list(events)
    cut = _start_of_last_turns(history, turns)
    slots: dict[str, Any] = {}
    loop: str | None = None
    for event in history[:cut]:
        if isinstance(event, SlotSet) and event.key not in DROPPED_SLOTS:
            slots[event.key] = _wordless_value(event.key, event.value)
        elif isinstance(event, ActiveLoop):
            loop = event.name
    kept = [plain for plain in map(_plain, history[cut:]) if plain is not None]
    set_slots = {name: value for name, value in slots.items() if value is not None}
    window = {"version": VERSION, "slots": set_slots, "loop": loop, "events": kept}
    return json.dumps(window, separators=(",", ":"), ensure_ascii=True)


def unfold(window: str) -> list[Event]:
    """The events that rebuild the state a window describes. Raises `ValueError` where it is no window of this version."""
    data = json.loads(window)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("not a window of this version")
    events: list[Event] = [SessionStarted(), ActionExecuted(LISTEN)]
    events += [SlotSet(name, value) for name, value in data["slots"].items()]
    if data["loop"]:
        events.append(ActiveLoop(data["loop"]))
    # A turn begins with what the person says, which Rasa expects after a listen.
    events.append(ActionExecuted(LISTEN))
    return events + [_event(*plain) for plain in data["events"]]


def _start_of_last_turns(history: list[Event], turns: int) -> int:
    said = [at for at, event in enumerate(history) if isinstance(event, UserUttered)]
    if not said:
        return len(history)
    return said[-turns] if len(said) >= turns else said[0]


def _plain(event: Event) -> list[Any] | None:
    """One event without words, metadata, entities or ids; None for kinds that the dialogue does not need."""
    if isinstance(event, UserUttered):
        return ["said", event.intent_name, event.timestamp]
    if isinstance(event, SlotSet) and event.key not in DROPPED_SLOTS:
        return ["slot", event.key, _wordless_value(event.key, event.value)]
    if isinstance(event, ActiveLoop):
        return ["loop", event.name, None]
    if isinstance(event, ActionExecuted) and event.action_name:
        return ["did", event.action_name, None]
    return None


def _event(kind: str, name: str | None, value: Any) -> Event:
    if kind == "said":
        return UserUttered(intent={"name": name, "confidence": 1.0}, timestamp=value)
    if kind == "slot":
        return SlotSet(name, value)
    if kind == "loop":
        return ActiveLoop(name)
    if kind == "did":
        return ActionExecuted(name)
    raise ValueError("not an event of a window")


def _wordless_value(name: str, value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)) or (name in NAMING_SLOTS and isinstance(value, str)):
        return value
    return None
