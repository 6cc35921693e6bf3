"""`dftz export`: whole records as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.exporting import Export, answer
from dftzcli.cli.options import Filters, Output, Terminal


def run(
    kind: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KIND]...",
            help="policies, figures ...; all kinds when none is named.",
            autocompletion=completing.kinds,
            show_default=False,
        ),
    ] = None,
    *,
    query: Annotated[
        str | None, typer.Option("--query", metavar="WORDS", help="Only what a search for these words finds.")
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option(
            "--bundle", metavar="DIR|ZIP", help="A data package: a CSV a kind, a descriptor with schemas, a README."
        ),
    ] = None,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit 4 when nothing fits.")] = False,
    filters: Filters,
    output: Output,
    terminal: Terminal,
) -> None:
    """Write records with all their fields to a file: a table or sheet a kind, with sources and disagreements.

    The ending of the file, or --format, says which: xlsx, sqlite, html, md, json and jsonl hold several kinds; csv, tsv
    and parquet hold one. --bundle makes a folder or ZIP of them. A file is there whole or not at all.
    """
    answer(
        Export(tuple(kind or ()), query=query or "", bundle=bundle, fail_empty=fail_empty), filters, output, terminal
    )


app = single(
    run,
    examples="""
    dftz export figures -f csv
    dftz export projects policies --country JP -o japan.xlsx
    dftz export -o dftz.sqlite
    dftz export --query "cold chain" --bundle cold-chain.zip
    """,
)
