"""Plain searches, answered before the command line is even loaded: loading it costs more than finding the answer.

Only what can be read in one way is read here: `search`, words without a leading dash, and a few options in their usual
forms. Whatever else a line holds goes to Typer, which reads these the same: both end in `dftzcli.cli.searching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dftzcli.cli.options import Filters, Output, Terminal
from dftzcli.cli.searching import Search

_FLAGS: Final = frozenset(("--json", "-j", "--ids", "--exact", "--all", "--facets", "--quiet", "-q", "--fail-empty"))
_VALUED: Final = frozenset(("--limit", "-n", "--format", "-f", "--data-dir", "--year"))
# The same option under its other name: the last one given counts.
_LONG: Final = {"-n": "--limit", "-f": "--format"}
_REPEATED: Final = frozenset(
    ("--kind", "--industry", "--partner", "--country", "--place", "--agency", "--source", "--status", "--where")
)


class PlainSearch(NamedTuple):
    """The values of a plain search: what `dftz search` would be called with."""

    search: Search
    filters: Filters
    output: Output
    terminal: Terminal


def plain_search(arguments: Sequence[str]) -> PlainSearch | None:
    """Return what a line asks for, or None when it is not a plain search."""
    if len(arguments) < 2 or arguments[0] != "search":
        return None
    words: list[str] = []
    flags: set[str] = set()
    values: dict[str, str] = {}
    repeated: dict[str, list[str]] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if argument in _FLAGS:
            flags.add(argument)
        elif argument in _VALUED or argument in _REPEATED:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            if argument in _VALUED:
                values[_LONG.get(argument, argument)] = value
            else:
                repeated.setdefault(argument, []).append(value)
        elif argument.startswith("-") or not argument:
            return None
        else:
            words.append(argument)
    limit = values.get("--limit")
    if not words or (limit is not None and not (limit.isascii() and limit.isdigit())):
        return None
    search = Search(
        words=tuple(words),
        kinds=tuple(repeated.pop("--kind", ())),
        limit=None if limit is None else int(limit),
        everything="--all" in flags,
        exact="--exact" in flags,
        facets="--facets" in flags,
        fail_empty="--fail-empty" in flags,
    )
    output = Output(
        format=values.get("--format"),
        json=not flags.isdisjoint(("--json", "-j")),
        ids="--ids" in flags,
    )
    filters = Filters(year=values.get("--year"), **{name.removeprefix("--"): found for name, found in repeated.items()})
    quiet = not flags.isdisjoint(("--quiet", "-q"))
    return PlainSearch(search, filters, output, Terminal(data_dir=values.get("--data-dir"), quiet=quiet))
