"""Reads short answers in the light of the question: "Never.", "Not him.", "My gran, always." after "Could you count on him?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.language.clause_spans import span_of
from bot.language.matcher import ClauseText
from bot.language.normaliser import Word
from bot.language.people import Meant, Person
from bot.language.questions import (
    answers_how_often,
    asks_how,
    asks_who,
    for_a_memory,
    is_of_one_time,
    is_past,
    may_be_answered_by_a_person,
    nothing_stands_in_the_way,
    on_the_scale,
    plus_means_yes,
    says_nothing,
)
from bot.language.short_words import (
    hedged,
    is_a_trend,
    now_not,
    only_when_it_suits,
    refuses,
    without_fillers,
    would_sooner,
    yes_or_no,
)
from bot.working_model.statement import Asked, Direction, Elicits, Figure, Grain, Span, Statement, Theme, Time

_LONGEST_WORDS: Final = 12
_LONGEST_MESSAGE_WORDS: Final = 40
_PLAIN: Final = 0.88  # measured on train: of short answers read, so many are right (docs/reading.md)
_LOOSE: Final = 0.78
_OPEN: Final = 0.72

# "With whom do you ...?" "With Maisie": as plain as the name alone.
_A_NAME_FIRST: Final = re.compile(r"^(?:@fig|(?:with|to|from|by|on) @fig$)")
_NAMES_ALONE: Final = re.compile(
    r"(?:(?:and|or|also|maybe|with|to|from|by|on) )*@fig(?: (?:and|or) (?:with |to )?@fig)*"
)
_MOST_NAMED: Final = 3
_MOST_PARTS: Final = 3
_ALONE_WORDS: Final = 3
_WITHIN_WORDS: Final = 8
_LONGEST_PART: Final = 8
# What a second part is about, where it is not about a person named: "not at home", "the others no", "on a good day yes".
_OF_A_PART: Final = re.compile(
    r"^(?:but |and )?(?:(?:not |no |on |at |in |with |by |for |of )*(?:the |any of the )?(?:rest|others?|@oth)\b|@nobody\b|nowhere|actual @oth|(?:not )?(?:on|at|in|with|by|for|of|from|to) )"
)
_OF_A_PERSON: Final = re.compile(
    r"^(?:but |and )?(?:not )?(?:on |at |in |with |by |for |of |from |to )?@fig(?: (?:no|not|never|yes|yeah|always|daily|did|does|did not|does not|always did))?$"
)
_OF_THE_OTHERS: Final = re.compile(r"\b(?:rest|others?)\b|@oth|@nobody")
_NOBODY_FIRST: Final = re.compile(
    r"^(?:the )?@nobody(?! (?:'s |has |have |is |ever |even )*(?:ask|asks|asked|told|tells|says)\b)\b"
)
# "And your father?" "What father."
_WHAT_ONE: Final = re.compile(r"what @fig")
_THEY_DO: Final = re.compile(
    r"@fig (?:just |only |really )?(?!(?:do|does|did|is|are|was|were|would|will|can|could|should|might) )([a-z]+) ((?:(?!(?:not|never)\b)[a-z]+)(?: (?!(?:not|never)\b)[a-z]+)*)"
)
_ABOUT_ME: Final = re.compile(
    r"^(?:me|us|it|that|this|i|so|well|always|never|everything|anything|very|enough|too)\b|\b(?:me|us)\b|\b(?:not|never|always|well|very|enough)$"
)
_PASTS: Final = {
    "had": "have", "has": "have", "knew": "know", "understood": "understand", "held": "hold", "came": "come", "took": "take",
    "kept": "keep", "told": "tell", "heard": "hear", "felt": "feel", "saw": "see", "gave": "give", "loved": "love",
}  # fmt: skip
_TELLS_OF_THEM: Final = re.compile(r"^@fig (?!do not know|did not know)(?:[^ ]+ ){1,}")


@dataclass(frozen=True, slots=True)
class _Said:
    """What an elliptical clause says: yes or no, about whom it names, hedged or not; `plain` where no doubt is left that it answers,
    `moving` where it says more or less of it than before, `tells` where it is full without more."""

    yes: bool
    person: Person | None
    hedged: bool
    plain: bool
    was: bool = False
    moving: bool = False
    tells: bool = False


def read_answers(texts: Sequence[ClauseText], words: Sequence[Word], asked: Asked | None) -> list[Statement]:
    """The statements a short answer makes, none where it makes none or the question had no theme and facet.

    "Used to. Don't now" says yes for then and no for now; "with Maisie. Or my dog" says yes of two; "my aunt. No one at home" yes of one and no of the rest.
    """
    if asked is None or asked.theme is None or asked.facet is None or asked.elicits is Elicits.NONE or not texts:
        return []
    if sum(not w.is_break for w in words) > _LONGEST_MESSAGE_WORDS:
        return []
    for number, text in enumerate(texts[:2]):
        if len(text.tokens) - 2 > _LONGEST_WORDS or text.clause.question:
            return []
        said = _said(text, asked)
        if said is None:
            continue
        if said.person is None and not said.tells and says_nothing(asked) and not _nobody_at_all(text, asked):
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
        return [*made, *_of_the_rest(said, texts[number + 1 :], words, asked)]
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


def _of_the_rest(said: _Said, texts: Sequence[ClauseText], words: Sequence[Word], asked: Asked) -> Iterator[Statement]:
    """The other half of an answer in two: "yes. Not now", "with him no, with the baby yes", "my aunt. No one at home"."""
    for number, text in enumerate(texts[:_MOST_PARTS]):
        whole = _plain(text)
        if number == 0 and said.yes and now_not(whole):
            yield _statement(
                _Said(False, said.person, hedged=False, plain=False), text, words, asked, time=Time.CHANGING
            )
            return
        if len(text.tokens) - 2 > _LONGEST_PART or text.clause.question:
            return
        other = _said(text, asked)
        people = [
            m for m in text.people.values() if m.mark == "@fig" and m.how == "named" and m.person.figure.is_particular
        ]
        part = _OF_A_PART.match(whole) or (people and _OF_A_PERSON.match(whole))
        if other is not None and part and other.yes is not said.yes:
            whom = (
                people[0].person if people else Person(Figure.OTHERS) if _OF_THE_OTHERS.search(whole) else said.person
            )
            yield _statement(replace(other, person=whom), text, words, asked)
            return


def _plain(text: ClauseText) -> str:
    return " ".join(text.tokens[1:-1])


def _said(text: ClauseText, asked: Asked) -> _Said | None:
    whole = _plain(text)
    reserve = hedged(whole)
    people = [m for m in text.people.values() if m.mark == "@fig" and m.person.figure.is_particular]
    named = [m for m in people if m.how == "named" and (m.person.figure is not Figure.OTHER_PERSON or m.person.name)]
    rest = without_fillers(whole)
    if refuses(whole) or refuses(rest):
        return None
    by_the_question = _by_the_question(rest, asked, first=text.clause.start == 0)
    if by_the_question is not None:
        return _Said(by_the_question, None, reserve, plain=False, tells=True)
    for part in dict.fromkeys((rest, whole)):
        yes = yes_or_no(part)
        if yes is not None and asks_how(asked) and not answers_how_often(part):
            continue  # "When was it cold?" "No.": to such a question neither yes nor no is an answer, "never" is
        if yes is not None:
            was = part.startswith(("used to", "i used to", "have done"))
            return _Said(yes[0], _whom(people, asked), reserve, yes[1], was=was, moving=is_a_trend(part))
    if asks_who(asked) and _NOBODY_FIRST.match(rest):
        return _Said(False, None, reserve, plain=False)
    if named and _names_someone(rest, asked, named):
        return _Said(True, named[0].person, reserve, plain=bool(_A_NAME_FIRST.match(rest)))
    return None


def _by_the_question(rest: str, asked: Asked, *, first: bool) -> bool | None:
    """Yes or no where the words alone say neither, and the question makes them: a number on its scale, "nothing" to "what stops you?"."""
    scaled = on_the_scale(rest, asked)
    if scaled is not None:
        return scaled
    if nothing_stands_in_the_way(rest, asked):
        return True
    away = not plus_means_yes(asked)  # the answer that says the - pole
    closed = asked.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS)
    if only_when_it_suits(rest) and asked.elicits is Elicits.ASKED_PLUS:
        return away
    if would_sooner(rest) and asked.elicits is Elicits.ASKED_PLUS and asked.theme in (Theme.CLOSENESS, Theme.TRUST):
        return away
    if closed and _WHAT_ONE.fullmatch(rest):
        return False
    return away if first and asked.elicits is Elicits.ASKED_PLUS and _of_something_else(rest, asked) else None


def _of_something_else(rest: str, asked: Asked) -> bool:
    """Whether the answer says the question's verb of another thing: "Do they understand you?" "They understand my passbook"."""
    told = _THEY_DO.fullmatch(rest)
    if told is None or asked.theme is Theme.SELF_WORTH or asked.figure is None or asked.figure is Figure.SELF:
        return False
    stem = _stem(told[1])
    return not _ABOUT_ME.search(told[2]) and stem in {_stem(w) for w in re.findall(r"[a-z]+", asked.question.lower())}


def _stem(verb: str) -> str:
    """A verb without its ending, well enough to compare two forms of one."""
    verb = _PASTS.get(verb, verb)
    return re.sub(r"(?:ies|es|s|ied|ed|ing|e|y)$", "", verb) or verb


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
    if not may_be_answered_by_a_person(asked):
        return False
    words = rest.split()
    for_one = asks_who(asked) or asked.figure is None
    if words and words[0] == "@fig":
        return for_one or len(words) <= _ALONE_WORDS
    return for_one and len(words) <= _WITHIN_WORDS and "@fig" in words[:4]


def _nobody_at_all(text: ClauseText, asked: Asked) -> bool:
    """Whether "no one" answers a question that asks who: that is a full answer."""
    return "@nobody" in text.tokens and asks_who(asked) and not for_a_memory(asked)


def _statement(
    said: _Said, text: ClauseText, words: Sequence[Word], asked: Asked, *, time: Time | None = None
) -> Statement:
    assert asked.theme is not None  # noqa: S101 (read_answers saw to it)
    assert asked.facet is not None  # noqa: S101
    direction = Direction.PLUS if said.yes == plus_means_yes(asked) else Direction.MINUS
    if said.person is not None:
        figure, name = said.person.figure, said.person.name
    elif asked.figure is not None:
        figure, name = asked.figure, asked.name
    else:
        figure, name = (Figure.SELF if asked.theme is Theme.SELF_WORTH else Figure.OTHERS), None
    past = said.was or (
        is_past(asked) and not re.search(r" (?:now|still|these days|do|does|is|am|has always) ", text.text)
    )  # fmt: skip
    marked = asked.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS)
    return Statement(
        span=span_of(text, words), theme=asked.theme, facet=asked.facet, direction=direction, figure=figure, name=name, time=time or (Time.CHANGING if said.moving else Time.PAST if past else Time.NOW),
        grain=Grain.MOMENT if past and is_of_one_time(asked) else Grain.GENERAL, certainty=0.5 if said.hedged else 1.0,
        confidence=_OPEN if not marked else _PLAIN if said.plain else _LOOSE, elicited=asked.elicits, rule="answer",
    )  # fmt: skip
