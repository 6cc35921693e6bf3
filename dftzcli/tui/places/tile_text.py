"""Text of tiles: safe to show, in the styles that a board has names for."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from dftzcli.render.escape import visible
from dftzcli.render.page import Span

_STYLES: Final = {"good": ".fact", "open": ".plan", "dim": ".muted", "warning": ".dispute", "strong": ".value"}


def text(words: str, style: str = "") -> Text:
    """Return words of the data in one style."""
    return Text(visible(words), style)


def span(part: Span) -> Text:
    """Return a stretch of a page in the style of its tone."""
    return Text(visible(part.text), _STYLES.get(part.tone, ""))


def counted(count: int, what: str) -> str:
    """Say how many of something."""
    return f"{count} {what}{'s' * (count != 1)}"
