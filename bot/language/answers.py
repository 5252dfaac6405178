"""Reads short answers in the light of the question: "Never.", "Not him.", "My gran, always." after "Could you count on him?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.figures import Person
from bot.language.matcher import ClauseText
from bot.language.merger import span_of
from bot.language.normaliser import Word
from bot.working_model.statement import Asked, Direction, Elicits, Figure, Grain, Statement, Theme, Time

_LONGEST_WORDS: Final = 9
_CONFIDENCE: Final = 0.85
_FILL: Final = r"(?:(?:honestly|god|jesus|christ|ha|haha|well|um|uh|hmm|oh|i guess|i suppose|to be honest|god|tbh|actually|probably|maybe|like|so|ah|erm|really|mostly|yes|yeah|no|perhaps|definitely|only|just|but|and|pretty much|mainly|always|in the end|at the end) )*"
_REST: Final = r"(?:(?:really|at all|i guess|i suppose|honestly|to be honest|ever|much|so|though|anymore|now|then|always|mostly|usually|sometimes|definitely|every time|all the time|of course|tbh|either|not once|never|sadly|unfortunately|probably|maybe|i think|kind of|sort of|that much|no|yes|very|a lot|completely|totally|back then|these days|me|him|lately|still|so far|with|for|me|to|once|often|not|a bit|a little|for the most part|most of the time|most days|some days|i would say|when i was little|growing up|as a kid|in my life|come to think of it|no matter what|without fail|for sure|100|percent|too|both|in a way|even now|not even|more or less|only|far|as|not so|was|is|did|does|do|are|were|she|he|they|@fig|i|always has|ever since) )*"
_NO: Final = re.compile(
    rf"^ \^ {_FILL}(?:nope|nah|never|not (?:really|at all|once|even|much|so much|often|always|ever|particularly|especially|exactly|that i|for|one|a|me|in|anymore|when|with|from|him|her|@fig)|hardly|rarely|barely|seldom|@nobody|none|neither|no way|no|"
    rf"(?:absolutely|definitely|of course|certainly|obviously|probably|clearly) not|(?:i|@fig|it|we|that) (?:did|do|does|was|were|is|am|could|can|would|will|have|has) (?:not|never)|i doubt it|not him|if only|i wish) {_REST}\$ $"
)
_YES: Final = re.compile(
    rf"^ \^ {_FILL}(?:yes|yeah|yep|yup|yea|always|definitely|of course|absolutely|totally|every time|every single time|all the time|constantly|often|usually|mostly|sometimes|sure|certainly|completely|very|100|both|a lot|a bit|a little|kind of|sort of|maybe|"
    rf"probably|pretty much|more or less|quite|very much|very much so|without question|no doubt|no question|obviously|most of the time|now and then|now i do|occasionally|at times|anytime|day or night|(?:i|@fig|it|we|they) (?:did|do|does|was|were|is|am|could|can|would|will|have|has|always (?:did|does|do|was|is|has|would|could|have)|still (?:do|does)|usually (?:did|do|does|could))|"
    rf"i (?:think|guess|suppose|hope) so|too much|so much|everything|anything) {_REST}\$ $"
)
_WHO: Final = re.compile(
    rf"^ \^ {_FILL}(?:@fig|@oth)(?: (?:and|or|then|also|sometimes) @fig)*(?: {_REST.replace('(?:(?:', '(?:(?:', 1)}|(?: (?:always|every time|only|mostly|i guess|definitely|probably|really|for sure|was|is|did|maybe|i suppose|without a doubt|hands down|no question|every single time|obviously|usually))*) *\$ $"
)
_NOT_WHO: Final = re.compile(
    rf"^ \^ {_FILL}(?:not|never|certainly not|definitely not|anyone but|anybody but|everyone but) (?:with |to |from |really |even )?@fig {_REST}\$ $"
)
_HEDGE: Final = re.compile(
    r" (?:sometimes|maybe|perhaps|probably|i guess|i suppose|kind of|sort of|a bit|a little|mostly|usually|occasionally|at times|not always|not really|hardly|now and then|more or less|i think so|guess|in a way|not exactly|not particularly|some days|for the most part) "
)
_ASKS_WHO: Final = re.compile(
    r"\b(?:who|whom|whose|anyone|anybody|someone|which of|is there a person)\b", re.IGNORECASE
)
_PAST_QUESTION: Final = re.compile(
    r"\b(?:did|was|were|could you|used to|when you were|growing up|had|back then|as a child|as a kid|at that time)\b",
    re.IGNORECASE,
)
_ONE_TIME: Final = re.compile(
    r"\b(?:that (?:night|day|time|moment|evening)|then and there|in that moment|the last time|when you told)\b",
    re.IGNORECASE,
)
_BLEAK: Final = re.compile(
    r"\b(?:worr\w*|afraid|scared|fear\w*|anxious|alone|lonely|hurt|hard|difficult|lie[ds]?|lying|leave|leaving|left|abandon\w*|reject\w*|jealous\w*|distant|distance|doubt\w*|unsafe|let you down|judg\w*|"
    r"keep to yourself|hold back|hide|push|away|burden|worthless|ashamed|not good enough|fail\w*|panic|check|reassur\w*|ignored?|walk on eggshells|careful around|guard|missing|apart|stranger|criticis\w*|unlovable)\b",
    re.IGNORECASE,
)


# A question for a memory or an example: "no" says that none comes to mind, "yes" that one does; neither is a stance.
_FOR_A_MEMORY: Final = re.compile(
    r"\b(?:remember|think of|come[s]? to mind|still see|(?:is|was) there (?:also |ever )?(?:one|a|any|some\w*|such|another)\b(?! \w* (?:you could|who (?:always|was|is)))|"
    r"tell me|can you give|an example|which (?:time|moment|day)|what happened)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an elliptical clause says: yes or no, about whom it names, hedged or not."""

    yes: bool
    person: Person | None
    hedged: bool


def read_answer(texts: Sequence[ClauseText], words: Sequence[Word], asked: Asked | None) -> Statement | None:
    """The statement a short answer makes, None where it makes none or the question had no theme and facet."""
    if asked is None or asked.theme is None or asked.facet is None:
        return None
    if not texts or sum(not w.is_break for w in words) > 4 * _LONGEST_WORDS:
        return None
    for text in texts[:2]:
        if len(text.tokens) - 2 > _LONGEST_WORDS or text.clause.question:
            return None
        if " i have to $" in text.text or " @fig have to $" in text.text:
            return None
        said = _said(text, asked)
        if said is not None and said.person is None and _says_nothing(asked) and not _nobody_at_all(text, asked):
            return None
        if said is not None:
            return _statement(said, text, words, asked)
    return None


def _said(text: ClauseText, asked: Asked) -> _Said | None:
    hedged = bool(_HEDGE.search(text.text))
    people = [m.person for m in text.people.values() if m.mark == "@fig" and m.person.figure.is_particular]
    if _NOT_WHO.match(text.text) and people:
        return _Said(False, people[0], hedged)
    if (
        _WHO.match(text.text)
        and people
        and (_ASKS_WHO.search(asked.question) or asked.figure is None or not _same(people[0], asked))
    ):
        return _Said(True, people[0], hedged)
    if _NO.match(text.text):
        return _Said(False, people[0] if people else None, hedged)
    if _YES.match(text.text):
        return _Said(True, people[0] if people else None, hedged)
    return None


def _says_nothing(asked: Asked) -> bool:
    """Whether a bare yes or no leaves open what is meant: nobody was asked about, or only for a memory."""
    return (asked.figure is None and asked.theme is not Theme.SELF_WORTH) or bool(_FOR_A_MEMORY.search(asked.question))


def _nobody_at_all(text: ClauseText, asked: Asked) -> bool:
    """Whether "no one" answers a question that asks who: that is a full answer."""
    return (
        "@nobody" in text.tokens and bool(_ASKS_WHO.search(asked.question)) and not _FOR_A_MEMORY.search(asked.question)
    )


def _same(person: Person, asked: Asked) -> bool:
    return person.figure is asked.figure


def _statement(said: _Said, text: ClauseText, words: Sequence[Word], asked: Asked) -> Statement:
    assert asked.theme is not None  # noqa: S101 (read_answer saw to it)
    assert asked.facet is not None  # noqa: S101
    plus = _plus_means_yes(asked)
    direction = Direction.PLUS if said.yes == plus else Direction.MINUS
    if said.person is not None:
        figure, name = said.person.figure, said.person.name
    elif asked.figure is not None:
        figure, name = asked.figure, asked.name
    else:
        figure, name = (Figure.SELF if asked.theme is Theme.SELF_WORTH else Figure.OTHERS), None
    past = bool(_PAST_QUESTION.search(asked.question)) and not re.search(
        r" (?:now|still|these days|do|does|is|am|has always) ", text.text
    )
    return Statement(
        span=span_of(text, words), theme=asked.theme, facet=asked.facet, direction=direction, figure=figure, name=name, time=Time.PAST if past else Time.NOW,
        grain=Grain.MOMENT if past and _ONE_TIME.search(asked.question) else Grain.GENERAL, certainty=0.5 if said.hedged else 1.0,
        confidence=_CONFIDENCE if asked.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS) else _CONFIDENCE - 0.15, elicited=asked.elicits, rule="answer",
    )  # fmt: skip


def _plus_means_yes(asked: Asked) -> bool:
    """True where "yes" would say the + pole: told by the question's own mark, else by its words."""
    if asked.elicits is Elicits.ASKED_PLUS:
        return True
    if asked.elicits is Elicits.ASKED_MINUS:
        return False
    return not _BLEAK.search(asked.question)
