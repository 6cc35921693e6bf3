"""Records by what people call them: id, English and Chinese name, alias, ISO code, or a few remembered words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from dftzcli.model.records import Partner, Record

_WORD = re.compile(r"[^\W_]+")


class Match(NamedTuple):
    """What a text was taken for: the ids it may mean, and whether that is by its exact name.

    `exact` with one id is a certain answer; one id without it is a good guess that must be said.
    """

    ids: tuple[str, ...]
    exact: bool


def tokens(text: str) -> tuple[str, ...]:
    """Split a name into folded words: full-width forms and case folded, plural endings taken off."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(_singular(word) for word in _WORD.findall(folded))


class NameIndex:
    """The names of some records, built once and asked often."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._exact: dict[tuple[str, ...], list[str]] = {}
        self._words: dict[str, list[frozenset[str]]] = {}
        for record in records:
            for name in _names(record):
                key = tokens(name)
                if not key:
                    continue
                found = self._exact.setdefault(key, [])
                if record.id not in found:
                    found.append(record.id)
                self._words.setdefault(record.id, []).append(frozenset(key))

    def match(self, text: str) -> Match:
        """Find the records a text names exactly or, failing that, those one of whose names has all its words.

        Among the latter, names with the fewest other words win: "seafood transit" is the seafood-in-transit record
        and not a record that mentions both in a longer name.
        """
        key = tokens(text)
        if not key:
            return Match((), False)
        if key in self._exact:
            return Match(tuple(self._exact[key]), True)
        wanted = frozenset(key)
        extra = {
            identity: min(len(name - wanted) for name in names if _has(name, wanted))
            for identity, names in self._words.items()
            if any(_has(name, wanted) for name in names)
        }
        if not extra and not text.isascii():
            return Match(self._substring(text), False)
        fewest = min(extra.values(), default=0)
        return Match(tuple(identity for identity, count in extra.items() if count == fewest), False)

    def nearest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return ids of records whose names come close to a text, best first: a typo, or a part of the words."""
        import difflib

        key = tokens(text)
        joined = " ".join(key)
        scores: dict[str, float] = {}
        for name, identities in self._exact.items():
            candidate = " ".join(name)
            score = difflib.SequenceMatcher(None, joined, candidate).ratio()
            shared = len(set(key) & set(name))
            close = sum(1 for word in key if difflib.get_close_matches(word, name, n=1, cutoff=0.75))
            score = max(score, 0.5 * close / max(1, len(key)) + 0.45 * close / max(len(name), 1), 0.6 * (shared > 0))
            for identity in identities:
                scores[identity] = max(scores.get(identity, 0.0), score)
        ranked = sorted(scores, key=lambda identity: (-scores[identity], len(identity), identity))
        return tuple(identity for identity in ranked[:limit] if scores[identity] >= 0.5)

    def _substring(self, text: str) -> tuple[str, ...]:
        """Match Chinese, which has no spaces between words, by what a name contains."""
        wanted = "".join(tokens(text))
        return tuple(
            identity
            for identity, names in self._words.items()
            if any(wanted in word for name in names for word in name)
        )


def _has(name: frozenset[str], wanted: frozenset[str]) -> bool:
    return wanted <= name


def _names(record: Record) -> Iterable[str]:
    yield record.id
    yield record.name
    if record.name_zh:
        yield record.name_zh
    yield from record.aliases
    yield from record.aliases_editorial
    if isinstance(record, Partner) and record.type == "country" and record.country:
        yield record.country


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
