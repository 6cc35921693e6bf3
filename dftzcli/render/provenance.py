"""What every file says of itself: which data, as of which day, under which licence, and in answer to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.cells import STAMPS
from dftzcli.model.vocabulary import PLURALS
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Dataset
    from dftzcli.render.result import Item, Result

# How much of the hash stands in every row: enough to tell two datasets apart.
_SHORT: Final = 12


def question(result: Result) -> str:
    """Return the question in words: what was searched or listed, how it was narrowed, as of when, and how much is here.

    Statuses and ages are those of the day that was asked for.
    """
    query = result.query
    text = str(query.get("text") or "")
    filters = ", ".join(query.get("filters") or ())
    if filters:
        text = f"{text} with {filters}" if text.strip() else f"records with {filters}"
    parts = [text.strip() or "dftz"]
    if query.get("exact"):
        parts.append("words taken as they are typed")
    if query.get("unit"):
        parts.append(f"in {query['unit']}")
    if query.get("derive"):
        parts.append(f"with {', '.join(query['derive'])} computed")
    if query.get("weights"):
        parts.append(f"weighted by {', '.join(f'{key} {weight}' for key, weight in query['weights'].items())}")
    day = query.get("as_of")
    if day and str(day) not in text:
        parts.append(f"as of {day}")
    if result.truncated:
        parts.append(f"the first {len(result.items)} of {result.total}")
    return ", ".join(parts)


def dataset_line(dataset: Dataset) -> str:
    """Return version, hash and day in one line."""
    return f"{dataset.version}, sha256 {dataset.hash}, as of {dataset.as_of}"


def stamps(result: Result) -> dict[str, str]:
    """Return what stands in every row of a file that is nothing but rows; a field of the same name goes before it."""
    dataset = result.dataset
    said = (
        f"{dataset.version}, sha256 {dataset.hash[:_SHORT]}, as of {dataset.as_of}",
        f"{dataset.licence}. {dataset.notice}",
        question(result),
    )
    taken = {spec.key for part in (result, *result.tables) for spec in part.specs}
    return {key: text for key, text in zip(STAMPS, said, strict=True) if key not in taken}


def facts(result: Result) -> tuple[tuple[str, str], ...]:
    """Return what a file says of itself once, label and text."""
    dataset = result.dataset
    shown = str(len(result.items)) + (f" of {result.total}" if result.truncated else "")
    return (
        ("Question", question(result)),
        ("Items", shown),
        ("Dataset", dataset_line(dataset)),
        ("Licence", dataset.licence),
        ("Notice", dataset.notice),
    )


def parts_of(result: Result) -> tuple[Result, ...]:
    """Return the tables that a result consists of: several, or itself."""
    return result.tables or (result,)


def title_of(result: Result) -> str:
    """Return what a table is called: the plural of its kind, or `records`."""
    if result.kind is not None:
        return PLURALS[result.kind]
    kinds = {str(item.get("kind") or "record") for item in result.items}
    (kind,) = kinds if len(kinds) == 1 else ("record",)
    # What is no record has a kind of its own: cell, series, hit.
    return dict(PLURALS).get(kind, kind if kind.endswith("s") else f"{kind}s")  # type: ignore[call-overload, no-any-return]


class Named(NamedTuple):
    """The cards that the items of a result name: the documents cited, and the disagreements that name them."""

    sources: tuple[Item, ...]
    discrepancies: tuple[Item, ...]


def named_by(result: Result) -> Named:
    """Return the cited documents and the disagreements of a result, in the order of the catalogue."""
    if result.cards is None:
        return Named((), ())
    cited: set[str] = set()
    disputed: set[str] = set()
    for part in parts_of(result):
        for item in part.items:
            cited.update(_cited(item))
            disputed.update(item.get("discrepancies") or ())
            if item.get("kind") == "discrepancy":
                disputed.add(str(item.get("id")))
    # What is not on the items is on their cards.
    for identity in _bare(result):
        card = result.cards.peek(identity) or {}
        cited.update(_cited(card))
        disputed.update(card.get("discrepancies") or ())
    cards = result.cards
    return Named(
        tuple(card for card in cards.of_kind("source") if card["id"] in cited),
        tuple(card for card in cards.of_kind("discrepancy") if card["id"] in disputed),
    )


def _cited(item: dict[str, Any]) -> Iterable[str]:
    source = item.get("source")
    return (*(item.get("sources") or ()), *((str(source),) if source else ()))


def _bare(result: Result) -> Iterator[str]:
    """Yield the ids of items that say less than their records: what they cite is looked up."""
    for part in parts_of(result):
        keys = {spec.key for spec in part.specs}
        if not {"sources", "discrepancies"} <= keys:
            ids = part.ids if part.ids is not None else (item.get("id") for item in part.items)
            yield from (str(identity) for identity in ids if identity)
