"""The format of a guide: what is accepted, and that each mistake names file, line and field, all of them at once."""

from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.guides.format import About, load_guides
from bot.working_model.guide import StepKind
from bot.working_model.statement import Elicits, Facet, Theme

GOOD = """\
id: small
title: A small guide
summary: A guide that is just long enough.
minutes: 5
opening: This is a small guide, for a test of the format.
steps:
  - id: small.who
    kind: person
    about: open
    wordings: ["Who is it?", "Whom do you mean?", "Who comes to mind?", "Which person is it?"]
    why: So that the next question is about one person.
  - id: small.time
    kind: moment
    about: person
    theme: trust
    facet: availability
    elicits: asked_plus
    wordings:
      - "When could you lean on {person}?"
      - "When did {person} come?"
      - "What did {person} do for you once?"
      - "And {person}: when did {they} come?"
    why: One remembered moment says more than an opinion.
    pass_when: [no_one]
    follow_ups:
      - when: short
        wordings: ["What do you remember of it?"]
  - id: small.end
    kind: closing
    about: open
    wordings: ["What will you keep?", "What stays with you?", "What now?", "What comes next?"]
    why: So that the talk ends with something in your hand.
closing:
  - Breathe out slowly, three times.
  - Look out of the window for a moment.
"""


def load(tmp_path: Path, text: str) -> None:
    (tmp_path / "small.yml").write_text(text, encoding="utf-8")
    load_guides(tmp_path)


def problems(tmp_path: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(SetUpError) as caught:
        load(tmp_path, text)
    return caught.value.problems


def test_a_good_guide_loads(tmp_path: Path) -> None:
    (tmp_path / "small.yml").write_text(GOOD, encoding="utf-8")
    (plan,) = load_guides(tmp_path)
    step = plan.guide.steps[1]
    assert plan.guide.minutes == 5
    assert (step.kind, step.theme, step.facet, step.elicits) == (
        StepKind.MOMENT, Theme.TRUST, Facet.AVAILABILITY, Elicits.ASKED_PLUS,
    )  # fmt: skip
    assert plan.about["small.time"] is About.PERSON
    assert (step.follow_ups, step.follow_up_when) == (("What do you remember of it?",), ("short",))
    assert plan.guide.closing == ("Breathe out slowly, three times.",)
    assert len(plan.closings) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        pytest.param("kind: moment", "kind: momment", 13, "steps[1].kind", "Input should be", id="unknown kind"),
        pytest.param("minutes: 5", "minutes: five", 4, "minutes", "valid integer", id="not a number"),
        pytest.param("minutes: 5", "minutes: 5\nmintues: 6", 5, "mintues", "no such field", id="unknown field"),
        pytest.param("    about: person\n", "", 12, "steps[1].about", "missing", id="missing field"),
        pytest.param("facet: availability", "facet: comfort", 16, "steps[1].facet", "belongs to the theme closeness", id="facet of another theme"),
        pytest.param("    facet: availability\n", "", 15, "steps[1].theme", "a theme needs its facet", id="theme alone"),
        pytest.param("pass_when: [no_one]", "pass_when: [nobody]", 24, "steps[1].pass_when[0]", "Input should be", id="unknown condition"),
        pytest.param("when: short", "when: tiny", 26, "steps[1].follow_ups[0].when", "Input should be", id="unknown follow-up"),
        pytest.param('"When did {person} come?"', '"Why did you wait for {person}?"', 20, "steps[1].wordings[1]", "why did you", id="why did you"),
        pytest.param('"When did {person} come?"', '"When? And where?"', 20, "steps[1].wordings[1]", "exactly one question", id="two questions"),
        pytest.param('"When did {person} come?"', '"Tell me."', 20, "steps[1].wordings[1]", "exactly one question", id="no question"),
        pytest.param('"When did {person} come?"', '"Did {person} come!?"', 20, "steps[1].wordings[1]", "exclamation", id="exclamation"),
        pytest.param('"When did {person} come?"', '"When did {Person} come?"', 20, "steps[1].wordings[1]", "there is no slot {Person}", id="unknown slot"),
        pytest.param('"When did {person} come?"', '"When did {person come?"', 20, "steps[1].wordings[1]", "a brace stands alone", id="lone brace"),
        pytest.param('"When did {person} come?"', '"What is it that {they} says?"', 20, "steps[1].wordings[1]", "read well with every pronoun", id="verb after they"),
        pytest.param('"When did {person} come?"', '"When could you lean on {person}?"', 18, "steps[1].wordings", "same wording", id="same wording twice"),
        pytest.param('"Who comes to mind?"', '"Who is {person}?"', 10, "steps[0].wordings[2]", "needs 'about: person'", id="slot without a person"),
        pytest.param('"When did {person} come?"', '"When was {person} near?"', 20, "steps[1].wordings[1]", "one or many", id="verb that shows a number"),
        pytest.param('["What will you keep?", ', "[", 31, "steps[2].wordings", "at least 4 items", id="too few wordings"),
        pytest.param("kind: closing", "kind: meaning", 29, "steps[2].kind", "last step must be the closing", id="no closing"),
        pytest.param("kind: person", "kind: closing", 8, "steps[0].kind", "only the last step", id="closing too early"),
        pytest.param("id: small.end", "id: small.who", 28, "steps[2].id", "taken already", id="id taken"),
        pytest.param("    theme: trust\n    facet: availability\n", "", 15, "steps[1].elicits", "only be asked for with", id="pole without a facet"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, field: str, says: str
) -> None:
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(each.startswith(f"{tmp_path.name}/small.yml:{line}: {field}: ") and says in each for each in found), (
        found
    )


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(GOOD.replace("minutes: 5", "minutes: 99").replace("about: person", "about: cat"))
    (tmp_path / "b.yml").write_text("id: [")
    with pytest.raises(SetUpError) as caught:
        load_guides(tmp_path)
    assert [each.split(": ")[0].split("/")[1] for each in caught.value.problems] == ["a.yml:4", "a.yml:14", "b.yml:1"]


def test_a_folder_without_guides_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(SetUpError):
        load_guides(tmp_path)
