"""Comparisons: each side is answered on its own, and their hits are taken in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dftzcli.search.finding import grammar, questions
from dftzcli.search.finding.understanding import Reader

if TYPE_CHECKING:
    from dftzcli.search.finding.answer import Answer
    from dftzcli.search.finding.engine import Engine, Ranked
    from dftzcli.search.finding.index import Index
    from dftzcli.search.finding.narrowing import Narrowing


def compared(
    engine: Engine,
    line: str,
    read: grammar.Line,
    question: questions.Question,
    narrowing: Narrowing,
    limit: int | None,
) -> Answer | None:
    """Return the answer to a comparison of two sides; None when one of them has no answer."""
    from dftzcli.search.finding.engine import told

    sides = []
    for side, shared in _with_shared(engine.index, *question.sides):
        plain = questions.understood(side)
        meaning = Reader(engine.index).meaning((grammar.Word(plain.text),), shared=shared)
        group = engine.run(meaning, plain.kinds, narrowing)
        if not group.fits:
            return None
        sides.append(group)
    understood = told(line, read, question, [group.meaning for group in sides], narrowing, exact=False)
    base = engine.build.any_of([group.query for group in sides])
    total = engine.count(narrowing.applied(base))
    wanted = total if limit is None else limit
    ranked = [
        group.best if wanted <= len(group.best) else engine.ranked(narrowing.applied(group.query), group.total)
        for group in sides
    ]
    turns = _in_turn(ranked)[:wanted]
    hits = engine.hits([entry for entry, _ in turns], [group.meaning for group in sides])
    owners = {hit.id: sides[side] for hit, (_, side) in zip(hits, turns, strict=True)}
    return engine.answered(understood, hits, total, base, sides, narrowing, owners=owners)


def _in_turn(sides: Sequence[Sequence[Ranked]]) -> list[tuple[Ranked, int]]:
    """Take the best of each side in turn, with the side; what both find stands once, and each goes on with its next."""
    found: dict[int, tuple[Ranked, int]] = {}
    rest = {number: iter(side) for number, side in enumerate(sides)}
    while rest:
        for number, side in list(rest.items()):
            following = next((entry for entry in side if entry.row not in found), None)
            if following is None:
                del rest[number]
            else:
                found[following.row] = following, number
    return list(found.values())


def _with_shared(index: Index, left: str, right: str) -> tuple[tuple[str, str], ...]:
    """Give the shorter side the words it leaves to the other: "Dalian or Shenyang GDP", "net profit 2022 or 2025"."""
    first, second = left.split(), right.split()
    if len(first) < len(second):
        return (left, " ".join(second[max(len(first), _name_at_start(index, second)) :])), (right, "")
    if len(second) < len(first):
        return (left, ""), (right, " ".join(first[: -len(second)]))
    return (left, ""), (right, "")


def _name_at_start(index: Index, words: Sequence[str]) -> int:
    """Return how many words the proper name takes that some words begin with."""
    from dftzcli.search.finding import text

    for end in range(len(words) - 1, 1, -1):
        entry = index.entry(text.term_key(" ".join(words[:end])))
        if entry is not None and entry.get("entity"):
            return end
    return 0
