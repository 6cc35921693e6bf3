"""Values as JSON text: decimals as the numbers they are, and nothing in it that could steer a terminal."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

# DEL and C1 controls; what is not seen or turns the direction of text: soft hyphen, marks of direction, zero-width
# space, separators of lines and paragraphs, invisible operators, byte order mark, annotations and tags. The joiners
# U+200C and U+200D stay: some scripts need them.
UNSEEN: Final = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)


def encode(value: Any) -> str:
    """Return compact JSON in which decimals keep their digits and control characters are written as `\\uXXXX`.

    JSON lets C1 controls and marks of direction stand in a string; written out they are the same JSON.
    """
    import msgspec

    text = msgspec.json.Encoder(decimal_format="number").encode(value).decode()
    if text.isprintable():
        return text
    return _control().sub(lambda found: _written(found.group()), text)


def _written(character: str) -> str:
    """Write a character as JSON does: as one or two UTF-16 code units."""
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


@cache
def _control() -> re.Pattern[str]:
    return re.compile(f"[{UNSEEN}]")
