"""Finds the clause in an answer that is worth giving back, and says what kind of clause it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.guides.answers import plain, words
from bot.guides.grammar import is_question, stands_alone
from bot.guides.tones import Tone, is_profane, tone_of
from bot.guides.word_sets import word_set
from bot.working_model.statement import Asked, Direction, Figure, Reading, Statement

WORDS_MAX: Final = 22  # a reflection quotes a sentence, not a speech
WORDS_MIN: Final = 3
SENTENCES_MAX: Final = 16  # of a long answer so many sentences are weighed
TEXT_CHARS_MAX: Final = 8000  # longer answers are weighed up to here: some 1,500 words
SENTENCE_WORDS_MAX: Final = 16  # up to here a sentence is given back whole: half of one misses the "but"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause ready to be given back: cleaned, with its tone. `is_statement` where the reader read something in it."""

    text: str
    tone: Tone
    is_statement: bool = False
    direction: Direction | None = None


_UNFIT: Final = re.compile(r"[<>{}\[\]\\|=_#^~`$]|https?:|www\.|\S+@\S+|\d{5,}|\b(?:[a-z]*\d+[a-z]+\d+)\b")
_FILLER: Final = re.compile(
    r"^(?:(?:and|but|because|cause|cos|cuz|bc|well|yeah|yes|yep|nah|ok|okay|oh|um+|uh+|hm+|erm|i mean|you know|tbh|honestly|actually|basically|anyway|anyways|also|plus|or|idk|lol|haha+|omg|ngl|lowkey|to be honest|if i'm honest|the thing is|thing is|in fact|frankly|look|except)\b[,:]?\s*|(?:of )?course,\s*|no,\s*|no (?=(?:i|he|she|they|it|im|hes|shes|its|i'm|he's|she's|it's|my)\b)|like,\s*|right,\s*|then again,?\s*|(?:the )?(?:\w+ )?(?:funny|annoying|worst|best|sad|weird|stupid|silly|odd|main) thing is,?\s*|(?:so|then|also|now) (?=(?:i|i'm|im|i've|he|she|they|we|it|my|hes|shes)\b))+(?:that\b\s+(?=(?:i|he|she|they|we|it|my)\b))?",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:[\s,]+(?:lol|lmao|haha+|hehe|tbh|idk|though|tho|i guess|i suppose|i think|you know|yk|ngl|imo|anyway|really|actually|or something|or whatever|and stuff|and all that|to be honest|xx?|x+|and|but|so|because|if that makes sense|i don't know|honestly))+\s*$",
    re.IGNORECASE,
)
# "..., if that is what you are fishing for": said to us, no part of what is told.
_TO_US: Final = re.compile(
    r",?\s+if (?:that|it)(?:'s| is) what you(?:'re| are)?\b[^,.;]{2,40}$|,?\s+if you (?:must|have to|want to|really want to) know$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"(?<=[.!?\u2026;\n])\s+|\n+|\s+[\u2014\u2013]\s+|\s-{1,2}\s|\u2014|\s+(?:lol|lmao|idk|tbh|haha+|ngl)\s+(?=\w)",
    re.IGNORECASE,
)
_SUBJECT: Final = r"(?:i|i'm|im|i've|ive|i'd|i'll|he|he's|hes|she|she's|shes|they|they're|theyre|we|we're|it|it's|nobody|no one|everyone|people|my \w+|there)"
_JOINED: Final = re.compile(
    rf",?\s+(?=(?:but|so|because|cuz|cos|although|though|yet|until)\s+{_SUBJECT}\b)|,\s+(?=(?:and\s+)?{_SUBJECT}\s)|\s+(?=and (?:then )?{_SUBJECT}\s+\w+)",
    re.IGNORECASE,
)
_RUN_ON: Final = re.compile(r"(?<=\w)\s+(?=(?:i|she|he|they|we)\s+(?:\w+))", re.IGNORECASE)
_HOLDS_ON: Final = word_set(
    "that when if because than what how who why where said say says know knew think thought wish until while since as feel felt like hope hoped like whether "
    "before after though although and but or so which whenever guess believe sure tell told the everything anything all way time day only once cause cuz cos is was am are "
    "did do does had have has could would should can will never always just maybe it's n w"
)
_TELLING: Final = re.compile(
    r"\b(?:feel|felt|need\w*|want\w*|wish\w*|afraid|scared|lonely|alone|safe|love[ds]?|miss(?:ed)?|trust\w*|hope\w*|proud|relie(?:f|ved)|glad|hurt\w*|ashamed|angry|worr\w*|count on|rely|lean|close|distant|open up|listen\w*|understand|understood|cared?|cares|quiet|hide|hid|cried|cry|hugg?(?:ed)?|held|waited|stayed|left|helped|help|alone|matter\w*|important|hard|easy|easier|remember|happy|sad|calm|peace|tired|let (?:him|her|them) in|myself|showed up|called|came|picked up|there for|temper|sorry|apologi[sz]\w*|yell\w*|shout\w*|promise\w*|lied|lie|believe\w*|doubt\w*|belong\w*|honest|secrets?|confide\w*|tell (?:him|her|them|my)|told (?:him|her|them|my)|nobody|no one|laugh\w*|together|matter\w*|never|always|fell out|argu(?:ed|ing|ment)|fought|made up|make up|row(?:ed)? with|alone|proud)\b"
)
_META: Final = re.compile(
    r"^(?:i (?:don't|dont) know|not sure|i'm not sure|as i said|like i said|anyway|long story|sorry|i don't know what|that's it|that is it|that's all|i guess that's|whatever|(?:(?:it|that|this)(?:'s| is|s)? |is )?(?:\w+ )?(?:hard|difficult|tricky|tough) to (?:say|tell|answer|explain)\W*$|does that|is that|next|i think so|i guess so|i hope so)\b"
)
# "He told me the exam is paper and I am gold": what was said to the speaker about them.
_SAID_OF_ME: Final = re.compile(
    r"\b(?:he|she|they|mum|mom|dad|my \w+) (?:said|says|told me|tells me|always said|used to say)\b.{0,40}\byou(?:'re| are| were| can| will)\b"
)
# What is feared, hoped or thought goes on after "and": half of it would say something else.
_HELD_THOUGHT: Final = re.compile(
    r"\b(?:afraid|scared|worr(?:y|ied)|fear(?:ed)?|think|thought|believe[ds]?|hope[ds]?|know|knew|felt|feel|so|sure) that\b[^,;]*$",
    re.IGNORECASE,
)
# "When my father was dying he drove me every weekend": what was done stands beside the loss, and can be given back.
_DURING_A_LOSS: Final = re.compile(
    r"^(?:when|while|after|before|the (?:day|week|year|night)) .{3,40}?\b(?:died|dying|passed(?: away)?|was dead|(?:lost|buried) (?:my|our|the|him|her) ?\w*),? (?=(?:he|she|they|my \w+) \w+)",
    re.IGNORECASE,
)
# "She always was", "I was not", "he didn't": without what went before, they say nothing.
_ELLIPTICAL: Final = re.compile(
    r"\b(?:was|wasn't|were|is|isn't|am|are|did|didn't|didnt|do|don't|does|doesn't|has|have|had|would|could|can|can't|will|not|wasnt|doesnt|dont)$"
)
# "She had never done that before", "I never saw it then": what "that" is stands in another sentence.
_POINTS_BACK: Final = re.compile(
    r"\b(?:do|did|done|saw|see|seen|know|knew|say|mean|had|have|say|was|of|about|for) (?:it|that|this)(?: (?:then|before|again|either|too|now|anyway))?$|^(?:that|this)(?:'s| is| was)\b"
)
_PEOPLE: Final = re.compile(
    r"\b(?:me and (?:my )?\w+|my \w+ (?!is\b|was\b)|(?:he|she|they|we)\b|(?:him|her|them|us)\b)"
)
_TO_ME: Final = re.compile(r"^(?:he|she|they|my \w+|nobody|everyone) \w+(?: \w+)? me\b")
_RUN_TOGETHER: Final = re.compile(r"[a-z] i (?:just|never|always|still|then|kept|only|went|had|was|got)\b")
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
    text = re.sub(r"[ \t]+", " ", text).strip().lstrip("/ ")
    return text.lower() if len(text) > 12 and text.isupper() else text


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
        text = _FILLER.sub("", text).strip(" ,;:-")
        text = re.sub(r"^that (?=(?:i|he|she|they|we|nobody|people|my)\b)", "", text, flags=re.IGNORECASE)
        text = _TO_US.sub("", _TAIL.sub("", text).strip(" ,;:-.!\u2026"))
    return text


def whole_sentence(clause: str, text: str) -> str:
    """The whole sentence a clause stands in, where that is short and plain enough to be given back with both its halves."""
    for sentence in _SENTENCE.split(without_controls(text)):
        if clause and clause in tidy(sentence):
            whole = tidy(sentence)
            fits = len(words(whole)) <= SENTENCE_WORDS_MAX and stands_alone(whole) and not _UNFIT.search(whole)
            return whole if fits and tone_of(whole) in (Tone.PLAIN, Tone.OTHERS) else clause
    return clause


def as_said(clause: str, text: str) -> str:
    """The clause with the "that" it began with, which a quotation keeps."""
    said = re.search(rf"(?:^|[.!?]\s+)(that {re.escape(clause)})", without_controls(text), re.IGNORECASE)
    return said.group(1) if said else clause


def sentence_of(clause: str, text: str) -> str:
    """The sentence a clause stands in where it is short enough to be quoted whole, else the clause."""
    for sentence in _SENTENCE.split(without_controls(text)):
        whole = tidy(sentence)
        if clause in whole and len(words(whole)) <= WORDS_MAX and not _UNFIT.search(whole):
            return whole
    return clause


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
            if _DEPENDENT.match(clause.casefold()) and not stands_alone(clause):
                clause = whole_sentence(clause, text)  # "When I want to be alone" is half of what was said
                if not stands_alone(clause):
                    continue
            if len(words(clause)) <= 8 and _POINTS_BACK.search(plain(clause)):
                continue  # "she had never done that before": what "that" is stands elsewhere
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


def beside_the_loss(clause: Clause) -> Clause:
    """Of a clause that tells what somebody did while another was lost, what they did; every other clause as it is."""
    if clause.tone is not Tone.LOSS:
        return clause
    done = _DURING_A_LOSS.sub("", clause.text)
    return replace(clause, text=done, tone=tone_of(done)) if done != clause.text else clause


def most_telling(text: str) -> list[Clause]:
    """Clauses of the answer worth giving back, the most telling first; none where nothing stands out."""
    scored = []
    clauses = list(_clauses(without_controls(text)))
    for place, (joined_by_but, raw) in enumerate(clauses):
        clause = tidy(raw)
        score = _score(clause, joined_by_but=joined_by_but)
        if place == len(clauses) - 1:
            score += 0.3
        if score > 0:
            scored.append((-score, place, Clause(clause, tone_of(clause))))
    return [clause for _, _, clause in sorted(scored, key=lambda each: each[:2])]


def _score(clause: str, *, joined_by_but: bool) -> float:
    low = plain(clause)
    count = len(words(clause))
    if (
        count < WORDS_MIN
        or count > WORDS_MAX
        or _UNFIT.search(clause)
        or _META.match(low)
        or (_DEPENDENT.match(low) and "," not in low and not stands_alone(clause))
    ):
        return -1.0
    if count <= 5 and _ELLIPTICAL.search(low):
        return -1.0
    if is_question(clause) or not re.search(r"[a-z]", low) or len(set(low.split())) * 2 < count:
        return -1.0
    is_telling, is_whole = bool(_TELLING.search(low)), stands_alone(clause)
    if not is_telling and not is_whole:
        return -1.0
    score = 0.5 + 1.0 * is_whole + 1.6 * is_telling + 1.2 * joined_by_but
    score += 0.8 * bool(re.search(r"\b(?:i|me|my|im|i'm|myself)\b", low))
    score += 0.6 * (5 <= count <= 14)
    score -= 0.8 * (count > 16) + 2.0 * is_profane(low) + 0.7 * bool(re.search(r"\b(?:you|your|u)\b", low))
    score -= 0.6 * bool(re.search(r"\b(?:said|says|goes|was like|told me)\b", low))
    score += 1.6 * bool(_SAID_OF_ME.search(low))
    score -= 2.4 * (count <= 8 and bool(_POINTS_BACK.search(low)))
    score += 0.5 * bool(_PEOPLE.search(low)) + 0.4 * bool(_TO_ME.search(low))
    score -= 0.9 * bool(_RUN_TOGETHER.search(clause))
    return score


def _clauses(text: str) -> Iterator[tuple[bool, str]]:
    for sentence in _worth_a_look(text):
        whole = tidy(sentence)
        tone, is_short = tone_of(whole), len(words(whole)) <= SENTENCE_WORDS_MAX
        if is_short and (tone is Tone.STRONG or (stands_alone(whole) and tone in (Tone.PLAIN, Tone.OTHERS))):
            yield False, sentence
            continue
        for part in _parts(sentence):
            is_but = bool(re.match(r"\s*(?:but|yet|although|though)\b", part, re.IGNORECASE))
            for index, piece in enumerate(_run_on(part)):
                yield (is_but and index == 0), piece


def _worth_a_look(text: str) -> Sequence[str]:
    """The sentences of a text; of a long one those with the most telling words, said once each, in their order."""
    shown = text if len(text) <= TEXT_CHARS_MAX else text[:TEXT_CHARS_MAX].rsplit(None, 1)[0]
    sentences = list(dict.fromkeys(each for each in _SENTENCE.split(shown) if each.strip()))
    if len(sentences) <= SENTENCES_MAX:
        return sentences
    telling = {each: len(_TELLING.findall(plain(each))) for each in sentences}
    best = set(sorted(sentences, key=lambda each: -telling[each])[:SENTENCES_MAX])
    return [each for each in sentences if each in best]


def _parts(sentence: str) -> Sequence[str]:
    """A sentence cut where a new clause is joined on; a piece too short to be a clause stays with the next ("my sister and I were")."""
    parts: list[str] = []
    for part in _JOINED.split(sentence):
        if parts and (len(words(parts[-1])) < WORDS_MIN or _goes_on(parts[-1], part)):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part)
    return parts


def _goes_on(before: str, part: str) -> bool:
    return bool(_HELD_THOUGHT.search(before)) and part.casefold().startswith("and ")


def _run_on(part: str) -> Sequence[str]:
    """A part without punctuation, cut where a new subject begins; short parts stay whole."""
    if len(words(part)) <= 14:
        return (part,)
    pieces = []
    last = 0
    for match in _RUN_ON.finditer(part):
        held = re.findall(r"[\w']+", part[last : match.start()])
        follows = bool(held) and held[-1].isalpha() and held[-1].casefold() not in _HOLDS_ON
        if len(held) >= 4 and follows and not part[: match.start()].rstrip().endswith(","):
            pieces.append(part[last : match.start()])
            last = match.end()
    return (*pieces, part[last:])


def _short_enough(text: str) -> Iterator[str]:
    """The text itself where it is short, else its clauses, the first that fits."""
    sentences = [each for each in _SENTENCE.split(text) if each.strip()]
    if len(words(text)) <= WORDS_MAX and len(sentences) == 1:
        yield text
        return
    for _, piece in _clauses(text):
        if len(words(piece)) <= WORDS_MAX:
            yield piece
