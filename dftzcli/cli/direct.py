"""Plain lines, answered before the command line is even loaded: loading it costs more than finding the answer.

Only what can be read in one way is read here: a command, words without a leading dash, and options in their usual
forms. Whatever else a line holds goes to Typer, which reads these the same: both end in the same function, and a test
holds both to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dftzcli.cli.options import Filters, Measured, Output, Paging, Terminal
from dftzcli.tuples import NamedTuple

_COMMON_FLAGS: Final = ("--json", "-j", "--ids", "--quiet", "-q", "--plain")
_COMMON_VALUED: Final = ("--format", "-f", "--fields", "--data-dir", "--as-of")
_FILTERS: Final = ("--industry", "--partner", "--country", "--place", "--agency", "--source", "--status", "--where")
# The same option under its other name: the last one given counts.
_LONG: Final = {"-n": "--limit", "-f": "--format", "-o": "--output"}


class Plain(NamedTuple):
    """What a plain line holds: its words, the flags that are set, the last value of an option, and all of a list's."""

    words: tuple[str, ...]
    flags: frozenset[str]
    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def has(self, *names: str) -> bool:
        """Tell whether a flag is set under one of its names."""
        return not self.flags.isdisjoint(names)

    @property
    def output(self) -> Output:
        """What the result becomes."""
        return Output(
            format=self.values.get("--format"),
            json=self.has("--json", "-j"),
            ids=self.has("--ids"),
            fields=self.values.get("--fields"),
            plain=self.has("--plain"),
            as_of=self.values.get("--as-of"),
        )

    @property
    def terminal(self) -> Terminal:
        """Where the data are, and how much is said."""
        return Terminal(data_dir=self.values.get("--data-dir"), quiet=self.has("--quiet", "-q"))

    @property
    def filters(self) -> Filters:
        """Which records."""
        links: dict[str, Any] = {
            name.removeprefix("--"): list(self.lists[name]) for name in _FILTERS if name in self.lists
        }
        return Filters(year=self.values.get("--year"), **links)

    @property
    def paging(self) -> Paging:
        """How many, and in what order."""
        return Paging(
            limit=self.limit, all=self.has("--all"), sort=self.values.get("--sort"), fail_empty=self.has("--fail-empty")
        )

    @property
    def limit(self) -> int | None:
        """At most how many, or None where the line does not say."""
        limit = self.values.get("--limit")
        return None if limit is None else int(limit)


class Grammar(NamedTuple):
    """What the plain lines of one command hold beside the options of every command, and what is done with them.

    `least` is how many words a line must have to be plain, and `most` how many it may; `without` are options of every
    other command that this one lacks.
    """

    answer: Callable[[Plain], None]
    flags: tuple[str, ...] = ()
    valued: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    without: tuple[str, ...] = ()


def plain(arguments: Sequence[str]) -> Callable[[], None] | None:
    """Return what answers a line, or None when it is not plain."""
    grammar = GRAMMARS.get(arguments[0]) if arguments else None
    if grammar is None:
        return None
    found = read(arguments[1:], grammar)
    return None if found is None else lambda: grammar.answer(found)


def read(arguments: Sequence[str], grammar: Grammar) -> Plain | None:
    """Read a line by a grammar; None when it holds anything that could be read in another way."""
    flags = {*_COMMON_FLAGS, *grammar.flags}.difference(grammar.without)
    valued = {*_COMMON_VALUED, *grammar.valued}.difference(grammar.without)
    words: list[str] = []
    given: set[str] = set()
    values: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument in flags:
            given.add(argument)
        elif argument in valued or argument in grammar.listed:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            if argument in valued:
                values[_LONG.get(argument, argument)] = value
            else:
                lists.setdefault(argument, []).append(value)
        elif argument.startswith("-") or not argument:
            return None
        else:
            words.append(argument)
    limit = values.get("--limit")
    if limit is not None and not (limit.isascii() and limit.isdigit()):
        return None
    if len(words) < grammar.least or (grammar.most is not None and len(words) > grammar.most):
        return None
    return Plain(tuple(words), frozenset(given), values, {name: tuple(entries) for name, entries in lists.items()})


def _search(line: Plain) -> None:
    from dftzcli.cli.searching import Search, answer

    search = Search(
        words=line.words,
        kinds=line.lists.get("--kind", ()),
        limit=line.limit,
        everything=line.has("--all"),
        exact=line.has("--exact"),
        facets=line.has("--facets"),
        fail_empty=line.has("--fail-empty"),
    )
    answer(search, line.filters, line.output, line.terminal)


def _show(line: Plain) -> None:
    from dftzcli.cli.showing import answer

    answer(line.words, line.output, line.terminal)


def _list(line: Plain) -> None:
    from dftzcli.cli.reading import read_kinds

    read_kinds((*line.words, *line.lists.get("--kind", ())), line.filters, line.paging, line.output, line.terminal)


def _figures(line: Plain) -> None:
    from dftzcli.cli.measuring import answer

    measured = Measured(
        scope=line.values.get("--scope"),
        period=line.values.get("--period"),
        latest=line.has("--latest"),
        headline=line.has("--headline"),
        older_than=line.values.get("--older-than"),
        disputed=line.has("--disputed"),
        unit=line.values.get("--unit"),
    )
    answer(line.words, measured, line.filters, line.paging, line.output, line.terminal)


def _compare(line: Plain) -> None:
    from dftzcli.cli.comparing import Compare, answer

    compare = Compare(
        records=line.words,
        indicators=line.lists.get("--indicator", ()),
        periods=line.lists.get("--period", ()),
        place=line.values.get("--place"),
        unit=line.values.get("--unit"),
        diff_only=line.has("--diff-only"),
        same_only=line.has("--same-only"),
        weight=line.lists.get("--weight", ()),
    )
    answer(compare, line.output, line.terminal)


def _brief(line: Plain) -> None:
    from pathlib import Path

    from dftzcli.cli.briefing import Brief, answer, places

    profile, output = (line.values.get(name) for name in ("--profile", "--output"))
    brief = Brief(
        records=line.words,
        shortlist=line.values.get("--shortlist"),
        profile=None if profile is None else Path(profile),
        industries=line.lists.get("--industry", ()),
        countries=line.lists.get("--country", ()),
        peers=places(line.lists.get("--peers", ())),
        as_of=line.values.get("--as-of"),
        format=line.values.get("--format"),
        output=None if output is None else Path(output),
        force=line.has("--force"),
    )
    answer(brief, line.terminal)


def _stale(line: Plain) -> None:
    from dftzcli.cli.dating import answer_stale

    answer_stale(
        line.words, before=line.values.get("--before"), paging=line.paging, output=line.output, terminal=line.terminal
    )


def _timeline(line: Plain) -> None:
    from dftzcli.cli.dating import answer_timeline

    answer_timeline(
        [*line.words, *line.lists.get("--kind", ())],
        since=line.values.get("--from"),
        until=line.values.get("--to"),
        all_figures=line.has("--all-figures"),
        filters=line.filters,
        paging=line.paging,
        output=line.output,
        terminal=line.terminal,
    )


_PAGING_VALUED: Final = ("--limit", "-n", "--sort", "--year")

GRAMMARS: Final[dict[str, Grammar]] = {
    "search": Grammar(
        _search,
        flags=("--exact", "--all", "--facets", "--fail-empty"),
        valued=("--limit", "-n", "--year"),
        listed=("--kind", *_FILTERS),
        least=1,
    ),
    "show": Grammar(_show, least=1),
    "list": Grammar(
        _list, flags=("--all", "--fail-empty"), valued=_PAGING_VALUED, listed=("--kind", *_FILTERS), most=1
    ),
    "figures": Grammar(
        _figures,
        flags=("--latest", "--headline", "--disputed", "--all", "--fail-empty"),
        valued=("--scope", "--period", "--older-than", "--unit", *_PAGING_VALUED),
        listed=_FILTERS,
    ),
    "stale": Grammar(_stale, flags=("--all", "--fail-empty"), valued=("--before", "--limit", "-n", "--sort")),
    "timeline": Grammar(
        _timeline,
        flags=("--all-figures", "--all", "--fail-empty"),
        valued=("--from", "--to", *_PAGING_VALUED),
        listed=("--kind", *_FILTERS),
        most=1,
    ),
    "brief": Grammar(
        _brief,
        flags=("--force",),
        valued=("--shortlist", "--profile", "-o", "--output"),
        listed=("--industry", "--country", "--peers"),
        without=("--json", "-j", "--ids", "--plain", "--fields"),
    ),
    "compare": Grammar(
        _compare,
        flags=("--diff-only", "--same-only"),
        valued=("--place", "--unit"),
        listed=("--indicator", "--period", "--weight"),
    ),
}
