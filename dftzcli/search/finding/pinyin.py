"""Pinyin without a dictionary: cutting typed letters into syllables. What Chinese names sound like is in the index."""

from __future__ import annotations

from functools import cache
from typing import Final

# Initials, and the finals that each may take, without tones; the table of Hanyu Pinyin (ISO 7098), ü written as u.
_SYLLABLES: Final = (
    ":a ai an ang ao e ei en eng er o ou",
    "b:a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p:a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m:a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f:a an ang ei en eng o ou u",
    "d:a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t:a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n:a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo",
    "l:a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo",
    "g:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k:a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j:i ia ian iang iao ie in ing iong iu u uan ue un",
    "q:i ia ian iang iao ie in ing iong iu u uan ue un",
    "x:i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh:a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch:a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh:a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r:an ang ao e en eng i ong ou u ua uan ui un uo",
    "z:a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c:a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s:a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y:a an ang ao e i in ing o ong ou u uan ue un",
    "w:a ai an ang ei en eng o u",
)
_LONGEST: Final = 6


@cache
def syllables() -> frozenset[str]:
    """Return every syllable of Standard Chinese without tones, ü as u."""
    known: set[str] = set()
    for line in _SYLLABLES:
        initial, _, finals = line.partition(":")
        known.update(initial + final for final in finals.split())
    return frozenset(known)


def cut(letters: str) -> tuple[str, ...]:
    """Cut letters into syllables, the fewest there can be; nothing when they are not all syllables.

    >>> cut("shangwuju")
    ('shang', 'wu', 'ju')
    """
    letters = plain(letters)
    known = syllables()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(letters)]
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - _LONGEST), end):
            before = best[begin]
            found = best[end]
            fewer = before is not None and (found is None or len(before) + 1 < len(found))
            if fewer and letters[begin:end] in known and before is not None:
                best[end] = (*before, letters[begin:end])
    return best[-1] or ()


def cuts(letters: str, *, most: int = 8) -> tuple[tuple[str, ...], ...]:
    """Return the ways to cut letters into two syllables or more, the fewest first, at most so many.

    >>> cuts("fangan")
    (('fan', 'gan'), ('fang', 'an'))
    """
    letters = plain(letters)
    known = syllables()
    ends: list[list[tuple[str, ...]]] = [[()], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        found = [
            (*before, letters[begin:end])
            for begin in range(max(0, end - _LONGEST), end)
            if letters[begin:end] in known
            for before in ends[begin]
        ]
        ends[end] = sorted(found, key=len)[:most]
    return tuple(way for way in ends[-1] if len(way) > 1)


def plain(letters: str) -> str:
    """Write the ü that is typed as v, and the one that is typed as a u with dots, as u."""
    return letters.replace("v", "u").replace("ü", "u")
