"""Reads short answers in the light of the question: "Never.", "Not him.", "My gran, always." after "Could you count on him?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.language.matcher import ClauseText
from bot.language.merger import span_of
from bot.language.normaliser import Word
from bot.language.people import Meant, Person
from bot.working_model.statement import Asked, Direction, Elicits, Figure, Grain, Span, Statement, Theme, Time

_LONGEST_WORDS: Final = 12
_LONGEST_MESSAGE_WORDS: Final = 40
_BARE_WORDS: Final = 4
_BARE: Final = re.compile(r"^(?:no|not|nothing|never|none|maybe|dunno|i do not know|a bit|sort of|kind of|sometimes)\b")
_PLAIN: Final = 0.88  # measured on train: of short answers read, so many are right (docs/reading.md)
_LOOSE: Final = 0.78
_OPEN: Final = 0.72

_FILLER: Final = re.compile(
    r"^(?:(?:honestly|god|jesus|christ|ha|haha|well|um|uh|erm|er|hmm|oh|ah|i guess|i suppose|i think|i would say|i believe so|to be honest|to be fair|"
    r"actually|probably|maybe|like|so|really|perhaps|definitely|just|but|and|pretty much|mainly|god|lord|sadly|surprisingly|finally|yea|ok|okay|look|man|mate|sure) )+"
)
_NO_ANSWER: Final = re.compile(
    r"^(?:(?:i )?(?:do not|can not|could not|would not) (?:really )?(?:know|say|remember|tell|want|think so much)|no (?:idea|clue|comment|worries|thanks|reason|opinion|problem|one thing|more questions|offence)|not (?:sure|telling|going to|your|relevant|today|now $|in the mood|bad|too bad|much to|that i (?:know|remember)|tonight|yet $|a question)|"
    r"never (?:mind|thought|asked|had to|met|had any)|pass|skip|next|why|what|who|hard to say|it depends|depends|rather not|i would rather not|sorry|dunno|can we|hm|god knows|who knows)\b"
)
_AFTER: Final = (
    r"(?: (?:really|at all|i guess|i suppose|honestly|ever|much|so|though|anymore|now|then|always|mostly|usually|sometimes|definitely|every time|all the time|of course|either|not once|never|sadly|unfortunately|"
    r"probably|maybe|i think|kind of|sort of|that much|no|yes|very|a lot|completely|totally|back then|these days|me|lately|still|so far|once|often|not|a bit|a little|most days|some days|i would say|growing up|as a kid|"
    r"in my life|no matter what|without fail|for sure|100|percent|too|both|in a way|even now|more or less|only|far|was|is|did|does|do|are|were|has|has been|have|i|he|she|they|@fig|ever since|at night|actually|mate|man|bruh|bro|ma'am|sir|o|sha|oh|again|enough|alone))*"
)
_PLAIN_NO: Final = re.compile(
    r"^(?:no|nope|nah|naw|nup|nay|na|noo+|god forbid|no way|no chance|not a chance|fat chance|as if|absolutely not|definitely not|of course not|certainly not|obviously not|probably not|never again|i doubt (?:it|that)(?: very much)?|i wish|if only|like hell|can not see it|neither|less and less)\b"
)
_PLAIN_YES: Final = re.compile(
    r"^(?:yes|yeah|yep|yup|ya|ye|yah|aye|ofc|of course|absolutely|certainly|obviously|without question|no doubt|no question|100|with my life|with my eyes closed|with anything|with everything|in small doses|i think so|i guess so|i suppose so|i hope so|i believe so)\b"
)
_NOT_SOMEHOW: Final = re.compile(r"^not (?!only |just |that )(?:[^ ]+ ?){1,6}$")
_SHORT_NO: Final = re.compile(
    rf"^(?:never(?: did| was| has| have| could| would| is| once| ever| really| will| again| been)?|hardly(?: ever)?|rarely|barely|seldom|scarcely|none|@nobody|not|nothing like that|less and less|bugger all|sod all|"
    rf"(?:i|@fig|it|we|that|they) (?:did|do|does|was|were|is|am|are|could|can|would|will|have|has) (?:not|never)|do not|did not|can not|could not|does not|was not){_AFTER}$"
)
_SHORT_YES: Final = re.compile(
    rf"^(?:always|every (?:single )?(?:time|night|nite|day|word|week|morning|minute|hour|weekend|bit|one)|daily|nightly|all the time|the whole time|constantly|often|usually|mostly|sometimes|completely|totally|definitely|very|very much|v|both|a lot|"
    rf"a bit|a little|bit|kind of|sort of|maybe|probably|pretty much|more or less|quite|most of the time|most days|most|now and then|occasionally|at times|anytime|day or night|easily|too (?:much|easily|often|well)|so much|everything|anything|at night|at weekends|"
    rf"(?:i |@fig |it |we |they )?always (?:did|does|do|was|is|has|would|could|have|will|has been)|(?:i|@fig|it|we|they) (?:did|do|does|was|were|is|am|are|could|can|would|will|have|has)|used to|i used to|@fig used to|have done|getting there|i am getting there|@fig is getting there|working on it|"
    rf"i am working on it|i still (?:do|am|can)|i know (?:@fig |i )?(?:could|would|will|can|do|does)){_AFTER}$"
)
_END_NO: Final = re.compile(r"(?:^| )(?:no|nah|nope|never)(?: (?:really|not|o|sha|mate))?$")
_END_YES: Final = re.compile(r"(?:^| )(?:yes|yeah|yep|ya|ye|always|of course)(?: (?:mate|man|o|sha))?$")
_THEN_NOT: Final = re.compile(
    r"^(?:(?:but|and|now|i|not) )*(?:do not now|not now|not anymore|not since|now no|no longer|gave that up|stopped|do not anymore|did not last|that is over|now i do not|not so much now|not these days|am not now)\b"
)
# "With whom do you ...?" "With Maisie": as plain as the name alone.
_A_NAME_FIRST: Final = re.compile(r"^(?:@fig|(?:with|to|from|by|on) @fig$)")
_NAMES_ALONE: Final = re.compile(
    r"(?:(?:and|or|also|maybe|with|to|from|by|on) )*@fig(?: (?:and|or) (?:with |to )?@fig)*"
)
_MOST_NAMED: Final = 3
_TELLS_OF_THEM: Final = re.compile(r"^@fig (?!do not know|did not know)(?:[^ ]+ ){1,}")
_HEDGE: Final = re.compile(
    r" (?:sometimes|maybe|perhaps|probably|i guess|i suppose|kind of|sort of|a bit|bit|a little|mostly|usually|occasionally|at times|not always|not really|hardly|now and then|more or less|i think so|guess|in a way|not exactly|"
    r"not particularly|some days|most days|for the most part|small small|in small doses|getting there|working on it|i believe so) "
)
_ASKS_WHO: Final = re.compile(
    r"\b(?:who|whom|whose|anyone|anybody|someone|somebody|which of|is there a person)\b", re.IGNORECASE
)
# Questions that yes and no do not answer, and what does answer them in a word.
_ASKS_HOW: Final = re.compile(
    r"(?:^|[.:;,!?] )\W*(?:and |but |so )?(?:how|when|what|where)\b[^.?!]*\?\W*$", re.IGNORECASE
)
_HOW_OFTEN: Final = re.compile(
    r"^(?:(?:i|@fig|it|we|they) )?(?:never|always|hardly|rarely|barely|seldom|scarcely|every|all the time|the whole time|constantly|often|usually|mostly|"
    r"sometimes|most|now and then|occasionally|at times|daily|nightly|day or night|completely|totally|not (?:at all|much|once|often|ever)|less and less|a lot|very much|nothing|bugger all|sod all|everything|anything)\b"
)
_PAST_QUESTION: Final = re.compile(
    r"\b(?:did|was|were|could you|used to|when you were|growing up|had|back then|as a child|as a kid|at that time)\b",
    re.IGNORECASE,
)
_ONE_TIME: Final = re.compile(
    r"\b(?:that (?:night|day|time|moment|evening)|then and there|in that moment|the last time|when you told|come to|notice how|did you last|a moment when)\b",
    re.IGNORECASE,
)
_BLEAK: Final = re.compile(
    r"\b(?:worr\w*|afraid|scared|fear\w*|anxious|alone|lonely|hurt|hard|difficult|lie[ds]?|lying|leave|leaving|left|abandon\w*|reject\w*|jealous\w*|distant|distance|doubt\w*|unsafe|let you down|judg\w*|"
    r"keep to yourself|hold back|hide|push|away|burden|worthless|ashamed|not good enough|fail\w*|panic|check|reassur\w*|ignored?|walk on eggshells|careful around|guard|missing|apart|stranger|criticis\w*|unlovable|"
    r"frighten\w*|control\w*|let down|betray\w*|replace\w*|unwanted|put you down)\b",
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
    """What an elliptical clause says: yes or no, about whom it names, hedged or not; `plain` where no doubt is left that it answers."""

    yes: bool
    person: Person | None
    hedged: bool
    plain: bool
    was: bool = False


def read_answers(texts: Sequence[ClauseText], words: Sequence[Word], asked: Asked | None) -> list[Statement]:
    """The statements a short answer makes, none where it makes none or the question had no theme and facet.

    "Used to. Don't now" says yes for then and no for now; "with Maisie. Or my dog" says yes of two.
    """
    if asked is None or asked.theme is None or asked.facet is None or not texts:
        return []
    if sum(not w.is_break for w in words) > _LONGEST_MESSAGE_WORDS:
        return []
    for number, text in enumerate(texts[:2]):
        if len(text.tokens) - 2 > _LONGEST_WORDS or text.clause.question:
            return []
        said = _said(text, asked)
        if said is None:
            continue
        if said.person is None and _says_nothing(asked) and not _nobody_at_all(text, asked):
            return []
        made = [_statement(said, text, words, asked)]
        if said.person is not None and said.plain:
            made += _others_named(said, texts[number:], words, asked)
        if (
            said.person is not None
            and len(made) == 1
            and number + 1 < len(texts)
            and _TELLS_OF_THEM.match(_plain(texts[number + 1]))
        ):
            # "My nan. She does this little dance when I come in": the name alone would be a thin quote.
            made = [replace(made[0], span=Span(made[0].span.start, span_of(texts[number + 1], words).end))]
        if said.yes and number + 1 < len(texts) and _THEN_NOT.match(_plain(texts[number + 1])):
            now = _Said(yes=False, person=said.person, hedged=False, plain=False)
            made.append(_statement(now, texts[number + 1], words, asked, time=Time.CHANGING))
        return made
    return []


def _others_named(said: _Said, texts: Sequence[ClauseText], words: Sequence[Word], asked: Asked) -> Iterator[Statement]:
    """The same of whoever else the answer names: "my mum and my gran", "with Maisie. Or my dog"."""
    told = {said.person}
    for text in texts[: _MOST_NAMED - 1]:
        if not _NAMES_ALONE.fullmatch(_plain(text)):
            return
        for meant in text.people.values():
            if meant.how == "named" and meant.person not in told:
                told.add(meant.person)
                yield _statement(replace(said, person=meant.person), text, words, asked)


def _plain(text: ClauseText) -> str:
    return " ".join(text.tokens[1:-1])


def _said(text: ClauseText, asked: Asked) -> _Said | None:
    whole = _plain(text)
    hedged = bool(_HEDGE.search(f" {whole} "))
    people = [m for m in text.people.values() if m.mark == "@fig" and m.person.figure.is_particular]
    named = [m for m in people if m.how == "named" and (m.person.figure is not Figure.OTHER_PERSON or m.person.name)]
    if _NO_ANSWER.match(whole):
        return None
    rest = _FILLER.sub("", whole + " ").strip() or whole
    if _NO_ANSWER.match(rest):
        return None
    for part in dict.fromkeys((rest, whole)):
        yes = _yes_or_no(part)
        if yes is not None and _ASKS_HOW.search(asked.question) and not _HOW_OFTEN.match(part):
            continue  # "When was it cold?" "No.": to such a question neither yes nor no is an answer, "never" is
        if yes is not None:
            return _Said(
                yes[0], _whom(people, asked), hedged, yes[1], was=part.startswith(("used to", "i used to", "have done"))
            )
    if named and _names_someone(rest, asked, named):
        return _Said(True, named[0].person, hedged, plain=bool(_A_NAME_FIRST.match(rest)))
    return None


def _yes_or_no(part: str) -> tuple[bool, bool] | None:
    """Yes or no, and whether plainly."""
    if _SHORT_NO.match(part):
        return False, True
    if _SHORT_YES.match(part):
        return True, True
    if _PLAIN_NO.match(part):
        return False, len(part.split()) <= 3
    if _PLAIN_YES.match(part):
        return True, len(part.split()) <= 3
    if _NOT_SOMEHOW.match(part):
        return False, False
    if _END_NO.search(part):
        return False, False
    if _END_YES.search(part):
        return True, False
    return None


def _whom(people: Sequence[Meant], asked: Asked) -> Person | None:
    """The person an answer names, unless it is only the one asked about again."""
    for m in people:
        if m.person.figure is not asked.figure and (m.person.figure is not Figure.OTHER_PERSON or m.person.name):
            return m.person
    return None


def _names_someone(rest: str, asked: Asked, named: Sequence[Meant]) -> bool:
    """True where the answer is a person: "My gran, always", "told my nan", to a question that asks who, or leaves the person open."""
    if re.search(r"\b(?:not|never|no|but|if|when|because|@nobody)\b", rest):
        return False
    words = rest.split()
    asks = bool(_ASKS_WHO.search(asked.question)) or asked.figure is None
    if not asks and named[0].person.figure is asked.figure:
        return False
    if words and words[0] == "@fig":
        return asks or len(words) <= 3
    return asks and len(words) <= 8 and "@fig" in words[:4]


def is_bare(words: Sequence[Word]) -> bool:
    """Whether a message is no more than a yes, a no or a shrug."""
    plain = " ".join(w.norm for w in words if not w.is_break)
    return len(plain.split()) <= _BARE_WORDS and (_yes_or_no(plain) is not None or bool(_BARE.match(plain)))


def _says_nothing(asked: Asked) -> bool:
    """Whether a bare yes or no leaves open what is meant: nobody was asked about, or only for a memory."""
    return (asked.figure is None and asked.theme is not Theme.SELF_WORTH) or bool(_FOR_A_MEMORY.search(asked.question))


def _nobody_at_all(text: ClauseText, asked: Asked) -> bool:
    """Whether "no one" answers a question that asks who: that is a full answer."""
    return (
        "@nobody" in text.tokens and bool(_ASKS_WHO.search(asked.question)) and not _FOR_A_MEMORY.search(asked.question)
    )


def _statement(
    said: _Said, text: ClauseText, words: Sequence[Word], asked: Asked, *, time: Time | None = None
) -> Statement:
    assert asked.theme is not None  # noqa: S101 (read_answers saw to it)
    assert asked.facet is not None  # noqa: S101
    direction = Direction.PLUS if said.yes == _plus_means_yes(asked) else Direction.MINUS
    if said.person is not None:
        figure, name = said.person.figure, said.person.name
    elif asked.figure is not None:
        figure, name = asked.figure, asked.name
    else:
        figure, name = (Figure.SELF if asked.theme is Theme.SELF_WORTH else Figure.OTHERS), None
    past = said.was or (
        bool(_PAST_QUESTION.search(asked.question)) and not re.search(r" (?:now|still|these days|do|does|is|am|has always) ", text.text)
    )  # fmt: skip
    marked = asked.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS)
    return Statement(
        span=span_of(text, words), theme=asked.theme, facet=asked.facet, direction=direction, figure=figure, name=name, time=time or (Time.PAST if past else Time.NOW),
        grain=Grain.MOMENT if past and _ONE_TIME.search(asked.question) else Grain.GENERAL, certainty=0.5 if said.hedged else 1.0,
        confidence=_OPEN if not marked else _PLAIN if said.plain else _LOOSE, elicited=asked.elicits, rule="answer",
    )  # fmt: skip


def _plus_means_yes(asked: Asked) -> bool:
    """True where "yes" would say the + pole: told by the question's own mark, else by its words."""
    if asked.elicits is Elicits.ASKED_PLUS:
        return True
    if asked.elicits is Elicits.ASKED_MINUS:
        return False
    return not _BLEAK.search(asked.question)
