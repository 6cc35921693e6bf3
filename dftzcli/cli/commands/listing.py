"""`dftz list`: records of a kind, or of all."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Filters, Output, Paging, Terminal
from dftzcli.cli.reading import read_kinds


def run(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help="policies, industries, incentives, partners, projects, figures, ...",
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
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List records of a kind, or of every kind, that fit all filters."""
    read_kinds([*([] if kind is None else [kind]), *kinds], filters, paging, output, terminal)


app = single(
    run,
    examples="""
    dftz list projects --country JP
    dftz list policies --status exploratory --json
    dftz list incentives --where zone_only=yes --fields id,benefit,eligibility -f csv
    """,
)
