"""Matching: what one criterion says, what several say together, and that knowing more never leads back to unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dftzcli.analysis.matching.asking import next_question, questions
from dftzcli.analysis.matching.deciding import Decision, decide
from dftzcli.analysis.matching.lineage import Lineage
from dftzcli.analysis.matching.profile import Profile, profile_of
from dftzcli.errors import UsageError
from dftzcli.model.eligibility import ACTIVITIES, CERTIFICATIONS, ENTITY_TYPES, FIELDS

DAY = "2026-01-01"
PLACES = {
    "bonded": "dftz",
    "dftz": "dalian",
    "dalian": "liaoning",
    "liaoning": None,
    "qingdao": None,
    "pilot": "liaoning",
    "old-zone": "dalian",
}
INDUSTRIES = {
    "batteries": ("strategic_emerging", ["2720"]),
    "manufacturing": ("traditional", ["C"]),
    "repairs": ("modern_service", ["3315", "4659"]),
    "software": ("modern_service", ["62"]),
    "modern-services": ("modern_service", []),
    "fishery": ("agriculture_and_fishery", ["03"]),
}
LINEAGE = Lineage(
    [
        {
            "id": each,
            "parent": parent,
            "also_in": ["pilot"] if each == "dftz" else [],
            "overlaps": ["dftz"] if each == "old-zone" else [],
        }
        for each, parent in PLACES.items()
    ],
    [{"id": each, "parent": None, "grouping": group, "isic": isic} for each, (group, isic) in INDUSTRIES.items()],
)


def criterion(field: str | None = None, op: str | None = None, value: str | None = None, **more: Any) -> dict[str, Any]:
    part = {"text": f"{field} {op} {value}", "field": field, "op": op, "value": value, "unit": None, "case": None}
    return part | {"source": "a-source", "locator": "item 1", "lines": None, "as_stated": None} | more


def incentive(*criteria: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"id": "relief", "kind": "incentive", "status": "in_force", "status_as_of": "2025"}
    item |= {"effective_from": None, "effective_to": None, "renewal": None, "zone_cover": None, "no_criteria": None}
    return item | {"eligibility": list(criteria)} | more


def profile(**answers: Any) -> Profile:
    def find(text: str) -> str:
        assert text in PLACES or text in INDUSTRIES, text
        return text

    return profile_of(answers, find=find, countries=str.upper)


def decided(*criteria: Mapping[str, Any], known: Profile | None = None, **more: Any) -> Decision:
    return decide(incentive(*criteria, **more), known or profile(), DAY, LINEAGE)


@pytest.mark.parametrize(
    ("limit", "answers", "verdict"),
    [
        (criterion("registered_in", "=", "dftz"), {"registered_in": "bonded"}, "yes"),
        (criterion("registered_in", "=", "dftz"), {"registered_in": "dalian"}, "unknown"),
        (criterion("registered_in", "=", "dftz"), {"registered_in": "qingdao"}, "no"),
        (criterion("registered_in", "=", "dftz"), {"registered_in": "pilot"}, "unknown"),
        (criterion("registered_in", "=", "pilot"), {"registered_in": "bonded"}, "yes"),
        (criterion("registered_in", "in", "qingdao, dftz"), {"registered_in": "qingdao"}, "yes"),
        (criterion("registered_in", "!=", "dftz"), {"registered_in": "qingdao"}, "yes"),
        (criterion("registered_in", "=", "dftz"), {"registered_in": "old-zone"}, "unknown"),
        (criterion("registered_in", "=", "old-zone"), {"registered_in": "bonded"}, "unknown"),
        (criterion("sector", "in", "manufacturing"), {"sector": "fishery, batteries"}, "yes"),
        (criterion("sector", "in", "manufacturing"), {"sector": "repairs"}, "unknown"),
        (criterion("sector", "in", "manufacturing, modern-services"), {"sector": "software"}, "yes"),
        (criterion("sector", "in", "modern-services"), {"sector": "batteries"}, "no"),
        (criterion("sector", "=", "batteries"), {"sector": "manufacturing"}, "unknown"),
        (criterion("sector", "=", "batteries"), {"sector": "none"}, "no"),
        (criterion("activity", "=", "export"), {"activity": ["import", "export"]}, "yes"),
        (criterion("activity", "=", "export"), {"activity": ["import"]}, "no"),
        (criterion("home_country", "in", "JP,KR"), {"home_country": "kr"}, "yes"),
        (criterion("vat_status", "=", "general"), {"vat_status": "small_scale"}, "no"),
        (criterion("paid_in_capital", ">", "10", unit="million USD"), {"paid_in_capital": "10 million USD"}, "no"),
        (criterion("paid_in_capital", ">=", "10", unit="million USD"), {"paid_in_capital": "USD 10,000,000"}, "yes"),
        (criterion("paid_in_capital", ">", "10", unit="million USD"), {"paid_in_capital": "90 million CNY"}, "unknown"),
        (criterion("total_investment", ">", "2000", unit="10,000 CNY"), {"total_investment": "2000.1万元"}, "yes"),
        (criterion("rd_staff", ">=", "100", unit="persons"), {"rd_staff": 99}, "no"),
        (criterion("completed_on", "<=", "2026", unit=None), {"completed_on": "2026-12-31"}, "yes"),
        (criterion("completed_on", "<=", "2026-06", unit=None), {"completed_on": "2026"}, "unknown"),
        (criterion("completed_on", "<=", "2026-06", unit=None), {"completed_on": "2027"}, "no"),
        (criterion(), {"activity": "export"}, "unknown"),
    ],
)
def test_a_criterion_is_held_against_an_answer(limit: Mapping[str, Any], answers: dict[str, Any], verdict: str) -> None:
    assert decided(limit, known=profile(**answers)).verdict == verdict


def test_what_is_not_answered_is_unknown_and_named_as_missing() -> None:
    found = decided(criterion("rd_staff", ">=", "100", unit="persons"), criterion("registered_in", "=", "dftz"))
    assert (found.verdict, found.missing) == ("unknown", ("rd_staff", "registered_in"))


def test_one_broken_criterion_decides_and_is_named_alone() -> None:
    limits = (criterion("rd_staff", ">=", "100", unit="persons"), criterion("registered_in", "=", "dftz"))
    found = decided(*limits, known=profile(registered_in="qingdao"))
    assert (found.verdict, [each.name for each in found.decided_by], found.missing) == ("no", ["relief#2"], ())


def test_one_case_is_enough_and_none_is_a_no() -> None:
    limits = (
        criterion("entity_type", "=", "domestic_enterprise", case="domestic"),
        criterion("registered_capital", ">=", "100", unit="million CNY", case="domestic"),
        criterion("entity_type", "=", "foreign_invested_enterprise", case="foreign"),
        criterion("registered_capital", ">=", "10", unit="million USD", case="foreign"),
    )
    foreign = {"entity_type": "foreign_invested_enterprise"}
    large = decided(*limits, known=profile(**foreign, registered_capital="12 million USD"))
    assert (large.verdict, [each.name for each in large.decided_by]) == ("yes", ["relief#3", "relief#4"])
    assert decided(*limits, known=profile(**foreign, registered_capital="1 million USD")).verdict == "no"
    assert decided(*limits, known=profile(**foreign)).missing == ("registered_capital",)


def test_words_that_only_a_person_can_judge_are_settled_by_confirming_or_denying_them() -> None:
    limits = (criterion(), criterion("registered_in", "=", "dftz"))
    known = {"registered_in": "dftz"}
    assert decided(*limits, known=profile(**known)).verdict == "unknown"
    assert decided(*limits, known=profile(**known, confirmed=["relief#1"])).verdict == "yes"
    assert decided(*limits, known=profile(**known, denied=["relief#1"])).verdict == "no"


@pytest.mark.parametrize(
    ("more", "verdict", "word"),
    [
        ({"status": "planned"}, "no", "planned"),
        ({"status": "sought"}, "no", "sought"),
        ({"status": "unknown"}, "unknown", "unknown"),
        ({"effective_to": "2025-12-31"}, "no", "term ended"),
        ({"effective_to": "2025-12-31", "renewal": "not_confirmed"}, "unknown", "renewal not confirmed"),
        ({"renewal": "not_confirmed"}, "unknown", "renewal not confirmed"),
        ({"effective_from": "2026-02"}, "no", "applies from 2026-02"),
    ],
)
def test_what_is_met_and_not_to_be_had_is_no_yes(more: dict[str, Any], verdict: str, word: str) -> None:
    met = criterion("registered_in", "=", "dftz")
    found = decided(met, known=profile(registered_in="dftz"), **more)
    assert found.verdict == verdict
    assert word in "; ".join(found.reasons)
    assert not found.decided_by


def test_a_record_without_limits_is_unknown_and_says_why() -> None:
    assert decided().reasons == ("the sources do not say who may have it",)
    assert decided(no_criteria="the amounts stand in notes that could not be read").reasons[0].startswith("the amounts")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"sektor": "batteries"}, "did you mean sector?"),
        ({"activity": "exports"}, "did you mean export"),
        ({"vat_status": "none"}, "small_scale, general"),
        ({"paid_in_capital": "10"}, "million USD"),
        ({"paid_in_capital": "10 million persons"}, "million USD"),
        ({"rd_staff": "many"}, "rd_staff = 120"),
        ({"rd_staff": True}, "rd_staff = 120"),
        ({"date": "soon"}, "date = 2026-11-22"),
        ({"registered_in": ["dftz"]}, 'registered_in = "..."'),
        ({"sector": 7}, "sector = ["),
        ({"confirmed": "relief"}, "id#1"),
        ({"confirmed": "relief#1", "denied": "relief#1"}, "one of the two"),
    ],
)
def test_an_answer_that_means_nothing_is_refused_with_what_is_allowed(answers: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        profile(**answers)
    assert said in refused.value.fix


def test_the_question_is_the_one_that_can_settle_most() -> None:
    staff = criterion("rd_staff", ">=", "100", unit="persons")
    place = criterion("registered_in", "=", "dftz")
    decisions = [
        decided(place, staff, id="one"),
        decided(place, id="two"),
        decided(staff, id="three", status="planned"),
        decided(staff, criterion(), id="four"),
    ]
    asked = next_question(decisions)
    assert asked is not None
    assert (asked.field, asked.bears_on, asked.settles) == ("registered_in", ("one", "two"), ("two",))
    assert [each.field for each in questions(decisions)] == ["registered_in", "rd_staff"]
    assert next_question([decided(criterion())]) is None


ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "registered_in": st.sampled_from(["dftz", "bonded", "dalian", "qingdao", "old-zone"]),
    "sector": st.lists(st.sampled_from(["batteries", "manufacturing", "fishery"]), max_size=2),
    "entity_type": st.lists(st.sampled_from(sorted(ENTITY_TYPES)), max_size=2),
    "activity": st.lists(st.sampled_from(sorted(ACTIVITIES)[:4]), max_size=2),
    "certification": st.lists(st.sampled_from(sorted(CERTIFICATIONS)[:3]), max_size=2),
    "paid_in_capital": st.sampled_from(["1 million USD", "20 million USD", "5 million CNY"]),
    "rd_staff": st.integers(0, 200),
    "completed_on": st.sampled_from(["2025", "2026", "2026-03-01"]),
    "date": st.sampled_from(["2024", "2026-06-30", "2028"]),
    "confirmed": st.lists(st.sampled_from(["relief#1", "relief#2"]), max_size=1),
}
LIMITS = st.sampled_from(
    [
        criterion("registered_in", "=", "dftz"),
        criterion("registered_in", "!=", "qingdao"),
        criterion("sector", "in", "batteries"),
        criterion("entity_type", "in", "research_centre, domestic_enterprise"),
        criterion("activity", "=", sorted(ACTIVITIES)[0]),
        criterion("certification", "=", sorted(CERTIFICATIONS)[0]),
        criterion("paid_in_capital", ">", "10", unit="million USD"),
        criterion("rd_staff", ">=", "100", unit="persons"),
        criterion("completed_on", "<=", "2026-01"),
        criterion(),
    ]
)
CRITERIA = st.lists(
    st.tuples(LIMITS, st.sampled_from([None, "a", "b"])).map(lambda pair: pair[0] | {"case": pair[1]}), max_size=5
)


TERMS = st.fixed_dictionaries(
    {},
    optional={
        "effective_from": st.sampled_from(["2023", "2026-01"]),
        "effective_to": st.sampled_from(["2026-12-31", "2027"]),
        "renewal": st.sampled_from([None, "renewed", "not_confirmed"]),
    },
)


@settings(max_examples=300, deadline=None)
@given(CRITERIA, st.fixed_dictionaries({}, optional=ANSWERS), st.data())
def test_knowing_more_never_turns_a_yes_or_a_no_back_into_unknown(
    limits: list[dict[str, Any]], answers: dict[str, Any], data: st.DataObject
) -> None:
    fewer = {key: value for key, value in answers.items() if data.draw(st.booleans(), label=f"keeps {key}")}
    term = data.draw(TERMS, label="its term")
    try:
        before, after = (decided(*limits, known=profile(**known), **term) for known in (fewer, answers))
    except UsageError:
        # What is confirmed and denied by an answer is no knowledge.
        assume(False)
    assert before.verdict == "unknown" or after.verdict != "unknown"


@pytest.mark.parametrize(
    ("applied", "term", "verdict", "reason"),
    [
        ("2028", {"effective_to": "2027-12-31"}, "no", "its term ends on 2027-12-31, before the date of application"),
        ("2027-12-31", {"effective_to": "2027"}, "yes", ""),
        ("2028", {"effective_to": "2027", "renewal": "renewed"}, "yes", ""),
        ("2028", {"effective_to": "2027", "renewal": "not_confirmed"}, "unknown", "its term ends on 2027"),
        ("2024-05", {"effective_from": "2025-06"}, "no", "it applies from 2025-06, after the date of application"),
        ("2025-06", {"effective_from": "2025-06"}, "yes", ""),
    ],
)
def test_what_is_applied_for_outside_of_its_term_is_not_to_be_had(
    applied: str, term: dict[str, Any], verdict: str, reason: str
) -> None:
    found = decided(criterion("registered_in", "=", "dftz"), known=profile(registered_in="dftz", date=applied), **term)
    assert found.verdict == verdict
    assert reason in "; ".join(found.reasons)


def test_a_criterion_that_is_confirmed_and_denied_by_an_answer_is_refused() -> None:
    known = profile(registered_in="qingdao", confirmed=["relief#1"])
    with pytest.raises(UsageError, match="relief#1 is confirmed in the profile, and its answers say otherwise"):
        decided(criterion("registered_in", "=", "dftz"), known=known)


@settings(max_examples=200, deadline=None)
@given(CRITERIA, st.fixed_dictionaries({}, optional=ANSWERS))
def test_every_verdict_names_its_clauses_or_its_reason(limits: list[dict[str, Any]], answers: dict[str, Any]) -> None:
    try:
        found = decided(*limits, known=profile(**answers))
    except UsageError:
        assume(False)
    assert found.decided_by or found.reasons
    assert all(each.criterion["source"] and each.criterion["locator"] for each in found.decided_by)
    if found.verdict == "yes":
        assert {each.finding.verdict for each in found.decided_by} == {"yes"}


def test_every_field_asks_in_two_languages_and_says_what_it_may_hold() -> None:
    for field, spec in FIELDS.items():
        assert spec.question.endswith(("?", ".")), field
        assert any("一" <= sign <= "鿿" for sign in spec.question_zh), field
        assert bool(spec.words) == (spec.kind in ("words", "word")), field
        assert bool(spec.unit) == (spec.kind == "count"), field
