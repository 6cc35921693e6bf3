"""Records by what people call them: id, English and Chinese name, alias, ISO code, or a few remembered words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

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
    """The names of some records, built once and asked often."""

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take ids with all the names each answers to."""
        self._exact: dict[tuple[str, ...], list[str]] = {}
        self._words: dict[str, list[frozenset[str]]] = {}
        for identity, names in named:
            for name in (identity, *names):
                key = tokens(name)
                if not key:
                    continue
                found = self._exact.setdefault(key, [])
                if identity not in found:
                    found.append(identity)
                self._words.setdefault(identity, []).append(frozenset(key))

    def match(self, text: str) -> Match:
        """Find the records a text names exactly or, failing that, those one of whose names has all its words.

        Among the latter, names with the fewest other words win: "seafood transit" is the seafood-in-transit record
        and not a record that mentions both in a longer name.
        """
        key = tokens(text)
        if not key:
            return Match((), False)
        # An id means its own record, whatever else bears it as a name.
        if text.strip().lower() in self._words:
            return Match((text.strip().lower(),), True)
        if key in self._exact:
            return Match(tuple(self._exact[key]), True)
        wanted = frozenset(key)
        if text.isascii() and all(len(word) < 3 or word.isdigit() for word in wanted):
            # A number or a stray letter stands in many names and means none of them.
            return Match((), False)
        extra = {
            identity: min(len(name - wanted) for name in names if wanted <= name)
            for identity, names in self._words.items()
            if any(wanted <= name for name in names)
        }
        if not extra and not text.isascii():
            return Match(self._substring(text), False)
        fewest = min(extra.values(), default=0)
        return Match(tuple(identity for identity, count in extra.items() if count == fewest), False)

    def nearest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return ids of records whose names come close to a text, best first: a typo, or a part of the words."""
        if len(text) > _LONGEST:
            # Nobody mistypes a name into a page of text, and comparing one takes minutes.
            return ()
        import difflib

        key = tokens(text)
        joined = " ".join(key)
        scores: dict[str, float] = {}
        for name, identities in self._exact.items():
            whole = difflib.SequenceMatcher(None, joined, " ".join(name)).ratio()
            close = sum(1 for word in key if difflib.get_close_matches(word, name, n=1, cutoff=0.75))
            # Every word found counts half; the rest goes by how much of the name they are.
            partly = 0.5 * close / max(1, len(key)) + 0.45 * close / max(len(name), 1)
            for identity in identities:
                scores[identity] = max(scores.get(identity, 0.0), whole, partly)
        ranked = sorted(scores, key=lambda identity: (-scores[identity], len(identity), identity))
        return tuple(identity for identity in ranked[:limit] if scores[identity] >= _CLOSE)

    def _substring(self, text: str) -> tuple[str, ...]:
        """Match Chinese, which has no spaces between words, by what a name contains."""
        wanted = "".join(tokens(text))
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
