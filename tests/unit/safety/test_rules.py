"""The rules as data: every example holds, and a mistake in a file is named."""

from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.safety.rules import RULES_DIR, RuleBook, failing_examples, load_rules

LEXICON = "classes: {common: i to, soft: just really}\nsequences: {}\n"
RULE = """
rules:
  - id: a.b
    kind: self
    level: concern
    any: ["i want to (die | vanish)"]
    must: [I want to die]
    must_not: [I want to dine]
"""


def folder(tmp_path: Path, *, rules: str = RULE, lexicon: str = LEXICON, contexts: str = "{}") -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "shorthand.yml").write_text("wanna: want to\n")
    for name, text in (("lexicon", lexicon), ("contexts", contexts), ("some", rules)):
        (tmp_path / "rules" / f"{name}.yml").write_text(text)
    return tmp_path / "rules"


def test_every_example_does_as_its_rule_says(book: RuleBook) -> None:
    assert failing_examples(book) == []


def test_every_rule_has_an_example_that_must_match(book: RuleBook) -> None:
    assert [rule.id for rule in book.rules if not rule.must] == []


def test_the_files_shipped_are_found() -> None:
    assert {file.stem for file in RULES_DIR.glob("*.yml")} >= {
        "self",
        "thoughts",
        "veiled",
        "watch",
        "others",
        "histories",
        "german",
        "spanish",
    }


def test_a_small_book_loads(tmp_path: Path) -> None:
    assert [rule.id for rule in load_rules(folder(tmp_path)).rules] == ["a.b"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("level: concern", "level: urgent"), "some.yml: a.b: 'urgent' is not a valid Level"),
        (("kind: self", "kind: mood"), "some.yml: a.b: 'mood' is not a valid RiskKind"),
        (("(die | vanish)", "(die | vanish"), "some.yml: a.b: a bracket is not closed (in: i want to (die | vanish)"),
        (("i want", "<nobody> want"), "some.yml: a.b: no class <nobody> (in: <nobody> want to (die | vanish))"),
        (
            ("must: [I want to die]", "under: {lately: none}\n    must: [I want to die]"),
            "some.yml: a.b: no context lately",
        ),
        (("must: [I want to die]", "may: [x]\n    must: [I want to die]"), "some.yml: a.b: unknown field may"),
        (("    must: [I want to die]\n", ""), "some.yml: a.b: has no examples that must match (must)"),
        (("must: [I want to die]", "must: [I want tea]"), "rule a.b: example 1 of must does not match"),
        (("must_not: [I want to dine]", "must_not: [I want to vanish]"), "rule a.b: example 1 of must_not matches"),
    ],
    ids=["level", "kind", "bracket", "class", "context", "field", "no example", "must", "must not"],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    assert change[0] in RULE
    with pytest.raises(SetUpError) as raised:
        load_rules(folder(tmp_path, rules=RULE.replace(*change)))
    assert raised.value.problems == (complaint,)


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"rule a\.b: the id is used twice"):
        load_rules(folder(tmp_path, rules=RULE + RULE.replace("\nrules:\n", "")))


def test_a_context_with_an_unknown_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"contexts\.yml: denied: unknown field befor"):
        load_rules(folder(tmp_path, contexts="denied: {befor: [i]}"))


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("I was to die. That was then.", False),
        ("I want to die. That was then.", True),
        ("I was to die. That was then. But again.", True),
        ("I was to die. That was then. Never again.", False),
    ],
    ids=["told as past", "in the present", "a sign of the present", "a settled one"],
)
def test_a_past_needs_its_tense_and_no_sign_of_the_present(tmp_path: Path, said: str, counts: bool) -> None:
    rule = RULE.replace("i want to", "i (want | was) to").replace("    must:", "    under: {over: none}\n    must:")
    over = "over: {told: [was ~4], onward: [that was then], settled: [never again], unless: [again]}"
    book = load_rules(folder(tmp_path, rules=rule, contexts=over))
    assert bool(list(book.findings(book.encode(said)))) is counts


def test_a_file_that_is_not_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"contexts\.yml: cannot be read"):
        load_rules(folder(tmp_path, contexts="{"))
