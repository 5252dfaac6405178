"""How many wrong tries a way back bears, and for how long it is shut after them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.contract.builders import NOW, later, way_back


def tried(times: int):
    way = way_back()
    for _ in range(times):
        way = way.tried(NOW)
    return way


@pytest.mark.parametrize(
    ("times", "minutes"),
    [(0, 0), (1, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 60), (500, 60)],
)
def test_it_shuts_after_five_wrong_tries_and_never_for_longer_than_an_hour(times, minutes):
    way = tried(times)
    assert way.tries == times
    assert way.is_shut(NOW) is bool(minutes)
    assert way.shut_until_utc == (NOW + timedelta(minutes=minutes) if minutes else None)
    assert not way.is_shut(later(minutes))


def test_what_opened_forgets_what_went_wrong():
    assert tried(9).opened() == way_back()
