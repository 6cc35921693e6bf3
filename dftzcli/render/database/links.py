"""What records name: which table a link may point to, and the ids and documents that stand in their parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.fields import fields
from dftzcli.model.references import REFERENCES
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.render.provenance import named_by, parts_of

if TYPE_CHECKING:
    from dftzcli.render.result import Item, Result

_TARGETS: Final[dict[str, tuple[Kind, ...]]] = {
    "source": ("source",), "sources": ("source",), "discrepancies": ("discrepancy",),
}  # fmt: skip
# Keys of a part that name a record; all the others are text.
NAMING: Final = {"source": "sources", "incentive": "records", "place": "records", "record": "records"}


class Tables:
    """The items of a result by kind, the cited documents among them, and which table a link may point to."""

    def __init__(self, result: Result) -> None:
        """Take the items of a result."""
        self.items: dict[Kind, list[Item]] = {
            part.kind: list(part.items) for part in parts_of(result) if part.kind is not None
        }
        self.asked = frozenset(self.items)
        self.cards = result.cards
        # Whatever is cited, and whatever disputes a record, is there to be looked up, asked for or not.
        self.items.setdefault("discrepancy", list(named_by(result).discrepancies))
        cited = {source for kind, items in self.items.items() for item in items for source in _cited(kind, item)}
        known = result.cards.of_kind("source") if result.cards is not None else ()
        self.items.setdefault("source", [])
        asked = {item["id"] for item in self.items["source"]}
        self.items["source"] += [card for card in known if card["id"] in cited - asked]
        self.whole = {kind: {item["id"] for item in items} for kind, items in self.items.items()}

    def target(self, kind: Kind, field: str) -> str:
        """Return the table that a link of a kind points to: that of its kind where it holds all that are named."""
        kinds = _TARGETS.get(field) or REFERENCES[kind].get(field, KINDS)
        if len(kinds) == 1 and kinds[0] in self.items:
            named = {target for item in self.items[kind] for target in listed(item.get(field))}
            if named <= self.whole[kinds[0]]:
                return PLURALS[kinds[0]]
        return "records"


def _cited(kind: Kind, item: Item) -> Iterator[str]:
    """Yield every document that a record or a part of it rests on."""
    yield from item["sources"]
    for spec in fields(kind):
        for part in listed(item[spec.key]) if spec.type == "objects" else ():
            if part.get("source"):
                yield part["source"]


def named_in(kind: Kind, item: Item) -> Iterator[str]:
    """Yield every id that the tables of a record point to."""
    for field in (*REFERENCES[kind], "related", "discrepancies"):
        yield from listed(item.get(field))
    for spec in fields(kind):
        for part in listed(item.get(spec.key)) if spec.type == "objects" else ():
            yield from (part[key] for key in NAMING if part.get(key))


def listed(value: Any) -> tuple[Any, ...]:
    """Return the entries of a list, one value alone, or nothing."""
    return () if value is None else tuple(value) if isinstance(value, list) else (value,)
