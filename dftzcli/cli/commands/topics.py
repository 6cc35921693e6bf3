"""`dftz help`: help on a command, or on a topic that no single command owns."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.topic_texts import TOPICS
from dftzcli.errors import UsageError
from dftzcli.render.sink import to_stdout


def run(
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|TOPIC]...",
            help="A command (with its subcommand), or a topic.",
            autocompletion=completing.topics,
        ),
    ] = None,
) -> None:
    """Print the help of a command, or of a topic.

    Topics: exit-codes, formatting, environment, query, comparison, units, accessibility, eligibility.
    """
    from dftzcli.cli.app import COMMANDS, load, main

    words = " ".join(topic or ()).split()
    if not words:
        main(["--help"])
    if words[0] in TOPICS and len(words) == 1:
        to_stdout([TOPICS[words[0]]])
        return
    nested = getattr(load(words[0]), "commands", {}) if words[0] in COMMANDS else {}
    if words[0] in COMMANDS and (len(words) == 1 or (len(words) == 2 and words[1] in nested)):
        main([*words, "--help"])
    import difflib

    asked = " ".join(words)
    known = [*TOPICS, *COMMANDS, *(f"{words[0]} {name}" for name in nested)]
    close = difflib.get_close_matches(asked, known, n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    raise UsageError(f"there is no help on {asked!r}", fix=f"{hint}Topics: {', '.join(TOPICS)}")


app = single(run, examples="dftz help show\ndftz help exit-codes")
