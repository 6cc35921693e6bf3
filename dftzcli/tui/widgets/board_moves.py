"""Where a cursor goes on a board: by what stands above, below and beside it, as the eye goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dftzcli.tui.widgets.board_layout import Stop


def below(stops: Sequence[Stop], cursor: int) -> int:
    """Return the stop below one, in the same column where there is any; the last stays."""
    return _nearest(
        stops,
        cursor,
        (n for n, stop in enumerate(stops) if stop.region.y >= stops[cursor].region.bottom),
        lambda stop: stop.region.y,
    )


def above(stops: Sequence[Stop], cursor: int) -> int:
    """Return the stop above one, in the same column where there is any; the first stays."""
    return _nearest(
        stops,
        cursor,
        (n for n, stop in enumerate(stops) if stop.region.bottom <= stops[cursor].region.y),
        lambda stop: -stop.region.bottom,
    )


def beside(stops: Sequence[Stop], cursor: int, step: int) -> int:
    """Return the stop left (-1) or right (1) of one on the same lines; where there is none, that before or after."""
    if not stops:
        return cursor
    here = stops[cursor].region
    found = [
        (abs(stop.region.x - here.x), abs(stop.region.y - here.y), number)
        for number, stop in enumerate(stops)
        if (stop.region.x - here.x) * step > 0 and stop.region.y < here.bottom and here.y < stop.region.bottom
    ]
    return min(found)[2] if found else cursor + step


def paged(stops: Sequence[Stop], cursor: int, rows: int) -> int:
    """Return the stop nearest to so many rows below one, or above it; another one unless it is the last."""
    if not stops:
        return cursor
    here = stops[cursor].region

    def far(number: int) -> tuple[int, int]:
        region = stops[number].region
        return abs(region.y - here.y - rows), abs(region.x - here.x)

    found = min(range(len(stops)), key=far)
    return found if found != cursor else cursor + (1 if rows > 0 else -1)


def next_section(stops: Sequence[Stop], cursor: int) -> int:
    """Return the first stop of the next section; in the last one the cursor stays."""
    return next((n for n, stop in enumerate(stops) if stop.section > stops[cursor].section), cursor)


def previous_section(stops: Sequence[Stop], cursor: int) -> int:
    """Return the first stop of this section, or of the section before when the cursor is there already."""
    first = (n for n, stop in enumerate(stops) if not n or stop.section != stops[n - 1].section)
    return max((n for n in first if n < cursor), default=0)


def _nearest(stops: Sequence[Stop], cursor: int, numbers: Iterable[int], far: Callable[[Stop], int]) -> int:
    found = list(numbers)
    same = [number for number in found if _overlap(stops[cursor], stops[number])]
    return min(
        same or found,
        key=lambda number: (far(stops[number]), abs(stops[number].region.x - stops[cursor].region.x)),
        default=cursor,
    )


def _overlap(one: Stop, other: Stop) -> bool:
    return one.region.x < other.region.right and other.region.x < one.region.right
