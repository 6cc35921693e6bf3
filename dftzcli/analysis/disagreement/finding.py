"""What a finder finds, and what all of them look at: figures as numbers, names, and what the editors wrote down."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec.structs import asdict

from dftzcli.analysis.observations import Observation, observe
from dftzcli.model.fields import stated
from dftzcli.model.periods import bounds
from dftzcli.model.records import Discrepancy, Figure, Record
from dftzcli.model.units import unit
from dftzcli.model.vocabulary import DiscrepancyType
from dftzcli.tuples import NamedTuple

# No source prints a number with more digits before or behind its point; arithmetic would choke on some that JSON holds.
_DIGITS: Final = 24


class Finding(NamedTuple):
    """One disagreement: the figures that disagree, what else it names, and what is said of it.

    `also` are records that belong to it without being a side of it, such as the parts of a sum.
    """

    type: DiscrepancyType
    figures: tuple[str, ...]
    name: str
    name_zh: str
    summary: str
    likely_reason: str
    also: tuple[str, ...] = ()
    is_caution: bool = False


class Known:
    """Records as finders need them: `figures` and their `observations` by id, in order of the ids."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Read the records once; a figure whose period or number is none stays out, for validation to say so."""
        self.records = {record.id: record for record in records}
        sound = (record for record in self.records.values() if isinstance(record, Figure) and _is_sound(record))
        self.figures = {figure.id: figure for figure in sorted(sound, key=lambda figure: figure.id)}
        self.observations = {identity: observe(item_of(figure)) for identity, figure in self.figures.items()}
        self.curated = [record for record in self.records.values() if isinstance(record, Discrepancy)]
        self._naming: dict[str, list[Discrepancy]] = {}
        for discrepancy in self.curated:
            for identity in discrepancy.records:
                self._naming.setdefault(identity, []).append(discrepancy)

    def is_covered(self, finding: Finding) -> bool:
        """Tell whether the editors name all its figures in one discrepancy: of its type, or of any for a caution."""
        return any(
            set(finding.figures) <= set(each.records) and (finding.is_caution or each.type == finding.type)
            for each in self._naming.get(finding.figures[0], ())
        )

    def name(self, identity: str) -> str:
        """Return the name of a record, or its id where there is none."""
        record = self.records.get(identity)
        return record.name if record else identity

    def name_zh(self, identity: str) -> str:
        """Return the Chinese name of a record, or what it is called in English."""
        record = self.records.get(identity)
        return (record.name_zh if record else None) or self.name(identity)

    def topic(self, one: Observation) -> str:
        """Say what an observation is of: indicator, place and period."""
        who = self.name(one.subject) if one.subject else self.name(one.place)
        return f"{self.name(one.indicator)}, {who}, {when(one)}"

    def topic_zh(self, one: Observation) -> str:
        """Say in Chinese what an observation is of."""
        return f"{self.name_zh(one.indicator)}，{self.name_zh(one.subject or one.place)}，{one.period}"

    def says(self, one: Observation) -> str:
        """Say what a source states and where: `over 41 % (dalian-profile, paragraph 3)`."""
        return f"{stated(one.item)} ({one.source}, {self.figures[one.id].citations[0].locator})"


def item_of(figure: Figure) -> dict[str, object]:
    """Return a figure as the item that observations are read from."""
    printed = unit(figure.unit)
    derived = {"source": figure.citations[0].source, "unit_base": printed.base, "multiplier": printed.multiplier}
    return asdict(figure) | derived


def when(one: Observation) -> str:
    """Write the period of an observation, and that its source gives none where it does not."""
    return f"{one.period} (undated)" if one.rhythm == "undated" else one.period


def joined(parts: Iterable[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    *rest, last = parts
    return f"{', '.join(rest)} and {last}" if rest else last


def _is_sound(figure: Figure) -> bool:
    try:
        bounds(figure.period)
    except ValueError:
        return False
    numbers = [figure.value, figure.value_min, figure.value_max, figure.change.value if figure.change else None]
    return all(_is_writable(number) for number in numbers if number is not None)


def _is_writable(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS and number.adjusted() <= _DIGITS
