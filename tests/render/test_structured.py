"""JSON and JSON lines: what goes in comes out, and the envelope says what it answers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS
from dftzcli.render.registry import FORMATS, Style
from dftzcli.render.result import Result, chosen, listing
from dftzcli.render.structured import SCHEMA_VERSION, encoded

from .hostile import DATASET, STEERING, hostile_rows, result_of


def written(name: str, result: Result) -> str:
    return FORMATS[name].text(result, Style())


def test_hostile_items_read_back_equal_from_json() -> None:
    rows = hostile_rows()
    text = written("json", result_of(rows))
    assert json.loads(text)["items"] == rows
    assert STEERING.search(text.replace("\n", "")) is None


def test_hostile_items_read_back_equal_line_by_line() -> None:
    rows = hostile_rows()
    lines = written("jsonl", result_of(rows)).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == rows
    assert all(STEERING.search(line) is None for line in lines)


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.none(), st.booleans(), st.integers()), max_size=4))
def test_any_item_reads_back_equal(item: dict[str, Any]) -> None:
    assert json.loads(encoded(item)) == item


@pytest.mark.parametrize(
    "value", [Decimal("39565.20"), [Decimal("0.10")], {"change": Decimal("-20.4"), "name": "\x9b"}]
)
def test_decimals_are_numbers_with_their_digits(value: object) -> None:
    read = json.loads(encoded(value), parse_float=Decimal)
    assert read == value
    assert str(read) == str(value)


def test_the_envelope_says_what_it_answers_from_which_data_and_how_much_there_is() -> None:
    read = json.loads(written("json", result_of([{"id": "one", "name": "One"}], total=3)))
    assert list(read) == ["schema_version", "dataset", "query", "count", "total", "truncated", "items"]
    assert read["schema_version"] == SCHEMA_VERSION
    assert read["dataset"] == DATASET._asdict()
    assert read["dataset"]["licence"] == "CC-BY-4.0"
    assert read["query"] == {"text": "records of every kind"}
    assert (read["count"], read["total"], read["truncated"]) == (1, 3, True)


def test_what_stands_beside_the_items_is_in_the_envelope_before_them() -> None:
    result = result_of([{"id": "one"}])._replace(extra={"left": [1]})
    read = json.loads(written("json", result))
    assert read["left"] == [1]
    assert list(read)[-1] == "items"


def test_nothing_found_is_an_empty_list_and_no_line() -> None:
    read = json.loads(written("json", result_of([])))
    assert (read["items"], read["count"], read["total"], read["truncated"]) == ([], 0, 0, False)
    assert written("jsonl", result_of([])) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_items_of_a_kind_have_every_field_in_order_in_json_and_json_lines(
    catalogue: Catalogue, kind: Any
) -> None:
    cards = catalogue.cards.of_kind(kind)
    result = listing(catalogue, cards, kind=kind, total=len(cards), query={"text": "all"})
    keys = [spec.key for spec in chosen(result.specs, ())[0]]
    items = json.loads(written("json", result))["items"]
    assert [list(item) for item in items] == [keys] * len(cards)
    assert [json.loads(line) for line in written("jsonl", result).splitlines()] == items


def test_items_of_some_fields_have_those_and_no_others(catalogue: Catalogue) -> None:
    cards = catalogue.cards.of_kind("figure")
    result = listing(catalogue, cards, kind="figure", total=len(cards), query={}, wanted=("value", "id", "value"))
    for item, card in zip(json.loads(written("json", result), parse_float=Decimal)["items"], cards, strict=True):
        assert list(item) == ["value", "id"]
        assert item == {"value": card["value"], "id": card["id"]}
