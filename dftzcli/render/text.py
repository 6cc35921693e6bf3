"""Pages as plain text for pipes and files: no colour, no wrapping, nothing cut, columns padded by cell width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

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
    stands_apart,
    text_of,
)


def width(text: str) -> int:
    """Return how many terminal cells a text takes: wide and full-width characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def cut(text: str, cells: int, sign: str) -> str:
    """Return a text in at most so many cells, with a sign of one cell at its end where some of it is missing."""
    return text if width(text) <= cells else text[: _fitting(text, cells - 1)].rstrip() + sign


def wrapped(words: Iterable[str], cells: int, *, between: str = " ") -> list[str]:
    """Return words in lines of at most so many cells; a wider word, as Chinese may be, goes over several."""
    lines: list[str] = []
    for word in words:
        if lines and width(lines[-1] + between + word) <= cells:
            lines[-1] += between + word
            continue
        while width(word) > cells:
            end = max(_fitting(word, cells), 1)
            lines.append(word[:end])
            word = word[end:]
        lines.append(word)
    return lines


def _fitting(text: str, cells: int) -> int:
    """Return how many characters of a text fit into so many cells."""
    taken = 0
    for place, character in enumerate(text):
        taken += width(character)
        if taken > cells:
            return place
    return len(text)


def write_text(page: Page) -> Iterator[str]:
    """Yield the lines of a page, each with its end."""
    for number, block in enumerate(page.blocks):
        if number and stands_apart(block, page.blocks[number - 1]):
            yield "\n"
        for line in _block(block):
            yield line.rstrip() + "\n"


def write_plain(page: Page) -> Iterator[str]:
    """Yield the lines of a page as tab-separated values without rules or alignment, for `--plain`.

    Drawings are left out: what they show is on the page in words too.
    """
    for block in page.blocks:
        if isinstance(block, Grid):
            yield "\t".join(_text(header) for header in block.headers) + "\n"
            for row in block.rows:
                yield "\t".join(_text(cell) for cell in row) + "\n"
        elif isinstance(block, Pairs):
            yield from (f"{_text(label)}\t{_text(line)}\n" for label, line in block.rows)
        elif isinstance(block, Points):
            yield from (f"{_text(line)}\n" for line in block.lines)
        elif not isinstance(block, Drawing):
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
    elif isinstance(block, Drawing):
        yield from map(visible, block.lines)
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
