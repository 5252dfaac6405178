"""Says what came of a way of coping, as the words around it tell: it helped, it did not, or that is unclear."""

from __future__ import annotations

import re
from typing import Final

from bot.working_model.statement import Outcome

_HELPED: Final = re.compile(
    r" (?:(?:it|that|this|which|he|she|they|@fig|talking|always|really|does|it does) (?:[^ ]+ )?(?:help|helps|helped|works|worked|calms me|calmed me)|(?:feel|felt|feels) (?:a lot |much |so much |a bit )?(?:better|calmer|lighter|ok again|relieved)|helps|worked|passes|and it passed|it went fine|was fine|calm(?:er)?) "
)
_HURT: Final = re.compile(
    r" (?:(?:not|never|nothing) (?:[^ ]+ )?(?:help|helps|helped|work|works|worked|change|changed)|makes? it worse|made it worse|no use|pointless|(?:feel|felt) worse|nothing changes|backfires?|regret it) "
)
_UNCLEAR: Final = re.compile(
    r" (?:not sure if it|do not know if it|no answer yet|waiting to (?:hear|see)|has not (?:replied|answered)|we will see) "
)


def outcome_of(here: str, after: str) -> Outcome | None:
    """What came of it, by the clause it is told in, else by the clause after it."""
    for text in (here, after):
        if _HURT.search(text):
            return Outcome.DID_NOT
        if _UNCLEAR.search(text):
            return Outcome.UNCLEAR
        if _HELPED.search(text):
            return Outcome.HELPED
    return None
