"""Finds the words for kin and roles with their owners ("my older sister", "the counsellor"), and passes over those by which nobody is meant."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.normaliser import Word
from bot.language.person_words import OWNERS, FigureLexicon
from bot.working_model.statement import Figure

_DETERMINERS: Final = frozenset(
    "a an the this that these those some another one every each any both all two three other own same".split()
)
_JUDGING: Final = frozenset(
    (
        "good bad great better best worse worst proper decent poor terrible awful crap shit rubbish useless perfect fit "
        "real single"
    ).split()
)
_GODS: Final = frozenset({("god",), ("lord",), ("jesus",), ("christ",), ("jesus", "christ"), ("allah",), ("krishna",)})
# Of one's own only with "my": "the lads" are friends, "that boy" anybody.
_YOUNG: Final = frozenset({("lad",), ("boy",), ("lads",), ("boys",), ("girls",)})
_OATH_NEXT: Final = frozenset(
    {"no", "yes", "yeah", "knows", "sake", "damn", "forbid", "willing", "help", "bless", "forgive", "i", "the"}
)
_NOT_BEFORE: Final = frozenset({"a", "the", "an", "every", "no", "for", "oh"})
"""After these a bare term is no name for somebody."""
_THEIRS: Final = frozenset({"his", "her", "their", "your"})
_ONLY_ONES_OWN: Final = frozenset({("old", "man"), ("so",), ("oh",)})
_RIDDEN: Final = frozenset({"on", "by", "off", "caught", "took"})
_NO_LONGER: Final = frozenset({"ex", "former", "last", "previous", "first", "old"})
_MOST_ADJECTIVES: Final = 4
# "A mother" is any mother, "a friend" somebody.
_ANYBODYS: Final = frozenset(
    {
        Figure.MOTHER,
        Figure.FATHER,
        Figure.PARTNER,
        Figure.CHILD,
        Figure.SIBLING,
        Figure.PET,
        Figure.GROUP,
        Figure.FAMILY,
        Figure.EX_PARTNER,
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    """A word for kin or a role, `end` being where it ends. `is_theirs`: another's relative ("his sister", "my ex's new girlfriend")."""

    end: int
    figure: Figure
    gender: str
    key: tuple[str, ...]
    owner: str
    is_theirs: bool

    @property
    def is_ones_own(self) -> bool:
        """True for "my" and "our"."""
        return self.owner in ("my", "our")

    @property
    def needs_an_owner(self) -> bool:
        """ "The old man" is anybody, "my old man" a father."""
        return self.key in _ONLY_ONES_OWN and not self.is_ones_own


class Roles:
    """The words for kin and roles in one message."""

    def __init__(self, lexicon: FigureLexicon, words: Sequence[Word]) -> None:
        self._lexicon = lexicon
        self._words = words

    def at(self, i: int) -> Role | None:
        """The role that is spoken of from word `i` on, its owner and its adjectives included."""
        words, j = self._words, i
        owner = ""
        if (
            words[j].norm in OWNERS
            or words[j].norm in _DETERMINERS
            or words[j].norm in ("his", "their", "your")
            or (words[j].norm == "her" and i + 1 < len(words))
        ):
            owner = words[j].norm
            j += 1
        start = j
        while (
            j < len(words)
            and j - start < _MOST_ADJECTIVES
            and words[j].norm in self._lexicon.adjectives
            and (self._lexicon.term_at(words, j) is None or self._longer(j))
        ):
            j += 1
        found = self._lexicon.term_at(words, j) if j < len(words) else None
        if found is None:
            return None
        length, figure, gender, key = found
        is_theirs = owner in _THEIRS or (not owner and self._before_adjectives(i) in ("'s", *_THEIRS))
        if key in _YOUNG and figure is Figure.CHILD and owner not in OWNERS:
            figure = Figure.OTHER_PERSON
        if self._means_nobody(i, j, owner, figure, key, length):
            return None
        adjectives = {word.norm for word in words[start:j]}
        if figure is Figure.PARTNER and adjectives & _NO_LONGER and "late" not in adjectives:
            figure = Figure.EX_PARTNER
        return Role(j + length, figure, gender, key, owner, is_theirs)

    def _means_nobody(self, i: int, j: int, owner: str, figure: Figure, key: tuple[str, ...], length: int) -> bool:
        """True where the term at `j`, its owner at `i`, is said of nobody in particular ("as a mother", "thank God", "on a coach")."""
        before = self._words[i - 1].norm if i else ""
        if not owner:
            is_bare = j == i and key in self._lexicon.bare and before not in _NOT_BEFORE
            if not is_bare or (figure in (Figure.MOTHER, Figure.FATHER) and self._is_a_kind_of(i)):
                return True
        return (
            (owner in _DETERMINERS and key not in self._lexicon.determined)
            or (key in _GODS and _is_oath(self._words, j, j + length))
            or (owner in ("a", "an") and figure in _ANYBODYS)
            or (owner == "a" and key == ("coach",) and before in _RIDDEN)
        )

    def _is_a_kind_of(self, i: int) -> bool:
        """ "A good mom", "the worst father", "as a mother": what somebody is, no one's mother."""
        before = [word.norm for word in self._words[max(0, i - 3) : i]]
        if before and before[-1] in _JUDGING:
            return not {"my", "our", "me"}.intersection(before)
        return len(before) > 1 and before[-2] in ("a", "an") and before[-1] in self._lexicon.adjectives

    def _before_adjectives(self, i: int) -> str:
        """The word before `i` and the adjectives before it: the "'s" of "my ex's new girlfriend"."""
        at = i - 1
        while at > 0 and self._words[at].norm in self._lexicon.adjectives:
            at -= 1
        return self._words[at].norm if at >= 0 else ""

    def _longer(self, j: int) -> bool:
        """True where the adjective at `j` begins no longer term than what follows it ("best friend" is a term itself)."""
        found = self._lexicon.term_at(self._words, j)
        return (
            found is not None
            and found[0] == 1
            and j + 1 < len(self._words)
            and self._lexicon.term_at(self._words, j + 1) is not None
        )


def _is_oath(words: Sequence[Word], start: int, end: int) -> bool:
    """True for "thank God", "God no": nobody is meant."""
    after = words[end].norm if end < len(words) else ""
    before = words[start - 1].norm if start else ""
    return after in _OATH_NEXT or before in ("thank", "oh", "my", "swear", "dear")
