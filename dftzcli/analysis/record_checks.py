"""Checks on one record at a time, of every kind but figures: names, dates, statuses and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dftzcli.analysis.faults import Fault
from dftzcli.model import periods
from dftzcli.model.records import Event, Figure, Incentive, Policy, Project, Record, Source
from dftzcli.model.vocabulary import STATUS_IS_FACT

_PERIOD_FIELDS: Final = (
    "period",
    "status_as_of",
    "issued",
    "effective_from",
    "effective_to",
    "date",
    "date_inferred",
)
# Statuses that speak of something yet to come. `unknown`, `expired` and `superseded` speak of neither plan nor fact.
_IS_PLAN: Final = frozenset({"planned", "exploratory", "sought", "recommended", "contracted", "under_construction"})


def chinese_names(records: Sequence[Record]) -> Iterator[Fault]:
    """Every record but a figure has a Chinese name, and every Chinese name says where it is from."""
    for record in records:
        if record.name_zh is None and record.name_zh_basis is not None:
            yield _fault(
                "name", record, "name_zh_basis", record.name_zh_basis, "a basis without a Chinese name", "give name_zh"
            )
        elif record.name_zh is None and not isinstance(record, Figure):
            yield _fault(
                "name", record, "name_zh", "", "no Chinese name", "give name_zh and name_zh_basis (or translate it)"
            )
        elif record.name_zh is not None and record.name_zh_basis is None:
            yield _fault(
                "name",
                record,
                "name_zh",
                record.name_zh,
                "the Chinese name does not say where it is from",
                "give name_zh_basis: source, official or translation",
            )


def dates(records: Sequence[Record]) -> Iterator[Fault]:
    """Every date and period is one of the calendar, runs forwards, and is as precise as it says."""
    remedy = "give an ISO 8601 day, month, year or interval such as 2024-01/2024-02"
    for record in records:
        valid = {
            field: value
            for field in _PERIOD_FIELDS
            if isinstance(value := getattr(record, field, None), str) and not _complaint(value)
        }
        for field in _PERIOD_FIELDS:
            value = getattr(record, field, None)
            if isinstance(value, str) and field not in valid:
                yield _fault("date", record, field, value, _complaint(value), remedy)
        if "effective_from" in valid and "effective_to" in valid:
            first, last = valid["effective_from"], valid["effective_to"]
            if periods.bounds(first)[0] > periods.bounds(last)[1]:
                problem = f"ends before it begins ({first})"
                yield _fault("date", record, "effective_to", last, problem, "exchange or correct the two dates")
        for event in record.dates:
            yield from _event(record, event, remedy)


def _event(record: Record, event: Event, remedy: str) -> Iterator[Fault]:
    complaint = _complaint(event.date)
    if complaint:
        yield _fault("date", record, "dates", event.date, complaint, remedy)
    elif periods.precision(event.date) != event.precision:
        problem = f"the date is a {periods.precision(event.date)} and its precision says {event.precision}"
        yield _fault("date", record, "dates", event.date, problem, "make precision and date agree")


def statuses(records: Sequence[Record]) -> Iterator[Fault]:
    """What is shown as a fact has something that is one: plans, wishes and advice do not add up to a fact.

    A policy that is itself a plan is in force as a plan while everything in it is yet to be done.
    """
    by_id = {record.id: record for record in records}
    for record in records:
        if not isinstance(record, Policy | Project | Incentive) or record.status not in STATUS_IS_FACT:
            continue
        if isinstance(record, Policy) and record.instrument != "plan":
            parts, what = _statuses(record.measures), "measures"
        elif isinstance(record, Project):
            parts, what = _statuses(record.phases), "phases"
        elif isinstance(record, Incentive):
            parts, what = _statuses(by_id[each] for each in record.legal_basis if each in by_id), "policies behind it"
        else:
            continue
        if parts and parts <= _IS_PLAN:
            yield _fault(
                "status",
                record,
                "status",
                record.status,
                f"claims a fact, and its {what} are only {', '.join(sorted(parts))}",
                f"set the status of the plan, or record among the {what} what was done",
            )


def sources(records: Sequence[Record]) -> Iterator[Fault]:
    """A source is dated, or says between which dates it must fall and why."""
    for record in records:
        if not isinstance(record, Source) or record.date is not None:
            continue
        if record.date_inferred is None:
            problem, remedy = "undated", "give date, or date_inferred and date_note"
            yield _fault("source", record, "date", "", problem, remedy)
        elif record.date_note is None:
            problem, remedy = "the date is inferred without saying why", "say in date_note what bounds it"
            yield _fault("source", record, "date_inferred", record.date_inferred, problem, remedy)


def _statuses(parts: Iterable[object]) -> frozenset[str]:
    return frozenset(status for each in parts if isinstance(status := getattr(each, "status", None), str))


def _complaint(period: str) -> str:
    try:
        periods.bounds(period)
    except ValueError as error:
        return str(error)
    return ""


def _fault(check: str, record: Record, field: str, value: str, problem: str, remedy: str) -> Fault:
    return Fault(check=check, record=record.id, field=field, value=value, problem=problem, remedy=remedy)
