"""Queries as immutable values that describe themselves.

The same sentence stands in a note of the command line, in the header of an export and in the envelope of a JSON answer.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal, get_args

from dftzcli.errors import UsageError
from dftzcli.model.vocabulary import PLURALS, Kind
from dftzcli.tuples import NamedTuple

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

    `within` is a period that a figure's whole period must lie in, `before` a day that it must end before, `disputed`
    asks for what a discrepancy names, and `latest` for the last figure of each series.
    """

    kinds: tuple[Kind, ...] = ()
    conditions: tuple[Condition, ...] = ()
    links: tuple[Link, ...] = ()
    statuses: tuple[str, ...] = ()
    years: str | None = None
    words: tuple[str, ...] = ()
    within: str | None = None
    before: str | None = None
    disputed: bool = False
    latest: bool = False
    sorting: Sorting | None = None
    limit: int | None = None

    @property
    def is_whole_kind(self) -> bool:
        """Whether every record of one kind fits, in the order of the cards."""
        return self == Query(kinds=self.kinds, limit=self.limit) and len(self.kinds) == 1

    def describe(self) -> str:
        """Say the query in one sentence without a full stop."""
        what = " and ".join(PLURALS[kind] for kind in self.kinds) if self.kinds else "records of every kind"
        parts = [link.describe() for link in self.links]
        if self.statuses:
            parts.append("status " + " or ".join(self.statuses))
        if self.years is not None:
            parts.append(f"year {self.years.replace('/', ' to ')}")
        if self.within is not None:
            parts.append(f"period within {self.within.replace('/', ' to ')}")
        if self.before is not None:
            parts.append(f"period before {self.before}")
        parts += ["disputed"] * self.disputed + ["the latest of each series"] * self.latest
        parts += [condition.describe() for condition in self.conditions]
        if self.words:
            what += f" named {' or '.join(self.words)}"
        sentence = what + (" with " + ", ".join(parts) if parts else "")
        return sentence + (f", {self.sorting.describe()}" if self.sorting else "")


def query_of(
    *,
    kinds: tuple[Kind, ...] = (),
    where: str | Iterable[str] = (),
    status: str | Iterable[str] = (),
    year: int | str | None = None,
    words: str | Iterable[str] = (),
    period: str | None = None,
    older_than: int | str | None = None,
    disputed: bool = False,
    latest: bool = False,
    sort: str | None = None,
    limit: int | None = None,
    **links: str | Iterable[str],
) -> Query:
    """Make a query from filters as they are typed; each takes one text or several. UsageError for what is malformed."""
    roles: tuple[Role, ...] = get_args(Role)
    for role in links:
        if role not in roles:
            raise UsageError(f"there is no filter {role!r}", fix=f"use one of {', '.join(roles)}, status, year, where")
    return Query(
        kinds=kinds,
        conditions=tuple(parse_condition(text) for text in _several(where)),
        links=tuple(Link(role, text) for role in roles for text in _several(links.get(role, ()))),
        statuses=_several(status),
        years=None if year is None else parse_years(f"{year:04d}" if isinstance(year, int) else year),
        words=_several(words),
        within=None if period is None else parse_period(period),
        before=None if older_than is None else parse_day(str(older_than)),
        disputed=disputed,
        latest=latest,
        sorting=None if sort is None else parse_sorting(sort),
        limit=limit,
    )


def parse_kind(text: str) -> Kind:
    """Return the kind that a singular or plural word names; UsageError with the nearest when none does."""
    word = text.strip().lower().replace(" ", "_")
    for kind, plural in PLURALS.items():
        if word in (kind, plural):
            return kind
    import difflib

    close = difflib.get_close_matches(word[:40], [*PLURALS.values(), *PLURALS], n=1, cutoff=0.6)
    hint = f"did you mean {close[0]}? " if close else ""
    raise UsageError(f"{text!r} is not a kind of record", fix=f"{hint}The kinds are: {', '.join(PLURALS.values())}")


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
    if not name.strip("-"):
        raise UsageError("the order names no field", fix="write --sort FIELD, -FIELD or FIELD:desc")
    if direction not in ("", "asc", "desc"):
        raise UsageError(f"{direction!r} is not a direction of sorting", fix="write FIELD, FIELD:asc or FIELD:desc")
    descending = name.startswith("-") or direction == "desc"
    return Sorting(name.removeprefix("-").replace("-", "_"), descending)


def parse_years(text: str) -> str:
    """Read a year or `2021..2023` into an ISO 8601 year or interval; UsageError when it is neither."""
    found = re.fullmatch(r"\s*([0-9]{4})(?:\s*(?:\.\.|/)\s*([0-9]{4}))?\s*", text)
    if found is None or int(found[1]) == 0 or (found[2] is not None and found[2] < found[1]):
        raise UsageError(f"{text!r} is not a year", fix="write --year 2024, or --year 2021..2023")
    return found[1] if found[2] is None else f"{found[1]}/{found[2]}"


def parse_period(text: str) -> str:
    """Read a period, with `..` or `/` between its ends, into ISO 8601; UsageError when it is none."""
    from dftzcli.model import periods

    period = text.strip().replace("..", "/")
    try:
        periods.bounds(period)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is not a period", fix="write a year, month or day, or two with .. between: 2021..2024"
        ) from error
    return period


def parse_day(text: str) -> str:
    """Read a year, month or day into the first day of it; UsageError when it is none."""
    from dftzcli.model import periods

    try:
        if "/" in text:
            raise ValueError(text)
        return periods.bounds(text.strip())[0]
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date", fix="write 2020, 2020-06 or 2020-06-30") from error


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(r"\s*([A-Za-z_][\w-]*)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
