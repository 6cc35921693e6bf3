"""The units that figures are stated in, one closed list.

A unit carries its printed multiplier: the trade tables are in `10,000 USD`, so a value of 13,887,643 in that unit is
138,876,430,000 USD. `Unit.multiplier` and `Unit.base` give the arithmetic; nothing is ever converted silently.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple, get_args

Dimension = Literal["money", "share", "mass", "length", "area", "time", "volume_of_traffic", "count", "rank", "ratio"]


class Unit(NamedTuple):
    """One unit: its `code` as shown, the `base` it counts in, how many of the base it is, and its dimension.

    Money bases are ISO 4217 codes. Counted things have a base of their own, so that companies are never added to
    projects.
    """

    code: str
    base: str
    multiplier: Decimal
    dimension: Dimension


UnitCode = Literal[
    "%",
    "pp",
    "CNY",
    "10,000 CNY",
    "million CNY",
    "billion CNY",
    "trillion CNY",
    "USD",
    "10,000 USD",
    "million USD",
    "billion USD",
    "t",
    "TEU",
    "km",
    "km2",
    "h",
    "days",
    "months",
    "years",
    "persons",
    "companies",
    "projects",
    "enterprises",
    "tasks",
    "cases",
    "innovations",
    "functions",
    "ports",
    "countries",
    "countries and regions",
    "routes",
    "islands",
    "bay areas",
    "zones",
    "cities",
    "times",
    "inspections",
    "work days per company",
    "inspectors per company",
    "companies per day",
    "sets",
    "deadweight t",
    "patents per 10,000 persons",
    "rank",
]

_SCALED: Final[dict[str, tuple[str, str]]] = {
    "10,000 CNY": ("CNY", "1E4"),
    "million CNY": ("CNY", "1E6"),
    "billion CNY": ("CNY", "1E9"),
    "trillion CNY": ("CNY", "1E12"),
    "10,000 USD": ("USD", "1E4"),
    "million USD": ("USD", "1E6"),
    "billion USD": ("USD", "1E9"),
}

_DIMENSIONS: Final[dict[str, Dimension]] = {
    "%": "share",
    "pp": "share",
    "CNY": "money",
    "USD": "money",
    "t": "mass",
    "deadweight t": "mass",
    "TEU": "volume_of_traffic",
    "km": "length",
    "km2": "area",
    "h": "time",
    "days": "time",
    "months": "time",
    "years": "time",
    "rank": "rank",
    "patents per 10,000 persons": "ratio",
    "work days per company": "ratio",
    "inspectors per company": "ratio",
    "companies per day": "ratio",
}


def unit(code: str) -> Unit:
    """Return the unit of a code; KeyError when the list has none."""
    if code not in UNIT_CODES:
        raise KeyError(code)
    base, multiplier = _SCALED.get(code, (code, "1"))
    return Unit(code, base, Decimal(multiplier), _DIMENSIONS.get(base, "count"))


UNIT_CODES: Final[tuple[str, ...]] = get_args(UnitCode)
