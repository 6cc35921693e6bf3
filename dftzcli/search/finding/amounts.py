"""What stands around numbers in a query: the unit they count in, years from one to another, months in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from dftzcli.search.finding.shape import MONTHS

# Units that say nothing of what is counted in them. "TEU" says containers, and is no such.
_UNITS: Final = (
    r"\s*(?:yuan|rmb|cny|renminbi|usd|us\$|us dollars?|dollars?|euros?|eur|jpy|yen|krw|hours?|hrs?|days?|km2|km²|"
    r"sq\.? ?km|square kilomet(?:er|re)s?)(?![a-z0-9])|"
    r"\s*(?:元人民币|元|人民币|美元|美金|欧元|日元|小时|天|平方公里|平方千米)"
)
_IN_UNITS: Final = (
    "yuan", "rmb", "cny", "renminbi", "us", "dollar", "eur", "jpy", "yen", "krw", "hour", "hr", "day", "km", "square",
    "元", "人民币", "美金", "小时", "天", "平方",
)  # fmt: skip
_YEAR: Final = "((?:19|20)[0-9]{2})"


def unit_at(folded: str, place: int) -> re.Match[str] | None:
    """Return the unit that stands at a place of a folded text, as after a number."""
    return _unit().match(folded, place)


def asked_in(folded: str) -> re.Match[str] | None:
    """Return where an answer is asked for in a unit, which is its first group: the area in km2."""
    # Without one of these there is no unit, and no reason to compile what finds one.
    return _asked_in().search(folded) if any(sign in folded for sign in _IN_UNITS) else None


def ranges_of_years(folded: str) -> Iterator[re.Match[str]]:
    """Yield where a folded text says from one year to another: 2021-2023, 2021 to 2023, 2021至2023年."""
    return _range().finditer(folded)


def without_months(folded: str) -> tuple[str, list[str]]:
    """Take the months in Chinese out of a text, leaving the places of the rest, and return their English names.

    >>> without_months("2025年1-7月 贸易额")
    ('2025年     贸易额', ['january', 'july'])
    """
    if "月" not in folded:
        return folded, []
    months = [
        MONTHS[int(month) - 1].split()[0]
        for found in _months().finditer(folded)
        for month in found.groups()
        if month and 1 <= int(month) <= len(MONTHS)
    ]
    return _months().sub(lambda found: " " * len(found[0]), folded), months


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(_UNITS)


@cache
def _asked_in() -> re.Pattern[str]:
    return re.compile(rf"\bin({_UNITS})")


@cache
def _range() -> re.Pattern[str]:
    between = r"年?\s*(?:-|–|—|to|and|until|\.\.|~|至|到)\s*"
    return re.compile(rf"(?<![a-z0-9_.]){_YEAR}{between}{_YEAR}(?:年|(?![a-z0-9_]))")


@cache
def _months() -> re.Pattern[str]:
    return re.compile(r"(?:([0-9]{1,2})\s*[-–~至到]\s*)?([0-9]{1,2})月(?:份)?")
