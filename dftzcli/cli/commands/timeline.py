"""`dftz timeline`: what the sources date, in order of time."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.dating import answer_timeline
from dftzcli.cli.options import Filters, Output, Paging, Terminal


def run(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help="policies, projects, sources, figures, places, ...",
            autocompletion=completing.kinds,
            show_default=False,
        ),
    ] = None,
    *,
    kinds: Annotated[
        list[str],
        typer.Option(
            "--kind", metavar="KIND", help="The same as KIND; may be repeated.", autocompletion=completing.kinds
        ),
    ] = [],  # noqa: B006 - Typer copies it
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="What ends on a year, month or day or after it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="What begins on a year, month or day or before it.")
    ] = None,
    all_figures: Annotated[bool, typer.Option("--all-figures", help="Every figure, not the headline ones alone.")] = (
        False
    ),
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List dated events, policies, projects, documents and figures in order of time.

    A date that no source states is marked: inferred, or undated where it is only that of the document. The status
    stands beside what is planned, so that nothing planned is taken for done.
    """
    named = [*([] if kind is None else [kind]), *kinds]
    answer_timeline(
        named,
        since=since,
        until=until,
        all_figures=all_figures,
        filters=filters,
        paging=paging,
        output=output,
        terminal=terminal,
    )


app = single(
    run,
    examples="""
    dftz timeline
    dftz timeline projects --from 2019 --to 2020-07
    dftz timeline --kind policy --kind project --industry shipping -f csv
    """,
)
