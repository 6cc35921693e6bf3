"""Records of several kinds as one result, and any result as a file: what CLI, application and Python have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from dftzcli.model.fields import COMMON
from dftzcli.model.vocabulary import KINDS
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
    force: bool = False,
    **filters: Any,
) -> int:
    """Write records to a file whose ending chooses the format, and return how many; all kinds unless some are named.

    Filters are those of `Catalogue.list`, `words` those of a search that must find the records. UsageError where the
    file is there and not to be replaced by `force`, cannot be written, or has an ending that means no format.

    >>> export(open_catalogue(), "japan.xlsx", ("project", "policy"), country="JP")  # doctest: +SKIP
    """
    target = Path(path)
    found = format_of(None, str(target))
    sink.check_target(target, force=force)
    named = (kind,) if isinstance(kind, str) else tuple(kind)
    query = query_of(kinds=tuple(map(parse_kind, named)), **filters)
    result = records_of(catalogue, query, words=words)
    write_file(result, found, target, force=force)
    return len(result.items)


def write_file(
    result: Result, found: Format, target: Path, *, force: bool, bom: bool = False, excel_safe: bool = False
) -> None:
    """Write a result to a file, whole or not at all, with all that a file says of itself."""
    style = Style(filed=True, bom=bom, excel_safe=excel_safe)
    sink.to_file(found.write(result, style), target, force=force)


def records_of(catalogue: Catalogue, query: Query, *, words: str = "") -> Result:
    """Return whole records as a result, a table a kind; of kinds that are not named, those of which something fits.

    Nothing is held: cards are read while they are written. UsageError or NotFound for filters nobody can mean.
    """
    found = _found(catalogue, query, words)
    asked = question_of(query) | {"text": sentence(query, words), "search": words or None}
    parts: list[Result] = []
    for kind in query.kinds or KINDS:
        cards = _kept(catalogue.stream(query, kind=kind).cards, found)
        if len(cards) or query.kinds:
            parts.append(listing(catalogue, cards, kind=kind, total=len(cards), query=asked))
    if len(parts) == 1:
        return parts[0]
    items = _Joined([part.items for part in parts])
    return Result(
        specs=COMMON,
        columns=tuple(spec for spec in COMMON if spec.in_table),
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


def _kept(cards: Deck, found: frozenset[str] | None) -> Deck:
    if found is None:
        return cards
    return cards.chosen(place for place, card in enumerate(cards) if card["id"] in found)


__all__ = ["export", "records_of", "sentence", "write_file"]
