"""Words of a sentence as stems with their places, so that names are found however they are inflected."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dftzcli.checking import patterns
from dftzcli.tuples import NamedTuple

_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ]+(?:'s\b|\d+\b)?|\d+(?=[A-Za-z])")
CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


class Word(NamedTuple):
    """One word: its stem, the word as it stands, and its place in the sentence."""

    stem: str
    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in Latin letters, in order."""
    return tuple(Word(stem(match.group()), match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


@cache
def stem(word: str) -> str:
    """Return what is the same in the forms of a word: number, tense, British and American spelling.

    >>> stem("Utilized"), stem("utilised"), stem("companies"), stem("centre")
    ('utilis', 'utilis', 'company', 'center')
    """
    low = word.lower().removesuffix("'s")
    if low in patterns.STEMS:
        return patterns.STEMS[low]
    low = low.replace("iz", "is") if len(low) > len("size") else low
    for ending, instead, least in patterns.ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= least:
            low = low[: len(low) - len(ending)] + instead
            break
    return patterns.STEMS.get(low, low)


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text without those that only join others."""
    return tuple(each.stem for each in words(text) if each.text.lower() not in patterns.JOINING)
