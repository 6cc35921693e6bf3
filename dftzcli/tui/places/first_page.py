"""What the overview says, as sections of tiles, each of which opens the record or the view that it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from rich.text import Text

from dftzcli.analysis.timeline import OBSERVED
from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import PLURALS, STATUS_IS_FACT, Kind
from dftzcli.overview import offer_of
from dftzcli.render import wording
from dftzcli.render.dating import timeline_items
from dftzcli.render.escape import visible
from dftzcli.tui.places.figure_cards import figure_cards
from dftzcli.tui.places.tile_text import counted, span, text
from dftzcli.tui.views import ExploreView, MatchView, RecordView, SourcesView, View
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
# Lines of a list that is only begun here.
_MOST: Final = 6
# Cells of the longest bar of a status.
_BAR: Final = 8


def first(catalogue: Catalogue, *, ascii_only: bool = False) -> tuple[Section, ...]:
    """Return the top of the page: what the zone is, its headline figures, what is planned against what operates."""
    return (
        Section("", ((_zone(catalogue, ascii_only),),)),
        Section("Headline figures", tuple((card,) for card in figure_cards(catalogue, ascii_only=ascii_only))),
        Section("Planned against operating", tuple(_statuses(catalogue, kind, ascii_only) for kind in _PLANNED)),
    )


def rest(catalogue: Catalogue, *, ascii_only: bool = False) -> tuple[Section, ...]:
    """Return what stands below that, and takes longer to find: what is new, disputed, lacking, and on record."""
    newest = Tile((Text("Newest, by the dates of the sources", ".title"),)), *_newest(catalogue, ascii_only)
    contradicted = Tile((Text("Most contradicted", ".title"),)), *_contradicted(catalogue)
    return (
        Section("", (newest, contradicted)),
        Section("Before you read an incentive", tuple(_offer(catalogue))),
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
    chinese = f"  {card['name_zh']}" if card["name_zh"] and not ascii_only else ""
    first = card["summary"].partition(". ")[0].rstrip(".")
    return Tile((text(f"{card['name']}{chinese}", ".name"), text(f"{first}.")), RecordView(ZONE))


# ---- counts


def _statuses(catalogue: Catalogue, kind: Kind, ascii_only: bool) -> tuple[Tile, ...]:
    counts = Counter(card["status"] for card in catalogue.cards.of_kind(kind))
    done = sum(count for status, count in counts.items() if status in STATUS_IS_FACT)
    total = sum(counts.values())
    most = max(counts.values(), default=1)
    head = text(f"{total} {PLURALS[kind]}", ".name")
    said = text(f"{done} done or running, {total - done} planned or unknown", ".muted")
    tiles = [Tile((head, said), ExploreView(f"kind:{kind}"))]
    for status, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        word = span(wording.status(status, ascii_only=ascii_only))
        word.pad_right(max(21 - word.cell_len, 1))
        bar = ("#" if ascii_only else "■") * max(1, count * _BAR // most)
        line = Text.assemble(word, f"{count:>3} ", (bar, ".course"))
        tiles.append(Tile((line,), ExploreView(f"kind:{kind} status:{status}")))
    return tuple(tiles)


def _kinds(catalogue: Catalogue) -> Iterator[Tile]:
    for kind, count in catalogue.cards.counts().items():
        yield Tile((text(f"{count:>3} {PLURALS[kind]}"),), _TABS.get(kind, ExploreView(f"kind:{kind}")))


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
            said = text(f"{date}: {what}, {item['source']}", ".muted")
            status = span(wording.status(item["status"], ascii_only=ascii_only))
            yield Tile((text(item["name"]), said, *((status,) if status else ())), RecordView(item["id"]))


def _contradicted(catalogue: Catalogue) -> Iterator[Tile]:
    """Yield the records that most disagreements name; what is only a caution counts where the rest is equal."""
    real: Counter[str] = Counter()
    cautions: Counter[str] = Counter()
    for card in catalogue.cards.of_kind("discrepancy"):
        (cautions if card["is_caution"] else real).update(set(card["records"]))
    known = [identity for identity in real if catalogue.cards.name(identity) is not None]
    for identity in sorted(known, key=lambda one: (-real[one], -cautions[one], one))[:_MOST]:
        name = catalogue.cards.name(identity)
        said = counted(real[identity], "disagreement")
        said += f", {counted(cautions[identity], 'caution')}" if cautions[identity] else ""
        yield Tile((text(name.name if name else identity), text(said, ".dispute")), RecordView(identity))


def _offer(catalogue: Catalogue) -> Iterator[tuple[Tile, ...]]:
    """Yield where the edge of the zone lies, what does not reach it, what nobody confirms, what is over or closes."""
    offer = offer_of(catalogue.cards)
    edge = tuple(_cited(catalogue, identity) for identity in offer.edge)
    closing = len(catalogue.expiring())
    until = Tile((text(f"closing within 180 days: {closing}"),), SourcesView("expiring"))
    eligible = Tile((text("what one firm may have: answer a few questions"),), MatchView())
    yield (*(edge or (Tile((text("No source says where the edge of the zone lies.", ".muted"),)),)), until, eligible)
    for ids, said in (
        (offer.elsewhere, "reach other places and not the zone"),
        (offer.unconfirmed, "have a renewal that no source confirms"),
        (offer.lapsed, f"are over on {catalogue.as_of}"),
    ):
        if ids:
            head = Tile((text(f"{len(ids)} {said}", ".name"),))
            yield (head, *(Tile((text(_name(catalogue, one)),), RecordView(one)) for one in ids))


def _cited(catalogue: Catalogue, identity: str) -> Tile:
    item = catalogue.item(identity)
    source = text(f"{identity}; {item['citations'][0]['source']}", ".muted")
    return Tile((text(item["name"]), source), RecordView(identity))


def _name(catalogue: Catalogue, identity: str) -> str:
    found = catalogue.cards.name(identity)
    return found.name if found else identity


def _care(catalogue: Catalogue, ascii_only: bool) -> Iterator[Tile]:
    found = catalogue.cards.of_kind("discrepancy")
    real = [card for card in found if not card["is_caution"]]
    for card in [card for card in real if card["type"] == "contradiction"][:_MOST]:
        mark = span(wording.dispute(card["type"], ascii_only=ascii_only))
        yield Tile((Text.assemble(mark, f" {visible(card['name'])}"),), RecordView(card["id"]))
    disagreements = f"{counted(len(real), 'disagreement')} and {counted(len(found) - len(real), 'caution')} in all"
    yield Tile((text(disagreements),), SourcesView("discrepancies"))
    stale = len(catalogue.stale())
    yield Tile((text(f"{counted(stale, 'record')} old, undated or superseded"),), SourcesView("stale"))


def _gaps(catalogue: Catalogue) -> Iterator[Tile]:
    gaps = catalogue.cards.of_kind("gap")
    for card in gaps[:_MOST]:
        yield Tile((text(card["name"]),), RecordView(card["id"]))
    yield Tile((text(f"{counted(len(gaps), 'gap')} in all"),), SourcesView("gaps"))


def _documents(catalogue: Catalogue) -> Iterator[Tile]:
    documents = catalogue.cards.of_kind("source")
    for card in documents[:_MOST]:
        said = f"{card['id']}: {card['name']}, {card['dated']}, {wording.words(card['evidence'])}"
        yield Tile((text(said),), RecordView(card["id"]))
    yield Tile((text(f"{counted(len(documents), 'document')} in all"),), SourcesView("sources"))
