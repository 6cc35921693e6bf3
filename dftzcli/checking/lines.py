"""Lines that begin with the name of a figure, as the program writes them: the name says what the number is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking.fitting import Held
from dftzcli.checking.measures import Grip, Measured
from dftzcli.checking.notes import notes
from dftzcli.checking.sentences import folded
from dftzcli.checking.units_behind import ANY
from dftzcli.checking.weighing import Weighed, weigh
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.checking.quantities import Quantity
    from dftzcli.checking.times import Time

# What may stand before a name: the marks of a list, a quotation, a table.
_LEAD: Final = re.compile(r"^[\s>|+\-\u2022]*")
_EXPECTED: Final = "expected"


class Line(NamedTuple):
    """A line with the name of a figure: where what it says begins, and the figures of that name."""

    begin: int
    figures: tuple[Measured, ...]


class Lines:
    """The names of the figures, to be found at the head of sentences."""

    def __init__(self, known: Sequence[Measured]) -> None:
        """Take the numbers of the figures; the change printed beside one has no name."""
        self._named: dict[str, list[Measured]] = {}
        for each in known:
            if not each.is_change:
                self._named.setdefault(_key(each.item["name"]), []).append(each)

    def find(self, text: str) -> Line | None:
        """Return the longest name that a sentence begins with and ends by a colon; None where it has none."""
        lead = _LEAD.match(text)
        start = lead.end() if lead else 0
        for colon in [*re.finditer(": ", text)][::-1]:
            known = self._named.get(_key(text[start : colon.start()]))
            if known:
                return Line(colon.end(), tuple(known))
        return None


def _key(name: str) -> str:
    """Return what is the same in a name and in a sentence, which is folded and has no notes."""
    shown = folded(name)
    for start, end in notes(shown, frozenset()):
        shown = shown[:start] + " " * (end - start) + shown[end:]
    return " ".join(shown.split()).casefold()


def weighed(line: Line, said: Quantity, when: Sequence[Time], text: str) -> tuple[Held, Weighed] | None:
    """Hold the number right behind a name against the figure of that name.

    None where the number, its unit or the period behind it is another thing.
    """
    between = text[line.begin : said.start].strip()
    if between not in ("", _EXPECTED):
        return None
    behind = (each for each in when if each.start >= said.end)
    told = next((each.period for each in behind if not text[said.end : each.start].strip(" ,")), None)
    found = []
    for known in line.figures:
        unit = known.item["unit"]
        is_unit = said.base == known.base or (
            said.base in (None, ANY) and text[: said.end].endswith(unit) | text[said.end :].lstrip().startswith(unit)
        )
        if is_unit and told in (None, known.seen.period):
            held = Held(known, Grip(frozenset(), True), place=True, time=True, more=True, most=True)
            found.append((held, weigh(said, known.seen, is_expected=between == _EXPECTED)))
    return min(found, key=lambda each: ("equal", "rounded", "differs", "open").index(each[1].agreement), default=None)
