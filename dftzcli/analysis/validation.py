"""Validation: what in a catalogue is not as the rules of truth want it.

The decoder refuses a record that does not fit the model; what stands here needs more than one record, or judgement. A
fault is never repaired silently: it names the record, the field and the remedy, and a maintainer decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from dftzcli.analysis import figure_checks, limit_checks, link_checks, record_checks
from dftzcli.analysis.arithmetic import Outcome, check_identities
from dftzcli.analysis.faults import Fault
from dftzcli.model.records import Record

__all__ = ["CHECKS", "Fault", "validate"]

Check = Callable[[Sequence[Record]], Iterator[Fault]]
ArithmeticCheck = Callable[[Sequence[Record], Sequence[Outcome]], Iterator[Fault]]

# Each check reads the whole catalogue and yields what it finds; the order is that of the list and not of the result.
CHECKS: Final[tuple[Check, ...]] = (
    link_checks.duplicate_ids,
    link_checks.broken_links,
    link_checks.unreached,
    link_checks.cycles,
    link_checks.lonely_contradictions,
    record_checks.chinese_names,
    record_checks.dates,
    record_checks.statuses,
    limit_checks.limits,
    record_checks.sources,
    figure_checks.numbers,
    figure_checks.units,
    figure_checks.readings,
    figure_checks.periods_of_figures,
)

ARITHMETIC_CHECKS: Final[tuple[ArithmeticCheck, ...]] = (
    figure_checks.identities,
    figure_checks.idle_discrepancies,
)


def validate(records: Iterable[Record]) -> tuple[Fault, ...]:
    """Run every check and return the faults in order of check, record and field; nothing when all is well."""
    known = tuple(records)
    outcomes = check_identities(known)
    found = {fault for check in CHECKS for fault in check(known)}
    found |= {fault for check in ARITHMETIC_CHECKS for fault in check(known, outcomes)}
    return tuple(sorted(found))
