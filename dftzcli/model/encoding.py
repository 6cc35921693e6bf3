"""Values as JSON text: decimals as the numbers they are, and nothing in it that could steer a terminal."""

from __future__ import annotations

import re
from functools import cache
from typing import Any


def encode(value: Any) -> str:
    """Return compact JSON in which decimals keep their digits and control characters are written as `\\uXXXX`.

    JSON lets C1 controls and marks of direction stand in a string; written out they are the same JSON.
    """
    import msgspec

    text = msgspec.json.Encoder(decimal_format="number").encode(value).decode()
    if text.isprintable():
        return text
    return _control().sub(lambda found: f"\\u{ord(found.group()):04x}", text)


@cache
def _control() -> re.Pattern[str]:
    return re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
