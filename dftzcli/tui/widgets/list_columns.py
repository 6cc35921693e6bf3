"""How wide the columns of a list are, and which of them go where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from dftzcli.tuples import NamedTuple

Justify = Literal["left", "right", "center"]

# Cells between two columns.
GAP: Final = 2


class Column(NamedTuple):
    """A column: its key, its title, and its width in cells, or its share of what the others leave.

    One without a `width` has at least `least` cells. The column of the lowest `priority` goes first where room is
    short, of two alike the one further right; the last one stays and is cut.
    """

    key: str
    title: str
    width: int | None = None
    share: int = 1
    least: int = 12
    justify: Justify = "left"
    priority: int = 0

    @property
    def floor(self) -> int:
        """Return the cells without which it is not shown."""
        return self.least if self.width is None else self.width


class Place(NamedTuple):
    """Where a column stands: its number among all, its first cell, and its width."""

    number: int
    start: int
    width: int


def arranged(columns: Sequence[Column], room: int) -> tuple[Place, ...]:
    """Return the places of the columns that fit into so many cells, from left to right."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _needed(columns, kept) > room:
        kept.remove(min(kept, key=lambda number: (columns[number].priority, -number)))
    if not kept or room <= 0:
        return ()
    widths = _widths([columns[number] for number in kept], room - GAP * (len(kept) - 1))
    places: list[Place] = []
    start = 0
    for number, width in zip(kept, widths, strict=True):
        places.append(Place(number, start, width))
        start += width + GAP
    return tuple(places)


def _needed(columns: Sequence[Column], kept: list[int]) -> int:
    return sum(columns[number].floor for number in kept) + GAP * (len(kept) - 1)


def _widths(columns: list[Column], room: int) -> list[int]:
    """Share out what the floors leave; what cannot be divided goes to the first columns that share."""
    spare = room - sum(column.floor for column in columns)
    if spare < 0:
        return [room]
    shares = sum(column.share for column in columns if column.width is None)
    widths: list[int] = []
    for column in columns:
        extra = 0
        if column.width is None and shares:
            extra = -(-spare * column.share // shares)
            spare -= extra
            shares -= column.share
        widths.append(column.floor + extra)
    return widths
