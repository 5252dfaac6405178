"""Names listed after a role of several: "two sisters, Jo and Helen", "my kids: Ana, Tom and Lee"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.normaliser import Word
from bot.working_model.statement import Figure

_LEADS_IN: Final = frozenset({",", ":", "-", "(", "called", "named"})
_BETWEEN: Final = frozenset({",", "and", "&", "n"})
_LONGEST_TERM: Final = 3
_Terms = Mapping[tuple[str, ...], tuple[Figure, str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list, with the role and gender of the word it is listed after."""

    word: Word
    figure: Figure
    gender: str


def listed_names(words: Sequence[Word], terms: _Terms) -> Iterator[Listed]:
    """Every name of every such list; one name alone after a role is no list."""
    for i in range(len(words)):
        for length in range(_LONGEST_TERM, 0, -1):
            found = _one_of(tuple(word.norm for word in words[i : i + length]), terms)
            if found is None:
                continue
            names = _names(words, i + length)
            if len(names) > 1:
                yield from (Listed(word, *found) for word in names)
            break


def _one_of(term: tuple[str, ...], terms: _Terms) -> tuple[Figure, str] | None:
    """Figure and gender of one of those whom a plural term means; None where it is no plural of a term for one."""
    if terms.get(term, (None, ""))[1] != "pl":
        return None
    figure = terms[term][0]
    one = terms.get((*term[:-1], term[-1].removesuffix("s")))
    return (figure, one[1]) if one is not None and one[0] is figure else (figure, "n")


def _names(words: Sequence[Word], at: int) -> list[Word]:
    if at >= len(words) or words[at].norm not in _LEADS_IN:
        return []
    found: list[Word] = []
    at += 1
    while at < len(words) and _is_name(words[at]):
        found.append(words[at])
        at += 1
        ends = at
        while at < len(words) and words[at].norm in _BETWEEN:
            at += 1
        if at == ends:
            break
    return found


def _is_name(word: Word) -> bool:
    return not word.is_break and word.norm.isalpha() and word.text == word.text.capitalize() and word.norm != "i"
