"""Choices one below the other, of which the one under the cursor is told without colour too."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

_SIGN: Final = ">"
_REVERSED: Final = Style(reverse=True)


class Choices(OptionList):
    """A list of options with `>` before the current one.

    Textual leaves `reverse` out of the look of an option: where the terminal's own colours are kept, nothing else would
    say which option Enter takes.
    """

    DEFAULT_CSS = """
    Choices { padding: 0; }
    Choices > .option-list--option { padding: 0 1; }
    """

    def render_line(self, y: int) -> Strip:
        """Draw a line, with the sign in the first cell of the current option."""
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if number >= len(self._lines) or self.highlighted is None:
            return strip
        option, line = self._lines[number]
        if option != self.highlighted:
            return strip
        if self.app.current_theme.ansi and (self.has_focus or not self.can_focus):
            strip = strip.apply_style(_REVERSED)
        first = next(iter(strip.crop(0, 1)), None)
        if line or first is None or first.text != " ":
            return strip
        return Strip([Segment(_SIGN, first.style), *strip.crop(1)], strip.cell_length)
