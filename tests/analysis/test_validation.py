"""Validation: every rule of truth that more than one field is needed for, broken one at a time."""

from __future__ import annotations

import random
from typing import Any

import pytest

from dftzcli.analysis.arithmetic import check_identities
from dftzcli.analysis.validation import validate
from dftzcli.model.records import Amount, Criterion, Phase


def faults(make: Any, *records: Any) -> list[tuple[str, str, str]]:
    """(check, record, field) of every fault of a sound catalogue with these records in it."""
    return [(fault.check, fault.record, fault.field) for fault in validate(make.catalogue(*records))]


def test_a_sound_catalogue_has_no_fault(make: Any) -> None:
    assert validate(make.catalogue()) == ()


def test_a_fault_says_what_is_wrong_and_what_to_do(make: Any) -> None:
    (fault,) = validate(make.catalogue(make.policy(agencies=("customs",))))
    assert (fault.value, fault.problem, fault.remedy) == (
        "customs",
        "no record has this id",
        "write the agency or name another",
    )


def test_faults_come_in_the_same_order_whatever_the_order_of_the_records(make: Any) -> None:
    records = list(
        make.catalogue(
            make.policy("b", agencies=("x", "y")), make.policy("a", name_zh=None), make.agency(), make.industry("b")
        )
    )
    expected = validate(records)
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert validate(records) == expected
    assert len(expected) > 4 and list(expected) == sorted(expected)


# --- ids and links ---


def test_an_id_used_by_two_kinds_is_a_fault(make: Any) -> None:
    (fault,) = validate(make.catalogue(make.policy("same"), make.industry("same")))
    assert (fault.check, fault.record, fault.problem) == ("id", "same", "2 records have this id (industry, policy)")


def test_a_link_to_a_record_of_the_wrong_kind_is_a_fault(make: Any) -> None:
    (fault,) = validate(make.catalogue(make.policy(places=("shipbuilding",)), make.industry()))
    assert (fault.field, fault.value, fault.problem) == ("places", "shipbuilding", "is an industry, not a place")


def test_a_citation_of_an_unknown_source_is_a_fault(make: Any) -> None:
    policy = make.policy(citations=(make.citation(source="nowhere"),))
    assert faults(make, policy) == [("reference", "policy", "citations")]


def test_an_input_of_an_identity_that_is_no_figure_is_a_fault(make: Any) -> None:
    figure = make.figure("f", "1", identities=(make.identity("sum", "dalian"),))
    assert faults(make, figure) == [("reference", "f", "identities")]


def test_a_record_related_to_itself_is_a_fault(make: Any) -> None:
    assert faults(make, make.policy(related=("policy",))) == [("reference", "policy", "related")]


def test_a_source_may_cite_itself_for_its_title(make: Any) -> None:
    assert faults(make, make.source(dates=(make.event("2024", "year"),))) == []


def test_places_that_lie_in_each_other_are_one_fault(make: Any) -> None:
    (fault,) = validate(
        make.catalogue(make.place("a", parent="c"), make.place("b", parent="a"), make.place("c", parent="b"))
    )
    assert (fault.check, fault.record, fault.value) == ("cycle", "a", "a > c > b > a")


def test_a_policy_that_is_part_of_its_own_part_is_a_fault(make: Any) -> None:
    assert faults(make, make.policy("p", part_of="q"), make.policy("q", part_of="p")) == [("cycle", "p", "part_of")]


def test_figures_computed_from_each_other_are_a_fault(make: Any) -> None:
    figures = [
        make.figure("a", "1", identities=(make.identity("sum", "b"),)),
        make.figure("b", "1", identities=(make.identity("sum", "a"),)),
    ]
    assert faults(make, *figures) == [("cycle", "a", "identities")]


# --- the other direction ---


def test_an_indicator_that_nothing_measures_is_a_fault(make: Any) -> None:
    assert faults(make, make.indicator("idle")) == [("reach", "idle", "")]


def test_an_indicator_may_have_a_gap_instead_of_a_figure(make: Any) -> None:
    assert faults(make, make.indicator("idle"), make.gap(indicator="idle")) == []


def test_an_indicator_that_is_only_related_is_still_measured_by_nothing(make: Any) -> None:
    assert faults(make, make.indicator("idle"), make.policy(related=("idle",))) == [("reach", "idle", "")]


def test_a_source_that_only_cites_itself_is_a_fault(make: Any) -> None:
    idle = make.source("idle", citations=(make.citation(source="idle"),))
    assert faults(make, idle) == [("reach", "idle", "")]


def test_an_agency_that_nothing_names_is_a_fault(make: Any) -> None:
    assert faults(make, make.agency()) == [("reach", "customs", "")]


@pytest.mark.parametrize("kind", ["policy", "incentive", "project"])
def test_an_agency_is_reached_from_what_it_answers_for(make: Any, kind: str) -> None:
    assert faults(make, make.agency(), getattr(make, kind)(agencies=("customs",))) == []


def test_an_agency_with_an_event_says_something_of_its_own(make: Any) -> None:
    assert faults(make, make.agency(dates=(make.event("2019", "year"),))) == []


# --- discrepancies ---


def test_a_contradiction_of_one_record_is_a_fault(make: Any) -> None:
    assert faults(make, make.discrepancy("dalian", type="contradiction")) == [("discrepancy", "note", "records")]


def test_a_contradiction_of_one_record_named_twice_is_a_fault(make: Any) -> None:
    note = make.discrepancy("dalian", "dalian", type="contradiction")
    assert faults(make, note) == [("discrepancy", "note", "records")]


@pytest.mark.parametrize("type_", ["reading", "arithmetic", "definition"])
def test_one_record_can_disagree_with_itself(make: Any, type_: str) -> None:
    assert faults(make, make.discrepancy("dalian", type=type_)) == []


# --- names ---


def test_a_record_without_a_chinese_name_is_a_fault(make: Any) -> None:
    assert faults(make, make.policy(name_zh=None, name_zh_basis=None)) == [("name", "policy", "name_zh")]


def test_a_figure_needs_no_chinese_name(make: Any) -> None:
    assert faults(make, make.figure("f", "1", name_zh=None, name_zh_basis=None)) == []


def test_a_chinese_name_from_nowhere_is_a_fault(make: Any) -> None:
    assert faults(make, make.figure("f", "1", name_zh_basis=None)) == [("name", "f", "name_zh")]


def test_a_basis_without_a_chinese_name_is_a_fault(make: Any) -> None:
    assert faults(make, make.figure("f", "1", name_zh=None)) == [("name", "f", "name_zh_basis")]


# --- dates ---


@pytest.mark.parametrize("field", ["status_as_of", "issued", "effective_from", "effective_to"])
def test_a_date_that_is_not_of_the_calendar_is_a_fault(make: Any, field: str) -> None:
    assert faults(make, make.policy(**{field: "2023-02-30"})) == [("date", "policy", field)]


def test_a_period_that_runs_backwards_is_a_fault(make: Any) -> None:
    assert faults(make, make.figure("f", "1", period="2024/2023")) == [("date", "f", "period")]


def test_a_measure_that_ends_before_it_begins_is_a_fault(make: Any) -> None:
    policy = make.policy(effective_from="2021-06", effective_to="2021-05")
    assert faults(make, policy) == [("date", "policy", "effective_to")]


def test_a_measure_may_end_in_the_year_it_begins(make: Any) -> None:
    assert faults(make, make.policy(effective_from="2021-06", effective_to="2021")) == []


@pytest.mark.parametrize("precision", ["year", "day", "interval"])
def test_an_event_more_or_less_precise_than_its_date_is_a_fault(make: Any, precision: str) -> None:
    assert faults(make, make.policy(dates=(make.event("2021-05", precision),))) == [("date", "policy", "dates")]


def test_an_event_on_a_day_that_is_none_is_a_fault(make: Any) -> None:
    assert faults(make, make.policy(dates=(make.event("2021-02-29", "day"),))) == [("date", "policy", "dates")]


def test_an_undated_source_is_a_fault(make: Any) -> None:
    assert faults(make, make.source(date=None)) == [("source", "paper", "date")]


def test_an_inferred_date_without_a_reason_is_a_fault(make: Any) -> None:
    assert faults(make, make.source(date_inferred="2024/2025")) == [("source", "paper", "date_inferred")]


def test_an_inferred_date_with_a_reason_will_do(make: Any) -> None:
    assert faults(make, make.source(date_inferred="2024/2025", date_note="After its last table.")) == []


# --- plans and facts ---


@pytest.mark.parametrize("status", ["planned", "exploratory", "sought", "recommended"])
def test_a_policy_in_force_whose_measures_are_all_yet_to_come_is_a_fault(make: Any, status: str) -> None:
    assert faults(make, make.policy(measures=(make.measure(status),))) == [("status", "policy", "status")]


def test_one_measure_that_is_done_is_enough_for_a_fact(make: Any) -> None:
    assert faults(make, make.policy(measures=(make.measure("sought"), make.measure("in_force")))) == []


def test_a_planned_policy_may_consist_of_plans(make: Any) -> None:
    assert faults(make, make.policy(status="planned", measures=(make.measure("sought"),))) == []


def test_a_plan_is_in_force_as_a_plan(make: Any) -> None:
    assert faults(make, make.policy(instrument="plan", measures=(make.measure("planned"),))) == []


def test_an_incentive_on_offer_by_a_policy_only_wished_for_is_a_fault(make: Any) -> None:
    records = make.incentive(legal_basis=("policy",)), make.policy(status="sought")
    assert faults(make, *records) == [("status", "incentive", "status")]


def test_a_project_in_operation_whose_phases_are_all_planned_is_a_fault(make: Any) -> None:
    phase = Phase(name="Phase two", status="planned", source="paper", locator="paragraph 1")
    assert faults(make, make.project(phases=(phase,))) == [("status", "project", "status")]


@pytest.mark.parametrize("tested", [{"op": "="}, {"field": "registered_in", "op": "="}, {"value": "dftz"}])
def test_a_limit_that_is_half_a_test_is_a_fault(make: Any, tested: dict[str, Any]) -> None:
    limit = Criterion(text="In the zone only.", source="paper", locator="paragraph 1", **tested)
    found = faults(make, make.incentive(eligibility=(limit,)))
    assert found == [("eligibility", "incentive", "eligibility")]


@pytest.mark.parametrize(
    ("field", "op", "value", "unit", "said"),
    [
        ("registered_in", "=", "nowhere", None, "'nowhere' is the id of no place"),
        ("sector", "in", "dalian", None, "'dalian' is the id of no industry"),
        ("activity", "=", "dancing", None, "'dancing' is no word of activity"),
        ("activity", "=", "import, export", None, "has 2 values for ="),
        ("paid_in_capital", ">", "ten", "million USD", "'ten' is no number"),
        ("paid_in_capital", ">", "10", None, "None is no unit of money"),
        ("paid_in_capital", ">", "10", "persons", "persons is no unit of money"),
        ("rd_staff", ">=", "100", "companies", "is counted in persons"),
        ("completed_on", "<=", "soon", None, "'soon' is not a day"),
    ],
)
def test_a_limit_that_can_mean_nothing_is_a_fault(
    make: Any, field: Any, op: Any, value: str, unit: Any, said: str
) -> None:
    limit = Criterion(text="Some.", field=field, op=op, value=value, unit=unit, source="paper", locator="paragraph 1")
    found = validate(make.catalogue(make.incentive(eligibility=(limit,))))
    assert [(fault.check, fault.record) for fault in found] == [("eligibility", "incentive")]
    assert said in found[0].problem


def test_an_incentive_has_a_limit_that_can_be_tested_or_says_why_not(make: Any) -> None:
    limit = Criterion(text="As the bureau judges.", source="paper", locator="paragraph 1")
    silent = make.incentive(eligibility=(limit,), no_criteria=None)
    assert faults(make, silent) == [("eligibility", "incentive", "eligibility")]


def test_a_limit_in_words_may_say_what_field_it_is_about(make: Any) -> None:
    limit = Criterion(text="Some customs only.", field="customs_authority", source="paper", locator="paragraph 1")
    assert faults(make, make.incentive(eligibility=(limit,))) == []


# --- figures ---


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"value_min": "5", "value_max": "4"},
        {"value": "3", "value_min": "4"},
        {"value": "6", "value_max": "5"},
    ],
)
def test_a_figure_whose_number_is_missing_or_out_of_its_bounds_is_a_fault(make: Any, fields: dict[str, str]) -> None:
    assert faults(make, make.figure("f", **{"as_stated": "some"} | fields)) == [("number", "f", "value")]


@pytest.mark.parametrize("fields", [{"value_min": "8"}, {"value_max": "8"}, {"value_min": "8", "value_max": "8"}])
def test_a_bound_is_a_number(make: Any, fields: dict[str, str]) -> None:
    assert faults(make, make.figure("f", **fields)) == []
    assert faults(make, make.figure("f", "8", **fields)) == []


def test_an_amount_of_nothing_is_a_fault(make: Any) -> None:
    incentive = make.incentive(benefit_amounts=(Amount(unit="CNY", as_stated="a sum"),))
    assert faults(make, incentive) == [("number", "incentive", "benefit_amounts")]


def test_a_figure_in_a_unit_of_another_dimension_is_a_fault(make: Any) -> None:
    assert faults(make, make.figure("f", "1", unit="t")) == [("unit", "f", "unit")]


def test_a_figure_may_be_in_another_multiple_or_currency(make: Any) -> None:
    assert faults(make, make.figure("f", "1", unit="billion USD"), make.figure("g", "1", unit="CNY")) == []


def test_companies_are_not_counted_in_projects(make: Any) -> None:
    records = make.indicator("firms", unit="companies"), make.figure("f", "1", indicator="firms", unit="projects")
    assert faults(make, *records) == [("unit", "f", "unit")]


def test_a_figure_without_what_was_printed_is_a_fault(make: Any) -> None:
    assert faults(make, make.figure("f", "1", citations=(make.citation(),))) == [("reading", "f", "citations")]


def test_a_value_that_is_not_what_was_printed_is_a_fault(make: Any) -> None:
    assert faults(make, make.figure("f", "14", as_stated="over 41%")) == [("reading", "f", "value")]


@pytest.mark.parametrize("as_stated", ["14", "one of the 500", "14.0 million", "down by 14%"])
def test_a_value_that_is_printed_in_words_or_with_words_will_do(make: Any, as_stated: str) -> None:
    assert faults(make, make.figure("f", "14", as_stated=as_stated)) == []


@pytest.mark.parametrize("reading", ["repaired", "inferred"])
def test_a_reading_that_is_not_as_printed_says_how(make: Any, reading: str) -> None:
    assert faults(make, make.figure("f", "1", reading=reading)) == [("reading", "f", "reading")]
    assert faults(make, make.figure("f", "1", reading=reading, reading_note="The comma was a dot.")) == []


def test_a_change_that_is_repaired_says_how(make: Any) -> None:
    change = make.change("20.4", "the previous month", reading="repaired")
    assert faults(make, make.figure("f", "1", change=change)) == [("reading", "f", "change")]


def test_a_computed_figure_names_its_inputs(make: Any) -> None:
    computed = make.figure("f", "1", reading="computed", reading_note="Added up.", citations=(make.citation(),))
    assert faults(make, computed) == [("reading", "f", "identities")]


def test_a_computed_figure_may_be_what_a_printed_change_starts_from(make: Any) -> None:
    computed = make.figure("f", "200", period="2022", reading="computed", reading_note="Worked back from the change.")
    assert faults(make, computed, make.figure("g", "150", change=make.change("-25.0"))) == []


def test_a_period_that_is_inferred_says_why(make: Any) -> None:
    assert faults(make, make.figure("f", "1", period_basis="inferred")) == [("period", "f", "period")]


def test_the_inferred_date_of_a_document_is_no_stated_period(make: Any) -> None:
    source = make.source(date_inferred="2023/2024", date_note="By its tables.")
    figure = make.figure("f", "1", period="2023/2024")
    assert faults(make, source, figure) == [("period", "f", "period")]


def test_a_period_that_is_not_stated_is_that_of_the_document(make: Any) -> None:
    assert faults(make, make.figure("f", "1", period="2024", period_basis="unstated")) == []
    assert faults(make, make.figure("f", "1", period="2022", period_basis="unstated")) == [("period", "f", "period")]


def test_a_figure_of_the_future_is_expected(make: Any) -> None:
    assert faults(make, make.figure("f", "1", period="2030")) == [("period", "f", "period")]
    assert faults(make, make.figure("f", "1", period="2030", qualifier="expected")) == []


# --- arithmetic ---


def test_a_sum_that_fails_is_a_fault_with_its_difference(make: Any) -> None:
    total = make.figure("t", "50", identities=(make.identity("sum", "a"),))
    (fault,) = validate(make.catalogue(make.figure("a", "40"), total))
    assert (fault.check, fault.record, fault.field, fault.value) == ("arithmetic", "t", "identities", "50")
    assert fault.problem == "sum of a gives 40 10,000 USD, off by -10 where rounding explains 1"


def test_a_sum_that_fails_and_is_owned_up_to_is_no_fault(make: Any) -> None:
    total = make.figure("t", "50", identities=(make.identity("sum", "a"),))
    assert faults(make, make.figure("a", "40"), total, make.discrepancy("t")) == []


def test_a_printed_change_that_fails_is_a_fault(make: Any) -> None:
    figures = make.figure("a", "200", period="2022"), make.figure("b", "150", change=make.change("-40"))
    assert faults(make, *figures) == [("arithmetic", "b", "change")]


def test_a_relation_with_too_few_inputs_is_a_fault(make: Any) -> None:
    growth = make.figure("g", "1", identities=(make.identity("growth", "trade-2001"),))
    assert faults(make, growth) == [("arithmetic", "g", "identities")]


def test_a_discrepancy_of_arithmetic_that_holds_is_a_fault(make: Any) -> None:
    total = make.figure("t", "40", identities=(make.identity("sum", "a"),))
    records = make.figure("a", "40"), total, make.discrepancy("t")
    assert faults(make, *records) == [("discrepancy", "note", "records")]


def test_a_caution_about_arithmetic_that_holds_is_no_fault(make: Any) -> None:
    total = make.figure("t", "40", identities=(make.identity("sum", "a"),))
    assert faults(make, make.figure("a", "40"), total, make.discrepancy("t", is_caution=True)) == []


def test_a_discrepancy_of_arithmetic_is_not_refuted_by_a_part_of_its_total(make: Any) -> None:
    total = make.figure("t", "50", identities=(make.identity("at_least_sum", "a"),))
    assert faults(make, make.figure("a", "40"), total, make.discrepancy("t")) == []


def test_a_discrepancy_whose_arithmetic_cannot_be_compared_is_let_stand(make: Any) -> None:
    total = make.figure("t", "40", identities=(make.identity("sum", "a"),))
    records = make.figure("a", value_min="40"), total, make.discrepancy("t")
    assert faults(make, *records) == []


def test_records_that_are_full_of_faults_are_still_read_to_the_end(make: Any) -> None:
    relations = make.identity("sum"), make.identity("ratio", "f")
    broken = make.figure("f", "1", period="never", change=make.change("1"), identities=relations)
    assert {check for check, _, _ in faults(make, broken)} == {"arithmetic", "date", "reference"}
    assert len(check_identities((broken,))) == 2
