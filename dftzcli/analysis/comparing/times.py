"""Which of some figures are of a period that was asked for, and which period a line of several columns is best of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dftzcli.analysis.observations import Observation
from dftzcli.analysis.series import inside
from dftzcli.model import periods

_YEAR: Final = 4


def falls_in(period: str, wanted: str) -> bool:
    """Tell whether a figure's period is the one wanted, or a part of a wanted year."""
    return periods.bounds(period) == periods.bounds(wanted) or (len(wanted) == _YEAR and inside(period, wanted))


def of_period(found: Sequence[Observation], period: str | None, *, exactly: bool) -> tuple[Observation, ...]:
    """Return the figures of a period; where none is and any would do, those of the latest."""
    if period is None:
        return ()
    same = [one for one in found if one.period == period] or [one for one in found if falls_in(one.period, period)]
    if same or exactly or not found:
        return tuple(same)
    last = max(found, key=lambda one: (one.rhythm != "undated", periods.bounds(one.period)[1]))
    return tuple(one for one in found if one.period == last.period)


def of_last_period(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return those of the last period of some figures: a cell is of one time."""
    last = max((one.period for one in observations), key=_end, default="")
    return tuple(one for one in observations if one.period == last)


def common_period(held: Mapping[str, Sequence[Observation]]) -> str | None:
    """Return the period that most columns have a figure of; of several the dated ones, and the latest of these."""
    found = [one for figures in held.values() for one in figures]

    def worth(period: str) -> tuple[int, bool, str, str]:
        having = [one for one in found if one.period == period]
        columns = sum(any(one.period == period for one in figures) for figures in held.values())
        return columns, any(one.rhythm != "undated" for one in having), periods.bounds(period)[1], period

    return max({one.period for one in found}, key=worth, default=None)


def _end(period: str) -> tuple[str, str]:
    start, end = periods.bounds(period)
    return end, start
