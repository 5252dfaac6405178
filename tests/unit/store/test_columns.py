"""Times are aware and in UTC on both sides of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.columns import UtcDateTime

COLUMN = UtcDateTime()
DIALECT = sqlite.dialect()
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


def test_another_zone_is_turned_into_utc():
    local = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    bound = COLUMN.process_bind_param(local, DIALECT)
    assert bound == NOON
    assert bound.tzinfo is UTC


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="naive"):
        COLUMN.process_bind_param(NOON.replace(tzinfo=None), DIALECT)


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(NOON.replace(tzinfo=None), id="naive, from SQLite"),
        pytest.param(NOON.astimezone(timezone(timedelta(hours=-3))), id="of the server's zone, from PostgreSQL"),
    ],
)
def test_what_comes_back_is_utc(stored):
    assert COLUMN.process_result_value(stored, postgresql.dialect()) == NOON
    assert COLUMN.process_result_value(stored, DIALECT).tzinfo is UTC


def test_no_time_is_no_time():
    assert COLUMN.process_bind_param(None, DIALECT) is None
    assert COLUMN.process_result_value(None, DIALECT) is None
