"""Cards: every record as its plain item, written once beside the cache so that a query need not decode the store.

A scripted query is mostly imports. The typed records need a decoder whose import alone costs more than a query may, so
what `list`, `figures` and `show` print is derived once from the store and read from there: a file of JSON lines with
the names in front. It is disposable: whenever the store, the packaged data or the program has changed it is made again,
and where it cannot be written it is made in memory.

::

    header   {"key", "format", "dataset", "notice", "names": [start, end], "kinds": {kind: [start, end]}}
    names    {id: [kind, start, end, name, other names ...]}
    a line   the item of a record, a tab, what it is linked with
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from mmap import ACCESS_READ, mmap
from typing import Any, Final, NamedTuple, overload

from dftzcli.model.vocabulary import KINDS, Kind

Card = dict[str, Any]
Links = dict[Kind, list[str]]

_FORMAT: Final = 1


class Name(NamedTuple):
    """What a record is called: its kind, its name, and every other name it answers to."""

    kind: Kind
    name: str
    others: tuple[str, ...]


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

    def texts(self) -> tuple[str, ...]:
        """Return the JSON of each card, as it is printed."""
        return tuple(line.partition("\t")[0] for line in self._lines)

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
            self._cards = tuple(_parse(line) for line in self._lines)
        return self._cards


class Cards:
    """The cards of one state of the store."""

    def __init__(self, data: bytes | mmap) -> None:
        """Take a file of cards and read its header; ValueError when it is none.

        The rest is read when it is asked for: a file that is mapped and replaced meanwhile goes on being what it was.
        """
        self._begin = data.find(b"\n") + 1
        header = json.loads(data[: self._begin])
        if header.get("format") != _FORMAT:
            raise ValueError("not a file of cards of this format")
        self._data = data
        self._header = header
        self.key: str = header["key"]
        self.dataset: dict[str, str] = header["dataset"]
        self.notice: str | None = header["notice"]
        self._names: dict[str, list[Any]] | None = None
        self._kinds: dict[Kind, Deck] = {}

    def of_kind(self, kind: Kind) -> Deck:
        """Return the cards of a kind in their order."""
        if kind not in self._kinds:
            lines = self._read(*self._header["kinds"][kind]).split("\n")
            self._kinds[kind] = Deck(lines[:-1])
        return self._kinds[kind]

    def peek(self, identity: str) -> Card | None:
        """Return the card of an id, or None."""
        deck = self.one(identity)
        return deck[0] if deck else None

    def one(self, identity: str) -> Deck:
        """Return the card of an id as a deck of one, or of none."""
        found = self._entries().get(identity)
        return Deck([self._read(found[1], found[2]).rstrip("\n")] if found else [])

    def links(self, identity: str) -> Links:
        """Return what a record is linked with in either direction, by kind."""
        _, start, end = self._entries()[identity][:3]
        found: Links = json.loads(self._read(start, end).partition("\t")[2])
        return found

    def name(self, identity: str) -> Name | None:
        """Return what a record is called, or None when there is no such record."""
        found = self._entries().get(identity)
        return Name(found[0], found[3], tuple(found[4:])) if found else None

    def names(self, kinds: Iterable[Kind] = ()) -> Iterable[tuple[str, Name]]:
        """Yield the id and names of every record, or of those of some kinds, in stored order."""
        wanted = frozenset(kinds)
        for identity, found in self._entries().items():
            if not wanted or found[0] in wanted:
                yield identity, Name(found[0], found[3], tuple(found[4:]))

    def counts(self) -> dict[Kind, int]:
        """Return how many records each kind has."""
        counts: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        for found in self._entries().values():
            counts[found[0]] += 1
        return counts

    def _entries(self) -> dict[str, list[Any]]:
        if self._names is None:
            self._names = json.loads(self._read(*self._header["names"]))
        return self._names

    def _read(self, start: int, end: int) -> str:
        return self._data[self._begin + start : self._begin + end].decode()


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
        names[identity] = [name.kind, 0, len(line), name.name, *name.others]
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
    header = {
        "key": key,
        "format": _FORMAT,
        "dataset": dict(dataset),
        "notice": notice,
        "names": [0, width],
        "kinds": kinds,
    }
    return json.dumps(header).encode() + b"\n" + body + b"".join(line for kind in KINDS for line in lines[kind])


def read(path: str | os.PathLike[str], key: str) -> Cards | None:
    """Return the cards of a file if they are of the state that `key` names; None when they are not, or not there."""
    try:
        with open(path, "rb") as stream:
            cards = Cards(mmap(stream.fileno(), 0, access=ACCESS_READ))
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
    card: Card = json.loads(line.partition("\t")[0], parse_float=_exactly)
    return card


def _exactly(digits: str) -> Any:
    from decimal import Decimal

    return Decimal(digits)
