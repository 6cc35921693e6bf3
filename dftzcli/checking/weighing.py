"""Whether a number of a text says what a figure says: equal, off by rounding, against it, or not to be decided."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.analysis.observations import Observation
    from dftzcli.checking.quantities import Quantity

Agreement = Literal["equal", "rounded", "differs", "open"]

# Rounding may not move a number by more than this part of it, a number that is only "about" by this, "over" by this.
_ROUNDED: Final = Decimal("0.05")
_ABOUT: Final = Decimal("0.05")
_LOOSE: Final = Decimal("0.10")
# A number that is to be passed may lie beyond the figure by this part of it, no more: "over" is the claim.
_PASSED: Final = Decimal("0.0001")
# From so many digits on, zeros at the end may be what rounding left.
_ZEROS: Final = 1000
_LEAST: Final = ("over", "at_least")
_MOST: Final = ("under", "at_most")


class Weighed(NamedTuple):
    """How a number stands to a figure, and why where it is not plain."""

    agreement: Agreement
    why: str = ""


def weigh(said: Quantity, figure: Observation, *, is_expected: bool = False) -> Weighed:
    """Compare a number of a text with a figure of the same base unit; `is_expected` says the text tells of a plan."""
    if (figure.qualifier == "expected") != is_expected:
        told = "an expectation" if figure.qualifier == "expected" else "a fact, and no expectation"
        return Weighed("open", f"the catalogue has it as {told}")
    low, high = figure.ends_in_base
    value = figure.in_base
    if said.is_range or value is None:
        return _ranges(said, figure, low, high)
    number = said.in_base(said.low)
    if said.base == "rank":
        return Weighed("equal" if number == value else "differs")
    return _single(said, number, value, figure.qualifier)


def _single(said: Quantity, number: Decimal, value: Decimal, qualifier: str) -> Weighed:
    known = "exact" if qualifier == "expected" else qualifier
    if said.qualifier in _LEAST:
        return _at_least(said, number, value, known)
    if said.qualifier in _MOST:
        return _at_most(said, number, value, known)
    if said.qualifier in ("about", "nearly"):
        return _loosely(said, number, value, known)
    if number == value:
        return Weighed("equal") if known == "exact" else Weighed("rounded", f"the source says {_word(known)}")
    if _is_rounding(said, number, value):
        return Weighed("rounded", "the number is rounded")
    if (known in _LEAST and number > value) or (known == "at_most" and number < value):
        return Weighed("open", f"the source says only {_word(known)}")
    if known == "about" and abs(number - value) <= _ABOUT * abs(value):
        return Weighed("rounded", "the source says about")
    return Weighed("differs")


def _at_least(said: Quantity, number: Decimal, value: Decimal, known: str) -> Weighed:
    if number == value:
        return Weighed("equal") if known == said.qualifier else Weighed("rounded", f"the source says {_word(known)}")
    if number < value:
        if value - number <= _LOOSE * abs(value):
            return Weighed("rounded", "it holds, and the figure is more")
        return Weighed("open", "it holds, but is far below the figure")
    if number - value <= _PASSED * abs(value) and _is_rounding(said, number, value):
        return Weighed("rounded", "the number is rounded")
    return (
        Weighed("open", f"the source says only {_word(known)}") if known in (*_LEAST, "about") else Weighed("differs")
    )


def _at_most(said: Quantity, number: Decimal, value: Decimal, known: str) -> Weighed:
    if number == value and known == "at_most" == said.qualifier:
        return Weighed("equal")
    if known in _LEAST:
        return Weighed("differs") if number <= value else Weighed("open", f"the source says only {_word(known)}")
    if number >= value:
        if number - value <= _LOOSE * abs(value):
            return Weighed("rounded", "it holds, and the figure is less" if number > value else "the figure is exact")
        return Weighed("open", "it holds, but is far above the figure")
    is_near = value - number <= _PASSED * abs(value) and _is_rounding(said, number, value)
    return Weighed("rounded", "the number is rounded") if is_near else Weighed("differs")


def _loosely(said: Quantity, number: Decimal, value: Decimal, known: str) -> Weighed:
    if number == value and known == said.qualifier:
        return Weighed("equal")
    if abs(number - value) <= _ABOUT * abs(value) or _is_rounding(said, number, value):
        return Weighed("rounded", f"the text says {said.qualifier}")
    if known in _LEAST and number > value:
        return Weighed("open", f"the source says only {_word(known)}")
    return Weighed("differs")


def _ranges(said: Quantity, figure: Observation, low: Decimal | None, high: Decimal | None) -> Weighed:
    first, last = said.in_base(said.low), said.in_base(said.high)
    if (first, last) == (low, high) and said.is_range:
        is_same = figure.qualifier in (said.qualifier, "expected")
        return Weighed("equal") if is_same else Weighed("rounded", f"the source says {_word(figure.qualifier)}")
    if said.qualifier in _LEAST and high is None and first == low:
        return Weighed("equal")
    if (low is not None and last < low) or (high is not None and first > high):
        return Weighed("differs")
    if low is not None and high is not None and first <= low and high <= last:
        return Weighed("rounded", "the figure lies within the range")
    return Weighed("open", "the figure is a range" if figure.value is None else "the ranges only overlap")


def _is_rounding(said: Quantity, number: Decimal, value: Decimal) -> bool:
    """Tell whether a figure, rounded to the digits that the text writes, is the number of the text."""
    if abs(number - value) > _ROUNDED * abs(value):
        return False
    return abs(number - value) <= said.in_base(_worth(said)) / 2


def _worth(said: Quantity) -> Decimal:
    """Return the worth of the last digit that counts; zeros at the end of a large number may be rounded ones."""
    number, worth = abs(said.low), said.place
    if number >= _ZEROS and worth == 1:
        while number % (worth * 10) == 0:
            worth *= 10
    return worth


def _word(qualifier: str) -> str:
    return "an exact number" if qualifier == "exact" else qualifier.replace("_", " ")
