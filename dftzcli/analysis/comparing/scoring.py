"""A score over a comparison: weights times values on a common scale, with every part of it in the result.

Values are put on a scale from 0 to 1 within those compared, so a score says how alternatives stand to one another and
nothing of how good they are. What is missing or open is a range, never 0. Arithmetic is in fractions; what is given
out is rounded to six decimals, and every order is decided before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Final, Literal

from dftzcli.analysis.comparing.counting import Counted, counted
from dftzcli.analysis.comparing.criteria import Criterion, record_criteria
from dftzcli.analysis.comparing.flips import Flip, Weighed, leaders, smallest_flip, totals
from dftzcli.analysis.comparing.scales import Span, ends, on_scale
from dftzcli.analysis.comparing.weights import Weights, read_weights
from dftzcli.tuples import NamedTuple

__all__ = ["Criterion", "Flip", "Scoring", "Weights", "read_weights", "record_criteria", "score"]

# Scores that differ by less than this part of the scale are called close.
CLOSE: Final = Fraction(5, 100)
NORMALISATION: Final = (
    "each criterion runs from 0, the worst of the values compared, to 1, the best (min-max); "
    "equal values count 1 each; a missing value counts from 0 to its whole weight, "
    "and what a qualifier leaves open to the end of the scale; weights are divided by the sum of their sizes"
)
_PLACES: Final = 6


class WeightUsed(NamedTuple):
    """A weight as `given` and as a `share` of all; which `direction` is better, and the ends of the scale in `unit`."""

    criterion: str
    label: str
    unit: str
    given: Decimal
    share: Decimal
    direction: Literal["up", "down"]
    worst: Decimal
    best: Decimal


class Part(NamedTuple):
    """What one criterion adds to a score: `contribution` is `weight`, its share of all weights, times `normalised`.

    `note` says why the value is missing or open.
    """

    criterion: str
    weight: Decimal
    value: Decimal | None
    normalised_low: Decimal
    normalised_high: Decimal
    contribution_low: Decimal
    contribution_high: Decimal
    note: str


class Score(NamedTuple):
    """The score of an alternative, from 0 to 1; two numbers where something is missing or open.

    `rank` is None where another's range overlaps with it, so that either may be ahead.
    """

    alternative: str
    score_low: Decimal
    score_high: Decimal
    parts: tuple[Part, ...]
    rank: int | None


class Scoring(NamedTuple):
    """Alternatives scored, in the order they were given.

    `first` are those that may be first. `flip` is None where no change of a single weight changes that, or nobody is
    first alone; `flip_note` says either in words. `close` are pairs in a known order less than `CLOSE` apart,
    `undetermined` those whose ranges overlap.
    """

    rows: tuple[Score, ...]
    weights: tuple[WeightUsed, ...]
    normalisation: str
    first: tuple[str, ...]
    flip: Flip | None
    flip_note: str
    close: tuple[tuple[str, str], ...]
    undetermined: tuple[tuple[str, str], ...]


def score(alternatives: Sequence[str], criteria: Sequence[Criterion], weights: Mapping[str, Decimal]) -> Scoring:
    """Score alternatives by the criteria that have a weight.

    A weight below zero says that less is better. UsageError for a weight of no criterion, for a criterion of which
    neither more nor less is better unless its weight was typed with a sign, and for values that are unlike or missing
    throughout.
    """
    used = counted(alternatives, criteria, weights)
    weighed = [Weighed(each.criterion.key, each.given, on_scale(each.criterion, is_up=each.is_up)) for each in used]
    whole = sum((abs(Fraction(each.given)) for each in weighed), Fraction(0))
    scores = [Span(low / whole, high / whole) for low, high in totals(weighed)]
    first = leaders(scores)
    flip = smallest_flip(alternatives, weighed)
    pairs = list(combinations(range(len(scores)), 2))
    is_open = {(one, other) for one, other in pairs if _overlap(scores[one], scores[other])}
    is_close = {(one, other) for one, other in pairs if _gap(scores[one], scores[other]) < CLOSE} - is_open
    return Scoring(
        rows=tuple(
            Score(
                alternative=name,
                score_low=_rounded(scores[place].low),
                score_high=_rounded(scores[place].high),
                parts=tuple(_part(each.criterion, of, place, whole) for each, of in zip(used, weighed, strict=True)),
                rank=_rank(place, scores),
            )
            for place, name in enumerate(alternatives)
        ),
        weights=tuple(_used(each, whole) for each in used),
        normalisation=NORMALISATION,
        first=tuple(alternatives[place] for place in first),
        flip=flip,
        flip_note=_in_words(
            flip, [alternatives[place] for place in first], is_level=all(scores[place].is_point for place in first)
        ),
        close=_named(is_close, alternatives),
        undetermined=_named(is_open, alternatives),
    )


def _used(counted: Counted, whole: Fraction) -> WeightUsed:
    criterion, given, is_up = counted
    least, most = ends(criterion)
    return WeightUsed(
        criterion=criterion.key,
        label=criterion.label,
        unit=criterion.unit,
        given=given,
        share=_rounded(abs(Fraction(given)) / whole),
        direction="up" if is_up else "down",
        worst=least if is_up else most,
        best=most if is_up else least,
    )


def _part(criterion: Criterion, weighed: Weighed, place: int, whole: Fraction) -> Part:
    share = abs(Fraction(weighed.given)) / whole
    span = weighed.spans[place]
    return Part(
        criterion=weighed.key,
        weight=_rounded(share),
        value=criterion.values[place],
        normalised_low=_rounded(span.low),
        normalised_high=_rounded(span.high),
        contribution_low=_rounded(share * span.low),
        contribution_high=_rounded(share * span.high),
        note=criterion.notes[place] if criterion.notes else "",
    )


def _rank(place: int, scores: Sequence[Span]) -> int | None:
    """Return the place of a score among all, shared by equals; None where it is open who is ahead."""
    own = scores[place]
    others = [score for other, score in enumerate(scores) if other != place]
    if any(_overlap(own, score) for score in others):
        return None
    return 1 + sum(1 for score in others if score.low > own.high)


def _overlap(one: Span, other: Span) -> bool:
    """Tell whether either of two scores may be ahead; two that are level and exact are known to be level."""
    if one.is_point and other.is_point:
        return False
    return one.low <= other.high and other.low <= one.high


def _gap(one: Span, other: Span) -> Fraction:
    return max(one.low - other.high, other.low - one.high)


def _named(pairs: Iterable[tuple[int, int]], alternatives: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((alternatives[one], alternatives[other]) for one, other in sorted(pairs))


def _in_words(flip: Flip | None, first: Sequence[str], *, is_level: bool) -> str:
    """Say how firm the first place is."""
    if len(first) > 1:
        return f"{_and(first)} are level" if is_level else f"which of {_and(first)} is first is not determined"
    if flip is None:
        return f"no change of a single weight takes the first place from {first[0]}"
    what = f"with {flip.criterion} at {flip.becomes or Decimal(0):f} and not {flip.given:f},"
    if flip.outcome == "leads":
        return f"{what} {flip.then[0]} is first and not {flip.first}"
    if flip.outcome == "level":
        return f"{what} {_and(flip.then)} are level"
    return f"{what} it is open which of {_and(flip.then)} is first"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _rounded(number: Fraction) -> Decimal:
    """Return a number from 0 to 1 to six decimals, halves to the even digit, without trailing zeros."""
    return Decimal(round(number * 10**_PLACES)).scaleb(-_PLACES).normalize() + 0
