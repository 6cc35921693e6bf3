"""`dftz show`: one record or several, by id or by what is remembered of it."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.showing import answer


def run(
    record: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Ids, names, or - to read ids from standard input.", autocompletion=completing.ids
        ),
    ],
    *,
    output: Output,
    terminal: Terminal,
) -> None:
    """Show a record: what it says, status and eligibility in words, citations, what disputes it, what is related.

    Words that can mean one record only are taken for it, and standard error says so.
    """
    answer(record, output, terminal)


app = single(
    run,
    examples="""
    dftz show panasonic
    dftz show northeast-container-share-dalian-port-2026 --json
    dftz list projects --country JP -f ids | dftz show -
    """,
)
