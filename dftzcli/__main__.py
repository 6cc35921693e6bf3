"""The way in: `dftz` and `python -m dftzcli`."""

from __future__ import annotations

import gc
import os
import sys
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
            sys.exit(0)
        if offered is not None:
            sys.exit(0)
    if sys.argv[1:2] and not sys.argv[1].startswith("-"):
        from dftzcli.cli.direct import plain

        found = plain(sys.argv[1:])
        if found is not None:
            from dftzcli.cli.leaving import leave

            leave(found, sys.argv[1:])
    from dftzcli.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
