"""Which question to ask next: the one whose answer settles the most of what is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dftzcli.analysis.matching.deciding import Decision
from dftzcli.model.eligibility import FIELDS


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
    """Return the field whose answer can decide most records that are unknown, the first of the fields among equals.

    An answer decides a record when it breaks a criterion that must hold, so every record that waits for a field counts;
    those that wait for nothing else count first, because they are decided whatever the answer is.
    """
    waiting: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}
    for decision in decisions:
        for field in decision.missing:
            waiting.setdefault(field, []).append(decision.item["id"])
            others = [each for each in decision.decided_by if each.finding.missing != field]
            if not others and not decision.reasons:
                alone.setdefault(field, []).append(decision.item["id"])
    if not waiting:
        return None
    order = {field: place for place, field in enumerate(FIELDS)}
    best = min(waiting, key=lambda field: (-len(waiting[field]), -len(alone.get(field, ())), order[field]))  # type: ignore[index]
    spec = FIELDS[best]  # type: ignore[index]
    return Question(best, spec.question, spec.question_zh, tuple(alone.get(best, ())), tuple(waiting[best]))
