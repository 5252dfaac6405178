"""What is kept of a conversation in Rasa: a snapshot of slots and loop, then the last few turns, never a word anyone wrote.

Rasa replays every event of a conversation several times a turn, so that a turn costs more the longer the talk is. A window
keeps the cost the same for ever: what lies before it is folded into one event for each slot set and one for the loop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered, deserialise_events

TURNS_KEPT = 2
VERSION = 1
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
    return json.dumps(
        {"version": VERSION, "slots": slots, "loop": loop, "events": kept}, separators=(",", ":"), ensure_ascii=True
    )


def unfold(window: str) -> list[Event]:
    """The events that rebuild the state a window describes. Raises `ValueError` where it is no window of this version."""
    data = json.loads(window)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("not a window of this version")
    before: list[dict[str, Any]] = [{"event": "session_started"}, {"event": "action", "name": "action_listen"}]
    before += [
        {"event": "slot", "name": name, "value": value} for name, value in data["slots"].items() if value is not None
    ]
    if data["loop"]:
        before.append({"event": "active_loop", "name": data["loop"]})
    # A turn begins with what the person says, which Rasa expects after a listen.
    before.append({"event": "action", "name": "action_listen"})
    return deserialise_events(before + data["events"])


def _start_of_last_turns(history: list[Event], turns: int) -> int:
    said = [at for at, event in enumerate(history) if isinstance(event, UserUttered)]
    if not said:
        return len(history)
    return said[-turns] if len(said) >= turns else said[0]


def _plain(event: Event) -> dict[str, Any] | None:
    """One event without words, metadata, entities or ids; None for kinds that the dialogue does not need."""
    if isinstance(event, UserUttered):
        intent = {"name": event.intent_name}
        return {
            "event": "user",
            "timestamp": event.timestamp,
            "text": None,
            "parse_data": {"intent": intent, "entities": [], "text": None, "metadata": {}},
        }
    if isinstance(event, SlotSet) and event.key not in DROPPED_SLOTS:
        return {"event": "slot", "name": event.key, "value": _wordless_value(event.key, event.value)}
    if isinstance(event, ActiveLoop):
        return {"event": "active_loop", "name": event.name}
    if isinstance(event, ActionExecuted) and event.action_name:
        return {"event": "action", "name": event.action_name}
    return None


def _wordless_value(name: str, value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)) or (name in NAMING_SLOTS and isinstance(value, str)):
        return value
    return None
