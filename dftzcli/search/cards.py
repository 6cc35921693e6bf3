"""Cards: every record as its plain item, written once beside the cache so that a query need not decode the store.

A scripted query is mostly imports. The typed records need a decoder whose import alone costs more than a query may, so
what `list`, `figures` and `show` print is derived once from the store and read from there: a file of JSON lines with
the names in front. It is disposable: whenever the store, the packaged data or the program has changed it is made again,
and where it cannot be written it is made in memory.

::

    header   {"key", "format", "dataset", "notice", "size", "names": [start, end, crc], "kinds": {kind: [...]}}
    names    {id: [kind, start, end, crc, name, [other names], [words it is found by]]}
    a line   the item of a record, a tab, what it is linked with
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from mmap import mmap
from typing import TYPE_CHECKING, Any, Final, overload
from zlib import crc32

from dftzcli.model.vocabulary import KINDS, Kind
from dftzcli.store.holding import held
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.search.names import NameIndex

Card = dict[str, Any]
Links = dict[Kind, list[str]]

_FORMAT: Final = 3
# What stands in a line between the item of a record and what it is linked with.
_MARK: Final = "\t"
_SEVERAL: Final = 4


class Name(NamedTuple):
    """What a record is called: its kind, its name, its other names, and the words the editors let it be found by."""

    kind: Kind
    name: str
    others: tuple[str, ...]
    found_by: tuple[str, ...] = ()


class Deck(Sequence[Card]):
    """Some cards in order, parsed when one is looked at: what is only passed on is never parsed."""

    def __init__(self, lines: list[str]) -> None:
        """Take lines of a file of cards."""
        self._lines = lines
        self._cards: tuple[Card, ...] | None = None

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Card: ...
    @overload
    def __getitem__(self, index: slice) -> Deck: ...
    def __getitem__(self, index: int | slice) -> Card | Deck:
        if isinstance(index, slice):
            return Deck(self._lines[index])
        return self._parsed()[index]

    def __iter__(self) -> Iterator[Card]:
        return iter(self._parsed())

    def texts(self) -> Sequence[str]:
        """Return the JSON of each card, as it is printed."""
        return tuple(line.partition(_MARK)[0] for line in self._lines)

    def chosen(self, indices: Iterable[int]) -> Deck:
        """Return the cards at some places, in that order."""
        wanted = list(indices)
        deck = Deck([self._lines[index] for index in wanted])
        if self._cards is not None:
            deck._cards = tuple(self._cards[index] for index in wanted)
        return deck

    def __add__(self, other: Deck) -> Deck:
        deck = Deck(self._lines + other._lines)
        if self._cards is not None and other._cards is not None:
            deck._cards = self._cards + other._cards
        return deck

    def _parsed(self) -> tuple[Card, ...]:
        if self._cards is None:
            self._cards = tuple(_parse_all(self._lines))
        return self._cards


class Cards:
    """The cards of one state of the store."""

    def __init__(self, data: bytes | mmap, *, remake: Callable[[], bytes] | None = None) -> None:
        """Take a file of cards and read its header; ValueError when it is none.

        The rest is read, and its checksum compared, when it is asked for: a file that is mapped and replaced meanwhile
        goes on being what it was, and one that turns out damaged is made again by `remake`.
        """
        self._names: dict[str, list[Any]] | None = None
        self._names_read: str | None = None
        self._kinds: dict[Kind, Deck] = {}
        self._remake = remake
        self._take(data)

    def _take(self, data: bytes | mmap) -> None:
        self._begin = data.find(b"\n") + 1
        header = json.loads(data[: self._begin])
        if header.get("format") != _FORMAT or self._begin + header["size"] != len(data):
            raise ValueError("not a whole file of cards of this format")
        self._data = data
        self._header = header
        self.key: str = header["key"]
        self.dataset: dict[str, str] = header["dataset"]
        self.notice: str | None = header["notice"]

    @cached_property
    def called(self) -> dict[frozenset[Kind], NameIndex]:
        """The names of the records of some kinds, as `calling.index_of` keeps them once it has made them."""
        return {}

    def of_kind(self, kind: Kind) -> Deck:
        """Return the cards of a kind in their order."""
        if kind not in self._kinds:
            lines = self._read(lambda: self._header["kinds"][kind]).split("\n")
            self._kinds[kind] = Deck(lines[:-1])
        return self._kinds[kind]

    def stream(self, kind: Kind) -> Deck:
        """Return the same cards as `of_kind`, read each time they are looked at and never held."""
        from functools import partial

        from dftzcli.search.streaming import Stream, checked, lines_of

        start, end, checksum = self._header["kinds"][kind]
        stretch = (self._data, self._begin + start, self._begin + end)
        found, count = checked(*stretch)
        # Reading a damaged stretch whole makes the file again.
        return Stream(partial(lines_of, *stretch), count) if found == checksum else self.of_kind(kind)

    def peek(self, identity: str) -> Card | None:
        """Return the card of an id, or None."""
        deck = self.one(identity)
        return deck[0] if deck else None

    def one(self, identity: str) -> Deck:
        """Return the card of an id as a deck of one, or of none."""
        if self._entry(identity) is None:
            return Deck([])
        return Deck([self._read(lambda: self._known(identity)[1:4]).rstrip("\n")])

    def links(self, identity: str) -> Links:
        """Return what a record is linked with in either direction, by kind."""
        found: Links = json.loads(self._read(lambda: self._known(identity)[1:4]).partition(_MARK)[2])
        return found

    def name(self, identity: str) -> Name | None:
        """Return what a record is called, or None when there is no such record."""
        found = self._entry(identity)
        return Name(found[0], found[4], tuple(found[5]), tuple(found[6])) if found else None

    def names(self, kinds: Iterable[Kind] = ()) -> Iterable[tuple[str, Name]]:
        """Yield the id and names of every record, or of those of some kinds, in stored order."""
        wanted = frozenset(kinds)
        for identity, found in self._entries().items():
            if not wanted or found[0] in wanted:
                yield identity, Name(found[0], found[4], tuple(found[5]), tuple(found[6]))

    def counts(self) -> dict[Kind, int]:
        """Return how many records each kind has."""
        counts: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        for found in self._entries().values():
            counts[found[0]] += 1
        return counts

    def _entries(self) -> dict[str, list[Any]]:
        if self._names is None:
            self._names = json.loads(self._names_text())
        return self._names

    def _names_text(self) -> str:
        if self._names_read is None:
            self._names_read = self._read(lambda: self._header["names"])
        return self._names_read

    def _entry(self, identity: str) -> list[Any] | None:
        """Return one entry of the names, parsed alone: a command that shows one record need not read every name."""
        if self._names is not None:
            return self._names.get(identity)
        text = self._names_text()
        # Only a key stands between quotation marks before a colon and a bracket; in a name they would be escaped.
        mark = f"{json.dumps(identity, ensure_ascii=False)}: ["
        place = text.find(mark)
        if place < 0:
            return None
        entry: list[Any] = json.JSONDecoder().raw_decode(text, place + len(mark) - 1)[0]
        return entry

    def _known(self, identity: str) -> list[Any]:
        found = self._entry(identity)
        if found is None:
            raise KeyError(identity)
        return found

    def _read(self, place: Callable[[], list[int]]) -> str:
        """Return what stands at a place, which is looked up again when the file had to be made again."""
        start, end, checksum = place()
        # Looked at in place: a copy of a whole kind is hundreds of pages that the system must find first.
        data = memoryview(self._data)[self._begin + start : self._begin + end]
        if crc32(data) != checksum:
            if self._remake is None:
                raise ValueError("a damaged file of cards")
            remake, self._remake = self._remake, None
            self._names = self._names_read = None
            self._take(remake())
            return self._read(place)
        return str(data, "utf-8")


def compose(
    sources: Iterable[tuple[str, Name, str, Links]], *, key: str, dataset: Mapping[str, str], notice: str | None
) -> bytes:
    """Return the bytes of a file of cards.

    `sources` are id, names, item as JSON text and links of each record, kind by kind in the order of the cards.
    """
    lines: dict[Kind, list[bytes]] = {kind: [] for kind in KINDS}
    names: dict[str, list[Any]] = {}
    for identity, name, text, links in sources:
        line = f"{text}\t{json.dumps(links)}\n".encode()
        lines[name.kind].append(line)
        names[identity] = [name.kind, 0, len(line), crc32(line), name.name, name.others, name.found_by]
    # The places of the cards stand in the names, which stand in front of them: names are padded to a length that
    # does not depend on the places.
    width = len(json.dumps(names, ensure_ascii=False).encode()) + 24 * len(names)
    place = width + 1
    kinds: dict[str, list[int]] = {}
    entries = iter(names.values())
    for kind in KINDS:
        start = place
        for line in lines[kind]:
            entry = next(entries)
            entry[1:3] = [place, place + len(line)]
            place += len(line)
        kinds[kind] = [start, place]
    body = json.dumps(names, ensure_ascii=False).encode().ljust(width) + b"\n"
    parts = {kind: b"".join(lines[kind]) for kind in KINDS}
    header = {
        "key": key,
        "format": _FORMAT,
        "dataset": dict(dataset),
        "notice": notice,
        "size": place,
        "names": [0, width, crc32(body[:width])],
        "kinds": {kind: [*kinds[kind], crc32(part)] for kind, part in parts.items()},
    }
    return json.dumps(header).encode() + b"\n" + body + b"".join(parts.values())


def read(path: str | os.PathLike[str], key: str, *, remake: Callable[[], bytes]) -> Cards | None:
    """Return the cards of a file if they are of the state that `key` names; None when they are not, or not there."""
    try:
        cards = Cards(held(path)[0], remake=remake)
        if cards.key == key:
            return cards
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Whatever is wrong with a derived file, the store knows better.
        pass
    return None


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file of cards whole or not at all; OSError where that cannot be done.

    Two processes may write at once: both write the same, and the last one stays.
    """
    import tempfile

    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".cards.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _parse(line: str) -> Card:
    """Return the card at the start of a line; what stands behind its tabulator is no part of it."""
    card: Card = _DECODER.raw_decode(line)[0]
    return card


def _parse_all(lines: list[str]) -> list[Card]:
    """Return the cards at the start of some lines; read as one array they share their keys, a quarter faster."""
    if len(lines) < _SEVERAL:
        return [_parse(line) for line in lines]
    cards: list[Card] = _DECODER.decode(f"[{','.join([line.partition(_MARK)[0] for line in lines])}]")
    return cards


def _exactly(digits: str) -> Any:
    from decimal import Decimal

    return Decimal(digits)


# One for all lines: making it takes as long as reading a short card.
_DECODER: Final = json.JSONDecoder(parse_float=_exactly)
