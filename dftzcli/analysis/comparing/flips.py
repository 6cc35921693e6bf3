"""How firm a first place is: the smallest change of one weight that costs an alternative its lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final, Literal

from dftzcli.analysis.comparing.scales import Span
from dftzcli.tuples import NamedTuple

# Digits that a change is named with. It is rounded up, so the change as named is enough; at eight digits it is never
# a ten-millionth more than is needed.
_DIGITS: Final = 8


class Weighed(NamedTuple):
    """One criterion as it counts: its weight as given, and where each alternative stands on its scale."""

    key: str
    given: Decimal
    spans: tuple[Span, ...]


class Flip(NamedTuple):
    """The smallest change of one weight after which the first is no longer alone in first place.

    The weight is in the units it was given in: `given` plus `change` is `becomes`. `outcome` says what then holds:
    the alternatives in `then` are `level`, the one in it `leads`, or it is `open` which of them is first. A weight
    keeps its sign, which says what is better and not how much it counts.
    """

    criterion: str
    given: Decimal
    becomes: Decimal
    change: Decimal
    first: str
    then: tuple[str, ...]
    outcome: Literal["level", "leads", "open"]


def totals(weighed: Sequence[Weighed], *, instead: Mapping[str, Decimal] | None = None) -> tuple[Span, ...]:
    """Add up what each alternative has, not divided by the sum of the weights; `instead` replaces some weights."""
    weights = [abs(Fraction((instead or {}).get(each.key, each.given))) for each in weighed]
    columns = zip(*(each.spans for each in weighed), strict=True)
    return tuple(
        Span(
            sum((weight * span.low for weight, span in zip(weights, column, strict=True)), Fraction(0)),
            sum((weight * span.high for weight, span in zip(weights, column, strict=True)), Fraction(0)),
        )
        for column in columns
    )


def leaders(scores: Sequence[Span]) -> tuple[int, ...]:
    """Return the places of those that may be first: no other is surely above them."""
    reached = max(score.low for score in scores)
    return tuple(place for place, score in enumerate(scores) if score.high >= reached)


def smallest_flip(alternatives: Sequence[str], weighed: Sequence[Weighed]) -> Flip | None:
    """Return the smallest change of one weight that changes who is first.

    None where no change of a single weight does, or where nobody is first alone to begin with.
    """
    scores = totals(weighed)
    before = leaders(scores)
    if len(before) > 1:
        return None
    candidates = (
        (abs(change), weight.key, alternatives[other], weight, change)
        for weight in weighed
        for other, change in _crossings(weight, weighed, scores, before[0])
    )
    found = min(candidates, default=None, key=lambda candidate: candidate[:3])
    if found is None:
        return None
    weight, change = found[3:]
    becomes = _enough(weight.given, change)
    after = totals(weighed, instead={weight.key: becomes})
    then = leaders(after)
    if then == before:
        raise AssertionError(f"{weight.key}={becomes} was to change who is first, and does not")
    level = len({after[place] for place in then}) == 1 and after[then[0]].is_point
    with localcontext() as context:
        context.prec = 100
        difference = becomes - weight.given
    return Flip(
        criterion=weight.key,
        given=weight.given,
        becomes=becomes,
        change=difference,
        first=alternatives[before[0]],
        then=tuple(alternatives[place] for place in then),
        outcome="leads" if len(then) == 1 else "level" if level else "open",
    )


def _crossings(
    weight: Weighed, weighed: Sequence[Weighed], scores: Sequence[Span], first: int
) -> Iterator[tuple[int, Fraction]]:
    """Yield for each other alternative the change of a weight at which it reaches the first, where there is one."""
    size = abs(Fraction(weight.given))
    rest = sum((abs(Fraction(each.given)) for each in weighed), Fraction(0)) - size
    for other in range(len(scores)):
        gain = weight.spans[first].low - weight.spans[other].high
        if other == first or gain == 0:
            continue
        change = -(scores[first].low - scores[other].high) / gain
        # Without any weight at all nobody is first: that is no change of who is.
        if size + change >= 0 and rest + size + change > 0:
            yield other, change


def _enough(given: Decimal, change: Fraction) -> Decimal:
    """Return a weight whose size is changed by at least so much, in few digits; none is changed beyond zero."""
    sign = -1 if given.is_signed() else 1
    with localcontext() as context:
        context.prec, context.rounding = _DIGITS, ROUND_UP
        short = Decimal(change.numerator) / Decimal(change.denominator)
        context.prec = 100
        return sign * max(abs(given) + short, Decimal(0))
