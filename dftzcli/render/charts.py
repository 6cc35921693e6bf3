"""Charts as characters: horizontal bars from zero, and one-line curves for tables. The home of plotext.

Lengths are computed here in decimal and given to plotext as whole cells: it paints, it does not scale. Labels and the
figures in words are set beside its canvas, because it counts a Chinese character as one cell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Final

from dftzcli.render.escape import visible
from dftzcli.render.page import Drawing
from dftzcli.render.text import cut, width, wrapped
from dftzcli.tuples import NamedTuple


class Mark(NamedTuple):
    """One bar: its label, what its number can be, and the figure in words.

    None for `low` or `high` is no limit on that side: "over 98 %" has 98 and None. A range has both and no value; a
    value with neither limit is that value; all None is a gap, and `text` is its reason. `is_expected` is for what is
    expected or about.
    """

    label: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    text: str
    is_expected: bool = False


class _Signs(NamedTuple):
    """The characters of a chart."""

    zero: str
    solid: str
    shaded: str
    expected: str
    right: str
    left: str
    cut: str


_UNICODE: Final = _Signs("│", "█", "░", "▒", "▸", "◂", "…")
_ASCII: Final = _Signs("|", "#", ".", ":", ">", "<", "~")
# What the signs of a legend mean, in the order of `_Signs`; a cut label explains itself.
_MEANINGS: Final = ("zero", "as stated", "left open by a range or limit", "expected or about", "or more", "or less")

# Steps of a curve: from zero up, and from zero down.
_RISING, _FALLING = "_▁▂▃▄▅▆▇█", "▔▀"
_RISING_ASCII, _FALLING_ASCII = "0123456789", "-="


# Cells that a chart takes at least.
_LEAST: Final = 40


class _Span(NamedTuple):
    """A bar in cells from zero, negative to the left: how far it is sure, and how far it reaches on either side."""

    sure: int
    left: int
    right: int
    opens_left: bool
    opens_right: bool
    is_expected: bool


def bars(
    groups: Sequence[tuple[str, Sequence[Mark]]], *, columns: int, ascii_only: bool = False, title: str = ""
) -> Drawing:
    """Draw bars on one axis from zero, at most `columns` cells wide; less than 40 is taken for 40.

    A bar is solid as far as its number is sure and shaded as far as it may reach; one that is expected is shaded
    throughout, and one that is not zero has a cell at least. Labels are cut to a third of the width. Figures are never
    cut: one that does not fit beside its bar stands below it. A group without a name has no line of its own.
    """
    columns = max(columns, _LEAST)
    signs = _ASCII if ascii_only else _UNICODE
    marks = [mark for _, found in groups for mark in found]
    inset = "  " if any(name for name, _ in groups) else ""
    labels = [inset + cut(visible(mark.label), columns // 3 - len(inset), signs.cut) for mark in marks]
    margin = max(map(width, labels), default=0) + 1
    room = columns - margin
    longest = max((width(visible(mark.text)) for mark in marks if _ends(mark)), default=0)
    # Where the figures leave less than a third, the long ones go below.
    cells = room - 1 - longest if room - 1 - longest >= room // 3 else room // 2
    rows = _painted(_spans(marks, cells), signs)
    lines = wrapped(visible(title).split(), columns)
    each = zip(marks, labels, rows, strict=True)
    for name, found in groups:
        lines += wrapped(visible(name).split(), columns)
        for mark, label, row in islice(each, len(found)):
            lines += _row(label + " " * (margin - width(label)), row, visible(mark.text), columns)
    drawn = "".join(rows)
    legend = [f"{sign} {meaning}" for sign, meaning in zip(signs, _MEANINGS, strict=False) if sign in drawn]
    return Drawing(tuple(lines + wrapped(legend, columns, between="  ")))


def sparkline(values: Sequence[Decimal | None], *, ascii_only: bool = False) -> str:
    """Draw a character a value, each measured from zero against the largest of them without its sign.

    Values above zero stand on the line in eighths, `▁` to `█`, or ninths, `1` to `9`; zero is `_` or `0`. Values below
    zero hang from its top, in two lengths only: `▔`, and `▀` from half the largest on; `-` and `=` in ASCII. A gap is
    `·`, in ASCII a space. Written here because `sparklines` makes two lines of values on both sides of zero, turns them
    over with escape codes, measures from the smallest value instead of zero, and has no ASCII.
    """
    rising, falling, gap = (_RISING_ASCII, _FALLING_ASCII, " ") if ascii_only else (_RISING, _FALLING, "·")
    most = max((abs(value) for value in values if value is not None), default=Decimal(0))

    def sign(value: Decimal | None) -> str:
        if value is None:
            return gap
        if value < 0:
            return falling[1 if -2 * value >= most else 0]
        return rising[math.ceil(value * (len(rising) - 1) / most)] if value else rising[0]

    return "".join(map(sign, values))


def _limits(mark: Mark) -> tuple[Decimal | None, Decimal | None]:
    return (mark.value, mark.value) if mark.low is None and mark.high is None else (mark.low, mark.high)


def _ends(mark: Mark) -> list[Decimal]:
    """Return the limits of a number that it has; none for a gap."""
    return [end for end in _limits(mark) if end is not None]


def _spans(marks: Sequence[Mark], cells: int) -> list[_Span | None]:
    """Scale marks to spans that take at most so many cells with the line at zero and their arrows; None is a gap."""
    ends = [Decimal(0), *(end for mark in marks for end in _ends(mark))]
    extent = max(ends) - min(ends)
    # Four cells are for the line at zero, an arrow on either side, and rounding up on both sides.
    rate = max(cells - 4, 1) / extent if extent else extent
    return [_span(mark, rate) if _ends(mark) else None for mark in marks]


def _span(mark: Mark, rate: Decimal) -> _Span:
    zero = Decimal(0)
    low, high = _limits(mark)
    left, right = min(zero, *_ends(mark)), max(zero, *_ends(mark))
    sure = low if low is not None and low > 0 else high if high is not None and high < 0 else zero
    cells, left_cells, right_cells = (_cells(end, rate) for end in (sure, left, right))
    # A range whose ends fall into one cell is still seen to be one.
    if zero < sure < right:
        cells = min(cells, right_cells - 1)
    elif left < sure < zero:
        cells = max(cells, left_cells + 1)
    return _Span(cells, left_cells, right_cells, low is None, high is None, mark.is_expected)


def _cells(number: Decimal, rate: Decimal) -> int:
    cells = max(1, int((abs(number) * rate).to_integral_value(ROUND_HALF_UP))) if number else 0
    return -cells if number < 0 else cells


def _painted(spans: Sequence[_Span | None], signs: _Signs) -> list[str]:
    """Paint each span as a line without spaces at its end; a gap is blank, its axis too."""
    import plotext

    drawn = [(-row, span) for row, span in enumerate(spans) if span]
    left = max((span.opens_left - span.left for _, span in drawn), default=0)
    right = max((span.opens_right + span.right for _, span in drawn), default=0)
    plotext.clear_figure()
    # Or it would cut the picture to the terminal it believes it is in.
    plotext.limit_size(False, False)
    plotext.theme("clear")
    plotext.frame(False)
    plotext.xfrequency(0)
    plotext.yfrequency(0)
    # A column and a row more than needed: it divides by the size less one. It turns no axis over, so rows count down.
    plotext.plot_size(left + right + 2, len(spans) + 1)
    plotext.xlim(-left, right + 1)
    plotext.ylim(-len(spans), 0)
    for row, span in drawn:
        open_sign, sure_sign = (signs.expected,) * 2 if span.is_expected else (signs.shaded, signs.solid)
        for sign, end in ((open_sign, span.left), (open_sign, span.right), (sure_sign, span.sure)):
            if end:
                # Without a width it is one line, without ticks its axis takes no room.
                plotext.bar([row], [end], marker=sign, orientation="h", width=0, reset_ticks=False)
        plotext.scatter([0], [row], marker=signs.zero)
        if span.opens_left:
            plotext.scatter([span.left - 1], [row], marker=signs.left)
        if span.opens_right:
            plotext.scatter([span.right + 1], [row], marker=signs.right)
    # The theme without colours still ends every line with the code that resets them.
    lines = plotext.uncolorize(plotext.build()).split("\n")
    return [line.rstrip() if span else " " * (left + 1) for line, span in zip(lines, spans, strict=False)]


def _row(label: str, row: str, text: str, columns: int) -> list[str]:
    """Return a bar with its figure beside it, or below it where there is no room; a gap has its reason in its place."""
    beside = f"{label}{row} {text}".rstrip()
    if width(beside) <= columns:
        return [beside]
    below = wrapped(text.split(), columns - width(label))
    first = below.pop(0) if row.isspace() else row
    return [label + first, *(" " * width(label) + line for line in below)]
