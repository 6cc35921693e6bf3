"""`dftz compare`: two to six of anything side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.comparing import Compare, answer
from dftzcli.cli.options import Output, Terminal


def run(
    record: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Ids or names of records of one kind, or - to read ids from standard input.",
            autocompletion=completing.ids,
        ),
    ] = None,
    *,
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator",
            "--metric",
            metavar="NAME",
            help="Compare figures of this; may be repeated.",
            autocompletion=completing.measured,
        ),
    ] = None,
    period: Annotated[
        list[str] | None,
        typer.Option("--period", "--year", metavar="PERIOD", help="2024, 2021..2024 for each year; may be repeated."),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Of this place, for indicators.", autocompletion=completing.places),
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help='In another magnitude: "USD bn", 亿元.')] = None,
    diff_only: Annotated[bool, typer.Option("--diff-only", help="Only what differs.")] = False,
    same_only: Annotated[bool, typer.Option("--same-only", help="Only what is the same.")] = False,
    weights: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Score by weights from a file: FIELD = NUMBER, one a line.")
    ] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NUMBER", help="Score by a weight; may be repeated, below zero: less is better."),
    ] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Bars above the table (table and md).")] = False,
    output: Output,
    terminal: Terminal,
) -> None:
    """Put two to six records of one kind side by side, or figures of places, periods or indicators.

    What cannot be compared is shown and says why; what is missing says so. Nothing but the order of the columns
    depends on the order of the names.
    """
    compare = Compare(
        records=tuple(record or ()),
        indicators=tuple(indicator or ()),
        periods=tuple(period or ()),
        place=place,
        unit=unit,
        diff_only=diff_only,
        same_only=same_only,
        weights=weights,
        weight=tuple(weight or ()),
        chart=chart,
    )
    answer(compare, output, terminal)


app = single(
    run,
    examples="""
    dftz compare japan south-korea russia
    dftz compare dalian shenyang changchun harbin --indicator gdp --chart
    dftz compare customs-exports customs-imports --unit "USD bn"
    dftz compare customs-trade-total --period 2021..2024
    dftz search 'kind:project partner:japan' -n 3 --ids | dftz compare - --diff-only
    dftz compare japan south-korea russia --weight industries=2 --weight country_projects=1
    """,
)
