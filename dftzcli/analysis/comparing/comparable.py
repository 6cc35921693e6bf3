"""Whether two figures may be compared, and what comes out when they may.

A difference is taken of intervals: what a qualifier leaves open in one figure stays open in what is computed from it,
so a lower bound beside an exact value gives "at least". What must not be compared is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from typing import Final, Literal

from dftzcli.analysis.observations import Observation, decide
from dftzcli.tuples import NamedTuple

# What the columns of a comparison are: only that may differ from one to the next.
Axis = Literal["place", "period", "indicator", "subject"]

# Decimals that a quotient is given to: two more than the sources print, and no more than they could mean. What would
# then be no more than zero keeps so many digits instead.
_DECIMALS: Final = 3
_PRECISION: Final = 200
# A number with more digits before its point stays as it is, with an exponent.
_LONGEST: Final = _PRECISION - 10
# Words in the ids of indicators that tell how much something changed, and not how much of it there is.
_OF_CHANGE: Final = frozenset({"change", "growth", "gain", "increase", "decrease", "decline"})


class Computed(NamedTuple):
    """A number made of two figures: `value` is exact or about; without one, `low` and `high` are what it lies between.

    `inputs` are the ids of the figures it is computed from, the first less, or through, the second; `softly` is the
    qualifier of an input that makes the whole only about so, or only expected.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str
    inputs: tuple[str, str]
    softly: str = ""


def unlike(one: Observation, other: Observation, *, across: Axis) -> str:
    """Return why two figures must not be compared across an axis; nothing when they may.

    The text names what differs and nothing else: `not comparable: 2021 city v. 2023 customs district`. What is of no
    known period tells nothing of a change from one period to another.
    """
    parts: list[tuple[str, str]] = []
    if one.rhythm != other.rhythm or (_period(one, across) != _period(other, across)):
        parts.append((_time(one), _time(other)))
    if one.scope != other.scope:
        parts.append((one.scope.replace("_", " "), other.scope.replace("_", " ")))
    elif across not in ("place", "subject") and one.place != other.place:
        parts.append((one.place, other.place))
    if across != "subject" and one.subject != other.subject:
        parts.append((one.subject or "no one firm", other.subject or "no one firm"))
    if across != "indicator" and one.indicator != other.indicator:
        parts.append((one.indicator, other.indicator))
    if _definition(one, across) != _definition(other, across):
        parts.append((_industries(one), _industries(other)))
    if one.unit.base != other.unit.base:
        parts.append((one.unit.code, other.unit.code))
    if _since(one, across) != _since(other, across):
        parts.append((_counted(one), _counted(other)))
    if not parts:
        return ""
    ours, theirs = (" ".join(dict.fromkeys(side)) for side in zip(*parts, strict=True))
    return f"not comparable: {ours} v. {theirs}"


def like(one: Observation, *, across: Axis) -> tuple[str, ...]:
    """Return what an observation must share with every other that it may be compared with across an axis."""
    return (
        one.rhythm,
        _period(one, across),
        one.scope,
        "" if across in ("place", "subject") else one.place,
        "" if across == "subject" else one.subject or "",
        "" if across == "indicator" else one.indicator,
        _definition(one, across),
        one.unit.base,
        _since(one, across),
    )


def _since(found: Observation, across: Axis) -> str:
    """Return the break that a figure stands behind, which parts the periods of one thing and nothing else."""
    return found.since if across == "period" else ""


def _counted(found: Observation) -> str:
    return f"{found.period}, counted as since {found.since}" if found.since else f"{found.period}, counted as before"


def _period(found: Observation, across: Axis) -> str:
    return "" if across == "period" and found.rhythm != "undated" else found.period


def _definition(found: Observation, across: Axis) -> str:
    """Return what one indicator is measured of: two indicators have their own, and industries may be the columns."""
    return "" if across in ("indicator", "subject") else "+".join(found.item.get("industries") or ())


def _industries(found: Observation) -> str:
    return " and ".join(found.item.get("industries") or ()) or "no one industry"


def _time(found: Observation) -> str:
    return f"{found.period} (undated)" if found.rhythm == "undated" else found.period


def difference(one: Observation, other: Observation) -> Computed | str:
    """Return one figure less another in the printed unit of the first; a text says why there is none.

    Figures in percent differ by percentage points, ranks by places.
    """
    with localcontext() as context:
        context.prec = _PRECISION
        low, high = _less(_low(one), _high(other)), _less(_high(one), _low(other))
        low, high = (None if bound is None else plain(bound / one.unit.multiplier) for bound in (low, high))
        return _computed(low, high, _unit_of_difference(one), one, other)


def ratio(one: Observation, other: Observation) -> Computed | str:
    """Return how many times as much one figure is as another; a text says why that says nothing."""
    if one.unit.dimension == "rank":
        return "a rank is no amount"
    if one.unit.base in ("%", "pp") and (_may_be_negative(one) or _may_be_negative(other)):
        return "rates of change have no ratio"
    if any(bound is not None and bound <= 0 for each in (one, other) for bound in (_low(each), _high(each))):
        return "no ratio to or of a number that is not above zero"
    if _low(one) is None or _low(other) is None:
        return "not decided: the figure has no lower bound"
    with localcontext() as context:
        context.prec = _PRECISION
        low, high = _over(_low(one), _high(other)), _over(_high(one), _low(other))
        if low != high:
            # A bound is rounded to the side on which it stays true.
            low, high = _rounded(low, ROUND_FLOOR), _rounded(high, ROUND_CEILING)
        else:
            low = high = _rounded(low, ROUND_HALF_EVEN)
        return _computed(low, high, "times", one, other)


def _rounded(number: Decimal | None, rounding: str) -> Decimal | None:
    if number is None or number.adjusted() > _LONGEST:
        return number
    finest = -_DECIMALS if number.adjusted() >= -_DECIMALS else number.adjusted() - _DECIMALS + 1
    return number.quantize(Decimal(1).scaleb(finest), rounding=rounding)


def ranks(observations: Sequence[Observation], *, descending: bool = True) -> tuple[tuple[int, int], ...]:
    """Return for each of some comparable figures the best and the worst place it can have among them.

    Both are the same where the qualifiers leave nothing open.
    """
    sign = 1 if descending else -1

    def of(one: Observation) -> tuple[int, int]:
        # A figure that stands in two columns is as much as itself, whatever its qualifier leaves open.
        others = [0 if other.id == one.id else decide(one, other) for other in observations]
        above, open_ = others.count(-sign), others.count(None)
        return above + 1, above + open_ + 1

    return tuple(of(one) for one in observations)


def leader(observations: Iterable[Observation], *, across: Axis) -> Observation | None:
    """Return the figure that the others are measured against, whatever order they were named in.

    Across periods it is the earliest, since a change is told from there; elsewhere the largest.
    """

    def size(one: Observation) -> tuple[Decimal, str]:
        known = [bound for bound in (_low(one), _high(one)) if bound is not None]
        return (-known[0] if known else Decimal(0)), one.id

    def time(one: Observation) -> tuple[str, str]:
        return one.period, one.id

    return min(observations, key=time if across == "period" else size, default=None)


def _computed(
    low: Decimal | None, high: Decimal | None, unit: str, one: Observation, other: Observation
) -> Computed | str:
    inputs = (one.id, other.id)
    if low is None and high is None:
        return "not decided: both figures are open"
    words = {one.qualifier, other.qualifier}
    softly = "expected" if "expected" in words else "about" if "about" in words else ""
    if low is not None and high is not None:
        return Computed(low if low == high else None, low, high, unit, softly or "exact", inputs, softly)
    if low is not None:
        return Computed(low, low, None, unit, "at_least", inputs, softly)
    return Computed(high, None, high, unit, "at_most", inputs, softly)


def plain(number: Decimal) -> Decimal:
    """Return a number without trailing zeros and without an exponent."""
    short = number.normalize()
    # Made anew: a number longer than the precision of the context has no quantum there.
    return Decimal(int(short)) if short == short.to_integral_value() and short.adjusted() <= _LONGEST else short


def _unit_of_difference(one: Observation) -> str:
    if one.unit.base == "%":
        return "pp"
    return "places" if one.unit.dimension == "rank" else one.unit.code


def _may_be_negative(one: Observation) -> bool:
    return not _OF_CHANGE.isdisjoint(one.indicator.split("-")) or (_low(one) or Decimal(0)) < 0


def _low(one: Observation) -> Decimal | None:
    return one.ends_in_base[0]


def _high(one: Observation) -> Decimal | None:
    return one.ends_in_base[1]


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _over(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one / other
