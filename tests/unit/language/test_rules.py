"""Every rule's own examples, and the messages a broken rules file gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.language.reader import SpacyReader
from bot.language.rules import RULES, load_rules

_RULES = load_rules()
_HITS = [pytest.param(rule, hit, id=f"{rule.id}: {hit}") for rule in _RULES for hit in rule.hits]
_MISSES = [pytest.param(rule, miss, id=f"{rule.id}: {miss}") for rule in _RULES for miss in rule.misses]


@cache
def rules_alone() -> SpacyReader:
    """The classifier may say otherwise; a rule's examples show what the rule does."""
    return SpacyReader(model=None)


def _matching(text: str) -> set[str]:
    return {finding.rule.id for finding in rules_alone().analyse(text)._.findings}


@pytest.mark.parametrize(("rule", "hit"), _HITS)
def test_a_rule_matches_what_it_must(rule, hit):
    if rule.way is not None:
        assert rule.way in {c.way for c in rules_alone().read(hit).coping}
        return
    sign, text = hit[0], hit[2:]
    assert rule.id in _matching(text)
    assert (rule.facet, sign) in [(s.facet, s.direction.value) for s in rules_alone().read(text).statements]


@pytest.mark.parametrize(("rule", "miss"), _MISSES)
def test_a_rule_leaves_near_misses_alone(rule, miss):
    assert rule.id not in _matching(miss)


_GOOD = {
    "id": "a-rule",
    "facet": "worth",
    "direction": "-",
    "frames": ["I am (sad|low)"],
    "hits": ["- I am low"],
}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"facet": "wealth"}, "field facet: 'wealth'", id="unknown-facet"),
        pytest.param({"direction": None}, "field direction", id="no-direction"),
        pytest.param({"frames": ["I am (sad"]}, "field frames: a bracket is not closed", id="open-bracket"),
        pytest.param({"frames": ["I am sad)"]}, "field frames: a bracket is closed", id="stray-bracket"),
        pytest.param({"frames": ["I am Sad!"]}, "field frames: 'Sad!'", id="no-word"),
        pytest.param({"frames": ["<nothing_such>"]}, "there is no macro <nothing_such>", id="unknown-macro"),
        pytest.param({"hits": []}, "field hits", id="no-example"),
        pytest.param({"colour": "red"}, "field colour: there is no such field", id="unknown-field"),
        pytest.param({"negation": "maybe"}, "field negation", id="unknown-negation"),
        pytest.param({"keep": ["jokes"]}, "field keep: jokes", id="unknown-keep"),
    ],
)
def test_a_mistake_names_file_rule_and_field(tmp_path: Path, change, problem):
    import yaml

    entry = {k: v for k, v in {**_GOOD, **change}.items() if v is not None}
    (tmp_path / "mine.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    with pytest.raises(SetUpError) as caught:
        load_rules(tmp_path)
    assert "mine.yml: rule a-rule" in str(caught.value)
    assert problem in str(caught.value)


def test_every_mistake_is_listed_at_once(tmp_path: Path):
    (tmp_path / "mine.yml").write_text("- id: a\n  facet: x\n- facet: worth\n", encoding="utf-8")
    with pytest.raises(SetUpError) as caught:
        load_rules(tmp_path)
    assert len(caught.value.problems) >= 3


def test_a_good_rule_loads(tmp_path: Path):
    import yaml

    (tmp_path / "mine.yml").write_text(yaml.safe_dump([_GOOD]), encoding="utf-8")
    assert [rule.id for rule in load_rules(tmp_path)] == ["a-rule"]


def test_each_theme_has_its_file():
    assert {path.stem for path in RULES.glob("*.yml")} == {"trust", "closeness", "self_worth", "security", "coping"}


def test_every_frame_compiles_and_names_a_word_it_needs():
    for rule in _RULES:
        for frame in rule.frames:
            assert frame.pattern.pattern
            assert frame.anchors, frame.source
