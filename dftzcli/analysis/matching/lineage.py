"""What a place lies in and what an industry belongs to: wholly, or in part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

Item = Mapping[str, Any]

# The records that stand for a whole grouping of industries.
_HEADS: Final = {
    "traditional-industries": "traditional",
    "high-end-manufacturing": "high_end_manufacturing",
    "strategic-emerging-industries": "strategic_emerging",
    "modern-services": "modern_service",
}
# The divisions of each section of ISIC Rev.4, first and last.
_SECTIONS: Final[dict[str, tuple[int, int]]] = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
    "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip


class Lineage:
    """The kinship of places and industries, from their cards.

    An industry belongs to its parent, to the record of its grouping, and to an industry whose ISIC codes cover all of
    its own; to one that covers some of them it belongs in part. A place belongs in part to what it overlaps.
    """

    def __init__(self, places: Iterable[Item] = (), industries: Iterable[Item] = ()) -> None:
        """Take the cards of places and industries."""
        self._parents: dict[str, tuple[str, ...]] = {}
        self._partly: dict[str, set[str]] = {}
        for place in places:
            self._parents[place["id"]] = (*filter(None, (place["parent"],)), *place["also_in"])
            for other in place["overlaps"]:
                self._partly.setdefault(place["id"], set()).add(other)
                self._partly.setdefault(other, set()).add(place["id"])
        self._relate(tuple(industries))

    def above(self, identity: str) -> tuple[str, ...]:
        """Return what a place or industry wholly lies in or belongs to, the nearest first."""
        found: list[str] = []
        wanted = list(self._parents.get(identity, ()))
        while wanted:
            parent = wanted.pop(0)
            if parent not in found and parent != identity:
                found.append(parent)
                wanted += self._parents.get(parent, ())
        return tuple(found)

    def is_within(self, identity: str, other: str) -> bool:
        """Tell whether one is the other or wholly in it."""
        return identity == other or other in self.above(identity)

    def is_partly(self, identity: str, other: str) -> bool:
        """Tell whether one may be in the other: it is wider, or they share a part."""
        ours, theirs = ({each, *self.above(each)} for each in (identity, other))
        shared = any(part in theirs for each in ours for part in self._partly.get(each, ()))
        return identity in theirs or shared

    def _relate(self, industries: tuple[Item, ...]) -> None:
        places = {each["id"]: place for place, each in enumerate(industries)}
        covering = _covering(industries)
        alike: dict[frozenset[str], set[str]] = {}
        for each in industries:
            alike.setdefault(frozenset(each["isic"]), set()).add(each["id"])
        heads: dict[str, list[str]] = {}
        for each in industries:
            if each["id"] in _HEADS:
                heads.setdefault(_HEADS[each["id"]], []).append(each["id"])
        for one in industries:
            identity = one["id"]
            # A record of a whole grouping belongs nowhere by its codes, and nothing to it; nor is of two with the same
            # codes one wider than the other by them.
            held = [covering[code] for code in one["isic"]] if identity not in _HEADS else []
            others = alike[frozenset(one["isic"])].union(_HEADS)
            wholly = frozenset.intersection(*held) - others if held else frozenset[str]()
            partly = frozenset().union(*held) - others - wholly
            wider = [*wholly, *(head for head in heads.get(one["grouping"], ()) if head != identity)]
            parents = [one["parent"]] if one["parent"] else []
            self._parents[identity] = tuple(dict.fromkeys((*parents, *sorted(wider, key=places.__getitem__))))
            if partly:
                self._partly.setdefault(identity, set()).update(partly)


def _covering(industries: Iterable[Item]) -> dict[str, frozenset[str]]:
    """Return for each ISIC code of some industries those whose codes cover it."""
    every = tuple(industries)
    codes = {code for each in every for code in each["isic"]}
    found = {}
    for code in codes:
        covers = _covers(code)
        found[code] = frozenset(each["id"] for each in every if not covers.isdisjoint(each["isic"]))
    return found


def _covers(code: str) -> set[str]:
    """Return an ISIC code and those that contain it: its beginnings, and its section."""
    found = {code[:length] for length in range(1, len(code) + 1)}
    if code[:2].isdigit():
        found.update(section for section, (first, last) in _SECTIONS.items() if first <= int(code[:2]) <= last)
    return found
