"""`dftz gaps`."""

from __future__ import annotations

from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Filters, Output, Paging, Terminal
from dftzcli.cli.reading import read


def run(filters: Filters, paging: Paging, output: Output, terminal: Terminal) -> None:
    """List what the documents announce without giving it."""
    read(("gap",), filters, paging, output, terminal)


app = single(run, examples="dftz gaps\ndftz gaps --json")
