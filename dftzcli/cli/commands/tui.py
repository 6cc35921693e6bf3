"""`dftz tui`: the application, and the only place of the command line that knows of it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.narration import on_terminal
from dftzcli.cli.options import Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError


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
            help="overview, explore, record, figures, compare, shortlist or sources.",
            show_default=False,
        ),
    ] = None,
    query: Annotated[str, typer.Option(metavar="WORDS", help="What to explore, in the query language.")] = "",
    indicator: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="What is measured.", autocompletion=completing.measured),
    ] = None,
    theme: Annotated[str | None, typer.Option(metavar="NAME", help="The colours (DFTZ_THEME).")] = None,
    terminal: Terminal,
) -> None:
    """Open the terminal application, at a view if one is named: find, read, compare and keep records."""
    launch(terminal, view=view, ids=tuple(ids or ()), query=query, indicators=tuple(indicator or ()), theme=theme)


def launch(
    terminal: Terminal,
    *,
    view: str | None = None,
    ids: tuple[str, ...] = (),
    query: str = "",
    indicators: tuple[str, ...] = (),
    theme: str | None = None,
) -> None:
    """Open the application; UsageError where there is no terminal, and for a view, setting or key that is none."""
    # The application draws on standard error.
    if not on_terminal() or os.environ.get("TERM") == "dumb":
        raise UsageError("the application needs a terminal", fix="use `dftz overview`, `dftz list` and `dftz show`")
    session = Session(terminal)
    catalogue = session.catalogue()
    found = [session.found(catalogue, text) for text in ids] if view != "shortlist" else list(ids)
    if view is None:
        view = "explore" if query else "record" if len(ids) == 1 else "compare" if ids else "overview"
    from dftzcli import paths
    from dftzcli.tui.app import Start, start

    start(
        Start(
            catalogue=catalogue,
            view=(view, tuple(found), query, indicators),
            theme=theme,
            paths=paths.resolve(terminal.data_dir),
            reopen=session.catalogue,
        )
    )


app = single(
    run,
    examples="""
    dftz tui
    dftz tui --view explore --query 'kind:project partner:japan'
    dftz tui --view compare japan south-korea russia
    """,
)
