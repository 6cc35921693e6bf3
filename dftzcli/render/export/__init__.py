"""Records of several kinds as one result, and any result as a file: what CLI, application and Python have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from dftzcli.errors import UsageError
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.render import sink
from dftzcli.render.asked import question_of
from dftzcli.render.registry import Format, Style, format_of
from dftzcli.render.result import Item, Result, listing
from dftzcli.search.query import Query, parse_kind, query_of

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.search.cards import Deck


class _Joined(Sequence[Item]):
    """The items of several tables in turn, none of them held."""

    def __init__(self, parts: Sequence[Sequence[Item]]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(self._parts)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return list(self)[index]


def export(
    catalogue: Catalogue,
    path: str | os.PathLike[str],
    kind: str | Iterable[str] = (),
    *,
    words: str = "",
    bundle: bool = False,
    force: bool = False,
    **filters: Any,
) -> int:
    """Write records to a file whose ending chooses the format, and return how many; all kinds unless some are named.

    Filters are those of `Catalogue.list`, `words` those of a search that must find the records. A `bundle` is a data
    package instead: a folder, or a file that ends in `.zip`. UsageError where the file is there and not to be replaced
    by `force`, cannot be written, has an ending that means no format, or cannot hold several kinds.

    >>> export(open_catalogue(), "japan.xlsx", ("project", "policy"), country="JP")  # doctest: +SKIP
    """
    target = Path(path)
    kinds = tuple(parse_kind(text) for text in ((kind,) if isinstance(kind, str) else kind))
    asked: dict[str, Any] = {
        name: value if isinstance(value, str | int) else _several(value) for name, value in filters.items()
    }
    query = query_of(kinds=kinds, **asked)
    if bundle:
        from dftzcli.render.export.package import check_package, write_package

        check_package(target, force=force)
        result = records_of(catalogue, query, words=words)
        write_package(catalogue, result, target, command=_line(catalogue, target, kinds, words, asked), force=force)
        return len(result.items)
    found = format_of(None, str(target))
    check_kinds(found, kinds)
    sink.check_target(target, force=force)
    result = records_of(catalogue, query, words=words)
    write_file(result, found, target, force=force)
    return len(result.items)


def check_kinds(found: Format, kinds: Sequence[Kind]) -> None:
    """Refuse a format of one table for records of several kinds, before any work is done."""
    if found.is_one_table and len(kinds) != 1:
        raise UsageError(
            f"{found.name} holds one kind, and this is {len(kinds) or 'all'}",
            fix="name one kind, or use --bundle, xlsx, sqlite, json or jsonl",
        )


def _several(value: Iterable[Any] | None) -> tuple[Any, ...] | None:
    return None if value is None else tuple(value)


def _line(catalogue: Catalogue, target: Path, kinds: Sequence[Kind], words: str, filters: Mapping[str, Any]) -> str:
    """Return the line of Python that makes the same package; of where it was written only the name."""
    at = f".at({catalogue.as_of!r})" if catalogue.as_of != catalogue.dataset.as_of else ""
    said = {**filters, **({"words": words} if words else {})}
    rest = "".join(f", {name}={value!r}" for name, value in said.items())
    return f"dftzcli.export(dftzcli.open_catalogue(){at}, {target.name!r}, {tuple(kinds)!r}{rest}, bundle=True)"


def write_file(
    result: Result, found: Format, target: Path, *, force: bool, bom: bool = False, excel_safe: bool = False
) -> None:
    """Write a result to a file, whole or not at all, with all that a file says of itself."""
    style = Style(filed=True, bom=bom, excel_safe=excel_safe)
    sink.to_file(found.write(result, style), target, force=force)


def records_of(catalogue: Catalogue, query: Query, *, words: str = "") -> Result:
    """Return whole records as a result, a table a kind; of kinds that are not named, those of which something fits.

    Nothing is held: cards are read while they are written, unless they are put in order or the last of each series is
    wanted. UsageError or NotFound for filters nobody can mean.
    """
    found = _found(catalogue, query, words)
    asked = question_of(query) | {"text": sentence(query, words), "search": words or None}
    if catalogue.as_of != catalogue.dataset.as_of:
        asked |= {"as_of": catalogue.as_of}
    parts: list[Result] = []
    for kind in query.kinds or KINDS:
        cards = _kept(_read(catalogue, query, kind), found)
        if len(cards) or query.kinds:
            shown = cards if query.limit is None else cards[: query.limit]
            parts.append(listing(catalogue, shown, kind=kind, total=len(cards), query=asked))
    if len(parts) == 1:
        return parts[0]
    items = _Joined([part.items for part in parts])
    return Result(
        specs=fields(None),
        columns=tuple(spec for spec in fields(None) if spec.in_table),
        items=items,
        total=len(items),
        query=asked,
        dataset=catalogue.dataset,
        tables=tuple(parts),
        cards=catalogue.cards,
    )


def sentence(query: Query, words: str) -> str:
    """Return a question in words, with those that are searched for."""
    return query.describe() + (f", found by a search for {words}" if words else "")


def _found(catalogue: Catalogue, query: Query, words: str) -> frozenset[str] | None:
    """Return the ids that a search finds, or None where nothing is searched for."""
    if not words.strip():
        return None
    return frozenset(hit.id for hit in catalogue.search(words, kind=query.kinds, limit=None).hits)


def _read(catalogue: Catalogue, query: Query, kind: Kind) -> Deck:
    """Return the cards of a kind that fit, all of them; those that depend on each other are held."""
    if query.sorting is None and query.limit is None and not query.latest:
        return catalogue.stream(query, kind=kind).cards
    if len(query.kinds) != 1:
        raise UsageError("an order, a limit and the latest are of one kind", fix="name one kind, or leave them out")
    return catalogue.select(query._replace(limit=None)).cards


def _kept(cards: Deck, found: frozenset[str] | None) -> Deck:
    if found is None:
        return cards
    return cards.chosen(place for place, card in enumerate(cards) if card["id"] in found)


__all__ = ["check_kinds", "export", "records_of", "sentence", "write_file"]
