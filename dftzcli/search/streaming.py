"""Cards that are read from their file whenever they are looked at: an answer of any size in the memory of one card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from mmap import mmap
from typing import TYPE_CHECKING, Any, Final, overload
from zlib import crc32

from dftzcli.search.cards import Card, Deck

if TYPE_CHECKING:
    import msgspec

# Small enough to leave no trace in memory, large enough not to be felt.
_BLOCK: Final = 1 << 17
_AROUND: Final = 1 << 20


class Stream(Deck):
    """A deck that holds nothing: each time it is gone through, its lines are read again."""

    def __init__(self, lines: Callable[[], Iterable[str]], count: int) -> None:
        """Take what reads the lines, and how many there are."""
        super().__init__([])
        self._read = lines
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Card: ...
    @overload
    def __getitem__(self, index: slice) -> Deck: ...
    def __getitem__(self, index: int | slice) -> Card | Deck:
        if isinstance(index, slice):
            return Deck(list(self._read())[index])
        place = range(self._count)[index]
        return Deck(list(islice(self._read(), place, place + 1)))[0]

    def __iter__(self) -> Iterator[Card]:
        decode = _decoder().decode
        for line in self._read():
            yield decode(line.partition("\t")[0])

    def texts(self) -> Sequence[str]:
        """Return the JSON of each card, as it is printed, read while it is gone through."""
        return _Texts(self._read, self._count)

    def chosen(self, indices: Iterable[int]) -> Stream:
        """Return the cards at some places, in their own order."""
        wanted = frozenset(indices)

        def lines() -> Iterator[str]:
            return (line for place, line in enumerate(self._read()) if place in wanted)

        return Stream(lines, len(wanted))

    def __add__(self, other: Deck) -> Stream:
        return Stream(lambda: chain(self._read(), _lines(other)), len(self) + len(other))

    def __radd__(self, other: Deck) -> Stream:
        return Stream(lambda: chain(_lines(other), self._read()), len(other) + len(self))


class _Texts(Sequence[str]):
    """The JSON of the cards of a stream."""

    def __init__(self, lines: Callable[[], Iterable[str]], count: int) -> None:
        self._read = lines
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return (line.partition("\t")[0] for line in self._read())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return list(self)[index]


def _lines(deck: Deck) -> Iterable[str]:
    return deck._read() if isinstance(deck, Stream) else deck._lines


def checked(data: bytes | mmap, start: int, end: int) -> tuple[int, int]:
    """Return the checksum of a stretch of a file of cards and how many lines it has, read block by block."""
    checksum = count = 0
    for block in blocks(data, start, end):
        checksum = crc32(block, checksum)
        count += block.count(b"\n")
    return checksum, count


def lines_of(data: bytes | mmap, start: int, end: int) -> Iterator[str]:
    """Yield the lines of a stretch of a file of cards, read block by block."""
    rest = b""
    for block in blocks(data, start, end):
        # Line by line: the texts of a whole block at once, let go of one by one, leave holes that memory never closes.
        block = rest + block
        place = 0
        while (line_end := block.find(b"\n", place)) >= 0:
            yield block[place:line_end].decode()
            place = line_end + 1
        rest = block[place:]


def blocks(data: bytes | mmap, start: int, end: int) -> Iterator[bytes]:
    """Yield a stretch of a file in blocks, and let go of the pages that were read."""
    import mmap as mapping

    page = mapping.PAGESIZE
    for place in range(start, end, _BLOCK):
        yield bytes(data[place : min(place + _BLOCK, end)])
        # What is mapped counts as memory of ours until it is let go; what is behind is not looked at again.
        if isinstance(data, mmap) and hasattr(mapping, "MADV_DONTNEED"):
            # The system brings in what is around a page too, so a little before it is let go as well.
            first = max(0, place - _AROUND) // page * page
            data.madvise(mapping.MADV_DONTNEED, first, min(place + _BLOCK, len(data)) - first)


def _decoder() -> msgspec.json.Decoder[Any]:
    import msgspec

    from dftzcli.search.cards import _exactly

    return msgspec.json.Decoder(float_hook=_exactly)
