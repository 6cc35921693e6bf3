"""`dftz expiring`: what closes soon."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli.commands.application import single
from dftzcli.cli.dating import answer_expiring
from dftzcli.cli.options import Filters, Output, Paging, Terminal


def run(
    *,
    within: Annotated[
        str, typer.Option("--within", metavar="TIME", help="How far ahead: 180d, 26w, 6m (30 days each) or 1y.")
    ] = "180d",
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List incentives and policies whose term or deadline ends soon, the nearest first.

    Counted from the date of the catalogue, or from --as-of, which takes `today` too. -f ics writes a calendar.
    """
    answer_expiring(within, filters=filters, paging=paging, output=output, terminal=terminal)


app = single(
    run,
    examples="""
    dftz expiring
    dftz expiring --within 3y --as-of 2025-06-01
    dftz expiring --within 400d -o closing.ics
    """,
)
