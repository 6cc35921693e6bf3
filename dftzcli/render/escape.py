"""Text from data made safe to show: what could steer a terminal or reorder a line is written out as characters."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line and paragraph separators, and the marks that change the direction of text.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# The same for encoded JSON, where C0 controls are written out already and a line end is the encoder's own.
_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, *, keep: str = "") -> str:
    """Write control characters as `\\x1b` or `\\u202e`, those in `keep` excepted.

    >>> visible("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return _CONTROL.sub(lambda found: found.group() if found.group() in keep else _written(found.group()), text)


def _written(character: str) -> str:
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def json_safe(encoded: str) -> str:
    """Write control characters that JSON lets stand as `\\uXXXX`; inside strings, the only place they can be, it is
    the same JSON."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", encoded)
