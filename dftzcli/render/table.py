"""Pages for a terminal: wrapped to its width in cells, with colour where it is wanted. The home of rich."""

from __future__ import annotations

import io

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

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
    Tone,
    spans,
    stands_apart,
)

# Cells a column of a table needs to be worth reading.
_LEAST = 14
# Cells a terminal has to have for a label and its value to stand side by side.
_ROOMY = 50

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
    for renderable in renderables(page, columns=columns):
        # A picture keeps its lines whole: half a figure would be another figure.
        console.print(renderable, soft_wrap=isinstance(renderable, Text) and renderable.no_wrap is True)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def renderables(page: Page, *, columns: int) -> list[RenderableType]:
    """Return the blocks of a page as rich draws them, with the empty lines between them.

    A table that `columns` cells cannot hold without breaking its ids is written record by record instead.
    """
    found: list[RenderableType] = []
    for number, block in enumerate(page.blocks):
        if number and stands_apart(block, page.blocks[number - 1]):
            found.append(Text())
        found.append(_renderable(block, columns))
    return found


def _renderable(block: Block, columns: int) -> RenderableType:
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
        # Labels stay whole where there is room beside them.
        grid.add_column(no_wrap=columns >= _ROOMY, overflow="fold")
        for label, line in block.rows:
            grid.add_row(_text(label, _STYLES[block.tone]), _text(line))
        return grid
    if isinstance(block, Drawing):
        return Text("\n".join(map(visible, block.lines)), no_wrap=True, overflow="ignore")
    return _table(block) if _fits(block, columns) else _stack(block)


def _fits(grid: Grid, columns: int) -> bool:
    """Tell whether every column keeps its words, and those that must not wrap their lines."""
    least = 0
    for number, header in enumerate(grid.headers):
        cells = [_text(cell) for cell in (header, *(row[number] for row in grid.rows))]
        widest = max(cell.cell_len for cell in cells)
        words = max((cell_len(word) for cell in cells for word in cell.plain.split()), default=0)
        least += 2 + (widest if number in grid.whole else max(words, min(widest, _LEAST)))
    return least - 2 <= columns


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


def _stack(grid: Grid) -> Group:
    """Write each row under its first cell: its name, then what is short on one line, then what is long."""
    found: list[RenderableType] = []
    for row in grid.rows:
        found.append(_text(row[0], "bold"))
        short: list[Text] = []
        long: list[Text] = []
        for header, line in zip(grid.headers[1:], row[1:], strict=True):
            text = _text(line)
            if header == "Name":
                found.append(Padding(text, (0, 0, 0, 2)))
            elif text.plain:
                labelled = Text.assemble((f"{visible(header)}: ", "dim"), text)
                (short if text.cell_len <= _LEAST * 2 else long).append(labelled)
        found += [Padding(text, (0, 0, 0, 2)) for text in ([Text("  ").join(short)] if short else []) + long]
    return Group(*found)


def _text(line: Line, style: str = "") -> Text:
    text = Text(style=style, overflow="fold")
    for span in spans(line):
        text.append(visible(span.text), _STYLES[span.tone])
    return text
