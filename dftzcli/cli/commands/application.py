"""How a command's own Typer application is made: the same settings for every command."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import typer

from dftzcli.cli.binding import bound


def single(run: Callable[..., None], *, examples: str, command: Any = None) -> typer.Typer:
    """Make the application of one command; its help begins with what it does and runnable examples.

    `command` is the class of the command where it reads its line in a way of its own.
    """
    app = group()
    add(app, run, examples=examples, command=command)
    return app


def group(**settings: Any) -> typer.Typer:
    """Make the application of a command with commands of its own."""
    return typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=_CONTEXT,
        **settings,
    )


def add(
    app: typer.Typer, run: Callable[..., None], *, examples: str, name: str | None = None, command: Any = None
) -> None:
    """Add a command to an application; `examples` are command lines, one a line."""
    lines = "\n".join(f"  {line.strip()}" for line in examples.strip().splitlines())
    about = cleandoc(run.__doc__ or "")
    app.command(name, cls=command, help=f"\b\nExamples:\n{lines}\n\n{about}", short_help=about.partition("\n")[0])(
        bound(run)
    )


_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
