"""The face of the core: `open_catalogue()` gives a `Catalogue`, and everything the tool knows is asked of that.

Nothing here knows of a terminal. The command line, the TUI and a script of yours ask the same questions; a script gets
typed, frozen records, and what is printed comes from their cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from dftzcli.errors import NotFound, StoreCorrupt
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search import cards as card_files
from dftzcli.search.cards import Card, Cards, Deck, Links
from dftzcli.search.query import Query, query_of

if TYPE_CHECKING:
    from pathlib import Path

    from dftzcli.analysis.ages import Stale
    from dftzcli.analysis.arithmetic import Outcome
    from dftzcli.analysis.comparing.matrix import Matrix
    from dftzcli.analysis.comparing.scoring import Scoring, Weights
    from dftzcli.analysis.coverage import Coverage
    from dftzcli.analysis.deriving import Derived
    from dftzcli.analysis.faults import Fault
    from dftzcli.analysis.series import Series
    from dftzcli.analysis.timeline import Timeline
    from dftzcli.comparing import Comparison
    from dftzcli.model.records import AnyRecord, Discrepancy, Figure, Gap, Record
    from dftzcli.model.records import Source as SourceRecord
    from dftzcli.overview import Overview
    from dftzcli.search.finding.answer import Answer, Hit
    from dftzcli.search.finding.engine import Engine
    from dftzcli.search.shelf import Shelf
    from dftzcli.store.folder import State
    from dftzcli.store.status import Status

Result = TypeVar("Result")

NOT_ADVICE: Final = "Not investment, legal or tax advice: check each statement with its source."
LICENCE: Final = "CC-BY-4.0"
# Kinds whose names stand in what the program says of figures that disagree.
_NAMED_BY_FIGURES: Final[tuple[Kind, ...]] = ("indicator", "place", "partner", "project", "agency")


class Dataset(NamedTuple):
    """Which data an answer is from: its version, content hash, the day it speaks for, its licence and the notice."""

    version: str
    hash: str
    as_of: str
    licence: str = LICENCE
    notice: str = NOT_ADVICE

    @property
    def line(self) -> str:
        """The dataset in one line for the foot of a page."""
        return f"Dataset {self.version} as of {self.as_of}, {self.licence}. {self.notice}"


class Found(NamedTuple):
    """The id a text was taken for; `guessed` when the text is neither that id nor one of the record's names."""

    id: str
    guessed: bool


class Selection(NamedTuple):
    """The answer to a query: the cards within its limit, and how many there are in all."""

    query: Query
    cards: Deck
    total: int


class Catalogue:
    """The records of one state of a store: it never changes while it is open, whatever replaces the store."""

    def __init__(
        self,
        state: State | Callable[[], State],
        *,
        cards: Cards | None = None,
        notice: str | None = None,
        shelf: Shelf | None = None,
        thesaurus: Path | None = None,
    ) -> None:
        """Take a state of the records, or what decodes one when a typed record is first asked for.

        `shelf` is where the index of its words is kept, in memory if there is none; `thesaurus` a folder of data whose
        thesaurus is used instead of the packaged one.
        """
        self._opened: State | None = None if callable(state) else state
        self._open = state if callable(state) else None
        self._cards = cards
        self._by_id: dict[str, Record] | None = None
        self._disputes: dict[str, tuple[Discrepancy, ...]] | None = None
        self._disagreements: tuple[Discrepancy, ...] | None = None
        self._referring: dict[Kind, dict[tuple[str, str], list[str]]] = {}
        self._shelf = shelf
        self._thesaurus = thesaurus
        self._engine: Engine | None = None
        self.notice = notice

    @property
    def dataset(self) -> Dataset:
        """Which data this is."""
        if self._opened is None and self._cards is not None:
            return Dataset(**self._cards.dataset)
        meta = self._state.meta
        return Dataset(version=meta.dataset_version, hash=meta.dataset_hash, as_of=meta.as_of)

    @property
    def as_of(self) -> str:
        """The day the catalogue speaks for: ages are counted to it, and no clock is asked."""
        return self.dataset.as_of

    @property
    def cards(self) -> Cards:
        """The records as plain items: what is printed, and what queries are answered over."""
        if self._cards is None:
            self._cards = Cards(self.compose_cards(key=""))
        return self._cards

    def compose_cards(self, *, key: str) -> bytes:
        """Return a file of cards of all records; `key` names the state they are of."""
        from dftzcli.search.carding import sources_of

        dataset = self.dataset
        described = {"version": dataset.version, "hash": dataset.hash, "as_of": dataset.as_of}
        return card_files.compose(sources_of(self), key=key, dataset=described, notice=self.notice)

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in stored order; behind stored discrepancies, those the program finds itself."""
        stored = self._state.records(kind)
        return (*stored, *self._found()) if kind == "discrepancy" else stored

    def records(self) -> tuple[Record, ...]:
        """Return every stored record, kind by kind: what checks go by. What the program finds is not among them."""
        return tuple(record for kind in KINDS for record in self._state.records(kind))

    def readable(self) -> tuple[Record, ...]:
        """Return every stored record of the kinds that can be read: what a check of a damaged catalogue goes by."""
        return tuple(record for kind in KINDS for record in self._read(kind)[0])

    def peek(self, identity: str) -> Record | None:
        """Return the record of an id, or None."""
        if self._by_id is None:
            self._by_id = {record.id: record for record in (*self._found(), *self.records())}
        return self._by_id.get(identity)

    def get(self, identity: str) -> AnyRecord:
        """Return the record of an id; NotFound with the nearest ids when there is none."""
        record = self.peek(identity)
        if record is None:
            from dftzcli.search.calling import index_of, nothing_called

            raise nothing_called(identity, index_of(self.cards))
        return record  # type: ignore[return-value]

    def find(self, text: str) -> Found:
        """Return the one id that an id, a name or a few remembered words can mean.

        An incentive and the policy it rests on bear the same words; the policy is meant. NotFound when several records
        remain, or none, with the nearest ids.
        """
        if self.cards.name(text) is not None:
            return Found(text, False)
        from dftzcli.search.calling import index_of, nothing_called, shortened

        index = index_of(self.cards)
        match = index.match(text)
        ids = self._without_repeats(match.ids)
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

    def taken_for(self, query: Query) -> dict[str, tuple[str, ...]]:
        """Return what the texts of a query were taken for where they are no id and no name of a record."""
        if not (query.links or query.words):
            return {}
        from dftzcli.search.selection import taken_for

        return taken_for(query, self.cards)

    def gaps_about(self, selection: Selection) -> tuple[Card, ...]:
        """Return the gaps that a question for figures of some indicators runs into: what was announced and not given.

        Only a question that names indicators has any; its years and places must fit those of the gap.
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
        )

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

    def assembled(self, items: Iterable[Mapping[str, Any]], *, within: str | None = None) -> tuple[Series, ...]:
        """Put items of figures together into series; `within` is a period whose every year they are to cover."""
        from dftzcli.analysis.series import assemble

        return assemble(items, gaps=self.cards.of_kind("gap"), within=within)

    def series(self, *indicators: str, **filters: Any) -> tuple[Series, ...]:
        """Return the series of some indicators (ids, names, or what search finds), keywords as for `figures`.

        A series holds observations of one indicator, place, scope, subject, unit and definition; a year that has no
        figure is a point that says why.

        >>> open_catalogue().series("customs-trade-total", period="2021..2024")[0].points[3].missing  # doctest: +SKIP
        """
        words = tuple(found for text in indicators for found in self.measured(text)[0])
        selection = self.select(query_of(kinds=("figure",), words=words, **filters))
        return self.assembled(selection.cards, within=selection.query.within)

    def compare(
        self,
        *records: str,
        indicator: str | Iterable[str] = (),
        period: str | Iterable[str] = (),
        place: str | None = None,
        unit: str | None = None,
        fields: Iterable[str] | None = None,
    ) -> Comparison:
        """Put two to six records of one kind side by side, or figures: ids or names, indicators, periods.

        Records give a `RecordComparison`; with an indicator, or of figures and indicators, a `Matrix` whose columns
        are the records, the periods or the indicators. UsageError for what cannot be put side by side.

        >>> open_catalogue().compare("dalian", "shenyang", indicator="gdp").lines[0].cells[1].rank  # doctest: +SKIP
        """
        from dftzcli.comparing import compared
        from dftzcli.measuring import spread

        target = None
        if unit is not None:
            from dftzcli.model.units import target as read

            target = read(unit)
        measured = [
            str(self.item(found).get("indicator") or found)
            for text in ((indicator,) if isinstance(indicator, str) else indicator)
            for found in self.measured(text)[0]
        ]
        return compared(
            self.cards,
            [self.find(text).id for text in records],
            indicators=tuple(dict.fromkeys(measured)),
            periods=spread((period,) if isinstance(period, str) else period),
            place=None if place is None else self.find(place).id,
            target=target,
            fields=None if fields is None else tuple(fields),
        )

    def score(self, comparison: Comparison, weights: Weights) -> Scoring:
        """Score a comparison by weights, each part of the score in the result; UsageError for a weight of nothing."""
        from dftzcli.comparing import scored

        return scored(self.cards, comparison, weights)

    def cautions(self, matrix: Matrix) -> tuple[str, ...]:
        """Return what is disputed about the figures of a comparison, a line each: what, and the record that says so."""
        from dftzcli.comparing import cautions

        return cautions(self.cards, matrix)

    def derived(self, rule: str, series: Sequence[Series]) -> tuple[Derived, ...]:
        """Compute `change`, `growth`, `cagr`, `index`, `share`, `per_head` or `balance` of some series.

        Each result names its inputs and stands beside what the sources print for it, where they print it.
        """
        from dftzcli.analysis.derivations import derive
        from dftzcli.analysis.observations import observe

        return derive(rule, series, everything=[observe(card) for card in self.cards.of_kind("figure")])

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

    def stale(self, before: str | int | None = None, kinds: str | Iterable[str] = ()) -> tuple[Stale, ...]:
        """Return what is old, undated or superseded, by importance and then the oldest first; see `analysis.ages`.

        Old is what ended before a year, month or day: three years before the date of the catalogue unless given. The
        kinds are those that have a time of their own unless given. UsageError for what is no date or kind.

        >>> open_catalogue().stale(before="2020", kinds="figure")[0].why  # doctest: +SKIP
        """
        from dftzcli.analysis.ages import TIMED_KINDS, stale
        from dftzcli.search.query import parse_day

        limit = None if before is None else parse_day(str(before))
        items = (card for kind in kinds_of(kinds) or TIMED_KINDS for card in self.cards.of_kind(kind))
        return tuple(stale(items, documents=self.cards.of_kind("source"), as_of=self.as_of, before=limit))

    def timeline(
        self,
        kinds: str | Iterable[str] = (),
        *,
        since: str | int | None = None,
        until: str | int | None = None,
        all_figures: bool = False,
        **filters: Any,
    ) -> Timeline:
        """Return what the sources date, in order of time; see `analysis.timeline`.

        `since` and `until` are years, months or days, both included: what overlaps them counts. `filters` are those of
        `list` that choose records, and a `year` is one that a moment must touch. Parts of a policy that were issued
        with it stand there only where policies are asked for. UsageError for what is no date, kind or filter.

        >>> open_catalogue().timeline("project", since=2025).moments[0].what  # doctest: +SKIP
        """
        from dftzcli.analysis.timeline import timeline
        from dftzcli.model import periods
        from dftzcli.search.query import parse_day

        query = query_of(kinds=kinds_of(kinds), **filters)
        first = None if since is None else parse_day(str(since))
        last = None if until is None else periods.bounds(parse_day(str(until)) and str(until).strip())[1]
        return timeline(
            self.select(query._replace(years=None)).cards,
            documents=self.cards.of_kind("source"),
            since=first,
            until=last,
            year=query.years,
            all_figures=all_figures,
            all_parts="policy" in query.kinds,
        )

    def gaps(self) -> tuple[Gap, ...]:
        """Return what the documents announce without giving it."""
        return self.of_kind("gap")  # type: ignore[return-value]

    def sources(self) -> tuple[SourceRecord, ...]:
        """Return the documents that everything is cited from."""
        return self.of_kind("source")  # type: ignore[return-value]

    def disputes(self, identity: str) -> tuple[Discrepancy, ...]:
        """Return the discrepancies that name a record."""
        if self._disputes is None:
            found: dict[str, list[Any]] = {}
            for record in self.of_kind("discrepancy"):
                for named in getattr(record, "records", ()):
                    found.setdefault(named, []).append(record)
            self._disputes = {named: tuple(entries) for named, entries in found.items()}
        return self._disputes.get(identity, ())

    def referring(self, identity: str, kind: Kind, field: str) -> tuple[str, ...]:
        """Return the ids of the records of a kind whose field names a record, in stored order."""
        if kind not in self._referring:
            from dftzcli.model.references import named_in

            table: dict[tuple[str, str], list[str]] = {}
            for record in self.of_kind(kind):
                for name, target in named_in(record):
                    table.setdefault((name, target), []).append(record.id)
            self._referring[kind] = table
        return tuple(self._referring[kind].get((field, identity), ()))

    def related(self, identity: str) -> Links:
        """Return what a record is linked with in either direction, by kind; NotFound when there is no such record."""
        if self.cards.name(identity) is None:
            self.get(identity)
        return self.cards.links(identity)

    def item(self, identity: str) -> Card:
        """Return a record as JSON-ready data with the keys and order of its kind's fields; NotFound as for `get`."""
        card = self.cards.peek(identity)
        if card is None:
            self.get(identity)
            raise AssertionError(identity)
        return card

    def overview(self) -> Overview:
        """Return the first page: the zone, headline figures, counts, what is contradicted and what is stale."""
        from dftzcli.overview import overview_of

        return overview_of(self)

    def validate(self) -> tuple[Fault, ...]:
        """Check schema, references, vocabularies, ids, truth rules and arithmetic; return what fails, with the remedy.

        A kind that cannot be read is one fault of the check `schema`, and the only faults are then of that check: what
        the others would say of links into that kind would hide it.
        """
        from dftzcli.analysis.validation import validate

        unreadable = tuple(fault for kind in KINDS for fault in self._read(kind)[1])
        return (unreadable or validate(self.records())) + self._thesaurus_faults()

    def arithmetic(self) -> tuple[Outcome, ...]:
        """Recompute every sum, balance, growth rate and share that the figures declare."""
        from dftzcli.analysis.arithmetic import check_identities

        return check_identities(self.records())

    def coverage(self, path: str | Path, *, source: str | None = None, words: bool = False) -> Coverage:
        """Account for the numerals of a document; see `dftzcli.analysis.coverage`."""
        from pathlib import Path

        from dftzcli.analysis.coverage import coverage

        return coverage(Path(path), self.records(), source=source, words=words)

    def _thesaurus_faults(self) -> tuple[Fault, ...]:
        from pathlib import Path

        from dftzcli.analysis.faults import Fault
        from dftzcli.model.thesaurus import problems
        from dftzcli.search.finding.thesaurus import read_thesaurus

        path = Path(self._thesaurus_file())
        remedy = f"correct {path.name}"
        try:
            found = list(problems(read_thesaurus(path)))
        except StoreCorrupt as error:
            found = [("thesaurus", error.message)]
        return tuple(
            Fault(check="thesaurus", record=concept, field="", value="", problem=problem, remedy=remedy)
            for concept, problem in found
        )

    @property
    def _state(self) -> State:
        if self._opened is None:
            assert self._open is not None
            self._opened = self._open()
        return self._opened

    def _found(self) -> tuple[Discrepancy, ...]:
        """Return what the program finds among the stored figures; it is found once, when the cards are made."""
        if self._disagreements is None:
            from dftzcli.analysis.disagreement import disagreements

            kinds: tuple[Kind, ...] = ("figure", "discrepancy", *_NAMED_BY_FIGURES)
            self._disagreements = disagreements(record for kind in kinds for record in self._state.records(kind))
        return self._disagreements

    def _read(self, kind: Kind) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
        from dftzcli.analysis.faults import Fault
        from dftzcli.errors import InvalidRecord

        try:
            return self._state.records(kind), ()
        except (StoreCorrupt, InvalidRecord) as error:
            cause = error if isinstance(error, InvalidRecord) else error.__cause__
            record, field, value = (
                (cause.record, cause.field, cause.value) if isinstance(cause, InvalidRecord) else (kind, "", "")
            )
            remedy = "correct it; the other checks run once every record can be read"
            fault = Fault(
                check="schema", record=record or kind, field=field, value=value, problem=error.message, remedy=remedy
            )
            return (), (fault,)

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


def dataset_of(status: Status) -> Dataset:
    """Return the dataset a status speaks of, with empty texts for what an unreadable store does not say."""
    return Dataset(version=status.version or "", hash="", as_of=status.as_of or "")
