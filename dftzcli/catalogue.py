"""The face of the core: `open_catalogue()` gives a `Catalogue`, and everything the tool knows is asked of that.

Nothing here knows of a terminal. The command line, the TUI and a script of yours ask the same questions and get the
same typed, frozen records.
"""

import os
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from msgspec import Struct

from dftzcli import paths as resolution
from dftzcli.errors import InvalidRecord, NotFound, StoreCorrupt, UsageError
from dftzcli.model import periods
from dftzcli.model.fields import Value, fields
from dftzcli.model.records import AnyRecord, Discrepancy, Figure, Gap, Place, Record, Source
from dftzcli.model.references import REFERENCES
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.search.query import Query
from dftzcli.store.installation import open_snapshot

if TYPE_CHECKING:
    from dftzcli.analysis.arithmetic import Outcome
    from dftzcli.analysis.coverage import Coverage
    from dftzcli.analysis.faults import Fault
    from dftzcli.store.folder import State
    from dftzcli.store.status import Status

NOT_ADVICE: Final = "Not investment, legal or tax advice: check each statement with its source."
LICENCE: Final = "CC-BY-4.0"
# A figure older than this at the dataset's date says its age.
STALE_AFTER_YEARS: Final = 3


class Dataset(Struct, frozen=True, kw_only=True):
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


class Found(Struct, frozen=True):
    """The record a text was taken for; `guessed` when the text is neither its id nor one of its names."""

    record: Record
    guessed: bool


class Selection(Struct, frozen=True):
    """The answer to a query: the records within its limit, and how many there are in all."""

    query: Query
    records: tuple[Record, ...]
    total: int


class Overview(Struct, frozen=True, kw_only=True):
    """What an investor sees first.

    `statuses` counts policies, incentives and projects by status; `stale` are the figures whose period ended more than
    three years before the dataset's date.
    """

    zone: Record
    headline: tuple[Figure, ...]
    counts: dict[str, int]
    statuses: dict[str, dict[str, int]]
    discrepancies: tuple[Discrepancy, ...]
    gaps: tuple[Gap, ...]
    stale: tuple[Figure, ...]
    sources: tuple[Source, ...]


class Catalogue:
    """The records of one store, read once; it never changes while it is open."""

    def __init__(self, state: "State", *, notice: str | None = None) -> None:
        self._state = state
        self._by_id: dict[str, Record] | None = None
        self._disputes: dict[str, tuple[Discrepancy, ...]] | None = None
        self._referring: dict[Kind, dict[tuple[str, str], list[str]]] = {}
        self.notice = notice
        self.dataset = Dataset(version=state.meta.dataset_version, hash=state.meta.dataset_hash, as_of=state.meta.as_of)

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in stored order."""
        return self._state.records(kind)

    def records(self) -> tuple[Record, ...]:
        """Return every record, kind by kind."""
        return tuple(record for kind in KINDS for record in self.of_kind(kind))

    def readable(self) -> tuple[Record, ...]:
        """Return every record of the kinds that can be read: what a check of a damaged catalogue goes by."""
        return tuple(record for kind in KINDS for record in self._read(kind)[0])

    def peek(self, identity: str) -> Record | None:
        """Return the record of an id, or None."""
        if self._by_id is None:
            self._by_id = {record.id: record for record in self.records()}
        return self._by_id.get(identity)

    def get(self, identity: str) -> AnyRecord:
        """Return the record of an id; NotFound with the nearest ids when there is none."""
        record = self.peek(identity)
        if record is None:
            nearest = self._names().nearest(identity)
            raise NotFound(f"no record has the id {identity!r}", fix=_did_you_mean(nearest), nearest=nearest)
        return record  # type: ignore[return-value]

    def find(self, text: str) -> Found:
        """Return the one record that an id, a name or a few remembered words can mean.

        An incentive and the policy it rests on bear the same words; the policy is meant. NotFound when several records
        remain, or none, with the nearest ids.
        """
        record = self.peek(text)
        if record is not None:
            return Found(record, False)
        index = self._names()
        match = index.match(text)
        ids = self._without_repeats(match.ids)
        if len(ids) == 1:
            return Found(self.get(ids[0]), not match.exact)
        if ids:
            raise NotFound(
                f"{text!r} may be any of {len(ids)} records", fix=f"name one: {', '.join(ids[:12])}", nearest=ids
            )
        nearest = index.nearest(text)
        raise NotFound(f"no record answers to {text!r}", fix=_did_you_mean(nearest), nearest=nearest)

    def select(self, query: Query) -> Selection:
        """Answer a query; UsageError or NotFound when a field, value or name in it cannot be meant."""
        from dftzcli.search.selection import select

        found = select(query, self)
        shown = found if query.limit is None else found[: query.limit]
        return Selection(query, shown, len(found))

    def list(self, kind: Kind | None = None, **filters: Any) -> tuple[Record, ...]:
        """Return the records of a kind, or of all, that fit keyword filters.

        Keywords are those of the command line: `industry`, `partner`, `country`, `place`, `agency`, `source` (an id,
        name, Chinese name or ISO code, or several), `status`, `year`, `where` ("field=value", or several) and `sort`.

        >>> open_catalogue().list("project", country="JP", status="operating")  # doctest: +SKIP
        """
        return self.select(query_of(kinds=(kind,) if kind else (), **filters)).records

    def figures(self, **filters: Any) -> tuple[Figure, ...]:
        """Return figures, the headline ones first; keywords as for `list`."""
        found = [record for record in self.list("figure", **filters) if isinstance(record, Figure)]
        return tuple(found if "sort" in filters else sorted(found, key=figure_order))

    def discrepancies(self, type: str | None = None) -> tuple[Discrepancy, ...]:
        """Return the disagreements on record, or those of one type."""
        where = (f"type={type}",) if type else ()
        return tuple(record for record in self.list("discrepancy", where=where) if isinstance(record, Discrepancy))

    def gaps(self) -> tuple[Gap, ...]:
        """Return what the documents announce without giving it."""
        return tuple(record for record in self.of_kind("gap") if isinstance(record, Gap))

    def sources(self) -> tuple[Source, ...]:
        """Return the documents that everything is cited from."""
        return tuple(record for record in self.of_kind("source") if isinstance(record, Source))

    def disputes(self, identity: str) -> tuple[Discrepancy, ...]:
        """Return the discrepancies that name a record."""
        if self._disputes is None:
            found: dict[str, list[Discrepancy]] = {}
            for record in self.of_kind("discrepancy"):
                if isinstance(record, Discrepancy):
                    for named in record.records:
                        found.setdefault(named, []).append(record)
            self._disputes = {named: tuple(entries) for named, entries in found.items()}
        return self._disputes.get(identity, ())

    def referring(self, identity: str, kind: Kind, field: str) -> tuple[str, ...]:
        """Return the ids of the records of a kind whose field names a record, in stored order."""
        if kind not in self._referring:
            table: dict[tuple[str, str], list[str]] = {}
            for record in self.of_kind(kind):
                for name in (*REFERENCES[kind], "related"):
                    value: Any = getattr(record, name)
                    for target in (value,) if isinstance(value, str) else value or ():
                        table.setdefault((name, target), []).append(record.id)
            self._referring[kind] = table
        return tuple(self._referring[kind].get((field, identity), ()))

    def related(self, identity: str) -> dict[Kind, tuple[str, ...]]:
        """Return what a record is linked with in either direction, by kind; discrepancies are `disputes`."""
        record = self.get(identity)
        found: dict[Kind, dict[str, None]] = {}
        own = [target for name in (*REFERENCES[record.kind], "related") for target in _targets(record, name)]
        for target in own:
            other = self.peek(target)
            if other is not None:
                found.setdefault(other.kind, {})[target] = None
        for kind in KINDS:
            if kind in ("discrepancy", "source"):
                continue
            for name in (*REFERENCES[kind], "related"):
                for target in self.referring(record.id, kind, name):
                    found.setdefault(kind, {})[target] = None
        return {kind: tuple(found[kind]) for kind in KINDS if kind in found}

    def item(self, record: Record) -> dict[str, Value]:
        """Return a record as JSON-ready data with the keys and order of its kind's fields."""
        return {spec.key: spec.read(record, self) for spec in fields(record.kind)}

    def overview(self) -> Overview:
        """Return the first page: the zone, headline figures, counts, what is contradicted and what is stale."""
        zone = self.peek("dftz")
        if not isinstance(zone, Place):
            raise NotFound("the catalogue has no record of the zone (dftz)", fix="run `dftz data reset`")
        figures = self.figures()
        return Overview(
            zone=zone,
            headline=tuple(figure for figure in figures if figure.importance == "headline"),
            counts={PLURALS[kind]: len(self.of_kind(kind)) for kind in KINDS},
            statuses={PLURALS[kind]: self._statuses(kind) for kind in ("policy", "incentive", "project")},
            discrepancies=self.discrepancies(),
            gaps=self.gaps(),
            stale=tuple(figure for figure in figures if age(figure, self.dataset.as_of) > STALE_AFTER_YEARS),
            sources=self.sources(),
        )

    def validate(self) -> "tuple[Fault, ...]":
        """Check schema, references, vocabularies, ids, truth rules and arithmetic; return what fails, with the remedy.

        A kind that cannot be read is one fault of the check `schema`; what can be read is checked all the same.
        """
        from dftzcli.analysis.validation import validate

        unreadable = tuple(fault for kind in KINDS for fault in self._read(kind)[1])
        return (*unreadable, *validate(self.readable()))

    def arithmetic(self) -> "tuple[Outcome, ...]":
        """Recompute every sum, balance, growth rate and share that the figures declare."""
        from dftzcli.analysis.arithmetic import check_identities

        return check_identities(self.records())

    def coverage(self, path: str | Path, *, source: str | None = None, words: bool = False) -> "Coverage":
        """Account for the numerals of a document; see `dftzcli.analysis.coverage`."""
        from dftzcli.analysis.coverage import coverage

        return coverage(Path(path), self.records(), source=source, words=words)

    def _read(self, kind: Kind) -> "tuple[tuple[Record, ...], tuple[Fault, ...]]":
        from dftzcli.analysis.faults import Fault

        try:
            return self.of_kind(kind), ()
        except (StoreCorrupt, InvalidRecord) as error:
            fault = Fault(
                check="schema", record=kind, field="", value="", problem=error.message, remedy=error.fix or "correct it"
            )
            return (), (fault,)

    def _statuses(self, kind: Kind) -> dict[str, int]:
        counts: dict[str, int] = {}
        for record in self.of_kind(kind):
            status: str = getattr(record, "status")  # noqa: B009 - three kinds have one, the base has not
            counts[status] = counts.get(status, 0) + 1
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def _names(self) -> Any:
        from dftzcli.search.names import NameIndex

        return NameIndex(self.records())

    def _without_repeats(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        if len(ids) < 2:
            return ids
        meant = set(ids)
        return tuple(
            identity
            for identity in ids
            if not meant & set(_targets(self.get(identity), "legal_basis") if identity in meant else ())
        )


def open_catalogue(data_dir: str | os.PathLike[str] | None = None) -> Catalogue:
    """Open the catalogue, creating the store from the packaged data at first use.

    `data_dir` overrides `DFTZ_DATA_DIR` and the XDG data directory. Where that cannot be written the packaged data are
    read from memory and `Catalogue.notice` says so. StoreError when a store is there and cannot be used.
    """
    snapshot, notice = open_snapshot(resolution.resolve(data_dir).data)
    return Catalogue(snapshot, notice=notice.text if notice else None)


def catalogue_of_folder(folder: Path) -> "Catalogue":
    """Read a folder of data files as a catalogue, past the store; StoreUnreadable when it has no descriptor."""
    from dftzcli.store.folder import Folder

    return Catalogue(Folder(folder))


def dataset_of(status: "Status") -> Dataset:
    """Return the dataset a status speaks of, with empty texts for what an unreadable store does not say."""
    return Dataset(version=status.version or "", hash="", as_of=status.as_of or "")


def query_of(
    *,
    kinds: tuple[Kind, ...] = (),
    where: str | Iterable[str] = (),
    status: str | Iterable[str] = (),
    year: int | None = None,
    words: str | Iterable[str] = (),
    sort: str | None = None,
    limit: int | None = None,
    **links: str | Iterable[str],
) -> Query:
    """Make a query from filters as they are typed; each takes one text or several. UsageError for what is malformed."""
    from dftzcli.search.query import Link, Role, parse_condition, parse_sorting

    roles: tuple[Role, ...] = get_args(Role)
    for role in links:
        if role not in roles:
            raise UsageError(f"there is no filter {role!r}", fix=f"use one of {', '.join(roles)}, status, year, where")
    return Query(
        kinds=kinds,
        conditions=tuple(parse_condition(text) for text in _several(where)),
        links=tuple(Link(role, text) for role in roles for text in _several(links.get(role, ()))),
        statuses=_several(status),
        year=year,
        words=_several(words),
        sorting=parse_sorting(sort) if sort else None,
        limit=limit,
    )


def figure_order(figure: Figure) -> tuple[int, str, str, str, str]:
    """Order figures by importance, then indicator, place and period: what belongs in one series stands together."""
    rank = {"headline": 0, "supporting": 1, "context": 2}[figure.importance]
    return rank, figure.indicator, figure.place, figure.period, figure.id


def age(figure: Figure, as_of: str) -> Decimal:
    """Return how many years before a date the period of a figure ended, to a tenth; negative when it is yet to end."""
    end = periods.bounds(figure.period)[1]
    months = (int(as_of[:4]) - int(end[:4])) * 12 + int(as_of[5:7]) - int(end[5:7])
    return (Decimal(months) / 12).quantize(Decimal("0.1"))


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _targets(record: Record, name: str) -> tuple[str, ...]:
    value: Any = getattr(record, name, ())
    return (value,) if isinstance(value, str) else tuple(value or ())


def _did_you_mean(nearest: tuple[str, ...]) -> str:
    return f"the nearest: {', '.join(nearest)}" if nearest else "run `dftz list` to see what there is"
