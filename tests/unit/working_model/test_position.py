"""The mathematics: quantiles of Beta distributions against known values."""

from __future__ import annotations

import pytest

from bot.working_model.position import Beta, Position


@pytest.mark.parametrize(
    ("a", "b", "share", "point"),
    [
        pytest.param(1, 1, 0.05, 0.05, id="flat, low"),
        pytest.param(1, 1, 0.95, 0.95, id="flat, high"),
        pytest.param(1, 5, 0.95, 1 - 0.05**0.2, id="one to five"),
        pytest.param(5, 1, 0.05, 0.05**0.2, id="five to one"),
        pytest.param(2, 2, 0.5, 0.5, id="even"),
        pytest.param(3, 2, 0.05, 0.2486, id="tables: three to two"),
    ],
)
def test_quantiles(a, b, share, point):
    assert Beta(a, b).quantile(share) == pytest.approx(point, abs=2e-3)


@pytest.mark.parametrize("a", [0.2, 1.0, 2.4, 30.0, 900.0])
@pytest.mark.parametrize("b", [0.2, 1.0, 2.4, 30.0, 900.0])
def test_quantiles_turn_back_into_their_shares(a, b):
    beta = Beta(a, b)
    low, middle, high = beta.quantiles((0.05, 0.5, 0.95))
    assert 0 <= low <= middle <= high <= 1
    assert [beta.below(point) for point in (low, middle, high)] == pytest.approx([0.05, 0.5, 0.95], abs=6e-3)


def test_moments_come_back():
    beta = Beta.of(0.3, 0.02)
    assert (beta.mean, beta.variance) == (pytest.approx(0.3), pytest.approx(0.02))


def test_moments_no_distribution_has_are_brought_near():
    beta = Beta.of(0.5, 5.0)
    assert beta.mean == pytest.approx(0.5)
    assert beta.a > 0


def test_as_data_and_back():
    place = Position(0.5, 0.1, 0.9, 3.2, 4, enough=True, mixed=True)
    assert Position.from_data(place.to_data()) == place
