"""Which observation a printed change is against.

A source says "up 8.1 %" and, in words, against what. Only two kinds of words are understood: a year that is named, and
a year before; a month before or an average is left alone rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dftzcli.analysis.rounding import base_of
from dftzcli.model.periods import bounds
from dftzcli.model.records import Figure

_A_YEAR_BEFORE: Final = re.compile(
    r"year[- ]on[- ]year|(previous|last|prior|preceding) year|year (earlier|before|ago)|same period", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def previous_observation(figure: Figure, figures: Iterable[Figure]) -> Figure | None:
    """Return the observation that a change is against: the same thing a year before, or in the year that is named."""
    try:
        wanted = _period_before(figure)
    except ValueError:
        return None
    if wanted is None:
        return None
    found = [
        each
        for each in figures
        if subject_of(each) == subject_of(figure) and each.id != figure.id and _has_bounds(each, wanted)
    ]
    own = figure.citations[0].source
    return min(found, key=lambda each: (each.citations[0].source != own, each.id), default=None)


def subject_of(figure: Figure) -> tuple[str | None, ...]:
    """Return what two observations must have in common to be of one thing."""
    return figure.indicator, figure.place, figure.scope, figure.subject, base_of(figure.unit)


def _has_bounds(figure: Figure, wanted: tuple[str, str]) -> bool:
    try:
        return bounds(figure.period) == wanted
    except ValueError:
        return False


def _period_before(figure: Figure) -> tuple[str, str] | None:
    if figure.change is None:
        return None
    named = _YEAR.findall(figure.change.against)
    year = int(figure.period[:4])
    if len(named) == 1:
        shift = int(named[0]) - year
    elif not named and _A_YEAR_BEFORE.search(figure.change.against):
        shift = -1
    else:
        return None
    earlier = re.sub(r"\d{4}", lambda match: f"{int(match.group()) + shift:04d}", figure.period)
    return bounds(earlier) if shift < 0 else None
