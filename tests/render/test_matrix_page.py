"""The page of figures side by side: no cell is bare, and what is open stays open in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dftzcli.analysis.comparing.comparable import Computed
from dftzcli.analysis.comparing.matrix import Matrix
from dftzcli.analysis.converting import converted
from dftzcli.analysis.observations import observe
from dftzcli.model.units import target
from dftzcli.render.matrix_chart import matrix_chart
from dftzcli.render.matrix_items import figure_ids, known, of_cells, outline
from dftzcli.render.matrix_page import NOTHING, computed, matrix_page, rank

from .hostile import STEERING, TEXTS
from .observed import figure, grids, matrix, rows, seen, text

NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, places=2)


def of(value: str | None, low: str | None, high: str | None, qualifier: str, unit: str = "CNY", soft: str = "") -> str:
    best, least, most = (None if number is None else Decimal(number) for number in (value, low, high))
    return computed(Computed(best, least, most, unit, qualifier, ("a", "b"), soft))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (of("5", "5", "5", "exact"), "5 CNY more"),
        (of("-5", "-5", "-5", "exact"), "5 CNY less"),
        (of("0", "0", "0", "exact"), "no difference"),
        (of("0", "0", "0", "about", soft="about"), "about no difference"),
        (of("5", "5", None, "at_least"), "at least 5 CNY more"),
        (of("-5", "-5", None, "at_least"), "at most 5 CNY less"),
        (of("-5", None, "-5", "at_most"), "at least 5 CNY less"),
        (of("5", None, "5", "at_most"), "at most 5 CNY more"),
        (of("0", "0", None, "at_least"), "at least 0 CNY more"),
        (of("-300.21", None, "-300.21", "at_most", soft="about"), "at least about 300.21 CNY less"),
        (of(None, "-310", "-210", "exact"), "210 to 310 CNY less"),
        (of(None, "210", "310", "about", soft="about"), "about 210 to 310 CNY more"),
        (of(None, "-1", "2", "exact"), "1 CNY less to 2 CNY more"),
        (of(None, "0", "2", "exact"), "0 to 2 CNY more"),
        (of(None, "-2", "0", "exact"), "0 to 2 CNY less"),
        (of("5", "5", "5", "exact", "10,000 USD"), "5 × 10,000 USD more"),
        (of("1234567.5", "1", "1", "exact", "pp"), "1,234,567.5 pp more"),
        (of("0.970", "1", "1", "exact", "times"), "0.970 times"),
        (of("1.4", "1.4", None, "at_least", "times", "about"), "at least about 1.4 times"),
        (of(None, "0.6", "0.7", "about", "times", "about"), "about 0.6 to 0.7 times"),
    ],
)
def test_what_is_computed_is_said_with_what_stays_open(found: str, words: str) -> None:
    assert found == words


@given(NUMBERS, NUMBERS)
def test_no_sign_stands_before_a_number_of_a_difference(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert "-" not in of(None, str(low), str(high), "exact") and "+" not in of(None, str(low), str(high), "exact")


def test_a_rank_is_a_place_or_the_best_and_the_worst_it_can_be() -> None:
    assert (rank(None), rank((1, 1)), rank((1, 3))) == ("", "1", "1 to 3")


def test_each_cell_has_value_qualifier_unit_reading_period_scope_and_source() -> None:
    found = rows(matrix_page(matrix(seen("a", "5", qualifier="over", reading="repaired"), seen("b", "3"))))
    assert found["Exports, 2023"] == ("over 5 billion USD [repaired]", "3 billion USD")
    assert found["period, source"] == ("2023, city, paper", "2023, city, paper")
    assert found["difference"] == ("base", "at least 2 billion USD less")
    assert found["rank (more is better)"] == ("1", "2")


@pytest.mark.parametrize(
    ("direction", "label"), [("up", "more is better"), ("down", "less is better"), ("neither", "by size")]
)
def test_a_rank_says_what_is_better(direction: str, label: str) -> None:
    assert f"rank ({label})" in rows(matrix_page(matrix(seen("a", "5"), seen("b", "3"), direction=direction)))


def test_what_is_missing_says_why_and_has_no_number() -> None:
    found = rows(matrix_page(matrix(seen("a", "5"), "not in the sources (gap-1)")))
    assert found["Exports, 2023"] == ("5 billion USD", "missing: not in the sources (gap-1)")
    assert "difference" not in found and not any("rank" in label for label in found)
    assert "period, source" not in rows(matrix_page(matrix("no figure", "no figure")))


def test_what_is_not_compared_says_what_differs() -> None:
    found = rows(matrix_page(matrix(seen("a", "5"), seen("b", "3"), seen("c", "9", scope="zone"))))
    assert found["not compared"] == ("", "", "zone v. city")
    assert found["difference"] == ("base", "2 billion USD less", "")


def test_what_others_say_of_the_same_stands_beside_it() -> None:
    found = rows(matrix_page(matrix((seen("a", "5"), seen("b", "6", source="plan")), seen("c", "3"))))
    assert found["also stated"] == ("6 billion USD (plan)", "")


def test_a_dispute_is_marked_at_the_value_and_told_beneath() -> None:
    side = matrix(seen("a", "5", dispute="contradiction"), seen("b", "3"))
    page = matrix_page(side, notes=("contradiction: two readings (x)",))
    assert rows(page)["Exports, 2023"][0] == "5 billion USD ⚠ contradiction"
    assert rows(matrix_page(side, ascii_only=True))["Exports, 2023"][0] == "5 billion USD ! contradiction"
    assert "To read with care" in text(page) and "- contradiction: two readings (x)" in text(page)


def test_a_matrix_without_lines_says_that_there_is_nothing_to_compare() -> None:
    assert text(matrix_page(Matrix("indicator", (), ()))) == f"{NOTHING}\n"


def _moved() -> Matrix:
    found = converted([figure("a", "500", unit="million USD"), figure("b", "3")], target("USD bn")).items
    return matrix(*map(observe, found), "no figure")


def test_in_another_unit_what_was_printed_stays_on_the_page_and_in_the_items() -> None:
    side = _moved()
    found = rows(matrix_page(side))
    assert found["Exports, 2023"][:2] == ("0.500 billion USD", "3 billion USD")
    # What is printed in the unit asked for is not said again.
    assert found["printed as"] == ("500 million USD", "", "")
    items = of_cells(side)
    assert (items[0]["value"], items[0]["printed_value"], items[0]["printed_unit"]) == (
        Decimal("0.5"), Decimal(500), "million USD",
    )  # fmt: skip
    assert (items[2]["printed_value"], items[2]["state"]) == (None, "missing")


def test_the_items_have_the_fields_they_say_in_that_order() -> None:
    for side in (matrix(seen("a", "5"), seen("b", "3"), "no figure"), _moved()):
        assert {tuple(item) for item in of_cells(side)} == {tuple(spec.key for spec in known(side))}
    assert all(spec.about for spec in known(_moved()))
    assert "printed_unit" not in {spec.key for spec in known(matrix(seen("a", "5"), seen("b", "3")))}


def test_an_item_has_what_the_page_has() -> None:
    first, second, third = of_cells(matrix(seen("a", "5", qualifier="over"), seen("b", "3"), "no figure"))
    assert (first["state"], first["base"], first["difference"]) == ("value", "column-1", None)
    assert (second["difference"], second["difference_min"], second["difference_max"]) == (-2, None, -2)
    assert (second["difference_qualifier"], second["difference_unit"]) == ("at_most", "billion USD")
    assert (second["rank_best"], second["rank_worst"], second["figure"]) == (2, 2, "b")
    assert (third["state"], third["reason"], third["value"], third["rank_best"]) == ("missing", "no figure", None, None)


def test_a_difference_that_is_none_says_why_in_the_note() -> None:
    (_, second) = of_cells(matrix(seen("a", "5", qualifier="over"), seen("b", "4", qualifier="over")))
    assert second["difference"] is None and "no difference: not decided" in second["note"]


def test_the_outline_names_columns_and_lines_and_the_ids_are_those_of_the_figures() -> None:
    side = matrix((seen("a", "5"), seen("b", "6")), "no figure", seen("c", "3"))
    assert figure_ids(side) == ("a", "c")
    assert [column["id"] for column in outline(side)["columns"]] == ["column-1", "column-2", "column-3"]
    assert outline(side)["lines"] == [
        {"key": "exports@2023", "label": "Exports, 2023", "direction": "up", "base": "column-1"}
    ]


def test_a_chart_has_a_bar_only_for_what_is_compared() -> None:
    side = matrix(seen("a", "5"), seen("b", "3", unit="million USD"), seen("c", "9", scope="zone"), "no figure")
    (drawing,) = matrix_chart(side, columns=80)
    drawn = {line.split("│")[0].strip(): line for line in drawing.lines if "│" in line or "column" in line}  # type: ignore[union-attr]
    assert "█" in drawn["column 1"] and "5 billion USD" in drawn["column 1"]
    # Three million beside five billion are less than a cell.
    assert drawn["column 2"].count("█") <= 1
    assert all("█" not in line for name, line in drawn.items() if name.startswith(("column 3", "column 4")))
    assert any("no figure" in line for line in drawing.lines)  # type: ignore[union-attr]


def test_a_year_and_two_months_have_an_axis_each_in_a_chart() -> None:
    year, months = matrix(seen("a", "5")), matrix(seen("b", "5", period="2023-01/2023-02"))
    found = matrix_chart(year._replace(lines=(*year.lines, *months.lines)), columns=80)
    assert len(found) == 2
    # Each has the longest bar there is, as it would not on the axis of the other.
    assert len({line.count("█") for drawing in found for line in drawing.lines[1:2]}) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("word", TEXTS)
def test_names_that_would_steer_a_terminal_stay_text(word: str) -> None:
    side = matrix(seen("a", "5", source=word), seen("b", "3"))
    side = side._replace(columns=tuple(column._replace(name=word) for column in side.columns))
    assert not STEERING.search(text(matrix_page(side)).replace("\n", ""))
    assert grids(matrix_page(side))[0][0][1] == word
