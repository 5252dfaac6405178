"""Writes the reflection: the person's own words given back tentatively, or a plain acknowledgement where repeating would harm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Self
from zlib import crc32

from bot.guides.addressed import (
    asks_about_the_bot,
    asks_for_another_subject,
    asks_the_bot,
    is_at_the_bot,
    is_bare,
    is_command_like,
    is_misread,
    is_pictures,
    says_it_again,
)
from bot.guides.answers import (
    declines,
    is_blank,
    is_unsure,
    names_nobody,
    plain,
    says_no_one,
    words,
)
from bot.guides.beside import before_another_subject, beside_the_anger, carried_on, may_close
from bot.guides.clauses import (
    WORDS_MAX,
    WORDS_MIN,
    Clause,
    as_said,
    beside_the_loss,
    from_statements,
    most_telling,
    sentence_of,
    tidy,
    whole_sentence,
    without_controls,
)
from bot.guides.grammar import (
    begins_with_a_deed,
    has_a_verb,
    is_broken,
    is_plain_english,
    is_question,
    is_run_together,
    stands_alone,
)
from bot.guides.named_first import FRAGMENT_WORDS_MAX, lost_another, named_person, tells_of_them, with_who_it_was
from bot.guides.openings import Openings
from bot.guides.tones import Tone, is_fresh_loss, lost_a_child, tells_of_harm, tells_of_loss, tone_of
from bot.guides.two_sides import two_sides
from bot.guides.wording import as_slots, capital, may_be_a_name, quoted
from bot.working_model.guide import Reflection, StepKind
from bot.working_model.statement import Asked, Figure, Reading

QUOTED_WHOLE_WORDS_MAX: Final = 16
TWO_SENTENCES_WORDS_MAX: Final = 10

# "Dont have to perform" says who by saying nothing.
_LACKS_I: Final = re.compile(r"(?:don'?t|can'?t|couldn'?t|didn'?t|won'?t|wouldn'?t|haven'?t) \w", re.IGNORECASE)
# Told as if it were going on, these would come back as an order: "you are not to speak".
_AN_ORDER: Final = re.compile(r"\bi(?: am|'m) (?:not )?to \w", re.IGNORECASE)
# "You said she said you were a lot": what somebody said is quoted as it was told.
_SAID_BY_THEM: Final = re.compile(r"(?:he|she|they|(?:my )?[\w'-]+) (?:said|says|told me|tells me)\b", re.IGNORECASE)
_HESITATION: Final = re.compile(r"^(?:(?:lol|idk|dunno|hm+|um+|erm|well)\b\W+)+", re.IGNORECASE)
_NOT_REPEATED: Final = (Tone.SEVERE, Tone.STRONG, Tone.HARM, Tone.LOSS)


class ReflectionWriter:
    """Gives back what was said. The words come from data/replies/reflections.yml."""

    def __init__(self, *, openings: Openings) -> None:
        self._openings = openings

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads the openings. Raises `SetUpError` listing every mistake."""
        return cls(openings=Openings.load(path))

    def write(
        self, answer: str, read_now: Reading, asked: Asked | None, *, openings: Sequence[str]
    ) -> Reflection | None:
        """The reflection of one answer; `openings` are the ids of the last ones used, oldest first."""
        kind, slots = self._content(answer, read_now, asked)
        if kind is None:
            return None
        seed = crc32(f"{len(openings)} {' '.join(openings)} {answer}".encode("utf-8", "replace"))
        ident, text = self._openings.fresh(kind, openings, seed=seed)
        if text.startswith("So ") and re.search(r"\bso\b", slots.get("said", "")):  # "So you ..., so chips it is."
            ident, text = self._openings.fresh(kind, (*openings[1:], ident), seed=seed)
        said = re.sub(r"\{(\w+)\}", lambda slot: slots[slot.group(1)], text)
        return Reflection(said, ident)

    def _content(self, answer: str, reading: Reading, asked: Asked | None) -> tuple[str | None, dict[str, str]]:
        text = without_controls(answer)
        if is_blank(text):
            return ("wordless", {}) if is_pictures(answer) else (None, {})
        if not reading.language_known or not _is_latin(text):
            return None, {}
        if is_command_like(text):
            return None, {}
        if tells_of_harm(text):
            return "harm", {}
        if is_misread(text):
            return "misread", {}
        if says_it_again(text):
            return "said_already", {}
        if asks_for_another_subject(text):
            return self._beside(before_another_subject(text), reading, asked, "subject_and_answer") or (
                "other_subject",
                {},
            )
        if declines(text) and len(words(text)) <= 15:
            return "declined", {}
        if is_at_the_bot(text):
            answered = beside_the_anger(text)
            return self._beside(answered, reading, asked, "answer_kept") or (
                "answer_and_anger" if answered else "at_bot",
                {},
            )
        asks_who = asked is not None and asked.step == StepKind.PERSON
        if says_no_one(text) or (asks_who and is_bare(text) and names_nobody(text)):
            return ("no_one", {}) if asks_who else (None, {})
        if is_unsure(text):
            return "unsure", {}
        if is_bare(text):
            return None, {}
        who = named_person(text, reading, asked)
        if who is not None and len(words(text)) <= FRAGMENT_WORDS_MAX:
            return "person", {"who": who, "Who": capital(who)}
        kind, slots = self._given_back(text, answer, reading, asked)
        if who is not None and tells_of_loss(text):
            return ("person_and_loss", {"who": who, "Who": capital(who)}) if lost_another(text) else ("loss", {})
        if who is not None and not tells_of_them(kind, text):
            return "person", {"who": who, "Who": capital(who)}
        if asked is not None and asked.step == StepKind.CLOSING and kind in (None, "quote", "heard", "fragment"):
            return ("closing_words", {"quote": quoted(text)}) if may_close(text) else ("parting", {})
        if kind == "quote" and len(words(text)) < WORDS_MIN and re.search(r"[.;]\s+\w", text):
            return None, {}  # "Differently. Better." read back between quotation marks says nothing more
        return kind, slots

    def _beside(
        self, answered: str, reading: Reading, asked: Asked | None, said: str
    ) -> tuple[str, dict[str, str]] | None:
        """What was answered beside a word to the program, given back in one reply to both; `said` is the kind for that."""
        if not answered:
            return None
        kind, slots = self._given_back(answered, answered, replace(reading, statements=()), asked)
        if kind in ("plain", "others"):
            return said, slots
        if kind == "quote" and said == "answer_kept":
            return "answer_quoted", slots
        return (kind, {}) if kind is not None and kind in _NOT_REPEATED else None

    def _given_back(
        self, text: str, answer: str, reading: Reading, asked: Asked | None
    ) -> tuple[str | None, dict[str, str]]:
        if is_fresh_loss(text) or lost_a_child(text) or (tells_of_loss(text) and len(words(text)) <= 12):
            if lost_a_child(text):
                return "child_lost", {}
            beside = None if is_fresh_loss(text) else carried_on(text)
            return ("loss_beside", as_slots(beside)) if beside else ("loss", {})
        names = frozenset(m.name.casefold() for m in reading.mentions if m.name)
        from_reader = [clause for clause in from_statements(answer, reading, asked) if has_a_verb(clause.text)]
        sides = two_sides(from_reader)
        if sides is not None:
            return "two_sides", sides
        if not from_reader and tone_of(text) is Tone.SEVERE and len(words(text)) <= 20:
            return "severe", {}
        if not from_reader and is_question(text) and not re.search(r"[.!?]\s", text):
            return _asked(text)
        ordered = _ordered([beside_the_loss(each) for each in (*from_reader, *most_telling(answer))])
        if not ordered:
            return _without_a_clause(text, names, asked)
        best = ordered[0]
        if best.is_statement and best.tone in (Tone.PLAIN, Tone.OTHERS):
            best = replace(best, text=whole_sentence(best.text, text))
        if best.tone in _NOT_REPEATED:
            return best.tone.value, {}
        if best.tone in (Tone.PLAIN, Tone.OTHERS) and is_broken(text):
            return "quote", {"quote": quoted(sentence_of(best.text, text))}
        if not stands_alone(best.text) and _is_ones_deed(best.text, asked):
            best = replace(best, text=f"I {best.text[:1].lower()}{best.text[1:]}")
        return self._in_words(best, text, names)

    def _in_words(self, clause: Clause, text: str, names: frozenset[str]) -> tuple[str | None, dict[str, str]]:
        """A clause in the kind of sentence that its tone and its grammar allow."""
        said = clause.text
        if (
            is_plain_english(said)
            and stands_alone(said)
            and not is_run_together(said)
            and not may_be_a_name(said, text, names)
            and not _AN_ORDER.search(said)
            and not (clause.tone is Tone.OTHERS and _SAID_BY_THEM.match(said))
        ):
            return clause.tone.value, as_slots(with_who_it_was(said, text))
        if clause.tone is Tone.BLAME:
            return "severe", {}
        is_whole = len(words(text)) <= len(words(said)) + 2
        return (
            _fragment(as_said(said, text), text, names)
            if is_whole
            else ("quote", {"quote": quoted(as_said(said, text))})
        )


def _ordered(candidates: Sequence[Clause]) -> Sequence[Clause]:
    """What the reader read first; among the rest a heavy word about oneself goes before anything else."""
    read = [clause for clause in candidates if clause.is_statement]
    rest = [clause for clause in candidates if not clause.is_statement]
    heavy = [clause for clause in rest if clause.tone in (Tone.SEVERE, Tone.BLAME, Tone.FEELS)]
    return [*read, *heavy, *rest]


def _asked(text: str) -> tuple[str, dict[str, str]]:
    """A question instead of an answer: about us, for us, or one that the person carries about someone."""
    if asks_about_the_bot(text):
        return "ask_about_bot", {}
    carried = re.search(
        r"\b(?:he|she|they|him|her|them|nobody|no one|anyone|people|everyone|mum|mom|dad|me)\b", plain(text)
    )
    if asks_the_bot(text) or not carried or len(words(text)) > WORDS_MAX:
        return "ask_bot", {}
    return "quote", {"quote": quoted(text)}


def _fragment(said: str, text: str, names: frozenset[str]) -> tuple[str | None, dict[str, str]]:
    """A few words that are no sentence: echoed where that reads well, else quoted."""
    if (
        len(words(said)) > FRAGMENT_WORDS_MAX
        or said.casefold().startswith("so ")
        or not is_plain_english(said)
        or may_be_a_name(said, text, names)
        or (
            len(words(said)) > 3
            and re.search(r"\b(?:i|me|my|im)\b", said.casefold())
            and not said.casefold().startswith("not ")
        )
    ):
        return "quote", {"quote": quoted(said)}
    if "," in said:
        return None, {}
    return "fragment", as_slots(f"I {said}" if _LACKS_I.match(said) else said)


def _without_a_clause(text: str, names: frozenset[str], asked: Asked | None) -> tuple[str | None, dict[str, str]]:
    """Where no clause stands out: a few words come back as they are, a longer answer is acknowledged."""
    text = _HESITATION.sub("", text)
    clean = tidy(text)
    tone = tone_of(clean)
    if tone in (Tone.FEELS, Tone.BLAME, *_NOT_REPEATED):
        return (tone.value if tone in _NOT_REPEATED else "severe"), {}
    count = len(words(clean))
    is_odd = bool(re.search(r"[<>{}\[\]\\|=@]|https?|\d{4,}", text)) or is_question(clean)
    if (
        not is_odd
        and _is_ones_deed(clean, asked)
        and tone in (Tone.PLAIN, Tone.OTHERS)
        and not re.search(r"[.!;]\s", clean)
    ):
        return "plain", as_slots(f"I {clean[:1].lower()}{clean[1:]}")
    if (
        not is_odd
        and re.search(r"[.!;]\s", clean)
        and count <= TWO_SENTENCES_WORDS_MAX
        and tone in (Tone.PLAIN, Tone.OTHERS)
    ):
        is_torn = count <= FRAGMENT_WORDS_MAX and re.search(r"[.;] (?:or|and)\b", clean)  # "With Maisie. Or my dog."
        return (None, {}) if is_torn else ("quote", {"quote": quoted(text)})
    if is_odd or re.search(r"[.!;]\s", clean) or count < 2:
        return ("heard", {}) if len(words(text)) > FRAGMENT_WORDS_MAX else (None, {})
    if count <= FRAGMENT_WORDS_MAX or (is_broken(clean) and count <= WORDS_MAX):
        return _fragment(clean, text, names)
    if count <= QUOTED_WHOLE_WORDS_MAX and tone in (Tone.PLAIN, Tone.OTHERS):
        return "quote", {"quote": quoted(text)}
    return "heard", {}


def _is_ones_deed(said: str, asked: Asked | None) -> bool:
    """True for "went for a walk" as an answer to what the speaker did."""
    return (
        asked is not None
        and asked.step == StepKind.I_DID
        and asked.figure in (None, Figure.SELF)
        and begins_with_a_deed(said)
    )


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) >= 0.7 * len(letters)
