"""Pages taken apart so that they can be heard: sections instead of rules, a line a cell instead of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dftzcli.model.vocabulary import STATUS_SYMBOLS
from dftzcli.render.escape import visible
from dftzcli.render.page import (
    Block,
    Drawing,
    Grid,
    Heading,
    Line,
    Page,
    Pairs,
    Paragraph,
    Points,
    Span,
    spans,
    text_of,
)
from dftzcli.render.text import wrapped, write_text
from dftzcli.tuples import NamedTuple

# Signs that stand before a word which says the same: an ear hears "star operating".
_DISPUTED: Final = "!"
_SIGNS: Final = frozenset({_DISPUTED, *(plain for _, plain in STATUS_SYMBOLS.values())})
_TONES: Final = ("good", "open", "dim", "warning")
_MARKER: Final = re.compile(r" *(?:- |[0-9]+\. )?")


class Section(NamedTuple):
    """A part of a page: its title, empty for what stands before the first heading, and its blocks."""

    title: str
    blocks: tuple[Block, ...]

    def lines(self, columns: int) -> Iterator[str]:
        """Yield the lines of the section in so many cells, without empty ones."""
        spoken = Page(tuple(part for block in self.blocks for part in _spoken(block)))
        for line in write_text(spoken):
            if line.strip():
                yield from wrap(line.rstrip("\n"), columns)


def sections(page: Page) -> tuple[Section, ...]:
    """Return the sections of a page; the title of the page itself is left to whoever shows it."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in page.blocks:
        if not isinstance(block, Heading):
            found[-1][1].append(block)
        elif block.level > 1:
            found.append((block.text, []))
    return tuple(Section(title, tuple(blocks)) for title, blocks in found if blocks)


def heard(line: Line) -> str:
    """Return a line without the signs that only draw the eye to a word; a dispute behind other words says its name."""
    first, *others = spans(line) or (Span(""),)
    return _unsigned(first) + "".join(_unsigned(span, "(dispute: {})") for span in others)


def wrap(text: str, columns: int) -> list[str]:
    """Return a text, made safe to show, in lines of at most so many cells.

    What follows a point or a number is set in as far as it.
    """
    safe = visible(text)
    found = _MARKER.match(safe)
    marker = found.group() if found else ""
    lines = wrapped(safe[len(marker) :].split(" "), columns - len(marker)) or [""]
    return [(marker if number == 0 else " " * len(marker)) + line for number, line in enumerate(lines)]


def _unsigned(span: Span, disputed: str = "{}") -> str:
    sign, _, rest = span.text.partition(" ")
    if not rest or span.tone not in _TONES or sign not in _SIGNS:
        return span.text
    return disputed.format(rest) if sign == _DISPUTED else rest


def _spoken(block: Block) -> Iterator[Block]:
    """Yield what says the same as a block in paragraphs and points; a drawing has its twin in words on its page."""
    if isinstance(block, Grid):
        yield from _rows(block)
    elif isinstance(block, Pairs):
        yield Points(tuple(_labelled(label, line) for label, line in block.rows if text_of(line)))
    elif isinstance(block, Points):
        yield Points(tuple(map(heard, block.lines)))
    elif isinstance(block, Paragraph):
        yield Paragraph(heard(block.line))
    elif not isinstance(block, Drawing):
        yield Paragraph(block.text)


def _rows(grid: Grid) -> Iterator[Block]:
    """Yield each row as what it is of, and a point for each cell with the head of its column."""
    for first, *rest in grid.rows:
        yield Paragraph(heard(first))
        yield Points(_cells(grid.headers[1:], rest))


def _cells(headers: Iterable[str], cells: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(_labelled(head, cell) for head, cell in zip(headers, cells, strict=True) if text_of(cell))


def _labelled(label: str, line: Line) -> str:
    return f"{label}: {heard(line)}" if label else heard(line)
