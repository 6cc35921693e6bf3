"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from dftzcli.cli.narration import Narrator, wants_json
from dftzcli.errors import DftzError

ISSUES: Final = "the issue tracker of the project"


def leave(run: Callable[[], Any], words: Sequence[str]) -> NoReturn:
    """Run what a command line asks for and leave with a documented exit code; `words` are the line itself."""
    try:
        code = run()
    except DftzError as error:
        if "--debug" in words:
            import traceback

            traceback.print_exc()
        _narrator(words).error(error.code, error.message, error.fix)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        # What was half made is let go of now, and has nothing to say.
        sys.unraisablehook = lambda _: None
        sys.exit(130)
    except SystemExit as error:
        # Typer leaves with 1 where the reader of a help page has gone, and marks the stream so.
        sys.exit(0 if hasattr(sys.stdout, "wrapped") else error.code)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            _narrator(words).error(
                "failure", f"cannot write: {error.strerror or error}", "free some space, or use -o FILE"
            )
            sys.exit(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "--debug" in words:
            raise
        _unexpected(_narrator(words), error)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _narrator(words: Sequence[str]) -> Narrator:
    return Narrator(as_json=wants_json(words))


def _unexpected(narrator: Narrator, error: Exception) -> None:
    """Keep the traceback in a log and say where it is; what a user sees is one line."""
    import traceback

    from dftzcli import paths

    where = ""
    try:
        log = paths.resolve().state / "error.log"
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            stream.write("".join(traceback.format_exception(error)) + "\n")
        where = f"the details are in {log}; "
    except Exception:
        # Whatever is wrong with the folders, the first error is the one to tell.
        where = "run it again with --debug for the details; "
    narrator.error("unexpected", f"{type(error).__name__}: {error}", f"{where}please report it in {ISSUES}")
