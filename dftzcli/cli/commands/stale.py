"""`dftz stale`: what is old, undated or superseded."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.dating import answer_stale
from dftzcli.cli.options import Output, Paging, Terminal


def run(
    kinds: Annotated[
        list[str],
        typer.Argument(
            metavar="[KIND]...",
            help="figures, policies, incentives, projects, sources, ...",
            autocompletion=completing.kinds,
            show_default=False,
        ),
    ] = [],  # noqa: B006 - Typer copies it
    *,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Old is what ended before a year, month or day; 3 years before the date of the catalogue unless told.",
        ),
    ] = None,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List what to look up again: what is old, undated or superseded, by importance and then the oldest first.

    A figure is judged by its period, a policy, incentive or project by the time of its status, a document by its date.
    Other kinds are listed where they are asked for, and judged by the newest document they cite.
    """
    answer_stale(kinds, before=before, paging=paging, output=output, terminal=terminal)


app = single(
    run,
    examples="""
    dftz stale
    dftz stale figures --before 2024-01-01
    dftz stale policies projects --sort status_as_of --json
    """,
)
