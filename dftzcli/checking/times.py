"""Times in a sentence as periods of ISO 8601: years, months, parts of years, days, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dftzcli.model import periods
from dftzcli.tuples import NamedTuple

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_M: Final = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + "|sept)\\.?"
_Y: Final = r"(?:19|20)\d\d"
_COUNT: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_N: Final = "(?:" + "|".join(_COUNT) + r"|\d{1,2})"
_ORDINAL: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "上": 1,
    "下": 2,
}
_TO: Final = r"\s*(?:to|through|until|till|-|至|到)\s*"
# "January and February" is one time, "2023 and 2024" two, unless it is "between" them.
_AND: Final = r"\s*(?:to|through|until|till|and|-)\s*"
# A time that only an end is told of: "by", "as of", "at the end of".
_ENDING: Final = re.compile(
    r"(?:\bby|\bas (?:of|at)|\buntil|\bup to|\bto|\bend of|\bend-|\bclose of|截至|截止|到|至)(?: the)?(?: end of)?\s*$",
    re.I,
)
_ENDED: Final = re.compile(r"^\s*(?:年?末|年?底)")


class Time(NamedTuple):
    """A time in a sentence: its place, the period, and whether only its end is told ("by April 2021")."""

    start: int
    end: int
    period: str
    is_end: bool


def times(text: str) -> tuple[Time, ...]:
    """Return the times of a folded sentence in order; what is a year only by its digits is one.

    >>> [time.period for time in times("from January to July 2025, and in 2024")]
    ['2025-01/2025-07', '2024']
    """
    found: list[Time] = []
    taken = [False] * len(text)
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            period = read(match)
            if period is None:
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            is_end = bool(_ENDING.search(text, max(0, match.start() - 24), match.start())) or bool(
                _ENDED.search(text[match.end() : match.end() + 4])
            )
            found.append(Time(match.start(), match.end(), period, is_end))
    return tuple(sorted(found))


def _month(text: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, start=1) if text.lower().startswith(month[:3]))


def _months(year: str, first: int, last: int) -> str | None:
    if not 1 <= first <= last <= 12:
        return None
    return periods.canonical(f"{year}-{first:02d}/{year}-{last:02d}") if first != last else f"{year}-{first:02d}"


def _number(text: str) -> int:
    return _COUNT.index(text.lower()) + 1 if text.lower() in _COUNT else int(text)


def _checked(period: str) -> str | None:
    try:
        periods.bounds(period)
    except ValueError:
        return None
    return periods.canonical(period)


def _quarter(year: str, number: int) -> str | None:
    return _months(year, 3 * number - 2, 3 * number) if 1 <= number <= 4 else None


def _half(year: str, number: int) -> str | None:
    return _months(year, 6 * number - 5, 6 * number) if number in (1, 2) else None


def _slashed(year: str, last: str) -> str | None:
    """Read 2019/2024 and 2023/24 as years to years, 2024/05 as a month."""
    end = last if len(last) == len(year) else year[:2] + last
    if int(end) > int(year):
        return _checked(f"{year}/{end}")
    return _checked(f"{year}-{last}")


def _point(year: str, month: str | None) -> str:
    return year if month is None else f"{year}-{_month(month):02d}"


Read = Callable[[re.Match[str]], str | None]


def _patterns() -> Iterator[tuple[str, Read]]:
    yield rf"\b({_Y}-\d\d(?:-\d\d)?)/({_Y}(?:-\d\d){{0,2}})\b", lambda m: _checked(f"{m[1]}/{m[2]}")
    yield rf"\b({_Y})/({_Y}|\d\d)\b(?!/)", lambda m: _slashed(m[1], m[2])
    yield rf"\b({_Y}-\d\d-\d\d)\b", lambda m: _checked(m[1])
    yield (
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_M}),? ({_Y})\b",
        lambda m: _checked(f"{m[3]}-{_month(m[2]):02d}-{int(m[1]):02d}"),
    )
    yield (
        rf"\b({_M}) (\d{{1,2}})(?:st|nd|rd|th)?,? ({_Y})\b",
        lambda m: _checked(f"{m[3]}-{_month(m[1]):02d}-{int(m[2]):02d}"),
    )
    yield rf"\b({_M}){_AND}({_M})(?: of)?,? ({_Y})\b", lambda m: _months(m[3], _month(m[1]), _month(m[2]))
    yield (
        rf"\b(?:({_M}),? )?({_Y}){_TO}(?:({_M}),? )({_Y})\b",
        lambda m: _checked(f"{_point(m[2], m[1])}/{_point(m[4], m[3])}"),
    )
    yield rf"\b({_M}),? ({_Y}){_TO}({_Y})\b", lambda m: _checked(f"{_point(m[2], m[1])}/{m[3]}")
    yield (
        rf"\bbetween (?:({_M}),? )?({_Y}) and (?:({_M}),? )?({_Y})\b",
        lambda m: _checked(f"{_point(m[2], m[1])}/{_point(m[4], m[3])}"),
    )
    yield rf"\bfirst ({_N}) months(?: of)?(?: the year)?(?: of)? ({_Y})\b", lambda m: _months(m[2], 1, _number(m[1]))
    yield (
        rf"\b(first|second) half(?: of)?(?: the year)?(?: of)? ({_Y})\b",
        lambda m: _half(m[2], _ORDINAL[m[1].lower()]),
    )
    yield rf"\b(first|second|third|fourth) quarter(?: of)? ({_Y})\b", lambda m: _quarter(m[2], _ORDINAL[m[1].lower()])
    yield rf"\b(?:H([12])|([12])H) ?({_Y})\b", lambda m: _half(m[3], int(m[1] or m[2]))
    yield rf"\b(?:Q([1-4])|([1-4])Q) ?({_Y})\b", lambda m: _quarter(m[3], int(m[1] or m[2]))
    yield rf"({_Y})年(\d{{1,2}})月(\d{{1,2}})[日号]", lambda m: _checked(f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}")
    yield rf"({_Y})年(\d{{1,2}})月?{_TO}(\d{{1,2}})月", lambda m: _months(m[1], int(m[2]), int(m[3]))
    yield rf"({_Y})年前(\d{{1,2}})个?月", lambda m: _months(m[1], 1, int(m[2]))
    yield rf"({_Y})年([上下])半年", lambda m: _half(m[1], _ORDINAL[m[2]])
    yield rf"({_Y})年第?([一二三四])季度", lambda m: _quarter(m[1], _ORDINAL[m[2]])
    yield rf"({_Y})年(\d{{1,2}})月", lambda m: _months(m[1], int(m[2]), int(m[2]))
    yield rf"({_Y})年?{_TO}({_Y})年", lambda m: _checked(f"{m[1]}/{m[2]}")
    yield rf"({_Y})年", lambda m: m[1]
    yield rf"\b({_M}) (?:of )?({_Y})\b", lambda m: f"{m[2]}-{_month(m[1]):02d}"
    yield rf"\b({_Y}-(?:0[1-9]|1[0-2]))\b", lambda m: m[1]
    yield rf"\b({_Y}){_TO}({_Y})\b(?!%)", lambda m: _checked(f"{m[1]}/{m[2]}") if m[1] < m[2] else None
    yield rf"\b({_Y})-(\d\d)\b(?!%)", lambda m: _checked(f"{m[1]}/{m[1][:2]}{m[2]}")
    yield rf"(?<![\w.,$¥-])(?:FY ?)?({_Y})(?!\d|[.,]\d| ?%|[A-Za-z])", lambda m: m[1]


_PATTERNS: Final = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _patterns())
