"""Checks on limits: a criterion that is to be tested can be, by the fields of `model.eligibility`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from dftzcli.analysis.faults import Fault
from dftzcli.model import periods
from dftzcli.model.eligibility import FIELDS
from dftzcli.model.records import Criterion, Incentive, Record
from dftzcli.model.units import unit


def limits(records: Sequence[Record]) -> Iterator[Fault]:
    """A limit that can be tested has field, operator and a value that the field may hold.

    One in words may still say what field it is about. An incentive has a limit that can be tested, or says why not.
    """
    kinds = {record.id: record.kind for record in records}
    for record in records:
        eligibility: Sequence[Criterion] = getattr(record, "eligibility", ())
        for criterion in eligibility:
            complaint = _limit(criterion, kinds)
            if complaint:
                yield _fault(record, criterion.text, *complaint)
        if isinstance(record, Incentive) and not any(each.op for each in eligibility) and record.no_criteria is None:
            problem, remedy = "has no limit that can be tested", "give one, or say in no_criteria why there is none"
            yield _fault(record, "", problem, remedy)


def _limit(criterion: Criterion, kinds: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with a limit and the remedy, or None."""
    given = {name for name in ("field", "op", "value") if getattr(criterion, name) is not None}
    if given & {"op", "value"} and len(given) < 3:
        return f"has only {' and '.join(sorted(given))} of field, op and value", "give all three, or words alone"
    if criterion.field is None or criterion.op is None or criterion.value is None:
        return None
    spec = FIELDS[criterion.field]
    parts = [part.strip() for part in criterion.value.split(",")]
    if len(parts) > 1 and criterion.op != "in":
        return f"has {len(parts)} values for {criterion.op}", "use `in`"
    if spec.kind in ("place", "industries"):
        wanted = "place" if spec.kind == "place" else "industry"
        wrong = [part for part in parts if kinds.get(part) != wanted]
        return (f"{wrong[0]!r} is the id of no {wanted}", f"name a {wanted}") if wrong else None
    if spec.words:
        wrong = [part for part in parts if part not in spec.words]
        return (f"{wrong[0]!r} is no word of {criterion.field}", f"use {', '.join(spec.words)}") if wrong else None
    if spec.kind in ("money", "count"):
        return _amount_limit(criterion, spec.unit)
    if spec.kind == "day":
        try:
            periods.bounds(criterion.value)
        except ValueError as error:
            return str(error), "write an ISO 8601 date"
    return None


def _amount_limit(criterion: Criterion, counted_in: str | None) -> tuple[str, str] | None:
    try:
        Decimal(criterion.value or "")
    except InvalidOperation:
        return f"{criterion.value!r} is no number", "write digits, with the magnitude in the unit"
    code = criterion.unit
    if counted_in is not None and code != counted_in:
        return f"is counted in {counted_in}, not in {code}", f"give unit {counted_in}"
    if counted_in is None and (code is None or unit(code).dimension != "money"):
        return f"{code} is no unit of money", "give a unit such as million USD"
    return None


def _fault(record: Record, value: str, problem: str, remedy: str) -> Fault:
    return Fault(
        check="eligibility", record=record.id, field="eligibility", value=value, problem=problem, remedy=remedy
    )
