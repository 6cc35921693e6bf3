"""Figures side by side: each cell has value, qualifier, unit, period and source, or says why it has none.

Nothing in it depends on the order in which the columns were named: the figures of a line are measured against the
largest of those that may be compared, and a line of figures of several kinds compares those of which it has most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dftzcli.analysis.comparing.comparable import Axis, Computed, difference, leader, like, ranks, ratio, unlike
from dftzcli.analysis.observations import Observation
from dftzcli.model.vocabulary import Direction
from dftzcli.tuples import NamedTuple

# Why two figures are of different definitions although their indicator is the same; nothing when nobody says so.
Apart = Callable[[str, str], str]


class Column(NamedTuple):
    """What stands at the head of a column: a record, or a period."""

    id: str
    kind: str
    name: str


class Cell(NamedTuple):
    """One figure of a line, or why there is none.

    `also` is what other sources, or the same one elsewhere, say of the same thing. `unlike` is why the figure is not
    compared. `difference` and `ratio` are to the `base` of the line, or say why they mean nothing; both are None for
    the base itself and for what is not compared. `rank` is the best and the worst place the figure can have.
    """

    column: str
    observation: Observation | None
    also: tuple[Observation, ...] = ()
    missing: str = ""
    unlike: str = ""
    difference: Computed | str | None = None
    ratio: Computed | str | None = None
    rank: tuple[int, int] | None = None


class Choice(NamedTuple):
    """What a cell is made of: the observations that could stand in it, the likeliest first, or why there are none."""

    observations: tuple[Observation, ...]
    missing: str = ""


class Line(NamedTuple):
    """One row: what is measured, where and when, as far as that is common to its cells; `base` is a column's id.

    `direction` is that of the indicator: `up` or `down` is better, or `neither`.
    """

    key: str
    label: str
    indicator: str
    place: str | None
    period: str | None
    direction: Direction
    base: str | None
    cells: tuple[Cell, ...]


class Matrix(NamedTuple):
    """Figures side by side, across one axis."""

    axis: Axis
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


class Wanted(NamedTuple):
    """What a line is to show: its words, and a choice for each column."""

    key: str
    label: str
    indicator: str
    place: str | None
    period: str | None
    direction: Direction
    choices: tuple[Choice, ...]


def compare(axis: Axis, columns: Sequence[Column], wanted: Sequence[Wanted], *, apart: Apart | None = None) -> Matrix:
    """Put figures side by side; `apart` tells why two figures of one indicator are of different definitions."""
    return Matrix(axis, tuple(columns), tuple(_line(axis, columns, each, apart) for each in wanted))


def _line(axis: Axis, columns: Sequence[Column], wanted: Wanted, apart: Apart | None) -> Line:
    chosen = [choice.observations[0] if choice.observations else None for choice in wanted.choices]
    compared = _compared([one for one in chosen if one is not None], axis)
    base = leader(compared, across=axis)
    parted = _parted(compared, axis, apart)
    reasons = [_reason(one, base, compared, axis, parted) for one in chosen]
    compared = [one for one, reason in zip(chosen, reasons, strict=True) if one is not None and not reason]
    places = dict(zip((one.id for one in compared), _ranked(compared, wanted.direction), strict=True))
    cells = []
    for column, choice, one, reason in zip(columns, wanted.choices, chosen, reasons, strict=True):
        if one is None:
            cells.append(Cell(column.id, None, missing=choice.missing))
            continue
        is_measured = base is not None and not reason and one is not base
        cells.append(
            Cell(
                column=column.id,
                observation=one,
                also=choice.observations[1:],
                unlike=reason,
                difference=difference(one, base) if is_measured and base else None,
                ratio=ratio(one, base) if is_measured and base else None,
                rank=None if reason or len(compared) == 1 else places.get(one.id),
            )
        )
    # One figure may stand in several columns; whichever was named first is not to matter.
    named = min((cell.column for cell in cells if base is not None and cell.observation is base), default=None)
    return Line(
        wanted.key, wanted.label, wanted.indicator, wanted.place, wanted.period, wanted.direction, named, tuple(cells)
    )  # fmt: skip


def _compared(observations: Sequence[Observation], axis: Axis) -> list[Observation]:
    """Return the largest group that may be compared; of several, the one of the latest period."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    for one in observations:
        groups.setdefault(like(one, across=axis), []).append(one)
    best = max(groups, key=lambda kind: (len(groups[kind]), max(one.period for one in groups[kind]), kind), default=())
    return groups.get(best, [])


def _parted(compared: Sequence[Observation], axis: Axis, apart: Apart | None) -> dict[str, str]:
    """Say of each figure why it is of another definition than one that leads it and is itself compared."""
    found: dict[str, str] = {}
    left, kept = list(compared), list[Observation]()
    while apart is not None and (one := leader(left, across=axis)) is not None:
        left = [each for each in left if each.id != one.id]
        reason = next(filter(None, (apart(one.id, other.id) for other in kept)), "")
        if reason:
            found[one.id] = reason
        else:
            kept.append(one)
    return found


def _reason(
    one: Observation | None,
    base: Observation | None,
    compared: Sequence[Observation],
    axis: Axis,
    parted: Mapping[str, str],
) -> str:
    if one is None or base is None or one is base:
        return ""
    return parted.get(one.id, "") if one in compared else unlike(one, base, across=axis)


def _ranked(compared: Sequence[Observation], direction: Direction) -> Sequence[tuple[int, int]]:
    # A rank printed by a source is better the lower it is, like a cost; everything else is put from most to least.
    return ranks(compared, descending=direction != "down")
