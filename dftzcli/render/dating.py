"""What is told by time: the fields, items and pages of the timeline, and of what is old, undated or superseded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.fields import FieldSpec, FieldType, fields
from dftzcli.model.vocabulary import KINDS
from dftzcli.render import wording
from dftzcli.render.page import Grid, Line, Page, Span
from dftzcli.render.pages import grid

if TYPE_CHECKING:
    from dftzcli.analysis.ages import Stale
    from dftzcli.analysis.timeline import Moment

# A sign beside each word for a date that no source states; the second is its ASCII form.
_SIGNS: Final = {"stated": ("", ""), "inferred": ("≈ ", "~ "), "unstated": ("? ", "? ")}


def stale_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a record that is to be looked up again."""
    known = _known()
    return (
        *(known[key] for key in ("id", "kind", "name")),
        _field("why", "Why", "texts", "old, undated or superseded; several may hold.", table=True),
        known["importance"]._replace(in_table=True),
        _field("period", "Time", "period", "The time it is of: its period, of its status, or of its source."),
        _field("period_basis", "Time basis", "word", "stated, inferred, or unstated (the document's own time)."),
        _field("age_years", "Age in years", "number", "From the end of that to the date of the catalogue.", table=True),
        _field("superseded_by", "Superseded by", "ids", "The newest figures of its series.", table=True),
        *(known[key] for key in ("status", "phases", "status_as_of", "source", "source_date", "dispute")),
    )


def stale_items(entries: Iterable[Stale]) -> list[dict[str, Any]]:
    """Return records to be looked up again as items with the keys of `stale_fields`."""
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "name": entry.item["name"],
            "why": list(entry.why),
            "importance": entry.item.get("importance"),
            "period": entry.period,
            "period_basis": entry.period_basis,
            "age_years": entry.age_years,
            "superseded_by": list(entry.superseded_by),
            "status": entry.item.get("status"),
            "phases": entry.item.get("phases"),
            "status_as_of": entry.item.get("status_as_of"),
            "source": entry.source,
            "source_date": entry.source_date,
            "dispute": entry.item["dispute"],
        }
        for entry in entries
    ]


def stale_page(items: Sequence[dict[str, Any]], *, ascii_only: bool = False) -> Page:
    """Return a page of what to look up again: why, of what time it is, how much hangs on it, and what is later."""
    rows = [
        (
            str(item["id"]),
            ", ".join(item["why"]),
            wording.period(item) if item["period"] else "not known",
            f"{item['importance']} figure" if item["importance"] else str(item["kind"]),
            ", ".join(item["superseded_by"]),
            status,
            wording.dispute(item["dispute"], ascii_only=ascii_only),
            str(item["source"] or ""),
        )
        for item, status in zip(items, _statuses(items, ascii_only), strict=True)
    ]
    headers = ("Id", "Why", "Time", "Kind", "Superseded by", "Status", "Dispute", "Source")
    return Page((Grid(headers=headers, rows=tuple(rows), whole=frozenset((0, 7))),))


def timeline_fields() -> tuple[FieldSpec, ...]:
    """Return the fields of a moment of the timeline."""
    known = _known()
    return (
        _field("id", "Record", "id", "The record that the date is of."),
        *(known[key] for key in ("kind", "name")),
        _field("date", "Date", "period", "When, ISO 8601: as precise as the source.", table=True),
        _field("precision", "Precision", "word", "day, month, year or interval."),
        _field("basis", "Basis", "word", "stated, inferred, or unstated (the date is the document's own).", table=True),
        known["age_years"],
        _field("happening", "Happening", "word", "What kind of moment it is; observed: what a figure is about."),
        _field("what", "What", "text", "What happened or is expected; of a figure, its value and place.", table=True),
        *(known[key] for key in ("status", "phases", "source", "locator", "lines", "dispute")),
    )


def timeline_items(moments: Iterable[Moment]) -> list[dict[str, Any]]:
    """Return moments as items with the keys of `timeline_fields`."""
    return [
        {
            "id": moment.id,
            "kind": moment.kind,
            "name": moment.item["name"],
            "date": moment.date,
            "precision": moment.precision,
            "basis": moment.basis,
            "age_years": _age(moment.item) if moment.is_period else None,
            "happening": moment.happening,
            "what": _observation(moment.item) if moment.is_period else moment.what,
            "status": moment.item.get("status"),
            "phases": moment.item.get("phases"),
            "source": moment.source,
            "locator": moment.locator,
            "lines": moment.lines,
            "dispute": moment.item["dispute"],
        }
        for moment in moments
    ]


def timeline_page(items: Sequence[dict[str, Any]], *, ascii_only: bool = False) -> Page:
    """Return the page of a timeline: a row a moment, its date marked where no source states it, and its status."""
    rows = [
        (
            _date(item, ascii_only),
            _what(item),
            status,
            str(item["id"]),
            wording.dispute(item["dispute"], ascii_only=ascii_only),
            str(item["source"]),
        )
        for item, status in zip(items, _statuses(items, ascii_only), strict=True)
    ]
    headers = ("Date", "What", "Status", "Record", "Dispute", "Source")
    return Page((Grid(headers=headers, rows=tuple(rows), whole=frozenset((3, 5))),))


def _date(item: dict[str, Any], ascii_only: bool) -> Line:
    """Write a date with a word and a sign where it is not the source's own."""
    written = wording.period({"period": item["date"], "period_basis": item["basis"], "age_years": item["age_years"]})
    date, _, marks = written.partition(" ")
    sign = _SIGNS[item["basis"]][1 if ascii_only else 0]
    return (Span(date), Span(f" {sign}{marks}", "dim")) if marks else date


def _what(item: dict[str, Any]) -> Line:
    happening = wording.words(item["happening"])
    return f"{happening}: {item['what']}" if item["what"] else happening


def _age(figure: Mapping[str, Any]) -> float | None:
    """Return the age of a figure as a number that JSON can write without a decoder of decimals."""
    years = figure["age_years"]
    return None if years is None else float(years)


def _observation(figure: Mapping[str, Any]) -> str:
    """Write what a figure says with all that belongs to it, but its period and source, which stand beside it."""
    return f"{wording.observed(dict(figure))}, {figure['place']} ({wording.words(figure['scope'])})"


def _statuses(items: Sequence[dict[str, Any]], ascii_only: bool) -> Iterable[Line]:
    """Write the status of each item as every list does: of a project in phases, for how many of them it holds."""
    return (line for (line,) in grid((_known()["status"],), items, ascii_only=ascii_only).rows)


def _known() -> dict[str, FieldSpec]:
    return {spec.key: spec for kind in reversed(KINDS) for spec in fields(kind)}


def _field(key: str, label: str, type: FieldType, about: str, *, table: bool = False) -> FieldSpec:
    return FieldSpec(key, label, type, about, _computed, table)


def _computed(record: object, around: object) -> Any:
    raise TypeError("this field is of a list by time, not of a record")
