"""Which characters the shipped font has: what it lacks is written as its number, so that nothing is lost unseen."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

FAMILY: Final = "Noto Sans CJK SC"
_REGULAR: Final = "NotoSansCJKsc-Regular-subset.otf"
# Up to here the typesetter's own fonts stand in for what ours lacks: Latin with rarer marks, Greek, Cyrillic.
_COVERED_ANYWAY: Final = 0x530
_SEGMENTED: Final = 4


def folder() -> Path:
    """Return the folder of the fonts."""
    return Path(__file__).parents[1] / "fonts"


def shown(text: str) -> str:
    """Return a text with every character that no font here has written as U+XXXX."""
    if text.isascii():
        return text
    known = characters()
    return "".join(each if ord(each) < _COVERED_ANYWAY or ord(each) in known else f"U+{ord(each):04X}" for each in text)


@cache
def characters() -> frozenset[int]:
    """Return the code points of the regular font, read from its character map (OpenType `cmap`, format 4)."""
    data = (folder() / _REGULAR).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    (maps,) = struct.unpack_from(">H", data, start + 2)
    for number in range(maps):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * number)
        if struct.unpack_from(">H", data, start + offset)[0] == _SEGMENTED:
            return frozenset(_mapped(data, start + offset))
    raise ValueError(f"{_REGULAR} has no character map of format {_SEGMENTED}")


def _mapped(data: bytes, start: int) -> Iterator[int]:
    """Yield the characters of a map in segments: those that lead to a glyph."""
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    many = f">{doubled // 2}H"
    ends, starts, deltas, offsets = (
        struct.unpack_from(many, data, start + at + part * doubled) for part, at in enumerate((14, 16, 16, 16))
    )
    for number, (last, first, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        if not offset:
            yield from (code for code in range(first, last + 1) if (code + delta) & 0xFFFF and code != 0xFFFF)
            continue
        place = start + 16 + 3 * doubled + 2 * number + offset
        glyphs = struct.unpack_from(f">{last - first + 1}H", data, place)
        yield from (first + each for each, glyph in enumerate(glyphs) if glyph)
