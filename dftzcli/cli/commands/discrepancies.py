"""`dftz discrepancies`."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Filters, Output, Paging, Terminal
from dftzcli.cli.reading import read
from dftzcli.errors import UsageError
from dftzcli.render.discrepancies_page import discrepancies_page


def run(
    type: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="TYPE",
            help="contradiction, arithmetic, definition, reading, or caution.",
            autocompletion=completing.disagreements,
        ),
    ] = None,
    *,
    found: Annotated[bool, typer.Option("--found", help="Only what the program finds among the figures.")] = False,
    curated: Annotated[bool, typer.Option("--curated", help="Only what the editors wrote down.")] = False,
    filters: Filters,
    paging: Paging,
    output: Output,
    terminal: Terminal,
) -> None:
    """List where sources disagree with each other or with themselves; both sides stand, nothing is averaged.

    Those the editors wrote down come first, then what the program finds among the figures and no editor has covered.
    """
    if found and curated:
        raise UsageError("--found and --curated contradict each other", fix="give one of them, or neither for both")
    by = "program" if found else "editors" if curated else None
    # What is printed as a caution is one, whatever its type.
    caution = type is not None and type.strip().casefold() in ("caution", "cautions")
    conditions = (("type", None if caution else type), ("is_caution", "true" if caution else None), ("found_by", by))
    where = tuple(f"{field}={value}" for field, value in conditions if value is not None)
    read(("discrepancy",), filters, paging, output, terminal, where=where, page=discrepancies_page)


app = single(
    run,
    examples="""
    dftz discrepancies
    dftz discrepancies --kind contradiction --json
    dftz discrepancies --curated --kind arithmetic
    """,
)
