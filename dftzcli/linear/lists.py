"""Lists of records: of a kind, of figures, of what a search finds, of what is old, of what was marked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dftzcli.linear.filters import Filters
from dftzcli.linear.rows import row
from dftzcli.linear.spoken import heard
from dftzcli.linear.views import View, counted, positional, taken
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import PLURALS, Kind
from dftzcli.search.query import Query, parse_sorting, query_of

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue


@dataclass(frozen=True)
class Listing:
    """Records of one kind; `head` is the command that lists them, `words` name indicators of figures."""

    kind: Kind
    head: tuple[str, ...]
    words: tuple[str, ...] = ()
    is_headline: bool = False
    filters: Filters = field(default_factory=Filters)
    sort: str | None = None

    def view(self, catalogue: Catalogue) -> View:
        """List them."""
        words, notes = measured(catalogue, self.words)
        query = self._query(words)
        selection = catalogue.select(query)
        cards = selection.cards
        if query.years or any(link.role == "place" for link in query.links):
            notes += tuple(
                f"not in the sources: {gap['name']} ({gap['id']})" for gap in catalogue.gaps_about(selection)
            )
        return View(
            title=_capital(query.describe()),
            command=self._command(),
            counted=counted(len(cards), catalogue.cards.counts()[self.kind], PLURALS[self.kind]),
            notes=(*taken(catalogue.taken_for(query)), *notes),
            ids=tuple(card["id"] for card in cards),
            line=lambda number: row(cards[number]),
            sorts=True,
            filters=True,
        )

    def sorted_by(self, field: str) -> Listing:
        """Return the same by a field; `-field` turns it round, an empty text gives the order of the editors."""
        if not field:
            return replace(self, sort=None)
        sorting = parse_sorting(field)
        return replace(self, sort=f"{sorting.field}:desc" if sorting.descending else sorting.field)

    def filtered(self, condition: str) -> Listing:
        """Return the same with one condition more, or with none for an empty text."""
        known = frozenset(spec.key for spec in fields(self.kind))
        return replace(self, filters=self.filters.added(condition, known) if condition else Filters())

    def _query(self, words: tuple[str, ...]) -> Query:
        keywords = self.filters.keywords()
        headline = ("importance=headline",) if self.is_headline else ()
        keywords["where"] = (*keywords.get("where", ()), *headline)
        return query_of(kinds=(self.kind,), words=words, sort=self.sort, **keywords)

    def _command(self) -> tuple[str, ...]:
        headline = ("--headline",) if self.is_headline else ()
        order = ("--sort", self.sort) if self.sort else ()
        return (*self.head, *headline, *self.filters.flags(), *order, "--all", *positional(self.words))


@dataclass(frozen=True)
class Search:
    """What words find, the best first: how well a record fits is the order."""

    words: str
    filters: Filters = field(default_factory=Filters)

    def view(self, catalogue: Catalogue) -> View:
        """Search."""
        from dftzcli.render.hits import nearest_in_words

        found = catalogue.search(self.words, limit=None, **self.filters.keywords())
        hits = found.hits
        said = found.understood.describe()
        nothing = "" if found.answered else nearest_in_words(found)

        def line(number: int) -> str:
            return f"{row(catalogue.item(hits[number].id), with_kind=True)}; found in: {hits[number].snippet}"

        return View(
            title=f"Search for {self.words}" + "".join(f", {text}" for text in found.understood.filters),
            command=("search", *self.filters.flags(), "--all", *positional((self.words,))),
            counted=counted(found.total, found.searched, "records"),
            notes=tuple(text for text in (nothing, said) if text),
            ids=tuple(hit.id for hit in hits),
            line=line,
            filters=True,
        )

    def filtered(self, condition: str) -> Search:
        """Return the same with one condition more, or with none for an empty text."""
        return replace(self, filters=self.filters.added(condition, frozenset()) if condition else Filters())


@dataclass(frozen=True)
class Stale:
    """What is to be looked up again, by importance and then the oldest first."""

    def view(self, catalogue: Catalogue) -> View:
        """List it, each with why, its time, and what is later."""
        from dftzcli.render.dating import stale_items, stale_page
        from dftzcli.render.page import Grid

        items = stale_items(catalogue.stale())
        (table,) = stale_page(items, ascii_only=True).blocks
        assert isinstance(table, Grid)

        def line(number: int) -> str:
            _, *cells = table.rows[number]
            labelled = zip(table.headers[1:], cells, strict=True)
            parts = (f"{head.lower()}: {text}" for head, cell in labelled if (text := heard(cell)))
            return "; ".join((items[number]["name"], *parts, f"id {items[number]['id']}"))

        return View(
            title="Old, undated or superseded, the most important first",
            command=("stale", "--all"),
            counted=f"{len(items)} records",
            ids=tuple(item["id"] for item in items),
            line=line,
        )


@dataclass(frozen=True)
class Closing:
    """What closes within a length of time, the nearest first."""

    within: str

    def view(self, catalogue: Catalogue) -> View:
        """List it, each with its day, how many days are left, and what ends."""
        from dftzcli.render import wording
        from dftzcli.render.closings import items_of

        items = items_of(catalogue.expiring(self.within))

        def line(number: int) -> str:
            item = items[number]
            what = f"{item['what']}: {item['text']}" if item["text"] else item["what"]
            status = heard(wording.status(item["status"], ascii_only=True))
            parts = (item["name"], f"closes {item['closes']}", f"{item['days_left']} days left", what, status)
            return "; ".join((*parts, f"{item['source']}, {item['locator']}", f"id {item['id']}"))

        return View(
            title=f"What closes within {self.within} of {catalogue.as_of}, the nearest first",
            command=("expiring", "--within", self.within, "--all"),
            counted=f"{len(items)} ends",
            notes=() if items else ("Nothing closes within this time; a longer one may have more.",),
            ids=tuple(item["id"] for item in items),
            line=line,
        )


@dataclass(frozen=True)
class Marked:
    """The records that were marked."""

    ids: tuple[str, ...]

    def view(self, catalogue: Catalogue) -> View:
        """List them in the order in which they were marked."""
        return View(
            title="Marked records",
            command=("show", *self.ids) if self.ids else (),
            counted=f"{len(self.ids)} marked",
            notes=() if self.ids else ("Nothing is marked. In a list, m 3 5 marks what stands there as 3 and 5.",),
            ids=self.ids,
            line=lambda number: row(catalogue.item(self.ids[number]), with_kind=True),
        )


def measured(catalogue: Catalogue, words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return words as figures are chosen by them, and what a search had to be asked for."""
    found: dict[str, None] = {}
    notes: list[str] = []
    for text in words:
        ids, is_searched = catalogue.measured(text)
        if is_searched:
            notes.append(f"{text!r} names no indicator; search finds {', '.join(ids)}")
        found |= dict.fromkeys(ids if is_searched else (text,))
    return tuple(found), tuple(notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
