"""`dftz check`: a text of the reader's own, held against the catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli.checking import answer
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Output, Terminal


def run(
    file: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Texts or Markdown in UTF-8, or - for standard input.")
    ],
    *,
    output: Output,
    terminal: Terminal,
) -> None:
    """Check the figures of a text, and what it says is operating, planned or in force, against the records.

    Each statement is verified, off by rounding, contradicted, disputed between sources, or not in the catalogue; exit 6
    when any is contradicted. A number is verified only where unit, period and place are those of the figure.
    """
    answer(file, output, terminal)


app = single(
    run,
    examples="""
    dftz check --help
    dftz check memo.md
    dftz check memo.md -f csv -o findings.csv
    """,
)
