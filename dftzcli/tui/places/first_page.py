"""What the overview says, as sections of tiles, each of which opens the record or the view that it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from rich.text import Text

from dftzcli.analysis.series import Point, Series
from dftzcli.analysis.timeline import OBSERVED
from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import PLURALS, STATUS_IS_FACT, Kind
from dftzcli.render import wording
from dftzcli.render.charts import sparkline
from dftzcli.render.dating import timeline_items
from dftzcli.render.escape import visible
from dftzcli.render.page import Span
from dftzcli.search.cards import Card
from dftzcli.tui.views import ExploreView, RecordView, SourcesView, View
from dftzcli.tui.widgets.board_layout import Section, Tile

ZONE: Final = "dftz"
# Kinds that are planned before they are.
_PLANNED: Final[tuple[Kind, ...]] = ("policy", "incentive", "project")
# Kinds whose list has a tab of its own.
_TABS: Final[dict[str, View]] = {
    "source": SourcesView("sources"),
    "discrepancy": SourcesView("discrepancies"),
    "gap": SourcesView("gaps"),
}
_STYLES: Final = {"good": ".fact", "open": ".plan", "dim": ".muted", "warning": ".dispute", "strong": ".value"}
# Lines of a list that is only begun here.
_MOST: Final = 6
# Cells of the longest bar of a status.
_BAR: Final = 8


def headline(catalogue: Catalogue) -> tuple[Card, ...]:
    """Return the figures that come first."""
    return tuple(card for card in catalogue.cards.of_kind("figure") if card["importance"] == "headline")


def first(catalogue: Catalogue, *, ascii_only: bool = False) -> tuple[Section, ...]:
    """Return the top of the page: what the zone is, its headline figures, what is planned against what operates."""
    return (
        Section("", ((_zone(catalogue, ascii_only),),)),
        Section("Headline figures", tuple((tile,) for tile in _figures(catalogue, ascii_only))),
        Section("Planned against operating", tuple(_statuses(catalogue, kind, ascii_only) for kind in _PLANNED)),
    )


def rest(catalogue: Catalogue, *, ascii_only: bool = False) -> tuple[Section, ...]:
    """Return what stands below that, and takes longer to find: what is new, disputed, lacking, and on record."""
    newest = Tile((Text("Newest, by the dates of the sources", ".title"),)), *_newest(catalogue, ascii_only)
    contradicted = Tile((Text("Most contradicted", ".title"),)), *_contradicted(catalogue)
    return (
        Section("", (newest, contradicted)),
        Section("Read with care", (tuple(_care(catalogue, ascii_only)),)),
        Section("Gaps: announced and not given", (tuple(_gaps(catalogue)),)),
        Section("Sources", (tuple(_documents(catalogue)),)),
        Section("On record", tuple((tile,) for tile in _kinds(catalogue)), least=22),
        Section("", ((Tile((Text(catalogue.dataset.line, ".muted"),)),),)),
    )


def _zone(catalogue: Catalogue, ascii_only: bool) -> Tile:
    card = catalogue.cards.peek(ZONE)
    if card is None:
        return Tile(
            (Text(f"the store has no record of the zone ({ZONE}): `dftz data reset` puts it back", ".dispute"),)
        )
    chinese = f" · {card['name_zh']}" if card["name_zh"] and not ascii_only else ""
    first = card["summary"].partition(". ")[0].rstrip(".")
    return Tile((_text(f"{card['name']}{chinese}", ".name"), _text(f"{first}.")), RecordView(ZONE))


# ---- figures


def _figures(catalogue: Catalogue, ascii_only: bool) -> Iterator[Tile]:
    courses = _courses(catalogue, ascii_only)
    cards = headline(catalogue)
    if not cards:
        yield Tile((Text("No figure is marked as a headline one.", ".muted"),))
    for card in cards:
        lines = [
            _text(_short(catalogue, card), ".name"),
            _text(wording.observed(card), ".value"),
            _text(f"{wording.period(card)}, {card['source']}", ".muted"),
        ]
        if card["id"] in courses:
            lines.append(_text(courses[card["id"]], ".course"))
        if card["dispute"]:
            lines.append(_span(wording.dispute(card["dispute"], ascii_only=ascii_only)))
        yield Tile(tuple(lines), RecordView(card["id"]), boxed=True)


def _short(catalogue: Catalogue, card: Card) -> str:
    """Name a figure by its indicator and, where that does not say it, the shortest name of its place."""
    indicator, place = catalogue.cards.name(card["indicator"]), catalogue.cards.peek(card["place"])
    name = indicator.name if indicator else card["indicator"]
    where = min((place["name"], *place["aliases"]), key=len) if place else card["place"]
    return name if where in name else f"{name}, {where}"


def _courses(catalogue: Catalogue, ascii_only: bool) -> dict[str, str]:
    """Return the course of the series of each figure that has others before it, with the time it covers."""
    found: dict[str, str] = {}
    for series in catalogue.assembled(catalogue.cards.of_kind("figure")):
        if sum(bool(point.observations) for point in series.points) > 1:
            drawn = sparkline([_height(point) for point in series.points], ascii_only=ascii_only)
            said = f"{drawn} {series.points[0].period} to {series.points[-1].period}"
            found.update((one.id, said) for one in _members(series))
    return found


def _members(series: Series) -> Iterator[Any]:
    return (one for point in series.points for one in point.observations)


def _height(point: Point) -> Any:
    for one in point.observations[:1]:
        return (
            one.in_base if one.value is not None else next((end for end in one.ends_in_base if end is not None), None)
        )
    return None


# ---- counts


def _statuses(catalogue: Catalogue, kind: Kind, ascii_only: bool) -> tuple[Tile, ...]:
    counts = Counter(card["status"] for card in catalogue.cards.of_kind(kind))
    done = sum(count for status, count in counts.items() if status in STATUS_IS_FACT)
    total = sum(counts.values())
    most = max(counts.values(), default=1)
    head = _text(f"{total} {PLURALS[kind]}", ".name")
    said = _text(f"{done} done or running, {total - done} planned or unknown", ".muted")
    tiles = [Tile((head, said), ExploreView(f"kind:{kind}"))]
    for status, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        word = _span(wording.status(status, ascii_only=ascii_only))
        word.pad_right(max(21 - word.cell_len, 1))
        bar = ("#" if ascii_only else "■") * max(1, count * _BAR // most)
        line = Text.assemble(word, f"{count:>3} ", (bar, ".course"))
        tiles.append(Tile((line,), ExploreView(f"kind:{kind} status:{status}")))
    return tuple(tiles)


def _kinds(catalogue: Catalogue) -> Iterator[Tile]:
    for kind, count in catalogue.cards.counts().items():
        yield Tile((_text(f"{count:>3} {PLURALS[kind]}"),), _TABS.get(kind, ExploreView(f"kind:{kind}")))


# ---- records


def _newest(catalogue: Catalogue, ascii_only: bool) -> Iterator[Tile]:
    """Yield the records that the latest moments up to the day of the catalogue are of."""
    moments = catalogue.timeline(until=catalogue.as_of).moments
    seen: set[str] = set()
    for item in timeline_items(reversed(moments)):
        if item["id"] not in seen and len(seen) < _MOST:
            seen.add(item["id"])
            date = wording.period({"period": item["date"], "period_basis": item["basis"], "age_years": None})
            # A figure is never bare: what it says stands with its source.
            is_measured = item["kind"] == "figure" and item["happening"] in (OBSERVED, "expected")
            what = item["what"] if is_measured else wording.words(item["happening"])
            said = _text(f"{date}: {what}, {item['source']}", ".muted")
            status = _span(wording.status(item["status"], ascii_only=ascii_only))
            yield Tile((_text(item["name"]), said, *((status,) if status else ())), RecordView(item["id"]))


def _contradicted(catalogue: Catalogue) -> Iterator[Tile]:
    """Yield the records that most disagreements name; what is only a caution counts where the rest is equal."""
    real: Counter[str] = Counter()
    cautions: Counter[str] = Counter()
    for card in catalogue.cards.of_kind("discrepancy"):
        (cautions if card["is_caution"] else real).update(set(card["records"]))
    known = [identity for identity in real if catalogue.cards.name(identity) is not None]
    for identity in sorted(known, key=lambda one: (-real[one], -cautions[one], one))[:_MOST]:
        name = catalogue.cards.name(identity)
        said = _counted(real[identity], "disagreement")
        said += f", {_counted(cautions[identity], 'caution')}" if cautions[identity] else ""
        yield Tile((_text(name.name if name else identity), _text(said, ".dispute")), RecordView(identity))


def _care(catalogue: Catalogue, ascii_only: bool) -> Iterator[Tile]:
    found = catalogue.cards.of_kind("discrepancy")
    real = [card for card in found if not card["is_caution"]]
    for card in [card for card in real if card["type"] == "contradiction"][:_MOST]:
        mark = _span(wording.dispute(card["type"], ascii_only=ascii_only))
        yield Tile((Text.assemble(mark, f" {visible(card['name'])}"),), RecordView(card["id"]))
    disagreements = f"{_counted(len(real), 'disagreement')} and {_counted(len(found) - len(real), 'caution')} in all"
    yield Tile((_text(disagreements),), SourcesView("discrepancies"))
    stale = len(catalogue.stale())
    yield Tile((_text(f"{_counted(stale, 'record')} old, undated or superseded"),), SourcesView("stale"))


def _gaps(catalogue: Catalogue) -> Iterator[Tile]:
    gaps = catalogue.cards.of_kind("gap")
    for card in gaps[:_MOST]:
        yield Tile((_text(card["name"]),), RecordView(card["id"]))
    yield Tile((_text(f"{_counted(len(gaps), 'gap')} in all"),), SourcesView("gaps"))


def _documents(catalogue: Catalogue) -> Iterator[Tile]:
    for card in catalogue.cards.of_kind("source"):
        said = f"{card['id']}: {card['name']}, {card['dated']}, {wording.words(card['evidence'])}"
        yield Tile((_text(said),), RecordView(card["id"]))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style)


def _span(span: Span) -> Text:
    return Text(visible(span.text), _STYLES.get(span.tone, ""))
