"""`dftz brief`: the pages a director reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.briefing import Brief, answer, formats, places
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Terminal


def run(
    record: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help="Ids, names, or - to read ids from standard input.", autocompletion=completing.ids
        ),
    ] = None,
    *,
    shortlist: Annotated[
        str | None, typer.Option(metavar="NAME", help="On the records of a shortlist.", show_default=False)
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="For a firm: its profile in TOML, as for `dftz match`.", show_default=False),
    ] = None,
    industry: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="On an industry; may be repeated.", autocompletion=completing.industries),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With a country, and its firms.", autocompletion=completing.countries),
    ] = None,
    peers: Annotated[
        list[str] | None,
        typer.Option(metavar="NAMES", help="Beside these places, with commas.", autocompletion=completing.places),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As it stood on a day, or `today`.", show_default=False),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="FORMAT", help="md, html, pdf or docx.", autocompletion=formats),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending chooses the format."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    terminal: Terminal,
) -> None:
    """Write the brief of an investor: figures and charts, what is offered and to whom, what operates beside what is
    planned, the peers, whom to ask, risks, and what to ask about disagreements and gaps in English and Chinese.

    Every statement has a footnote with source and locator; the last page says which data it is from and how to make it
    again. PDF and DOCX need the extra `brief`: pip install 'dftzcli[brief]'. Not advice.
    """
    brief = Brief(
        records=tuple(record or ()),
        shortlist=shortlist,
        profile=profile,
        industries=tuple(industry or ()),
        countries=tuple(country or ()),
        peers=places(peers or ()),
        as_of=as_of,
        format=format,
        output=output,
        force=force,
    )
    answer(brief, terminal)


app = single(
    run,
    examples="""
    dftz brief --industry batteries --country JP
    dftz brief --industry cold-chain --peers qingdao,tianjin -f html
    dftz brief panasonic-battery-plant ppes-bev-battery-plant
    dftz search hydrogen --all --ids | dftz brief - -o hydrogen.pdf
    dftz brief --profile me.toml --peers qingdao -o brief.pdf
    """,
)
