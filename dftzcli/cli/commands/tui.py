"""`dftz tui`: the application, and the only place of the command line that knows of it."""

from __future__ import annotations

import os

from dftzcli.cli.commands.application import single
from dftzcli.cli.narration import on_terminal
from dftzcli.cli.options import Terminal
from dftzcli.cli.session import Session
from dftzcli.errors import UsageError


def launch(terminal: Terminal) -> None:
    """Open the terminal application: kinds, records, and the record under the cursor."""
    # The application draws on standard error.
    if not on_terminal() or os.environ.get("TERM") == "dumb":
        raise UsageError("the application needs a terminal", fix="use `dftz overview`, `dftz list` and `dftz show`")
    session = Session(terminal)
    catalogue = session.catalogue()
    from dftzcli.tui.app import run

    run(catalogue)


app = single(launch, examples="dftz tui\ndftz")
