"""Records side by side: a row a field, what is common apart from what each has alone."""

from __future__ import annotations

from typing import Any, Final, Literal

from dftzcli.analysis.comparing.field_rows import FieldRow
from dftzcli.analysis.comparing.records import RecordComparison
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render import wording
from dftzcli.render.page import Grid, Line, Page, Paragraph, Span
from dftzcli.render.result import columns_of

Only = Literal["different", "same"] | None
# A sign beside each row, so that nothing is told by colour alone; the second is its ASCII form.
_SIGNS: Final = {"same": ("=", "="), "different": ("≠", "!"), "partly": ("≈", "~"), "missing": (" ", " ")}
NOT_STATED: Final = "not stated"


def specs(comparison: RecordComparison) -> tuple[FieldSpec, ...]:
    """Return the fields of a row as an item: what all share, and a column for each record."""
    keys = ("id", "kind", "name", "type", "state", "common")
    ids = [f"{column.id}_" if column.id in (*keys, "notes") else column.id for column in comparison.columns]
    return columns_of((*keys, *ids, "notes"))


def known(comparison: RecordComparison) -> tuple[FieldSpec, ...]:
    """Return the fields that rows can be chosen from."""
    return fields(comparison.kind)  # type: ignore[arg-type]


def outline(comparison: RecordComparison) -> dict[str, Any]:
    """Return what is compared, as data."""
    columns = [{"id": column.id, "kind": column.kind, "name": column.name} for column in comparison.columns]
    return {"of": "records", "kind": comparison.kind, "columns": columns}


def fields_page(comparison: RecordComparison, *, only: Only = None, ascii_only: bool = False) -> Page:
    """Return the table: a sign and a label for each field, a column for each record, notes where they are needed."""
    rows: list[tuple[Line, ...]] = []
    for row in comparison.shown(only):
        rows += _rows(comparison, row, ascii_only)
    if not rows:
        return Page((Paragraph("Nothing differs." if only == "different" else "Nothing is the same."),))
    headers = ("", "Field", *(column.name for column in comparison.columns))
    return Page((Grid(headers, tuple(rows), whole=frozenset((0,))),))


def _rows(comparison: RecordComparison, row: FieldRow, ascii_only: bool) -> list[tuple[Line, ...]]:
    sign = Span(_SIGNS[row.state][ascii_only], "warning" if row.state == "different" else "plain")
    rows: list[tuple[Line, ...]] = []
    if row.is_list:
        if row.common:
            common = "; ".join(comparison.write(row, entry) for entry in row.common)
            rows.append(
                (Span("="), Span(row.label, "strong"), f"all: {common}", *("",) * (len(comparison.columns) - 1))
            )
        if row.state != "same" and any(row.own):
            label = f"{row.label}, own" if row.common else row.label
            own = tuple(_list(comparison, row, entries) for entries in row.own)
            rows.append((sign, Span(label, "strong"), *own))
    else:
        values = tuple(_value(comparison, row, place, ascii_only) for place in range(len(comparison.columns)))
        rows.append((sign, Span(row.label, "strong"), *values))
    if row.notes:
        rows.append(
            ("", Span("note", "dim"), Span("; ".join(row.notes), "dim"), *("",) * (len(comparison.columns) - 1))
        )
    return rows


def _list(comparison: RecordComparison, row: FieldRow, entries: tuple[str, ...]) -> Line:
    return "; ".join(comparison.write(row, entry) for entry in entries) or Span("none stated", "dim")


def _value(comparison: RecordComparison, row: FieldRow, place: int, ascii_only: bool) -> Line:
    value = row.values[place]
    if value in (None, "", []):
        return Span(NOT_STATED, "dim")
    if row.key == "status":
        return wording.status(str(value), ascii_only=ascii_only)
    if row.key == "dispute":
        return wording.dispute(str(value), ascii_only=ascii_only)
    return "; ".join(comparison.write(row, entry) for entry in row.own[place] or row.common)
