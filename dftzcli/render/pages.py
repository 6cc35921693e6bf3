"""Results as pages: the table of a list, with the columns a reader needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from dftzcli.model.fields import FieldSpec, flatten
from dftzcli.render import wording
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Span, spans
from dftzcli.render.provenance import title_of
from dftzcli.render.result import Item, Result


def page_of(result: Result, *, ascii_only: bool = False) -> Page:
    """Return the page of a result: its own, or a table of its columns, several with a heading each."""
    if result.page is not None:
        return result.page
    if result.tables:
        blocks: list[Block] = []
        for part in result.tables:
            blocks += [Heading(title_of(part).capitalize()), *page_of(part, ascii_only=ascii_only).blocks]
        return Page(tuple(blocks))
    if result.columns == result.specs:
        return Page((grid(result.columns, result.items, ascii_only=ascii_only),))
    if result.items and all(item["kind"] == "figure" for item in result.items):
        return Page((figures_grid(result.items, ascii_only=ascii_only),))
    return Page((records_grid(result.columns, result.items, ascii_only=ascii_only),))


def grid(columns: tuple[FieldSpec, ...], items: Sequence[Item], *, ascii_only: bool = False) -> Grid:
    """Return a table of some fields of some items."""
    return Grid(
        headers=tuple(spec.label for spec in columns),
        rows=tuple(tuple(_cell(spec, item, ascii_only) for spec in columns) for item in items),
        right=frozenset(index for index, spec in enumerate(columns) if spec.type == "number"),
        whole=frozenset(index for index, spec in enumerate(columns) if spec.type in ("id", "word", "number")),
    )


def figures_grid(items: Sequence[Item], *, ascii_only: bool = False) -> Grid:
    """Return a table of figures in which no value stands without its qualifier, unit, period, scope and source."""
    rows = []
    for item in items:
        rows.append(
            (
                str(item["id"]),
                _value(item),
                wording.period(item),
                _where(item),
                str(item["source"]),
                wording.dispute(_text(item["dispute"]), ascii_only=ascii_only),
            )
        )
    headers = ("Id", "Value", "Period", "Where", "Source", "Dispute")
    return Grid(headers=headers, rows=tuple(rows), whole=frozenset((0, 4)))


def records_grid(columns: tuple[FieldSpec, ...], items: Sequence[Item], *, ascii_only: bool = False) -> Grid:
    """Return a table of records of which some may be figures: these are written as in a table of figures."""
    if not _WRITTEN.keys() <= {spec.key for spec in columns}:
        return grid(columns, items, ascii_only=ascii_only)
    kept = tuple(spec for spec in columns if spec.key not in _WITHIN)
    table = grid(kept, items, ascii_only=ascii_only)
    rows = []
    for row, item in zip(table.rows, items, strict=True):
        told = _WRITTEN if item["kind"] == "figure" else {}
        rows.append(
            tuple(told[spec.key][1](item) if spec.key in told else line for spec, line in zip(kept, row, strict=True))
        )
    headers = tuple(_WRITTEN[spec.key][0] if spec.key in _WRITTEN else spec.label for spec in kept)
    return table._replace(headers=headers, rows=tuple(rows), right=frozenset())


def _value(item: Item) -> str:
    return wording.observed(item) + wording.short_change(item["change"])


def _where(item: Item) -> str:
    return f"{item['place']} ({wording.words(str(item['scope']))})"


# The columns of a figure among other records that take its words, and those that are within these words.
_WRITTEN: Final[dict[str, tuple[str, Callable[[Item], str]]]] = {
    "value": ("Value", _value),
    "period": ("Period", wording.period),
    "scope": ("Where", _where),
}
_WITHIN: Final = frozenset(("value_min", "value_max", "unit", "qualifier", "age_years"))


def _cell(spec: FieldSpec, item: Item, ascii_only: bool) -> Line:
    if spec.key == "status_as_of" and "status_as_of_basis" in item:
        return wording.as_of(item)
    written = cell(spec, item[spec.key], ascii_only=ascii_only)
    if spec.key != "status":
        return written
    told = wording.of_phases(item["status"], item.get("phases") or ())
    return (*spans(written), Span(told)) if told else written


def cell(spec: FieldSpec, value: Any, *, ascii_only: bool = False) -> Line:
    """Write a value of a field for a cell of a table."""
    if spec.key == "status":
        return wording.status(value, ascii_only=ascii_only)
    if spec.key == "dispute":
        return wording.dispute(value, ascii_only=ascii_only)
    if spec.key in ("eligibility", "zone_only") and not value:
        return "not stated"
    flat = flatten(spec, value)
    if flat is None:
        return ""
    if isinstance(flat, bool):
        return "yes" if flat else "no"
    if not isinstance(flat, str):
        return wording.number(flat)
    return wording.words(flat) if spec.type == "word" else Span(flat)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
