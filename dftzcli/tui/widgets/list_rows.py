"""What a list of records shows, and where its rows come from: asked for when they come into sight, and not before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from rich.text import Text

from dftzcli.tuples import NamedTuple

Cell = str | Text

# Rows that are kept at hand; more than any screen shows.
_MOST: Final = 1024


class Row(NamedTuple):
    """A record in a list: its id, and a cell for each column.

    A cell is one line. A `str` is made visible by the list. A `Text` is made from visible text by the caller, and may
    mark stretches with the styles of a theme or with the list's own: ".match", ".fact", ".plan", ".dispute", ".muted".
    """

    id: str
    cells: tuple[Cell, ...]


class RowSource(Protocol):
    """Where rows come from."""

    def __len__(self) -> int:
        """Return how many rows there are."""
        ...

    def rows(self, start: int, end: int) -> Sequence[Row]:
        """Return the rows from `start` up to, and without, `end`."""
        ...


class FetchedRows:
    """Rows that a function fetches."""

    def __init__(self, total: int, fetch: Callable[[int, int], Sequence[Row]]) -> None:
        """Take how many rows there are, and what returns those from a start up to an end."""
        self._total = total
        self._fetch = fetch

    def __len__(self) -> int:
        return self._total

    def rows(self, start: int, end: int) -> Sequence[Row]:
        """Return the rows from `start` up to, and without, `end`."""
        return self._fetch(start, end)


class CardRows:
    """Rows made of cards, such as a deck, whose cards are parsed when they are looked at."""

    def __init__(self, cards: Sequence[dict[str, Any]], cells: Callable[[dict[str, Any]], Sequence[Cell]]) -> None:
        """Take cards and what makes the cells of one."""
        self._cards = cards
        self._cells = cells

    def __len__(self) -> int:
        return len(self._cards)

    def rows(self, start: int, end: int) -> Sequence[Row]:
        """Return the rows from `start` up to, and without, `end`."""
        return tuple(Row(card["id"], tuple(self._cells(card))) for card in self._cards[start:end])


class Window:
    """The rows of a source that were in sight lately."""

    def __init__(self, source: RowSource) -> None:
        """Take where rows come from."""
        self._source = source
        self._kept: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._source)

    def row(self, number: int, sight: range) -> Row | None:
        """Return a row, fetched with what else is in sight where it is not at hand; None where there is none."""
        if number not in self._kept and 0 <= number < len(self):
            self._fetch(
                range(sight.start, min(sight.stop, len(self))) if number in sight else range(number, number + 1)
            )
        return self._kept.get(number)

    def _fetch(self, near: range) -> None:
        missing = [number for number in near if number not in self._kept]
        if len(self._kept) > _MOST:
            self._kept = {number: self._kept[number] for number in near if number in self._kept}
        start, end = missing[0], missing[-1] + 1
        self._kept.update(zip(range(start, end), self._source.rows(start, end), strict=False))
