"""Over many simulated people: every line has its live quote, and nobody has a line with too little behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulation.confusion import Confusion
from bot.simulation.world import CLUSTERED, Speaker, World
from bot.working_model.kept import Standing
from bot.working_model.statement import Figure
from bot.working_model.weights import DEFAULT
from tests.unit.working_model.builders import someone, summary_of


def told(seed, count, world):
    rng = np.random.default_rng(seed)
    speaker = Speaker.born(world, rng)
    heard = Confusion().read(speaker.speak(count), rng)
    standing = (Standing.LIVE, Standing.LIVE, Standing.LIVE, Standing.CONTESTED, Standing.REMOVED)
    kept = [replace(each, standing=standing[int(rng.integers(5))]) for each in heard]
    known = [someone(figure, known_id=known_id) for known_id, (figure, _) in speaker.ties.items()]
    return kept, known


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 40), st.sampled_from((World(), CLUSTERED)))
def test_every_line_of_everyone(seed, count, world):
    statements, known = told(seed, count, world)
    live = {each.id: each for each in statements if each.standing is Standing.LIVE}
    summary = summary_of(statements, known)
    for line in summary.lines:
        assert line.quotes
        assert set(line.statement_ids) <= live.keys()
        assert {each.quote.statement_id for each in line.quotes} <= live.keys()
        assert all(DEFAULT.shows(live[each].statement) for each in line.statement_ids)
        assert {live[each].about for each in line.statement_ids} == {line.about}
    assert len({line.id for line in summary.lines}) == len(summary.lines)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 25))
def test_nobody_has_a_line_with_too_little_behind_it(seed, count):
    statements, known = told(seed, count, CLUSTERED)
    for line in summary_of(statements, known).lines:
        said = [
            each.statement.certainty * each.statement.confidence
            for each in statements
            if each.standing is Standing.LIVE
            and each.about == line.about
            and each.statement.theme is line.theme
            and DEFAULT.shows(each.statement)
        ]
        assert sum(said) >= DEFAULT.enough_to_say


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000))
def test_people_of_whom_nothing_counts_have_no_section(seed):
    statements, known = told(seed, 20, World())
    gone = [replace(each, standing=Standing.REMOVED) for each in statements]
    summary = summary_of(gone, known)
    assert summary.is_empty
    assert summary.people == ()


@pytest.mark.parametrize(("figure", "is_named"), [(Figure.MOTHER, True), (Figure.OTHER_PERSON, False)])
def test_somebody_known_of_whom_nothing_was_said_has_no_line(figure, is_named):
    summary = summary_of([], [someone(figure, "Anna")])
    assert summary.lines == ()
    # A name without a role may be a town or somebody mentioned in passing: nothing is said to be unknown of it.
    assert any("Anna" in unknown.text for unknown in summary.unknown) is is_named
