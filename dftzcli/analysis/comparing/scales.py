"""Values of one criterion on a scale from 0, the worst of those compared, to 1, the best."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dftzcli.analysis.comparing.criteria import Criterion
from dftzcli.tuples import NamedTuple


class Span(NamedTuple):
    """The least and the most that something can be; the same number twice where nothing is open."""

    low: Fraction
    high: Fraction

    @property
    def is_point(self) -> bool:
        """Whether nothing is open."""
        return self.low == self.high


WHOLE = Span(Fraction(0), Fraction(1))
_BEST = Span(Fraction(1), Fraction(1))

_Bounds = tuple[Fraction | None, Fraction | None]


def on_scale(criterion: Criterion, *, is_up: bool) -> tuple[Span, ...]:
    """Return where each alternative can stand; `is_up` where more is better.

    The scale runs between the worst and the best number that is known. What is open beyond a bound reaches to the end
    of the scale, and what is missing is anywhere on it. Equal values count 1 each, but an exact one beside "over" the
    same is only known to be no better.
    """
    bounds = [_oriented(pair, is_up=is_up) for pair in _pairs(criterion)]
    known = [bound for pair in bounds for bound in pair if bound is not None]
    if not known:
        return (WHOLE,) * len(bounds)
    worst, best = min(known), max(known)
    if worst == best:
        return tuple(_among_equals(place, bounds) for place in range(len(bounds)))
    length = best - worst
    return tuple(
        Span(
            WHOLE.low if low is None else (low - worst) / length,
            WHOLE.high if high is None else (high - worst) / length,
        )
        for low, high in bounds
    )


def has_values(criterion: Criterion) -> bool:
    """Tell whether anything is known of a criterion."""
    return any(bound is not None for pair in _pairs(criterion) for bound in pair)


def ends(criterion: Criterion) -> tuple[Decimal, Decimal]:
    """Return the least and the most that is known of a criterion, in its unit; ValueError where nothing is."""
    known = [bound for pair in _pairs(criterion) for bound in pair if bound is not None]
    return min(known), max(known)


def _pairs(criterion: Criterion) -> list[tuple[Decimal | None, Decimal | None]]:
    low = criterion.values if criterion.low is None else criterion.low
    high = criterion.values if criterion.high is None else criterion.high
    return list(zip(low, high, strict=True))


def _oriented(pair: tuple[Decimal | None, Decimal | None], *, is_up: bool) -> _Bounds:
    """Turn bounds round where less is better, so that higher is better everywhere."""
    low, high = (None if bound is None else Fraction(bound) for bound in pair)
    if is_up:
        return low, high
    return None if high is None else -high, None if low is None else -low


def _among_equals(place: int, bounds: list[_Bounds]) -> Span:
    """Return where one alternative stands when every number that is known is the same."""
    low, _ = bounds[place]
    # An alternative that is open towards the better may be ahead of all that are level with its bound.
    is_passed = any(pair[0] is not None and pair[1] is None for other, pair in enumerate(bounds) if other != place)
    return WHOLE if low is None or is_passed else _BEST
