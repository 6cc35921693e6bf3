"""`dftz sources`."""

from __future__ import annotations

from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Filters, Output, Paging, Terminal
from dftzcli.cli.reading import read


def run(filters: Filters, paging: Paging, output: Output, terminal: Terminal) -> None:
    """List the documents: title, publisher, date or that there is none, type, evidence grade, known defects."""
    read(("source",), filters, paging, output, terminal)


app = single(run, examples="dftz sources\ndftz sources --json")
