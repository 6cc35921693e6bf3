"""The overview: what an investor sees first, gathered from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from dftzcli.errors import StoreCorrupt
from dftzcli.model.fields import OLD_AFTER_YEARS, age
from dftzcli.model.vocabulary import PLURALS, Kind

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


def overview_of(catalogue: Records) -> Overview:
    """Gather the overview; StoreCorrupt when the store lacks the record of the zone."""
    if catalogue.cards.name("dftz") is None:
        raise StoreCorrupt("the store has no record of the zone (dftz)", fix="`dftz data reset` puts it back")
    figures = catalogue.figures()
    as_of = catalogue.dataset.as_of
    return Overview(
        zone=catalogue.get("dftz"),
        headline=tuple(figure for figure in figures if figure.importance == "headline"),
        counts={PLURALS[kind]: count for kind, count in catalogue.cards.counts().items()},
        statuses={PLURALS[kind]: _statuses(catalogue, kind) for kind in ("policy", "incentive", "project")},
        discrepancies=catalogue.discrepancies(),
        gaps=catalogue.gaps(),
        stale=tuple(figure for figure in figures if age(figure.period, as_of) > OLD_AFTER_YEARS),
        sources=catalogue.sources(),
    )


def _statuses(catalogue: Records, kind: Kind) -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in catalogue.cards.of_kind(kind):
        counts[card["status"]] = counts.get(card["status"], 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
