"""Recomputing what the sources print: sums, shares, growth and changes, each within its rounding.

A figure names the relations it should keep (`identities`). Each is computed here from the other figures, in base units
so that printed multipliers mix, and compared with the figure as printed. The tolerance is what the rounding of all the
numbers together can explain; nothing is ever corrected. What no source lets be recomputed can be listed too, as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Final, Literal

import msgspec

from dftzcli.analysis.previous import previous_observation, subject_of
from dftzcli.analysis.rounding import Span, base_of, exactly, in_base, product, span, total
from dftzcli.model.records import Discrepancy, Figure, Indicator, Record
from dftzcli.model.units import UnitCode, unit
from dftzcli.model.vocabulary import IdentityRule, Qualifier

Computable = IdentityRule | Literal["change"]
Rule = Computable | Literal["none"]

# "About 40 %" is taken as kept when the computed number is within this part of it.
ABOUT: Final = Decimal("0.05")
# Rules of two inputs; the others take one or more.
PAIRED: Final[frozenset[Rule]] = frozenset({"growth", "ratio", "percent_of", "change"})
_SAME_BASE: Final[frozenset[Rule]] = frozenset({"sum", "difference", "at_least_sum", "growth", "percent_of", "change"})
_DIGITS_KEPT: Final = 3


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One relation recomputed: what was printed, what comes out, and whether rounding explains the difference.

    `printed`, `computed`, `difference` (computed less printed) and `tolerance` are in `unit`. `holds` is None when the
    relation cannot be compared, and `note` says why. The rule `none` is that of a figure that must have been computed,
    and of which no source says from what. `discrepancy` is the record that owns up to a figure's failing.
    """

    record: str
    rule: Rule
    inputs: tuple[str, ...]
    unit: UnitCode
    printed: Decimal | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    tolerance: Decimal | None = None
    holds: bool | None = None
    discrepancy: str | None = None
    note: str = ""


class _Printed(msgspec.Struct, frozen=True):
    """The number that a relation should give, as the source prints it: exact, or only bounded."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: UnitCode
    qualifier: Qualifier
    as_stated: str | None
    is_computed: bool = False


def check_identities(records: Iterable[Record]) -> tuple[Outcome, ...]:
    """Recompute every identity of every figure, and every change whose previous observation is in the catalogue."""
    known = tuple(records)
    figures = {record.id: record for record in known if isinstance(record, Figure)}
    discrepancies = sorted((record for record in known if isinstance(record, Discrepancy)), key=lambda each: each.id)
    outcomes: list[Outcome] = []
    with localcontext() as context:
        context.prec = 50
        alike: dict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
        for figure in figures.values():
            alike[subject_of(figure)].append(figure)
        for figure in figures.values():
            for outcome in _of_figure(figure, figures, alike[subject_of(figure)]):
                outcomes.append(msgspec.structs.replace(outcome, discrepancy=_owning_up(outcome, discrepancies)))
    return tuple(sorted(outcomes, key=lambda each: (each.record, each.rule, each.inputs)))


def with_unrecomputed(outcomes: Iterable[Outcome], records: Iterable[Record]) -> tuple[Outcome, ...]:
    """Add what was computed by a source from figures it does not give; order by failing, not recomputed, and kept.

    That is each change without the observation it is against, and each figure without a relation that gives it: in
    percent, of an indicator that is a ratio or a rate, or of one that other printed figures show to be computed.
    """
    known, found = tuple(records), tuple(outcomes)
    return tuple(sorted((*found, *_unrecomputed(known, found)), key=_worst_first))


def _worst_first(outcome: Outcome) -> tuple[int, str, str, tuple[str, ...]]:
    kept = {False: 1, None: 2, True: 3}[outcome.holds]
    is_fault = outcome.holds is False and outcome.discrepancy is None
    return 0 if is_fault else kept, outcome.record, outcome.rule, outcome.inputs


def _unrecomputed(records: Iterable[Record], outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    known = tuple(records)
    figures = [record for record in known if isinstance(record, Figure)]
    # That a total is not below its parts does not give the total.
    given = {each.record for each in outcomes if each.rule not in ("at_least_sum", "change")}
    changes = {each.record: each.inputs for each in outcomes if each.rule == "change"}
    after = {inputs[1]: record for record, inputs in changes.items()}
    computed = {each.id for each in known if isinstance(each, Indicator) and each.measurement in ("ratio", "rate")}
    computed |= {each.indicator for each in figures if each.id in given and each.reading != "computed"}
    for each in figures:
        made_of = "the sources do not give the figures that it is of"
        if each.reading == "computed" and each.id in after:
            made_of = f"it is computed from the change of {after[each.id]}"
        if each.id not in given and (each.indicator in computed or unit(each.unit).dimension in ("share", "ratio")):
            refused = Outcome(record=each.id, rule="none", inputs=(), unit=each.unit, printed=each.value)
            yield _not_recomputed(refused, made_of)
        if each.change is not None and each.id not in changes:
            printed, changed_in = each.change.value, each.change.unit
            refused = Outcome(record=each.id, rule="change", inputs=(each.id,), unit=changed_in, printed=printed)
            yield _not_recomputed(
                refused, f"the sources do not give the figure that it is against, {each.change.against}"
            )


def _not_recomputed(outcome: Outcome, reason: str) -> Outcome:
    return msgspec.structs.replace(outcome, holds=None, note=f"not recomputed: {reason}")


def _of_figure(figure: Figure, figures: Mapping[str, Figure], alike: Iterable[Figure]) -> Iterator[Outcome]:
    bounds, is_computed = (figure.value_min, figure.value_max), figure.reading == "computed"
    printed = _Printed(figure.value, *bounds, figure.unit, figure.qualifier, _as_stated(figure), is_computed)
    for identity in figure.identities:
        yield _compare(figure.id, identity.rule, identity.inputs, printed, figures)
    change = figure.change
    before = previous_observation(figure, alike)
    if change is not None and before is not None:
        printed = _Printed(change.value, None, None, change.unit, change.qualifier, change.as_stated)
        outcome = _compare(figure.id, "change", (figure.id, before.id), printed, figures)
        if outcome.holds and before.reading == "computed" and not before.identities:
            # What was computed from the change cannot confirm it.
            outcome = _not_recomputed(outcome, f"{before.id} is computed from the change")
        yield outcome


def _owning_up(outcome: Outcome, discrepancies: Iterable[Discrepancy]) -> str | None:
    """Find the discrepancy that names a figure; a printed change may also differ by definition (constant prices)."""
    types = {"arithmetic", "reading"} | ({"definition"} if outcome.rule == "change" else set())
    for each in discrepancies:
        if each.type in types and outcome.record in each.records and not each.is_caution:
            return each.id
    return None


def _compare(
    record: str, rule: Computable, inputs: tuple[str, ...], printed: _Printed, figures: Mapping[str, Figure]
) -> Outcome:
    refused = Outcome(record=record, rule=rule, inputs=inputs, unit=printed.unit, printed=printed.value)
    reason = _not_comparable(rule, inputs, printed, figures)
    if reason:
        return msgspec.structs.replace(refused, note=f"not comparable: {reason}")
    try:
        result = _compute(rule, [_span(figures[each]) for each in inputs], in_percent=printed.unit == "%")
    except ZeroDivisionError as error:
        return msgspec.structs.replace(refused, note=f"not comparable: {error}")
    scale = in_base(printed.unit)
    computed = Span(*(number / scale for number in result))
    difference, tolerance, holds, note = _judge(rule, computed, printed)
    return msgspec.structs.replace(
        refused,
        computed=_short(computed.value, printed.value),
        difference=None if difference is None else _short(difference, printed.value),
        tolerance=_short(tolerance, printed.value),
        holds=holds,
        note=note,
    )


def _judge(rule: Rule, computed: Span, printed: _Printed) -> tuple[Decimal | None, Decimal, bool, str]:
    """Return difference, tolerance, whether the relation holds, and what was asked of it where not equality."""
    slack = computed.slack
    if printed.value is None:
        is_above = printed.low is None or computed.value >= printed.low - slack
        is_below = printed.high is None or computed.value <= printed.high + slack
        return None, slack, is_above and is_below, "compared with the printed bounds"
    scale = in_base(printed.unit)
    tolerance = slack + span(printed.value, printed.unit, as_stated=printed.as_stated).slack / scale
    difference = computed.value - printed.value
    if rule == "at_least_sum":
        return difference, tolerance, difference <= tolerance, "the printed figure may be more than the sum"
    if printed.qualifier in ("over", "at_least"):
        return difference, slack, difference >= -slack, f"{printed.qualifier}: may come out higher, not lower"
    if printed.qualifier == "at_most":
        return difference, slack, difference <= slack, "at_most: may come out lower, not higher"
    if printed.qualifier == "about":
        tolerance = max(tolerance, slack + ABOUT * abs(printed.value))
        return difference, tolerance, abs(difference) <= tolerance, "about: within 5 % is taken as kept"
    return difference, tolerance, abs(difference) <= tolerance, ""


def _not_comparable(rule: Computable, inputs: Sequence[str], printed: _Printed, figures: Mapping[str, Figure]) -> str:
    """Say why a relation cannot be computed, or return nothing when it can."""
    if not inputs or (rule in PAIRED and len(inputs) != 2):
        return f"{rule} takes {'two inputs' if rule in PAIRED else 'at least one input'}, not {len(inputs)}"
    for each in inputs:
        if each not in figures:
            return f"{each} is not a figure of the catalogue"
        if figures[each].value is None:
            return f"{each} has bounds and no value"
        # A figure that we computed is that of its inputs as printed, whatever they are printed with.
        if figures[each].qualifier not in ("exact", "expected") and not printed.is_computed:
            return f"{each} is not exact ({figures[each].qualifier})"
    if printed.value is None and printed.low is None and printed.high is None:
        return "the figure has no value"
    bases = {base_of(figures[each].unit) for each in inputs}
    if rule in _SAME_BASE and len(bases) > 1:
        return f"the inputs are in different units ({', '.join(sorted(bases))})"
    is_share = base_of(printed.unit) == "%"
    if rule in ("growth", "percent_of") and not is_share:
        return f"{rule} is in percent and the figure in {printed.unit}"
    if rule in ("sum", "difference", "at_least_sum") and bases != {base_of(printed.unit)}:
        return f"the inputs are in {', '.join(bases)} and the figure in {printed.unit}"
    if rule == "change" and printed.unit == "pp" and bases != {"%"}:
        return "a change in percentage points is one of figures in percent"
    return ""


def _compute(rule: Computable, spans: Sequence[Span], *, in_percent: bool) -> Span:
    match rule:
        case "sum" | "at_least_sum":
            return total(spans)
        case "product":
            return product(spans)
        case "ratio" | "percent_of":
            return spans[0].over(spans[1])
        case "growth":
            return spans[0].over(spans[1]) - exactly(Decimal(1))
        case "difference":
            return spans[0] - total(spans[1:])
        case "change":
            return _compute("growth" if in_percent else "difference", spans, in_percent=in_percent)


def _span(figure: Figure) -> Span:
    return span(figure.value or Decimal(0), figure.unit, as_stated=_as_stated(figure))


def _as_stated(figure: Figure) -> str | None:
    """Return the characters a figure was read from, where they can be trusted to show its last place."""
    return figure.citations[0].as_stated if figure.reading == "as_printed" else None


def _short(number: Decimal, printed: Decimal | None) -> Decimal:
    """Keep a few places more than the source prints: enough to see a difference, and no more than was computed."""
    exponent = printed.as_tuple().exponent if printed is not None else 0
    places = (-exponent if isinstance(exponent, int) and exponent < 0 else 0) + _DIGITS_KEPT
    short = round(number, places).normalize() + 0
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
