"""The certificate clock: what a rating is worth on a given day.

A rating holds for 36 calendar months from its decision (Decisions 1048/2019, 148/2023 and 26/2026 of the programme). The day it
ends is the first day on which it no longer holds. A partial date is an interval, so the end is one too.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from catalogue.scalars import PartialDate
from catalogue.schema import Rating

VALID_MONTHS = 36
EXPIRING_DAYS = 180

State = Literal["valid", "expiring", "unknown", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Clock:
    """The newest rating on one day. *changes* are the days on which time alone will change *state*."""

    rating: Rating
    state: State
    exact: bool
    ends: PartialDate | None
    changes: tuple[tuple[date, State], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the stars may be shown as current."""
        return self.state in {"valid", "expiring"}


def add_months(day: date, months: int) -> date:
    """Return *day* plus *months* calendar months, clamped to the month's end."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end(rating: Rating) -> PartialDate | None:
    """Return the interval of the first day on which *rating* no longer holds; ``None`` when it was only seen."""
    if rating.issued is None:
        return None
    return PartialDate(add_months(rating.issued.first, VALID_MONTHS), add_months(rating.issued.last, VALID_MONTHS))


def state(rating: Rating, day: date) -> State:
    """Return the state of *rating* on *day*."""
    if rating.withdrawn is not None and rating.withdrawn.first <= day:
        return "withdrawn"
    ends = end(rating)
    if ends is None:
        return "unknown"
    if ends.last <= day:
        return "expired"
    if ends.first <= day:
        return "unknown"
    return "expiring" if (ends.first - day).days <= EXPIRING_DAYS else "valid"


def newest(ratings: Iterable[Rating]) -> Rating | None:
    """Return the newest event of *ratings*."""

    def when(rating: Rating) -> date:
        dated = rating.issued or rating.seen
        assert dated is not None
        return dated.last

    return max(ratings, key=when, default=None)


def _changes(rating: Rating, day: date) -> tuple[tuple[date, State], ...]:
    ends = end(rating)
    turns = {ends.first - timedelta(days=EXPIRING_DAYS), ends.first, ends.last} if ends else set()
    if rating.withdrawn is not None:
        turns.add(rating.withdrawn.first)
    return tuple((turn, state(rating, turn)) for turn in sorted(turns) if turn > day)


def clock(ratings: Iterable[Rating], day: date) -> Clock | None:
    """Return the certificate clock of a record on *day*; ``None`` when it has no rating."""
    rating = newest(ratings)
    if rating is None:
        return None
    ends = end(rating)
    return Clock(
        rating=rating,
        state=state(rating, day),
        exact=ends is not None and ends.precision == "day",
        ends=ends,
        changes=_changes(rating, day),
    )
