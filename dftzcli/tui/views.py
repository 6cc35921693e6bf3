"""What a screen shows, as a value: where it is, what is asked, and the command and the Python line that give the same.

A view knows nothing of widgets. It is what the breadcrumb remembers, what `E` shows, and what `dftz tui --view` opens.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Final, Literal

from dftzcli.errors import UsageError
from dftzcli.profiles import as_flags
from dftzcli.tuples import NamedTuple

# The answers of a profile by field, in one form: a text, or several.
Given = tuple[tuple[str, str | tuple[str, ...]], ...]

PlaceName = Literal["overview", "explore", "record", "figures", "compare", "shortlist", "sources", "match"]
PLACES: Final[tuple[PlaceName, ...]] = (
    "overview", "explore", "record", "figures", "compare", "shortlist", "sources", "match",
)  # fmt: skip


class OverviewView(NamedTuple):
    """The first page."""

    place: PlaceName = "overview"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return "Overview"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        return ("overview",)

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        return "catalogue.overview()"


class ExploreView(NamedTuple):
    """What a line of the query language finds; everything for an empty one. `sort` is a field, - before it reverses."""

    query: str = ""
    sort: str = ""
    place: PlaceName = "explore"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return f"Explore: {self.query}" if self.query else "Explore"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        if self.query.strip():
            return ("search", self.query, "--all")
        return ("list", *(("--sort", self.sort) if self.sort else ()), "--all")

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        if self.query.strip():
            return f"catalogue.search({self.query!r}, limit=None)"
        return f"catalogue.list({f'sort={self.sort!r}' if self.sort else ''})"


class RecordView(NamedTuple):
    """One record."""

    id: str
    place: PlaceName = "record"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return self.id

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        return ("show", self.id)

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        return f"catalogue.get({self.id!r})"


class FiguresView(NamedTuple):
    """Series of some indicators, all for none; `as_chart` chooses between the chart and its table."""

    indicators: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    period: str = ""
    unit: str = ""
    as_chart: bool = False
    place: PlaceName = "figures"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return f"Figures: {', '.join(self.indicators)}" if self.indicators else "Figures"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        found: list[str] = ["figures", *self.indicators]
        for place in self.where:
            found += ["--place", place]
        found += ["--period", self.period] if self.period else []
        found += ["--unit", self.unit] if self.unit else []
        return (*found, "--series", *(("--chart",) if self.as_chart else ()))

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        given = [repr(each) for each in self.indicators]
        given += [f"place={list(self.where)!r}"] if self.where else []
        given += [f"period={self.period!r}"] if self.period else []
        return f"catalogue.series({', '.join(given)})"


class CompareView(NamedTuple):
    """Two to six records side by side, or figures of them."""

    ids: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    only_different: bool = False
    unit: str = ""
    as_chart: bool = False
    place: PlaceName = "compare"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return f"Compare: {', '.join(self.ids or self.indicators)}" if self.ids or self.indicators else "Compare"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        found = ["compare", *self.ids]
        for option, values in (
            ("--indicator", self.indicators), ("--period", self.periods), ("--weight", self.weights),
            ("--unit", (self.unit,) if self.unit else ()),
        ):  # fmt: skip
            for value in values:
                found += [option, value]
        found += ["--diff-only"] * self.only_different
        return (*found, *(("--chart",) if self.as_chart else ()))

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        given = [repr(each) for each in self.ids]
        given += [f"indicator={list(self.indicators)!r}"] if self.indicators else []
        given += [f"period={list(self.periods)!r}"] if self.periods else []
        given += [f"unit={self.unit!r}"] if self.unit else []
        return f"catalogue.compare({', '.join(given)})"


class ShortlistView(NamedTuple):
    """A named list of records with notes; all lists for no name."""

    name: str = ""
    place: PlaceName = "shortlist"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return f"Shortlist: {self.name}" if self.name else "Shortlists"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        return ("shortlist", "show", self.name) if self.name else ("shortlist", "list")

    @property
    def python(self) -> str:
        """The expression that gives the same."""
        return f"workspace.shortlist({self.name!r})" if self.name else "workspace.shortlists()"


class SourcesView(NamedTuple):
    """What the catalogue rests on: documents, disagreements, gaps, what is stale, or what closes.

    `only` keeps documents of one grade of evidence, disagreements of one type, gaps of one document, what is stale of
    one kind, and of what closes what does within a time (180 days without it). `sort` is a field, - before it reverses.
    """

    tab: Literal["sources", "discrepancies", "gaps", "stale", "expiring"] = "sources"
    only: str = ""
    sort: str = ""
    place: PlaceName = "sources"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return {
            "sources": "Sources", "discrepancies": "Disagreements", "gaps": "Gaps", "stale": "Stale",
            "expiring": "Closing",
        }[self.tab]  # fmt: skip

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        only = {
            "sources": ("--where", f"evidence={self.only}"),
            "discrepancies": ("--kind", self.only),
            "gaps": ("--source", self.only),
            "stale": (self.only,),
            "expiring": ("--within", self.only),
        }
        chosen = only[self.tab] if self.only else ()
        return (self.tab, *chosen, *(("--sort", self.sort) if self.sort else ()), "--all")

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        if self.tab == "stale":
            return f"catalogue.stale({f'kinds={self.only!r}' if self.only else ''})"
        if self.tab == "expiring":
            return f"catalogue.expiring({repr(self.only) if self.only else ''})"
        where = {"sources": f"evidence={self.only}", "discrepancies": f"type={self.only}"}
        given = [repr(self.tab)]
        if self.only:
            given.append(f"source={self.only!r}" if self.tab == "gaps" else f"where={where[self.tab]!r}")
        given += [f"sort={self.sort!r}"] if self.sort else []
        return f"catalogue.list({', '.join(given)})"


class MatchView(NamedTuple):
    """What a profile is eligible for: the answers given, None for those at hand; `only` keeps one verdict."""

    given: Given | None = None
    only: str = ""
    place: PlaceName = "match"

    @property
    def title(self) -> str:
        """What the breadcrumb calls it."""
        return f"Match: {name}" if (name := dict(self.given or ()).get("name")) else "Match"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of `dftz` that give the same."""
        return ("match", *as_flags(dict(self.given or ())), *(("--only", self.only) if self.only else ()))

    @property
    def python(self) -> str:
        """The expression on a catalogue that gives the same."""
        given = {key: value if isinstance(value, str) else list(value) for key, value in self.given or ()}
        return f"catalogue.match({given!r}){f'.only({self.only!r})' if self.only else ''}"


View = OverviewView | ExploreView | RecordView | FiguresView | CompareView | ShortlistView | SourcesView | MatchView


def command_line(view: View, *more: str, day: str | None = None) -> str:
    """Return the line a shell takes for a view, as of a day where one is meant, with `more` options behind it."""
    return shlex.join(("dftz", *view.command, *(("--as-of", day) if day else ()), *more))


def python_line(view: View, *, day: str | None = None) -> str:
    """Return the expression on a catalogue that gives the same as a view, as of a day where one is meant."""
    python = view.python
    return f"catalogue.at({day!r}){python.removeprefix('catalogue')}" if day and python[:9] == "catalogue" else python


def view_of(name: str, ids: Sequence[str] = (), *, query: str = "", indicators: Sequence[str] = ()) -> View:
    """Return the view that a shell asks for; UsageError for a place that is none, or one that lacks what it shows."""
    if name not in PLACES:
        import difflib

        close = difflib.get_close_matches(name, PLACES, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}? " if close else ""
        raise UsageError(f"{name!r} is not a view", fix=f"{hint}The views are: {', '.join(PLACES)}")
    if name == "record":
        if len(ids) != 1:
            raise UsageError("the view of a record needs one id", fix="dftz tui --view record panasonic")
        return RecordView(ids[0])
    if name == "compare":
        return CompareView(tuple(ids), tuple(indicators))
    if name == "explore":
        return ExploreView(query)
    if name == "figures":
        return FiguresView((*indicators, *ids))
    if name == "shortlist":
        return ShortlistView(ids[0] if ids else "")
    if name == "match":
        return MatchView()
    return SourcesView() if name == "sources" else OverviewView()
