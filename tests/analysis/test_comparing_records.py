"""Records of one kind side by side: common and own, same and different, and what is not stated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dftzcli.analysis.comparing.field_rows import standing
from dftzcli.analysis.comparing.records import (
    LEFT_OUT,
    FieldRow,
    RecordComparison,
    compare_records,
    reached,
    rows_as_items,
)
from dftzcli.errors import UsageError
from dftzcli.model.fields import OWN, FieldSpec, fields
from dftzcli.model.vocabulary import KINDS, STATUS_WORDS, Kind

PARTNER = fields("partner")


def item(identity: str, kind: Kind = "partner", **values: Any) -> dict[str, Any]:
    """A plain item with every field of its kind: what is not given is empty or not stated."""
    lists = ("ids", "texts", "objects")
    empty: dict[str, Any] = {spec.key: [] if spec.type in lists else None for spec in fields(kind)}
    return {**empty, "id": identity, "kind": kind, "name": identity.title(), **values}


def point(text: str, status: str = "planned") -> dict[str, Any]:
    return {"text": text, "status": status, "source": "plan", "locator": "item 1", "lines": None, "as_stated": None}


def row(comparison: RecordComparison, key: str) -> FieldRow:
    return next(found for found in comparison.rows if found.key == key)


def compared(key: str, *values: Any, kind: Kind = "partner") -> FieldRow:
    """The row of one field of records a, b, c with these values."""
    items = [item(name, kind, **{key: value}) for name, value in zip("abc", values, strict=False)]
    return row(compare_records(items, fields(kind)), key)


def test_a_value_that_all_records_have_is_the_same() -> None:
    found = compared("type", "country", "country", "country")
    assert (found.state, found.common, found.own) == ("same", ("country",), ((), (), ()))


def test_a_value_that_one_record_has_otherwise_is_different_for_all() -> None:
    found = compared("type", "country", "country", "city")
    assert (found.state, found.common) == ("different", ())
    assert found.own == (("country",), ("country",), ("city",))


def test_a_value_beside_none_is_different_and_the_none_is_said_to_be_not_stated() -> None:
    found = compared("home_country", "JP", None)
    assert (found.state, found.own, found.notes) == ("different", (("JP",), ()), ("b: not stated",))


def test_no_dispute_is_no_silence_of_a_source() -> None:
    assert compared("dispute", "reading", None).notes == ("b: no dispute on record",)


def test_a_field_that_no_record_has_is_kept_and_hidden() -> None:
    comparison = compare_records([item("a"), item("b")], PARTNER)
    assert row(comparison, "country").state == "missing"
    assert comparison.shown() == comparison.shown("different") == comparison.shown("same") == ()


def test_a_list_is_split_into_what_all_share_and_what_each_has_alone() -> None:
    found = compared("industries", ["ships", "ports", "cars"], ["ports", "fish", "ships"], ["ships", "ports"])
    assert (found.state, found.common) == ("partly", ("ships", "ports"))
    assert found.own == (("cars",), ("fish",), ())


def test_lists_of_the_same_entries_in_another_order_are_the_same() -> None:
    assert compared("industries", ["ships", "ports"], ["ports", "ships"]).state == "same"


def test_lists_without_a_common_entry_are_different() -> None:
    assert compared("industries", ["ships"], ["ports"]).state == "different"


def test_an_empty_list_beside_a_full_one_is_said_to_be_so() -> None:
    assert compared("industries", ["ships"], []).notes == ("b: none recorded",)


def test_what_several_have_but_not_all_is_told_with_their_columns() -> None:
    found = compared("industries", ["ships", "cars", "chips"], ["chips", "cars", "ships"], ["ships", "fish"])
    assert found.shared == (("cars", (0, 1)), ("chips", (0, 1)))


def test_parts_are_compared_by_their_line_so_that_a_plan_is_not_common_with_a_fact() -> None:
    found = compared("cooperation", [point("Ports"), point("Flights")], [point("Ports"), point("Flights", "operating")])
    assert found.common == ("Ports [planned]",)
    assert found.own == (("Flights [planned]",), ("Flights [operating]",))


def test_where_a_part_is_cited_makes_no_difference() -> None:
    other = point("Ports") | {"locator": "item 9"}
    assert compared("cooperation", [point("Ports")], [other]).state == "same"


def test_an_object_is_written_by_its_line() -> None:
    investment = {"as_stated": "1.5 billion", "unit": "USD", "of": None, "cap": None, "cap_unit": None}
    assert compared("investment", investment, None, kind="project").own == (("1.5 billion (USD)",), ())


def test_a_flag_that_is_not_stated_is_no_no() -> None:
    found = compared("zone_only", True, None, kind="policy")
    assert (found.own, found.values, found.notes) == ((("yes",), ()), (True, None), ("b: not stated",))


def test_numbers_are_compared_by_value_and_written_as_printed() -> None:
    found = compared("value", Decimal("4.50"), Decimal("4.5"), kind="figure")
    assert (found.state, found.common) == ("same", ("4.50",))


def test_a_plan_beside_a_fact_is_said_to_be_one() -> None:
    found = compared("status", "operating", "planned", kind="project")
    assert (found.state, found.notes) == ("different", ("plan v. fact: a operating, b planned",))


def test_two_plans_in_other_words_are_different_without_a_note() -> None:
    found = compared("status", "sought", "planned", kind="project")
    assert (found.state, found.notes) == ("different", ())


def test_what_is_over_or_unknown_beside_a_fact_is_not_called_a_plan() -> None:
    found = compared("status", "in_force", "expired", "unknown", kind="policy")
    assert found.notes == ("over v. unknown v. fact: a in_force, b expired, c unknown",)


def test_a_plan_beside_what_is_unknown_is_no_plan_beside_a_fact() -> None:
    assert compared("status", "planned", "unknown", kind="policy").notes == ()


def test_every_status_has_a_standing() -> None:
    plans = {status for status in STATUS_WORDS if standing(status) == "plan"}
    assert plans == {"planned", "exploratory", "sought", "recommended", "under_construction", "contracted"}


def test_the_same_units_under_another_lead_are_only_partly_the_same() -> None:
    found = compared("agencies", ["customs", "port"], ["port", "customs"], kind="policy")
    assert (found.state, found.own) == ("partly", ((), ()))
    assert found.notes == ("a: led by customs", "b: led by port")


def test_units_that_are_reached_by_links_have_no_lead() -> None:
    extra = {"agencies": ("Agencies", [["customs", "port"], ["port", "customs"]])}
    assert row(compare_records([item("a"), item("b")], PARTNER, extra=extra), "agencies").state == "same"


def test_partners_are_compared_by_what_the_documents_want_with_them() -> None:
    policies = {"plan": {"agencies": ["customs", "port"]}, "rule": {"agencies": ["port", "airport"]}}
    items = [item("japan", policies=["plan", "rule", "lost"]), item("russia", policies=["rule"])]
    agencies = reached(items, through="policies", field="agencies", peek=policies.get)
    comparison = compare_records(items, PARTNER, extra={"agencies": ("Agencies", agencies)})
    found = row(comparison, "agencies")
    assert (found.label, found.common, found.own) == ("Agencies", ("port", "airport"), (("customs",), ()))
    keys = [each.key for each in comparison.rows]
    assert {"industries", "projects", "country_projects", "policies", "cooperation", "agencies"} <= set(keys)
    assert keys[keys.index("policies") + 1] == "agencies"


def test_added_rows_must_have_a_list_for_each_record() -> None:
    with pytest.raises(ValueError, match="1 lists for 2 records"):
        compare_records([item("a"), item("b")], PARTNER, extra={"agencies": ("Agencies", [["customs"]])})


def test_fields_that_say_nothing_are_left_out_until_they_are_asked_for() -> None:
    items = [item("a"), item("b")]
    assert not {each.key for each in compare_records(items, PARTNER).rows} & set(LEFT_OUT)
    asked = compare_records(items, PARTNER, fields=("name", "type", "id", "type"))
    assert [each.key for each in asked.rows] == ["name", "type", "id"]


def test_every_field_that_is_left_out_is_one() -> None:
    known = {spec.key for kind in KINDS for spec in fields(kind)}
    assert set(LEFT_OUT) <= known and not set(LEFT_OUT) & {"status", "sources", "dispute"}


def test_every_kind_has_fields_left_to_compare() -> None:
    for kind in KINDS:
        comparison = compare_records([item("a", kind), item("b", kind)], fields(kind))
        assert {each.key for each in comparison.rows} >= {spec.key for spec in OWN[kind]} - set(LEFT_OUT)


def test_an_unknown_field_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match="no field is called 'industry'") as caught:
        compare_records([item("a"), item("b")], PARTNER, fields=("industry",))
    assert caught.value.fix.startswith("did you mean industries")


def test_records_of_two_kinds_are_refused_by_name() -> None:
    with pytest.raises(UsageError) as caught:
        compare_records([item("japan"), item("plan", "policy"), item("korea")], PARTNER)
    assert caught.value.message == "policies (plan) and partners (japan, korea) have no fields in common to compare"


@pytest.mark.parametrize(("count", "said"), [(0, "0 records are"), (1, "1 record is"), (7, "7 records are")])
def test_fewer_than_two_records_or_more_than_six_are_refused(count: int, said: str) -> None:
    with pytest.raises(UsageError, match=f"{said} named"):
        compare_records([item(f"r{number}") for number in range(count)], PARTNER)


def test_six_records_are_compared() -> None:
    assert len(compare_records([item(f"r{number}") for number in range(6)], PARTNER).columns) == 6


def test_a_record_is_not_compared_with_itself() -> None:
    with pytest.raises(UsageError, match="a is named more than once"):
        compare_records([item("a"), item("b"), item("a")], PARTNER)


def test_columns_say_id_kind_and_name() -> None:
    assert compare_records([item("b"), item("a")], PARTNER).columns == (("b", "partner", "B"), ("a", "partner", "A"))


def test_the_names_of_ids_are_known_for_people_and_texts_stay_as_they_are() -> None:
    items = [item("a", industries=["ships"], tags=["ships"]), item("b", industries=["fish"], tags=["ships"])]
    comparison = compare_records(items, PARTNER, names={"ships": "Shipbuilding"}.get)
    assert comparison.write(row(comparison, "industries"), "ships") == "Shipbuilding"
    assert comparison.write(row(comparison, "industries"), "fish") == "fish"
    assert comparison.write(row(comparison, "tags"), "ships") == "ships"


def halves() -> RecordComparison:
    one = item("a", type="country", country="JP", industries=["ships", "cars"], tags=["x"])
    other = item("b", type="country", country="KR", industries=["ships"], tags=["y"])
    return compare_records([one, other], PARTNER)


def test_only_what_differs_is_shown_without_what_is_common() -> None:
    shown = {each.key: (each.common, each.own) for each in halves().shown("different")}
    assert shown == {
        "country": ((), (("JP",), ("KR",))),
        "industries": ((), (("cars",), ())),
        "tags": ((), (("x",), ("y",))),
    }


def test_only_what_is_the_same_is_shown_without_what_is_each_ones_own() -> None:
    shown = {each.key: (each.common, each.own) for each in halves().shown("same")}
    assert shown == {"type": (("country",), ((), ())), "industries": (("ships",), ((), ()))}


def test_lists_without_a_common_entry_are_no_row_of_what_is_the_same() -> None:
    items = [item("a", "policy", agencies=["x"]), item("b", "policy", agencies=["y"])]
    assert "agencies" not in {each.key for each in compare_records(items, fields("policy")).shown("same")}


def test_an_item_has_one_key_for_each_record_with_its_own_entries_or_its_value() -> None:
    industries = next(each for each in rows_as_items(halves()) if each["id"] == "industries")
    assert industries == {
        "id": "industries",
        "kind": "field",
        "name": "Industries",
        "type": "ids",
        "state": "partly",
        "common": ["ships"],
        "a": ["cars"],
        "b": [],
        "notes": [],
    }
    country = next(each for each in rows_as_items(halves(), only="different") if each["id"] == "country")
    assert (country["common"], country["a"], country["b"]) == ([], "JP", "KR")


def test_items_hold_values_as_they_are_and_null_for_what_is_not_stated() -> None:
    items = [item("a", "policy", zone_only=True), item("b", "policy")]
    found = rows_as_items(compare_records(items, fields("policy")))
    assert [(each["id"], each["a"], each["b"]) for each in found] == [("zone_only", True, None)]


def test_a_record_called_like_a_key_of_an_item_overwrites_nothing() -> None:
    items = [item("state", type="country"), item("b", type="city")]
    (found,) = rows_as_items(compare_records(items, PARTNER))
    assert (found["state"], found["state_"], found["b"]) == ("different", "country", "city")


WORDS = st.lists(st.sampled_from(["p", "q", "r", "s"]), max_size=4)
ITEMS = st.lists(
    st.builds(
        lambda status, agencies, industries, measures, level: {
            "status": status,
            "agencies": agencies,
            "industries": industries,
            "measures": [point(text, "planned") for text in measures],
            "level": level,
        },
        st.sampled_from(["in_force", "planned", "expired", "unknown"]),
        WORDS,
        WORDS,
        WORDS,
        st.sampled_from(["zone", "municipal", None]),
    ),
    min_size=2,
    max_size=4,
)


@settings(deadline=None, max_examples=60)
@given(ITEMS)
def test_nothing_but_the_order_of_columns_depends_on_the_order_of_arguments(drawn: Sequence[dict[str, Any]]) -> None:
    items = [item(f"r{place}", "policy", **values) for place, values in enumerate(drawn)]
    keys = ("status", "agencies", "industries", "measures", "level")
    specs = fields("policy")
    usual = compare_records(items, specs, fields=keys)
    for order in permutations(range(len(items))):
        found = compare_records([items[place] for place in order], specs, fields=keys)
        for one, other in zip(found.rows, usual.rows, strict=True):
            expected = other._replace(
                own=tuple(other.own[place] for place in order), values=tuple(other.values[place] for place in order)
            )
            assert one == expected


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=2, max_size=6))
def test_common_and_own_together_are_what_a_record_has(lists: Sequence[list[str]]) -> None:
    items = [item(f"r{place}", industries=entries) for place, entries in enumerate(lists)]
    found = row(compare_records(items, PARTNER), "industries")
    for entries, own in zip(lists, found.own, strict=True):
        assert set(found.common) | set(own) == set(entries) and not set(found.common) & set(own)


def test_a_field_that_an_item_lacks_is_not_stated() -> None:
    spec = FieldSpec("later", "Later", "text", "", lambda record, around: None)
    (found,) = compare_records([item("a", later="x"), item("b")], (spec,)).rows
    assert (found.state, found.notes) == ("different", ("b: not stated",))
