"""Markdown that a wiki renders: a table of the columns, or a page, with the dataset named at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dftzcli.render.escape import visible
from dftzcli.render.page import Block, Drawing, Grid, Heading, Line, Page, Pairs, Paragraph, Points, text_of

# What makes a list, a rule or an underline of a line that begins with it.
_BEGINNING = re.compile(r"^(\s*[0-9]*)([-+=.)])")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def escaped(text: str) -> str:
    """Write text so that Markdown and HTML in it show as they were written."""
    return _SPECIAL.sub(r"\\\1", visible(text).replace("&", "&amp;").replace("<", "&lt;")).replace("\\&", "&")


def begun(text: str) -> str:
    """Write a line so that it begins no list or rule: `- 20.4 %` keeps its sign, `1. Plan` its number."""
    return _BEGINNING.sub(lambda found: found.group(1) + "\\" + found.group(2), escaped(text))


def write_markdown(page: Page, *, footer: str) -> Iterator[str]:
    """Yield a page as Markdown, with a line on where it is from."""
    for block in page.blocks:
        yield from _block(block)
        yield "\n"
    yield f"{escaped(footer)}\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {_text(block.text)}\n"
    elif isinstance(block, Paragraph):
        yield f"{begun(text_of(block.line))}\n"
    elif isinstance(block, Points):
        yield from (f"- {begun(text_of(line))}\n" for line in block.lines)
    elif isinstance(block, Pairs):
        yield from (f"- **{_text(label)}**: {_text(line)}\n" for label, line in block.rows)
    elif isinstance(block, Drawing):
        yield from fenced([visible(line) for line in block.lines])
    else:
        yield from _grid(block)


def fenced(lines: Sequence[str]) -> Iterator[str]:
    """Write lines as they are, in a fence longer than any run of its sign in them."""
    fence = "`" * (max((len(run) for line in lines for run in re.findall("`{3,}", line)), default=2) + 1)
    yield f"{fence}\n"
    yield from (f"{line.rstrip()}\n" for line in lines)
    yield f"{fence}\n"


def _grid(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(_text(header) for header in grid.headers)} |\n"
    yield f"|{'|'.join('---:' if number in grid.right else '---' for number in range(len(grid.headers)))}|\n"
    for row in grid.rows:
        yield f"| {' | '.join(_text(cell) for cell in row)} |\n"


def _text(line: Line) -> str:
    return escaped(text_of(line))
