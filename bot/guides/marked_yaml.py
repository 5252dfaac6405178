"""Reads YAML and remembers on which line every value stands, so that a mistake can be shown where it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """The values of one YAML file, the line (from 1) of each path in it, and what was wrong with the YAML itself."""

    name: str
    values: Any
    lines: dict[FieldPath, int]
    problems: tuple[str, ...] = ()

    def place(self, path: FieldPath) -> str:
        """`file:line: field`, with the line of the nearest enclosing value where the field itself is missing."""
        at = path
        while at and at not in self.lines:
            at = at[:-1]
        field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        return f"{self.name}:{self.lines.get(at, 1)}: {field or 'the file'}"


def read_marked(path: Path) -> MarkedFile:
    """Reads a file. YAML that cannot be parsed, doubled keys and unreadable files become problems, never exceptions."""
    name = f"{path.parent.name}/{path.name}"
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        return MarkedFile(name, None, {}, (f"{name}:1: the file cannot be read ({type(error).__name__})",))
    except UnicodeDecodeError:
        return MarkedFile(name, None, {}, (f"{name}:1: the file is not UTF-8",))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return MarkedFile(name, None, {}, (f"{name}:{line}: not YAML: {error.problem or 'cannot be parsed'}",))
    except yaml.YAMLError:
        return MarkedFile(name, None, {}, (f"{name}:1: not YAML: it holds a character that YAML forbids",))
    if node is None:
        return MarkedFile(name, None, {}, (f"{name}:1: the file is empty",))
    lines: dict[FieldPath, int] = {}
    problems: list[str] = []
    values = _walk(node, (), lines, problems, name)
    return MarkedFile(name, values, lines, tuple(problems))


def _walk(node: yaml.Node, at: FieldPath, lines: dict[FieldPath, int], problems: list[str], name: str) -> Any:
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_walk(child, (*at, index), lines, problems, name) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in values:
                problems.append(f"{name}:{key_node.start_mark.line + 1}: {key}: stands here twice")
            values[key] = _walk(value_node, (*at, key), lines, problems, name)
            lines[(*at, key)] = key_node.start_mark.line + 1
        return values
    # A scalar is built by YAML's own safe rules: numbers, booleans and null keep their types.
    return yaml.SafeLoader("").construct_object(node)
