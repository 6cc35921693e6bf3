"""Plain searches, answered before the command line is even loaded: loading it costs more than finding the answer.

Only what can be read in one way is read here: `search`, words without a leading dash, and a few options in their usual
forms. Whatever else a line holds goes to Typer, which reads these the same: both end in `dftzcli.cli.searching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.searching import Search

_FLAGS: Final = frozenset(("--json", "-j", "--ids", "--exact", "--all", "--facets", "--quiet", "-q", "--fail-empty"))
_VALUED: Final = frozenset(("--limit", "-n", "--format", "-f", "--data-dir"))


def plain_search(arguments: Sequence[str]) -> tuple[Search, Output, Terminal] | None:
    """Return what a line asks for, or None when it is not a plain search."""
    if len(arguments) < 2 or arguments[0] != "search":
        return None
    words: list[str] = []
    flags: set[str] = set()
    values: dict[str, str] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if argument in _FLAGS:
            flags.add(argument)
        elif argument in _VALUED:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            values[argument] = value
        elif argument.startswith("-") or not argument:
            return None
        else:
            words.append(argument)
    limit = values.get("-n", values.get("--limit"))
    if not words or (limit is not None and not limit.isascii()) or (limit is not None and not limit.isdigit()):
        return None
    search = Search(
        words=tuple(words),
        limit=None if limit is None else int(limit),
        everything="--all" in flags,
        exact="--exact" in flags,
        facets="--facets" in flags,
        fail_empty="--fail-empty" in flags,
    )
    output = Output(
        format=values.get("-f", values.get("--format")),
        json=not flags.isdisjoint(("--json", "-j")),
        ids="--ids" in flags,
    )
    return search, output, Terminal(data_dir=values.get("--data-dir"), quiet=not flags.isdisjoint(("--quiet", "-q")))
