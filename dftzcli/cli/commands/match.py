"""`dftz match`: what a firm is eligible for, by criteria as data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.matching import Match, answer
from dftzcli.cli.options import Firm, Output, Terminal


def run(
    profile: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A profile in TOML: one key a field, as the flags are called with _ for -."),
    ] = None,
    *,
    ask: Annotated[bool, typer.Option("--ask", help="Ask on the terminal, what settles most first.")] = False,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="VERDICT", help="yes, no or unknown alone.", autocompletion=completing.verdicts, show_default=False
        ),
    ] = None,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit 4 when nothing fits.")] = False,
    firm: Firm,
    output: Output,
    terminal: Terminal,
) -> None:
    """Decide for each incentive yes, no or unknown, with the criterion and the clause that decided.

    An answer is whole: activities are all of them, `none` is none, and what is left out is not known. Not advice: a yes
    says that each criterion the sources state is met, and only the agency decides.
    """
    answer(Match(profile=profile, given=firm._asdict(), ask=ask, only=only, fail_empty=fail_empty), output, terminal)


app = single(
    run,
    examples="""
    dftz match --sector batteries --home-country JP --registered-in dftz
    dftz match --profile me.toml --only yes
    dftz match --profile me.toml --as-of 2028-01-01 -f csv
    dftz match --ask
    """,
)
