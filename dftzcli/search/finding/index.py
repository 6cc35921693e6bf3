"""The index: made of the cards, kept in the cache under the state it is of, and made again whenever that changes.

::

    search-<store>-<state>/   one folder a state, renamed into place when it is whole
        state                 the key of the state, in full, and the stamps of the files of both indexes
        records/              the tantivy index of records
        lexicon/              the tantivy index of words and terms
        traditional.json      traditional characters and their simplified forms

It is disposable. Where the cache cannot be written it is made in memory; where it is damaged it is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dftzcli.search.cards import Cards
from dftzcli.search.shelf import Shelf

if TYPE_CHECKING:
    from tantivy import DocAddress, Query, Schema, Searcher
    from tantivy import Index as TantivyIndex

_STATE: Final = "state"
_RECORDS: Final = "records"
_LEXICON: Final = "lexicon"
_TRADITIONAL: Final = "traditional.json"
# Bytes a writer may gather before it starts a new segment: one segment is what is searched fastest.
_HEAP: Final = 64_000_000
_SMALL_HEAP: Final = 15_000_000
_MANY: Final = 5_000
# How long to wait for another process that is making the same index before making one in memory.
_PATIENCE: Final = 60.0
# Kinds whose records are asked for by the initials of their names; figures, documents and what is said of them are not.
_SPELT: Final = frozenset(("policy", "industry", "incentive", "partner", "project", "indicator", "place", "agency"))


class Index:
    """An index that is open: the records, the words, and the table of traditional characters."""

    def __init__(
        self, records: TantivyIndex, lexicon: TantivyIndex, traditional: Callable[[], tuple[str, str]]
    ) -> None:
        """Take the two indexes, and what reads the table when Chinese is typed."""
        self.schema: Schema = records.schema
        self.searcher: Searcher = records.searcher()
        self.lexicon_schema: Schema = lexicon.schema
        self.lexicon: Searcher = lexicon.searcher()
        self._traditional = traditional

    @cached_property
    def simplifying(self) -> dict[int, int]:
        """The table that writes traditional characters as simplified ones, for `str.translate`."""
        return str.maketrans(*self._traditional())

    def frequency(self, field: str, term: str | int) -> int:
        """Return in how many records a term stands in a field."""
        found: int = self.searcher.doc_freq(field, term)
        return found

    def entry(self, key: str) -> dict[str, Any] | None:
        """Return what a term of the field stands for, or None."""
        known = self._stored("key", key)
        if known is None:
            return None
        words: dict[str, list[Any]] = {}
        for concept in known["concepts"]:
            for entry in self._stored("concept", concept) or ():
                words.setdefault(entry[0], entry)
        known["terms"] = sorted(words.values(), key=lambda entry: -entry[1])
        return dict(known)

    def stored(self, address: DocAddress) -> tuple[str, str]:
        """Return what a hit of a record is made of: its item and its texts, both JSON."""
        document = self.searcher.doc(address)
        return bytes(document["item"][0]).decode(), bytes(document["parts"][0]).decode()

    def identity(self, address: DocAddress) -> str:
        """Return the id of a record."""
        return str(self.searcher.doc(address)["id"][0])

    def count(self, query: Query) -> int:
        """Return how many records a query finds."""
        found: int = getattr(self.searcher.search(query, 1), "count", 0)
        return found

    def _stored(self, field: str, term: str) -> Any:
        if not self.lexicon.doc_freq(field, term):
            return None
        from tantivy import Query

        hits = self.lexicon.search(Query.term_query(self.lexicon_schema, field, term, "basic"), 1, count=False).hits
        return json.loads(bytes(self.lexicon.doc(hits[0][1])["entry"][0]))


def open_index(cards: Cards, shelf: Shelf | None, thesaurus: str) -> Index:
    """Open the index of some cards, making it where there is none; in memory without a shelf or where it is no use.

    `thesaurus` is the file of the thesaurus, which only a new index reads.
    """
    if shelf is None:
        return _in_memory(cards, thesaurus)
    key = shelf.key(thesaurus)
    found = _kept(shelf.folder(key), key)
    return found if found is not None else _made(cards, shelf, key, thesaurus)


def discard(shelf: Shelf | None, thesaurus: str) -> None:
    """Remove the index of a state: what is damaged is made again at the next question."""
    if shelf is not None:
        import shutil

        shutil.rmtree(shelf.folder(shelf.key(thesaurus)), ignore_errors=True)


def _kept(folder: str, key: str) -> Index | None:
    try:
        with open(os.path.join(folder, _STATE), encoding="utf-8") as stream:
            if stream.read() != f"{key}\n{_stamps(folder)}":
                return None
        from tantivy import Index as TantivyIndex

        records, lexicon = (TantivyIndex.open(os.path.join(folder, name)) for name in (_RECORDS, _LEXICON))
        return Index(records, lexicon, lambda: _traditional_of(folder))
    except (OSError, ValueError):
        # Whatever is wrong with a derived folder, it is made again.
        return None


def _stamps(folder: str) -> str:
    """Return what tells the files of an index from any that somebody has written to since: size, time and inode.

    A file that is damaged in its middle opens well enough, and then asks for all the memory there is.
    """
    found = []
    for name in (_RECORDS, _LEXICON):
        with os.scandir(os.path.join(folder, name)) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if not entry.name.endswith(".lock"):
                    status = entry.stat(follow_symlinks=False)
                    found.append(f"{name}/{entry.name}:{status.st_size}:{status.st_mtime_ns}:{status.st_ino}")
    return "|".join(found)


def _traditional_of(folder: str) -> tuple[str, str]:
    try:
        with open(os.path.join(folder, _TRADITIONAL), encoding="utf-8") as stream:
            old, new = json.load(stream)
    except FileNotFoundError:
        # Another process has made the index of a newer state since, or somebody emptied the cache.
        from dftzcli.search.finding.lexicon import Simplifier

        return Simplifier().pairs
    return old, new


def _made(cards: Cards, shelf: Shelf, key: str, thesaurus: str) -> Index:
    """Make the index under a lock, so that two processes make one; whoever waited takes what the other has made."""
    from dftzcli.errors import StoreError
    from dftzcli.store.locking import locked

    try:
        with locked(Path(shelf.cache) / f"search-{shelf.store}", timeout=_PATIENCE):
            folder = shelf.folder(key)
            found = _kept(folder, key)
            if found is None:
                _write(cards, shelf, key, thesaurus)
                found = _kept(folder, key)
    except (OSError, ValueError, StoreError):
        found = None
    return found if found is not None else _in_memory(cards, thesaurus)


def _write(cards: Cards, shelf: Shelf, key: str, thesaurus: str) -> None:
    import shutil
    import tempfile

    # Whoever made these was killed, or made them of a state that has passed: the lock is ours.
    for other in list(_others(shelf)):
        shutil.rmtree(other, ignore_errors=True)
    making = tempfile.mkdtemp(dir=shelf.cache, prefix=f"search-{shelf.store}-making-")
    try:
        for name in (_RECORDS, _LEXICON):
            os.mkdir(os.path.join(making, name))
        pairs = _fill(cards, thesaurus, making)
        with open(os.path.join(making, _TRADITIONAL), "w", encoding="utf-8") as stream:
            json.dump(pairs, stream, ensure_ascii=False)
        with open(os.path.join(making, _STATE), "w", encoding="utf-8") as stream:
            stream.write(f"{key}\n{_stamps(making)}")
        os.rename(making, shelf.folder(key))
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _others(shelf: Shelf) -> Iterator[str]:
    with suppress(OSError), os.scandir(shelf.cache) as entries:
        for entry in entries:
            if entry.name.startswith(f"search-{shelf.store}-") and entry.is_dir(follow_symlinks=False):
                yield entry.path


def _in_memory(cards: Cards, thesaurus: str) -> Index:
    made: list[TantivyIndex] = []
    pairs = _fill(cards, thesaurus, None, made)
    return Index(made[0], made[1], lambda: pairs)


def _fill(cards: Cards, thesaurus: str, folder: str | None, made: list[TantivyIndex] | None = None) -> tuple[str, str]:
    """Write both indexes into a folder, or into memory, and return the table of traditional characters."""
    from tantivy import Document
    from tantivy import Index as TantivyIndex

    from dftzcli.model.vocabulary import KINDS
    from dftzcli.search.finding import text
    from dftzcli.search.finding.documents import Namer, entry_of
    from dftzcli.search.finding.lexicon import Lexicon, Simplifier, Sounds, documents, simplified, sounded
    from dftzcli.search.finding.reach import Reach
    from dftzcli.search.finding.shape import lexicon_schema, records_schema
    from dftzcli.search.finding.thesaurus import Wordbook, read_thesaurus

    simplifier, sounds, lexicon = Simplifier(), Sounds(), Lexicon()
    namer, reach = Namer(cards), Reach(cards)
    schema = records_schema()
    records = TantivyIndex(schema, path=os.path.join(folder, _RECORDS) if folder else None)
    total = sum(cards.counts().values())
    writer = records.writer(_HEAP if total > _MANY else _SMALL_HEAP, 1)
    row = 0
    for kind in KINDS:
        for card in cards.of_kind(kind):
            entry = entry_of(card, namer, reach.of(card))
            chinese = simplified(entry, simplifier)
            lexicon.add(entry.latin, chinese)
            lexicon.add_names(card, simplifier)
            syllables, initials = sounded(chinese["zh"], sounds)
            between = f" {text.BREAK} "
            document: dict[str, Any] = {
                **{field: [between.join(map(text.latin, parts))] for field, parts in entry.latin.items()},
                **{field: [between.join(map(text.paired, parts))] for field, parts in chinese.items()},
                **entry.terms,
                **entry.integers,
                **entry.floats,
                "row": [row],
                "syllables": [between.join(syllables)],
                "initials": initials if card["kind"] in _SPELT else [],
                "item": [entry.item.encode()],
                "parts": [entry.parts.encode()],
            }
            writer.add_document(Document.from_dict({key: value for key, value in document.items() if value}, schema))
            row += 1
    writer.commit()
    writer.wait_merging_threads()
    records.reload()
    book = Wordbook(read_thesaurus(Path(thesaurus)).concepts)
    terms = lexicon_schema()
    wordbook = TantivyIndex(terms, path=os.path.join(folder, _LEXICON) if folder else None)
    writer = wordbook.writer(_SMALL_HEAP, 1)
    for fields in documents(lexicon, book, simplifier, sounds):
        writer.add_document(Document.from_dict(fields, terms))
    writer.commit()
    writer.wait_merging_threads()
    wordbook.reload()
    if made is not None:
        made += [records, wordbook]
    return simplifier.pairs
