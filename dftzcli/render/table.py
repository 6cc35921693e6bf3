"""Pages for a terminal: wrapped to its width in cells, with colour where it is wanted. The home of rich."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dftzcli.render.escape import visible
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, Tone, spans

_STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "dim": "dim",
    "good": "green",
    "open": "yellow",
    "warning": "bold red",
}


def draw(page: Page, *, columns: int, colour: bool) -> str:
    """Draw a page for a terminal of a width in cells. Data never reaches rich as markup, only as Text."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=columns,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for renderable in renderables(page):
        console.print(renderable)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def renderables(page: Page) -> list[RenderableType]:
    """Return the blocks of a page as rich draws them, with an empty line before each heading and paragraph."""
    found: list[RenderableType] = []
    for number, block in enumerate(page.blocks):
        if number and isinstance(block, (Heading, Paragraph)):
            found.append(Text())
        found.append(_renderable(block))
    return found


def _renderable(block: Block) -> RenderableType:
    if isinstance(block, Heading):
        return _text(block.text, "bold" if block.level > 1 else "bold underline")
    if isinstance(block, Paragraph):
        return _text(block.line)
    if isinstance(block, Points):
        grid = Table.grid(padding=(0, 1))
        for line in block.lines:
            grid.add_row(Text("-"), _text(line))
        return Padding(grid, (0, 0, 0, 1))
    if isinstance(block, Pairs):
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        for label, line in block.rows:
            grid.add_row(_text(label, _STYLES[block.tone]), _text(line))
        return grid
    return _table(block)


def _table(grid: Grid) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for number, header in enumerate(grid.headers):
        table.add_column(
            _text(header),
            justify="right" if number in grid.right else "left",
            no_wrap=number in grid.whole,
            overflow="fold",
        )
    for row in grid.rows:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _text(line: Line, style: str = "") -> Text:
    text = Text(style=style, overflow="fold")
    for span in spans(line):
        text.append(visible(span.text), _STYLES[span.tone])
    return text
