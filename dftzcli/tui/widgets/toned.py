"""A line of a page as text for a widget: its tones become names of styles that the widget knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rich.style import Style
from rich.text import Span, Text

from dftzcli.render.escape import visible
from dftzcli.render.page import Line, Tone, spans

# The names are those of a list of records: each widget that shows a text has a style for them.
_NAMES: Final[dict[Tone, str]] = {
    "plain": "", "strong": "bold", "dim": ".muted", "good": ".fact", "open": ".plan", "warning": ".dispute",
}  # fmt: skip
# Joiners and variation selectors make one sign of several, and terminals do not agree on its width.
_JOINING: Final = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


def toned(line: Line) -> Text:
    """Return a line as text that steers nothing."""
    text = Text(end="")
    for span in spans(line):
        text.append(_JOINING.sub("", visible(span.text)), _NAMES[span.tone])
    return text


def known(text: Text, named: Callable[[str], Style]) -> Text:
    """Return a text with the styles that a widget has for the names in it."""
    found = Text(text.plain, end="")
    found.spans = [
        Span(start, end, named(style) if isinstance(style, str) and style.startswith(".") else style)
        for start, end, style in text.spans
    ]
    return found
