"""Finds the clause in an answer that is worth giving back, and says what kind of clause it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.guides.answers import plain, words
from bot.guides.word_sets import word_set
from bot.working_model.statement import Asked, Direction, Figure, Reading, Statement, Theme

WORDS_MAX: Final = 22  # a reflection quotes a sentence, not a speech
WORDS_MIN: Final = 3


class Tone(StrEnum):
    """What a clause asks of whoever gives it back."""

    PLAIN = "plain"  # the speaker about themselves, nothing heavy
    OTHERS = "others"  # what somebody else did or is: given back as theirs to tell, never as fact
    FEELS = "feels"  # a heavy feeling about oneself, said as a feeling
    BLAME = "blame"  # a verdict on oneself
    SEVERE = "severe"  # a verdict on oneself too hard to repeat
    STRONG = "strong"  # insults and labels for somebody else: not repeated
    HARM = "harm"  # violence and its like: no detail is repeated
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause ready to be given back: cleaned, with its tone. `is_statement` where the reader read something in it."""

    text: str
    tone: Tone
    is_statement: bool = False
    direction: Direction | None = None


_HARM: Final = re.compile(
    r"\b(?:(?:hit|hits|hitting|beat|beats|beating|beaten|punch\w*|slap\w*|smack\w*|kick(?:ed|s|ing)|chok(?:ed|es|ing)|strangl\w*|whip\w*|burn(?:ed|t)|bit) (?:me|us|my|her|him|the kids|mum|mom|up)\b(?! up| that| with a (?:joke|question)| at (?:chess|cards|tennis))"
    r"|(?:was|were|got|been|being) (?:\w+ ){0,2}(?:hit|beaten|raped|molested|assaulted|abused|punched|slapped|attacked|stabbed|strangled|groped|trafficked)"
    r"|rap(?:e|ed|ing|ist)\b|molest\w*|sexual(?:ly)? (?:abus\w*|assault\w*)|abus(?:ed|ing) (?:me|us|her|him)|touched me\b(?= (?:when|there|down|in|at|and i|where|like))|forced (?:me|himself|herself)|held me down|locked (?:me|us) (?:in|up|out)"
    r"|threw (?:\w+ ){1,4}at (?:me|us|my|mum|mom|her|him)|threaten\w* (?:me|us|to)|put (?:his|her) hands (?:on|around)|(?:knife|gun|belt)\b.{0,30}\b(?:me|us)|cut(?:ting)? myself|self[- ]?harm\w*|overdos\w*|suicid\w*|kill(?:ed|ing)? (?:myself|himself|herself|themselves|themself)|hang(?:ed)? (?:myself|himself|herself)"
    r"|want(?:ed)? to die|end(?:ed)? (?:my|his|her) life|miscarr\w*|stillb\w*|pregnan\w* .{0,20}lost|bruis(?:e|es|ed)|black eye|broke my (?:arm|nose|jaw|rib|ribs|wrist))\b"
)
_LOSS: Final = re.compile(
    r"\b(?:died|dies|dead|death|passed away|passed on|funeral|killed in|killed by|dying|buried|(?:i|we) lost (?:my|our|her|him|them|the baby)|lost (?:my|our) (?:mum|mom|mother|dad|father|brother|sister|son|daughter|husband|wife|baby|child|gran\w*|nan|best friend)|no longer with us|widow\w*)\b"
)
_FRESH_LOSS: Final = re.compile(
    r"\b(?:yesterday|last (?:week|night|month)|this (?:week|month|morning)|today|days ago|just (?:died|lost|buried)|weeks ago)\b"
)
_SEVERE: Final = re.compile(
    r"\b(?:i(?:'m| am|m| was| feel| felt)|me|my(?:self)?)\b.{0,40}\b(?:worthless|pathetic|disgusting|disgust|loser|trash|garbage|rubbish|piece of|ugly|fat|idiot|moron|monster|waste of|scum|vile|freak|retard\w*|dirty|filthy|evil|hideous|deserved? (?:it|to|everything|what)|nothing)\b"
    r"|\bhate(?:d)? (?:myself|who i am|my body|my face|being me)\b|\bbetter off without me\b|\b(?:all |it's |its |it was |is |was )(?:entirely |probably |really )?my (?:own )?fault\b|\bi don't deserve (?:to live|anything|love)\b|\bnobody (?:could|would|will) (?:ever )?(?:love|want) me\b|\bwho would (?:ever )?(?:want|love) me\b"
)
_BLAME: Final = re.compile(
    r"\bi(?:'m| am|m| was|'ve been)\b.{0,25}\b(?:a burden|useless|stupid|a failure|broken|unlovable|too much|too needy|needy|not (?:\w+ )?(?:good )?enough|never (?:\w+ )?enough|a mess|a bad|bad at|a terrible|a horrible|terrible|horrible|weak|boring|difficult|hard to love|the problem|damaged|a disappointment|selfish|lazy|annoying|clingy|crazy|unlikeable|incapable|hopeless|a fool|a coward|dumb|invisible|worth less|to blame|no good|not worth)\b"
    r"|\bi (?:always |just |only |keep |end up |seem to |manage to |must |have |can )*(?:ruin|ruined|ruining|mess|messed|messing|wreck|fuck|fucked|screw|screwed|fail|failed|failing|disappoint|let (?:people|everyone|everybody|him|her|them|you) down|push (?:people|everyone|everybody|him|her|them) away|destroy|destroyed|spoil|drive (?:people|everyone|him|her|them) away|scare (?:people|everyone|him|her|them) (?:off|away)|come on too strong)\b"
    r"|\b(?:blame|blamed) myself\b|\bashamed of (?:myself|who)\b|\bi should(?:'ve| have|n't have| not have)\b|\bi can't do anything right\b|\bmy fault\b|\bi don't deserve\b|\bi deserve(?:d)? (?:it|this|that)\b|\bi (?:have|had) no (?:worth|value)\b|\bthere(?:'s| is) something wrong with me\b|\bsomething (?:is|must be) wrong with me\b|\bi'm the (?:reason|one who)\b"
)
_FEELS: Final = re.compile(
    r"^(?:(?:sometimes|often|always|honestly|mostly|now|then|still) )?i (?:\w+ )?(?:feel|felt|am feeling|was feeling|have felt)\b.{0,40}\b(?:burden|useless|stupid|failure|worthless|broken|unlovable|too much|enough|a mess|bad|guilty|ashamed|small|weak|pathetic|unwanted|unloved|invisible|empty|lonely|alone|hopeless|nothing|inferior|ugly|needy|to blame|a fraud|left out|rejected|disgusting|trash|rubbish|dirty|awful|terrible|horrible)\b"
)
_STRONG: Final = re.compile(
    r"\b(?:narciss?ist\w*|psycho\w*|toxic|bastards?|bitch\w*|assholes?|arseholes?|monsters?|evil|liars?|abusers?|abusive|cheaters?|sociopath\w*|piece of (?:shit|work|crap)|idiots?|scum\w*|bull(?:y|ies)|manipulat\w*|gasligh\w*|crazy|insane|mental|disgusting|pathetic|witch|pigs?|snakes?|parasites?|ruined (?:my|our) (?:\w+ )?(?:life|lives|childhood)|destroyed (?:me|my|us|our)|selfish|useless|dickheads?|dicks?|pricks?|twats?|cunts?|wankers?|jerks?|morons?|losers?|slut\w*|whore\w*|trash|hate (?:him|her|them|my)|rot in|burn in hell|wish (?:he|she|they) (?:was|were) dead|devil|criminal|sick in the head|borderline|bipolar|alcoholic|drunk|drunks|junkie|addict|stole|cheat(?:ed|s|ing) on|criminals?)\b"
)
_PROFANE: Final = re.compile(
    r"\b(?:f+u+c+k\w*|f\*+\w*|shit\w*|bullshit|crap|wtf|stfu|cunt\w*|bitch\w*|ass|arse|damn(?:ed)?|piss\w*|bloody hell)\b"
)
_UNFIT: Final = re.compile(r"[<>{}\[\]\\|=_#^~`$]|https?:|www\.|\S+@\S+|\d{5,}|\b(?:[a-z]*\d+[a-z]+\d+)\b")
_FILLER: Final = re.compile(
    r"^(?:(?:so|and|but|because|cause|cos|cuz|bc|well|like|yeah|yes|yep|no|nah|ok|okay|oh|um+|uh+|hm+|erm|i mean|you know|tbh|honestly|actually|basically|anyway|anyways|also|then|plus|or|though|although|even though|i guess|i suppose|i think|i feel like|idk|lol|haha+|that's|it's just|to be honest|if i'm honest|the thing is|thing is|at the end of the day|in fact|frankly|look|see|look|right|that|cause|except|still)\b[,:]?\s*(?:that\b\s*)?)+",
    re.IGNORECASE,
)
_FILLER_SOFT: Final = re.compile(
    r"^(?:(?:so|and|but|because|cause|cos|cuz|bc|well|yeah|yes|yep|nah|ok|okay|oh|um+|uh+|hm+|erm|i mean|you know|tbh|honestly|actually|basically|anyway|anyways|also|plus|or|idk|lol|haha+|to be honest|if i'm honest|the thing is|thing is|in fact|frankly|look|except)\b[,:]?\s*|no,\s*|like,\s*|right,\s*|then again,?\s*)+(?:that\b\s+(?=(?:i|he|she|they|we|it|my)\b))?",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:[\s,]+(?:lol|lmao|haha+|hehe|tbh|idk|though|tho|i guess|i suppose|you know|yk|ngl|imo|anyway|really|or something|or whatever|and stuff|and all that|to be honest|xx?|x+|and|but|so|because|if that makes sense|i don't know|honestly))+\s*$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?\u2026;\n])\s+|\n+|\s+[\u2014\u2013]\s+|\s-{1,2}\s|\u2014")
_SUBJECT: Final = r"(?:i|i'm|im|i've|ive|i'd|i'll|he|he's|hes|she|she's|shes|they|they're|theyre|we|we're|it|it's|nobody|no one|everyone|people|my \w+|there)"
_JOINED: Final = re.compile(
    rf",?\s+(?=(?:but|so|because|cuz|cos|although|though|yet|until)\s+{_SUBJECT}\b)|,\s+(?=(?:and\s+)?{_SUBJECT}\s)|\s+(?=and (?:then )?{_SUBJECT}\s+\w+)",
    re.IGNORECASE,
)
_RUN_ON: Final = re.compile(r"(?<=\w)\s+(?=(?:i|she|he|they|we)\s+(?:\w+))", re.IGNORECASE)
_HOLDS_ON: Final = word_set(
    "that when if because than what how who why where said say says know knew think thought wish until while since as feel felt like hope hoped like whether "
    "before after though although and but or so which whenever guess believe sure tell told the everything anything all way time day only once cause cuz cos is was am are "
    "did do does had have has could would should can will never always just maybe it's"
)
_TELLING: Final = re.compile(
    r"\b(?:feel|felt|need\w*|want\w*|wish\w*|afraid|scared|lonely|alone|safe|love[ds]?|miss(?:ed)?|trust\w*|hope\w*|proud|relie(?:f|ved)|glad|hurt\w*|ashamed|angry|worr\w*|count on|rely|lean|close|distant|open up|listen\w*|understand|understood|cared?|cares|quiet|hide|hid|cried|cry|hugg?(?:ed)?|held|waited|stayed|left|helped|help|alone|matter\w*|important|hard|easy|easier|remember|happy|sad|calm|peace|tired|let (?:him|her|them) in|myself|showed up|called|came|picked up|there for)\b"
)
_META: Final = re.compile(
    r"^(?:i (?:don't|dont) know|not sure|i'm not sure|as i said|like i said|anyway|long story|sorry|i don't know what|that's it|that is it|that's all|i guess that's|whatever|does that|is that|next|i think so|i guess so|i hope so)\b"
)
_DEPENDENT: Final = re.compile(
    r"^(?:when|if|while|which|who|whom|whose|whenever|unless|until|after|before|since|as|where|than|even if|even when|because|for|to|by|with|of|from|into|without)\b"
)


def without_controls(text: str) -> str:
    """The text without control and direction characters and pictures; curly apostrophes inside words made straight."""
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\n\t" or category == "Zs":
            kept.append("\n" if char == "\n" else " ")
        elif category in ("Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk") or char in "\ufe0f\u200d\u20e3":
            kept.append(" " if category == "So" else "")
        else:
            kept.append(char)
    text = re.sub(r"(?<=\w)[\u2019\u02bc\u00b4`](?=\w)", "'", "".join(kept))
    return re.sub(r"[ \t]+", " ", text).strip()


def tidy(clause: str) -> str:
    """A clause without what only joins it to its neighbours: "but", "so", "lol", stray punctuation."""
    text = " ".join(clause.split()).strip(
        ' ,;:-\u2013\u2014.\u2026*()"\u201c\u201d' if clause.count('"') + clause.count("\u201c") < 2 else " ,;:-.\u2026"
    )
    text = re.sub(r"\s+([,.!?])", r"\1", text)
    text = re.sub(r"[,\s]*(?<![\w'])(?:like|you know|i mean),\s+", ", ", text, flags=re.IGNORECASE).lstrip(", ")
    before = None
    while before != text:
        before = text
        text = _FILLER_SOFT.sub("", text).strip(" ,;:-")
        text = _TAIL.sub("", text).strip(" ,;:-.!\u2026")
    return text


def tone_of(clause: str, statement: Statement | None = None) -> Tone:
    """The tone of one clause."""
    low = plain(clause)
    if _HARM.search(low):
        return Tone.HARM
    if _LOSS.search(low):
        return Tone.LOSS
    about_self = (
        statement is not None and statement.theme is Theme.SELF_WORTH and statement.direction is Direction.MINUS
    )
    if _SEVERE.search(low) and not re.search(r"\bnot (?:a |my )", low):
        return (
            Tone.FEELS
            if _FEELS.search(low) and not re.search(r"disgust|pathetic|trash|piece|ugly|fat", low)
            else Tone.SEVERE
        )
    if _FEELS.search(low):
        return Tone.FEELS
    if _BLAME.search(low) or about_self:
        return Tone.SEVERE if _PROFANE.search(low) else Tone.BLAME
    if _STRONG.search(low) or _PROFANE.search(low):
        return Tone.STRONG
    return (
        Tone.PLAIN
        if re.match(r"(?:\w+,? )?(?:i|i'm|im|i've|ive|i'd|we|me|my|myself)\b", low) and not re.match(r"my \w+", low)
        else Tone.OTHERS
    )


def tones_in(text: str) -> frozenset[Tone]:
    """Tones that the whole answer carries somewhere, whichever clause is chosen."""
    low = plain(text)
    found = set()
    if _HARM.search(low):
        found.add(Tone.HARM)
    if _LOSS.search(low):
        found.add(Tone.LOSS)
    return frozenset(found)


def is_fresh_loss(text: str) -> bool:
    """True where a death is told as recent."""
    return bool(_LOSS.search(plain(text)) and _FRESH_LOSS.search(plain(text)))


def from_statements(text: str, reading: Reading, asked: Asked | None) -> list[Clause]:
    """The clauses the reader read something in, the one that matters most first."""
    ranked = sorted(
        (s for s in reading.statements if s.span.end <= len(text)),
        key=lambda s: (-_weight(s, asked), s.span.start),
    )
    clauses = []
    for statement in ranked:
        for part in _short_enough(without_controls(statement.span.of(text))):
            clause = tidy(part)
            if len(words(clause)) >= WORDS_MIN and not _UNFIT.search(clause):
                clauses.append(Clause(clause, tone_of(clause, statement), True, statement.direction))
                break
    return clauses


def _weight(statement: Statement, asked: Asked | None) -> float:
    weight = statement.confidence + 0.3 * statement.certainty
    if asked is not None and asked.facet is statement.facet:
        weight += 0.4
    if asked is not None and asked.figure is statement.figure and statement.figure is not Figure.SELF:
        weight += 0.2
    return weight


def most_telling(text: str) -> list[Clause]:
    """Clauses of the answer worth giving back, the most telling first; none where nothing stands out."""
    scored = []
    clauses = list(_clauses(without_controls(text)))
    for place, (joined_by_but, raw) in enumerate(clauses):
        clause = tidy(raw)
        score = _score(clause, joined_by_but=joined_by_but)
        if place == len(clauses) - 1:
            score += 0.6
        if score > 0:
            scored.append((-score, place, Clause(clause, tone_of(clause))))
    return [clause for _, _, clause in sorted(scored, key=lambda each: each[:2])]


def _score(clause: str, *, joined_by_but: bool) -> float:
    low = plain(clause)
    count = len(words(clause))
    if count < WORDS_MIN or count > WORDS_MAX or _UNFIT.search(clause) or _META.match(low) or _DEPENDENT.match(low):
        return -1.0
    if clause.endswith("?") or not re.search(r"[a-z]", low):
        return -1.0
    score = 0.5 + 1.6 * bool(_TELLING.search(low)) + 1.2 * joined_by_but
    score += 0.8 * bool(re.search(r"\b(?:i|me|my|im|i'm|myself)\b", low))
    score += 0.6 * (5 <= count <= 14)
    score -= 0.8 * (count > 16) + 2.0 * bool(_PROFANE.search(low)) + 0.7 * bool(re.search(r"\b(?:you|your|u)\b", low))
    score -= 0.6 * bool(re.search(r"\b(?:said|says|goes|was like|told me)\b", low))
    return score


def _clauses(text: str) -> Iterator[tuple[bool, str]]:
    for sentence in _SENTENCE.split(text):
        for part in _JOINED.split(sentence):
            if not part.strip():
                continue
            is_but = bool(re.match(r"\s*(?:but|yet|although|though)\b", part, re.IGNORECASE))
            for index, piece in enumerate(_run_on(part)):
                yield (is_but and index == 0), piece


def _run_on(part: str) -> Sequence[str]:
    """A part without punctuation, cut where a new subject begins; short parts stay whole."""
    if len(words(part)) <= 14:
        return (part,)
    pieces = []
    last = 0
    for match in _RUN_ON.finditer(part):
        held = re.findall(r"[\w']+", part[last : match.start()])
        if len(held) >= 4 and held[-1].casefold() not in _HOLDS_ON and not part[: match.start()].rstrip().endswith(","):
            pieces.append(part[last : match.start()])
            last = match.end()
    return (*pieces, part[last:])


def _short_enough(text: str) -> Iterator[str]:
    """The text itself where it is short, else its clauses, the first that fits."""
    if len(words(text)) <= WORDS_MAX:
        yield text
        return
    for _, piece in _clauses(text):
        if len(words(piece)) <= WORDS_MAX:
            yield piece


# --- can it stand after "You said"?

_LEAD: Final = re.compile(
    r"^(?:(?:sometimes|always|never|usually|mostly|maybe|still|now|today|back then|at first|in the end|these days|lately|often|most days|most of the time|half the time|for years|"
    r"every (?:day|time|week|night|year)|last (?:week|year|night|month|summer|winter)|one (?:day|night|evening)|after that|since then|at home|at school|as a (?:kid|child)|growing up|deep down|of course|in a way|part of me|that (?:day|night|evening|time)|on (?:bad|good) days|once|only|just|even|all of (?:us|them)|both of (?:us|them)),?\s+)*",
    re.IGNORECASE,
)
_PRONOUN_SUBJECT: Final = re.compile(
    r"^(?:i|he|she|they|we|it|this|that|there|nobody|no one|noone|someone|somebody|everyone|everybody|people|nothing|everything|something|one of us|none of (?:us|them)|all i \w+|all (?:he|she|they) \w+|what i \w+)\s+(?!and\b|or\b|who\b|which\b|with\b|but\b|from\b|in\b)\w+|^(?:i|he|she|they|we|it|that|there)'(?:m|s|re|ve|d|ll)\b|^(?:im|ive|hes|shes|theyre|thats|theres|its)\s\w+|^(?:id|ill)\s(?:never|always|just|rather|love|have|be|like|do|go|tell|say)\b",
    re.IGNORECASE,
)
_NOUN_SUBJECT: Final = re.compile(
    r"^(?:(?:my|our|his|her|their|the|a|an|most|some|all|every|both|these|those|no|any|each)\s+(?:[\w'-]+\s+){1,4}?|(?:[A-Z][\w'-]+\s+){1,2}(?:and\s+(?:[A-Z][\w'-]+|me|i|my\s+\w+)\s+)?|(?:me|mum|mom|dad|nan|gran|grandma|grandad|granny|grandpa|friends|men|women|family|god|things|life|school|work|being \w+|having \w+|asking \w*|talking \w*|trusting \w*|letting \w*|needing \w*)\s+(?:and\s+(?:my\s+)?\w+\s+)?)"
    r"(?:(?:also|always|never|just|still|really|only|often|usually|sometimes|both|even|then|barely|hardly|finally|actually)\s+)*"
    r"(?:is|was|are|were|has|had|have|does|did|do|can|could|will|would|should|might|must|isn't|wasn't|aren't|weren't|hasn't|hadn't|haven't|doesn't|didn't|don't|can't|couldn't|won't|wouldn't|isnt|wasnt|arent|werent|hasnt|doesnt|didnt|dont|cant|couldnt|wont|wouldnt"
    r"|[a-z]{2,}ed|came|went|left|kept|told|said|made|gave|took|got|knew|thought|felt|sat|stood|held|let|put|ran|drove|brought|bought|saw|heard|stuck|met|found|lost|broke|became|began|forgot|hurt|spoke|spent|slept|sent|taught|understood|wrote|hung|fell|meant|read|cut|shut|paid|won|grew|woke|hid"
    r"|knows|makes|gives|takes|gets|comes|goes|says|tells|thinks|feels|needs|wants|loves|likes|hates|listens|calls|helps|keeps|lets|puts|always|stays|leaves|cares|understands|works|lives|sits|sleeps|matters|means|hurts|ends|looks|sees|asks|answers|picks|shows|turns|brings|reads|remembers|forgets|trusts|treats|seems|scares|holds|talk|leave|know|want|like|love|care|need|think|stay|let|get|come|tell|say|listen|call|understand|never|go|make|hurt|look)\b",
    re.IGNORECASE,
)
_BROKEN: Final = re.compile(
    r"\b(?:he|she|they|i|we|you|it) no (?!longer|doubt)\w+|\b(?:he|she|it) (?:don't|dont|have|listen|come|go|say|tell|make|love|help|want|need|call|give|know|understand|stay)\b|\bi am (?:agree|have|feel|think|want|go|not (?:have|know|want))\b|\bi is\b|\bme (?:no|not|go|want|think|feel|am|was)\b|\bdidn't (?:came|went|told|gave|knew|called|listened|helped|had|was)\b"
    r"|\bmore (?:better|worse|easier)\b|\bmake me to\b|\blet me to\b|\bsince (?:two|three|\d+) (?:years?|months?) i\b|\bi (?:has|does|feels|thinks|wants|knows|goes)\b|\b(?:he|she) (?:was|is) (?:come|go|call|help)\b|\bexplain me\b|\b(?:am|is|are) (?:not )?(?:go|come|call|tell|listen)\b|\bfeel me\b|\bin that time\b|\bit have\b|\bcan to\b|\bi very\b",
    re.IGNORECASE,
)


def stands_alone(clause: str) -> bool:
    """True where the clause has subject and verb in plain order, so that it can follow "You said"."""
    low = _LEAD.sub("", straight_low(clause))
    if _BROKEN.search(clause):
        return False
    return bool(_PRONOUN_SUBJECT.match(low) or _NOUN_SUBJECT.match(low))


def straight_low(clause: str) -> str:
    """The clause with straight apostrophes, case kept."""
    return re.sub(r"[\u2019\u02bc\u00b4`]", "'", clause)
