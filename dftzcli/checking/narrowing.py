"""Words that make of what is measured another thing: "software exports" are no exports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking import patterns
from dftzcli.checking.words import Word

if TYPE_CHECKING:
    from dftzcli.checking.aiming import Aim

# "exports of the software of": so many words that only join others are followed.
_JOINED: Final = 2
_TIMELY: Final = frozenset({"monthly", "daily", "weekly", "hourly", "quarterly"})
_ENDING: Final = frozenset(["is", "was", "were", "are", "and", "which", "who", "has", "had"])


def narrowing(aimed: Aim, grip: frozenset[str], known: frozenset[str], text: str) -> str:
    """Return a word that makes what is measured another thing, as in "software exports"; nothing where none does.

    `grip` are the stems that the measure is named by in the sentence, `known` others that it is named by elsewhere.
    """
    own = [place for place, word in enumerate(aimed.wide) if word.stem in grip]
    if not own:
        return ""
    if aimed.is_toward:
        return "to or from the place"
    part = patterns.PART.search(aimed.beside)
    if part:
        return part.group()
    rate = patterns.RATE.search(aimed.beside)
    if rate and known.isdisjoint(patterns.RATES):
        return rate.group()
    # The nearest stretch that has every word of the name once.
    last = own[-1]
    first = last
    missing = set(grip)
    for place in reversed(own):
        if aimed.wide[place].stem in missing:
            missing.discard(aimed.wide[place].stem)
            first = place
    inside = [word for word in aimed.wide[first : last + 1] if word.stem not in grip]
    suspects = [word for word in inside if _is_telling(word) and not word.text.endswith(("ed", "ing"))]
    # What stands between a number and what it counts: "registered residents".
    suspects += [word for word in aimed.counted if word.stem not in grip and _is_telling(word)]
    suspects += _beside(aimed.wide, first, text, step=-1)
    suspects += _beside(aimed.wide, last, text, step=1)
    away = [
        word
        for word in suspects
        if word.stem not in known and not any(start <= word.start < end for start, end in aimed.elsewhere)
    ]
    return away[0].text if away else ""


def _beside(found: Sequence[Word], at: int, text: str, *, step: int) -> list[Word]:
    """Return the words on one side of a name that belong to it: next to it, or joined to it by "of", "to", "by"."""
    joined = 0
    while 0 <= at + step < len(found):
        left, right = (found[at], found[at + step]) if step > 0 else (found[at + step], found[at])
        gap = text[left.end : right.start]
        if re.search(r"[^\s'\-/&]", gap):
            return []
        word = found[at + step]
        at += step
        if word.text.lower() in patterns.JOINING:
            joined += 1
            if step < 0 or joined > _JOINED or word.text.lower() in _ENDING:
                return []
            continue
        # Behind a name such a word is what was done: "exports totalled".
        is_verb = step > 0 and not joined and word.text.lower().endswith(("ed", "ing"))
        return [word] if _is_telling(word) and not is_verb else []
    return []


def _is_telling(word: Word) -> bool:
    low = word.text.lower()
    if low.isdigit() or low in ("st", "nd", "rd", "th"):
        return False
    if low in patterns.JOINING or word.stem in patterns.HARMLESS or low in patterns.HARMLESS or len(low) == 1:
        return False
    return low in _TIMELY or not low.endswith("ly")
