"""What a command hands to a format: items, the fields they have, and what was asked of which dataset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dftzcli.errors import UsageError
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.model.vocabulary import Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue, Dataset
    from dftzcli.render.page import Page
    from dftzcli.search.cards import Cards, Deck

Item = dict[str, Any]


class Result(NamedTuple):
    """The answer of one command.

    `items` have the keys of `specs` in that order; `texts`, where given, are their JSON, and `ids` their ids where
    `specs` leave them out. `page` is what a person reads where the columns of `items` would not do; without it a table
    of `columns` is drawn. `query` is the question as data with its sentence under `text`, and `extra` stands beside
    `items` in the JSON envelope.

    `kind` is that of the items where all are whole records of one. `tables` are several results, each of one kind, that
    go together: `items` are then theirs in turn. `cards` are where the documents and disagreements that the items name
    are looked up.
    """

    specs: tuple[FieldSpec, ...]
    columns: tuple[FieldSpec, ...]
    items: Sequence[Item]
    total: int
    query: dict[str, Any]
    dataset: Dataset
    texts: Iterable[str] | None = None
    ids: Iterable[str] | None = None
    page: Page | None = None
    extra: dict[str, Any] | None = None
    kind: Kind | None = None
    tables: tuple[Result, ...] = ()
    cards: Cards | None = None

    @property
    def truncated(self) -> bool:
        """Whether there is more than is shown."""
        return len(self.items) < self.total


def listing(
    catalogue: Catalogue,
    cards: Deck,
    *,
    kind: Kind | None,
    total: int,
    query: dict[str, Any],
    wanted: tuple[str, ...] = (),
) -> Result:
    """Make a result of cards: the fields of their kind, or those asked for."""
    known = fields(kind)
    specs, columns = chosen(known, wanted)
    whole = kind is not None and specs is known
    items: Sequence[Item] = cards if whole else [{spec.key: card.get(spec.key) for spec in specs} for card in cards]
    return Result(
        specs=specs,
        columns=columns,
        items=items,
        total=total,
        query=query,
        dataset=catalogue.dataset,
        texts=cards.texts() if whole else None,
        ids=None if whole else tuple(card["id"] for card in cards),
        kind=kind if whole else None,
        cards=catalogue.cards,
    )


def chosen(
    known: tuple[FieldSpec, ...], wanted: tuple[str, ...]
) -> tuple[tuple[FieldSpec, ...], tuple[FieldSpec, ...]]:
    """Return the fields of the items and the columns of a table: those asked for, or all and the usual columns.

    Raises UsageError naming the nearest field when one is not known.
    """
    if not wanted:
        return known, tuple(spec for spec in known if spec.in_table)
    by_key = {spec.key: spec for spec in known}
    for key in wanted:
        if key not in by_key:
            import difflib

            close = difflib.get_close_matches(key, list(by_key), n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(close)}? " if close else ""
            raise UsageError(f"no field is called {key!r}", fix=f"{hint}The fields are: {', '.join(by_key)}")
    picked = tuple(by_key[key] for key in dict.fromkeys(wanted))
    return picked, picked


def columns_of(keys: Iterable[str], shown: Iterable[str] | None = None) -> tuple[FieldSpec, ...]:
    """Return fields for items that are no records (faults, numerals, a status), with `shown` as the table's columns."""
    named = tuple(keys)
    in_table = set(named if shown is None else shown)
    return tuple(
        FieldSpec(key, key.replace("_", " ").capitalize(), "text", "", _no_record, key in in_table, None)
        for key in named
    )


def _no_record(record: object, around: object) -> Any:
    raise TypeError("this field is not read from a record")
