"""`dftz tui`: the application, and the only place of the command line that knows of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.narration import on_terminal
from dftzcli.cli.options import Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue

_DRIVER: Final = "TEXTUAL_DRIVER"
_OF_PAGES: Final = ("dftzcli.tui.browser:BrowserDriver", "textual.drivers.web_driver:WebDriver")


class Asked(NamedTuple):
    """The view to begin with, as a shell gives it."""

    view: str
    ids: tuple[str, ...]
    query: str
    indicators: tuple[str, ...]


def run(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="What the view shows.", autocompletion=completing.ids),
    ] = None,
    *,
    view: Annotated[
        str | None,
        typer.Option(
            metavar="VIEW",
            help="overview, explore, record, figures, compare, shortlist, sources or match.",
            show_default=False,
        ),
    ] = None,
    query: Annotated[str, typer.Option(metavar="WORDS", help="What to explore, in the query language.")] = "",
    indicator: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="What is measured.", autocompletion=completing.measured),
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A profile in TOML, for the view match.", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Everything as it stood on a day.", show_default=False)
    ] = None,
    theme: Annotated[str | None, typer.Option(metavar="NAME", help="The colours (DFTZ_THEME).")] = None,
    print_selection: Annotated[
        bool, typer.Option("--print-selection", help="Print the ids of what is marked when the application is left.")
    ] = False,
    terminal: Terminal,
) -> None:
    """Open the terminal application, at a view if one is named: find, read, compare and keep records."""
    marked = launch(
        terminal,
        view=view,
        ids=tuple(ids or ()),
        query=query,
        indicators=tuple(indicator or ()),
        profile=profile,
        as_of=as_of,
        theme=theme,
        prints=print_selection,
    )
    if print_selection:
        from dftzcli.render.sink import to_stdout

        to_stdout(f"{identity}\n" for identity in marked)


def launch(
    terminal: Terminal,
    *,
    view: str | None = None,
    ids: tuple[str, ...] = (),
    query: str = "",
    indicators: tuple[str, ...] = (),
    profile: Path | None = None,
    as_of: str | None = None,
    theme: str | None = None,
    prints: bool = False,
) -> tuple[str, ...]:
    """Open the application and return what was marked in it; standard output may be a pipe where that is printed.

    UsageError where there is no terminal, and for a view, setting, key, day or profile that is none.
    """
    # The application draws on standard error, and for a page that `dftz web` serves on what it is given instead.
    if not _in_browser() and (not on_terminal(output=not prints) or os.environ.get("TERM") == "dumb"):
        raise UsageError("the application needs a terminal", fix="use `dftz overview`, `dftz list` and `dftz show`")
    session = Session(terminal)
    catalogue = session.catalogue()
    known = None if profile is None else catalogue.profile(profile)
    if known is not None:
        # A criterion that no record has is told now, and not on the screen.
        catalogue.match(known)
    view = view or ("match" if known is not None and not (ids or query) else None)
    found = asked(session, catalogue, view=view, ids=ids, query=query, indicators=indicators)
    from dftzcli import paths
    from dftzcli.tui.app import Start, start

    return start(
        Start(
            catalogue=catalogue,
            view=found,
            theme=theme,
            paths=paths.resolve(terminal.data_dir),
            reopen=session.catalogue,
            restores=not (view or ids or query or indicators),
            day=None if as_of is None else catalogue.at(as_of).as_of,
            profile=known,
        )
    )


def asked(
    session: Session,
    catalogue: Catalogue,
    *,
    view: str | None,
    ids: Sequence[str],
    query: str,
    indicators: Sequence[str],
) -> Asked:
    """Return the view that a line asks for, names turned into ids; NotFound for a name that is none."""
    found = [session.found(catalogue, text) for text in ids] if view != "shortlist" else ids
    if view is None:
        view = "explore" if query else "record" if len(ids) == 1 else "compare" if ids else "overview"
    return Asked(view, tuple(found), query, tuple(indicators))


def _in_browser() -> bool:
    """Tell whether a server of pages has started this, which sets the variable; nobody else has a reason to."""
    return os.environ.get(_DRIVER) in _OF_PAGES


app = single(
    run,
    examples="""
    dftz tui
    dftz tui --view explore --query 'kind:project partner:japan'
    dftz tui --view compare japan south-korea russia
    dftz tui --view match --profile me.toml --as-of 2028-01-01
    dftz show $(dftz tui --print-selection)
    """,
)
