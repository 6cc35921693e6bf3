"""Numerals in running text: where they stand and what they are when their marks are taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dftzcli.tuples import NamedTuple

# A run of digits with the separators inside it, damaged ones ("338.,869") included; a mark at the end belongs to the
# sentence. Full-width and other decimal digits count as digits.
_DIGITS = re.compile(r"\d+(?:[.,，．]+\d+)*")

_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen half twice double triple once both"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth twentieth hundredth"
)
_WORD = "(?:" + "|".join((_CARDINALS + " " + _ORDINALS).split()) + ")"
# "seventy-seven" is one number.
_WORDS = re.compile(rf"\b{_WORD}(?:-{_WORD})*(?:s|-fold)?\b|[〇零一二三四五六七八九十百千万亿两]+", re.IGNORECASE)


class Numeral(NamedTuple):
    """One numeral of a text: its line from 1, the characters as printed, and a short stretch of what is around it."""

    line: int
    text: str
    context: str

    @property
    def key(self) -> str:
        """The numeral with full-width forms folded: two numerals are the same when their keys are."""
        return fold(self.text)


def fold(text: str) -> str:
    """Fold a numeral to plain digits and separators, and a spelled one to lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def numerals(text: str, *, words: bool = False) -> Iterator[Numeral]:
    """Yield every numeral in digits in reading order, and with `words` also those spelled out."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = [(match.start(), match) for match in _DIGITS.finditer(line)]
        if words:
            found += [(match.start(), match) for match in _WORDS.finditer(line)]
        for _, match in sorted(found, key=lambda pair: pair[0]):
            around = line[max(0, match.start() - 30) : match.end() + 30]
            yield Numeral(number, match.group(), " ".join(around.split()))


def keys(text: str, *, words: bool = False) -> frozenset[str]:
    """Return the folded numerals that a short text states."""
    return frozenset(numeral.key for numeral in numerals(text, words=words))
