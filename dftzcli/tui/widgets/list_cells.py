"""Cells of a list: safe to show, on one line, and exactly as wide as their column."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from dftzcli.render.escape import visible
from dftzcli.tui.widgets.list_columns import Justify
from dftzcli.tui.widgets.list_rows import Cell

# Joiners and variation selectors make one sign of several, wide in one terminal and narrow in the next, and alone they
# make rich measure what it cannot cut. Without them each character has one width everywhere and columns line up.
_JOINING: Final = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
# Marks without a width that a character may bear; what comes after more of them is not looked at.
_MARKS: Final = 8


def fitted(cell: Cell, width: int, *, justify: Justify = "left", ending: str = "…") -> Text:
    """Return a cell in exactly `width` cells, cut between characters, with `ending` where some of it is missing."""
    most = width * _MARKS + 1
    text = _safe(cell, most)
    if text.cell_len > width or len(cell) > most:
        _cut(text, width, ending)
    spare = width - text.cell_len
    left = {"left": 0, "right": spare, "center": spare // 2}[justify]
    text.pad_left(left)
    text.pad_right(spare - left)
    return text


def _safe(cell: Cell, most: int) -> Text:
    """Return the first characters of a cell as text that steers nothing; a Text that would loses its styles."""
    # A name of 10,000 characters need not be measured to be cut.
    if isinstance(cell, Text):
        text = cell[:most] if len(cell) > most else cell.copy()
        if _one_line(text.plain) == text.plain:
            return text
        cell = text.plain
    return Text(_one_line(cell[:most]), end="")


def _one_line(text: str) -> str:
    return text if text.isascii() and text.isprintable() else _JOINING.sub("", visible(text))


def _cut(text: Text, width: int, ending: str) -> None:
    room = width - cell_len(ending)
    if room < 1:
        text.plain = set_cell_size(text.plain, width)
    else:
        # A wide character that would be cut in half leaves a space.
        text.plain = set_cell_size(text.plain, room).rstrip() + ending
