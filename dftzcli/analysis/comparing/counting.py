"""Which criteria count in a score, and which way: more is better, or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dftzcli.analysis.comparing.criteria import Criterion
from dftzcli.analysis.comparing.records import no_such
from dftzcli.analysis.comparing.scales import has_values
from dftzcli.analysis.comparing.weights import Weights
from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple


class Counted(NamedTuple):
    """A criterion that has a weight, and whether more of it is better."""

    criterion: Criterion
    given: Decimal
    is_up: bool


def counted(
    alternatives: Sequence[str], criteria: Sequence[Criterion], weights: Mapping[str, Decimal]
) -> list[Counted]:
    """Return the criteria that count, in their order; UsageError for weights that cannot be used."""
    if len(set(alternatives)) < 2 or len(set(alternatives)) < len(alternatives):
        raise UsageError("a score is of two or more alternatives, each named once", fix="name what is to be compared")
    known = {criterion.key: criterion for criterion in criteria}
    if len(known) < len(criteria):
        raise ValueError("two criteria have one key")
    for key in weights:
        if key not in known:
            raise no_such(key, known, what="criterion")
    if not any(weights.values()):
        raise UsageError("no weight is above or below zero", fix="give one, such as --weight gdp=3")
    signed = weights.signed if isinstance(weights, Weights) else frozenset()
    return [
        _directed(criterion, given, is_signed=criterion.key in signed or given.is_signed())
        for criterion in criteria
        if (given := weights.get(criterion.key)) is not None
    ]


def _directed(criterion: Criterion, given: Decimal, *, is_signed: bool) -> Counted:
    """Say which way a criterion counts; UsageError where that is not known or its values cannot count at all."""
    key, label = criterion.key, criterion.label
    if criterion.unlike:
        raise UsageError(f"{label} cannot be scored: {criterion.unlike}", fix=f"leave out the weight of {key}")
    if not has_values(criterion):
        raise UsageError(f"{label} has no value for any of those compared", fix=f"leave out the weight of {key}")
    if is_signed:
        return Counted(criterion, given, not given.is_signed())
    if criterion.direction == "neither":
        size = abs(given)
        raise UsageError(
            f"neither more nor less of {label} is better by itself",
            fix=f"give its weight a sign: {key}=+{size} where more is better, {key}=-{size} where less is",
        )
    return Counted(criterion, given, criterion.direction == "up")
