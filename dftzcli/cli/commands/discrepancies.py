"""`dftz discrepancies`."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.commands.reading import read
from dftzcli.cli.options import Filters, Output, Paging, Terminal


def run(
    type: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="TYPE",
            help="contradiction, arithmetic, definition or reading.",
            autocompletion=completing.disagreements,
        ),
    ] = None,
    *,
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List where sources disagree with each other or with themselves; both sides stand, nothing is averaged."""
    read(("discrepancy",), filters, paging, output, terminal, where=(f"type={type}",) if type else ())


app = single(run, examples="dftz discrepancies\ndftz discrepancies --kind contradiction --json")
