"""Series: observations of one thing over time, with honest gaps.

A series holds observations of one indicator, place, scope, subject, base unit and definition, all of one rhythm: a
year never stands beside two months, nor a city beside a customs district. What several sources say of one period
stands side by side in one point; a period without a figure is a point too, and says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dftzcli.analysis.observations import MONTHS, Item, Observation, observe
from dftzcli.model import periods
from dftzcli.tuples import NamedTuple

NO_FIGURE: Final = "no figure in the sources"


class Key(NamedTuple):
    """What every observation of a series has in common.

    `definition` tells apart what one indicator is measured of, and `since` is the break that the series begins at:
    what was counted otherwise before is another series.
    """

    indicator: str
    place: str
    scope: str
    subject: str
    unit: str
    definition: str
    rhythm: str
    since: str = ""


class Point(NamedTuple):
    """One period of a series: what the sources say of it, the likeliest first; `missing` is why they say nothing."""

    period: str
    observations: tuple[Observation, ...] = ()
    missing: str = ""


class Series(NamedTuple):
    """The points of one key in order of time."""

    key: Key
    points: tuple[Point, ...]

    @property
    def id(self) -> str:
        """A readable name for programs: indicator, place, scope, and what else sets it apart."""
        key = self.key
        since = f"since {key.since}" if key.since else ""
        parts = (key.indicator, key.place, key.scope, key.subject, key.definition, key.unit, key.rhythm, since)
        return "/".join(part.replace(" ", "-").lower() for part in parts if part)

    @property
    def latest(self) -> Observation:
        """The observation of the last period that has one."""
        return next(point.observations[0] for point in reversed(self.points) if point.observations)


def assemble(
    items: Iterable[Item], *, gaps: Iterable[Mapping[str, Any]] = (), within: str | None = None
) -> tuple[Series, ...]:
    """Put figures together into series, in the order of their first figure.

    `gaps` are items of the kind `gap`, which say why a period is empty; `within` is a period whose every year the
    series are to cover where their rhythm repeats each year, such as `2021/2024`.
    """
    found: dict[Key, list[Observation]] = {}
    for item in items:
        observation = observe(item)
        found.setdefault(key_of(observation), []).append(observation)
    known = tuple(gaps)
    return tuple(Series(key, _points(key, entries, known, within)) for key, entries in found.items())


def key_of(found: Observation) -> Key:
    """Return the key of the series that an observation belongs to."""
    return Key(
        found.indicator,
        found.place,
        found.scope,
        found.subject or "",
        found.unit.base,
        # The growth of two industries is one indicator and not one thing.
        "+".join(found.item.get("industries") or ()),
        found.rhythm,
        found.since,
    )


def latest(items: Sequence[Item]) -> list[int]:
    """Return the places of the items that are the last of their series; several where sources speak of one period."""
    last: dict[Key, str] = {}
    seen = [observe(item) for item in items]
    for observation in seen:
        key, end = key_of(observation), periods.bounds(observation.period)[1]
        last[key] = max(last.get(key, ""), end)
    return [
        place
        for place, observation in enumerate(seen)
        if periods.bounds(observation.period)[1] == last[key_of(observation)]
    ]


def likeliest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Put what is said of one period in order: printed before computed, exact before open, then by id.

    The order is for showing only: the others stand beside the first, and nothing is averaged.
    """
    return tuple(
        sorted(
            observations,
            key=lambda one: (
                ("as_printed", "repaired", "inferred", "computed").index(one.reading),
                not one.is_exact,
                one.value is None,
                one.id,
            ),
        )
    )


def why_missing(indicator: str, place: str, period: str | None, gaps: Iterable[Mapping[str, Any]]) -> str:
    """Say why there is no figure: the gap that owns up to it, or that the sources give none."""
    for gap in gaps:
        if gap["indicator"] != indicator or gap["place"] not in (None, place):
            continue
        if period is None or not gap["period"] or periods.overlaps(gap["period"], period):
            return f"not in the sources ({gap['id']})"
    return NO_FIGURE


def _points(
    key: Key, entries: Sequence[Observation], gaps: Sequence[Mapping[str, Any]], within: str | None
) -> tuple[Point, ...]:
    by_period: dict[str, list[Observation]] = {}
    for entry in entries:
        by_period.setdefault(entry.period, []).append(entry)
    for period in _expected(entries[0], by_period, within):
        by_period.setdefault(period, [])
    return tuple(
        Point(
            period,
            likeliest(by_period[period]),
            "" if by_period[period] else why_missing(key.indicator, key.place, period, gaps),
        )
        for period in sorted(by_period, key=periods.bounds)
    )


def _expected(one: Observation, by_period: Iterable[str], within: str | None) -> list[str]:
    """Return the periods that a series lacks: one each year from its first to its last, or of what was asked for.

    Only what comes again each year can be missed in one: an interval of years has no next, and no month is promised.
    """
    if not (one.rhythm == "annual" or one.rhythm.split(" to ")[0] in MONTHS):
        return []
    known = {periods.bounds(period) for period in by_period}
    years = [int(start[:4]) for start, _ in known]
    first, last = min(years), max(years)
    if within is not None:
        asked = periods.years(within)
        first, last = min(first, asked[0]), max(last, asked[-1])
    candidates = [one.period.replace(one.period[:4], f"{year:04d}") for year in range(first, last + 1)]
    return [
        period
        for period in candidates
        if periods.bounds(period) not in known and (within is None or inside(period, within))
    ]


def inside(period: str, outer: str) -> bool:
    """Tell whether a period lies wholly within another."""
    start, end = periods.bounds(period)
    first, last = periods.bounds(outer)
    return first <= start and end <= last
