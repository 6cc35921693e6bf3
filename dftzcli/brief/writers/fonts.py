"""Which characters the shipped font has: what it lacks is written as its number, so that nothing is lost unseen."""

from __future__ import annotations

import struct
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Final

from dftzcli.tuples import NamedTuple

FAMILY: Final = "Noto Sans CJK SC"
_REGULAR: Final = "NotoSansCJKsc-Regular-subset.otf"
# Up to here the typesetter's own fonts stand in for what ours lacks: Latin with rarer marks, Greek, Cyrillic.
_COVERED_ANYWAY: Final = 0x530
_SEGMENTED: Final = 4
# Such a map has two bytes for a character, and the last of them is none.
_LAST: Final = 0xFFFF


def folder() -> Path:
    """Return the folder of the fonts."""
    return Path(__file__).parents[1] / "fonts"


def shown(text: str) -> str:
    """Return a text with every character that no font here has written as U+XXXX."""
    if text.isascii():
        return text
    return "".join(each if ord(each) < _COVERED_ANYWAY or _has(ord(each)) else f"U+{ord(each):04X}" for each in text)


class _Map(NamedTuple):
    """A character map in segments: their last and first characters, and how each leads to glyphs."""

    ends: tuple[int, ...]
    starts: tuple[int, ...]
    deltas: tuple[int, ...]
    offsets: tuple[int, ...]
    data: bytes
    # Where the offsets stand, from which they are counted.
    at: int


@cache
def _has(code: int) -> bool:
    """Tell whether the regular font has a character."""
    found = _map()
    number = bisect_left(found.ends, code)
    if number == len(found.ends) or found.starts[number] > code or code >= _LAST:
        return False
    if not found.offsets[number]:
        return (code + found.deltas[number]) & _LAST != 0
    place = found.at + 2 * number + found.offsets[number] + 2 * (code - found.starts[number])
    return bool(struct.unpack_from(">H", found.data, place)[0])


@cache
def _map() -> _Map:
    """Return the character map of the regular font (OpenType `cmap`, format 4)."""
    data = (folder() / _REGULAR).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    (maps,) = struct.unpack_from(">H", data, start + 2)
    for number in range(maps):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * number)
        if struct.unpack_from(">H", data, start + offset)[0] == _SEGMENTED:
            return _segments(data, start + offset)
    raise ValueError(f"{_REGULAR} has no character map of format {_SEGMENTED}")


def _segments(data: bytes, start: int) -> _Map:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{doubled // 2}H", data, start + at + part * doubled)
        for part, at in enumerate((14, 16, 16, 16))
    )
    return _Map(ends, starts, deltas, offsets, data, start + 16 + 3 * doubled)
