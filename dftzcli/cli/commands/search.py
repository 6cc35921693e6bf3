"""`dftz search`: records of every kind by words, in the words of whoever asks."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Filters, Output, Terminal
from dftzcli.cli.searching import LIMIT, Search, answer


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS...", help="Words, in quotation marks or not; see `dftz help query`."),
    ] = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only records of a kind; may be repeated.", autocompletion=completing.kinds),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", metavar="N", min=0, help=f"At most N; {LIMIT} unless told otherwise.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything.")] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="The words as they are: no other words, no corrections, no questions.")
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count what was found by kind, status, industry, place, year ...")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each part of a score is for.")] = False,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit 4 when nothing fits.")] = False,
    filters: Filters,
    output: Output,
    terminal: Terminal,
) -> None:
    """Find records by words: English or Chinese, pinyin, mistyped, other words for the same, or a whole question.

    What was corrected, widened or put first is said on standard error; --exact turns it off. When nothing fits, nothing
    is listed, and standard error says what comes nearest.
    """
    search = Search(
        words=tuple(words or ()),
        kinds=tuple(kind or ()),
        limit=limit,
        everything=everything,
        exact=exact,
        facets=facets,
        explain=explain,
        fail_empty=fail_empty,
    )
    answer(search, filters, output, terminal)


app = single(
    run,
    examples="""
    dftz search cold chain
    dftz search who is in charge of imported fruit
    dftz search 'kind:project partner:japan' --facets
    dftz search battery --ids | dftz show -
    """,
)
