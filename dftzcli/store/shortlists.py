"""What a workspace holds and how it is written: named lists of record ids with a note each.

::

    {"format": "dftz-workspace", "format_version": 1,
     "shortlists": [{"name": "visit", "entries": [{"id": "panasonic", "note": "", "added": "2026-11-22"}]}]}
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import msgspec

from dftzcli.errors import NotFound, StoreTooNew, UsageError
from dftzcli.store.envelope import Flaw, Header, decode_json

FORMAT: Final = "dftz-workspace"
FORMAT_VERSION: Final = 1
LONGEST_NAME: Final = 60


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record on a list: its id, what the user noted, and the day it was added, ISO 8601, where that was given."""

    id: Annotated[str, msgspec.Meta(pattern=r"^\S+$")]
    note: str = ""
    added: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class Shortlist(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named list; its entries stand in the order of the user."""

    name: str
    entries: tuple[Entry, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, in order."""
        return tuple(entry.id for entry in self.entries)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """The ids that the user noted something at, each with the note, in order."""
        return tuple((entry.id, entry.note) for entry in self.entries if entry.note)


class _File(Header, frozen=True, kw_only=True, forbid_unknown_fields=True):
    # A field that is not known is refused: writing the file again would drop it.
    shortlists: tuple[Shortlist, ...]


Lists = dict[str, dict[str, Entry]]


def checked_name(name: str) -> str:
    """Return a name as it is kept, in composed characters and without space around it; UsageError when it is none."""
    called = unicodedata.normalize("NFC", name.strip())
    if not called or len(called) > LONGEST_NAME or not called.isprintable():
        raise UsageError(
            f"{called[:LONGEST_NAME]!r} is no name for a shortlist",
            fix=f"give 1 to {LONGEST_NAME} characters that can be printed",
        )
    if called.startswith("-"):
        raise UsageError(f"{called!r} would be taken for an option", fix="begin the name with another character")
    return called


def checked_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids, each once; UsageError for what can be none."""
    wanted = tuple(dict.fromkeys(ids))
    for identity in wanted:
        if not identity or " " in identity or not identity.isprintable():
            raise UsageError(f"{identity!r} is no id", fix="give ids as `-f ids` prints them")
    return wanted


def checked_note(note: str) -> str:
    """Return a note; UsageError when it cannot be written as UTF-8."""
    try:
        note.encode()
    except UnicodeEncodeError as error:
        raise UsageError("the note is not UTF-8 text", fix="type it in a terminal that speaks UTF-8") from error
    return note


def checked_day(day: str | None) -> str | None:
    """Return a day as YYYY-MM-DD; UsageError when it is none."""
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise UsageError(f"{day!r} is no day", fix="write it as 2026-11-22") from error


def named(lists: Lists, name: str) -> str:
    """Return the name of a list as it is kept; NotFound with the nearest when there is none of that name."""
    called = unicodedata.normalize("NFC", name.strip())
    if called in lists:
        return called
    close = tuple(difflib.get_close_matches(called, lists, n=3, cutoff=0.6)) if len(called) <= LONGEST_NAME else ()
    if not lists:
        fix = "`dftz shortlist add NAME ID...` makes the first"
    elif close:
        fix = f"did you mean {' or '.join(map(repr, close))}?"
    else:
        fix = f"the shortlists are: {', '.join(map(repr, lists))}"
    raise NotFound(f"there is no shortlist {called[:LONGEST_NAME]!r}", fix=fix, nearest=close)


def on_list(entries: dict[str, Entry], name: str, identity: str) -> str:
    """Return an id that is on a list; NotFound when it is not."""
    if identity not in entries:
        held = ", ".join(list(entries)[:12]) or "nothing"
        raise NotFound(f"{identity!r} is not on the shortlist {name!r}", fix=f"on it: {held}")
    return identity


def decoded(data: bytes, path: Path) -> Lists:
    """Return the lists of a file; Flaw when it is damaged or not of this program, StoreTooNew when of a newer one."""
    header: Header = decode_json(data, into=Header)
    if header.format != FORMAT or header.format_version < 1:
        raise Flaw(f"its format is {header.format!r} {header.format_version}, not {FORMAT!r}")
    if header.format_version > FORMAT_VERSION:
        raise StoreTooNew(
            f"{path} was written by a newer dftz: its format is {header.format_version}, "
            f"and this program reads up to {FORMAT_VERSION}",
            fix="upgrade dftz, or name another folder with --data-dir or DFTZ_DATA_DIR",
        )
    file: _File = decode_json(data, into=_File)
    lists: Lists = {}
    for shortlist in file.shortlists:
        if not _is_name(shortlist.name):
            raise Flaw(f"{shortlist.name!r} is no name for a list")
        entries = {entry.id: entry for entry in shortlist.entries}
        if shortlist.name in lists or len(entries) != len(shortlist.entries):
            raise Flaw(f"the list {shortlist.name!r} is there twice, or an id is on it twice")
        lists[shortlist.name] = entries
    return lists


def frozen(lists: Lists) -> tuple[Shortlist, ...]:
    """Return the lists as values that nobody changes."""
    return tuple(Shortlist(name, tuple(entries.values())) for name, entries in lists.items())


def encoded(lists: Lists) -> bytes:
    """Return the content of a file of lists: the same lists give the same bytes."""
    file = _File(format=FORMAT, format_version=FORMAT_VERSION, shortlists=frozen(lists))
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def _is_name(name: str) -> bool:
    try:
        return checked_name(name) == name
    except UsageError:
        return False
