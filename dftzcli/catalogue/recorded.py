"""The records of a catalogue: typed when somebody asks for them so, else as the cards that are printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Self

from dftzcli.catalogue.dataset import Dataset
from dftzcli.errors import StoreCorrupt
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search import cards as card_files
from dftzcli.search.cards import Card, Cards, Links

if TYPE_CHECKING:
    from pathlib import Path

    from dftzcli.analysis.faults import Fault
    from dftzcli.model.records import AnyRecord, Discrepancy, Record
    from dftzcli.search.finding.engine import Engine
    from dftzcli.search.shelf import Shelf
    from dftzcli.store.folder import State

# Kinds whose names stand in what the program says of figures that disagree.
_NAMED_BY_FIGURES: Final[tuple[Kind, ...]] = ("indicator", "place", "partner", "project", "agency")


class Recorded:
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
        self._day: str | None = None
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
        return self._day or self.dataset.as_of

    @property
    def day(self) -> str | None:
        """The day that `at` was given, None for a catalogue as of its own data."""
        return self._day

    def at(self, day: str) -> Self:
        """Return the same catalogue as it stood on a day, month or year (its last day), or `today`: see `DatedCards`.

        What words find is looked up in an index of that day, which is made in memory. Typed records are as stored.
        UsageError for what is no date.
        """
        from copy import copy

        from dftzcli.catalogue.dated import DatedCards
        from dftzcli.model import periods
        from dftzcli.search.query import parse_day

        if day.strip().casefold() == "today":
            # The only place where a clock is asked, and only when somebody says so.
            from datetime import date

            day = date.today().isoformat()
        parse_day(day)
        last = periods.bounds(day.strip())[1]
        dated = copy(self)
        dated._day, dated._engine, dated._shelf = last, None, None
        dated._cards = DatedCards(self.cards, last)
        return dated

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

    def item(self, identity: str) -> Card:
        """Return a record as JSON-ready data with the keys and order of its kind's fields; NotFound as for `get`."""
        card = self.cards.peek(identity)
        if card is None:
            self.get(identity)
            raise AssertionError(identity)
        return card

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
