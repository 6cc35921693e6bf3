"""Questions to a person: only where there is one, and never without a flag that answers instead."""

from __future__ import annotations

import os
import sys

from dftzcli.errors import UsageError


def confirm(question: str, *, yes: bool, no_input: bool) -> None:
    """Return when the answer is yes; UsageError when nobody can be asked or the answer is no."""
    if yes:
        return
    streams = (sys.stdin, sys.stderr)
    someone = all(stream is not None and stream.isatty() for stream in streams)
    if no_input or os.environ.get("CI") or not someone:
        raise UsageError(f"not done, because nobody can be asked: {question}", fix="add --yes")
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("not done: the answer was no", fix="answer y, or add --yes")
