"""Statement rules as data: read from rules/*.yml, checked on load, every mistake named by file, rule and field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.errors import SetUpError
from bot.language.frames import Frame, FrameError, compile_frame
from bot.working_model.statement import THEME_OF, Direction, Facet, Figure, Theme, Time, Way

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

RULES: Final = Path(__file__).parent / "rules"
MACROS: Final = Path(__file__).parent / "lexicons" / "macros.yml"
KEEPABLE: Final = frozenset({"question", "conditional", "reported", "wish", "negation", "intent"})
_FIELDS: Final = frozenset(
    {
        "id",
        "facet",
        "direction",
        "way",
        "frames",
        "figure",
        "keep",
        "negation",
        "time",
        "certainty",
        "confidence",
        "hits",
        "misses",
        "note",
        "unless",
        "only",
        "habit",
    }
)
_NEGATION: Final = frozenset({"flip", "cancel", "keep"})
DEFAULT_CONFIDENCE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading rule: of a statement (`facet`, `direction`) or of a way of coping (`way`).

    `figure` is whom it is about where the words name nobody. `negation` says what a negation in a frame's chain does.
    `keep` names what does not cancel it (a rhetorical question, a condition, ...); a word of `unless` before the match in its clause cancels it.
    `only` drops a match that comes out the other way; `habit` drops a finished act told once. `hits` and `misses` are its own tests.
    """

    id: str
    facet: Facet | None
    direction: Direction | None
    way: Way | None
    frames: tuple[Frame, ...]
    figure: Figure
    keep: frozenset[str]
    negation: str
    time: Time | None
    certainty: float | None
    confidence: float
    unless: frozenset[str]
    only: Direction | None
    habit: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    @property
    def theme(self) -> Theme | None:
        """The theme its facet belongs to, None for a way of coping."""
        return THEME_OF[self.facet] if self.facet is not None else None


def _yaml(path: Path) -> Any:
    """A YAML file's content, by the safe loader in C where there is one: it is ten times as fast."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506


def load_rules(folder: Path = RULES, *, macros: Path = MACROS) -> tuple[Rule, ...]:
    """Every rule of every file of `folder`, in order. Raises `SetUpError` listing every mistake at once."""
    problems: list[str] = []
    named = {name: str(text) for name, text in _yaml(macros).items()}
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            entries = _yaml(path)
        except yaml.YAMLError as error:
            problems.append(f"{path.name}: this is no YAML ({error.__class__.__name__})")
            continue
        if not isinstance(entries, list):
            problems.append(f"{path.name}: the file must be a list of rules")
            continue
        for number, entry in enumerate(entries, 1):
            rule = _rule(path.name, number, entry, named, problems)
            if rule is not None:
                rules.append(rule)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            problems.append(f"{rule.id}: field id: two rules have this id")
        seen.add(rule.id)
    if not rules and not problems:
        problems.append(f"{folder.name}: no rules were found")
    if problems:
        raise SetUpError(problems)
    return tuple(rules)


def _rule(file: str, number: int, entry: Any, macros: Mapping[str, str], problems: list[str]) -> Rule | None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        problems.append(f"{file}: rule {number}: field id: a short name is missing")
        return None
    where = f"{file}: rule {entry['id']}"
    before = len(problems)
    for field in sorted(set(entry) - _FIELDS):
        problems.append(f"{where}: field {field}: there is no such field (there are {', '.join(sorted(_FIELDS))})")
    facet = _enum(Facet, entry, "facet", where, problems)
    direction = _enum(Direction, entry, "direction", where, problems)
    way = _enum(Way, entry, "way", where, problems)
    figure = _enum(Figure, entry, "figure", where, problems) or Figure.SELF
    time = _enum(Time, entry, "time", where, problems)
    only = _enum(Direction, entry, "only", where, problems)
    if (way is None) == (facet is None):
        problems.append(f"{where}: field facet: give either a facet or a way of coping")
    if facet is not None and direction is None:
        problems.append(f"{where}: field direction: give + or -")
    keep = frozenset(entry.get("keep", ()))
    if keep - KEEPABLE:
        problems.append(
            f"{where}: field keep: {', '.join(sorted(keep - KEEPABLE))} is not among {', '.join(sorted(KEEPABLE))}"
        )
    negation = entry.get("negation", "cancel" if way is not None else "flip")
    if negation not in _NEGATION:
        problems.append(f"{where}: field negation: it must be one of {', '.join(sorted(_NEGATION))}")
    for field in ("hits", "misses", "unless"):
        if not _strings(entry.get(field, ())):
            problems.append(f"{where}: field {field}: it must be a list of texts")
    if not entry.get("hits"):
        problems.append(f"{where}: field hits: at least one example that must match is missing")
    frames = tuple(_frames(entry.get("frames"), macros, where, problems))
    if len(problems) > before:
        return None
    return Rule(
        id=entry["id"], facet=facet, direction=direction, way=way, frames=frames, figure=figure, keep=keep, negation=negation, time=time,
        certainty=entry.get("certainty"), confidence=float(entry.get("confidence", DEFAULT_CONFIDENCE)),
        unless=frozenset(entry.get("unless", ())), only=only, habit=bool(entry.get("habit", False)), hits=tuple(entry.get("hits", ())), misses=tuple(entry.get("misses", ())),
    )  # fmt: skip


def _frames(value: Any, macros: Mapping[str, str], where: str, problems: list[str]) -> Iterable[Frame]:
    if not _strings(value) or not value:
        problems.append(f"{where}: field frames: it must be a list of frames")
        return
    for source in value:
        try:
            yield compile_frame(source, macros)
        except FrameError as error:
            problems.append(f"{where}: field frames: {error}")


def _strings(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _enum(kind: Any, entry: Mapping[str, Any], field: str, where: str, problems: list[str]) -> Any:
    if field not in entry:
        return None
    try:
        return kind(entry[field])
    except ValueError:
        problems.append(f"{where}: field {field}: {entry[field]!r} is not among {', '.join(kind)}")
        return None
