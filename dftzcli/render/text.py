"""Pages as plain text for pipes and files: no colour, no wrapping, nothing cut, columns padded by cell width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dftzcli.render.escape import visible
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, text_of


def width(text: str) -> int:
    """Return how many terminal cells a text takes: wide and full-width characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def write_text(page: Page) -> Iterator[str]:
    """Yield the lines of a page, each with its end."""
    for number, block in enumerate(page.blocks):
        if number and _starts_anew(block, page.blocks[number - 1]):
            yield "\n"
        for line in _block(block):
            yield line.rstrip() + "\n"


def _starts_anew(block: Block, before: Block) -> bool:
    """Tell whether an empty line belongs before a block: before a heading, and a paragraph that follows no heading."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and not isinstance(before, Heading))


def write_plain(page: Page) -> Iterator[str]:
    """Yield the lines of a page as tab-separated values without rules or alignment, for `--plain`."""
    for block in page.blocks:
        if isinstance(block, Grid):
            yield "\t".join(_text(header) for header in block.headers) + "\n"
            for row in block.rows:
                yield "\t".join(_text(cell) for cell in row) + "\n"
        elif isinstance(block, Pairs):
            yield from (f"{_text(label)}\t{_text(line)}\n" for label, line in block.rows)
        elif isinstance(block, Points):
            yield from (f"{_text(line)}\n" for line in block.lines)
        else:
            yield _text(block.text if isinstance(block, Heading) else block.line) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        text = _text(block.text)
        yield text if block.level > 1 else text.upper() if text.isascii() else text
        yield ("=" if block.level == 1 else "-") * width(text)
    elif isinstance(block, Paragraph):
        yield _text(block.line)
    elif isinstance(block, Points):
        yield from (f"- {_text(line)}" for line in block.lines)
    elif isinstance(block, Pairs):
        widest = max((width(_text(label)) for label, _ in block.rows), default=0)
        yield from (f"{_pad(_text(label), widest)}  {_text(line)}" for label, line in block.rows)
    else:
        yield from _grid(block)


def _grid(grid: Grid) -> Iterator[str]:
    rows = [[_text(cell) for cell in row] for row in grid.rows]
    header = [_text(cell) for cell in grid.headers]
    widths = [max(width(row[number]) for row in [header, *rows]) for number in range(len(header))]
    for row in [header, ["-" * size for size in widths], *rows]:
        yield "  ".join(_pad(cell, widths[number], right=number in grid.right) for number, cell in enumerate(row))


def _pad(text: str, size: int, *, right: bool = False) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space


def _text(line: Line) -> str:
    return visible(text_of(line))
