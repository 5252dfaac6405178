"""What manner of answer something is: blank, declined, unsure, "no one", short, general, mixed, long. Plain patterns, no reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.guides.format import FollowUpWhen
from bot.working_model.statement import Asked, Direction, Elicits, Figure, Mention, Reading

EVASIVE_WORDS: Final = 2
SHORT_WORDS: Final = 5
LONG_WORDS: Final = 150

_APPOSED: Final = re.compile(r",? ")  # "my husband, Declan", "my husband Declan"
_FIRST_SENTENCE: Final = re.compile(r"[^.!?]*[.!?]+\s+")
_PUT_FIRST: Final = re.compile(
    r"\b(?:mostly|mainly|chiefly|especially|above all|most of all|most often|(?:if i (?:had|have) to (?:pick|choose|say)(?: one)?,?(?: (?:it'?d|it would) be)?)|i'?d (?:pick|choose|say)|let'?s (?:take|say|go with)|(?<=[.!?] )so)[ ,:]+$",
    re.IGNORECASE,
)
_ADDS: Final = re.compile(r"(?:and|or|also|then|plus|maybe)\b", re.IGNORECASE)
_APOSTROPHES: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})
_BETWEEN_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n+")


def plain(text: str) -> str:
    """Lower case, straight apostrophes, white space made single: what the patterns here are written for."""
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


def words(text: str) -> list[str]:
    """The words of a text: runs of letters, digits and apostrophes."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.translate(_APOSTROPHES))


def sentences(text: str) -> list[str]:
    """The sentences of a text, as its full stops, question marks and line breaks tell; each without the space after it."""
    return _BETWEEN_SENTENCES.split(text)


_NO_ONE: Final = re.compile(
    r"^(?:well |um+ |uh |honestly |tbh |hm+ |i guess |i think |probably |really |actually |oh )*"
    r"(?:no,? ?(?:-|there's|there is|there was|i have|i've got|i had)? ?)?"
    r"(?:(?:absolutely |literally |basically )?(?:no[- ]?one|noone|nobody|no body|none|not anyone|not anybody)"
    r"(?: (?:else|at all|really|tbh|honestly|i guess|anymore|any more|right now|now|at the moment|these days|ever|comes to mind"
    r"|in particular|i can think of|that i can think of|that comes to mind|i'm afraid|sadly|lol|actually|in my life|like that"
    r"|i lean on|i turn to|i trust|i can lean on|i call|i can call|i tell|to be honest|left|yet|just me|only me|just myself|only myself))*"
    r"|(?:there (?:is|was|isn't|wasn't|ain't)|there's|i (?:don't|do not|didn't|did not) (?:really )?(?:have|lean on|turn to|go to|tell|call|trust|rely on)"
    r"|i've never had|i never had|i have) (?:really )?(?:no[- ]?one|noone|nobody|anyone|anybody)(?: (?:at all|like that|really|to lean on|to turn to|i lean on|i turn to))?"
    r"|(?:just|only) (?:me|myself)|(?:me|me myself(?: and i)?|myself|mainly myself|mostly myself|i (?:just )?(?:lean|rely|count) on (?:me|myself))"
    r"|i (?:don't|do not) (?:lean|rely) on (?:people|others))"
    r"(?:[,.;] (?!(?:but|except|only|apart|maybe|perhaps|though|well my|sometimes)\b).{0,60})?$"
)
_DECLINES: Final = re.compile(
    r"^(?:no comment|pass|next|i(?:'m| am)?(?: really)? not (?:telling|going to tell|gonna tell) (?:a|the|some|this|any) (?:machine|bot|computer|program|app|robot|chatbot|ai)\b.*|skip(?: (?:it|this|that))?|none of your (?:business|concern)|(?:that's |it's )?private|(?:that's |it's )?personal"
    r"|leave it|drop it|can we not(?: .*)?|(?:i'm )?not going (?:there|into (?:it|that)).*|let's not(?: .*)?|not (?:this|that) one|not (?:telling|saying|now)|no thanks?|nope,? not (?:answering|saying).*)$"
    r"|\b(?:i(?:'d| would)? (?:rather|prefer) not|(?:i )?(?:don't|dont|do not|didn't) (?:really )?(?:want|wanna|wish|feel like|care) (?:to )?(?:say|talk|answer|tell|go (?:there|into)|think about|discuss|share|get into)"
    r"|not (?:going|gonna) (?:to )?(?:say|answer|talk|tell|go there)|can't talk about|cannot talk about|won't talk about|don't ask me (?:about|that))\b"
)
_UNSURE: Final = re.compile(
    r"^(?:(?:um+|uh+|hm+|well|honestly|tbh|lol|erm*|sorry|oh)[,. ]+)*"
    r"(?:(?:i )?(?:really |honestly |just )?(?:don't|dont|do not|didn't) (?:really )?(?:know|remember|recall)(?: (?:really|tbh|honestly|to be honest|sorry|lol|what to say|how to answer(?: that)?|that|it|anymore|any more))*|idk(?: (?:really|tbh|lol|man))?|(?:i )?dunno(?: really| tbh| man| lol)?|how (?:am i supposed to|should i|would i) know(?: that)?|no idea|not (?:really )?sure(?: (?:really|tbh))?"
    r"|(?:i'?m|i am) not (?:really )?sure(?: (?:what|how)\b.{0,40})?|can't (?:really )?(?:say|remember|think of (?:anything|one|any))|i can't (?:really )?(?:say|remember|think of (?:anything|one|any))|cant (?:say|remember|think of (?:anything|one|any))|(?:(?:it|that|this)(?:'s| is|s)? |is )?(?:(?:very|so|really|quite|too|a bit) )?(?:hard|difficult|tricky|tough) to (?:say|tell|know|answer|explain|put into words)(?: really| exactly| i think)?|maybe|perhaps|it depends|depends|who knows|whatever|meh|nothing comes to mind"
    r"|hm+|um+|erm*|uh+|good question|no clue|(?:i )?(?:can't|cant|cannot|can not) think|nvm|never ?mind)[\s.,;…?]*$"
)
_FULL_SHORT: Final = re.compile(
    r"^(?:(?:no|nope|nah|never|nothing|none|not really|yes|yeah|yep|yup|always|not at all|not once|all of it|everything|of course)(?:\W+|$))+$"
)
_GENERAL: Final = re.compile(
    r"\b(?:always|never|usually|generally|all the time|every time|everytime|most of the time|whenever|in general|often|constantly)\b"
)
_ONE_TIME: Final = re.compile(
    r"\b(?:once|one (?:day|time|night|evening|morning|afternoon)|last (?:week|night|year|month|summer|winter|spring|autumn|time|christmas|[a-z]+day)|yesterday|when (?:i|we|my|he|she|they)\b|"
    r"that (?:day|night|time|evening|morning)|ago|in (?:19|20)\d\d|the (?:day|night|time) )"
)
_TOLD: Final = re.compile(
    r"\b(?:i|he|she|they|we) (?:just |then |only )?(?:\w{2,}ed|said|went|came|told|was|were|did|had|got|took|gave|left|sat|ran|drove|brought|stood|held|kept|made|saw|felt|knew|threw|lost|found|cried|paid|spoke|bought|wrote|sent|rang|heard|met|read|let|put|gave)\b"
)
_MIXED: Final = re.compile(
    r"\b(?:but|although|though|sometimes|it depends|depends on|on the other hand|both|half the time|and yet|except|mostly|partly|in a way|yes and no)\b"
)


def says_no_one(text: str) -> bool:
    """True where the whole answer says that there is no one."""
    return bool(_NO_ONE.match(plain(text).strip(" .,;-\u2026"))) if text.strip() else False


def names_nobody(text: str) -> bool:
    """True where an answer to "who?" says in more words that there is, or was, nobody."""
    said = plain(text)
    if says_no_one(text):
        return True
    if re.search(r"\b(?:but|except|only|apart from|maybe|perhaps|though|sometimes|once)\b", said):
        return False
    return bool(
        re.match(r"(?:no|nope|nah|never|not|none|nobody|no one|noone)\b", said)
        or re.search(r"\b(?:always|all|completely) (?:alone|on my own|by myself)\b", said)
    )


def declines(text: str) -> bool:
    """True where the person would rather not answer."""
    return bool(_DECLINES.search(plain(text).strip(" .\u2026")))


def is_unsure(text: str) -> bool:
    """True where the whole answer is a shrug: "I don't know", "it depends", "maybe"."""
    return bool(_UNSURE.match(plain(text)))


def tells_no_moment(text: str) -> bool:
    """True where an answer to "can you remember a time ...?" tells none: a no, a shrug, a refusal, a skip."""
    said = plain(text)
    is_no = bool(re.match(r"(?:no|nope|nah|never|none|nothing|not)\b", said)) and len(words(text)) <= 8
    return is_blank(text) or is_unsure(text) or declines(text) or is_no


def is_blank(text: str) -> bool:
    """True where nothing was said in words."""
    return not words(text)


def is_short(text: str) -> bool:
    """True for an answer of a few words that says little."""
    return 0 < len(words(text)) <= SHORT_WORDS


def is_evasive(text: str) -> bool:
    """True for the answers of a guarded person: nothing, a shrug, a refusal, or a word or two."""
    return len(words(text)) <= EVASIVE_WORDS or is_unsure(text) or declines(text)


def is_somebody(mention: Mention) -> bool:
    """True for a mention that tells who is meant: a role or a name, more than a bare "she"."""
    return mention.figure.is_particular and (mention.figure is not Figure.OTHER_PERSON or mention.name is not None)


def put_first(text: str, somebody: Sequence[Mention]) -> Sequence[Mention]:
    """The one whom the answer itself puts before the others ("my dad or the lads, mostly my dad"); all of them where it puts nobody first."""
    first = [m for m in somebody if _PUT_FIRST.search(text[: m.span.start])]
    return first if len({(m.figure, m.name) for m in first}) == 1 else somebody


def named_in(text: str, reading: Reading) -> set[tuple[Figure, str]]:
    """Who is named as an answer to "who?": those of the first sentence where it names just one, and a role with its name once.

    "My husband, Declan." is one man; the mother in "My father. My mother died when I was four." is no second choice.
    """
    somebody = [m for m in reading.mentions if is_somebody(m)]
    joined = {
        later.span
        for earlier, later in pairwise(somebody)
        if earlier.name is None
        and later.figure is Figure.OTHER_PERSON
        and _APPOSED.fullmatch(text[earlier.span.end : later.span.start])
    }
    somebody = list(put_first(text, [m for m in somebody if m.span not in joined]))
    end = _FIRST_SENTENCE.match(text)
    if end is not None and not _ADDS.match(text[end.end() :]):
        first = [m for m in somebody if m.span.start < end.end()]
        somebody = first if len({(m.figure, m.name) for m in first}) == 1 else somebody
    return {(m.figure, (m.name or "").casefold()) for m in somebody}


def follow_ups_for(text: str, reading: Reading, asked: Asked | None) -> Sequence[FollowUpWhen]:
    """Which kinds of follow-up an answer allows, the fittest first; none where it was declined or is complete as it is."""
    said = plain(text)
    if is_blank(text) or declines(text) or says_no_one(text):
        return ()
    if is_unsure(text):
        return (FollowUpWhen.UNSURE,)
    asked_for_a_pole = asked is not None and asked.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS)
    if asked_for_a_pole and _FULL_SHORT.match(said):
        return ()  # "Never." answers "was there ever ...?" completely; asking on would be pressing
    found = []
    if len(named_in(text, reading)) > 1:
        found.append(FollowUpWhen.SEVERAL)
    if len(words(text)) >= LONG_WORDS:
        return (*found, FollowUpWhen.LONG)
    if is_short(text):
        return (*found, FollowUpWhen.SHORT, FollowUpWhen.UNNAMED)
    both = {s.direction for s in reading.statements} == {Direction.PLUS, Direction.MINUS}
    if len(words(text)) <= 60:
        if _GENERAL.search(said) and not _ONE_TIME.search(said) and not _TOLD.search(said):
            found.append(FollowUpWhen.GENERAL)
        if both or _MIXED.search(said):
            found.append(FollowUpWhen.MIXED)
    return (*found, FollowUpWhen.UNNAMED)
