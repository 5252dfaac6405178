"""The words of patterns and ways of coping: "When you do not feel heard, you pull back." """

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bot.working_model.kept import KeptCoping
from bot.working_model.naming import Naming
from bot.working_model.pattern import Pattern
from bot.working_model.phrasing import finish, pick
from bot.working_model.statement import Direction, Facet, Outcome, Way

WAYS: Final[Mapping[Way, tuple[str, str]]] = MappingProxyType(
    {
        Way.SEEK: ("turn to someone", "turning to someone"),
        Way.PROTEST: ("push or hold on harder", "pushing or holding on harder"),
        Way.PLEASE: ("give in to keep the peace", "giving in to keep the peace"),
        Way.WITHDRAW: ("pull back", "pulling back"),
        Way.GO_ALONE: ("deal with it on your own", "dealing with it on your own"),
        Way.NUMB: ("shut it out", "shutting it out"),
        Way.SOOTHE: ("find a way to calm yourself", "calming yourself"),
        Way.REPAIR: ("try to make it right again", "trying to make it right again"),
        Way.SET_LIMIT: ("say where your limit is", "saying where your limit is"),
        Way.GIVE_CARE: ("look after the other person", "looking after the other person"),
        Way.TAKE_PERSPECTIVE: ("try to see it from another side", "seeing it from another side"),
        Way.EXPLORE: ("dare to try something", "daring to try something"),
    }
)
_DONE: Final[Mapping[tuple[Facet, Direction], str]] = MappingProxyType(
    {
        (Facet.RELIABILITY, Direction.MINUS): "{who} [lets|let] you down",
        (Facet.RELIABILITY, Direction.PLUS): "{who} [does|do] as promised",
        (Facet.AVAILABILITY, Direction.MINUS): "{who} [is|are] not there for you",
        (Facet.AVAILABILITY, Direction.PLUS): "{who} [is|are] there for you",
        (Facet.RESPONSIVENESS, Direction.MINUS): "you do not feel heard by {who}",
        (Facet.RESPONSIVENESS, Direction.PLUS): "you feel heard by {who}",
        (Facet.SAFETY, Direction.MINUS): "you feel hurt or put down by {who}",
        (Facet.SAFETY, Direction.PLUS): "you feel safe with {who}",
        (Facet.CONNECTION, Direction.MINUS): "you feel far from {who}",
        (Facet.CONNECTION, Direction.PLUS): "you feel close to {who}",
    }
)
_ANY: Final = {
    Direction.MINUS: "{who} [does|do] not give you what you need",
    Direction.PLUS: "{who} [gives|give] you what you need",
}
_PATTERNS: Final = (
    "More than once in what you told: when {done}, you {way}.",
    "There may be a pattern here: when {done}, you {way}.",
    "Several things you told go the same way: when {done}, you {way}.",
)
_WAYS_ONCE: Final = ("You told of {doing} when it was hard.",)
_WAYS_OFTEN: Final = (
    "When it is hard, one of the things you do is {verb}.",
    "More than once you told of {doing} when it was hard.",
    "When things are hard, as you tell it, you {verb}.",
)


def pattern_text(pattern: Pattern, name: Naming | None) -> str:
    """The pattern in one tentative sentence; `name` where it is about one person only."""
    done = _DONE[pattern.facet, pattern.direction] if pattern.facet else _ANY[pattern.direction]
    who = name.full if name else "someone"
    plural = bool(name and name.plural)
    done = done.replace("{who}", who)
    while "[" in done:
        head, _, rest = done.partition("[")
        forms, _, tail = rest.partition("]")
        done = head + forms.split("|")[plural] + tail
    frame = pick(_PATTERNS, pattern.key)
    return finish(frame.replace("{done}", done).replace("{way}", WAYS[pattern.way][0]))


def exception_text(ways: Sequence[Way], name: Naming | None) -> str:
    """An episode where it went another way."""
    other = " and ".join(WAYS[way][1] for way in ways)
    with_whom = f" with {name.full}" if name else ""
    return finish(f"not every time: you also told of {other}{with_whom}.")


def way_text(way: Way, told: Sequence[KeptCoping]) -> str:
    """One way of coping, how often it was told, and what came of it."""
    outcomes = Counter(kept.coping.outcome for kept in told if kept.coping.outcome in (Outcome.HELPED, Outcome.DID_NOT))
    helped, did_not = outcomes[Outcome.HELPED], outcomes[Outcome.DID_NOT]
    verb, doing = WAYS[way]
    tellings = len({kept.episode_id or kept.message_id for kept in told})
    frames = _WAYS_ONCE if tellings == 1 else _WAYS_OFTEN
    lead = pick(frames, f"way/{way}").replace("{verb}", verb).replace("{doing}", doing)
    if helped and did_not:
        return finish(f"{lead} Sometimes it helped, and sometimes it did not.")
    if helped or did_not:
        how = "helped" if helped else "did not help"
        often = {1: "", 2: " twice"}.get(max(helped, did_not), " several times")
        return finish(f"{lead} You said{often} that it {how}.")
    return finish(lead)
