"""Numbers computed from figures: change, growth, share and the like, each with its inputs and its arithmetic.

A derived number is never a figure: its `reading` is `computed`, it names what it is made of, and it is shown beside
what the sources print for the same (`printed`), whether or not the two agree. It is as exact as its inputs and no more;
what must not be computed is refused with the reason (`dftzcli.analysis.derivable`).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from typing import Final, cast

from dftzcli.analysis import derivable
from dftzcli.analysis.derived import (
    PER_PERSON,
    Derived,
    Printed,
    Rule,
    as_printed,
    on_paper,
    printed,
    scale_of,
)
from dftzcli.analysis.observations import Observation
from dftzcli.analysis.rounding import Span, exactly, span
from dftzcli.model import periods
from dftzcli.model.units import Unit, UnitCode, convert, unit
from dftzcli.tuples import NamedTuple

__all__ = [
    "Derived",
    "Printed",
    "balance",
    "cagr",
    "change",
    "growth",
    "index",
    "per_head",
    "printed",
    "share",
]


class _Plan(NamedTuple):
    """How a number is made of two in base units, what is written for it, and what is said of it."""

    rule: Rule
    unit: Unit
    compute: Callable[[Span, Span], Span]
    working: str
    note: str = ""


def change(earlier: Observation, later: Observation) -> Derived:
    """Return the later figure less the earlier, in the unit of the later; for figures in percent, percentage points."""
    plan = _Plan("change", _unit_of_change(later.unit), Span.__sub__, "{0} - {1} in {unit}")
    return _derive(plan, later, earlier, derivable.not_in_order(earlier, later))


def growth(earlier: Observation, later: Observation) -> Derived:
    """Return by how many percent the later figure is above the earlier one."""
    plan = _Plan("growth", _PERCENT, lambda one, other: _rate(one.over(other)), "({0} - {1}) / {1} in {unit}")
    return _derive(plan, later, earlier, derivable.not_in_order(earlier, later) or derivable.no_rate(earlier, later))


def cagr(first: Observation, last: Observation) -> Derived:
    """Return the rate in percent a year that leads from one annual figure to a later one."""
    years = periods.years(last.period)[0] - periods.years(first.period)[0]
    reason = derivable.not_in_order(first, last) or derivable.no_rate(first, last)
    if not reason and last.rhythm != "annual":
        reason = f"a yearly rate needs annual figures, and these are not ({last.rhythm})"
    if not reason and last.value is not None and last.value < 0:
        reason = f"{last.id} is below zero: no rate leads there"

    def compute(one: Span, other: Span) -> Span:
        # Below zero, where the rounding of the last figure may put it, there is no root.
        return _rate(Span(*(max(each, Decimal(0)) ** (Decimal(1) / years) for each in one.over(other))))

    working = f"({{0}} / {{1}}) ^ (1 / {years}) - 1 in {{unit}}"
    return _derive(_Plan("cagr", _PERCENT, compute, working, f"a year, over {years} years"), last, first, reason)


def index(base: Observation, later: Observation) -> Derived:
    """Return a figure where that of the base period is 100; the base itself is 100 exactly."""
    plan = _Plan(
        "index", _INDEX, lambda one, other: one.over(other).times(exactly(_HUNDRED)), "{0} / {1} x 100 in {unit}"
    )
    if base.id == later.id:
        base = later = later._replace(qualifier="exact")
    reason = derivable.not_one_series(base, later) or derivable.no_rate(base, later)
    if not reason and base.id != later.id and periods.overlaps(base.period, later.period):
        reason = f"{base.period} and {later.period} overlap"
    return _derive(plan, later, base, reason)


def share(part: Observation, whole: Observation) -> Derived:
    """Return how many percent of a whole a part is: two indicators of one place, scope and period."""
    plan = _Plan("share", _PERCENT, Span.over, "{0} / {1} in {unit}")
    found = _derive(plan, part, whole, _not_two_amounts(part, whole) or _no_part(part, whole))
    if found.span is not None and found.span.low > _HUNDRED:
        return _derive(plan, part, whole, f"{part.id} is more than {whole.id}: it is no part of it")
    return found


def per_head(total: Observation, population: Observation) -> Derived:
    """Return a total divided by the persons of the same place, scope and period, in base units a person."""
    reason = derivable.missing(total, population)
    if not reason and population.unit.base != _PERSONS:
        reason = f"{population.id} counts {population.unit.base}, not {_PERSONS}"
    reason = reason or derivable.not_together(total, population._replace(unit=total.unit))
    reason = reason or derivable.no_amounts(total) or _not_above_zero(population)
    name = f"{total.unit.base}{PER_PERSON}"
    working = f"{{0}} {total.unit.code} / {{1}} {population.unit.code}"
    plan = _Plan("per_head", Unit(name, name, Decimal(1), "ratio"), Span.over, working)
    return _derive(plan, total, population, reason)


def balance(exports: Observation, imports: Observation) -> Derived:
    """Return one amount less another of the same place and period, in the unit of the first; a deficit is negative."""
    plan = _Plan("balance", exports.unit, Span.__sub__, "{0} - {1} in {unit}")
    return _derive(plan, exports, imports, _not_two_amounts(exports, imports))


def _derive(plan: _Plan, one: Observation, other: Observation, reason: str) -> Derived:
    """Compute a number of two figures, unless there is a reason not to or their qualifiers leave nothing to say."""
    found = Derived(
        rule=plan.rule,
        value=None,
        unit=plan.unit.code,
        qualifier="",
        period=one.period,
        place=one.place,
        scope=one.scope,
        subject=one.subject,
        indicator=one.indicator,
        inputs=(one.id, other.id),
        working="",
        refused=reason,
        against=other.period if plan.rule in _IN_TIME else "",
        unit_base=plan.unit.base,
        multiplier=plan.unit.multiplier,
    )
    if reason or one.value is None or other.value is None:
        return found
    word, open_side = derivable.qualifier(one, other, is_difference=plan.rule in _DIFFERENCES)
    if not word:
        return found._replace(refused=open_side)
    with localcontext() as context:
        context.prec = _PRECISION
        scale = scale_of(plan.unit.base, plan.unit.multiplier)
        result = Span(*(each / scale for each in plan.compute(_span(one), _span(other))))
        value, rounded = _rounded(result.value, word, plan.rule)
    same = other.value if plan.rule == "per_head" else convert(other.value, other.unit, one.unit)
    working = plan.working.format(
        derivable.amount(one.qualifier, one.value), derivable.amount(other.qualifier, same), unit=one.unit.code
    )
    notes = (plan.note, rounded, open_side, *derivable.warnings(one, other))
    note = "; ".join(each for each in notes if each)
    return found._replace(value=value, qualifier=word, working=working, note=note, span=result)


def _rounded(value: Decimal, qualifier: str, rule: Rule) -> tuple[Decimal, str]:
    """Round a quotient and say how; differences are exact. A bound is rounded to the side on which it stays true."""
    if rule in _DIFFERENCES:
        return (Decimal(int(value)) if value == value.to_integral_value() else value), ""
    is_small = rule == "per_head" and 0 < abs(value) < 1
    place = Decimal(1).scaleb(value.adjusted() - 3) if is_small else _HUNDREDTH
    mode, how = _BOUND_ROUNDING.get(qualifier, (ROUND_HALF_EVEN, "half-even"))
    digits = "4 significant digits" if is_small else "2 decimals"
    # Adding zero takes the sign from a zero.
    return value.quantize(place, rounding=mode) + 0, f"rounded {how} to {digits}"


def _span(one: Observation) -> Span:
    """Return what a figure can be in base units within its rounding."""
    value, code = on_paper(one)
    return span(value or Decimal(0), cast(UnitCode, code), as_stated=as_printed(one.item))


def _not_two_amounts(one: Observation, other: Observation) -> str:
    return derivable.not_together(one, other) or derivable.not_of_two(one, other) or derivable.no_amounts(one, other)


def _no_part(part: Observation, whole: Observation) -> str:
    if part.value is not None and part.value < 0:
        return f"{part.id} is below zero: no share is meant"
    return _not_above_zero(whole)


def _not_above_zero(one: Observation) -> str:
    return f"{one.id} is not above zero" if one.value is not None and one.value <= 0 else ""


def _unit_of_change(of: Unit) -> Unit:
    if of.dimension == "rank":
        return Unit("places", "places", Decimal(1), "count")
    return _POINT if of.base == "%" else of


def _rate(ratio: Span) -> Span:
    return ratio - exactly(Decimal(1))


# Digits that are kept while computing, far more than any source prints.
_PRECISION: Final = 50
_HUNDRED: Final = Decimal(100)
_HUNDREDTH: Final = Decimal("0.01")
_PERSONS: Final = "persons"
_PERCENT: Final = unit("%")
_POINT: Final = unit("pp")
_INDEX: Final = Unit("index", "index", Decimal(1), "ratio")

_DIFFERENCES: Final = ("change", "balance")
_IN_TIME: Final = ("change", "growth", "cagr", "index")
_BOUND_ROUNDING: Final = {
    "over": (ROUND_FLOOR, "down, as a lower bound,"),
    "at_least": (ROUND_FLOOR, "down, as a lower bound,"),
    "at_most": (ROUND_CEILING, "up, as an upper bound,"),
}
