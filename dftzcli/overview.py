"""The overview: what an investor sees first, gathered from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from dftzcli.errors import StoreCorrupt
from dftzcli.model.fields import OLD_AFTER_YEARS, age
from dftzcli.model.vocabulary import PLURALS, STATUS_IS_FACT, Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.model.records import Discrepancy, Figure, Gap, Place, Source
    from dftzcli.search.cards import Cards


class Records(Protocol):
    """What an overview is gathered from: a catalogue."""

    @property
    def cards(self) -> Cards:
        """The records as plain items."""

    @property
    def dataset(self) -> Any:
        """Which data they are."""

    @property
    def as_of(self) -> str:
        """The day the catalogue speaks for."""

    def get(self, identity: str) -> Any:
        """Return the record of an id."""

    def figures(self) -> tuple[Figure, ...]:
        """Return figures, the headline ones first."""

    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """Return the disagreements on record."""

    def gaps(self) -> tuple[Gap, ...]:
        """Return what the documents announce without giving it."""

    def sources(self) -> tuple[Source, ...]:
        """Return the documents."""


# The tag of the records that say where the zone's edge lies, and that it is no zone-wide cut of taxes.
EDGE: Final = "no-zone-wide-tax-cut"


class Offer(NamedTuple):
    """What an investor has to know of the incentives before reading one; all are ids.

    `edge` are the records that say where the edge of the zone lies, `elsewhere` benefits in force that reach other
    places and not the zone, `unconfirmed` those whose renewal no source confirms, `lapsed` those that are over.
    """

    edge: tuple[str, ...]
    elsewhere: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    lapsed: tuple[str, ...]


class Overview(NamedTuple):
    """What an investor sees first.

    `statuses` counts policies, incentives and projects by status; `stale` are the figures whose period ended more than
    three years before the dataset's date.
    """

    zone: Place
    headline: tuple[Figure, ...]
    counts: dict[str, int]
    statuses: dict[str, dict[str, int]]
    discrepancies: tuple[Discrepancy, ...]
    gaps: tuple[Gap, ...]
    stale: tuple[Figure, ...]
    sources: tuple[Source, ...]
    offer: Offer


def overview_of(catalogue: Records) -> Overview:
    """Gather the overview; StoreCorrupt when the store lacks the record of the zone."""
    if catalogue.cards.name("dftz") is None:
        raise StoreCorrupt("the store has no record of the zone (dftz)", fix="`dftz data reset` puts it back")
    figures = catalogue.figures()
    return Overview(
        zone=catalogue.get("dftz"),
        headline=tuple(figure for figure in figures if figure.importance == "headline"),
        counts={PLURALS[kind]: count for kind, count in catalogue.cards.counts().items()},
        statuses={PLURALS[kind]: _statuses(catalogue, kind) for kind in ("policy", "incentive", "project")},
        discrepancies=catalogue.discrepancies(),
        gaps=catalogue.gaps(),
        stale=tuple(figure for figure in figures if age(figure.period, catalogue.as_of) > OLD_AFTER_YEARS),
        sources=catalogue.sources(),
        offer=offer_of(catalogue.cards),
    )


def offer_of(cards: Cards) -> Offer:
    """Gather what an investor has to know of the incentives before reading one."""
    incentives = cards.of_kind("incentive")
    policies = cards.of_kind("policy")
    return Offer(
        edge=tuple(card["id"] for card in (*policies, *incentives) if EDGE in card["tags"]),
        elsewhere=tuple(
            card["id"] for card in incentives if card["zone_cover"] == "none" and card["status"] in STATUS_IS_FACT
        ),
        unconfirmed=tuple(card["id"] for card in incentives if card["renewal"] == "not_confirmed"),
        lapsed=tuple(card["id"] for card in incentives if card["status"] in ("expired", "superseded")),
    )


def _statuses(catalogue: Records, kind: Kind) -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in catalogue.cards.of_kind(kind):
        counts[card["status"]] = counts.get(card["status"], 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
