"""Figures put side by side: which figures stand in which column, and what each line is about.

What may be compared with what is decided by `dftzcli.analysis.comparing`; here the figures are found for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, get_args

from dftzcli.analysis.comparing.comparable import Axis, like
from dftzcli.analysis.comparing.kinds import Kind, kind_of, parts, told_apart
from dftzcli.analysis.comparing.matrix import Choice, Column, Matrix, Wanted, compare
from dftzcli.analysis.comparing.times import common_period, falls_in, of_last_period, of_period
from dftzcli.analysis.observations import Item, Observation, observe
from dftzcli.analysis.series import likeliest, why_missing
from dftzcli.errors import UsageError
from dftzcli.model import periods
from dftzcli.model.vocabulary import Direction

if TYPE_CHECKING:
    from dftzcli.model.units import Target
    from dftzcli.search.cards import Card, Cards

_YEAR: Final = 4

Belongs = Callable[[Item, str], bool]


class Figures:
    """The figures of some indicators, ready to be put into columns."""

    def __init__(
        self, cards: Cards, indicators: Sequence[str] = (), *, ids: Sequence[str] = (), target: Target | None = None
    ) -> None:
        """Take the cards, and the ids of indicators or figures; `target` is the unit that the figures are to be in."""
        self._cards = cards
        self._indicators: dict[str, Card | None] = {}
        items: Sequence[Item] = [
            card for card in cards.of_kind("figure") if card["indicator"] in indicators or card["id"] in ids
        ]
        if target is not None and items:
            from dftzcli.analysis.converting import converted

            items = converted(items, target).items
        self.all = [observe(item) for item in items]
        self.gaps = tuple(cards.of_kind("gap"))

    def indicator(self, identity: str) -> Card | None:
        """Return the card of an indicator, or None where there is none of that id."""
        if identity not in self._indicators:
            card = self._cards.peek(identity)
            self._indicators[identity] = card if card is not None and card["kind"] == "indicator" else None
        return self._indicators[identity]

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
        """Return what may stand in a cell, which is of one period, or why nothing does."""
        found = likeliest(of_last_period(tuple(observations)))
        return Choice(found, "" if found else why_missing(indicator, place, period, self.gaps))

    def apart(self, one: str, other: str) -> str:
        """Say why two figures are of different definitions, where a discrepancy on record says so."""
        for card in self._cards.of_kind("discrepancy"):
            of_values = card["type"] == "definition" and card["concerns"] == "value" and not card["is_caution"]
            if of_values and {one, other} <= set(card["records"]):
                return f"not comparable: different definitions ({card['id']})"
        return ""


def of_records(figures: Figures, ids: Sequence[str], indicators: Sequence[str], when: Sequence[str]) -> Matrix:
    """Put the figures of several records side by side, a column each: places, or firms, industries and projects.

    `when` are periods, a line each; without any each indicator has the line of the period that most columns have, the
    latest of several. A column without a figure of that period shows its latest, which is then not compared.
    """
    is_place = all(figures.column(identity).kind == "place" for identity in ids)
    axis: Axis = "place" if is_place else "subject"
    belongs = _at_place if is_place else _about
    wanted = []
    for indicator in indicators:
        held = {identity: figures.of(indicator, partial(_fits, belongs, identity)) for identity in ids}
        for period in when or (common_period(held),):
            cells = tuple(of_period(held[identity], period, exactly=bool(when)) for identity in ids)
            for part in parts(cells, across=axis, names=figures.names):
                choices = tuple(
                    figures.choice(cell, indicator, identity, period)
                    for cell, identity in zip(part.cells, ids, strict=True)
                )
                wanted.append(_wanted(figures, indicator, None, period, choices, apart=(part.words, part.key)))
    return compare(axis, [figures.column(identity) for identity in ids], wanted, apart=figures.apart)


def of_periods(figures: Figures, place: str | None, indicators: Sequence[str], when: Sequence[str]) -> Matrix:
    """Put several periods of one place side by side, a column each; every rhythm of an indicator has its own line.

    A year as a column holds the annual figure, and in lines of their own what is of the same months each year.
    """
    wanted = []
    for indicator in indicators:
        kinds: dict[Kind, list[Observation]] = {}
        for one in figures.of(indicator, lambda one: place is None or _at_place(one.item, place)):
            if any(falls_in(one.period, period) for period in when):
                kinds.setdefault(kind_of(one, across="period", columns=when), []).append(one)
        for kind, same in kinds.items():
            choices = tuple(
                figures.choice([one for one in same if falls_in(one.period, period)], indicator, kind.place, period)
                for period in when
            )
            always = ("place", "rhythm") if place is None else ("rhythm",)
            apart = told_apart(kind, kinds, names=figures.names, always=always)
            wanted.append(_wanted(figures, indicator, kind.place, None, choices, apart=apart))
    columns = [Column(period, "period", period) for period in when]
    return compare("period", columns, wanted, apart=figures.apart)


def of_indicators(figures: Figures, place: str | None, indicators: Sequence[str], when: Sequence[str]) -> Matrix:
    """Put several indicators of one place side by side, a column each: exports against imports, a line a period."""
    found = [one for one in figures.all if place is None or _at_place(one.item, place)]
    lines: dict[tuple[Kind, str], list[Observation]] = {}
    for one in sorted(found, key=lambda one: (_line_of(one), *periods.bounds(one.period))):
        if not when or any(falls_in(one.period, period) for period in when):
            lines.setdefault((_line_of(one), one.period), []).append(one)
    if not when:
        lines = {line: same for line, same in lines.items() if len({one.indicator for one in same}) > 1}
    wanted = []
    for (kind, period), same in lines.items():
        cells = tuple(tuple(one for one in same if one.indicator == indicator) for indicator in indicators)
        rivals = [other for other, when_ in lines if when_ == period]
        words, key = told_apart(kind, rivals, names=figures.names, always=() if place else ("place",))
        for part in parts(cells, across="indicator", names=figures.names):
            choices = tuple(
                figures.choice(cell, indicator, kind.place, period)
                for cell, indicator in zip(part.cells, indicators, strict=True)
            )
            label = ", ".join(filter(None, (period, words, part.words)))
            unique = "@".join(filter(None, (period, key, part.key)))
            wanted.append(Wanted(unique, label, "", kind.place, period, "neither", choices))
    return compare("indicator", [figures.column(each) for each in indicators], wanted, apart=figures.apart)


def of_figures(figures: Figures, ids: Sequence[str]) -> Matrix:
    """Put some figures side by side as they are, across whatever alone sets most of them apart."""
    by_id = {one.id: one for one in figures.all}
    chosen = [by_id[identity] for identity in ids]
    choices = tuple(Choice((one,)) for one in chosen)

    def alike(axis: Axis) -> tuple[int, bool]:
        groups = [like(one, across=axis) for one in chosen]
        return max(groups.count(group) for group in groups), len({_on(axis, one) for one in chosen}) > 1

    axes: tuple[Axis, ...] = get_args(Axis)
    axis = max(axes, key=alike)
    same = {one.indicator for one in chosen}
    line = Wanted(
        "figures", figures.names(same.pop()) if len(same) == 1 else "Figures", "", None, None,
        _direction(figures, chosen[0].indicator), choices,
    )  # fmt: skip
    return compare(axis, [figures.column(identity) for identity in ids], [line], apart=figures.apart)


def _on(axis: Axis, one: Observation) -> tuple[str, ...]:
    """Return where a figure stands on an axis; what an industry is measured of is a subject."""
    if axis == "subject":
        return one.subject or "", *one.item["industries"]
    return {"place": (one.place,), "period": (one.period,), "indicator": (one.indicator,)}[axis]


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
                found.append(periods.canonical(period))
    return tuple(dict.fromkeys(found))


def _wanted(
    figures: Figures,
    indicator: str,
    place: str | None,
    period: str | None,
    choices: tuple[Choice, ...],
    *,
    apart: tuple[str, str],
) -> Wanted:
    """Return a line of one indicator; `apart` is what sets it apart from others of it, for people and for its key."""
    words, key = apart
    return Wanted(
        key="@".join(filter(None, (indicator, period, key))),
        label=", ".join(filter(None, (figures.names(indicator), period, words))),
        indicator=indicator,
        place=place,
        period=period,
        direction=_direction(figures, indicator),
        choices=choices,
    )


def _direction(figures: Figures, indicator: str) -> Direction:
    card = figures.indicator(indicator)
    direction: Direction = card["direction"] if card else "neither"
    return direction


def _at_place(item: Item, place: str) -> bool:
    """Tell whether a figure is about a place itself, and not about a firm that sits there."""
    return bool(item["place"] == place and item["subject"] is None)


def _fits(belongs: Belongs, identity: str, one: Observation) -> bool:
    return belongs(one.item, identity)


def _about(item: Item, identity: str) -> bool:
    """Tell whether a figure is about a firm, a project or an industry, and not about a firm of that industry."""
    return item["subject"] == identity or (item["subject"] is None and identity in item["industries"])


def _line_of(one: Observation) -> Kind:
    """Return what two indicators must share to stand in one line, beside the period."""
    return kind_of(one, across="indicator")._replace(definition="", unit="")
