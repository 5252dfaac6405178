"""What looks like a name in a message, and who is called so: "my sister Anna", "Anna is my sister", "two sisters, Jo and Helen"."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.language.listed import listed_names
from bot.language.normaliser import Word
from bot.language.people import Person
from bot.language.person_words import OWNERS, FigureLexicon
from bot.working_model.statement import Figure

_NOT_NAMES: Final = frozenset(
    (
        "i i'm mondays tuesdays wednesdays thursdays fridays saturdays sundays thanksgiving ramadan monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december christmas easter eid diwali ramadan english british american irish "
        "indian nigerian deaf ok god lord tv uk us usa nhs adhd ptsd ocd bpd aa facebook instagram whatsapp tinder hinge "
        "reddit google zoom netflix covid london york dublin lagos delhi nah naw nope yep aye less fed leaning ma'am sir mr mrs ms dr miss dad mum mom ive im"
    ).split()
)
# What follows a name that begins a sentence, and what no name is that stands there.
_SUBJECT_NEXT: Final = frozenset(
    (
        "is was has had does did will would can could never always and who said says told just keeps kept makes made "
        "gets got loves loved still really used not would've might may should knows knew left went goes comes came "
        "calls called thinks thought wants wanted asked asks gives gave takes took"
    ).split()
)
_STARTERS: Final = frozenset(
    (
        "the this that these those there then they when what who how why where which while with without was were will "
        "would could should can may might must have has had did does do is are and but so because since after before "
        "also even just not never always maybe sometimes someone everyone nobody nothing everything something she he it "
        "we you my our your his her their its mine most many some all any every each both none part work school life "
        "love nobody anybody being having getting growing people men women girls boys guys friends therapy marriage "
        "trust closeness home one two three first last next another other someone money counselling church"
    ).split()
)
_SHORTEST_NAME: Final = 3  # of a name that is in no list


class Names:
    """The names of one message. `called` says who is called by each, in lower case."""

    def __init__(self, lexicon: FigureLexicon, words: Sequence[Word], called: dict[str, Person]) -> None:
        self.called = called
        self._lexicon = lexicon
        self._words = words
        self.all_lower = not any(word.text[0].isupper() for word in words if not word.is_break)

    def learn(self) -> None:
        """ "Anna is my sister", "Tom, my brother": a name explained after it was used; "two sisters, Jo and Helen"."""
        words = self._words
        for one in listed_names(words, self._lexicon.terms):
            gender = one.gender if one.gender != "n" else self._lexicon.names.get(one.word.norm, "n")
            self.called[one.word.norm] = Person(one.figure, _as_name(one.word), gender)
        for i, word in enumerate(words):
            if not self.looks_like_one(i):
                continue
            j = i + 1
            if j < len(words) and words[j].norm in (",", "is", "was", "(", "-"):
                j += 1
                if j < len(words) and words[j].norm in OWNERS:
                    j += 1
                    while j < len(words) and words[j].norm in self._lexicon.adjectives:
                        j += 1
                    found = self._lexicon.term_at(words, j)
                    if found is not None:
                        self.called[word.norm] = Person(found[1], _as_name(word), found[2])

    def learn_afterwards(self, told: Mapping[str, Person]) -> None:
        """Takes in what the message says of a name only later, where nothing is known of it."""
        for name, person in told.items():
            if name not in self.called or self.called[name].figure is Figure.OTHER_PERSON:
                self.called[name] = person

    def at(self, i: int) -> Person | None:
        """Who is called by the word at `i`, if it is a name."""
        word = self._words[i]
        person = self.called.get(word.norm)
        if person is None:
            if not self.looks_like_one(i):
                return None
            return Person(Figure.OTHER_PERSON, _as_name(word), self._lexicon.names.get(word.norm, "n"))
        if not (word.text[0].isupper() or self.all_lower or word.norm in self._lexicon.names):
            return None
        return person

    def after(self, person: Person, end: int) -> tuple[Person, int]:
        """Takes in a name that follows a term: "my sister Anna", "my friend, Tom,", "my son called Leo"."""
        words, k = self._words, end
        if (words[k].norm in ("called", "named") and k + 1 < len(words)) or (
            words[k].norm == "," and k + 2 < len(words) and words[k + 2].norm == ","
        ):
            k += 1
        if k < len(words) and (self.looks_like_one(k) or words[k].norm in self.called):
            if (words[k].norm,) in self._lexicon.terms:
                return person, end
            gender = person.gender if person.gender in ("m", "f", "pl") else self._lexicon.names.get(words[k].norm, "n")
            named = replace(person, name=_as_name(words[k]), gender=gender)
            self.called[words[k].norm] = named
            return named, k + 1
        return person, end

    def looks_like_one(self, i: int) -> bool:
        """Whether the word at `i` is written, and stands, as a name does."""
        word = self._words[i]
        if (
            word.is_break
            or not word.norm.isalpha()
            or not word.text.lower().startswith(word.norm)
            or word.norm.endswith(("ish", "ian", "ese"))
            or (len(word.norm) < _SHORTEST_NAME and not self._is_short_name(word))
            or word.norm in _NOT_NAMES
            or (word.norm,) in self._lexicon.terms
        ):
            return False
        if word.norm in self._lexicon.names:
            return (
                word.text[0].isupper()
                or word.norm
                not in (
                    "will",
                    "art",
                    "grace",
                    "may",
                    "jack",
                    "rob",
                    "sue",
                    "ray",
                    "bob",
                    "lee",
                    "dean",
                    "ron",
                    "ed",
                    "jake",
                    "bill",
                    "sam",
                )
                or (self.all_lower and word.norm in ("rob", "jack", "bob", "lee", "jake", "sam", "bill"))
            )
        if not word.text[0].isupper() or word.text.isupper() or word.text != word.text.capitalize():
            return False
        at_start = i == 0 or (self._words[i - 1].is_break and self._words[i - 1].norm not in (",", "(", '"', "'"))
        after = self._words[i + 1].norm if i + 1 < len(self._words) else ""
        before = self._words[i - 1].norm if i else ""
        if at_start:
            return after in _SUBJECT_NEXT and word.norm not in _STARTERS
        return before not in (
            "in",
            "from",
            "at",
            "near",
            "the",
            "of",
            "to",
            "this",
            "last",
            "every",
            "on",
            "a",
            "my",
            "called",
            "outside",
            "till",
            "until",
            "towards",
            "across",
        ) or (
            before == "to"
            and i >= 2
            and self._words[i - 2].norm
            in ("talk", "talked", "talking", "told", "close", "closer", "said", "speak", "listen", "married")
        )

    def _is_short_name(self, word: Word) -> bool:
        """ "Jo", "Al": two letters are a name only where written as one."""
        return (word.norm in self._lexicon.names or word.norm in self.called) and word.text == word.text.capitalize()


def _as_name(word: Word) -> str:
    """A name as the speaker types it, without a possessive ending; capitalised as people write names."""
    plain = word.text.split("'")[0].split("’")[0]
    return plain if plain[0].isupper() else plain.capitalize()
