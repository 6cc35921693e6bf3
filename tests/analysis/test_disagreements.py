"""What the program finds to disagree among figures by itself, and what it leaves alone."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from dftzcli.analysis.disagreement import disagreements
from dftzcli.analysis.disagreement.words import opening_word
from dftzcli.model.fields import stated
from dftzcli.model.records import Discrepancy, Record
from dftzcli.opening import catalogue_of_folder
from dftzcli.render import wording
from dftzcli.store.packaged import find_packaged

from .conftest import Factory


def found(*records: Record, type: str | None = None) -> tuple[Discrepancy, ...]:
    return tuple(each for each in disagreements(records) if type in (None, each.type))


def only(*records: Record, type: str | None = None) -> Discrepancy:
    (one,) = found(*records, type=type)
    return one


def two(make: Factory, one: str, other: str, **fields: Any) -> tuple[Discrepancy, ...]:
    """What is found between two figures of one series and period; `fields` are of the second."""
    unit = fields.get("unit", "10,000 USD")
    return found(make.figure("one", one, unit=unit), make.figure("other", other, **fields), type="contradiction")


# -- contradictions ----------------------------------------------------------------------------------------------------


def test_two_numbers_for_one_thing_and_time_are_a_contradiction_that_names_both_and_where_they_stand(
    make: Factory,
) -> None:
    sources = ("paper", "article")
    figures = [
        make.figure(name, value, citations=(make.citation(value, source=source),))
        for name, value, source in zip(("one", "other"), ("1,234", "1,334"), sources, strict=True)
    ]
    entry = only(*figures, make.indicator(name="Trade"), make.place(name="Dalian"))
    assert (entry.id, entry.type, entry.found_by) == ("found-contradiction-one-other", "contradiction", "program")
    assert entry.records == ("one", "other")
    assert entry.name == "Trade, Dalian, 2023: 1,234 × 10,000 USD or 1,334 × 10,000 USD"
    assert "1,234 × 10,000 USD (paper, paragraph 1) and 1,334 × 10,000 USD (article, paragraph 1)" in entry.summary
    assert "1,284" not in entry.summary + entry.name
    assert [citation.source for citation in entry.citations] == ["paper", "article"]
    assert entry.likely_reason == "Not known: the sources give no reason."
    assert not entry.is_caution


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("1,234", "1,234.4", {}),
        ("1,234", "1,235", {}),
        ("17", "15", {"qualifier": "over"}),
        ("104", "100", {"qualifier": "about"}),
        ("17", "10", {"qualifier": "expected"}),
        ("17", "12", {"reading": "computed"}),
        ("17", "12", {"period": "2022"}),
        ("17", "12", {"period": "2023-01/2023-06"}),
        ("17", "12", {"period_basis": "unstated"}),
        ("17", "12", {"place": "dftz"}),
        ("17", "12", {"scope": "zone"}),
        ("17", "12", {"subject": "shipyard"}),
        ("17", "12", {"industries": ("shipbuilding",)}),
        ("17", "12", {"indicator": "exports"}),
        ("17", None, {"value_min": "12", "value_max": "20"}),
    ],
    ids=str,
)
def test_what_rounding_words_or_another_thing_explain_contradicts_nothing(
    make: Factory, one: str, other: str | None, fields: dict[str, Any]
) -> None:
    figures = make.figure("one", one), make.figure("other", other, **fields)
    assert found(*figures, type="contradiction") == ()


def test_one_amount_in_two_magnitudes_contradicts_nothing(make: Factory) -> None:
    figures = make.figure("one", "1,000", unit="million USD"), make.figure("other", "1.0", unit="billion USD")
    assert found(*figures) == ()


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("1,234", "1,236", {}),
        ("17", "20", {"qualifier": "over"}),
        ("17", "12", {"qualifier": "at_most"}),
        ("106", "100", {"qualifier": "about"}),
        ("17", None, {"value_min": "20", "value_max": "30"}),
        ("17", "12", {"reading": "repaired", "reading_note": "A digit was lost."}),
    ],
    ids=str,
)
def test_what_neither_rounding_nor_words_explain_contradicts(
    make: Factory, one: str, other: str | None, fields: dict[str, Any]
) -> None:
    assert found(make.figure("one", one), make.figure("other", other, **fields), type="contradiction") != ()


def test_an_expectation_contradicts_another_one(make: Factory) -> None:
    plans = [make.figure(name, value, qualifier="expected") for name, value in (("one", "100"), ("other", "120"))]
    assert only(*plans).type == "contradiction"


@pytest.mark.parametrize(
    ("one", "other", "unit", "is_found"),
    [
        ("7,451,000", "7,451,234", "persons", False),
        ("7,451,000", "7,452,234", "persons", True),
        ("400", "404", "billion CNY", False),
        ("400", "406", "billion CNY", True),
        ("400", "410", "billion CNY", True),
        ("540", "543", "innovations", True),
        ("439,440", "439,443", "10,000 USD", True),
    ],
)
def test_zeros_at_the_end_of_a_large_number_may_be_rounding_and_the_last_digit_of_a_table_or_count_is_not(
    make: Factory, one: str, other: str, unit: str, is_found: bool
) -> None:
    assert bool(two(make, one, other, unit=unit)) is is_found


def test_only_the_sides_that_disagree_are_named(make: Factory) -> None:
    entry = only(
        make.figure("a", "100"), make.figure("b", "130"), make.figure("c", "90", qualifier="over"), type="contradiction"
    )
    assert entry.records == ("a", "b")


def test_a_lost_multiplier_or_sign_is_said_because_it_can_be_computed(make: Factory) -> None:
    (scaled,) = two(make, "1,234", "12.34")
    assert "times 100" in scaled.likely_reason and "Which one, no source says" in scaled.likely_reason
    (signed,) = two(make, "1,234", "-1,234")
    assert "the sign is not" in signed.likely_reason


# -- arithmetic --------------------------------------------------------------------------------------------------------


def test_a_sum_that_fails_names_its_parts_what_is_printed_and_what_comes_out(make: Factory) -> None:
    figures = (
        make.figure("exports", "40", indicator="exports"),
        make.figure("imports", "50", indicator="imports"),
        make.figure("total", "95", identities=(make.identity("sum", "exports", "imports"),)),
    )
    entry = only(*figures)
    assert (entry.id, entry.type) == ("found-arithmetic-total", "arithmetic")
    assert entry.records == ("total", "exports", "imports")
    assert "40 × 10,000 USD (exports) plus 50 × 10,000 USD (imports), is 90 10,000 USD" in entry.summary
    assert entry.likely_reason.startswith("Not known")
    assert "differ by 5 10,000 USD, of which rounding explains 1.5" in entry.likely_reason


def test_a_printed_change_that_does_not_follow_from_its_figures_is_found(make: Factory) -> None:
    figures = (make.figure("then", "100", period="2022"), make.figure("now", "120", change=make.change("12")))
    entry = only(*figures)
    assert entry.records == ("now", "then")
    assert "a change of +12 %" in entry.name and "20 %" in entry.name
    assert "percentage points" in entry.likely_reason


def test_arithmetic_that_holds_or_that_an_editor_owns_up_to_is_not_listed(make: Factory) -> None:
    parts = (make.figure("a", "40", indicator="exports"), make.figure("b", "50", indicator="imports"))
    right = make.figure("total", "90", identities=(make.identity("sum", "a", "b"),))
    wrong = make.figure("total", "95", identities=(make.identity("sum", "a", "b"),))
    assert found(*parts, right) == ()
    assert found(*parts, wrong, make.discrepancy("total")) == ()


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "value", "word"),
    [
        ("over 41%", "41", "over"),
        ("by more than 75% over five years", "75", "more than"),
        ("no more than 30 days", "30", "no more than"),
        ("approximately US$1.2 million", "1200000", "approximately"),
        ("at least 300 ports", "300", "at least"),
        ("300 or more", "300", "or more"),
        ("300+ routes", "300", "+"),
        ("surpassed 1,000.21 billion yuan", "1000.21", "surpassed"),
        ("超过98%", "98", "超过"),
        ("约５３００家", "5300", "约"),
        ("近20%", "20", "近"),
        ("98%以上", "98", "以上"),
        ("300多个港口", "300", "多"),
        ("5.3亿元左右", "5.3", "元左右"),
    ],
)
def test_a_word_beside_a_number_opens_it(printed: str, value: str, word: str) -> None:
    assert opening_word(printed, Decimal(value)) == word


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("540 institutional innovations over five years", "540"),
        ("aged 60 and above accounts for 24.71%", "24.71"),
        ("from over 2,475 to 5,300", "5300"),
        ("rose from 3 up to 5", "5"),
        ("moreover 41%", "41"),
        ("41%", "41"),
        ("over a hundred companies", "100"),
        ("近5年增长20%", "20"),
    ],
)
def test_a_word_elsewhere_opens_nothing(printed: str, value: str) -> None:
    assert opening_word(printed, Decimal(value)) is None


def test_a_word_that_is_printed_and_not_recorded_is_a_lost_one(make: Factory) -> None:
    entry = only(make.figure("share", "41", unit="%", as_stated="over 41%"))
    assert (entry.id, entry.type, entry.records) == ("found-reading-share", "reading", ("share",))
    assert 'prints "over 41%"' in entry.summary and '"over" is lost' in entry.summary


@pytest.mark.parametrize("fields", [{"qualifier": "over"}, {"reading": "computed"}], ids=str)
def test_a_word_that_is_recorded_or_that_belongs_to_an_input_is_not_lost(make: Factory, fields: dict[str, Any]) -> None:
    assert found(make.figure("share", "41", unit="%", as_stated="over 41%", **fields)) == ()


def test_one_number_with_a_word_and_without_is_a_matter_of_reading_and_no_contradiction(make: Factory) -> None:
    entry = only(make.figure("bare", "540"), make.figure("more", "540", qualifier="over"))
    assert (entry.type, entry.records) == ("reading", ("bare", "more"))
    assert "540 × 10,000 USD (paper" in entry.summary and "over 540 × 10,000 USD (paper" in entry.summary
    assert entry.likely_reason.startswith("Not known")


def test_an_undated_statement_is_set_beside_a_dated_one_and_two_years_are_not(make: Factory) -> None:
    bare = make.figure("bare", "540", period="2021")
    undated = make.figure("more", "540", qualifier="over", period="2024", period_basis="unstated")
    later = make.figure("more", "540", qualifier="over", period="2024")
    assert only(bare, undated).type == "reading"
    assert found(bare, later) == ()


def test_a_lost_word_is_not_said_twice(make: Factory) -> None:
    entry = only(make.figure("bare", "540", as_stated="over 540"), make.figure("more", "540", qualifier="over"))
    assert entry.records == ("bare",)


# -- the same digits ---------------------------------------------------------------------------------------------------


def test_equal_digits_of_different_things_are_a_caution(make: Factory) -> None:
    entry = only(
        make.figure("new-companies", "5,300", unit="companies", indicator="companies", scope="zone"),
        make.figure("high-tech", "5300", unit="enterprises", indicator="enterprises"),
    )
    assert (entry.type, entry.is_caution) == ("definition", True)
    assert entry.records == ("high-tech", "new-companies")
    assert entry.name == "5,300 twice: high-tech; new-companies"


def test_equal_digits_of_one_indicator_in_two_scopes_are_a_caution(make: Factory) -> None:
    assert only(make.figure("city", "542"), make.figure("zone", "542", scope="zone")).is_caution


@pytest.mark.parametrize(
    ("value", "unit", "other"),
    [
        ("100", "%", "%"),
        ("40", "%", "%"),
        ("10,000", "companies", "enterprises"),
        ("2,021", "companies", "enterprises"),
        ("250", "routes", "km2"),
    ],
)
def test_round_numbers_years_and_digits_that_agree_by_chance_are_left_alone(
    make: Factory, value: str, unit: str, other: str
) -> None:
    assert found(make.figure("one", value, unit=unit), make.figure("other", value, unit=other, indicator="else")) == ()


def test_four_digits_agree_by_no_chance_whatever_they_count(make: Factory) -> None:
    one, other = make.figure("one", "5,347", unit="companies"), make.figure("other", "5,347", indicator="else")
    assert only(one, other).is_caution


def test_a_figure_that_another_is_made_of_is_not_mixed_up_with_it(make: Factory) -> None:
    part = make.figure("part", "5,347", indicator="exports")
    whole = make.figure("whole", "5,347", identities=(make.identity("at_least_sum", "part"),))
    assert found(part, whole) == ()


# -- what the editors have covered, ids and order ----------------------------------------------------------------------


def test_a_disagreement_of_the_same_type_on_the_same_figures_is_not_listed_again(make: Factory) -> None:
    figures = make.figure("one", "100"), make.figure("other", "130")
    assert found(*figures, make.discrepancy("one", "other", "trade", type="contradiction")) == ()
    assert len(found(*figures, make.discrepancy("one", "other", type="definition"))) == 1
    assert len(found(*figures, make.discrepancy("one", type="contradiction"))) == 1


def test_a_caution_is_covered_by_a_disagreement_of_any_type(make: Factory) -> None:
    figures = make.figure("one", "542"), make.figure("other", "542", scope="zone")
    assert found(*figures, make.discrepancy("one", "other", type="reading")) == ()


def test_an_editor_who_takes_one_over_keeps_its_id(make: Factory) -> None:
    figures = make.figure("one", "100"), make.figure("other", "130")
    taken = make.discrepancy("one", "other", id_="found-contradiction-one-other", type="definition")
    assert found(*figures, taken) == ()


def test_the_order_and_the_ids_do_not_depend_on_the_order_of_the_records(make: Factory) -> None:
    records = [
        make.figure("z", "130"), make.figure("a", "100"), make.figure("share", "41", unit="%", as_stated="over 41%"),
        make.figure("five", "5,347", period="2020"), make.figure("same", "5,347", period="2019", scope="zone"),
    ]  # fmt: skip
    expected = found(*records)
    assert [entry.type for entry in expected] == ["contradiction", "reading", "definition"]
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert found(*records) == expected


def test_a_long_id_is_shortened_at_words_and_stays_one_of_a_kind(make: Factory) -> None:
    long = "-".join(["foreign", "invested", "enterprises"] * 2)
    names = [f"{long}-{year}" for year in (2021, 2022, 2023)]
    first = only(*(make.figure(name, f"1{place}00") for place, name in enumerate(names[:2])))
    other = only(*(make.figure(name, f"1{place}00") for place, name in enumerate(names[1:])))
    assert len(first.id) <= 80 >= len(other.id)
    assert first.id != other.id
    assert first.id.startswith("found-contradiction-foreign-invested-foreign-invested-")


def test_a_number_or_period_that_is_none_is_left_to_validation(make: Factory) -> None:
    huge = make.figure("huge", "1")
    records = [
        make.figure("never", "130", period="2023-02-30"),
        type(huge)(**{name: getattr(huge, name) for name in huge.__struct_fields__} | {"value": Decimal("1E+90")}),
        make.figure("sane", "100"),
    ]
    assert found(*records) == ()


def test_a_number_is_written_as_everywhere_else() -> None:
    for item in catalogue_of_folder(find_packaged()).cards.of_kind("figure"):
        assert stated(item) == wording.observation(item)


def test_what_the_editors_of_the_packaged_catalogue_covered_would_be_found_without_them() -> None:
    records = catalogue_of_folder(find_packaged()).records()
    figures = [record for record in records if not isinstance(record, Discrepancy)]
    assert disagreements(records) == ()
    found = {identity for entry in disagreements(figures) for identity in entry.records}
    assert found >= {
        "companies-registered-per-day-dftz-2019",
        "customs-exports-growth-2024-jan-feb",
        "customs-imports-growth-2024-jan-feb",
        "high-tech-enterprises-dalian-2024",
        "institutional-innovations-dalian-2021-2025",
        "port-connected-countries-dalian-port-2026",
        "gdp-dalian-2018",
        "gdp-dalian-2023",
    }
