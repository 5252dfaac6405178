"""Cuts a message's words into sentences, and sentences into clauses that each say one thing."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.language.normaliser import Word
from bot.language.people import Meant

_SENTENCE_END: Final = re.compile(r"^(?:[.!?…]+|\n[\s]*|\s*\n\s*)$")
_SOFT: Final = frozenset({",", ";", ":", "-", "–", "—", "(", ")", "[", "]", "/", '"', "“", "”", "*", "•", "|"})
_HARD_SOFT: Final = frozenset({";", ":", "–", "—", "(", ")"})
_TITLES: Final = frozenset({"mr", "mrs", "ms", "dr", "st", "prof", "vs", "etc", "no"})
_NOMINATIVE: Final = frozenset({"i", "he", "she", "they", "we"})
_JOINERS: Final = frozenset("and but so because though although yet plus while whereas then except however".split())
_OPENERS: Final = frozenset(
    (
        "when whenever if since while after before as once until unless every even with for growing because although "
        "though during without where wherever"
    ).split()
)
_FINITE: Final = frozenset(
    (
        "is am are was were be been has have had do does did can could will would shall should may might must 's not "
        "never"
    ).split()
)
_OPEN_LEFT: Final = frozenset(
    (
        "that if when because whether what who how why where which while since although though unless until before "
        "after as like than think thought know knew feel felt believe hope wish guess say said says tell told sure "
        "scared afraid worried glad happy sad certain terrified convinced way time times everything anything nothing "
        "something all thing things one person people day days moment reason everyone and or but so whenever wherever "
        "once every place whatever whoever assume assumed figure figured swear imagine realise realize realised "
        "realized means meant hear heard see saw find found suppose reckon bet doubt worry fear understand with about "
        "to of from for do does did is are was were can could will would should have has had not never did always "
        "really just even also only still am be"
    ).split()
)
_TIGHT: Final = frozenset(
    (
        "him her them me us it you anymore lol tho though too now today ever again back anyway either alone much always "
        "never everything here there home off myself"
    ).split()
)

_LEADS_IN: Final = frozenset("now today anyway again either though tho or like just even honestly".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `start` to `end` (exclusive) of the message. `question`: its sentence ends in a question mark and it is the asking part."""

    start: int
    end: int
    sentence: int
    question: bool


def sentences(words: Sequence[Word]) -> list[tuple[int, int, bool]]:
    """Sentences as (start, end, asks), end exclusive, the closing break left out."""
    found: list[tuple[int, int, bool]] = []
    start = 0
    for i, word in enumerate(words):
        if not word.is_break or not _ends_sentence(words, i):
            continue
        if any(not w.is_break for w in words[start:i]):
            found.append((start, i, "?" in word.norm))
            start = i + 1
        elif found and "?" in word.norm:
            found[-1] = (found[-1][0], found[-1][1], True)
            start = i + 1
    if any(not w.is_break for w in words[start:]):
        found.append((start, len(words), False))
    return found


def _ends_sentence(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if not _SENTENCE_END.match(word.norm):
        # an emoji or another sign ends nothing by itself; what is no punctuation we know is passed over
        return False
    if word.norm == ".":
        glued = i + 1 < len(words) and words[i + 1].start == word.end and not words[i + 1].is_break
        if glued and words[i + 1].norm[0].isdigit():
            return False
        if i and words[i - 1].norm in _TITLES:
            return False
    return True


def clauses(words: Sequence[Word], meant: Sequence[Meant]) -> list[Clause]:
    """All clauses in order."""
    starts_mention = {m.start: m for m in meant}
    made: list[Clause] = []
    for number, (first, last, asks) in enumerate(sentences(words)):
        cuts = [first]
        for i in range(first + 1, last):
            if _cuts_at(words, starts_mention, cuts[-1], i, last):
                cuts.append(i)
        cuts.append(last)
        for a, b in pairwise(cuts):
            if any(not w.is_break for w in words[a:b]):
                made.append(Clause(a, b, number, asks and b == last))
    return made


def _cuts_at(words: Sequence[Word], mentions: dict[int, Meant], left: int, i: int, last: int) -> bool:
    """True where a new clause begins at word `i`; `left` is where the running one began."""
    word = words[i]
    if word.is_break:
        return False
    before = words[i - 1]
    plain_left = [w.norm for w in words[left:i] if not w.is_break]
    if len(plain_left) < 2:
        return False
    after_break = before.is_break and before.norm.strip() in _SOFT
    odd_break = before.is_break and not after_break
    if odd_break:  # emoji, stray signs
        return _subject_at(words, mentions, i, last)
    open_left = _is_open(plain_left)
    if after_break:
        if before.norm in _HARD_SOFT and not open_left:
            return True
        j = i
        while j < last and words[j].norm in _JOINERS | {"honestly", "like", "now", "or", "also", "that"} and j - i < 3:
            j += 1
        if j < last and words[j].norm == "which":
            return True
        joined = j > i
        if open_left and not joined:
            return False
        if j < last and (_subject_at(words, mentions, j, last) or _elided_at(words, j, last)):
            return not (open_left and words[i].norm in ("and", "or")) or _has_main(words, mentions, left, i)
        return False
    if word.norm in _JOINERS:
        if word.norm in ("so", "then", "while", "yet", "plus", "though") and not _subject_at(
            words, mentions, i + 1, last
        ):
            return False
        if word.norm == "and" and (before.norm in ("me", "both") or _only_a_mention(mentions, left, i)):
            return False
        j = i + 1
        while j < last and words[j].norm in _JOINERS | {"honestly", "now", "also", "even", "that"} and j - i < 3:
            j += 1
        if j >= last:
            return False
        if _subject_at(words, mentions, j, last):
            return not open_left or _has_main(words, mentions, left, i) or word.norm in ("but", "because")
        return word.norm == "but" or (word.norm == "because" and not open_left)
    if word.norm in _NOMINATIVE and before.norm not in _OPEN_LEFT:
        if before.norm in _TIGHT and not _only_leads_in(plain_left):
            return not open_left or _has_main(words, mentions, left, i)
        return False
    return False


def _only_leads_in(plain_left: Sequence[str]) -> bool:
    """True for "and now", "but anyway": nothing is said yet, so the subject that follows begins no other clause."""
    return all(norm in _JOINERS or norm in _LEADS_IN for norm in plain_left)


def _only_a_mention(mentions: dict[int, Meant], left: int, i: int) -> bool:
    """True where a person just named stands before word `i`, with nothing said of them yet ("my brother and I")."""
    return any(m.end == i and (start == left or start == left + 1) for start, m in mentions.items())


def _is_open(plain_left: Sequence[str]) -> bool:
    """True where the clause so far is a fronted subordinate ("when I cry") still waiting for its main clause."""
    k = 0
    while k < len(plain_left) - 1 and plain_left[k] in (
        "and",
        "but",
        "so",
        "because",
        "like",
        "honestly",
        "or",
        "even",
        "then",
        "that",
    ):
        k += 1
    return (
        plain_left[k] in _OPENERS
        or (plain_left[k] == "every" and plain_left[k + 1 : k + 2] == ["time"])
        or plain_left[k : k + 3] == ["as", "soon", "as"]
        or plain_left[k : k + 2]
        in (["the", "minute"], ["the", "moment"], ["the", "second"], ["any", "time"], ["soon", "as"])
    )


def _has_main(words: Sequence[Word], mentions: dict[int, Meant], left: int, i: int) -> bool:
    """True where a fronted subordinate has already met its main clause: two subjects stand in it."""
    subjects = 0
    for k in range(left, i):
        meant = mentions.get(k)
        named = meant is not None and meant.mark == "@fig" and meant.end < i and words[meant.end].norm in _FINITE
        subjects += words[k].norm in _NOMINATIVE or named
    return subjects >= 2


def _subject_at(words: Sequence[Word], mentions: dict[int, Meant], i: int, last: int) -> bool:
    """True where a subject with something said of it begins at `i`."""
    while i < last and words[i].norm in (
        "sometimes",
        "maybe",
        "now",
        "then",
        "lately",
        "usually",
        "always",
        "even",
        "honestly",
        "still",
        "also",
        "deep",
        "down",
        "never",
        "at",
        "least",
    ):
        i += 1
    if i + 1 >= last:
        return False
    word = words[i].norm
    if word in _NOMINATIVE or word in ("it", "there", "that", "this", "nothing", "everything", "you"):
        return not words[i + 1].is_break
    meant = mentions.get(i)
    if meant is None or meant.mark in ("@figs", "@figh") or words[i].norm in ("him", "them", "em"):
        return False
    return (
        meant.end < last
        and not words[meant.end].is_break
        and words[meant.end].norm not in ("and", "or", "but", "'s", "too", "anymore")
    )


def _elided_at(words: Sequence[Word], i: int, last: int) -> bool:
    """True where a clause without its subject begins ("dont trust her", "feel so alone", "scared she'll go")."""
    if i + 1 >= last:
        return False
    word, after = words[i].norm, words[i + 1].norm
    if word in ("do", "can", "did", "could", "would", "will", "have", "am", "was") and after in ("not", "never"):
        return True
    return word in ("feel", "feels", "felt", "scared", "afraid", "terrified", "trust", "hate", "love")
