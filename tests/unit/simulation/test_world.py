"""The simulated people: they are as the world says, and speak as they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.simulation.world import CLUSTERED, IDEAL, Speaker, World
from bot.working_model.statement import Direction, Elicits, Facet, Theme


def born(world=IDEAL, seed=1):
    return Speaker.born(world, np.random.default_rng(seed))


def test_the_same_seed_gives_the_same_person():
    assert born().speak(20) == born().speak(20)


def test_statements_are_numbered_on():
    speaker = born()
    assert [each.number for each in [*speaker.speak(5), *speaker.speak(5)]] == list(range(1, 11))


def test_what_is_said_often_enough_is_the_truth():
    speaker = born(seed=3)
    about = next(iter(speaker.ties))
    said = [each for each in speaker.speak(6000) if each.about == about and each.statement.theme is Theme.TRUST]
    share = np.mean([each.statement.direction is Direction.PLUS for each in said])
    assert share == pytest.approx(speaker.truth(Theme.TRUST, about), abs=0.06)


def test_people_spread_as_questionnaires_find():
    truths = [born(seed=seed).truth(Theme.SECURITY) for seed in range(300)]
    assert 0.15 < np.std(truths) < 0.22


def test_one_sided_questions_call_forth_their_pole():
    world = replace(IDEAL, asked_share=1.0, asked_one_sided=1.0, compliance=0.9)
    said = born(world).speak(300)
    assert {each.statement.elicited for each in said} == {Elicits.ASKED_MINUS}
    assert np.mean([each.statement.direction is Direction.MINUS for each in said]) > 0.85


def test_episodes_hold_together():
    said = born(CLUSTERED).speak(300)
    episodes = {each.episode_id for each in said if each.episode_id}
    assert episodes
    for episode in episodes:
        assert len({each.about for each in said if each.episode_id == episode}) == 1


def test_a_session_is_a_week():
    said = born(World(per_session=5)).speak(11)
    assert len({each.said_at_utc for each in said}) == 3


def test_a_facet_can_be_asked_for_alone():
    speaker = born()
    assert 0 < speaker.truth(Theme.CLOSENESS, facets=(Facet.COMFORT,)) < 1
