"""`dftz cite`: how records are cited, in the style a reader keeps citations in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.citing import answer, styles
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Terminal


def run(
    record: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Ids, names, or - to read ids from standard input.", autocompletion=completing.ids
        ),
    ],
    *,
    style: Annotated[
        str | None,
        typer.Option(
            "--style",
            metavar="STYLE",
            help="plain, markdown, bibtex, csl-json, ris, or line: the record in one line.",
            autocompletion=styles,
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending chooses the style."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="As it stood on a day, at the end of a month or year.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    terminal: Terminal,
) -> None:
    """Cite records: each in its dataset with version, hash and day, and the documents it rests on with locators.

    A document without a date is cited as n.d. with what its date must fall in, a restated fact as one.
    """
    answer(record, style, output, as_of=as_of, force=force, terminal=terminal)


app = single(
    run,
    examples="""
    dftz cite gdp-dalian-2025
    dftz cite gdp-dalian-2025 panasonic-battery-plant --style bibtex
    dftz figures gdp --ids | dftz cite - --style line
    """,
)
