"""A chart as SVG: bars from zero, solid as far as a figure is sure, hatched where it is open, the figure in words.

Nothing in it is remote, and every text is escaped. It has no colour of its own for text, so that it stands on light and
dark alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Final

from dftzcli.render.escape import visible
from dftzcli.render.text import cut, width, wrapped
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.brief.document import Bar, Chart, Document

_CELL: Final = 6
_LABELS: Final = 150
_LEAST_LABELS: Final = 60
_BARS: Final = 190
_ROW: Final = 19
_BAR: Final = 12
_LINE: Final = 12
_CELLS: Final = 46
_LABEL_CELLS: Final = 20
_GAP: Final = 8
_COLOUR: Final = "#2f6690"


class _Scale(NamedTuple):
    """Where a number stands on the axis: from the lowest to the highest, zero among them."""

    start: int
    lowest: Decimal
    highest: Decimal

    def at(self, number: Decimal) -> float:
        """Return the place of a number in pixels from the left."""
        span = self.highest - self.lowest or Decimal(1)
        return self.start + float((number - self.lowest) / span) * _BARS


def draw(document: Document, chart: Chart, name: str) -> str:
    """Return a chart as SVG; `name` sets its parts apart from those of other charts of one page."""
    texts = [_texts(document, bar) for bar in chart.bars]
    rows = [max(_ROW, _LINE * len(lines) + 7) for lines in texts]
    height = sum(rows) + 4
    # A cell is about six pixels wide.
    start = min(_LABELS, max(_LEAST_LABELS, *(_CELL * width(bar.label) + _GAP for bar in chart.bars)))
    whole = start + _BARS + 2 * _GAP + max(_CELL * width(line) for lines in texts for line in lines)
    ends = [end for bar in chart.bars for end in (bar.value, bar.low, bar.high) if end is not None]
    scale = _Scale(start, min((*ends, Decimal(0))), max((*ends, Decimal(0))))
    said = (f"{bar.label}: {' '.join(lines)}" for bar, lines in zip(chart.bars, texts, strict=True))
    label = escape(visible("; ".join((chart.title, *said))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {height}" width="{whole}" height="{height}" '
        f'role="img" aria-label="{label}" font-family="Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, '
        'sans-serif" font-size="10.5">',
        f'<defs><pattern id="{name}-open" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" stroke="{_COLOUR}" stroke-width="1.4"/></pattern></defs>',
    ]
    top = 2
    for bar, lines, row in zip(chart.bars, texts, rows, strict=True):
        parts += _row(bar, lines, scale, top + row // 2, name)
        top += row
    zero = scale.at(Decimal(0))
    parts.append(f'<path d="M{zero:.1f} 2V{height - 2}" stroke="#7a7a7a" stroke-width="1"/></svg>')
    return "\n".join(parts) + "\n"


def _texts(document: Document, bar: Bar) -> list[str]:
    """Return the figure of a bar in lines, with the numbers of its footnotes."""
    if bar.statement is None:
        text = bar.missing
    else:
        text = f"{bar.statement.text} [{', '.join(map(str, document.notes(bar.statement)))}]"
    return wrapped(visible(text).split(" "), _CELLS)


def _row(bar: Bar, lines: list[str], scale: _Scale, middle: int, name: str) -> Iterator[str]:
    label = escape(cut(visible(bar.label), _LABEL_CELLS, "…"))
    yield f'<text x="{scale.start - _GAP}" y="{middle + 4}" text-anchor="end" fill="currentColor">{label}</text>'
    yield from _drawn(bar, scale, middle - _BAR // 2, name)
    start = middle + 4 - _LINE * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        yield (
            f'<text x="{scale.start + _BARS + _GAP + 6}" y="{start + number * _LINE:.1f}" fill="currentColor">'
            f"{escape(line)}</text>"
        )


def _drawn(bar: Bar, scale: _Scale, top: int, name: str) -> Iterator[str]:
    """Draw a bar: solid to the end that is sure, hatched to where it may reach, an arrow where it has no limit."""
    ends = [end for end in (bar.low, bar.high) if end is not None] or [end for end in (bar.value,) if end is not None]
    if not ends:
        return
    zero, sure, far = Decimal(0), min(ends, key=abs), max(ends, key=abs)
    hatched = f"url(#{name}-open)"
    if bar.low is None and bar.high is not None:
        # At most so much: nothing of it is sure.
        sure = zero
    yield _box(scale, zero, sure, top, hatched if bar.is_expected else _COLOUR)
    if far != sure:
        yield _box(scale, sure, far, top, hatched)
    if bar.high is None and bar.value is not None:
        tip = scale.at(far)
        yield (f'<path d="M{tip:.1f} {top}L{tip + 6:.1f} {top + _BAR / 2}L{tip:.1f} {top + _BAR}Z" fill="{_COLOUR}"/>')


def _box(scale: _Scale, one: Decimal, other: Decimal, top: int, fill: str) -> str:
    left, right = sorted((scale.at(one), scale.at(other)))
    size = max(right - left, 1)
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{size:.1f}" height="{_BAR}" fill="{fill}" stroke="{_COLOUR}" '
        'stroke-width="0.6"/>'
    )


def legend(chart: Chart) -> str:
    """Say what the signs of a chart mean, those that it has."""
    parts = ["solid: as stated"]
    if any(bar.is_expected for bar in chart.bars):
        parts.append("hatched throughout: about, or expected")
    if any(
        bar.low != bar.high and not bar.is_expected
        for bar in chart.bars
        if bar.low is not None and bar.high is not None
    ):
        parts.append("hatched: left open by a range")
    if any(bar.value is not None and bar.high is None for bar in chart.bars):
        parts.append("arrow: or more")
    return "Bars from zero; " + ", ".join(parts) + "."


def size(drawing: str) -> tuple[int, int]:
    """Return how wide and how high a drawing is, in pixels."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing)
    if found is None:
        raise ValueError("a drawing without a size")
    return int(found[1]), int(found[2])
