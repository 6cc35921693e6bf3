"""Which question to ask next: the one whose answer settles the most of what is unknown."""

from __future__ import annotations

from collections.abc import Iterable

from dftzcli.analysis.matching.deciding import Decision
from dftzcli.model.eligibility import FIELDS
from dftzcli.tuples import NamedTuple


class Question(NamedTuple):
    """A field to answer, the question in English and Chinese, and the records it bears on.

    `settles` are the records that one answer to it alone can decide; `bears_on` all whose verdict waits for it.
    """

    field: str
    text: str
    text_zh: str
    settles: tuple[str, ...]
    bears_on: tuple[str, ...]


def next_question(decisions: Iterable[Decision]) -> Question | None:
    """Return the question that settles most, or None when no answer would settle anything."""
    return next(iter(questions(decisions)), None)


def questions(decisions: Iterable[Decision]) -> tuple[Question, ...]:
    """Return the fields whose answers can decide what is unknown, those that can decide most first.

    An answer decides a record when it breaks a criterion that must hold, so every record that waits for a field counts;
    those that wait for nothing else count next, because they are decided whatever the answer is. Among equals the order
    of the fields counts.
    """
    waiting: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}
    for decision in decisions:
        for field in decision.missing:
            waiting.setdefault(field, []).append(decision.item["id"])
            others = [each for each in decision.decided_by if each.finding.missing != field]
            if not others and not decision.reasons:
                alone.setdefault(field, []).append(decision.item["id"])
    order = {field: place for place, field in enumerate(FIELDS)}

    def rank(field: str) -> tuple[int, int, int]:
        return -len(waiting[field]), -len(alone.get(field, ())), order[field]  # type: ignore[index]

    return tuple(_question(field, alone.get(field, ()), waiting[field]) for field in sorted(waiting, key=rank))


def _question(field: str, settles: Iterable[str], bears_on: Iterable[str]) -> Question:
    spec = FIELDS[field]  # type: ignore[index]
    return Question(field, spec.question, spec.question_zh, tuple(settles), tuple(bears_on))
