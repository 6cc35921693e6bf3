"""Where the index of a state of the store is kept: paths only, so that naming it costs nothing."""

from __future__ import annotations

import os

from dftzcli.tuples import NamedTuple


class Shelf(NamedTuple):
    """The cache folder, the mark of the store the index is of, and the key of the state of that store."""

    cache: str
    store: str
    state: str

    def key(self, thesaurus: str) -> str:
        """Return the key of the index: of the state, the thesaurus and the program that make it."""
        from dftzcli.store.location import index_key

        return index_key(self.state, thesaurus)

    def folder(self, key: str) -> str:
        """Return the folder of the index of a key."""
        import zlib

        data = key.encode()
        return os.path.join(self.cache, f"search-{self.store}-{zlib.crc32(data):08x}{zlib.adler32(data):08x}")
