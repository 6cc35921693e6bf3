"""How a catalogue is opened: from cards that are there, or from the store, which is made where there is none."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from dftzcli import paths as resolution
from dftzcli.catalogue import Catalogue
from dftzcli.errors import DftzError
from dftzcli.search import cards as card_files
from dftzcli.search.cards import Cards
from dftzcli.search.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from dftzcli.store.folder import State

# How often a store that keeps being replaced is read again before its cards are made in memory.
_ATTEMPTS: Final = 3


def open_catalogue(data_dir: str | os.PathLike[str] | None = None) -> Catalogue:
    """Open the catalogue, creating the store from the packaged data at first use.

    `data_dir` overrides `DFTZ_DATA_DIR` and the XDG data directory. Where that cannot be written the packaged data are
    read from memory and `Catalogue.notice` says so. StoreError when a store is there and cannot be used.
    """
    from dftzcli.store.location import state_key

    where = resolution.resolve(data_dir)
    listing = _cards_file(where)
    found = _held_with_cards(where, listing)
    if found is not None:
        return found
    from dftzcli.store.installation import open_snapshot

    for _ in range(_ATTEMPTS):
        key = state_key(where.store)
        snapshot, notice = open_snapshot(where.data)
        catalogue = Catalogue(snapshot, notice=notice.text if notice else None)
        # What is said once belongs on no card, and what lives in memory is of no state of the file. A file that was
        # made or replaced while it was read is read again, so that no card is kept under another state's key.
        if notice is not None and notice.code != "kept_modified":
            break
        if key and key == state_key(where.store):
            return _with_cards(catalogue, where, key)
    return catalogue


def catalogue_of_folder(folder: Path) -> Catalogue:
    """Read a folder of data files as a catalogue, past the store; StoreUnreadable when it has no descriptor."""
    from dftzcli.store.folder import Folder

    return Catalogue(Folder(folder), thesaurus=folder)


def _cards_file(where: resolution.Paths) -> Path:
    return where.cache / f"cards-{_mark(where)}.json"


def _mark(where: resolution.Paths) -> str:
    """Return what marks the files of a store in the cache, so that two used in turn do not undo each other's work."""
    import zlib

    return f"{zlib.crc32(os.fsencode(where.store)):08x}"


def _shelf(where: resolution.Paths, key: str) -> Shelf:
    """Return where the index of a state of the store is kept."""
    return Shelf(os.fspath(where.cache), _mark(where), key)


def _with_cards(catalogue: Catalogue, where: resolution.Paths, key: str) -> Catalogue:
    """Make the cards and write them for the next command; where that cannot be done, the next one makes them again."""
    try:
        data = catalogue.compose_cards(key=key)
    except DftzError:
        # A record that cannot be read is for the command that asks for its kind to report.
        return catalogue
    with suppress(OSError):
        card_files.write(_cards_file(where), data)
    return Catalogue(catalogue._state, cards=Cards(data), notice=catalogue.notice, shelf=_shelf(where, key))


def _held_with_cards(where: resolution.Paths, listing: Path) -> Catalogue | None:
    """Return the catalogue of a store whose cards are there; None when they have to be made first."""
    from dftzcli.store.holding import held
    from dftzcli.store.location import state_key

    key = state_key(where.store)
    try:
        data, status = held(where.store)
    except (OSError, ValueError):
        # What is wrong with the store is for the way that reads it whole to say.
        return None
    if not key or key != state_key(where.store):
        return None

    def decoded() -> State:
        from dftzcli.store.atomic import Stamp
        from dftzcli.store.snapshot import Snapshot

        return Snapshot(data[:], origin=where.store, stamp=Stamp.of(status))

    def remade() -> bytes:
        made = Catalogue(decoded()).compose_cards(key=key)
        with suppress(OSError):
            card_files.write(listing, made)
        return made

    cards = card_files.read(listing, key, remake=remade)
    if cards is None:
        return None
    return Catalogue(decoded, cards=cards, notice=cards.notice, shelf=_shelf(where, key))
