"""Text from data made safe to show: what could steer a terminal or reorder a line is written out as characters."""

from __future__ import annotations

import re
from functools import cache

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, *, keep: str = "") -> str:
    """Write control characters as `\\x1b` or `\\u202e`, those in `keep` excepted.

    >>> visible("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return _control().sub(lambda found: found.group() if found.group() in keep else _written(found.group()), text)


def _written(character: str) -> str:
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


@cache
def _control() -> re.Pattern[str]:
    # C0 and C1 controls, DEL, line and paragraph separators, and the marks that change the direction of text.
    # Compiled when it is first needed: most data need it never, and compiling costs more than a command may.
    return re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
