"""What stands in a text beside its statements: where they are from, how sure they are, how old; and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ID: Final = r"[a-z0-9]+(?:-[a-z0-9]+)+"
# Brackets may stand within brackets once: "(dftz-paper, Table 2, row 2 (imports))".
_BRACKET: Final = re.compile(r"\((?:[^()\n]|\([^()\n]*\))*\)")
_CITED: Final = re.compile(rf"\(({_ID})(?:[,)]|; ({_ID})[,;)])")
# How a number was read, what keeps it from being sure, how old it is.
_TAG: Final = re.compile(
    r"\\?\[(?:(?:low|medium|high) confidence|repaired|computed|inferred|as printed|undated"
    r"|(?:caution|disputed|contradicted|reading in doubt|definitions differ|does not add up)(?::[^\]\n]*)?)\\?\](?!\()"
    r"|\((?:(?:inferred|undated)(?:; )?)?(?:\d+(?:\.\d+)? years? old)?\)",
    re.IGNORECASE,
)
# An id in brackets, or one that is said to be a source; words joined by a hyphen or two are no such.
_LOOSE_ID: Final = re.compile(
    rf"(?<=[(\[])(?:[a-z0-9]+-){{2,}}[a-z0-9]+(?=[,;)\]])|(?<=\bsource )(?:{_ID})|(?<=\bsource: )(?:{_ID})", re.I
)
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
# Frames and bars of a picture in characters.
_DRAWN: Final = re.compile("[\u2500-\u259f]")


def notes(text: str, sources: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that tell where a statement is from or how sure it is; `sources` are known ids."""
    for bracket in _BRACKET.finditer(text):
        cited = _CITED.match(bracket.group())
        if cited and not sources.isdisjoint(cited.groups()):
            yield bracket.span()
    for pattern in (_TAG, _LOOSE_ID):
        for match in pattern.finditer(text):
            yield match.span()


def rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of blocks of code and of pictures, each of which is read alone."""
    fence = ""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif fence or _DRAWN.search(line):
            yield start, end
        start = end
