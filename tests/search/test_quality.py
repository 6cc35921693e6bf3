"""Search keeps finding what people ask for: the kept third of the judged questions never falls below its level."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue
from tests.search.quality import (
    PARTS,
    UNANSWERABLE,
    Measured,
    Question,
    is_kept,
    levels,
    measured,
    outcome,
    questions,
)

EVERY: list[Question] = [question for part in PARTS for question in questions(part)]


@pytest.fixture(scope="module")
def kept(catalogue: Catalogue) -> dict[str, Measured]:
    return measured(outcome(catalogue, question) for question in questions("kept"))


def test_no_style_of_the_kept_part_falls_below_its_recorded_level(kept: dict[str, Measured]) -> None:
    found = {style: round(one.five, 4) for style, one in kept.items()}
    assert {style: (found[style], level) for style, level in levels().items() if found[style] < level} == {}


def test_every_style_has_a_recorded_level(kept: dict[str, Measured]) -> None:
    assert set(levels()) == set(kept)


def test_the_set_is_as_large_as_it_has_to_be() -> None:
    answerable = [question for question in EVERY if question.style != UNANSWERABLE]
    assert len(answerable) >= 300
    assert len(EVERY) - len(answerable) >= 25
    assert len({question.query for question in EVERY}) == len(EVERY)


@pytest.mark.parametrize("part", PARTS)
def test_the_parts_are_told_apart_by_hash_alone(part: str) -> None:
    assert {question.query for question in questions(part) if is_kept(question.query) != (part == "kept")} == set()


def test_every_record_that_a_question_expects_is_in_the_catalogue(catalogue: Catalogue) -> None:
    expected = {identity for question in EVERY for group in question.groups for identity in group}
    assert {identity for identity in expected if catalogue.cards.name(identity) is None} == set()


def test_every_question_that_can_be_answered_says_by_what() -> None:
    without = [question.query for question in EVERY if not question.groups and question.style != UNANSWERABLE]
    assert without == []
