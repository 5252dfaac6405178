"""Finds the people a message speaks of, learns their names, and follows pronouns from sentence to sentence."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.language.couple import of_a_couple
from bot.language.kin import kin_of
from bot.language.listed import listed_names
from bot.language.normaliser import Word
from bot.language.people import Learnt, Meant, Person
from bot.language.person_words import FigureLexicon
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Figure

_OWNERS: Final = frozenset({"my", "our", "me", "mine"})
_THIRD: Final = frozenset({"his", "their", "your", "whose", "@s"})
_DETERMINERS: Final = frozenset(
    "a an the this that these those some another one every each any both all two three other own same".split()
)
_SUBJECT_NEXT: Final = frozenset(
    (
        "is was has had does did will would can could never always and who said says told just keeps kept makes made "
        "gets got loves loved still really used not would've might may should knows knew left went goes comes came "
        "calls called thinks thought wants wanted asked asks gives gave takes took"
    ).split()
)
_OBJECT_BEFORE: Final = frozenset(
    (
        "with to for trust love about from on tell told call called ask asked at than like of by hate miss around "
        "without and"
    ).split()
)
_NOT_NAMES: Final = frozenset(
    (
        "i i'm mondays tuesdays wednesdays thursdays fridays saturdays sundays thanksgiving ramadan monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december christmas easter eid diwali ramadan english british american irish "
        "indian nigerian deaf ok god lord tv uk us usa nhs adhd ptsd ocd bpd aa facebook instagram whatsapp tinder hinge "
        "reddit google zoom netflix covid london york dublin lagos delhi nah naw nope yep aye less fed leaning ma'am sir mr mrs ms dr miss dad mum mom ive im"
    ).split()
)
_HER_OBJECT_NEXT: Final = frozenset(
    (
        "to and but or because when if that for with about on in at as so now anymore too again either though the a i "
        "he she we they it you what how why like every all anything everything nothing something more less than enough "
        "is was not until before after since there here back out up off away down over my completely fully more much "
        "most first very really always never from by of into around being doing going having do be"
    ).split()
)

# Figures whose gender their name alone does not give.
_GENDER_OF: Final = {Figure.MOTHER: "f", Figure.FATHER: "m", Figure.FAITH: "m"}
_THAT_ONE: Final = {"man": "m", "lad": "m", "boy": "m", "bloke": "m", "woman": "f", "girl": "f", "lady": "f"}
_JUDGING: Final = frozenset(
    (
        "good bad great better best worse worst proper decent poor terrible awful crap shit rubbish useless perfect fit "
        "real single"
    ).split()
)
_SOFTENING: Final = frozenset("basically like just really always now kind of still literally my our a an the".split())
_GODS: Final = frozenset({("god",), ("lord",), ("jesus",), ("christ",), ("jesus", "christ"), ("allah",), ("krishna",)})
# Of one's own only with "my": "the lads" are friends, "that boy" anybody.
_YOUNG: Final = frozenset({("lad",), ("boy",), ("lads",), ("boys",), ("girls",)})
_LONGEST_SOFTENING: Final = 5
_SHORTEST_NAME: Final = 3  # of a name that is in no list
_PLURAL: Final = frozenset({Figure.PARENT, Figure.GROUP, Figure.FAMILY})


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
        self.lexicon = lexicon
        self.words = words
        self.names: dict[str, Person] = {}
        self.heard: list[Person] = []
        self.last: Meant | None = None
        self.told = learnt or Learnt()
        self.learnt = Learnt()  # what is found on the way, for a second reading
        self.couple = of_a_couple(words)
        self.all_lower = not any(word.text[0].isupper() for word in words if not word.is_break)
        for person in known:
            made = Person(person.figure, person.name, self._gender(person.figure, person.name))
            if person.name:
                self.names[person.name.lower()] = made
        self.known = [Person(p.figure, p.name, self._gender(p.figure, p.name)) for p in known]
        self.asked = None
        if asked is not None and asked.figure is not None and asked.figure.is_particular:
            self.asked = Person(asked.figure, asked.name, self._gender(asked.figure, asked.name))
            if asked.name:
                self.names.setdefault(asked.name.lower(), self.asked)
        self._learn_names()
        for name, told in self.told.names.items():
            if name not in self.names or self.names[name].figure is Figure.OTHER_PERSON:
                self.names[name] = told

    def _gender(self, figure: Figure, name: str | None) -> str:
        if figure in _PLURAL and not (name and figure is Figure.FAMILY):
            return "pl"  # "my family" is several, "my aunt Samira" one
        return _GENDER_OF.get(figure) or self.lexicon.names.get((name or "").lower(), "n")

    def _learn_names(self) -> None:
        """ "Anna is my sister", "Tom, my brother": a name explained after it was used; "two sisters, Jo and Helen"."""
        words = self.words
        for one in listed_names(words, self.lexicon.terms):
            gender = one.gender if one.gender != "n" else self.lexicon.names.get(one.word.norm, "n")
            self.names[one.word.norm] = Person(one.figure, _as_name(one.word), gender)
        for i, word in enumerate(words):
            if not self._looks_like_name(i):
                continue
            j = i + 1
            if j < len(words) and words[j].norm in (",", "is", "was", "(", "-"):
                j += 1
                if j < len(words) and words[j].norm in _OWNERS:
                    j += 1
                    while j < len(words) and words[j].norm in self.lexicon.adjectives:
                        j += 1
                    found = self.lexicon.term_at(words, j)
                    if found is not None:
                        self.names[word.norm] = Person(found[1], _as_name(word), found[2])

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
            if before in _OWNERS or (
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
                self._hear(person)
            return Meant(i, i + length, mark, person, "named")
        return None

    def _noun(self, i: int) -> Meant | None:
        """A kin or role term with its owner and its name ("my older sister Anna", "Mum", "the counsellor")."""
        words, j = self.words, i
        owner = ""
        whole = self.lexicon.term_at(words, i) if words[i].norm == "the" else None
        if whole is not None:  # "the lads", "the Lord": the word before belongs to the name
            person = Person(whole[1], None, whole[2])
            self._hear(person)
            return Meant(i, i + whole[0], "@fig", person, "named")
        if (
            words[j].norm in _OWNERS
            or words[j].norm in _DETERMINERS
            or words[j].norm in ("his", "their", "your")
            or (words[j].norm == "her" and i + 1 < len(words))
        ):
            owner = words[j].norm
            j += 1
        start = j
        while (
            j < len(words)
            and j - start < 4
            and words[j].norm in self.lexicon.adjectives
            and (self.lexicon.term_at(words, j) is None or self._longer(j))
        ):
            j += 1
        found = self.lexicon.term_at(words, j) if j < len(words) else None
        if found is None:
            return None
        length, figure, gender, key = found
        third = owner in ("his", "her", "their", "your") or (
            not owner and self._before_adjectives(i) in ("'s", "his", "her", "their", "your")
        )
        if owner in _DETERMINERS and key not in self.lexicon.determined:
            return None
        if key in _YOUNG and figure is Figure.CHILD and owner not in _OWNERS:
            figure = Figure.OTHER_PERSON
        if not owner and (j > i or key not in self.lexicon.bare):
            return None
        if not owner and i and words[i - 1].norm in ("a", "the", "an", "every", "no", "for", "oh"):
            return None
        if not owner and figure in (Figure.MOTHER, Figure.FATHER) and self._is_a_kind_of(i):
            return None
        if key in _GODS and _is_oath(words, j, j + length):
            return None
        if owner in ("a", "an") and figure in (
            Figure.MOTHER,
            Figure.FATHER,
            Figure.PARTNER,
            Figure.CHILD,
            Figure.SIBLING,
            Figure.PET,
            Figure.GROUP,
            Figure.FAMILY,
            Figure.EX_PARTNER,
        ):
            return None
        adjectives = {word.norm for word in words[start:j]}
        if (
            figure is Figure.PARTNER
            and adjectives & {"ex", "former", "last", "previous", "first", "old"}
            and not adjectives & {"late"}
        ):
            figure = Figure.EX_PARTNER
        if owner == "a" and key == ("coach",) and i and words[i - 1].norm in ("on", "by", "off", "caught", "took"):
            return None
        if third and owner != "your":
            figure = kin_of(self._owner(i, owner), figure)
        if key in (("old", "man"), ("so",), ("oh",)) and owner not in ("my", "our"):
            return None
        end = j + length
        person = Person(figure, None, gender)
        if not third and end < len(words):
            person, end = self._with_name(person, end)
        if person.name is None and not third and figure is not Figure.OTHER_PERSON:
            person = self._as_heard(person)
        if self._says_what_somebody_is(i):
            subject = self.last.person if self.last is not None else person
            if owner in ("my", "our") and words[i - 1].norm != "like":
                self.learnt.is_one(subject, person)
            return Meant(
                i, end, "@fig", subject if owner in ("my", "our") and subject.figure.is_particular else person, "named"
            )
        if owner in ("my", "our") and self._is_apposition(i, end):
            self.learnt.is_one(Person(Figure.OTHER_PERSON, None, person.gender), person)
        self._hear(person, owns=self._owns(end))
        return Meant(i, end, "@fig", person, "named", owns=self._owns(end))

    def _is_apposition(self, i: int, end: int) -> bool:
        """ "She always picked up, my nan.": after a comma, and the sentence ends."""
        ends = end == len(self.words) or (self.words[end].is_break and self.words[end].norm not in (",", "-", "("))
        return ends and i > 0 and self.words[i - 1].norm == ","

    def _owner(self, i: int, pronoun: str) -> Person | None:
        """Whose relative the word at `i` is: "his" by the pronoun's person, "my mum's" by who was named last."""
        if pronoun or (i and self.words[i - 1].norm in ("his", "her", "their")):
            return self._resolve(self.lexicon.possessives.get(pronoun or self.words[i - 1].norm, "f"))
        return self.last.person if self.last is not None and self.last.end == i - 1 else None

    def _before_adjectives(self, i: int) -> str:
        """The word before `i` and the adjectives before it: the "'s" of "my ex's new girlfriend"."""
        at = i - 1
        while at > 0 and self.words[at].norm in self.lexicon.adjectives:
            at -= 1
        return self.words[at].norm if at >= 0 else ""

    def _owns(self, end: int) -> bool:
        return end < len(self.words) and self.words[end].norm == "'s"

    def _is_a_kind_of(self, i: int) -> bool:
        """ "A good mom", "the worst father", "as a mother": what somebody is, no one's mother."""
        before = [word.norm for word in self.words[max(0, i - 3) : i]]
        if before and before[-1] in _JUDGING:
            return not {"my", "our", "me"}.intersection(before)
        return len(before) > 1 and before[-2] in ("a", "an") and before[-1] in self.lexicon.adjectives

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

    def _is_short_name(self, word: Word) -> bool:
        """ "Jo", "Al": two letters are a name only where written as one."""
        return (word.norm in self.lexicon.names or word.norm in self.names) and word.text == word.text.capitalize()

    def _longer(self, j: int) -> bool:
        """True where the adjective at `j` begins no longer term than what follows it ("best friend" is a term itself)."""
        found = self.lexicon.term_at(self.words, j)
        return (
            found is not None
            and found[0] == 1
            and j + 1 < len(self.words)
            and self.lexicon.term_at(self.words, j + 1) is not None
        )

    def _with_name(self, person: Person, end: int) -> tuple[Person, int]:
        """Takes in a name that follows a term: "my sister Anna", "my friend, Tom,", "my son called Leo"."""
        words, k = self.words, end
        if (words[k].norm in ("called", "named") and k + 1 < len(words)) or (
            words[k].norm == "," and k + 2 < len(words) and words[k + 2].norm == ","
        ):
            k += 1
        if k < len(words) and (self._looks_like_name(k) or words[k].norm in self.names):
            if (words[k].norm,) in self.lexicon.terms:
                return person, end
            gender = person.gender if person.gender in ("m", "f", "pl") else self.lexicon.names.get(words[k].norm, "n")
            named = replace(person, name=_as_name(words[k]), gender=gender)
            self.names[words[k].norm] = named
            return named, k + 1
        return person, end

    def _as_heard(self, person: Person) -> Person:
        """The one person of this figure already named, so that "my sister" after "my sister Anna" is Anna."""
        same = {
            p
            for p in self.heard
            if p.figure is person.figure and p.name and (p.gender == person.gender or "n" in (p.gender, person.gender))
        }
        if len(same) == 1:
            return same.pop()
        if not same and self.asked and self.asked.figure is person.figure and self.asked.name:
            return self.asked
        return person

    def _looks_like_name(self, i: int) -> bool:
        word = self.words[i]
        if (
            word.is_break
            or not word.norm.isalpha()
            or not word.text.lower().startswith(word.norm)
            or word.norm.endswith(("ish", "ian", "ese"))
            or (len(word.norm) < _SHORTEST_NAME and not self._is_short_name(word))
            or word.norm in _NOT_NAMES
            or (word.norm,) in self.lexicon.terms
        ):
            return False
        if word.norm in self.lexicon.names:
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
        at_start = i == 0 or (self.words[i - 1].is_break and self.words[i - 1].norm not in (",", "(", '"', "'"))
        after = self.words[i + 1].norm if i + 1 < len(self.words) else ""
        before = self.words[i - 1].norm if i else ""
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
            and self.words[i - 2].norm
            in ("talk", "talked", "talking", "told", "close", "closer", "said", "speak", "listen", "married")
        )

    def _name(self, i: int) -> Meant | None:
        word = self.words[i]
        person = self.names.get(word.norm)
        if person is None:
            if not self._looks_like_name(i):
                return None
            person = Person(Figure.OTHER_PERSON, _as_name(word), self.lexicon.names.get(word.norm, "n"))
        elif not (word.text[0].isupper() or self.all_lower or word.norm in self.lexicon.names):
            return None
        self._hear(person, owns=self._owns(i + 1))
        return Meant(i, i + 1, "@fig", person, "named", owns=self._owns(i + 1))

    def _that_one(self, i: int) -> Meant | None:
        """ "I can tell that woman anything": whoever was spoken of, as "her" would mean."""
        gender = _THAT_ONE.get(self.words[i + 1].norm) if i + 1 < len(self.words) else None
        if self.words[i].norm != "that" or gender is None:
            return None
        person = self._antecedent(gender)
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
        self._hear(god)
        return Meant(i, i + 1, "@figs" if word.norm == "his" else "@fig", god, "pronoun")

    def _pronoun(self, i: int) -> Meant | None:
        word = self.words[i].norm
        if word == "her":
            after = self.words[i + 1] if i + 1 < len(self.words) else None
            is_object = after is None or after.is_break or after.norm in _HER_OBJECT_NEXT
            return Meant(i, i + 1, "@figh" if not is_object else "@fig", self._resolve("f"), self._how("f"))
        if word in self.lexicon.possessives:
            gender = self.lexicon.possessives[word]
            return Meant(i, i + 1, "@figs", self._resolve(gender), self._how(gender))
        if word in self.lexicon.pronouns:
            gender = self.lexicon.pronouns[word]
            return Meant(i, i + 1, "@fig", self._resolve(gender), self._how(gender))
        return None

    def _how(self, gender: str) -> str:
        return "pronoun" if self._antecedent(gender) is not None else "carried"

    def _antecedent(self, gender: str) -> Person | None:
        fitting = [
            person
            for person in reversed(self.heard)
            if person.gender == gender
            or (gender != "pl" and person.gender == "n" and person.figure is not Figure.OTHERS)
        ]
        for person in fitting:
            if person.figure is not Figure.OTHERS:
                return person  # "my parents" rather than the "everyone" who was spoken of since
        if fitting:
            return fitting[0]
        if gender == "pl":
            return next((p for p in reversed(self.heard) if p.gender == "n"), None)
        return None

    def _resolve(self, gender: str) -> Person:
        """The person a pronoun stands for: the last that fits, else whom the question was about, else the only known one that fits."""
        person = self._antecedent(gender)
        if person is not None:
            if person.gender == "n" and gender != "pl":
                fixed = replace(person, gender=gender)
                self.heard = [fixed if p == person else p for p in self.heard]
                if person.name:
                    self.names[person.name.lower()] = fixed
                person = fixed
            return person
        if self.asked is not None and (self.asked.gender in (gender, "n") or gender == "pl"):
            return self.asked
        fitting = [p for p in self.known if p.gender == gender]
        if self.couple and len(fitting) > 1:
            fitting = [p for p in fitting if p.figure is Figure.PARTNER]
        if len(fitting) == 1:
            return fitting[0]
        if gender in self.told.unnamed:
            return self.told.unnamed[gender]
        if self.couple and gender != "pl" and not self.known:
            return Person(Figure.PARTNER, None, gender)
        return Person(Figure.OTHER_PERSON, None, gender)

    def _hear(self, person: Person, *, owns: bool = False) -> None:
        """Makes `person` the last one spoken of; whose brother it was that was spoken of stands behind whoever is told of."""
        behind = owns and bool(self.heard) and self.heard[-1].gender == person.gender
        if person in self.heard:
            if owns:
                return
            self.heard.remove(person)
        self.heard.insert(len(self.heard) - behind, person)


def _is_oath(words: Sequence[Word], start: int, end: int) -> bool:
    """True for "thank God", "God no": nobody is meant."""
    after = words[end].norm if end < len(words) else ""
    before = words[start - 1].norm if start else ""
    return after in _OATH_NEXT or before in ("thank", "oh", "my", "swear", "dear")


_OATH_NEXT: Final = frozenset(
    {"no", "yes", "yeah", "knows", "sake", "damn", "forbid", "willing", "help", "bless", "forgive", "i", "the"}
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


def _as_name(word: Word) -> str:
    """A name as the speaker types it, without a possessive ending; capitalised as people write names."""
    plain = word.text.split("'")[0].split("’")[0]
    return plain if plain[0].isupper() else plain.capitalize()
