"""Calling records by name over the cards, and what is said when nothing answers or a word is not one of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dftzcli.errors import NotFound, UsageError
from dftzcli.model.vocabulary import PLURALS, Kind
from dftzcli.search.cards import Cards

if TYPE_CHECKING:
    from dftzcli.search.names import NameIndex


def index_of(cards: Cards, kinds: Iterable[Kind] = ()) -> NameIndex:
    """Return the names of the records of some kinds, or of all; the same cards make one index of them."""
    wanted = frozenset(kinds)
    found = cards.called.get(wanted)
    if found is None:
        from dftzcli.search.names import NameIndex

        names = cards.names(wanted)
        found = NameIndex((identity, (name.name, *name.others), name.found_by) for identity, name in names)
        cards.called[wanted] = found
    return found


def close_to(text: str, known: Iterable[str]) -> list[str]:
    """Return the known words that a text is nearest to."""
    import difflib

    return difflib.get_close_matches(text, list(known), n=3, cutoff=0.7)


def unknown(text: str, known: Iterable[str], *, what: str, plural: str) -> UsageError:
    """Return the error for a word that is not one of a closed list, naming the nearest and the list."""
    listed = sorted(known)
    close = close_to(text, listed) if len(text) <= 80 else []
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    return UsageError(f"{shortened(text)!r} is not a {what}", fix=f"{hint}The {plural} are: {', '.join(listed)}")


def nothing_called(text: str, index: NameIndex, *, what: str = "record") -> NotFound:
    """Return the error for a name that nothing answers to, with the nearest ids."""
    nearest = index.nearest(text)
    plural = PLURALS.get(what, "")  # type: ignore[call-overload]
    fix = f"the nearest: {', '.join(nearest)}" if nearest else f"run `dftz list{plural and ' ' + plural}` to see them"
    if "," in text:
        fix += "; for several, repeat the option"
    return NotFound(f"no {what} answers to {shortened(text)!r}", fix=fix, nearest=nearest)


def shortened(text: str) -> str:
    """Return what was typed as a message may repeat it: a page of text says nothing that its beginning does not."""
    return text if len(text) <= 80 else text[:79] + "…"
