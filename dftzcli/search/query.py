"""Queries as immutable values that describe themselves.

The same sentence stands in a note of the command line, in the header of an export and in the envelope of a JSON answer.
"""

import re
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import PLURALS, Kind

Comparison = Literal["=", "!=", "<=", ">=", "<", ">", "~"]
COMPARISONS: Final[tuple[Comparison, ...]] = get_args(Comparison)

# What a link filter may name, and the kinds of record that answer to the name.
Role = Literal["industry", "partner", "place", "agency", "source", "country"]

_WORDS: Final[dict[str, str]] = {
    "=": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
    "~": "contains",
}


class Condition(NamedTuple):
    """A condition on one field: `field`, one of `= != < <= > >= ~`, and the value as typed.

    `=` on a field with several values asks whether any of them is equal; `!=` whether none is. Text is compared without
    regard to case; `~` asks whether the text contains the value.
    """

    field: str
    comparison: Comparison
    value: str

    def describe(self) -> str:
        """Say the condition in words."""
        return f"{self.field.replace('_', ' ')} {_WORDS[self.comparison]} {self.value}"


class Link(NamedTuple):
    """A filter on what a record is linked with: the role, and the id, name, Chinese name or ISO code as typed."""

    role: Role
    text: str

    def describe(self) -> str:
        """Say the link in words."""
        return f"{self.role} {self.text}"


class Sorting(NamedTuple):
    """An order by one field."""

    field: str
    descending: bool = False

    def describe(self) -> str:
        """Say the order in words."""
        return f"sorted by {self.field}{', descending' if self.descending else ''}"


class Query(NamedTuple):
    """What is asked of the catalogue: kinds, conditions (all must hold), links (all must hold; several of one role are
    alternatives), statuses (alternatives), a year, an order and a limit (None: all).
    """

    kinds: tuple[Kind, ...] = ()
    conditions: tuple[Condition, ...] = ()
    links: tuple[Link, ...] = ()
    statuses: tuple[str, ...] = ()
    year: int | None = None
    words: tuple[str, ...] = ()
    sorting: Sorting | None = None
    limit: int | None = None

    def describe(self) -> str:
        """Say the query in one sentence without a full stop."""
        what = " and ".join(PLURALS[kind] for kind in self.kinds) if self.kinds else "records of every kind"
        parts = [link.describe() for link in self.links]
        if self.statuses:
            parts.append("status " + " or ".join(self.statuses))
        if self.year is not None:
            parts.append(f"year {self.year}")
        if self.words:
            parts.append("named " + " or ".join(self.words))
        parts += [condition.describe() for condition in self.conditions]
        sentence = what + (" with " + ", ".join(parts) if parts else "")
        return sentence + (f", {self.sorting.describe()}" if self.sorting else "")


def parse_condition(text: str) -> Condition:
    """Read `FIELD=VALUE` with one of the comparisons; UsageError when it is not one."""
    found = _condition().fullmatch(text)
    if found is None:
        raise UsageError(
            f"{text!r} is not a condition", fix="write FIELD=VALUE, or with one of " + " ".join(COMPARISONS)
        )
    field, comparison, value = found.groups()
    return Condition(field.replace("-", "_"), comparison, value)  # type: ignore[arg-type]


def parse_sorting(text: str) -> Sorting:
    """Read `FIELD`, `-FIELD` or `FIELD:desc`; UsageError when the direction is neither asc nor desc."""
    name, _, direction = text.strip().partition(":")
    if direction not in ("", "asc", "desc"):
        raise UsageError(f"{direction!r} is not a direction of sorting", fix="write FIELD, FIELD:asc or FIELD:desc")
    descending = name.startswith("-") or direction == "desc"
    return Sorting(name.removeprefix("-").replace("-", "_"), descending)


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(r"\s*([A-Za-z_][\w-]*)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
