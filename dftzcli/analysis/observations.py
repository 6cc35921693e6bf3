"""Observations: figures as numbers that arithmetic may touch, read from their items.

An item is what a figure is printed from: a mapping with the fields of the kind `figure`, numbers as `Decimal` or `int`.
What a qualifier leaves open is kept as an interval, so that nothing computed from "over 41 %" ever looks exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any, Final

from dftzcli.model import periods
from dftzcli.model.units import Unit, unit
from dftzcli.tuples import NamedTuple

Item = Mapping[str, Any]

# A product has as many digits as it has: rounded to the precision of the context two large numbers could look equal.
EXACTLY: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Observation(NamedTuple):
    """One figure as a number.

    `value` is the printed number in `unit`, None for a range; `low` and `high` are what the number can be by its
    qualifier, None for no limit: `over 41` has 41 and None, `expected`, `about` and `exact` have their value twice.
    `rhythm` says what kind of period it is of; only observations of one rhythm belong in one series. `period` is
    written in one way, so that 2023 and 2023-01/2023-12 are one period.
    """

    id: str
    indicator: str
    place: str
    scope: str
    subject: str | None
    period: str
    rhythm: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit
    qualifier: str
    reading: str
    source: str
    item: Item

    @property
    def since(self) -> str:
        """The break that its series begins at; nothing where none is on record."""
        return self.item.get("series_since") or ""

    @property
    def is_exact(self) -> bool:
        """Whether the source gives one number without a word that opens it."""
        return self.value is not None and self.qualifier == "exact"

    @property
    def in_base(self) -> Decimal | None:
        """The value in base units: 13,887,643 in 10,000 USD is 138,876,430,000 USD."""
        return _in_base(self.value, self.unit)

    @property
    def ends_in_base(self) -> tuple[Decimal | None, Decimal | None]:
        """What the number can be at least and at most, in base units."""
        return _in_base(self.low, self.unit), _in_base(self.high, self.unit)


def _in_base(number: Decimal | None, of: Unit) -> Decimal | None:
    return None if number is None else EXACTLY.multiply(number, of.multiplier)


def observe(item: Item) -> Observation:
    """Return the observation of a figure's item; KeyError for a unit that is none."""
    value, low, high = (decimal(item[key]) for key in ("value", "value_min", "value_max"))
    qualifier = item["qualifier"]
    if value is not None:
        low = value if qualifier != "at_most" else low
        high = value if qualifier not in ("over", "at_least") else high
    return Observation(
        id=item["id"],
        indicator=item["indicator"],
        place=item["place"],
        scope=item["scope"],
        subject=item["subject"],
        period=periods.canonical(item["period"]),
        rhythm=rhythm(item["period"], item["period_basis"]),
        value=value,
        low=low,
        high=high,
        unit=unit_of(item),
        qualifier=qualifier,
        reading=item["reading"],
        source=item["source"],
        item=item,
    )


def unit_of(item: Item) -> Unit:
    """Return the unit of a figure's item, which the closed list need not have where the figure was converted."""
    base = unit(item["unit_base"])
    return Unit(item["unit"], base.code, Decimal(item["multiplier"]), base.dimension)


def decimal(value: Any) -> Decimal | None:
    """Return a number of an item as a Decimal, exactly."""
    return None if value is None else Decimal(value)


def rhythm(period: str, basis: str) -> str:
    """Say what kind of period a figure is of: figures of different kinds never stand in one series.

    `undated` is a figure whose source gives no period: that of the document is no period of measurement.

    >>> rhythm("2024", "stated"), rhythm("2024-01/2024-02", "stated"), rhythm("2021/2025", "inferred")
    ('annual', 'January to February', '5 years')
    """
    if basis == "unstated":
        return "undated"
    period = periods.canonical(period)
    precision = periods.precision(period)
    if precision != "interval":
        return {"year": "annual", "month": "monthly", "day": "daily"}[precision]
    first, last = period.split("/")
    if len(first) == len(last) == len("2024"):
        return f"{int(last) - int(first) + 1} years"
    if len(first) == len(last) == len("2024-01") and first[:4] == last[:4]:
        return f"{MONTHS[int(first[5:]) - 1]} to {MONTHS[int(last[5:]) - 1]}"
    return f"{period} alone"


MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def decide(one: Observation, other: Observation) -> int | None:
    """Tell which of two numbers of one base unit is more: 1, -1, 0 for equal, None where a qualifier leaves it open.

    A number that is `about` or `expected` decides like an exact one only when the two differ; equal is then open.
    """
    low, high = one.ends_in_base
    other_low, other_high = other.ends_in_base
    if low is not None and other_high is not None and (low > other_high or (low == other_high and _above(one, other))):
        return 1
    if high is not None and other_low is not None and (high < other_low or (high == other_low and _above(other, one))):
        return -1
    if one.is_exact and other.is_exact and low == other_low:
        return 0
    return None


def _above(one: Observation, other: Observation) -> bool:
    """Tell whether a number that begins where another ends is more than it: "over 41" is, beside 41."""
    return one.qualifier == "over" and other.qualifier in ("exact", "at_most")
