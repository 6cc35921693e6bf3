"""How large a brief is set as PDF: as large as leaves it on four pages, reckoned from its lines before it is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any, Final

from dftzcli.render.text import width
from dftzcli.tuples import NamedTuple

PAGES: Final = 4
# A page between its margins, in points, as the template has it.
_WIDE: Final = 510.0
_HIGH: Final = 765.0
# How wide a cell of text is and how high a line, in parts of the size of its letters.
_CELL: Final = 0.465
_TEXT_LINE: Final = 1.24
_TABLE_LINE: Final = 1.14
_NOTE_LINE: Final = 1.13
# Above and below the text of a row, of a heading with its line, and of a chart, in points.
_ROW: Final = 5.0
_HEADING: Final = 21.5
_CHART: Final = 4.5
_TITLE: Final = 36.0
_BETWEEN: Final = 0.05
_LEADING: Final = 0.4
_DRAWN: Final = 0.72
_COLUMN: Final = 160.0
# The last lines: their size, and how wide they and their labels are.
_ABOUT: Final = 7.6
_TEXT: Final = 374.0
_LABEL: Final = 118.0
# What has to be free for all that: what is reckoned is wrong by about as much.
_SPARE: Final = 0.057


class Sizes(NamedTuple):
    """The sizes of text, tables and notes, in points."""

    text: float
    table: float
    note: float


LADDER: Final = (
    Sizes(9.0, 8.4, 7.5),
    Sizes(8.8, 8.2, 7.2),
    Sizes(8.6, 8.0, 7.0),
    Sizes(8.5, 7.9, 6.9),
    Sizes(8.4, 7.8, 6.8),
    Sizes(8.4, 7.7, 6.7),
    Sizes(8.3, 7.6, 6.6),
    Sizes(8.2, 7.4, 6.3),
    Sizes(8.1, 7.2, 6.0),
    Sizes(8.0, 7.0, 5.6),
)


def fitting(data: Mapping[str, Any]) -> tuple[Sizes, ...]:
    """Return the sizes to try, the largest that should fit first, then all smaller ones; the last whatever it gives."""
    for place, sizes in enumerate(LADDER):
        if pages(data, sizes) <= PAGES - _SPARE:
            return LADDER[place:]
    return LADDER[-1:]


def pages(data: Mapping[str, Any], sizes: Sizes) -> float:
    """Return about how many pages a brief takes at some sizes: whole ones, and what is used of the last."""
    full, used = 0, _TITLE
    for high, again in (*_pieces(data["sections"], sizes), (_last(data, sizes), 0.0)):
        if used + high > _HIGH:
            full, used = full + 1, again
        used += high
    return full + used / _HIGH


def _pieces(sections: Iterable[Mapping[str, Any]], sizes: Sizes) -> Iterator[tuple[float, float]]:
    """Yield the height of each piece that stays on one page, and that of what is repeated above it on the next."""
    for section in sections:
        # A heading stays with what follows it.
        above = _HEADING
        for block in section["blocks"]:
            for high, again in _block(block, sizes):
                yield above + high, again
                above = 0.0


def _block(block: Mapping[str, Any], sizes: Sizes) -> Iterator[tuple[float, float]]:
    if block["kind"] == "points":
        for each in block["statements"]:
            lines = _lines(_text(each), _WIDE - 10, sizes.text)
            yield (lines * _TEXT_LINE + _BETWEEN) * sizes.text, 0.0
    elif block["kind"] == "table":
        yield from _table(block, sizes.table)
    elif block["kind"] == "chart":
        caption = _lines(f"{block['title']} {block['legend']} {', '.join(block['notes'])}", _WIDE, sizes.table)
        yield caption * _TEXT_LINE * sizes.table + block["height"] * _DRAWN + _CHART, 0.0
    else:
        yield _lines(block["text"], _WIDE, sizes.table) * _TEXT_LINE * sizes.table + 2, 0.0


def _table(block: Mapping[str, Any], size: float) -> Iterator[tuple[float, float]]:
    whole = sum(block["widths"])
    wide = [_WIDE * part / whole - 8 for part in block["widths"]]
    head, *rows = (
        (max(_lines(_text(cell), each, size) for cell, each in zip(row, wide, strict=True)) * _TABLE_LINE - _LEADING)
        * size
        + _ROW
        for row in (block["headers"], *block["rows"])
    )
    for number, high in enumerate(rows):
        yield (high, head) if number else (_ROW + head + high, 0.0)


def _last(data: Mapping[str, Any], sizes: Sizes) -> float:
    return _notes(data["columns"], sizes) + _about(data["about"])


def _notes(columns: Iterable[Iterable[Mapping[str, Any]]], sizes: Sizes) -> float:
    """Return the height of the notes: that of the longest column."""
    heights = (
        sum(
            (
                _lines(f"{each['about']} ({each['id']}): {_listed(each['notes'])}", _COLUMN, sizes.note) * _NOTE_LINE
                + 0.12
            )
            * sizes.note
            for each in column
        )
        for column in columns
    )
    return _HEADING + max(heights, default=0)


def _listed(notes: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(f"{note['number']} {note['text']}" for note in notes)


def _about(rows: Iterable[Mapping[str, str]]) -> float:
    heights = (max(_lines(row["text"], _TEXT, _ABOUT), _lines(row["label"], _LABEL, _ABOUT)) for row in rows)
    return _HEADING + sum(each * _ABOUT * _TEXT_LINE + 4 for each in heights)


def _text(said: Mapping[str, Any] | str) -> str:
    if isinstance(said, str):
        return said
    # Marks are raised and small: half a sign each.
    return f"{said['lead']} {said['text']}{'0' * len(said['notes'])}"


def _lines(text: str, wide: float, size: float) -> int:
    # A word that goes to the next line leaves a gap behind, of about half a word a line.
    return max(1, ceil(width(text) * _CELL * size / (wide - 0.5 * size)))
