"""The judged sentences: what is called verified or contradicted is so."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.checking import Finding
from dftzcli.model.vocabulary import Kind
from dftzcli.render.one_line import one_line

from .judged import Judged, figures, statuses

# What must be right of all that is called so; and what was reached, of which nothing may be lost.
PRECISION = 0.9
REACHED = {"verified": (35, 35), "contradicted": (30, 30)}
MISSED = 2


class Answer(NamedTuple):
    """A judged sentence and what was found about it, None where nothing was."""

    judged: Judged
    verdict: str | None
    found: tuple[Finding, ...]

    @property
    def is_right(self) -> bool:
        """Whether a careful reader agrees; to find nothing is right where there is nothing to find."""
        return (self.verdict or "not_in_catalogue") in self.judged.verdicts


@pytest.fixture(scope="module")
def answers(catalogue: Catalogue) -> list[Answer]:
    """Return the answers to all sentences, each a paragraph of one text."""
    judged = [*figures(catalogue), *statuses(catalogue)]
    lines: dict[int, list[Finding]] = {}
    for found in catalogue.check("".join(f"{each.text}\n\n" for each in judged)):
        lines.setdefault(found.line // 2, []).append(found)
    return [_answer(each, lines.get(number, [])) for number, each in enumerate(judged)]


def _answer(judged: Judged, found: list[Finding]) -> Answer:
    if judged.at < 0:
        about = tuple(each for each in found if each.kind == "status")
    else:
        numbers = (each for each in found if each.kind == "figure")
        about = tuple(each for each in numbers if 0 <= judged.at + 1 - each.column < each.end - each.start)
    return Answer(judged, about[0].verdict if about else None, about)


def told(answers: list[Answer]) -> str:
    """Write answers for whoever reads why a test failed."""
    return "\n".join(
        f"{each.judged.judgement} -> {each.verdict}: {each.judged.text} {[one.why for one in each.found]}"
        for each in answers
    )


def test_there_are_sentences_of_every_judgement(answers: list[Answer]) -> None:
    counts: dict[str, int] = {}
    for each in answers:
        counts[each.judged.judgement] = counts.get(each.judged.judgement, 0) + 1
    assert len(answers) >= 60 and counts.keys() == {"right", "rounded", "wrong", "absent"}
    assert min(counts.values()) >= 9


@pytest.mark.parametrize("verdict", ["verified", "contradicted"])
def test_what_is_called_verified_or_contradicted_is_so(answers: list[Answer], verdict: str) -> None:
    called = [each for each in answers if each.verdict == verdict]
    right = [each for each in called if each.is_right]
    assert len(right) >= PRECISION * len(called), told([each for each in called if not each.is_right])
    assert (len(right), len(called)) == REACHED[verdict], told([each for each in called if not each.is_right])


def test_no_wrong_number_is_verified_and_no_right_one_contradicted(answers: list[Answer]) -> None:
    opposed = {"wrong": {"verified", "rounded", "disputed"}, "right": {"contradicted"}, "rounded": {"contradicted"}}
    assert not told([each for each in answers if each.verdict in opposed.get(each.judged.judgement, ())])


def test_what_the_catalogue_does_not_hold_is_never_decided(answers: list[Answer]) -> None:
    absent = [each for each in answers if each.judged.judgement == "absent"]
    assert not told([each for each in absent if not each.is_right])
    assert all(one.why for each in absent for one in each.found)


def test_few_are_missed(answers: list[Answer]) -> None:
    missed = [each for each in answers if not each.is_right]
    assert len(missed) == MISSED, told(missed)
    assert {each.verdict for each in missed} == {"not_in_catalogue"}


def numbers(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the figures that are one number which another can be told from."""
    return [item for item in catalogue.cards.of_kind("figure") if item["value"]]


def sentence(catalogue: Catalogue, item: dict[str, Any], **other: Any) -> str:
    """Write a figure as a sentence, with another value, unit, place or period where one is given."""
    said = item | other
    what, where = (catalogue.item(said[key])["name"] for key in ("indicator", "place"))
    return f"{what} of {where} in {said['period']}: {said['value']:,f} {said['unit']}.\n\n"


def of_lines(catalogue: Catalogue, text: str) -> dict[int, list[Finding]]:
    """Return the findings of a text by paragraph."""
    found: dict[int, list[Finding]] = {}
    for each in catalogue.check(text):
        found.setdefault(each.line // 2, []).append(each)
    return found


@pytest.mark.parametrize("factor", [137, 61])
def test_a_number_that_is_verified_is_that_of_the_figure(catalogue: Catalogue, factor: int) -> None:
    items = numbers(catalogue)
    text = "".join(sentence(catalogue, item, value=item["value"] * factor / 100) for item in items)
    lines = of_lines(catalogue, text)
    agreeing = [
        each for found in lines.values() for each in found if each.verdict in ("verified", "rounded", "disputed")
    ]
    assert [(each.sentence, each.records) for each in agreeing] == []
    # The same numbers as they are recorded are found, so that the test asks something.
    right = of_lines(catalogue, "".join(sentence(catalogue, item) for item in items))
    assert sum(each.verdict in ("verified", "disputed") for found in right.values() for each in found) > 200


def test_a_number_in_another_unit_is_not_verified(catalogue: Catalogue) -> None:
    other = {"CNY": "USD", "USD": "CNY"}
    items = [item for item in numbers(catalogue) if item["unit"].split()[-1] in other]
    text = "".join(
        sentence(catalogue, item, unit=" ".join([*item["unit"].split()[:-1], other[item["unit"].split()[-1]]]))
        for item in items
    )
    verdicts = {each.verdict for found in of_lines(catalogue, text).values() for each in found}
    assert len(items) > 100 and "not_in_catalogue" in verdicts
    assert verdicts.isdisjoint({"verified", "rounded", "disputed"})


def test_a_number_of_another_place_is_not_verified(catalogue: Catalogue) -> None:
    items = [item for item in numbers(catalogue) if item["place"] == "dalian" and item["scope"] == "city"]
    lines = of_lines(catalogue, "".join(sentence(catalogue, item, place="dftz") for item in items))
    found = [each for one in lines.values() for each in one]
    assert len(found) > 50
    assert {each.verdict for each in found}.isdisjoint({"verified", "rounded", "disputed"})


def test_a_number_of_another_period_is_not_verified_by_it(catalogue: Catalogue) -> None:
    items = [item for item in numbers(catalogue) if len(item["period"]) == len("2024")]
    text = "".join(sentence(catalogue, item, period=f"{int(item['period']) + 20}") for item in items)
    found = [each for one in of_lines(catalogue, text).values() for each in one]
    assert len(found) > 150
    assert {each.verdict for each in found} == {"not_in_catalogue"}


def test_no_record_contradicts_its_own_line(catalogue: Catalogue) -> None:
    kinds: tuple[Kind, ...] = ("figure", "project", "policy", "incentive")
    lines = [one_line(item) for kind in kinds for item in catalogue.cards.of_kind(kind)]
    found = catalogue.check("\n\n".join(lines))
    assert [each.sentence for each in found if each.verdict == "contradicted"] == []
    assert sum(each.verdict == "verified" for each in found) > 200
