"""The certificate clock, as a table."""

from datetime import date

import pytest

from catalogue import ratings
from catalogue.schema import Rating


def rating(**said):
    return Rating.model_validate({"id": "a", "stars": "4", **said})


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        ({"issued": "2024-03-11"}, date(2026, 1, 1), "valid"),
        ({"issued": "2024-03-11"}, date(2026, 9, 11), "valid"),
        ({"issued": "2024-03-11"}, date(2026, 9, 12), "expiring"),
        ({"issued": "2024-03-11"}, date(2027, 3, 10), "expiring"),
        ({"issued": "2024-03-11"}, date(2027, 3, 11), "expired"),
        ({"issued": "2024"}, date(2026, 6, 30), "valid"),
        ({"issued": "2024"}, date(2026, 12, 31), "expiring"),
        ({"issued": "2024"}, date(2027, 1, 1), "unknown"),
        ({"issued": "2024"}, date(2027, 12, 30), "unknown"),
        ({"issued": "2024"}, date(2027, 12, 31), "expired"),
        ({"seen": "2025"}, date(2025, 1, 1), "unknown"),
        ({"issued": "2025", "withdrawn": "2026-02"}, date(2026, 1, 31), "valid"),
        ({"issued": "2025", "withdrawn": "2026-02"}, date(2026, 2, 1), "withdrawn"),
    ],
)
def test_the_state_on_a_day(said, day, expected):
    assert ratings.state(rating(**said), day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2024, 2, 29), date(2027, 2, 28)), (date(2021, 12, 9), date(2024, 12, 9)), (date(2020, 8, 31), date(2023, 8, 31))],
)
def test_thirty_six_months_are_clamped_to_the_months_end(day, expected):
    assert ratings.add_months(day, 36) == expected


def test_the_newest_event_counts():
    old, new = rating(issued="2021"), rating(id="b", seen="2024")

    assert ratings.newest([new, old]) == new


def test_the_days_on_which_time_alone_changes_the_state():
    clock = ratings.clock([rating(issued="2024-03-11")], date(2026, 1, 1))

    assert clock is not None
    assert clock.changes == ((date(2026, 9, 12), "expiring"), (date(2027, 3, 11), "expired"))
