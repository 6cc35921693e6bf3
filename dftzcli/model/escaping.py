"""Text from data made safe to show: what could steer a terminal or reorder a line is written out as characters."""

from __future__ import annotations

import re
from functools import cache

from dftzcli.model.encoding import UNSEEN

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
    return _NAMED.get(character) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


@cache
def _control() -> re.Pattern[str]:
    # Compiled when it is first needed: most data need it never, and compiling costs more than a command may.
    return re.compile(f"[\x00-\x1f{UNSEEN}\ud800-\udfff]")
