"""The benchmark's arithmetic and the form of its results; never a time."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice

import pytest

from benchmarks.figures import STAGES, TARGETS, Column, Timed, missed, results, stages_of, table
from benchmarks.messages import WORDS, long_messages, messages

STOCK = Column(
    turn_p50_ms=80.0, turn_5_ms=77.0, turn_300_ms=373.0, turns_per_s=12.0, memory_mib=1240.0, first_reply_s=60.0
)
OURS = Column(
    turn_p50_ms=36.0, turn_5_ms=35.0, turn_300_ms=36.4, turns_per_s=48.0, memory_mib=620.0, first_reply_s=24.0
)
ALONE = {"read_60_words_p50_ms": 12.0, "load_reader_s": 2.5}


def _found(ours: Column = OURS) -> dict[str, object]:
    return results(STOCK, ours, stages=dict.fromkeys(STAGES, 1.0), alone=ALONE, machine={"cores": 2})


def test_the_results_hold_what_the_table_of_targets_names() -> None:
    found = _found()
    assert found["turn_p50_ratio"] == 0.45
    assert found["growth_turn300"] == 1.04
    assert found["throughput_ratio"] == 4.0
    assert found["memory_ratio"] == 0.5
    assert found["start_ratio"] == 0.4
    assert found["read_60_words_p50_ms"] == 12.0
    assert set(TARGETS) <= set(found)
    assert found["missed"] == []


def test_the_results_are_plain_json_with_both_columns_and_our_stages() -> None:
    found = json.loads(json.dumps(_found()))
    assert found["stock"] == asdict(STOCK)
    assert found["ours"] == asdict(OURS)
    assert tuple(found["stages"]) == STAGES
    assert found["alone"] == ALONE


@pytest.mark.parametrize(
    ("name", "value", "is_missed"),
    [
        ("turn_p50_ratio", 0.5, False),
        ("turn_p50_ratio", 0.51, True),
        ("throughput_ratio", 2.0, False),
        ("throughput_ratio", 1.9, True),
        ("growth_turn300", 1.11, True),
    ],
)
def test_a_target_is_met_at_its_very_value(name: str, value: float, is_missed: bool) -> None:
    met = {name: target for name, (_, target) in TARGETS.items()}
    assert missed(met) == []
    assert (missed(met | {name: value}) == [name]) is is_missed


def test_the_table_shows_both_columns_the_ratio_and_what_fell_short() -> None:
    slow = Column(**(asdict(OURS) | {"turn_p50_ms": 60.0}))
    lines = table(_found(slow)).splitlines()
    (turn,) = [line for line in lines if line.startswith("a whole turn")]
    assert turn.split()[-6:] == ["80.00", "60.00", "0.75", "≤", "0.5", "MISSED"]
    assert sum("MISSED" in line for line in lines) == 1


def test_the_stages_of_a_turn_add_up_to_it() -> None:
    turn = (10.0, 10.1)
    timed = [
        Timed("screen", 10.001, 10.002),
        Timed("store", 10.002, 10.006),
        Timed("handed_over", 10.01, 10.09),
        Timed("acted", 10.03, 10.06),
        Timed("reading", 10.031, 10.041),
        Timed("store", 10.05, 10.055),
        Timed("store", 10.11, 10.2),  # after the reply was there
    ]
    stages = stages_of([turn], timed)
    assert stages == {"screen": 1.0, "store": 9.0, "reading": 10.0, "rasa": 50.0, "rest": 30.0}
    assert sum(stages.values()) == pytest.approx(100.0)


def test_the_slowest_tenth_of_the_turns_says_nothing_about_the_stages() -> None:
    turns = [(float(at), at + 0.02) for at in range(9)] + [(100.0, 105.0)]
    assert stages_of(turns, [])["rest"] == pytest.approx(20.0)


def test_messages_have_twenty_words_and_do_not_repeat_soon() -> None:
    said = list(islice(messages(), 576))
    assert {len(text.split()) for text in said} == {WORDS}
    assert len(set(said)) == 576


def test_long_messages_have_sixty_words() -> None:
    assert {len(text.split()) for text in long_messages(20)} == {60}
