"""A score on the page: each part of it, its scale, and how firm it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest

from dftzcli.analysis.comparing.scoring import Criterion, Scoring, score
from dftzcli.model.encoding import encode
from dftzcli.render.page import Page
from dftzcli.render.score_page import score_blocks, score_item

from .hostile import STEERING, TEXTS
from .observed import Row, grids, text


def scored(weights: Mapping[str, int], **values: tuple[int | None, ...]) -> Scoring:
    criteria = [
        Criterion(
            key=key,
            label=key.title(),
            values=tuple(None if number is None else Decimal(number) for number in numbers),
            direction="up",
            unit="tonnes",
            notes=tuple("not in the sources" if number is None else "" for number in numbers),
        )
        for key, numbers in values.items()
    ]
    names = ("one", "two", "three")[: len(next(iter(values.values())))]
    return score(names, criteria, {key: Decimal(weight) for key, weight in weights.items()})


def table(scoring: Scoring) -> dict[str, Row]:
    return {row[0]: row[1:] for row in grids(Page(score_blocks(scoring)))[0]}


def page(scoring: Scoring) -> str:
    return text(Page(score_blocks(scoring)))


def test_each_part_has_the_value_it_comes_from_and_its_head_unit_weight_and_direction() -> None:
    found = scored({"size": 3, "price": -1}, size=(10, 0, 5), price=(0, 4, 2))
    assert table(found)[""] == (
        "Rank", "Score", "Size, tonnes (+3: more is better)", "Price, tonnes (-1: less is better)",
    )  # fmt: skip
    assert table(found)["one"] == ("1", "1.000", "10 gives 0.750", "0 gives 0.250")
    assert table(found)["three"] == ("2", "0.500", "5 gives 0.375", "2 gives 0.125")


def test_the_best_stands_first_in_the_table_and_in_words() -> None:
    found = scored({"size": 1}, size=(0, 10, 5))
    assert [name for name in table(found) if name] == ["two", "three", "one"]
    assert "First: two." in page(found)


def test_what_is_missing_is_a_range_with_its_reason_and_leaves_the_rank_open() -> None:
    found = scored({"size": 1, "price": 1}, size=(10, 0, 9), price=(4, 5, None))
    assert table(found)["three"] == ("open", "0.450 to 0.950", "9 gives 0.450", "0.000 to 0.500 (not in the sources)")
    assert "First: one or two or three." in page(found) and "Not decided: one or three." in page(found)


def test_who_is_close_is_said() -> None:
    assert "Close: one and two." in page(scored({"size": 1}, size=(100, 99, 0)))
    assert "Close: " not in page(scored({"size": 1}, size=(100, 50, 0)))


@pytest.mark.parametrize(
    ("weights", "words"),
    [({"size": 1}, "No change of a single weight takes the first place from one."), ({"size": 2, "price": 1}, "with ")],
)
def test_what_would_turn_the_first_place_over_is_a_sentence(weights: dict[str, int], words: str) -> None:
    values: dict[str, tuple[int | None, ...]] = {"size": (10, 0), "price": (0, 10)}
    out = page(scored(weights, **{key: values[key] for key in weights}))
    (line,) = (line for line in out.splitlines() if words.lower() in line.lower() and "Scale" not in line)
    assert line.startswith("- ") and line[2].isupper() and line.endswith(".") and not line.endswith("..")


def test_the_scale_is_said_on_the_page_and_in_the_item() -> None:
    found = scored({"size": 1}, size=(10, 0))
    assert "Scale: each criterion runs from 0" in page(found)
    assert "min-max" in score_item(found)["normalisation"]


def test_the_item_is_json_with_every_part() -> None:
    found = scored({"size": 2, "price": 1}, size=(10, 0, 5), price=(0, 10, None))
    item = json.loads(encode(score_item(found)))
    assert set(item) == {
        "first", "weights", "normalisation", "rows", "flip", "flip_note", "close", "undetermined",
    }  # fmt: skip
    assert [row["alternative"] for row in item["rows"]] == ["one", "two", "three"]
    assert [part["criterion"] for part in item["rows"][0]["parts"]] == ["size", "price"]
    assert item["rows"][2]["parts"][1]["value"] is None
    assert item["weights"][0]["given"] == 2


@pytest.mark.parametrize("word", TEXTS)
def test_names_that_would_steer_a_terminal_stay_text(word: str) -> None:
    criteria = [Criterion("size", word, (Decimal(1), Decimal(0)), "up", word, notes=(word, ""))]
    found = score((word, "two"), criteria, {"size": Decimal(1)})
    assert not STEERING.search(page(found).replace("\n", ""))
    assert word in table(found)
