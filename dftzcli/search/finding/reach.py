"""What each record is linked with, role by role, so that a filter is one lookup in the index.

The rules are those of `dftzcli.search.selection`, which tests a card against some ids; here they are turned round, from
a card to every id whose test it passes. A test of the shipped catalogue holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.search.cards import Card, Cards
from dftzcli.search.selection import BRIDGES, SUPPORTING, targets

# For each role of a filter: the kinds that its ids are of. `country` is any partner or place of a country.
ROLES: Final[dict[str, tuple[Kind, ...]]] = {
    "industry": ("industry",),
    "partner": ("partner",),
    "agency": ("agency",),
    "place": ("place",),
    "country": ("partner", "place"),
}
_WITHIN: Final = frozenset(("gap", "discrepancy"))


class Reach:
    """The links of all cards, read once."""

    def __init__(self, cards: Cards) -> None:
        """Read which record names which."""
        self._kinds: dict[str, Kind] = {identity: name.kind for identity, name in cards.names()}
        self._named: dict[str, frozenset[str]] = {}
        self._namers: dict[str, set[str]] = {}
        self._above: dict[str, str] = {}
        bridges: dict[str, set[str]] = {}
        for kind in KINDS:
            for card in cards.of_kind(kind):
                identity = card["id"]
                named = targets(card)
                self._named[identity] = named
                for target in named:
                    self._namers.setdefault(target, set()).add(identity)
                    if kind in BRIDGES:
                        bridges.setdefault(target, set()).update(named)
                if kind == "place" and card["parent"]:
                    self._above[identity] = card["parent"]
        self._met = bridges

    def of(self, card: Card) -> Mapping[str, frozenset[str]]:
        """Return, for each role, the ids that a card passes the test for."""
        identity, kind = card["id"], card["kind"]
        near = set(self._named[identity]) | self._namers.get(identity, set())
        if kind == "incentive":
            near.update(card["legal_basis"], *(self._named.get(policy, ()) for policy in card["legal_basis"]))
        if kind in _WITHIN:
            near.update(card["records"], *(self._named.get(record, ()) for record in card["records"]))
        met = self._met.get(identity, set()) if kind in SUPPORTING else set()
        found: dict[str, frozenset[str]] = {}
        for role, kinds in ROLES.items():
            if kind in kinds:
                own = {identity, card.get("parent")}
            else:
                own = {other for other in (*near, *met) if self._kinds.get(other) in kinds}
            if role == "place":
                own = {card["place"]} if kind == "figure" else self._with_above(own)
            found[role] = frozenset(other for other in own if other)
        return found

    def _with_above(self, places: Iterable[str | None]) -> set[str | None]:
        """Add every place that some places lie in: what lies in the zone lies in the city."""
        found = set(places)
        for place in tuple(found):
            above = self._above.get(place or "")
            while above is not None and above not in found:
                found.add(above)
                above = self._above.get(above)
        return found
