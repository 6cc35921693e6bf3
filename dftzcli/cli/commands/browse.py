"""`dftz browse`: the tasks of the application as numbered plain text, or the application itself."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dftzcli.cli.commands.application import single
from dftzcli.cli.narration import on_terminal
from dftzcli.cli.options import Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import DftzError, UsageError

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue

_LINEAR = "`dftz browse --linear` (or DFTZ_ACCESSIBLE=1) is numbered plain text"


def run(
    *,
    linear: Annotated[
        bool, typer.Option("--linear", help="Numbered plain text in the normal screen, for a screen reader or a pipe.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Everything as it stood on a day.", show_default=False)
    ] = None,
    terminal: Terminal,
) -> None:
    """Browse: menus, lists and records, on a full screen, or with --linear as numbered plain text.

    Each answer to the plain text is a line, so that it works with a screen reader and in a pipe; the end of input ends
    it. DFTZ_ACCESSIBLE=1, or accessible = true in the settings file, stands for --linear.
    """
    if linear or _is_accessible():
        _converse(terminal, as_of or "")
        return
    if not on_terminal() or os.environ.get("TERM") == "dumb":
        raise UsageError("the application needs a terminal", fix=f"{_LINEAR} and needs none")
    Session(terminal).narrator.notice(f"opening the application on a full screen; {_LINEAR}")
    from dftzcli.cli.commands.tui import launch

    launch(terminal, as_of=as_of)


def _is_accessible() -> bool:
    from dftzcli import paths, settings

    return settings.resolve(file=settings.settings_file(paths.resolve().config)).accessible


def _converse(terminal: Terminal, as_of: str) -> None:
    from dftzcli.cli.topic_texts import TOPICS
    from dftzcli.linear.browser import Browser, Program
    from dftzcli.linear.console import WIDEST, Console

    # Nobody turned it on for a command that is over at once; this one lasts.
    gc.enable()
    catalogue = Session(terminal).catalogue()
    where = ("--data-dir", terminal.data_dir) if terminal.data_dir else ()
    program = Program(run=_runner(catalogue, terminal), options=where, topics=TOPICS)
    Browser(catalogue, Console(shutil.get_terminal_size((WIDEST, 24)).columns), program).run(as_of=as_of)


def _runner(catalogue: Catalogue, terminal: Terminal) -> Callable[[Sequence[str]], None]:
    """Return what carries out a command line on the very data that are browsed; DftzError when they have changed."""

    def carry_out(words: Sequence[str]) -> None:
        from typer.exceptions import TyperException

        from dftzcli.cli.app import load

        if Session(terminal._replace(quiet=True)).catalogue().dataset != catalogue.dataset:
            raise DftzError("the catalogue was replaced meanwhile", fix="leave and begin again to see the new one")
        where = ("--data-dir", terminal.data_dir) if terminal.data_dir else ()
        try:
            load(words[0]).main(args=[*where, *words[1:]], prog_name=f"dftz {words[0]}", standalone_mode=False)
        except TyperException as error:
            raise UsageError(error.format_message()) from error

    return carry_out


app = single(run, examples="dftz browse --linear")
