"""The words for people: kin and roles, given names, pronouns, people in general, as figures.yml and names.yml list them."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from bot.language.normaliser import Word
from bot.working_model.statement import Figure

LEXICONS: Final = Path(__file__).parent / "lexicons"
OWNERS: Final = frozenset({"my", "our", "me", "mine"})
"""The words by which somebody is the speaker's own."""
# Figures whose gender their name alone does not give.
_GENDER_OF: Final = {Figure.MOTHER: "f", Figure.FATHER: "m", Figure.FAITH: "m"}
_PLURAL: Final = frozenset({Figure.PARENT, Figure.GROUP, Figure.FAMILY})
# Names of men and women alike.
_EITHER: Final = (
    "sam alex charlie chris jamie jo pat robin kim lee max jesse jordan taylor morgan casey riley drew kit frankie andy ash "
    "bobby billie ali"
).split()


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


class FigureLexicon:
    """The words for people, ready to be looked up."""

    def __init__(self, data: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> None:
        self.terms: dict[tuple[str, ...], tuple[Figure, str]] = {}
        for figure, groups in data["terms"].items():
            for key, terms in groups.items():
                gender = "pl" if key.endswith("_pl") else key[0]
                for term in terms:
                    self.terms.setdefault(tuple(str(term).split()), (Figure(figure), gender))
        self.longest = max(len(term) for term in self.terms)
        self.bare = {tuple(term.split()) for term in data["bare"]}
        self.determined = {tuple(term.split()) for term in data["determined"]}
        self.adjectives = {word for phrase in data["adjectives"] for word in str(phrase).split()}
        self.others = {tuple(term.split()) for term in data["others"]}
        self.nobody = {tuple(term.split()) for term in data["nobody"]}
        self.longest_general = max(len(term) for term in self.others | self.nobody)
        self.pronouns: dict[str, str] = data["pronouns"]
        self.possessives: dict[str, str] = data["possessives"]
        self.names = {name: gender for gender, listed in names.items() for name in listed}
        self.names.update(dict.fromkeys(_EITHER, "n"))

    @classmethod
    def load(cls, folder: Path = LEXICONS) -> FigureLexicon:
        """Reads figures.yml and names.yml."""
        return cls(
            _yaml(folder / "figures.yml"),
            _yaml(folder / "names.yml"),
        )

    def gender(self, figure: Figure, name: str | None) -> str:
        """The gender of somebody of `figure`: m, f, n (either) or pl (several)."""
        if figure in _PLURAL and not (name and figure is Figure.FAMILY):
            return "pl"  # "my family" is several, "my aunt Samira" one
        return _GENDER_OF.get(figure) or self.names.get((name or "").lower(), "n")

    def term_at(self, words: Sequence[Word], i: int) -> tuple[int, Figure, str, tuple[str, ...]] | None:
        """The longest term that begins at word `i`: its length, figure, gender and words."""
        if i >= len(words) or words[i].is_break:
            return None
        found = None
        key: tuple[str, ...] = ()
        for at in range(i, len(words)):
            word = words[at]
            if word.norm == "-" and at > i:
                continue  # "mother-in-law" is one word, however it is written
            if word.is_break or len(key) == self.longest:
                break
            key = (*key, word.norm)
            if key in self.terms:
                figure, gender = self.terms[key]
                found = (at + 1 - i, figure, gender, key)
        return found
