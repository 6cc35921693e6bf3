"""Questions to a person: only where there is one, and never without a flag that answers instead."""

from __future__ import annotations

import os
import sys

from dftzcli.errors import UsageError
from dftzcli.render.escape import visible


def confirm(question: str, *, yes: bool, no_input: bool) -> None:
    """Return when the answer is yes; UsageError when nobody can be asked or the answer is no."""
    if yes:
        return
    if no_input or not _someone():
        raise UsageError(f"not done, because nobody can be asked: {question}", fix="add --yes")
    if not _is_yes(question):
        raise UsageError("not done: the answer was no", fix="answer y, or add --yes")


def agreed(question: str) -> bool:
    """Tell whether somebody says yes; nobody being there is no."""
    return _someone() and _is_yes(question)


def _someone() -> bool:
    streams = (sys.stdin, sys.stderr)
    return not os.environ.get("CI") and all(stream is not None and stream.isatty() for stream in streams)


def _is_yes(question: str) -> bool:
    sys.stderr.write(f"{visible(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
