"""Checks on figures: a number with unit, period, qualifier and reading that fit, and arithmetic that is owned up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from dftzcli.analysis.arithmetic import PAIRED, Outcome
from dftzcli.analysis.faults import Fault
from dftzcli.analysis.numerals import keys
from dftzcli.analysis.rounding import is_printed
from dftzcli.model import periods
from dftzcli.model.records import Amount, Discrepancy, Figure, Indicator, Record, Source
from dftzcli.model.units import UnitCode, unit

# Dimensions whose units are different things rather than different sizes of one thing.
_KEPT_APART: Final = frozenset({"count", "ratio"})


def numbers(records: Sequence[Record]) -> Iterator[Fault]:
    """A figure, a sum or a rate has a value or a bound, and the bounds hold the value."""
    for record in records:
        held: list[tuple[str, Figure | Amount]] = [("value", record)] if isinstance(record, Figure) else []
        held += [("benefit_amounts", each) for each in getattr(record, "benefit_amounts", ())]
        if (investment := getattr(record, "investment", None)) is not None:
            held.append(("investment", investment))
        for field, number in held:
            problem = _out_of_bounds(number.value, number.value_min, number.value_max)
            given = (number.value, number.value_min, number.value_max)
            if problem:
                shown = ", ".join(str(each) for each in given if each is not None)
                yield _fault("number", record, field, shown, problem, "correct value, value_min and value_max")


def _out_of_bounds(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    if value is None and low is None and high is None:
        return "neither a value nor a bound"
    if low is not None and high is not None and low > high:
        return "value_min is more than value_max"
    if value is not None and low is not None and value < low:
        return "the value is less than value_min"
    if value is not None and high is not None and value > high:
        return "the value is more than value_max"
    return ""


def units(records: Sequence[Record]) -> Iterator[Fault]:
    """A figure is in a unit that its indicator can be measured in."""
    indicators = {record.id: record for record in records if isinstance(record, Indicator)}
    for record in records:
        if not isinstance(record, Figure) or record.indicator not in indicators:
            continue
        wanted = indicators[record.indicator].unit
        if not _is_same_measure(record.unit, wanted):
            problem = f"the indicator {record.indicator} is measured in {wanted}"
            yield _fault("unit", record, "unit", record.unit, problem, "correct the unit, or name another indicator")


def _is_same_measure(code: UnitCode, other: UnitCode) -> bool:
    one, two = unit(code), unit(other)
    return one.base == two.base or (one.dimension == two.dimension and one.dimension not in _KEPT_APART)


def readings(records: Sequence[Record]) -> Iterator[Fault]:
    """A figure shows what was printed, and says what was done with it where it is not shown as printed."""
    for record in records:
        if not isinstance(record, Figure):
            continue
        if record.reading != "computed" and record.citations[0].as_stated is None:
            problem = "the first citation does not give the figure as printed"
            yield _fault("reading", record, "citations", "", problem, "give as_stated in the first citation")
        if record.reading == "as_printed" and _is_other_number(record):
            printed, given = record.citations[0].as_stated or "", record.value or record.value_min or record.value_max
            problem = f"called as printed, and {printed!r} does not hold {given}"
            yield _fault("reading", record, "value", str(given), problem, "correct the value, or set reading")
        changed = record.change.reading if record.change else "as_printed"
        for field, reading in (("reading", record.reading), ("change", changed)):
            if reading != "as_printed" and record.reading_note is None:
                problem = f"{reading} without saying how"
                yield _fault("reading", record, field, reading, problem, "say in reading_note what was done and why")


# A word that scales the numeral before it is part of its unit; any other spelled number is one of its own.
_SCALED: Final = re.compile(r"(?<=[0-9])\s+(?:hundred|thousand|million|billion|trillion)\b")


def _is_other_number(figure: Figure) -> bool:
    """Tell whether the printed characters hold numerals and none of them is the figure; spelled ones are not read."""
    printed = _SCALED.sub("", figure.citations[0].as_stated or "")
    if keys(printed, words=True) != keys(printed):
        return False
    given = [each for each in (figure.value, figure.value_min, figure.value_max) if each is not None]
    return bool(keys(printed)) and bool(given) and not any(is_printed(each, printed) for each in given)


def periods_of_figures(records: Sequence[Record]) -> Iterator[Fault]:
    """A period says whether it is stated, one taken from the document is the document's, the future is expected."""
    documents = {record.id: record for record in records if isinstance(record, Source)}
    for record in records:
        document = documents.get(record.citations[0].source) if isinstance(record, Figure) else None
        if not isinstance(record, Figure) or document is None:
            continue
        written = document.date or document.date_inferred
        problem = remedy = ""
        if record.period_basis == "inferred" and record.reading_note is None:
            problem, remedy = "inferred without saying why", "say in reading_note what it is inferred from"
        elif record.period_basis == "stated" and document.date is None and record.period == document.date_inferred:
            problem = "called stated, and is the inferred date of a document that prints none"
            remedy = "set period_basis to unstated, or give the period that is printed"
        elif written is None or not _is_period(written) or not _is_period(record.period):
            continue
        elif record.period_basis == "unstated" and not periods.overlaps(record.period, written):
            problem = f"no period is stated, and this is not when the document was written ({written})"
            remedy = "give the document's own date, or set period_basis to inferred and say why"
        elif record.qualifier != "expected" and periods.bounds(record.period)[0] > periods.bounds(written)[1]:
            problem = f"lies after the document ({written}) and is not marked as expected"
            remedy = "set qualifier to expected, with value_min for 'at least', or correct the period"
        if problem:
            yield _fault("period", record, "period", record.period, problem, remedy)


def identities(records: Sequence[Record], outcomes: Sequence[Outcome]) -> Iterator[Fault]:
    """A relation has the inputs it needs, and one that does not hold is owned up to by a discrepancy.

    A computed figure names its inputs, unless it is what a printed change starts from.
    """
    by_id = {record.id: record for record in records}
    before = {each.inputs[1] for each in outcomes if each.rule == "change"}
    for record in records:
        is_computed = isinstance(record, Figure) and record.reading == "computed" and record.id not in before
        if is_computed and not any(identity.inputs for identity in getattr(record, "identities", ())):
            problem = "computed, and names no inputs"
            yield _fault("reading", record, "identities", "", problem, "name the rule and its inputs in identities")
        for identity in getattr(record, "identities", ()):
            if not identity.inputs or (identity.rule in PAIRED and len(identity.inputs) != 2):
                problem = f"{identity.rule} with {len(identity.inputs)} inputs"
                remedy = "name two inputs" if identity.rule in PAIRED else "name the inputs"
                yield _fault("arithmetic", record, "identities", ", ".join(identity.inputs), problem, remedy)
    for each in outcomes:
        if each.holds is False and each.discrepancy is None:
            problem = f"{each.rule} of {', '.join(each.inputs)} gives {each.computed} {each.unit}"
            if each.difference is not None:
                problem += f", off by {each.difference} where rounding explains {each.tolerance}"
            yield _fault(
                "arithmetic",
                by_id[each.record],
                "change" if each.rule == "change" else "identities",
                "" if each.printed is None else str(each.printed),
                problem,
                "correct the reading, or write a discrepancy of type arithmetic or reading that names the figure",
            )


def idle_discrepancies(records: Sequence[Record], outcomes: Sequence[Outcome]) -> Iterator[Fault]:
    """A discrepancy of arithmetic has arithmetic that fails; one whose relations all hold complains of nothing.

    That a total is not less than a part of it says nothing either way.
    """
    for record in records:
        if not isinstance(record, Discrepancy) or record.type != "arithmetic" or record.is_caution:
            continue
        held = [each.holds for each in outcomes if each.record in record.records and each.rule != "at_least_sum"]
        if held and all(held):
            problem = "every relation of the figures it names holds"
            remedy = "declare the identity that fails, choose another type, mark it is_caution, or remove it"
            yield _fault("discrepancy", record, "records", ", ".join(record.records), problem, remedy)


def _is_period(text: str) -> bool:
    try:
        periods.bounds(text)
    except ValueError:
        return False
    return True


def _fault(check: str, record: Record, field: str, value: str, problem: str, remedy: str) -> Fault:
    return Fault(check=check, record=record.id, field=field, value=value, problem=problem, remedy=remedy)
