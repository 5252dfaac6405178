"""Chooses among what the rules found in one clause: the finding that covers most words has seen what a shorter one missed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.matcher import Finding
from bot.working_model.statement import Facet, Figure


def best_by_facet(findings: Iterable[Finding]) -> list[Finding]:
    """For each facet the finding that covers most words: it has seen the negation a shorter one missed."""
    best: dict[tuple[Facet, Figure, str | None], Finding] = {}
    for f in sorted(findings, key=lambda f: (-f.length, f.start, -f.confidence)):
        facet = f.rule.facet
        if facet is not None and not any(key[0] is facet and _overlap(f, other) for key, other in best.items()):
            best.setdefault((facet, f.person.figure, f.person.name), f)
    per_facet: dict[Facet, list[Finding]] = {}
    for (facet, _, _), f in best.items():
        per_facet.setdefault(facet, []).append(f)
    kept: list[Finding] = []
    for several in per_facet.values():
        named = [f for f in several if f.person.figure.is_particular]
        kept.extend(named[:2] if named else several[:1])
    return sorted(kept, key=lambda f: f.start)


def _overlap(a: Finding, b: Finding) -> bool:
    return a.start < b.start + b.length and b.start < a.start + a.length


def best_by_way(findings: Iterable[Finding]) -> list[Finding]:
    """For each way of coping the finding that covers most words."""
    best: dict[str, Finding] = {}
    for f in sorted(findings, key=lambda f: (-f.length, f.start)):
        best.setdefault(str(f.rule.way), f)
    return sorted(best.values(), key=lambda f: f.start)
