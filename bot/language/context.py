"""What stands around a match and changes what it asserts: questions, conditions, wishes, other people's words, outer negation, hedges, time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.verbs import is_past
from bot.working_model.statement import Grain, Time

_ASKS: Final = re.compile(
    r"^ \^ (?:(?:and|but|so|like|ok|also|or|then|honestly|well|because) )*(?:"
    r"(?:should|shall|do|does|did|is|are|am|was|were|can|could|would|will|has|have|had) (?:not )?(?:i|we|he|she|it|they|you|this|that|there|my|@fig|@figh|@figs|@oth|the) |"
    r"(?:how|why|what|when|where|which|who|whose) (?:do|does|did|should|would|is|are|am|can|could|will|if|to|come|have|has|was|were|long|much|many|often|not|else|kind|the) |how|anyone |any (?:advice|tips|ideas) |"
    r"is it |wondering (?:if|whether|how) )"
)
_ASKS_AFTER: Final = re.compile(
    r"^(?:\$|(?:[^ ]+ ){0,3}?(?:how|what|why|should|is|am|are|do|does|did|can|could|would|any|anyone|has|have|was|where) (?:do|to|can|should|i|is|it|you|we|am|this|that|there|advice|tips|anyone|else|the|my|@fig|@oth) )"
)
_KNOWS_IF: Final = re.compile(
    r"(?:not (?:really )?(?:know|sure|certain|decide|tell|figure out)|wonder|wonders|wondered|wondering|question|questioning|ask|asked|asks|asking|debating|see|know|unsure|matter|care) (?:[^ ]+ )?(?:if|whether|how|why|what|when|who|where) (?:[^ ]+ ){0,3}$"
)
_IF: Final = re.compile(
    r" (?:if|unless|whether|suppose|imagine|assuming|in case|until|before|till|provided|as long as) (?:[^ ]+ ){0,3}$"
)
_AS_IF: Final = re.compile(r"(?:as|even|like|feels|feel|felt) if (?:[^ ]+ ){0,3}$")
_WISH: Final = re.compile(r" (?:wish|wishes|wished|if only|would that) (?:[^ ]+ ){0,5}$")
_INTENT: Final = re.compile(
    r" (?:want|wants|wanted|wanting|hope|hopes|hoping|hoped|need|needs|needed|would like|would love|prefer|looking for|look for|dream of|longing|ask|asked|asking|tell|telling|told|expect|expects|"
    r"expected|expecting|supposed|should|ought|try|tries|tried|trying|promise|promised|promises|pray|pretend|pretending|let|want|deserve|deserves|important|has to|have to|must|make|makes|made|help|helps|helped|convince|convinced|desperate|pretended|decide|decided|chance) "
    r"(?:[^ ]+ ){0,2}?(?:to|that|who|for|in) (?:[^ ]+ ){0,2}$"
)
_HOPE: Final = re.compile(r" (?:hope|hoping|hopefully|hoped|pray|praying|imagine) (?:[^ ]+ ){0,4}$")
_SAYS: Final = (
    "says|said|say|saying|thinks|thought|tells|told|claims|claimed|reckons|reckoned|believes|believed|feels|felt|swears|swore|knows|knew|insists|insisted|mentioned|writes|wrote|texted|read|reads|"
    "promised|promises|argues|argued|complains|complained|asks|asked|worries|fears|hates|suggested|assumes|assumed|keeps saying|keeps telling|is convinced|was convinced|accused|accuses|wants|admitted|admits|think|believe|reckon|claim|swear|explained|implied|hinted|replied|shouted|jokes|joked|wanted|decided"
)
_REPORTED: Final = re.compile(
    rf" (?:@fig|@figh|@oth|@nobody|people|who|everybody|everyone|it|article|book|post|friend|one|they) (?:[^ ]+ ){{0,2}}?(?:{_SAYS}) (?:(?:me|us|that|i|how|her|him|@fig|@figh|to|this|it|of|about|being|like|like) )*(?:[^ ]+ ){{0,2}}$"
)
_I_THINK: Final = re.compile(
    r" i (?:[^ ]+ ){0,3}?(?:think|feel|felt|know|knew|believe|believed|thought|guess|realise|realize|realised|realized|see|suppose|swear|admit|found|find|assume|assumed|bet) (?:[^ ]+ ){0,4}$"
)
_ACCORDING: Final = re.compile(
    r" (?:according to|apparently|supposedly|called me|calls me|told me that|told me|tells me|says|said) (?:[^ ]+ ){0,4}$"
)

_FLIPS: Final = (
    re.compile(
        r" (?:not|never|hardly|barely) (?:really |ever |actually |even |honestly |truly )?(?:think|thinks|thought|believe|believed|feel|felt|say|imagine|see|expect|suppose|get the sense|get the feeling|have the feeling|consider|believe|find) (?:that |like |as if |as though |for a second |for a minute |how )*$"
    ),
    re.compile(
        r" (?:not|never) (?:that|like|as if|as though|because|once|one time|true that|the case that|a case of|for one second|for a second|for a moment|case of) $"
    ),
    re.compile(
        r" (?:no|not a|not any|zero|without|never any|never a|not the) (?:[^ ]+ )?(?:reason|need|cause|fear|doubt|sign|point|worry|part|bit) (?:to|of|that|about|in|for|is)? ?(?:me )?$"
    ),
    re.compile(
        r" (?:doubt|doubts|doubted|stopped thinking|stopped believing|stopped feeling|no longer think|no longer believe|no longer feel|hard to believe|hard to imagine|impossible to believe|done thinking|stop thinking) (?:that |like |as if |as though )*$"
    ),
    re.compile(r" (?:without|instead of|rather than) (?:[^ ]+ ){0,1}$"),
    re.compile(
        r" (?:not|never) (?:really )?(?:remember|recall|think of) (?:@figh? |a time |a single time |when |@figs |one time |once )*(?:ever )?$"
    ),
    re.compile(r" (?:lie|lies|false|untrue|nonsense|a myth) that $"),
)
_NOT_DOUBTED: Final = re.compile(
    r" (?:not|never|hardly) (?:[^ ]+ ){0,2}(?:doubt|doubts|doubted|question|questioned) (?:that )?$"
)
_ASKING_INSIDE: Final = re.compile(
    r" (?:why|how|who|what) (?:would|could|should|did|do|does|is|are|am|can) (?:[^ ]+ ){0,3}$"
)
_USED_TO_BUT: Final = re.compile(
    r" (?:(?:and|but|though) )?(?:now )?(?:(?:i|it|he|she|they|@fig|we) )?(?:do |does |am |is |are |did |was )?not (?:now|anymore|these days|so much now)|no longer|(?:i |it |that |@fig )?(?:have |has |is )?stopped|was wrong|i was neither|"
    r"now i (?:do|am) not|but (?:@fig|i|it|they|we) (?:is|am|do|does|are|can) now|(?:and|but) not now|did not "
)
_CHANGE_PREFIX: Final = re.compile(
    r" (?:stopped|no longer|starting to|beginning to|start to|begin to|started to|began to|coming to|learning to|done) (?:[^ ]+ ){0,3}$"
)
_WAS_SO: Final = re.compile(
    r" (?:used to|was not always|were not always|thought|believed|was sure|was certain|was convinced|was scared|was afraid|for years) "
)
_UNSURE: Final = re.compile(r" not (?:[^ ]+ )?(?:sure|convinced|certain) (?:that |of |i |about )*$")
_USED_TO: Final = re.compile(r" (?:used to|once|thought|believed|felt|would) (?:[^ ]+ ){0,4}$")
_HEDGED: Final = re.compile(
    r" (?:maybe|perhaps|possibly|probably|i guess|guess|i suppose|suppose|sort of|kind of|a bit|a little|sometimes|occasionally|at times|somewhat|might|part of me|some days|half the time|in a way|seems? (?:like|to)|almost|"
    r"from time to time|now and then|once in a while|not sure|most likely|likely|i would say|more or less|a tiny bit|mostly|depends) "
)
_FUTURE: Final = re.compile(r" (?:one day|someday|hopefully|in the future|next time) ")
_CHANGING: Final = re.compile(
    r" (?:anymore|no longer|starting to|beginning to|started to|less and less|more and more|slowly|gradually|used to (?:[^ ]+ ){1,8}?(?:but )?now|learning to|not like before|than (?:i|we|it) (?:used|did|was|were|have|has|could)|than (?:before|ever)|"
    r"(?:lately|recently|these days|now|this year|nowadays|since) (?:[^ ]+ )*?(?:less|more|closer|distant|apart|better|worse)|getting (?:better|closer|worse|easier|more|less)|growing (?:apart|closer|distant)|grown (?:apart|closer|distant)|for (?:the first time|once)|finally|become|becoming|became|drifting|drifted|grew apart|stopped|lately|recently|come to) "
)
_PAST: Final = re.compile(
    r" (?:growing up|grew up|as a (?:kid|child|teen|teenager|boy|girl|little)|when i (?:was|were)|when we were|back then|years ago|used to|in those days|in my (?:childhood|teens|twenties)|at school|as kids|as children|my whole childhood|before he died|before she died|at the time|in the past|back in|once upon|was a kid) "
)
_PRESENT_PERFECT: Final = re.compile(r" (?:have|has|'ve|'s|is) (?:[^ ]+ ){0,3}?$")
_PRESENT: Final = re.compile(
    r" (?:am|is|are|do|does|can|will|have|has|'s|keep|keeps|always feel|now|still|going to|never have) "
)
# Before a participle these say that it is so now ("I feel judged"); before a form that present and past share, that it is no past.
_IS_NOW: Final = frozenset("feel feels feeling being be am are is get gets getting seem seems stay stays".split())  # noqa: SIM905
_SAME_FORM: Final = frozenset("let hurt cut put hit shut set upset cost".split())  # noqa: SIM905
_BEFORE_A_BASE: Final = frozenset("do does can could will would may might must should to".split())  # noqa: SIM905
_COULD_NOW: Final = re.compile(r" (?:do not|does not|think|doubt|believe|wish|right now|if) ")
_PAST_WORD: Final = frozenset(["was", "were", "did", "had", "used", "could"])
_MOMENT: Final = re.compile(
    r" (?:that (?:night|day|time|morning|afternoon|evening|week|weekend|summer|christmas|year)|last (?:night|week|weekend|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|summer|time|spring|winter|easter)|yesterday|tonight|this morning|"
    r"the (?:night|day|time|morning|evening|week) (?:i|my|he|she|we|that|when|of|@fig)|one (?:night|day|time|evening)|once|the other (?:day|night)|the first time|when (?:i|my|@fig|we) (?:[^ ]+ ){0,3}?(?:died|lost|broke|got|had|came|told|asked|was in|were in|needed|went|said|found|fell|gave|left|passed)|"
    r"on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|at (?:the|my|his|her|our) (?:funeral|wedding|hospital|party|birthday|graduation)|(?:two|three|four|a few|2|3) (?:days|weeks|months|years|nights) ago|just (?:told|said|hung|walked|left)|finally told|in (?:january|february|march|april|june|july|august|september|october|november|december)) "
)
_HABIT: Final = re.compile(
    r" (?:always|never|every|used to|would|whenever|all the time|often|constantly|usually|each|kept|for years|my whole life|growing up|as a kid|as a child|until|days|weeks|nights) "
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words around a match do to it. `cancelled` names the reason it asserts nothing, None where it stands."""

    cancelled: str | None
    flips: bool
    hedged: bool
    changing: bool


def surroundings(prefix: str, suffix: str, *, whole: str, question: bool, keep: frozenset[str]) -> Surroundings:
    """Reads the words before (`prefix`) and after (`suffix`) a match within its clause; both begin and end with a space."""
    cancelled = None
    if "question" not in keep and _is_question(whole, prefix, suffix, question):
        cancelled = "question"
    elif "conditional" not in keep and ((_IF.search(prefix) and not _AS_IF.search(prefix)) or _KNOWS_IF.search(prefix)):
        cancelled = "conditional"
    elif "reported" not in keep and _is_reported(prefix):
        cancelled = "reported"
    elif "intent" not in keep and (_INTENT.search(prefix) or _HOPE.search(prefix)):
        cancelled = "intent"
    flips = False
    if "negation" not in keep:
        flips = sum(bool(p.search(prefix)) for p in _FLIPS[:3]) % 2 == 1
        for pattern in _FLIPS[3:]:
            flips ^= bool(pattern.search(prefix))
        if _NOT_DOUBTED.search(prefix):
            flips = False
    if "wish" not in keep and _WISH.search(prefix):
        flips = not flips
    over = bool(_WAS_SO.search(whole) and _USED_TO_BUT.search(suffix))
    if over and "negation" not in keep:
        flips = not flips
    unsure = bool(_UNSURE.search(prefix))
    if unsure:
        flips = not flips
    return Surroundings(
        cancelled,
        flips,
        hedged=unsure or bool(_HEDGED.search(prefix)) or bool(_HEDGED.search(suffix)),
        changing=over or bool(_CHANGE_PREFIX.search(prefix)),
    )


def _is_question(whole: str, prefix: str, suffix: str, question: bool) -> bool:
    if _ASKS.match(whole) or _ASKING_INSIDE.search(prefix):
        return True
    return question and not _ASKS_AFTER.match(suffix.strip() + " ") if suffix.strip() not in ("", "$") else question


def _is_reported(prefix: str) -> bool:
    last = max((m.end() for m in _REPORTED.finditer(prefix)), default=-1)
    if last < 0:
        return False
    return not _I_THINK.search(prefix)


def time_of(matched: str, whole: str, *, chain_changes: bool) -> Time:
    """When a statement holds, from its own words and its clause's."""
    words = matched.split()
    past = any(_is_past_here(words, at, whole) for at in range(len(words)))
    if (
        past
        and re.search(r" (?:have|has|'ve|is|'s) (?:[^ ]+ ){0,3}", " " + matched)
        and not re.search(r" (?:was|were|did|used|could) ", " " + matched)
    ):
        past = False
    framed_past = bool(_PAST.search(whole))
    if chain_changes or (_CHANGING.search(whole) and not (past and framed_past)):
        return Time.CHANGING
    if past or (framed_past and not _PRESENT.search(whole)):
        return Time.PAST
    return Time.NOW


def _is_past_here(words: Sequence[str], at: int, whole: str) -> bool:
    """Whether a word puts what is said into the past: not "feel judged", "do not let", "I do not think anyone could"."""
    word, before = words[at], words[max(0, at - 3) : at]
    if word == "could":
        return not _COULD_NOW.search(whole)
    if word in _PAST_WORD:
        return True
    if not is_past(word):
        return False
    if _IS_NOW.intersection(before):
        return False
    return not (word in _SAME_FORM and _BEFORE_A_BASE.intersection(before))


def grain_of(whole: str, time: Time) -> Grain:
    """One remembered occasion, or how things generally are."""
    if _MOMENT.search(whole) and not _HABIT.search(whole) and time is not Time.NOW:
        return Grain.MOMENT
    return Grain.GENERAL


def is_habit(whole: str) -> bool:
    """True where a clause tells of something that happened again and again."""
    return bool(_HABIT.search(whole))
