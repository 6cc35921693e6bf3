"""Places that are read: the overview, a record, series of figures, records or figures side by side, a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dftzcli.linear.lists import measured
from dftzcli.linear.rows import row
from dftzcli.linear.spoken import Section, sections
from dftzcli.linear.views import View, named, positional
from dftzcli.render.page import Heading, Page, Paragraph, Points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dftzcli.analysis.series import Point, Series
    from dftzcli.catalogue import Catalogue

# Sections that the numbered links, or the main menu, say better.
_RELATED: Final = "Related "
_NEXT: Final = "Where next"


@dataclass(frozen=True)
class Overview:
    """The first page."""

    def view(self, catalogue: Catalogue) -> View:
        """Read it; the links are the zone, the headline figures, the disagreements without cautions, the documents."""
        from dftzcli.render.overview_page import overview_page

        overview = catalogue.overview()
        disagreements = [entry for entry in overview.discrepancies if not entry.is_caution]
        parts = (overview.headline, disagreements, overview.sources)
        page = overview_page(catalogue, overview, ascii_only=True)
        return read(
            catalogue,
            title=f"Overview: {overview.zone.name}",
            command=("overview",),
            page=tuple(section for section in sections(page) if section.title != _NEXT),
            ids=(overview.zone.id, *(record.id for part in parts for record in part)),
        )


@dataclass(frozen=True)
class Record:
    """One record."""

    id: str

    def view(self, catalogue: Catalogue) -> View:
        """Read it; the links are what it is linked with, what disputes it and where it is from.

        Nothing is linked with a document but what cites it.
        """
        from dftzcli.render.record_page import record_page
        from dftzcli.search.query import query_of

        card = catalogue.item(self.id)
        linked = [other for ids in catalogue.related(self.id).values() for other in ids]
        if card["kind"] == "source":
            linked += [found["id"] for found in catalogue.select(query_of(source=self.id)).cards]
        page = sections(record_page(catalogue, card, ascii_only=True))
        return read(
            catalogue,
            title=card["name"],
            command=("show", self.id),
            page=tuple(section for section in page if not section.title.startswith(_RELATED)),
            ids=(*linked, *card["discrepancies"], *card["sources"]),
            about=self.id,
        )


@dataclass(frozen=True)
class SeriesOf:
    """The series of some indicators."""

    words: tuple[str, ...]

    def view(self, catalogue: Catalogue) -> View:
        """Read them, a section each: every period with its figure, or why it has none."""
        words, notes = measured(catalogue, self.words)
        series = catalogue.series(*words)
        figures = (one.id for each in series for point in each.points for one in point.observations)
        return read(
            catalogue,
            title=f"Series of {', '.join(self.words)}",
            command=("figures", "--series", "--all", *positional(self.words)),
            page=sections(_series_page(series, named(catalogue.cards, ("indicator", "place")))),
            ids=figures,
            notes=notes,
        )


@dataclass(frozen=True)
class Text:
    """A text that is no record."""

    title: str
    text: str

    def view(self, catalogue: Catalogue) -> View:
        """Read it."""
        blocks = tuple(Paragraph(line) for line in self.text.splitlines() if line.strip())
        return View(title=self.title, sections=(Section("", blocks),))


def read(
    catalogue: Catalogue,
    *,
    title: str,
    command: tuple[str, ...],
    page: tuple[Section, ...],
    ids: Iterable[str],
    about: str | None = None,
    notes: tuple[str, ...] = (),
) -> View:
    """Return the view of a page whose links are the records of some ids, each once."""
    known = tuple(identity for identity in dict.fromkeys(ids) if catalogue.cards.name(identity) is not None)
    return View(
        title=title,
        command=command,
        sections=page,
        ids=known,
        line=lambda number: row(catalogue.item(known[number]), with_kind=True),
        about=about,
        notes=notes,
    )


def _series_page(series: Iterable[Series], names: dict[str, str]) -> Page:
    from dftzcli.render import wording

    blocks: list[Heading | Points] = []
    for one in series:
        key = one.key
        since = f"counted anew since {key.since}" if key.since else ""
        what = ", ".join(part for part in (key.subject, key.definition, key.rhythm, since) if part)
        indicator, place = names.get(key.indicator, key.indicator), names.get(key.place, key.place)
        blocks.append(Heading(f"{indicator}, {place} ({wording.words(key.scope)}), {what}"))
        blocks.append(Points(tuple(line for point in one.points for line in _point(point))))
    return Page(tuple(blocks))


def _point(point: Point) -> Iterator[str]:
    """Yield a line for each figure of a period, or one that says why there is none."""
    from dftzcli.render import wording

    if not point.observations:
        yield f"{point.period}: missing, {point.missing}"
    for one in point.observations:
        item = dict(one.item)
        dispute = f"; dispute: {wording.words(item['dispute'])}" if item["dispute"] else ""
        yield f"{wording.period(item)}: {wording.observed(item)}; {one.source}{dispute}"
