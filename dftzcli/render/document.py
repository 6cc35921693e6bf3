"""A result as a page that travels alone: its tables with what qualifies each row, what disputes it, what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dftzcli.model.fields import FieldSpec
from dftzcli.render import wording
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, Span, text_of
from dftzcli.render.pages import cell, figures_grid, grid, records_grid
from dftzcli.render.provenance import facts, named_by, parts_of, question, title_of
from dftzcli.render.result import Item, Result

# What must not be lost of a record on the way to a reader, beside the columns of its table.
_KEPT: Final = ("status", "status_as_of", "sources", "evidence", "confidence", "age_years", "dispute")


def document_of(result: Result, *, ascii_only: bool = False) -> Page:
    """Return a result as a whole document: title, tables or its own page, disagreements, documents, and what it is."""
    blocks: list[Block] = []
    if result.page is not None:
        blocks += result.page.blocks
    else:
        asked = question(result)
        blocks.append(Heading(asked[:1].upper() + asked[1:], 1))
        for part in parts_of(result):
            if result.tables:
                blocks.append(Heading(title_of(part).capitalize()))
            blocks.append(_grid(part, ascii_only) if part.items else Paragraph("Nothing fits."))
        blocks += _named(result, ascii_only)
    return Page((*blocks, *about(result)))


def about(result: Result) -> tuple[Block, ...]:
    """Return the blocks in which a file says what it is."""
    return (Heading("About this file"), Pairs(facts(result)))


def _grid(result: Result, ascii_only: bool) -> Grid:
    """Return the table of a result with the columns that must not be lost; fields that were asked for stay alone."""
    if result.columns == result.specs:
        return grid(result.columns, result.items, ascii_only=ascii_only)
    if not all(item["kind"] == "figure" for item in result.items):
        return records_grid(_columns(result), result.items, ascii_only=ascii_only)
    table = figures_grid(result.items, ascii_only=ascii_only)
    own = tuple(spec for spec in result.specs if spec.key in ("name", "evidence", "confidence"))
    rows = ((*row, *_cells(own, item, ascii_only)) for row, item in zip(table.rows, result.items, strict=True))
    return table._replace(headers=(*table.headers, *(spec.label for spec in own)), rows=tuple(rows))


def _columns(result: Result) -> tuple[FieldSpec, ...]:
    """Return the columns of a table and those that must not be lost; the time of a status stands beside it."""
    shown = {spec.key for spec in result.columns}
    more = [spec for spec in result.specs if spec.key in _KEPT and spec.key not in shown]
    columns: list[FieldSpec] = []
    for spec in (*result.columns, *more):
        if spec not in columns:
            columns.append(spec)
        if spec.key == "status":
            columns += [time for time in more if time.key == "status_as_of"]
    return tuple(columns)


def _cells(specs: tuple[FieldSpec, ...], item: Item, ascii_only: bool) -> Iterator[Line]:
    for spec in specs:
        yield cell(spec, item[spec.key], ascii_only=ascii_only)


def _named(result: Result, ascii_only: bool) -> list[Block]:
    found = named_by(result)
    kinds = {part.kind for part in parts_of(result)}
    blocks: list[Block] = []
    if found.discrepancies and "discrepancy" not in kinds:
        blocks += [Heading("To read with care"), Points(tuple(_care(item, ascii_only) for item in found.discrepancies))]
    if found.sources and "source" not in kinds:
        blocks += [Heading("Sources"), Points(tuple(_source(item) for item in found.sources))]
    return blocks


def _care(item: Item, ascii_only: bool) -> Line:
    mark = wording.dispute("caution" if item["is_caution"] else item["type"], ascii_only=ascii_only)
    return (mark, Span(f" {item['name']}: {item['summary']} ({item['id']})"))


def _source(item: Item) -> Line:
    publisher = f", {item['publisher']}" if item["publisher"] else ""
    read = "" if item["read_extent"] in (None, "whole") else f", read: {wording.words(item['read_extent'])}"
    evidence = wording.words(item["evidence"])
    return f"{item['id']}: {item['name']}{publisher}, {item['dated']}; {evidence}{read}"


def heading_of(page: Page) -> str:
    """Return the title of a page: its first heading, or nothing."""
    return next((text_of(block.text) for block in page.blocks if isinstance(block, Heading)), "")
