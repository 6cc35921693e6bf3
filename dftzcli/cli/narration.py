"""Everything that is not data: notices and errors, on standard error and nowhere else."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from itertools import pairwise

from dftzcli.render.escape import visible


class Narrator:
    """Writes to standard error; `quiet` keeps notices back, never errors."""

    def __init__(self, *, quiet: bool = False, as_json: bool = False) -> None:
        self.quiet = quiet
        self.as_json = as_json

    def notice(self, text: str) -> None:
        """Say something in one line that is not data."""
        if not self.quiet:
            _write(visible(text) + "\n")

    def error(self, code: str, message: str, fix: str = "") -> None:
        """Say what went wrong and what to do about it: in words, or as JSON where JSON was asked for."""
        if self.as_json:
            from dftzcli.render.structured import encoded

            _write(encoded({"error": {"code": code, "message": message, "fix": fix}}) + "\n")
            return
        _write(f"error: {visible(message)}\n" + (f"  fix: {visible(fix)}\n" if fix else ""))


def on_terminal(*, output: bool = True) -> bool:
    """Tell whether input, output and errors all are a terminal: only there is a person who can be shown a screen.

    Output need not be one where it is only told of in the end what the person chose.
    """
    streams = (sys.stdin, sys.stderr, *((sys.stdout,) if output else ()))
    return all(stream is not None and stream.isatty() for stream in streams)


def wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether a command line asks for JSON, before it has been read: errors in it are to be JSON too."""
    words = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    if any(word in ("--json", "--format=json") or re.fullmatch("-[a-zA-Z]*(j|fjson)", word) for word in words):
        return True
    follows = {
        first: second for first, second in pairwise(words) if re.fullmatch("-[a-zA-Z]*[fo]|--format|--output", first)
    }
    if any(second == "json" for first, second in follows.items() if first.endswith(("f", "format"))):
        return True
    named = any(first.endswith(("f", "format")) for first in follows)
    return not named and any(second.endswith(".json") for second in follows.values())


def _write(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        # Whoever listened has gone, or the terminal knows no such character; there is nobody left to tell.
        pass
