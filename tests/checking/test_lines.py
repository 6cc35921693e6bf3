"""What the program itself writes, checked: lines that may be cited, blocks of code, and pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.checking import Finding
from dftzcli.checking.sentences import sentences
from dftzcli.render.one_line import one_line

GDP = "Gross domestic product of Shenyang, 2025: 910.03 billion CNY, 2025 (inferred), city"


@dataclass
class Counted:
    """How many lines have a finding of each verdict, and the findings."""

    verdicts: dict[str, int] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)


def counted(catalogue: Catalogue, items: list[dict[str, Any]]) -> Counted:
    """Check the lines of some items, one under the other as `cite --style line` writes them."""
    made = Counted()
    for each in catalogue.check("".join(f"{one_line(item)}\n" for item in items)):
        made.verdicts[each.verdict] = made.verdicts.get(each.verdict, 0) + 1
        made.found.append(each)
    return made


def test_the_line_of_every_figure_is_borne_out_and_says_nothing_else(catalogue: Catalogue) -> None:
    items = list(catalogue.cards.of_kind("figure"))
    made = counted(catalogue, items)
    assert made.verdicts.keys() == {"verified", "disputed"}
    assert [each.line for each in made.found] == [*range(1, len(items) + 1)]
    assert [each.records[0] for each in made.found] == [item["id"] for item in items]


def test_the_line_of_a_figure_with_another_number_is_contradicted(catalogue: Catalogue) -> None:
    items = [item | {"value": item["value"] * 3} for item in catalogue.cards.of_kind("figure") if item["value"]]
    made = counted(catalogue, items)
    assert len(items) > 300 and made.verdicts.keys() <= {"contradicted", "not_in_catalogue"}
    assert made.verdicts["contradicted"] > 0.8 * len(items)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (GDP, "verified"),
        (f"- {GDP.upper()}", "verified"),
        (GDP.replace("CNY", "USD"), "not_in_catalogue"),
        (GDP.replace("CNY, 2025", "CNY, 2023"), "not_in_catalogue"),
        (GDP.replace("910.03", "over 910.03"), "rounded"),
        (GDP.replace("910.03", "810.03"), "contradicted"),
    ],
)
def test_a_number_behind_the_name_of_a_figure_is_held_against_it_alone(
    catalogue: Catalogue, said: str, verdict: str
) -> None:
    (found,) = catalogue.check(said)
    assert found.verdict == verdict
    assert not found.is_decided or found.records == ("gdp-shenyang-2025",)


@pytest.mark.parametrize(
    "note",
    [
        " (cns-dftz-two-years-2019, fourth paragraph (the opening); restated, high confidence)",
        " [medium confidence]",
        " [inferred]",
        " \\[caution: 3 old counts of 2019\\]",
        " (undated; 8.9 years old)",
        ", source cns-somebody-else-2019",
        " (somebody-at-the-daily-2019)",
    ],
)
def test_ids_tags_and_ages_are_no_part_of_a_sentence(catalogue: Catalogue, note: str) -> None:
    text = f"In 2025 Shenyang's GDP was 910.03 billion yuan{note}."
    sources = frozenset(card["id"] for card in catalogue.cards.of_kind("source"))
    (sentence,) = sentences(text, sources)
    assert not {"-", "old", "confidence", "2019", "inferred"} & {*re.findall(r"-|\w+", sentence.text)}
    assert len(sentence.text) == len(text)
    assert [each.verdict for each in catalogue.check(text)] == ["verified"]


@pytest.mark.parametrize("text", ["GDP (battery-electric, 5 GWh in 2019) grew.", "[The city's](x) 5 firms [in 2019]"])
def test_other_brackets_are_read(text: str) -> None:
    assert "5" in next(sentences(text)).text and "2019" in next(sentences(text)).text


def test_the_rows_of_a_picture_or_of_code_are_no_one_sentence(catalogue: Catalogue) -> None:
    rows = (
        "Total imports and exports of the Dalian customs district, January to February 2021",
        "  2021 \u2502\u2588\u2588\u2588 19.71363 billion USD",
        "  2022 \u2502\u2588\u2588\u2588\u2588 22.32618 billion USD",
    )
    drawn = "\n".join(rows)
    coded = f"```\n{drawn}\n```\n".replace("\u2502", "|").replace("\u2588", "")
    for text in (drawn, coded):
        assert {each.verdict for each in catalogue.check(text)} == {"not_in_catalogue"}
    assert len([*sentences(drawn)]) == 3


def test_text_behind_a_block_of_code_is_read_as_before(catalogue: Catalogue) -> None:
    text = "```sh\ndftz check memo.md\n```\n\nIn 2025 Shenyang's GDP\nwas 910.03 billion yuan.\n"
    (found,) = catalogue.check(text)
    assert (found.verdict, found.line) == ("verified", 6)


def test_no_name_of_a_place_is_read_across_a_number(catalogue: Catalogue) -> None:
    (found,) = catalogue.check("Foreign capital used in Dalian grew in 2025: 43.8 %, 2025, city")
    assert found.quote == "43.8 %"


def test_the_readme_is_contradicted_nowhere(catalogue: Catalogue) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert [each.sentence for each in catalogue.check(text) if each.verdict == "contradicted"] == []
