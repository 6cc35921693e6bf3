"""Ids as arguments, or on standard input where an argument is `-`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dftzcli.errors import UsageError


def given(arguments: Sequence[str]) -> list[str]:
    """Return the ids and names given, `-` replaced by the lines of standard input; UsageError where there are none."""
    if "-" not in arguments:
        return list(arguments)
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("- reads standard input, which is a terminal or closed", fix="pipe ids in, one a line")
    texts: list[str] = []
    for text in arguments:
        texts += [line.strip() for line in sys.stdin if line.strip()] if text == "-" else [text]
    if not texts:
        raise UsageError("standard input held no id", fix="pipe ids in, one a line, as `-f ids` prints them")
    return texts
