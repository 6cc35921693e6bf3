"""The disagreements that the program finds itself, beside those the editors have written down.

Four kinds: figures that contradict each other, arithmetic that fails, words that a number has lost, and, as a caution,
the same digits for different things. What the editors have a discrepancy for is not said again. Nothing here is a fault
of the catalogue: a source that disagrees with another is shown disagreeing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import localcontext
from typing import Final

from dftzcli.analysis.disagreement.failing import failing
from dftzcli.analysis.disagreement.finding import Finding, Known
from dftzcli.analysis.disagreement.numbers import contradictions, same_digits
from dftzcli.analysis.disagreement.recording import recorded
from dftzcli.analysis.disagreement.words import lost_words
from dftzcli.model.records import Discrepancy, Record

__all__ = ["disagreements"]

Finder = Callable[[Known], Iterator[Finding]]

FINDERS: Final[tuple[Finder, ...]] = (contradictions, failing, lost_words, same_digits)
# Digits that arithmetic is done with, as everywhere in the analysis.
_PRECISION: Final = 50


def disagreements(records: Iterable[Record]) -> tuple[Discrepancy, ...]:
    """Return what the figures among some records disagree on and no discrepancy among them covers.

    Each is a record of its own, `found_by` the program, with an id that the same figures always give. The order is that
    of the finders and then of the ids, whatever the order of the records.
    """
    known = Known(records)
    found: list[Discrepancy] = []
    with localcontext() as context:
        context.prec = _PRECISION
        for finder in FINDERS:
            findings = [each for each in finder(known) if not known.is_covered(each)]
            found += sorted((recorded(each, known) for each in findings), key=lambda record: record.id)
    # An editor who takes one over keeps its id, and says more of it.
    return tuple({record.id: record for record in found if record.id not in known.records}.values())
