"""Series and what is computed of them: tables and charts for people."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dftzcli.render import wording
from dftzcli.render.charts import Mark, bars, sparkline
from dftzcli.render.converted import printed_as
from dftzcli.render.page import Drawing, Grid, Heading, Line, Span
from dftzcli.render.series_items import printed_line

if TYPE_CHECKING:
    from dftzcli.analysis.deriving import Derived
    from dftzcli.analysis.observations import Observation
    from dftzcli.analysis.series import Point, Series


def series_grid(series: Sequence[Series], names: dict[str, str], *, ascii_only: bool = False) -> Grid:
    """Return a table with a row a series: a sparkline, the latest figure with all that belongs to it, and the gaps."""
    rows: list[tuple[Line, ...]] = []
    for one in series:
        values = [_height(point) for point in one.points]
        latest = dict(one.latest.item)
        drawn = sparkline(values, ascii_only=ascii_only) if len(values) > 1 else ""
        missing = [f"{point.period}: {point.missing}" for point in one.points if point.missing]
        also = sum(len(point.observations) > 1 for point in one.points)
        broken = [f"counted anew since {one.key.since}"] if one.key.since else []
        notes = broken + missing + ([f"{also} of its periods stated more than once"] if also else [])
        where = f"{names.get(one.key.place, one.key.place)} ({wording.words(one.key.scope)})"
        rows.append(
            (
                Span(names.get(one.key.indicator, one.key.indicator), "strong"),
                where + (f", {one.key.subject or one.key.definition}" if one.key.subject or one.key.definition else ""),
                f"{one.points[0].period} to {one.points[-1].period}" if len(one.points) > 1 else one.points[0].period,
                drawn,
                _latest(latest),
                wording.period(latest),
                one.latest.source,
                wording.dispute(latest["dispute"], ascii_only=ascii_only),
                "; ".join(notes),
            )
        )
    headers = ("Indicator", "Where", "From, to", "Course", "Latest", "Of", "Source", "Dispute", "Gaps")
    return Grid(headers, tuple(rows), whole=frozenset((3,)))


def _latest(item: dict[str, Any]) -> str:
    printed = printed_as(item)
    return wording.observed(item) + (f" (printed as {printed})" if printed else "")


def series_chart(
    series: Sequence[Series], names: dict[str, str], *, columns: int, ascii_only: bool = False
) -> tuple[Heading | Drawing, ...]:
    """Return bars for some series, every bar with its figure in words.

    Series share an axis where they are of one unit and of one rhythm: two months beside a year would look like a fall.
    """
    drawn: list[Heading | Drawing] = []
    for base, rhythm in dict.fromkeys((one.latest.unit.base, one.key.rhythm) for one in series):
        same = [one for one in series if (one.latest.unit.base, one.key.rhythm) == (base, rhythm)]
        drawn.append(Heading(f"In {base}, {rhythm}"))
        groups = [(_titled(one, names), [_mark(point) for point in one.points]) for one in same]
        drawn.append(bars(groups, columns=columns, ascii_only=ascii_only))
    return tuple(drawn)


def _titled(series: Series, names: dict[str, str]) -> str:
    key = series.key
    what = names.get(key.indicator, key.indicator)
    about = f", {key.subject or key.definition}" if key.subject or key.definition else ""
    since = f", counted anew since {key.since}" if key.since else ""
    return f"{what}, {names.get(key.place, key.place)}{about}{since}"


def _mark(point: Point) -> Mark:
    if not point.observations:
        return Mark(point.period, None, None, None, point.missing)
    return mark(point.period, point.observations[0])


def mark(label: str, one: Observation) -> Mark:
    """Return the bar of a figure: in base units, so that units of several sizes share an axis."""
    scale = one.unit.multiplier

    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * scale

    text = wording.observed(dict(one.item))
    return Mark(
        label, scaled(one.value), scaled(one.low), scaled(one.high), text, one.qualifier in ("about", "expected")
    )


def _height(point: Point) -> Decimal | None:
    for one in point.observations[:1]:
        number = one.value if one.value is not None else one.low if one.low is not None else one.high
        return None if number is None else number * one.unit.multiplier
    return None


def derived_grid(derived: Sequence[Derived]) -> Grid:
    """Return a table of computed values, each beside what the sources print for it."""
    rows: list[tuple[Line, ...]] = []
    for one in derived:
        value: Line = Span(f"not computed: {one.refused}", "open")
        if one.value is not None and not one.refused:
            value = Span(f"{wording.computed_number(one.value, one.unit, one.qualifier)} [computed]", "strong")
        printed = "; ".join(printed_line(each) for each in one.printed) or "nothing printed"
        rows.append((one.rule.replace("_", " "), ", ".join(one.inputs), one.period, value, printed, one.note))
    return Grid(("Rule", "Of", "Period", "Computed", "Printed", "Note"), tuple(rows))
