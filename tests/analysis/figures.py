"""Made-up figures as plain items, as observations, and as the cards of a catalogue that has nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from dftzcli.analysis.observations import Observation, observe
from dftzcli.model.units import unit
from dftzcli.search.cards import Cards, Name

Item = dict[str, Any]


def figure(id_: str, value: str | int | Decimal | None = None, **fields: Any) -> Item:
    """A figure of the exports of Dalian in 2023, in units of 10,000 USD, unless told otherwise."""
    code = unit(fields.get("unit", "10,000 USD"))
    bounds = {bound: Decimal(fields.pop(bound)) if bound in fields else None for bound in ("value_min", "value_max")}
    item: Item = {
        "id": id_,
        "kind": "figure",
        "indicator": "exports",
        "place": "dalian",
        "scope": "city",
        "subject": None,
        "period": "2023",
        "period_basis": "stated",
        "value": None if value is None else Decimal(value),
        **bounds,
        "unit": code.code,
        "unit_base": code.base,
        "multiplier": int(code.multiplier),
        "qualifier": "exact",
        "reading": "as_printed",
        "as_stated": None if value is None else str(value),
        "source": "paper",
        "change": None,
        "identities": [],
        "industries": [],
        "dispute": None,
    }
    return item | fields


def seen(id_: str, value: str | int | Decimal | None = None, **fields: Any) -> Observation:
    """The same as an observation."""
    return observe(figure(id_, value, **fields))


def gap(id_: str, **fields: Any) -> Item:
    """A gap in the exports of Dalian in 2023 unless told otherwise."""
    return {"id": id_, "kind": "gap", "indicator": "exports", "place": "dalian", "period": "2023"} | fields


class _Cards:
    """What a comparison asks of cards, over items in memory; whatever a figure names is a record of its kind."""

    def __init__(self, items: Iterable[Item], named: Mapping[str, Item]) -> None:
        self._items = tuple(items)
        self._named = dict(named)

    def of_kind(self, kind: str) -> Sequence[Item]:
        return [item for item in (*self._named.values(), *self._items) if item["kind"] == kind]

    def peek(self, identity: str) -> Item | None:
        return next((item for item in (*self._named.values(), *self._items) if item["id"] == identity), None)

    def name(self, identity: str) -> Name | None:
        item = self.peek(identity)
        return None if item is None else Name(item["kind"], item.get("name", identity.capitalize()), ())


def cards_of(*items: Item, **directions: str) -> Cards:
    """Return the cards of figures, gaps and discrepancies, and of the places, firms and the like that these name.

    `directions` are those of indicators, which are `up` unless told otherwise.
    """
    named: dict[str, Item] = {}
    for item in (each for each in items if each["kind"] == "figure"):
        indicator = item["indicator"]
        named[indicator] = {
            "id": indicator,
            "kind": "indicator",
            "direction": directions.get(indicator.replace("-", "_"), "up"),
        }
        named[item["place"]] = {"id": item["place"], "kind": "place"}
        if item["subject"]:
            named[item["subject"]] = {"id": item["subject"], "kind": "partner"}
        named |= {industry: {"id": industry, "kind": "industry"} for industry in item["industries"]}
    return cast(Cards, _Cards(items, named))
