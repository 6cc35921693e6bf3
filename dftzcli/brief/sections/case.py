"""The case in figures: what concerns the subject, then the zone and the city; and one or two series as charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Bar, Block, Chart, Remark, Section, Statement, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dftzcli.analysis.observations import Observation
    from dftzcli.analysis.series import Point, Series
    from dftzcli.brief.material import Material
    from dftzcli.search.cards import Card

_OF_SUBJECT: Final = 6
_ROWS: Final = 10
_CHARTS: Final = 2
# A curve of fewer is no course.
_FEWEST_BARS: Final = 3
_MOST_BARS: Final = 8
_IMPORTANCE: Final = {"headline": 0, "supporting": 1, "context": 2}
# What any investor asks of the zone and the city, in this order, where nothing closer is there.
_ASKED_FIRST: Final = (
    ("companies-existing", "dftz"), ("companies-registered", "dftz"), ("zone-area", "dftz"),
    ("gdp", "dalian"), ("utilised-fdi", "dalian"), ("new-foreign-invested-enterprises", "dalian"),
    ("foreign-companies-existing", "dftz"), ("container-throughput", "dalian-port"), ("population", "dalian"),
)  # fmt: skip
_CHARTED_FIRST: Final = (
    ("utilised-fdi", "dalian"),
    ("gdp", "dalian"),
    ("customs-trade-total", "dalian-customs-district"),
)


def section(material: Material, shown: Sequence[Card]) -> Section:
    """Return the figures shown as a table, and series as charts."""
    rows = tuple(_row(material, card) for card in shown)
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(("Figure", "Value, as its source has it", "Time and scope"), (30, 32, 38), rows))
    else:
        blocks.append(Remark("The catalogue has no figure that concerns this, nor one of the zone or the city."))
    return Section("The case in figures", (*blocks, *_charts(material)))


def _row(material: Material, card: Card) -> tuple[str, Statement, Statement]:
    where = saying.when_where(card, material)
    value = Statement(saying.value_of(card, material), saying.cited(card, most=1))
    return str(card["name"]), value, Statement(where, saying.scoped(card, material))


def figures(material: Material) -> list[Card]:
    """Return the latest figure of each series: those of the subject first, then what any investor asks."""
    from dftzcli.analysis.series import latest

    every = _of_series(material, frozenset(_ASKED_FIRST))
    deck = [card for card in (every[index] for index in latest(every)) if card["importance"] != "context"]
    own = [card for card in deck if material.subject.weight(card)]
    own.sort(key=lambda card: (-material.subject.weight(card), _IMPORTANCE[card["importance"]]))
    general: list[Card] = []
    for indicator, place in _ASKED_FIRST:
        fitting = [
            card for card in deck if (card["indicator"], card["place"], card["subject"]) == (indicator, place, None)
        ]
        general += sorted(fitting, key=lambda card: card["period"], reverse=True)[:1]
    headline = [card for card in deck if card["importance"] == "headline"]
    chosen = {card["id"]: card for card in (*own[:_OF_SUBJECT], *general, *own[_OF_SUBJECT:], *headline)}
    return list(chosen.values())[:_ROWS]


def _of_series(material: Material, asked: frozenset[tuple[str, str]]) -> list[Card]:
    """Return the figures of what concerns the subject, makes headlines or is asked for: whole series, and no others."""
    every = material.catalogue.cards.of_kind("figure")
    close = {
        (card["indicator"], card["place"])
        for card in every
        if card["importance"] == "headline" or material.subject.weight(card)
    } | asked
    return [card for card in every if (card["indicator"], card["place"]) in close]


def _charts(material: Material) -> list[Chart]:
    assembled = material.catalogue.assembled(_of_series(material, frozenset(_CHARTED_FIRST)))
    long = [one for one in assembled if sum(bool(point.observations) for point in one.points) >= _FEWEST_BARS]

    def rank(one: Series) -> tuple[int, int]:
        key = (one.key.indicator, one.key.place)
        known = _CHARTED_FIRST.index(key) if key in _CHARTED_FIRST else len(_CHARTED_FIRST)
        return -material.subject.weight(one.latest.item), known

    fitting = [one for one in long if rank(one)[0] < 0 or rank(one)[1] < len(_CHARTED_FIRST)]
    chosen: dict[tuple[str, str], Series] = {}
    for one in sorted(fitting, key=lambda one: (rank(one), one.key.rhythm != "annual")):
        chosen.setdefault((one.key.indicator, one.key.place), one)
    return [_chart(material, one, _broken_again(one, assembled)) for one in list(chosen.values())[:_CHARTS]]


def _broken_again(series: Series, every: Sequence[Series]) -> str:
    """Return since when a series is counted in yet another way, so that a chart says why it ends; or nothing."""
    key = series.key
    later = [
        one.key.since
        for one in every
        if (one.key.indicator, one.key.place, one.key.rhythm) == (key.indicator, key.place, key.rhythm)
        and one.key.since
        and one.key.since > (key.since or "")
    ]
    return min(later, default="")


def _chart(material: Material, series: Series, again: str = "") -> Chart:
    key = series.key
    since = f", counted anew since {key.since}" if key.since else ""
    ended = f"; from {again} in another way, not drawn" if again else ""
    title = f"{material.name(key.indicator)}, {material.name(key.place)} ({key.rhythm}{since}{ended})"
    return Chart(title, tuple(_bar(material, point) for point in series.points[-_MOST_BARS:]))


def _bar(material: Material, point: Point) -> Bar:
    if not point.observations:
        return Bar(point.period, None, None, None, False, None, missing=saying.without_ids(point.missing, material))
    return bar(material, point.period, point.observations[0])


def bar(material: Material, label: str, one: Observation) -> Bar:
    """Return a figure as a bar, in base units so that units of several sizes share an axis."""
    low, high = one.ends_in_base
    item = dict(one.item)
    return Bar(
        label,
        one.in_base,
        low,
        high,
        one.qualifier in ("about", "expected"),
        Statement(saying.value_of(item, material, shortly=True), saying.cited(item, most=1)),
    )
