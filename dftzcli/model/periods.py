"""Dates and periods as ISO 8601 text, and what they span.

A period is a day (`2026-01-23`), a month (`2024-02`), a year (`2025`), or an interval of two of them
(`2024-01/2024-02`, both ends included).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Plain digits only: `\d` would let full-width ones in, which sort after every date.
DATE_PATTERN: Final = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PERIOD_PATTERN: Final = rf"^{DATE_PATTERN}(/{DATE_PATTERN})?$"


# The same few hundred periods are asked about again and again.
@lru_cache(maxsize=4096)
def bounds(period: str) -> tuple[str, str]:
    """Return the first and the last day of a period as ISO dates; ValueError when it is not one or runs backwards.

    >>> bounds("2024-01/2024-02")
    ('2024-01-01', '2024-02-29')
    """
    if not re.fullmatch(PERIOD_PATTERN, period):
        raise ValueError(
            f"{period!r} is not a day, month, year or interval of ISO 8601, such as 2024 or 2024-01/2024-02"
        )
    first, _, last = period.partition("/")
    start, end = _first_day(first), _last_day(last or first)
    if start > end:
        raise ValueError(f"{period!r} ends before it begins")
    return start, end


def canonical(period: str) -> str:
    """Return the one way to write an interval of whole years, of whole months or of one day; any other as it is.

    >>> canonical("2023-01/2023-12"), canonical("2024-02-01/2024-02-29"), canonical("2017-04-10/2019")
    ('2023', '2024-02', '2017-04-10/2019')
    """
    if "/" not in period:
        return period
    start, end = bounds(period)
    if start[5:] == "01-01" and end[5:] == "12-31":
        first, last = start[:4], end[:4]
    elif start[8:] == "01" and bounds(end[:7])[1] == end:
        first, last = start[:7], end[:7]
    elif start == end:
        first, last = start, end
    else:
        return period
    return first if first == last else f"{first}/{last}"


def overlaps(period: str, other: str) -> bool:
    """Tell whether two periods share a day."""
    start, end = bounds(period)
    other_start, other_end = bounds(other)
    return start <= other_end and other_start <= end


def years(period: str) -> range:
    """Return the calendar years that a period touches."""
    start, end = bounds(period)
    return range(int(start[:4]), int(end[:4]) + 1)


def precision(period: str) -> str:
    """Return `interval`, `day`, `month` or `year`: how finely a period is stated."""
    if "/" in period:
        return "interval"
    return {4: "year", 7: "month", 10: "day"}[len(period)]


def _first_day(date: str) -> str:
    day = (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]
    return _checked(day)


def _last_day(date: str) -> str:
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return f"{date}-{_days(year, month):02d}"
    return _checked(date)


def _checked(day: str) -> str:
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:])
    if year < 1 or number > _days(year, month):
        raise ValueError(f"{day!r} is not a day of the calendar")
    return day


def _days(year: int, month: int) -> int:
    """Return how many days a month has; the library that knows imports all that dates and languages need."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
