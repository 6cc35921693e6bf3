"""What is asked of the records: by name, by filters, by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dftzcli.catalogue.recorded import Recorded
from dftzcli.errors import NotFound
from dftzcli.model.vocabulary import Kind
from dftzcli.search.cards import Card, Deck
from dftzcli.search.query import Query, query_of
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.model.records import Discrepancy, Figure, Gap, Record
    from dftzcli.model.records import Source as SourceRecord
    from dftzcli.search.finding.answer import Answer, Hit
    from dftzcli.search.finding.engine import Engine


Result = TypeVar("Result")
# Kinds whose names are sentences about things that have records of their own.
_SAID_OF_THINGS: Final = frozenset({"figure", "source", "discrepancy", "gap"})


class Found(NamedTuple):
    """The id a text was taken for; `guessed` when the text is neither that id nor one of the record's names."""

    id: str
    guessed: bool


class Selection(NamedTuple):
    """The answer to a query: the cards within its limit, and how many there are in all."""

    query: Query
    cards: Deck
    total: int


class Asked(Recorded):
    """Records that can be asked for."""

    def find(self, text: str) -> Found:
        """Return the one id that an id, a name or a few remembered words can mean.

        An incentive and the policy it rests on bear the same words; the policy is meant. A thing is meant before a
        figure or a document whose name only mentions it. NotFound when several records remain, or none, with the
        nearest ids.
        """
        if self.cards.name(text) is not None:
            return Found(text, False)
        from dftzcli.search.calling import index_of, nothing_called, shortened

        index = index_of(self.cards)
        match = index.match(text)
        ids = self._without_repeats(match.ids if match.exact else self._without_mentions(match.ids))
        if len(ids) == 1:
            return Found(ids[0], not match.exact)
        if ids:
            raise NotFound(
                f"{shortened(text)!r} may be any of {len(ids)} records",
                fix=f"name one: {', '.join(ids[:12])}",
                nearest=ids,
            )
        raise nothing_called(text, index)

    def select(self, query: Query) -> Selection:
        """Answer a query; UsageError or NotFound when a field, value or name in it cannot be meant."""
        if query.is_whole_kind:
            found = self.cards.of_kind(query.kinds[0])
        else:
            from dftzcli.search.selection import select

            found = select(query, self.cards)
        if query.latest:
            from dftzcli.analysis.series import latest

            found = found.chosen(latest(found))
        return Selection(query, found if query.limit is None else found[: query.limit], len(found))

    def stream(self, query: Query, *, kind: Kind | None = None) -> Selection:
        """Answer a query as `select` does, with cards that are read while they are looked at: memory does not grow.

        `kind` takes those of one of its kinds. An order, a limit or the latest of each series is none of its business:
        each needs all cards at once, so they are left to `select`.
        """
        from dftzcli.search.selection import select

        found = select(query._replace(sorting=None), self.cards, held=False, only=kind)
        return Selection(query, found, len(found))

    def search(
        self,
        words: str,
        *,
        kind: str | Iterable[str] = (),
        limit: int | None = 10,
        exact: bool = False,
        where: str | Iterable[str] = (),
        **filters: str | int | Iterable[str],
    ) -> Answer:
        """Find records by words in the query language of `dftz help query`; UsageError for a filter nobody can mean.

        `filters` are `industry`, `partner`, `country`, `place`, `agency`, `source`, `status` and `year`, each one text
        or several, and `where` conditions as for `list`. `exact` takes words as they are typed. `limit` None gives all.

        >>> open_catalogue().search("cold chain", kind="policy").hits[0].id  # doctest: +SKIP
        """
        from dftzcli.search.finding.asking import asked

        question = asked(words, kind=kind, where=where, filters=filters)
        only = None
        conditions: tuple[str, ...] = ()
        if question.where is not None:
            only = [card["id"] for card in self.select(question.where).cards]
            conditions = tuple(condition.describe() for condition in question.where.conditions)

        def answer(engine: Engine) -> Answer:
            return engine.search(
                words, filters=question.filters, only=only, conditions=conditions, limit=limit, exact=exact
            )

        return self._searching(answer)

    def alike(self, identity: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """Return the records that say much the same as one, the nearest first; NotFound when there is no such record.

        Likeness is that of words and of links; what the record itself is linked with is told by `related`.
        """
        card = self.item(identity)
        return self._searching(lambda engine: engine.alike(card, limit=limit))

    def measured(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Return the ids of the indicators and figures that a text names, and whether it took a search to find them.

        NotFound when neither a name nor a search leads to any.
        """
        name = self.cards.name(text)
        if name is not None and name.kind in ("indicator", "figure"):
            return (text,), False
        from dftzcli.search.calling import index_of, nothing_called

        index = index_of(self.cards, ("indicator", "figure"))
        found = index.match(text).ids
        if found:
            return found, False
        hits = self.search(text, kind=("indicator", "figure"), limit=20).hits
        indicators = tuple(dict.fromkeys(self.item(hit.id).get("indicator") or hit.id for hit in hits))
        if not indicators:
            raise nothing_called(text, index, what="indicator")
        return indicators[:3], True

    def taken_for(self, query: Query) -> dict[str, tuple[str, ...]]:
        """Return what the texts of a query were taken for where they are no id and no name of a record."""
        if not (query.links or query.words):
            return {}
        from dftzcli.search.selection import taken_for

        return taken_for(query, self.cards)

    def gaps_about(self, selection: Selection) -> tuple[Card, ...]:
        """Return the gaps that a question for figures of some indicators runs into: what was announced and not given.

        Only a question that names indicators has any; its years and places must fit those of the gap. What one document
        leaves open and another gives for each of the years is no gap any more.
        """
        from dftzcli.model import periods
        from dftzcli.search.calling import index_of
        from dftzcli.search.selection import resolve

        query = selection.query
        if not query.words:
            return ()
        index = index_of(self.cards, ("indicator",))
        indicators = {identity for text in query.words for identity in index.match(text).ids}
        places = frozenset().union(*(resolve(link, self.cards) for link in query.links if link.role == "place"))
        return tuple(
            gap
            for gap in self.cards.of_kind("gap")
            if gap["indicator"] in indicators
            and all(
                not asked or not gap["period"] or periods.overlaps(gap["period"], asked)
                for asked in (query.years, query.within)
            )
            and (not places or gap["place"] is None or gap["place"] in places)
            and not self._is_given(gap, query.years, query.within)
        )

    def _is_given(self, gap: Card, *asked: str | None) -> bool:
        """Say whether other documents than those of a gap give its figure for each of its years that is asked for."""
        from dftzcli.model import periods

        if not gap["period"] or gap["place"] is None:
            return False
        silent = {citation["source"] for citation in gap["citations"]}
        given = {
            figure["period"]
            for figure in self.cards.of_kind("figure")
            if (figure["indicator"], figure["place"]) == (gap["indicator"], gap["place"])
            and figure["citations"][0]["source"] not in silent
        }
        first, last = periods.bounds(gap["period"])
        if not (first.endswith("-01-01") and last.endswith("-12-31")):
            return gap["period"] in given
        years = [str(year) for year in periods.years(gap["period"])]
        return {year for year in years if all(not text or periods.overlaps(year, text) for text in asked)} <= given

    def list(self, kind: str | None = None, **filters: Any) -> tuple[Record, ...]:
        """Return the records of a kind (singular or plural), or of all, that fit keyword filters.

        Keywords are those of the command line: `industry`, `partner`, `country`, `place`, `agency`, `source` (an id,
        name, Chinese name or ISO code, or several), `status`, `year`, `where` ("field=value", or several), `sort` and
        `limit`.

        >>> open_catalogue().list("project", country="JP", status="operating")  # doctest: +SKIP
        """
        from dftzcli.search.query import parse_kind

        selection = self.select(query_of(kinds=(parse_kind(kind),) if kind is not None else (), **filters))
        return tuple(self.get(card["id"]) for card in selection.cards)

    def figures(self, **filters: Any) -> tuple[Figure, ...]:
        """Return figures, the headline ones first; keywords as for `list`."""
        return self.list("figure", **filters)  # type: ignore[return-value]

    def discrepancies(self, type: str | None = None) -> tuple[Discrepancy, ...]:
        """Return the disagreements, or those of one type: what the editors wrote down, then what the program finds.

        `found_by` tells the two apart.
        """
        return self.list("discrepancy", where=(f"type={type}",) if type else ())  # type: ignore[return-value]

    def gaps(self) -> tuple[Gap, ...]:
        """Return what the documents announce without giving it."""
        return self.of_kind("gap")  # type: ignore[return-value]

    def sources(self) -> tuple[SourceRecord, ...]:
        """Return the documents that everything is cited from."""
        return self.of_kind("source")  # type: ignore[return-value]

    def _searching(self, ask: Callable[[Engine], Result]) -> Result:
        """Ask the engine; when its index turns out damaged, make that again and ask once more."""
        from dftzcli.search.finding.index import discard

        try:
            return ask(self._search_engine())
        except (OSError, ValueError):
            discard(self._shelf, self._thesaurus_file())
            self._engine = None
            return ask(self._search_engine())

    def _search_engine(self) -> Engine:
        if self._engine is None:
            from dftzcli.search.finding.engine import Engine
            from dftzcli.search.finding.index import open_index

            index = open_index(self.cards, self._shelf, self._thesaurus_file())
            self._engine = Engine(index, self.cards)
        return self._engine

    def _thesaurus_file(self) -> str:
        from dftzcli.store.location import THESAURUS, thesaurus_file

        return thesaurus_file() if self._thesaurus is None else str(self._thesaurus / THESAURUS)

    def _without_mentions(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out what is only said of things, where one of the ids is a thing itself."""
        things = tuple(identity for identity in ids if self.item(identity)["kind"] not in _SAID_OF_THINGS)
        return things or ids

    def _without_repeats(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        if len(ids) < 2:
            return ids
        meant = set(ids)
        return tuple(identity for identity in ids if not meant & set(self.item(identity).get("legal_basis") or ()))


def kinds_of(texts: str | Iterable[str]) -> tuple[Kind, ...]:
    """Return the kinds that some texts name, several of them with commas between; UsageError for what is none."""
    from dftzcli.search.query import parse_kind

    named = (texts,) if isinstance(texts, str) else texts
    return tuple(dict.fromkeys(parse_kind(word) for text in named for word in text.split(",")))
