"""Text as the index sees it: folded, cut into words, Chinese into pairs of characters, English stemmed.

The same functions cut a record when the index is built and a query when it is asked, so that both always agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

# Ideographs, kana and hangul: scripts in which a word is found inside a run of characters. As pairs of first and last,
# compared one by one: a class of that many characters takes a regular expression longer to compile than a query takes.
_CJK: Final = (
    ("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3040", "\u30ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7af"), ("\uf900", "\ufaff"),
)  # fmt: skip
# What stands between two names in a field, so that no phrase begins in one and ends in the next.
BREAK: Final = "|"


class Token(NamedTuple):
    """One word of a text, folded, and where it stands in the text that was given; `cjk` for a run of characters."""

    text: str
    start: int
    end: int
    cjk: bool


def folded(text: str) -> str:
    """Fold case, width and accents: what a reader would call the same letters.

    >>> folded("ＲＣＥＰ Lüshun")
    'rcep lushun'
    """
    if text.isascii():
        return text.lower()
    import unicodedata

    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_without_accent(character) if "\u00c0" <= character < "\u0250" else character for character in text)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a folded text: runs of letters and digits, whole numbers, and runs of CJK characters.

    >>> [token.text for token in tokens("5,300 free-trade zone's 自贸区")]
    ['5300', 'free', 'trade', 'zone', '自贸区']
    """
    for found in _word().finditer(text):
        word = found[0]
        start = found.start()
        if word.isascii():
            yield Token(word.replace(",", ""), start, start + len(word), False)
            continue
        for run, place, cjk in _by_script(word):
            yield Token(run, start + place, start + place + len(run), cjk)


@lru_cache(maxsize=100_000)
def _by_script(word: str) -> tuple[tuple[str, int, bool], ...]:
    """Cut a word where CJK characters meet others: each piece, where it begins, and whether it is CJK."""
    pieces = []
    begin = 0
    cjk = _is_cjk(word[0])
    for place in range(1, len(word) + 1):
        if place == len(word) or _is_cjk(word[place]) != cjk:
            pieces.append((word[begin:place], begin, cjk))
            begin, cjk = place, not cjk
    return tuple(pieces)


def _is_cjk(character: str) -> bool:
    if "\u4e00" <= character <= "\u9fff":
        return True
    return character >= "\u2e80" and any(first <= character <= last for first, last in _CJK)


@lru_cache(maxsize=100_000)
def cut(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded words of a text and its CJK runs; the same names stand in many records."""
    words: list[str] = []
    runs: list[str] = []
    for token in tokens(folded(part)):
        (runs if token.cjk else words).append(token.text)
    return tuple(words), tuple(runs)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text that are not CJK."""
    return [*cut(text)[0]]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word; other words stay as they are."""
    if not word.isalpha() or not word.isascii() or len(word) < 3:
        return word
    found: list[str] = _stemmer().analyze(word)
    return found[0] if found else word


def key_of(text: str) -> str:
    """Return a text as the key that any way of writing it shares: stems joined by spaces, CJK runs as they are."""
    return " ".join(token.text if token.cjk else stem(token.text) for token in tokens(folded(text)))


def term_key(text: str) -> str:
    """Return a text as the key of a term of the field: its words in the singular, CJK runs as they are.

    A stem would be too coarse: who publishes something asks for no publishing.
    """
    return " ".join(token.text if token.cjk else singular(token.text) for token in tokens(folded(text)))


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """Return a folded English word without the ending of its plural."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of a run: what finds any part of it of two characters or more."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def latin(text: str) -> str:
    """Return the stems of a text as a field of the index holds them."""
    return " ".join(map(stem, cut(text)[0]))


def runs(text: str) -> list[str]:
    """Return the CJK runs of a folded text."""
    return [] if text.isascii() else [token.text for token in tokens(text) if token.cjk]


def is_cjk(text: str) -> bool:
    """Tell whether a text holds a CJK character."""
    return not text.isascii() and any(map(_is_cjk, text))


def paired(text: str) -> str:
    """Return the CJK runs of a folded text as a field of the index holds them."""
    return f" {BREAK} ".join(" ".join(pairs(run)) for run in cut(text)[1])


@cache
def _word() -> re.Pattern[str]:
    # A whole number, or a word; the ending of a possessive is no word.
    return re.compile(
        r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|(?<!['’])[^\W_]+|(?<=['’])(?!(?<=\w['’])s\b)[^\W_]+"
    )


@cache
def _stemmer() -> TextAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


def _without_accent(character: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", character)[0]
