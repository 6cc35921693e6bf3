"""Whether a number may be computed from two figures, how exact it can be, and what a reader must know of the two.

Each refusal is a reason in words, "" for none. Figures of one series may be set against each other in time; figures of
one place and period may be taken together. Neither ever mixes units, scopes or rhythms.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dftzcli.analysis.comparing.comparable import unlike
from dftzcli.analysis.observations import Observation
from dftzcli.model import periods
from dftzcli.model.units import WITHOUT_MAGNITUDE
from dftzcli.model.vocabulary import QUALIFIER_WORDS

_SOFT: Final = ("about", "expected")


def missing(*inputs: Observation) -> str:
    """Say which figure has no single number, and what the source gives instead."""
    for one in inputs:
        if one.value is None:
            return f"{one.id} has no single number: {in_words(one)}"
    return ""


def not_one_series(one: Observation, other: Observation) -> str:
    """Say why two figures are not of one thing at two times."""
    reason = missing(one, other)
    if not reason and one.rhythm == other.rhythm == "undated":
        return f"the sources give no period: {one.id}, {other.id}"
    return reason or unlike(one, other, across="period")


def not_in_order(earlier: Observation, later: Observation) -> str:
    """Say why one figure is not an earlier one of the series of the other."""
    reason = not_one_series(earlier, later)
    if not reason and periods.bounds(earlier.period)[1] >= periods.bounds(later.period)[0]:
        return f"{earlier.period} does not end before {later.period} begins"
    return reason


def not_together(one: Observation, other: Observation) -> str:
    """Say why two figures are not of one place, scope and period, in one base unit.

    Without a period they are of one time only where one source gives both.
    """
    reason = missing(one, other) or unlike(one, other, across="indicator")
    if not reason and one.rhythm == "undated" and one.source != other.source:
        return f"the sources give no period: {one.id}, {other.id}"
    return reason


def not_of_two(one: Observation, other: Observation) -> str:
    """Say that two figures measure the same, where it takes two things."""
    return f"both are of {one.indicator}: it takes two indicators" if one.indicator == other.indicator else ""


def no_amounts(*inputs: Observation) -> str:
    """Say which figure is a share, a rank or a ratio, of which nothing can be taken."""
    for one in inputs:
        if one.unit.dimension in WITHOUT_MAGNITUDE:
            return f"{one.id} is no amount (its unit is {one.unit.code})"
    return ""


def no_rate(earlier: Observation, later: Observation) -> str:
    """Say why the ratio of two figures of one series means nothing."""
    if later.unit.dimension == "share":
        return f"figures in {later.unit.code} have no growth: ask for their change, in percentage points"
    if later.unit.dimension == "rank":
        return "a rank is an order and no amount"
    if earlier.value is not None and earlier.value <= 0:
        return f"{earlier.id} is {'zero' if earlier.value == 0 else 'below zero'}: no rate starts there"
    return ""


def qualifier(one: Observation, other: Observation, *, is_difference: bool) -> tuple[str, str]:
    """Return the qualifier of a difference or a ratio and a note on it; "" and why where nothing can be said.

    A lower bound of the first figure is one of the result, one of the second an upper bound. A ratio below zero turns
    the second round, and one of zero does not depend on it. The second figure of a ratio is above zero.
    """
    pull = -1 if is_difference else -_sign(one.value)
    soft: set[str] = set()
    pulls: dict[int, set[str]] = {}
    for each, way in ((one, 1), (other, pull)):
        if way and each.qualifier in _SOFT:
            soft.add(each.qualifier)
        elif way and each.qualifier != "exact":
            pulls.setdefault(-way if each.qualifier == "at_most" else way, set()).add(each.qualifier)
    if len(pulls) > 1:
        return "", f"nothing can be said: {in_words(one)} and {in_words(other)} leave both sides open"
    if soft:
        notes = ["one of the two is only about so"] if len(soft) > 1 else []
        notes += [f"one of the two is a bound, so it may be {'more' if way > 0 else 'less'}" for way in pulls]
        return "expected" if "expected" in soft else "about", "; ".join(notes)
    if 1 in pulls:
        return "over" if pulls[1] == {"over"} else "at_least", ""
    return "at_most" if pulls else "exact", ""


def warnings(one: Observation, other: Observation) -> Iterator[str]:
    """Yield what a reader must know of two figures: several sources, periods and readings not in print, disputes."""
    if one.source != other.source:
        yield f"from two sources: {one.source} and {other.source}"
    for each in (one,) if one.id == other.id else (one, other):
        dispute = each.item.get("dispute")
        if each.rhythm == "undated":
            yield f"the period of {each.id} is not stated"
        elif each.item.get("period_basis") == "inferred":
            yield f"the period of {each.id} is inferred"
        if each.reading != "as_printed":
            yield f"{each.id} is {each.reading}"
        if dispute and dispute != "caution":
            yield f"{each.id} is disputed ({dispute})"


def amount(qualifier: str, value: Decimal) -> str:
    """Write a number inside a sum with its qualifier, and one below zero in brackets: `over 1,000.21`, `(-30)`."""
    word = QUALIFIER_WORDS[qualifier]
    number = f"({value:,f})" if value < 0 else f"{value:,f}"
    return f"{word} {number}" if word else number


def in_words(one: Observation) -> str:
    """Write a figure with its qualifier and unit, a range with both its ends."""
    if one.value is not None:
        return f"{amount(one.qualifier, one.value)} {one.unit.code}"
    ends = [f"{end:,f}" for end in (one.low, one.high) if end is not None]
    opening = "" if len(ends) != 1 else "from" if one.low is not None else "up to"
    words = (QUALIFIER_WORDS[one.qualifier], opening, " to ".join(ends), one.unit.code)
    return " ".join(word for word in words if word)


def _sign(value: Decimal | None) -> int:
    return 0 if not value else 1 if value > 0 else -1
