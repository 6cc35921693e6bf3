"""Filters as they are typed: conditions on fields, and what a record is linked with by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from dftzcli.search.query import parse_condition

# Filters that are no fields: what a record is linked with, and when it is of.
_LINKS: Final = ("industry", "partner", "country", "place", "agency", "source", "status", "year")


@dataclass(frozen=True)
class Filters:
    """Conditions on fields, and links by name, as they were typed."""

    where: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def added(self, text: str, fields_: frozenset[str]) -> Filters:
        """Return these and one more; what is a field of the records is a condition. UsageError when it is neither."""
        condition = parse_condition(text)
        name = condition.field
        if name in fields_ or name not in _LINKS or condition.comparison != "=":
            return replace(self, where=(*self.where, text))
        kept = tuple(pair for pair in self.links if name != "year" or pair[0] != name)
        return replace(self, links=(*kept, (name, condition.value)))

    def flags(self) -> Iterator[str]:
        """Yield the options of the command line that say the same."""
        for name, value in self.links:
            yield from (f"--{name}", value)
        for text in self.where:
            yield from ("--where", text)

    def keywords(self) -> dict[str, Any]:
        """Return the keywords that the catalogue takes for the same."""
        found: dict[str, Any] = {"where": self.where} if self.where else {}
        for name, value in self.links:
            found[name] = value if name == "year" else (*found.get(name, ()), value)
        return found
