"""Every value of a YAML file knows its line, and a broken file becomes a problem, never a traceback."""

from pathlib import Path

import pytest

from bot.guides.marked_yaml import read_marked


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "one.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_values_keep_their_lines(tmp_path: Path) -> None:
    file = read_marked(write(tmp_path, "id: a\nsteps:\n  - kind: moment\n    why: >-\n      because\n      of it\n"))
    assert file.values == {"id": "a", "steps": [{"kind": "moment", "why": "because of it"}]}
    assert file.lines[("steps", 0, "why")] == 4


def test_a_missing_field_is_placed_at_what_encloses_it(tmp_path: Path) -> None:
    file = read_marked(write(tmp_path, "steps:\n  - kind: moment\n"))
    assert file.place(("steps", 0, "why")) == f"{tmp_path.name}/one.yml:2: steps[0].why"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("a: [1", ":1: not YAML", id="unclosed"),
        pytest.param("a: 1\nb: 2\na: 3\n", ":3: a: stands here twice", id="doubled key"),
        pytest.param("", ":1: the file is empty", id="empty"),
        pytest.param(b"a: \xff\n", "not UTF-8", id="bytes"),
        pytest.param("a: \x00\n", "not YAML", id="forbidden character"),
    ],
)
def test_a_broken_file_is_a_problem(tmp_path: Path, text: str | bytes, says: str) -> None:
    problems = read_marked(write(tmp_path, text)).problems
    assert len(problems) == 1
    assert says in problems[0]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be read" in read_marked(tmp_path / "none.yml").problems[0]
