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
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from dftzcli.model.vocabulary import KINDS, Kind

Card = dict[str, Any]
Links = dict[Kind, list[str]]

_FORMAT: Final = 1


class Name(NamedTuple):
    """What a record is called: its kind, its name, and every other name it answers to."""

    kind: Kind
    name: str
    others: tuple[str, ...]


class Source(NamedTuple):
    """One record to make a card of: its item as JSON text, what it is called, and its links."""

    identity: str
    name: Name
    text: str
    links: Links


class Cards:
    """The cards of one state of the store."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a file of cards; ValueError when they are not one."""
        first, _, self._body = data.partition(b"\n")
        self._header = json.loads(first)
        if self._header.get("format") != _FORMAT:
            raise ValueError("not a file of cards of this format")
        self.key: str = self._header["key"]
        self.dataset: dict[str, str] = self._header["dataset"]
        self.notice: str | None = self._header["notice"]
        self._names: dict[str, list[Any]] | None = None
        self._kinds: dict[Kind, tuple[Card, ...]] = {}
        self._texts: dict[str, str] = {}

    def of_kind(self, kind: Kind) -> tuple[Card, ...]:
        """Return the cards of a kind in stored order."""
        if kind not in self._kinds:
            start, end = self._header["kinds"][kind]
            lines = self._body[start:end].decode().splitlines()
            self._kinds[kind] = tuple(self._parse(line) for line in lines)
        return self._kinds[kind]

    def peek(self, identity: str) -> Card | None:
        """Return the card of an id, or None."""
        found = self._entries().get(identity)
        if found is None:
            return None
        kind, start, end = found[:3]
        if kind in self._kinds:
            return next(card for card in self._kinds[kind] if card["id"] == identity)
        return self._parse(self._body[start:end].decode())

    def text(self, identity: str) -> str:
        """Return the JSON of a card that was returned before, as it is printed."""
        return self._texts[identity]

    def links(self, identity: str) -> Links:
        """Return what a record is linked with in either direction, by kind."""
        _, start, end = self._entries()[identity][:3]
        found: Links = json.loads(self._body[start:end].decode().partition("\t")[2])
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
            start, end = self._header["names"]
            self._names = json.loads(self._body[start:end])
        return self._names

    def _parse(self, line: str) -> Card:
        text = line.partition("\t")[0]
        card: Card = json.loads(text, parse_float=_exactly)
        self._texts[card["id"]] = text
        return card


def compose(sources: Iterable[Source], *, key: str, dataset: Mapping[str, str], notice: str | None) -> bytes:
    """Return a file of cards; `sources` come kind by kind in stored order."""
    lines: dict[Kind, list[bytes]] = {kind: [] for kind in KINDS}
    names: dict[str, list[Any]] = {}
    for source in sources:
        line = f"{source.text}\t{json.dumps(source.links)}\n".encode()
        lines[source.name.kind].append(line)
        names[source.identity] = [source.name.kind, 0, len(line), source.name.name, *source.name.others]
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
            cards = Cards(stream.read())
        return cards if cards.key == key else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Whatever is wrong with a derived file, the store knows better.
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


def _exactly(digits: str) -> Any:
    from decimal import Decimal

    return Decimal(digits)
