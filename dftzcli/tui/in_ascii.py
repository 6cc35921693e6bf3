"""For a terminal whose encoding is not Unicode: edges and bars of characters that every terminal has."""

from __future__ import annotations

import sys
from typing import Final

# Kinds of edges that our styles and Textual's widgets use; those that are blank stay so.
_EDGES: Final = (
    "round", "solid", "double", "dashed", "heavy", "inner", "outer", "thick", "block", "hkey", "vkey", "tall", "panel",
    "tab", "wide",
)  # fmt: skip


def is_needed() -> bool:
    """Tell whether signs have to be ASCII: where what is drawn on cannot take Unicode."""
    encoding = (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower().replace("-", "")
    return not encoding.startswith("utf")


def draw() -> None:
    """Have Textual draw its own edges and bars in ASCII, for as long as this process lasts."""
    from textual import _border
    from textual.scrollbar import ScrollBarRender

    for edge in _EDGES:
        _border.BORDER_CHARS[edge] = _border.BORDER_CHARS["ascii"]
        _border.BORDER_LOCATIONS[edge] = _border.BORDER_LOCATIONS["ascii"]
    _border.get_box.cache_clear()
    ScrollBarRender.VERTICAL_BARS = ScrollBarRender.HORIZONTAL_BARS = [" "] * 8
