"""Finds the people a message speaks of, from its first word to its last: roles, names, pronouns, people in general."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.language.antecedents import Antecedents
from bot.language.couple import of_a_couple
from bot.language.kin import kin_of
from bot.language.names import Names
from bot.language.normaliser import Word
from bot.language.people import Learnt, Meant, Person
from bot.language.person_words import OWNERS, FigureLexicon
from bot.language.roles import Roles
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Figure

_HER_OBJECT_NEXT: Final = frozenset(
    (
        "to and but or because when if that for with about on in at as so now anymore too again either though the a i "
        "he she we they it you what how why like every all anything everything nothing something more less than enough "
        "is was not until before after since there here back out up off away down over my completely fully more much "
        "most first very really always never from by of into around being doing going having do be"
    ).split()
)
_THAT_ONE: Final = {"man": "m", "lad": "m", "boy": "m", "bloke": "m", "woman": "f", "girl": "f", "lady": "f"}
_SOFTENING: Final = frozenset("basically like just really always now kind of still literally my our a an the".split())
_LONGEST_SOFTENING: Final = 5


class FigureFinder:
    """Finds the mentions of one message after another; keeps nothing between messages."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        self.lexicon = lexicon

    def find(
        self, words: Sequence[Word], *, asked: Asked | None = None, known: Sequence[KnownPerson] = ()
    ) -> list[Meant]:
        """All mentions in order, pronouns resolved as far as the message, the question and the known people allow."""
        scan = _Scan(self.lexicon, words, asked, known)
        meant = list(scan.run())
        if not scan.learnt.is_news(meant):
            return meant
        return list(_Scan(self.lexicon, words, asked, known, learnt=scan.learnt).run())


class _Scan:
    """One pass over one message."""

    def __init__(
        self,
        lexicon: FigureLexicon,
        words: Sequence[Word],
        asked: Asked | None,
        known: Sequence[KnownPerson],
        *,
        learnt: Learnt | None = None,
    ) -> None:
        told = learnt or Learnt()
        self.lexicon = lexicon
        self.words = words
        self.last: Meant | None = None
        self.learnt = Learnt()  # what is found on the way, for a second reading
        people = [self._person(one.figure, one.name) for one in known]
        about = None
        if asked is not None and asked.figure is not None and asked.figure.is_particular:
            about = self._person(asked.figure, asked.name)
        called = {person.name.lower(): person for person in people if person.name}
        if about is not None and about.name:
            called.setdefault(about.name.lower(), about)
        self.names = Names(lexicon, words, called)
        self.names.learn()
        self.names.learn_afterwards(told.names)
        self.roles = Roles(lexicon, words)
        self.heard = Antecedents(
            called, asked=about, known=people, unnamed=told.unnamed, is_of_a_couple=of_a_couple(words)
        )

    def _person(self, figure: Figure, name: str | None) -> Person:
        return Person(figure, name, self.lexicon.gender(figure, name))

    def run(self) -> Iterator[Meant]:
        i = 0
        while i < len(self.words):
            meant = (
                None
                if self.words[i].is_break
                else (
                    self._general(i)
                    or self._that_one(i)
                    or self._noun(i)
                    or self._name(i)
                    or self._god(i)
                    or self._pronoun(i)
                )
            )
            if meant is None:
                i += 1
                continue
            yield meant
            self.last = meant
            i = meant.end

    def _general(self, i: int) -> Meant | None:
        """People in general, or nobody."""
        for length in range(min(self.lexicon.longest_general, len(self.words) - i), 0, -1):
            key = tuple(word.norm for word in self.words[i : i + length])
            mark = "@nobody" if key in self.lexicon.nobody else "@oth" if key in self.lexicon.others else None
            if mark is None:
                continue
            before = self.words[i - 1].norm if i else ""
            if before in OWNERS or (
                before in ("the", "these", "those", "of", "his", "her", "their")
                and len(key) == 1
                and key[0] in ("girls", "boys", "lads", "guys", "folks", "men", "women")
            ):
                return None
            if (mark == "@oth" and before == "no") or (
                before in self.lexicon.adjectives and i >= 2 and self.words[i - 2].norm == "no"
            ):
                mark = "@nobody"  # "no decent guy": the "no" before it says so
            person = Person(Figure.OTHERS, None, "pl")
            narrower = self.lexicon.term_at(self.words, i)
            if narrower is not None and narrower[0] > length:  # "nobody at work"
                length, person = narrower[0], Person(narrower[1], None, "pl")
            if mark == "@oth":
                self.heard.hear(person)
            return Meant(i, i + length, mark, person, "named")
        return None

    def _noun(self, i: int) -> Meant | None:
        """A kin or role term with its owner and its name ("my older sister Anna", "Mum", "the counsellor")."""
        whole = self.lexicon.term_at(self.words, i) if self.words[i].norm == "the" else None
        if whole is not None:  # "the lads", "the Lord": the word before belongs to the name
            person = Person(whole[1], None, whole[2])
            self.heard.hear(person)
            return Meant(i, i + whole[0], "@fig", person, "named")
        role = self.roles.at(i)
        if role is None:
            return None
        figure, end = role.figure, role.end
        if role.is_theirs and role.owner != "your":
            figure = kin_of(self._owner(i, role.owner), figure)
        if role.needs_an_owner:
            return None
        person = Person(figure, None, role.gender)
        if not role.is_theirs and end < len(self.words):
            person, end = self.names.after(person, end)
        if person.name is None and not role.is_theirs and figure is not Figure.OTHER_PERSON:
            person = self.heard.same_role(person)
        if self._says_what_somebody_is(i):
            subject = self.last.person if self.last is not None else person
            if role.is_ones_own and self.words[i - 1].norm != "like":
                self.learnt.is_one(subject, person)
            is_subject = role.is_ones_own and subject.figure.is_particular
            return Meant(i, end, "@fig", subject if is_subject else person, "named")
        if role.is_ones_own and self._is_apposition(i, end):
            self.learnt.is_one(Person(Figure.OTHER_PERSON, None, person.gender), person)
        self.heard.hear(person, owns=self._owns(end))
        return Meant(i, end, "@fig", person, "named", owns=self._owns(end))

    def _is_apposition(self, i: int, end: int) -> bool:
        """ "She always picked up, my nan.": after a comma, and the sentence ends."""
        ends = end == len(self.words) or (self.words[end].is_break and self.words[end].norm not in (",", "-", "("))
        return ends and i > 0 and self.words[i - 1].norm == ","

    def _owner(self, i: int, pronoun: str) -> Person | None:
        """Whose relative the word at `i` is: "his" by the pronoun's person, "my mum's" by who was named last."""
        if pronoun or (i and self.words[i - 1].norm in ("his", "her", "their")):
            return self.heard.stands_for(self.lexicon.possessives.get(pronoun or self.words[i - 1].norm, "f"))
        return self.last.person if self.last is not None and self.last.end == i - 1 else None

    def _owns(self, end: int) -> bool:
        return end < len(self.words) and self.words[end].norm == "'s"

    def _says_what_somebody_is(self, i: int) -> bool:
        """ "Ned is her twin. He ...": the words after "is" bring nobody new, so that "he" is still Ned."""
        at = i - 1
        while at > 0 and i - at < _LONGEST_SOFTENING and self.words[at].norm in _SOFTENING:
            at -= 1
        return bool(
            at > 0
            and self.last is not None
            and self.last.end == at
            and self.words[at].norm in ("is", "was", "are", "be")
        )

    def _name(self, i: int) -> Meant | None:
        person = self.names.at(i)
        if person is None:
            return None
        self.heard.hear(person, owns=self._owns(i + 1))
        return Meant(i, i + 1, "@fig", person, "named", owns=self._owns(i + 1))

    def _that_one(self, i: int) -> Meant | None:
        """ "I can tell that woman anything": whoever was spoken of, as "her" would mean."""
        gender = _THAT_ONE.get(self.words[i + 1].norm) if i + 1 < len(self.words) else None
        if self.words[i].norm != "that" or gender is None:
            return None
        person = self.heard.last(gender)
        if person is None or person.figure is Figure.FAITH:
            return None
        return Meant(i, i + 2, "@fig", person, "pronoun")

    def _god(self, i: int) -> Meant | None:
        """ "I know He loves me": a capital in the middle of a sentence, as those write who mean God."""
        word = self.words[i]
        if (
            word.text not in ("He", "Him", "His")
            or not i
            or self.words[i - 1].is_break
            or (self.words[i - 1].text[:1].isupper() and self.words[i - 1].text not in ("I", "God", "Lord"))
        ):
            return None
        god = Person(Figure.FAITH, None, "m")
        self.heard.hear(god)
        return Meant(i, i + 1, "@figs" if word.norm == "his" else "@fig", god, "pronoun")

    def _pronoun(self, i: int) -> Meant | None:
        word = self.words[i].norm
        if word == "her":
            after = self.words[i + 1] if i + 1 < len(self.words) else None
            is_object = after is None or after.is_break or after.norm in _HER_OBJECT_NEXT
            return Meant(
                i, i + 1, "@figh" if not is_object else "@fig", self.heard.stands_for("f"), self.heard.how("f")
            )
        if word in self.lexicon.possessives:
            gender = self.lexicon.possessives[word]
            return Meant(i, i + 1, "@figs", self.heard.stands_for(gender), self.heard.how(gender))
        if word in self.lexicon.pronouns:
            gender = self.lexicon.pronouns[word]
            return Meant(i, i + 1, "@fig", self.heard.stands_for(gender), self.heard.how(gender))
        return None
