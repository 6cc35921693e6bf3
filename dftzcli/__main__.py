"""The way in: `dftz` and `python -m dftzcli`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the program.

    A command is over before collecting garbage would free anything worth having, and the collector's passes over what
    the imports allocate are a tenth of a short command's time; the application turns it on again.
    """
    gc.disable()
    try:
        _run()
    except KeyboardInterrupt:
        # Pressed while the program was still being imported, where nothing else catches it.
        sys.exit(130)


def _run() -> NoReturn:
    if "_DFTZ_COMPLETE" in os.environ:
        from dftzcli.cli.completing_ids import answer
        from dftzcli.errors import DftzError
        from dftzcli.render.sink import to_stdout

        try:
            offered = answer(os.environ)
            if offered is not None:
                to_stdout([offered, "\n"])
        except (DftzError, OSError, ValueError):
            # A shell in the middle of a line has no place for an error.
            _go(0)
        if offered is not None:
            _go(0)
    if sys.argv[1:2] and not sys.argv[1].startswith("-"):
        from dftzcli.cli.direct import plain

        found = plain(sys.argv[1:])
        if found is not None:
            from dftzcli.cli.leaving import leave

            try:
                leave(found, sys.argv[1:])
            except SystemExit as left:
                _go(left.code)
    from dftzcli.cli.app import main as run

    run()


def _go(code: str | int | None) -> NoReturn:
    """Leave at once: taking the interpreter apart is a tenth of a short command, and frees what is freed anyway.

    Plain lines hold nothing that has to be closed: what they write is flushed, and their locks are let go. Whoever
    measures or traces the program gets the exit that he waits for.
    """
    if not isinstance(code, int | None) or _is_awaited():
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code or 0)


def _is_awaited() -> bool:
    """Tell whether somebody waits for the interpreter to end: a tracer, a profiler, or a program around this one."""
    monitoring = getattr(sys, "monitoring", None)
    watched = sys.gettrace() or sys.getprofile() or (monitoring and any(map(monitoring.get_tool, range(6))))
    return bool(watched or sys.flags.dev_mode or sys.flags.inspect or sys.stdout is not sys.__stdout__)


if __name__ == "__main__":
    main()
