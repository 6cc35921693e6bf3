"""Figures put side by side: which figures stand in which column, and what each line is about.

What may be compared with what is decided by `dftzcli.analysis.comparing`; here the figures are found for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, get_args

from dftzcli.analysis.comparing.comparable import Axis, like
from dftzcli.analysis.comparing.matrix import Choice, Column, Matrix, Wanted, compare
from dftzcli.analysis.observations import Item, Observation, observe
from dftzcli.analysis.series import inside, likeliest, why_missing
from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.model.vocabulary import Direction

if TYPE_CHECKING:
    from dftzcli.model.units import Target
    from dftzcli.search.cards import Cards

_YEAR: Final = 4

Belongs = Callable[[Item, str], bool]


class Figures:
    """The figures of some indicators, ready to be put into columns."""

    def __init__(self, cards: Cards, indicators: Sequence[str], *, target: Target | None = None) -> None:
        """Take the cards and the ids of the indicators, without any of all; `target` is the unit they are to be in."""
        self._cards = cards
        self.indicators = {card["id"]: card for card in cards.of_kind("indicator")}
        wanted = frozenset(indicators)
        items: Sequence[Item] = [card for card in cards.of_kind("figure") if not wanted or card["indicator"] in wanted]
        if target is not None and items:
            from dftzcli.analysis.converting import converted

            items = converted(items, target).items
        self.all = [observe(item) for item in items]
        self.gaps = tuple(cards.of_kind("gap"))

    def names(self, identity: str) -> str:
        """Return the name of a record."""
        found = self._cards.name(identity)
        return found.name if found else identity

    def column(self, identity: str) -> Column:
        """Return the head of the column of a record."""
        found = self._cards.name(identity)
        return Column(identity, found.kind if found else "", found.name if found else identity)

    def of(self, indicator: str, test: Callable[[Observation], bool]) -> tuple[Observation, ...]:
        """Return the figures of an indicator that pass a test."""
        return tuple(one for one in self.all if one.indicator == indicator and test(one))

    def choice(self, observations: Iterable[Observation], indicator: str, place: str, period: str | None) -> Choice:
        """Return what may stand in a cell, or why nothing does."""
        found = likeliest(observations)
        return Choice(found, "" if found else why_missing(indicator, place, period, self.gaps))

    def apart(self, one: str, other: str) -> str:
        """Say why two figures are of different definitions, where a discrepancy on record says so."""
        for card in self._cards.of_kind("discrepancy"):
            if card["type"] == "definition" and not card["is_caution"] and {one, other} <= set(card["records"]):
                return f"not comparable: different definitions ({card['id']})"
        return ""


def of_records(figures: Figures, ids: Sequence[str], indicators: Sequence[str], when: Sequence[str]) -> Matrix:
    """Put the figures of several records side by side, a column each: places, or firms, industries and projects.

    `when` are periods, a line each; without any each indicator has the line of the period that most columns have, the
    latest of several. A column without a figure of that period shows its latest, which is then not compared.
    """
    is_place = all(figures.column(identity).kind == "place" for identity in ids)
    belongs = _at_place if is_place else _about
    wanted = []
    for indicator in indicators:
        held = {identity: figures.of(indicator, partial(_fits, belongs, identity)) for identity in ids}
        for period in when or (_common([one for found in held.values() for one in found], held),):
            choices = tuple(
                figures.choice(_at(held[identity], period, exactly=bool(when)), indicator, identity, period)
                for identity in ids
            )
            wanted.append(_wanted(figures, indicator, None, period, choices))
    axis: Axis = "place" if is_place else "subject"
    return compare(axis, [figures.column(identity) for identity in ids], wanted, apart=figures.apart)


def of_periods(figures: Figures, place: str | None, indicators: Sequence[str], when: Sequence[str]) -> Matrix:
    """Put several periods of one place side by side, a column each; every rhythm of an indicator has its own line.

    A year as a column holds the annual figure, and in lines of their own what is of the same months each year.
    """
    wanted = []
    for indicator in indicators:
        found = figures.of(indicator, lambda one: place is None or _at_place(one.item, place))
        for where, rhythm in _kinds_of(found):
            same = [one for one in found if (_where(one), one.rhythm) == (where, rhythm)]
            choices = tuple(
                figures.choice([one for one in same if _falls_in(one.period, period)], indicator, where[0], period)
                for period in when
            )
            if any(choice.observations for choice in choices):
                label = f"{_label(figures, indicator, where, place)}, {rhythm}"
                wanted.append(_wanted(figures, indicator, where[0], None, choices, label=label))
    columns = [Column(period, "period", period) for period in when]
    return compare("period", columns, wanted, apart=figures.apart)


def of_indicators(figures: Figures, place: str | None, indicators: Sequence[str], when: Sequence[str]) -> Matrix:
    """Put several indicators of one place side by side, a column each: exports against imports, a line a period."""
    found = [one for one in figures.all if place is None or _at_place(one.item, place)]
    lines = dict.fromkeys(
        (_where(one), one.period, one.rhythm)
        for one in sorted(found, key=lambda one: (_where(one), *periods.bounds(one.period)))
        if not when or any(_falls_in(one.period, period) for period in when)
    )
    wanted = []
    for where, period, rhythm in lines:
        choices = tuple(
            figures.choice(
                [
                    one
                    for one in found
                    if (one.indicator, _where(one), one.period, one.rhythm) == (indicator, where, period, rhythm)
                ],
                indicator,
                where[0],
                period,
            )
            for indicator in indicators
        )
        if when or sum(bool(choice.observations) for choice in choices) > 1:
            name = f"{period}, {figures.names(where[0])}" if place is None else period
            wanted.append(Wanted(period, name, "", where[0], period, "neither", choices))
    return compare("indicator", [figures.column(each) for each in indicators], wanted, apart=figures.apart)


def of_figures(figures: Figures, ids: Sequence[str]) -> Matrix:
    """Put some figures side by side as they are, across whatever alone sets most of them apart."""
    by_id = {one.id: one for one in figures.all}
    chosen = [by_id[identity] for identity in ids]
    choices = tuple(Choice((one,)) for one in chosen)

    def alike(axis: Axis) -> int:
        groups = [like(one, across=axis) for one in chosen]
        return max(groups.count(group) for group in groups)

    axes: tuple[Axis, ...] = get_args(Axis)
    axis = max(axes, key=alike)
    same = {one.indicator for one in chosen}
    line = Wanted(
        "figures", figures.names(same.pop()) if len(same) == 1 else "Figures", "", None, None,
        _direction(figures, chosen[0].indicator), choices,
    )  # fmt: skip
    return compare(axis, [figures.column(identity) for identity in ids], [line], apart=figures.apart)


def places_of(figures: Figures) -> tuple[str, ...]:
    """Return the places that have figures, those with most first."""
    counts: dict[str, int] = {}
    for one in figures.all:
        if one.subject is None:
            counts[one.place] = counts.get(one.place, 0) + 1
    return tuple(sorted(counts, key=lambda place: (-counts[place], place)))


def years_of(figures: Figures, place: str | None) -> tuple[str, ...]:
    """Return the years that dated figures of a place, or of any, are of or lie in."""
    found = (one for one in figures.all if place is None or _at_place(one.item, place))
    ends = {periods.bounds(one.period) for one in found if one.rhythm != "undated"}
    return tuple(sorted({start[:4] for start, end in ends if start[:4] == end[:4]}))


def spread(texts: Iterable[str]) -> tuple[str, ...]:
    """Read periods as they are typed: `2024`, `2024-01..2024-02`, and `2021..2024` as each of its years."""
    found: list[str] = []
    for text in texts:
        for part in text.split(","):
            period = part.strip().replace("..", "/")
            first, dots, last = period.partition("/")
            try:
                periods.bounds(period)
            except ValueError as error:
                raise UsageError(
                    f"{part!r} is not a period", fix="write 2024, 2021..2024 or 2024-01..2024-02"
                ) from error
            if dots and len(first) == len(last) == _YEAR:
                found += [f"{year:04d}" for year in range(int(first), int(last) + 1)]
            else:
                found.append(period)
    return tuple(dict.fromkeys(found))


def _wanted(
    figures: Figures,
    indicator: str,
    place: str | None,
    period: str | None,
    choices: tuple[Choice, ...],
    *,
    label: str = "",
) -> Wanted:
    name = figures.names(indicator)
    return Wanted(
        key=indicator if period is None else f"{indicator}@{period}",
        label=label or (name if period is None else f"{name}, {period}"),
        indicator=indicator,
        place=place,
        period=period,
        direction=_direction(figures, indicator),
        choices=choices,
    )


def _direction(figures: Figures, indicator: str) -> Direction:
    card = figures.indicators.get(indicator)
    direction: Direction = card["direction"] if card else "neither"
    return direction


def _label(figures: Figures, indicator: str, where: tuple[str, str, str], place: str | None) -> str:
    return figures.names(indicator) if place is not None else f"{figures.names(indicator)}, {figures.names(where[0])}"


def _at_place(item: Item, place: str) -> bool:
    """Tell whether a figure is about a place itself, and not about a firm that sits there."""
    return bool(item["place"] == place and item["subject"] is None)


def _fits(belongs: Belongs, identity: str, one: Observation) -> bool:
    return belongs(one.item, identity)


def _about(item: Item, identity: str) -> bool:
    return item["subject"] == identity or identity in item["industries"]


def _where(one: Observation) -> tuple[str, str, str]:
    return one.place, one.scope, one.subject or ""


def _kinds_of(found: Sequence[Observation]) -> list[tuple[tuple[str, str, str], str]]:
    return list(dict.fromkeys((_where(one), one.rhythm) for one in found))


def _falls_in(period: str, wanted: str) -> bool:
    """Tell whether a figure's period is the one wanted, or a part of a wanted year."""
    return periods.bounds(period) == periods.bounds(wanted) or (len(wanted) == _YEAR and inside(period, wanted))


def _at(found: Sequence[Observation], period: str | None, *, exactly: bool) -> list[Observation]:
    """Return the figures of a period; where none is and any would do, those of the latest."""
    if period is None:
        return []
    same = [one for one in found if one.period == period] or [one for one in found if _falls_in(one.period, period)]
    if same or exactly or not found:
        return same
    last = max(found, key=lambda one: (one.rhythm != "undated", periods.bounds(one.period)[1]))
    return [one for one in found if one.period == last.period]


def _common(found: Sequence[Observation], held: dict[str, tuple[Observation, ...]]) -> str | None:
    """Return the period that most columns have a figure of; of several the dated ones, and the latest of these."""

    def worth(period: str) -> tuple[int, bool, str, str]:
        having = [one for one in found if one.period == period]
        columns = sum(any(one.period == period for one in figures) for figures in held.values())
        return columns, any(one.rhythm != "undated" for one in having), periods.bounds(period)[1], period

    return max({one.period for one in found}, key=worth, default=None)
