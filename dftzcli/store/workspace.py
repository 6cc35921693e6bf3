"""The user's own: shortlists of records, in a file that no update or reset of the catalogue touches.

Ids are kept as they are, whether or not the catalogue still has them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dftzcli.errors import StoreCorrupt, StoreError, StoreUnreadable, UsageError
from dftzcli.store.atomic import backup_path, beside, keep, read_file, replace_file
from dftzcli.store.envelope import Flaw
from dftzcli.store.locking import LOCK_TIMEOUT, locked
from dftzcli.store.shortlists import (
    Entry,
    Lists,
    Shortlist,
    checked_day,
    checked_ids,
    checked_name,
    checked_note,
    decoded,
    encoded,
    frozen,
    named,
    on_list,
)
from dftzcli.tuples import NamedTuple

__all__ = ["Deleted", "Entry", "Repair", "Shortlist", "Workspace", "workspace_path"]

FILE_NAME: Final = "workspace.json"


class Deleted(NamedTuple):
    """A list that was deleted, and the file that holds everything as it was before."""

    shortlist: Shortlist
    former: Path


class Repair(NamedTuple):
    """What a repair did: where the damaged file is now (None: nothing was damaged), and whether a backup served."""

    damaged: Path | None
    is_from_backup: bool


def workspace_path(data_dir: Path) -> Path:
    """Return where a data directory has the user's own lists."""
    return data_dir / FILE_NAME


class Workspace:
    """The shortlists of one file.

    Opening touches nothing, and a reader needs no lock. Every change reads, changes and writes under the lock, is
    durable when it returns, and keeps the former state as `workspace.json.backup`. StoreCorrupt when the file is
    damaged, StoreTooNew when a newer program wrote it, StoreUnreadable when it cannot be read or written.
    """

    def __init__(self, path: Path, *, lock_timeout: float = LOCK_TIMEOUT) -> None:
        """Name the file; there need be none."""
        self.path = path
        self._lock_timeout = lock_timeout

    def shortlists(self) -> tuple[Shortlist, ...]:
        """Return every list, the oldest first."""
        return frozen(self._read())

    def shortlist(self, name: str) -> Shortlist:
        """Return a list; NotFound with the nearest names when there is none of that name."""
        lists = self._read()
        called = named(lists, name)
        return Shortlist(called, tuple(lists[called].values()))

    def add(self, name: str, ids: Iterable[str], note: str = "", *, added: str | None = None) -> tuple[str, ...]:
        """Put records at the end of a list, which is made where there is none; return the ids that were not on it.

        `added` is the day as an ISO date. A record that is on the list already stays where it is, and takes the note
        where one is given. UsageError for a name, id, note or date that cannot be kept.
        """
        called, wanted, text = checked_name(name), checked_ids(ids), checked_note(note)
        day = checked_day(added)
        with self._changing() as lists:
            entries = lists.setdefault(called, {})
            new = tuple(identity for identity in wanted if identity not in entries)
            for identity in wanted:
                held = entries.get(identity, Entry(identity, "", day))
                entries[identity] = Entry(identity, text or held.note, held.added)
        return new

    def note(self, name: str, id: str, text: str) -> None:
        """Replace the note of a record on a list, by nothing for an empty text; NotFound when it is not there."""
        text = checked_note(text)
        with self._changing() as lists:
            entries = lists[named(lists, name)]
            held = entries[on_list(entries, name, id)]
            entries[id] = Entry(id, text, held.added)

    def remove(self, name: str, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Take records off a list and return their entries; NotFound, and no change, when one of them is not on it."""
        wanted = tuple(dict.fromkeys(ids))
        with self._changing() as lists:
            entries = lists[named(lists, name)]
            return tuple(entries.pop(on_list(entries, name, identity)) for identity in wanted)

    def delete(self, name: str) -> Deleted:
        """Delete a list; the file as it was before is kept beside the present one, under a name of its own."""
        with self._changing() as lists:
            called = named(lists, name)
            former = self._kept(".before-delete")
            return Deleted(Shortlist(called, tuple(lists.pop(called).values())), former)

    def rename(self, old: str, new: str) -> None:
        """Give a list another name; UsageError when another list has it."""
        called = checked_name(new)
        with self._changing() as lists:
            former = named(lists, old)
            if called in lists and called != former:
                raise UsageError(
                    f"there is a shortlist {called!r} already", fix="give another name, or delete that one"
                )
            renamed = [(called if name == former else name, entries) for name, entries in lists.items()]
            lists.clear()
            lists.update(renamed)

    def move(self, name: str, id: str, to: int | str) -> None:
        """Move a record to another place of its list, counted from 0, or to the end of another list.

        A list that is not there yet is made; where the other list has the record already, its note there stays.
        """
        target = to if isinstance(to, int) else checked_name(to)
        with self._changing() as lists:
            called = named(lists, name)
            entries = lists[called]
            entry = entries[on_list(entries, name, id)]
            if target == called:
                return
            del entries[id]
            if isinstance(target, int):
                order = list(entries.values())
                order.insert(max(target, 0), entry)
                lists[called] = {each.id: each for each in order}
            else:
                others = lists.setdefault(target, {})
                there = others.get(id, entry)
                others[id] = Entry(id, there.note or entry.note, there.added)

    def repair(self) -> Repair:
        """Put a damaged file aside under a name of its own, and go back to the last good lists, or to none.

        Nothing is changed when the file is sound or there is none.
        """
        with locked(self.path, timeout=self._lock_timeout):
            try:
                self._read()
            except StoreCorrupt:
                damaged = self._kept(".damaged")
                good = _good(backup_path(self.path))
                replace_file(self.path, encoded({}) if good is None else good)
                return Repair(damaged, good is not None)
        return Repair(None, False)

    @contextmanager
    def _changing(self) -> Iterator[Lists]:
        """Hold the lock over reading, changing and writing; nothing is written when nothing changed."""
        with locked(self.path, timeout=self._lock_timeout):
            lists = self._read()
            before = encoded(lists)
            yield lists
            after = encoded(lists)
            if after != before:
                replace_file(self.path, after, backup=backup_path(self.path))

    def _read(self) -> Lists:
        found = read_file(self.path)
        if found is None:
            return {}
        try:
            return decoded(found[0], self.path)
        except Flaw as flaw:
            backup = backup_path(self.path)
            way = "begins anew" if _good(backup) is None else f"goes back to the last good lists ({backup})"
            raise StoreCorrupt(
                f"{self.path} is damaged or not a workspace of dftz: {flaw}",
                fix=f"`dftz shortlist repair` keeps it as {beside(self.path, '.damaged')} and {way}",
            ) from flaw

    def _kept(self, suffix: str) -> Path:
        """Keep the present file under a name that nothing has taken; the caller holds the lock."""
        names = (beside(self.path, suffix if number == 1 else f"{suffix}-{number}") for number in itertools.count(1))
        former = next(name for name in names if not name.exists())
        try:
            keep(beside(self.path, ""), former)
        except OSError as error:
            raise StoreUnreadable(
                f"cannot write {former}: {error.strerror}",
                fix="free some space or correct the permissions of its folder",
            ) from error
        return former


def _good(path: Path) -> bytes | None:
    """Return the content of a file that can be read to its last entry, else None."""
    try:
        found = read_file(path)
        if found is not None:
            decoded(found[0], path)
    except (Flaw, StoreError):
        return None
    return None if found is None else found[0]
