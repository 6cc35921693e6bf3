"""What a printed number leaves open: the interval it may have been rounded from, and sums with such intervals.

A number is printed to some last place, so it stands for everything within half a unit of that place. Arithmetic on
spans keeps the widest result, as interval arithmetic does, so a total that only rounding disturbs is not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final

from dftzcli.analysis.numerals import keys
from dftzcli.model.units import UnitCode, unit
from dftzcli.tuples import NamedTuple

_MULTIPLIER_WORD: Final = re.compile(r"hundred|thousand|million|billion|trillion|[百千万亿]", re.IGNORECASE)
# Things that are counted one by one: printed to the unit, they are not rounded.
_COUNTED: Final = frozenset({"count", "rank", "volume_of_traffic"})
_HUNDREDTH: Final = Decimal("0.01")


class Span(NamedTuple):
    """A number and the lowest and highest it can be within its rounding."""

    value: Decimal
    low: Decimal
    high: Decimal

    @property
    def slack(self) -> Decimal:
        """The larger of the distances from the number to its two ends."""
        return max(self.high - self.value, self.value - self.low)

    def __sub__(self, other: Span) -> Span:
        return Span(self.value - other.value, self.low - other.high, self.high - other.low)

    def times(self, other: Span) -> Span:
        """Multiply, keeping the widest result."""
        corners = [mine * theirs for mine in self[1:] for theirs in other[1:]]
        return Span(self.value * other.value, min(corners), max(corners))

    def over(self, other: Span) -> Span:
        """Divide, keeping the widest result; ZeroDivisionError when the divisor can be zero within its rounding."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor is zero within its rounding")
        corners = [mine / theirs for mine in self[1:] for theirs in other[1:]]
        return Span(self.value / other.value, min(corners), max(corners))


def exactly(value: Decimal) -> Span:
    """Return the span of a number that is not rounded."""
    return Span(value, value, value)


def total(spans: Iterable[Span]) -> Span:
    """Add spans up; nothing adds up to zero."""
    value = low = high = Decimal(0)
    for each in spans:
        value, low, high = value + each.value, low + each.low, high + each.high
    return Span(value, low, high)


def product(spans: Iterable[Span]) -> Span:
    """Multiply spans; nothing multiplies to one."""
    result = exactly(Decimal(1))
    for each in spans:
        result = result.times(each)
    return result


def base_of(code: UnitCode) -> str:
    """Return what a unit counts in; shares all count in percent, so that percentage points compare with them."""
    found = unit(code)
    return "%" if found.dimension == "share" else found.base


def in_base(code: UnitCode) -> Decimal:
    """Return how many of its base a unit is; a percent and a percentage point are hundredths of one."""
    found = unit(code)
    return found.multiplier * (_HUNDREDTH if found.dimension == "share" else 1)


def span(value: Decimal, code: UnitCode, *, as_stated: str | None = None) -> Span:
    """Return the span, in base units, of a number printed in a unit; `as_stated` tells how precisely it was printed."""
    place = last_place(value, as_stated=as_stated)
    is_counted = unit(code).dimension in _COUNTED and place == 1
    half = Decimal(0) if is_counted else place / 2
    scale = in_base(code)
    return Span(value * scale, (value - half) * scale, (value + half) * scale)


def last_place(value: Decimal, *, as_stated: str | None = None) -> Decimal:
    """Return the worth of the last printed place: 0.01 for 4.50, 100,000 for 1200000 that was printed as 1.2 million.

    The characters as printed decide where they hold the number, because trailing zeros do not survive every reader of
    JSON; otherwise the decimals of the value do, and a whole number is taken to be printed to the unit.
    """
    found = _place_as_printed(value, as_stated or "")
    return _unit_of(value) if found is None else found


def is_printed(value: Decimal, as_stated: str) -> bool:
    """Tell whether a printed text holds a number, its sign and any multiplier in words ("1.2 million") apart."""
    return _place_as_printed(value, as_stated) is not None


def _place_as_printed(value: Decimal, text: str) -> Decimal | None:
    factors = {Decimal(1)}
    if _MULTIPLIER_WORD.search(text):
        factors |= {Decimal(10) ** power for power in range(-12, 13)}
    for numeral in sorted(keys(text), key=lambda each: (-len(each), each)):
        number = _number(numeral)
        if number is None:
            continue
        if number == value == 0:
            return _unit_of(number)
        if number and abs(value) / number in factors:
            return _unit_of(number) * (abs(value) / number)
    return None


def _unit_of(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(1)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
