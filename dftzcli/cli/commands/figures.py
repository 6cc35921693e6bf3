"""`dftz figures`: observations with everything that belongs to a number."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.measuring import answer
from dftzcli.cli.options import Filters, Measured, Output, Paging, Terminal


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
    measured: Measured,
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List figures: value, qualifier, unit, period, scope, reading, source and dispute, one a row.

    With --series they stand together as series, each of one indicator, place, scope, unit and definition; years and
    parts of years never mix, and a missing year is said to be missing.
    """
    answer(tuple(indicator or ()), measured, filters, paging, output, terminal)


app = single(
    run,
    examples="""
    dftz figures gdp
    dftz figures customs-trade-total --period 2021..2024 --unit "USD bn"
    dftz figures customs-exports customs-imports --series --chart
    dftz figures --source dftz-paper -f csv
    dftz figures --where importance=headline --json
    """,
)
