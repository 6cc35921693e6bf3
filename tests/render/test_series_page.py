"""Series and what is computed of them: no figure bare, no gap hidden, no two rhythms on one axis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dftzcli.analysis.converting import converted
from dftzcli.analysis.deriving import growth, printed
from dftzcli.analysis.series import Series, assemble
from dftzcli.model.fields import flatten
from dftzcli.model.units import target
from dftzcli.render.converted import converted_grid, printed_as
from dftzcli.render.page import Drawing, Heading, Page, text_of
from dftzcli.render.series_items import alone_fields, of_derived, of_series, series_fields
from dftzcli.render.series_page import derived_grid, mark, series_chart, series_grid

from .hostile import STEERING, TEXTS
from .observed import figure, grids, seen, text

NAMES = {"exports": "Exports", "dalian": "Dalian"}
GAP = {"id": "gap-1", "kind": "gap", "indicator": "exports", "place": "dalian", "period": "2022"}


def series(*items: dict[str, Any], gaps: tuple[dict[str, Any], ...] = (GAP,)) -> tuple[Series, ...]:
    return assemble(items, gaps=gaps)


def yearly(*values: str, **fields: Any) -> list[dict[str, Any]]:
    """Return figures of 2021, 2023, 2025 ..., so that a year is missing between any two."""
    return [figure(f"e{2021 + 2 * n}", value, period=str(2021 + 2 * n), **fields) for n, value in enumerate(values)]


def row(one: tuple[Series, ...]) -> dict[str, str]:
    header, first = grids(Page((series_grid(one, NAMES),)))[0][:2]
    return dict(zip(header, first, strict=True))


def test_the_latest_figure_has_unit_qualifier_period_scope_source_and_dispute() -> None:
    found = row(series(*yearly("3", "5", qualifier="over", dispute="caution", period_basis="inferred")))
    assert found["Latest"] == "over 5 billion USD"
    assert (found["Of"], found["Source"], found["Dispute"]) == ("2023 (inferred)", "paper", "⚠ caution")
    assert (found["Indicator"], found["Where"]) == ("Exports", "Dalian (city)")
    assert found["From, to"] == "2021 to 2023"


def test_a_missing_year_is_named_with_its_reason_and_has_a_mark_of_its_own_in_the_course() -> None:
    found = row(series(*yearly("3", "5")))
    assert found["Gaps"] == "2022: not in the sources (gap-1)"
    assert len(found["Course"]) == 3 and found["Course"][1] not in "▁▂▃▄▅▆▇█"


def test_a_single_figure_has_no_course() -> None:
    assert row(series(figure("a", "5")))["Course"] == ""


def test_a_period_stated_twice_is_said_to_be() -> None:
    found = row(series(figure("a", "5"), figure("b", "6", source="plan")))
    assert found["Gaps"] == "1 of its periods stated more than once"


def test_what_a_series_is_of_tells_it_from_another() -> None:
    one, two = series(figure("a", "5", subject="firm"), figure("b", "6"))
    assert {row((one,))["Where"], row((two,))["Where"]} == {"Dalian (city), firm", "Dalian (city)"}


def test_the_item_of_a_series_has_the_fields_it_says_and_a_point_for_each_period() -> None:
    (item,) = of_series(series(*yearly("3", "5")), NAMES)
    assert tuple(item) == tuple(spec.key for spec in series_fields())
    assert [point["period"] for point in item["points"]] == ["2021", "2022", "2023"]
    assert item["points"][1] == {"period": "2022", "missing": "not in the sources (gap-1)", "observations": []}
    assert (item["count"], item["latest"], item["figures"]) == (2, "e2023", ["e2021", "e2023"])


def test_where_nothing_can_be_nested_a_point_is_written_in_words() -> None:
    (item,) = of_series(series(*yearly("3", "5", qualifier="over", reading="repaired")), NAMES)
    (spec,) = (spec for spec in series_fields() if spec.key == "points")
    assert flatten(spec, item["points"]) == (
        "2021: over 3 billion USD [repaired] (paper); 2022: not in the sources (gap-1); "
        "2023: over 5 billion USD [repaired] (paper)"
    )


def test_a_point_says_that_its_period_is_inferred_and_its_figure_of_medium_confidence() -> None:
    (item,) = of_series(series(figure("a", "3", period_basis="inferred", confidence="medium")), NAMES)
    (spec,) = (spec for spec in series_fields() if spec.key == "points")
    assert flatten(spec, item["points"]) == "2023 (inferred): 3 billion USD [medium confidence] (paper)"


def test_every_field_says_what_it_holds() -> None:
    assert all(spec.about for spec in (*series_fields(), *alone_fields()))


def test_two_rhythms_or_two_units_never_share_an_axis() -> None:
    months = figure("m", "1", period="2023-01/2023-02")
    people = figure("p", "9", unit="persons", indicator="population")
    blocks = series_chart(series(*yearly("3", "5"), months, people), NAMES, columns=80)
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["In USD, annual", "In USD, January to February", "In persons, annual"]
    assert sum(isinstance(block, Drawing) for block in blocks) == 3


def test_a_bar_is_drawn_in_base_units_with_the_printed_words_beside_it() -> None:
    found = mark("2023", seen("a", "500", unit="million USD", qualifier="over"))
    assert [found.value, found.low, found.high] == [Decimal(500_000_000), Decimal(500_000_000), None]
    assert found.text == "over 500 million USD" and not found.is_expected
    assert mark("2023", seen("a", "5", qualifier="expected")).is_expected
    between = mark("2023", seen("a", value_min="6", value_max="7"))
    assert [between.value, between.low, between.high] == [None, Decimal(6 * 10**9), Decimal(7 * 10**9)]


def test_a_gap_in_a_chart_has_words_and_no_bar() -> None:
    (_, drawing) = series_chart(series(*yearly("3", "5")), NAMES, columns=80)
    assert isinstance(drawing, Drawing)
    (line,) = (line for line in drawing.lines if line.strip().startswith("2022"))
    assert "not in the sources (gap-1)" in line and "█" not in line


@pytest.mark.parametrize(("rate", "verdict"), [("25", "agrees"), ("99", "differs")])
def test_what_is_computed_stands_beside_what_is_printed(rate: str, verdict: str) -> None:
    found = growth(seen("a", "4", period="2022"), seen("b", "5"))
    told = dict(zip(*grids(Page((derived_grid([found]),)))[0], strict=True))
    assert (told["Rule"], told["Of"], told["Period"]) == ("growth", "b, a", "2023")
    assert (told["Computed"], told["Printed"]) == ("25.00 % [computed]", "nothing printed")
    identity = {"rule": "growth", "inputs": ["b", "a"], "operands": ["b", "a"]}
    stated = seen("g", rate, unit="%", indicator="exports-growth", identities=[identity])
    grid = derived_grid([found._replace(printed=printed(found, [stated]))])
    assert text_of(grid.rows[0][4]) == f"{rate} % in g (paper): {verdict}"


def test_what_is_refused_says_why_and_has_no_number() -> None:
    found = growth(seen("a", "0", period="2022"), seen("b", "5"))
    (_, line) = grids(Page((derived_grid([found]),)))[0]
    assert line[3].startswith("not computed: ") and "%" not in line[3]


def test_the_item_of_a_computed_value_says_it_is_computed_and_from_what() -> None:
    found = growth(seen("a", "4", period="2022"), seen("b", "5"))
    (item,) = of_derived([found], [spec.key for spec in alone_fields()])
    assert tuple(item) == tuple(spec.key for spec in alone_fields())
    assert (item["reading"], item["inputs"], item["kind"]) == ("computed", list(found.inputs), "derived")
    assert item["working"] and item["refused"] is None


def test_what_was_printed_stays_beside_what_is_converted() -> None:
    items = converted([figure("a", "500", unit="million USD"), figure("b", "3")], target("USD bn")).items
    assert [printed_as(item) for item in items] == ["500 million USD", ""]
    grid = converted_grid(items)
    assert grid.headers[:3] == ("Id", "Value", "Printed as")
    assert [text_of(line[2]) for line in grid.rows] == ["500 million USD", ""]
    assert {grid.headers[number] for number in grid.whole} == {"Id", "Source"}
    assert "(printed as 500 million USD)" in row(series(items[0]))["Latest"]
    assert printed_as(figure("c", "3")) == ""


@pytest.mark.parametrize("word", TEXTS)
def test_names_that_would_steer_a_terminal_stay_text(word: str) -> None:
    found = series(*yearly("3", "5", source=word))
    names = {"exports": word, "dalian": word}
    page = Page((*series_chart(found, names, columns=80), series_grid(found, names)))
    assert not STEERING.search(text(page).replace("\n", ""))
    assert grids(page)[0][1][0] == word
