"""The process's cache of opened keys: small and short-lived."""

from __future__ import annotations

import pytest

from bot.store.keys import Recent


class Time:
    """A clock that the test moves."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_it_holds_so_many_and_drops_the_least_used():
    recent = Recent(size=2, age_s=60)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert [recent.get(key) for key in "abc"] == [1, None, 3]


@pytest.mark.parametrize(("age_s", "found"), [(59.9, 1), (60.1, None)])
def test_it_forgets_what_is_too_old_however_often_used(age_s, found):
    time = Time()
    recent = Recent(size=2, age_s=60, time_s=time)
    recent.put("a", 1)
    time.now = 30
    recent.put("a", 1)
    recent.get("a")
    time.now = age_s
    assert recent.get("a") == found


def test_it_drops_what_it_is_told_to():
    recent = Recent(size=2, age_s=60)
    recent.put("a", 1)
    recent.drop("a")
    recent.drop("b")
    assert recent.get("a") is None
