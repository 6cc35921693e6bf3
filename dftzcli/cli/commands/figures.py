"""`dftz figures`: observations with everything that belongs to a number."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.commands.reading import read
from dftzcli.cli.options import Filters, Output, Paging, Terminal


def run(
    indicator: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INDICATOR]...",
            help="Only of these indicators, or with these names.",
            autocompletion=completing.measured,
            show_default=False,
        ),
    ] = None,
    *,
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List figures: value, qualifier, unit, period, scope, reading, source and dispute, one a row."""
    read(("figure",), filters, paging, output, terminal, words=tuple(indicator or ()))


app = single(
    run,
    examples="""
    dftz figures gdp
    dftz figures --source dftz-paper -f csv
    dftz figures --where importance=headline --json
    """,
)
