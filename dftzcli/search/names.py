"""Records by what people call them: id, English and Chinese name, alias, ISO code, or a few remembered words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from dftzcli.tuples import NamedTuple

# The longest text that is compared with names letter by letter.
_LONGEST: Final = 100
# How close a name must come to be worth naming, of 1.
_CLOSE: Final = 0.66


class Match(NamedTuple):
    """What a text was taken for: the ids it may mean, and whether that is by its exact name.

    `exact` with one id is a certain answer; one id without it is a good guess that must be said.
    """

    ids: tuple[str, ...]
    exact: bool


def tokens(text: str) -> tuple[str, ...]:
    """Split a name into folded words: full-width forms and case folded, plural endings taken off."""
    return tuple(_singular(word) for word in _word().findall(_folded(text)))


class NameIndex:
    """The names of some records.

    Cutting thousands of names into words takes longer than a query may, so only those are cut that can answer a text.
    """

    def __init__(self, named: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Take ids with the names each bears itself, and the words the editors let it be found by."""
        self._ids: set[str] = set()
        # Each name folded, as it is, and the id that bears it.
        self._own: list[tuple[str, str, str]] = []
        self._found_by: list[tuple[str, str, str]] = []
        for identity, own, found_by in named:
            self._ids.add(identity)
            self._own += [(_folded(name), name, identity) for name in (identity, *own)]
            self._found_by += [(_folded(name), name, identity) for name in found_by]

    def match(self, text: str) -> Match:
        """Find the records a text means: by id, by a name of their own, else by words of a name or the editors' words.

        A name of its own means a record whatever else is found by it. Without one, every record counts that has all the
        words in a name or that the editors let be found by the text: the nearest names first, and none is certain.
        """
        key = tokens(text)
        if not key:
            return Match((), False)
        if text.strip().lower() in self._ids:
            return Match((text.strip().lower(),), True)
        named = _Names(self._own, key)
        own = named.exact(key)
        if own:
            return Match(own, True)
        called = _Names(self._found_by, key)
        by_words = called.exact(key)
        if text.isascii() and all(len(word) < 3 or word.isdigit() for word in key):
            # A number or a stray letter stands in many names and means none of them.
            return Match(by_words, False)
        within = named.with_words(key) or (() if text.isascii() else named.with_part("".join(key)))
        found = tuple(dict.fromkeys((*within, *by_words)))
        if not found:
            found = called.with_words(key) or (() if text.isascii() else called.with_part("".join(key)))
        return Match(found, False)

    def nearest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return ids of records whose names come close to a text, best first: a typo, or a part of the words."""
        if len(text) > _LONGEST:
            # Nobody mistypes a name into a page of text, and comparing one takes minutes.
            return ()
        import difflib

        key = tokens(text)
        joined = " ".join(key)
        scores: dict[str, float] = {}
        for name, identities in (*_Names(self._own).keys.items(), *_Names(self._found_by).keys.items()):
            whole = difflib.SequenceMatcher(None, joined, " ".join(name)).ratio()
            close = sum(1 for word in key if difflib.get_close_matches(word, name, n=1, cutoff=0.75))
            # Every word found counts half; the rest goes by how much of the name they are.
            partly = 0.5 * close / max(1, len(key)) + 0.45 * close / max(len(name), 1)
            for identity in identities:
                scores[identity] = max(scores.get(identity, 0.0), whole, partly)
        ranked = sorted(scores, key=lambda identity: (-scores[identity], len(identity), identity))
        return tuple(identity for identity in ranked[:limit] if scores[identity] >= _CLOSE)


class _Names:
    """Names by their words, and the ids that bear them; of all names, or of those that may have the words of a key."""

    def __init__(self, named: Iterable[tuple[str, str, str]], key: tuple[str, ...] = ()) -> None:
        self.keys: dict[tuple[str, ...], list[str]] = {}
        self._words: dict[str, list[frozenset[str]]] = {}
        # Whatever number a word stands in, the name has all of it but its last letter.
        sought = max((word[:-1] or word for word in key), key=len, default="")
        for folded, name, identity in named:
            if sought in folded:
                self._add(identity, name)

    def _add(self, identity: str, name: str) -> None:
        key = tokens(name)
        if key:
            found = self.keys.setdefault(key, [])
            if identity not in found:
                found.append(identity)
            self._words.setdefault(identity, []).append(frozenset(key))

    def exact(self, key: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.keys.get(key, ()))

    def with_words(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids one of whose names has all the words, those with the fewest others first."""
        wanted = frozenset(key)
        extra = {
            identity: min(len(name - wanted) for name in names if wanted <= name)
            for identity, names in self._words.items()
            if any(wanted <= name for name in names)
        }
        return tuple(sorted(extra, key=lambda identity: extra[identity]))

    def with_part(self, wanted: str) -> tuple[str, ...]:
        """Return the ids one of whose names contains a text: Chinese has no spaces between words."""
        return tuple(
            identity
            for identity, names in self._words.items()
            if any(wanted in word for name in names for word in name)
        )


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    import unicodedata

    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
