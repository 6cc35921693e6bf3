"""Conditions and orders: what each comparison means for each type of field."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError
from dftzcli.model.records import Criterion

from .sample import CatalogueOf, country, figure, incentive, indicator, place, policy, project, source

ONLY_HERE = Criterion(
    text="Registered in the zone.", field="registered_in", op="=", value="dftz", source="plan", locator="item 1"
)


@pytest.fixture
def small(catalogue_of: CatalogueOf) -> Catalogue:
    """Figures and policies that differ in one thing at a time."""
    return catalogue_of(
        figure("seven", "7", period="2021"),
        figure("thousands", "5300", period="2021-01/2021-02"),
        figure("exact-digits", "1085867.10", period="2024-03-05"),
        figure("range", None, value_min="2", value_max="3", period="2019/2024"),
        policy("planned-here", status="planned", agencies=("japan-desk",), partners=("japan", "korea")),
        policy("asked-for", status="sought", level="national", partners=("korea",), name="Settlement in Renminbi"),
        policy("works", status="in_force", eligibility=(ONLY_HERE,), issued="2020-07"),
        country("japan", "JP", name="Japan", name_zh="日本"),
        country("korea", "KR", name="Korea", name_zh="韩国"),
        project("plant", status="operating"),
        incentive("rebate", status="in_force"),
        indicator(),
        place(),
        source(),
    )


def figures(small: Catalogue, where: str) -> set[str]:
    return {record.id for record in small.figures(where=where)}


def policies(small: Catalogue, where: str) -> set[str]:
    return {record.id for record in small.list("policy", where=where)}


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("value=5300", {"thousands"}),
        ("value=5,300", {"thousands"}),
        ("value=5300.0", {"thousands"}),
        ("value!=5300", {"seven", "exact-digits", "range"}),
        ("value<5300", {"seven"}),
        ("value<=5300", {"seven", "thousands"}),
        ("value>5300", {"exact-digits"}),
        ("value>=5300", {"thousands", "exact-digits"}),
        ("value=1085867.1", {"exact-digits"}),
        ("value~0858", {"exact-digits"}),
        ("value=", {"range"}),
        ("value!=", {"seven", "thousands", "exact-digits"}),
        ("value_min=2", {"range"}),
        ("multiplier=10000", {"seven", "thousands", "exact-digits", "range"}),
    ],
)
def test_numbers_are_compared_as_numbers_and_what_has_none_fits_only_the_empty_text(
    small: Catalogue, where: str, found: set[str]
) -> None:
    assert figures(small, where) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("period=2021", {"seven"}),
        ("period!=2021", {"thousands", "exact-digits", "range"}),
        ("period<2021", {"range"}),
        ("period<2022", {"seven", "thousands", "range"}),
        ("period<=2021", {"seven", "thousands"}),
        ("period<=2021-02", {"thousands"}),
        ("period>=2021", {"seven", "thousands", "exact-digits"}),
        ("period>=2024", {"exact-digits"}),
        ("period>2021-02", {"seven", "exact-digits", "range"}),
        ("period>2023", {"exact-digits", "range"}),
        ("period=2021-01-01/2021-12-31", {"seven"}),
        ("period=", set()),
        ("period=2024-03-05", {"exact-digits"}),
        ("period~2024", {"exact-digits", "range"}),
    ],
)
def test_periods_are_compared_as_spans_of_days(small: Catalogue, where: str, found: set[str]) -> None:
    assert figures(small, where) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("partners=japan", {"planned-here"}),
        ("partners=Japan", {"planned-here"}),
        ("partners=日本", {"planned-here"}),
        ("partners=JP", {"planned-here"}),
        ("partners=korea", {"planned-here", "asked-for"}),
        ("partners!=japan", {"asked-for", "works"}),
        ("partners!=日本", {"asked-for", "works"}),
        ("partners~kor", {"planned-here", "asked-for"}),
        ("partners=", {"works"}),
        ("partners!=", {"planned-here", "asked-for"}),
    ],
)
def test_a_list_fits_when_one_entry_does_and_ids_answer_to_the_names_of_their_records(
    small: Catalogue, where: str, found: set[str]
) -> None:
    assert policies(small, where) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("name=settlement in renminbi", {"asked-for"}),
        ("name~RENMINBI", {"asked-for"}),
        ("name!=Works", {"planned-here", "asked-for"}),
        ("name_zh~名", {"planned-here", "asked-for", "works"}),
        ("zone_only=yes", {"works"}),
        ("zone-only=true", {"works"}),
        ("zone_only=", {"planned-here", "asked-for"}),
        ("zone_only=no", set()),
        ("zone_only!=yes", {"planned-here", "asked-for"}),
        ("eligibility~registered", {"works"}),
        ("level=National", {"asked-for"}),
        ("status=In force", {"works"}),
        ("status=in-force", {"works"}),
        ("status!=in force", {"planned-here", "asked-for"}),
        ("issued=2020-07", {"works"}),
        ("issued<2021", {"works"}),
        ("issued=", {"planned-here", "asked-for"}),
        ("citations~item 1", {"planned-here", "asked-for", "works"}),
    ],
)
def test_texts_flags_and_terms_are_compared_without_regard_to_case(
    small: Catalogue, where: str, found: set[str]
) -> None:
    assert policies(small, where) == found


def test_an_id_that_no_record_answers_to_is_not_found(small: Catalogue) -> None:
    with pytest.raises(NotFound, match="no record answers to 'jappan'") as raised:
        small.list("policy", where="partners=jappan")
    assert raised.value.nearest[0] == "japan"


def test_a_flag_is_compared_with_yes_or_no_alone(small: Catalogue) -> None:
    with pytest.raises(UsageError, match="'maybe' is neither yes nor no"):
        small.list("policy", where="zone_only=maybe")


def test_all_conditions_must_hold(small: Catalogue) -> None:
    found = small.list("policy", where=("partners=korea", "level=national"))
    assert [record.id for record in found] == ["asked-for"]


@pytest.mark.parametrize("word", ["in_force", "In force", "in-force", "IN FORCE"])
def test_a_status_is_taken_in_words_and_asked_of_all_kinds_that_have_one(small: Catalogue, word: str) -> None:
    assert {record.id for record in small.list(status=word)} == {"works", "rebate"}


def test_several_statuses_are_alternatives(small: Catalogue) -> None:
    found = small.list(status=("sought", "operating"))
    assert {record.id for record in found} == {"asked-for", "plant"}


def test_a_status_that_the_kind_never_has_is_refused_with_the_nearest_and_the_list(small: Catalogue) -> None:
    with pytest.raises(UsageError, match="'planed' is not a status") as raised:
        small.list("policy", status="planed")
    assert raised.value.fix.startswith("did you mean planned? The statuses are: ")
    with pytest.raises(UsageError, match="'operating' is not a status") as raised:
        small.list("policy", status="operating")
    assert "under_construction" not in raised.value.fix


def test_a_field_that_no_kind_has_is_refused_with_the_nearest_and_the_list(small: Catalogue) -> None:
    for filters in ({"where": "indicater=gdp"}, {"sort": "indicater"}):
        with pytest.raises(UsageError, match="'indicater' is not a field") as raised:
            small.list("figure", **filters)
        assert raised.value.fix.startswith("did you mean indicator")
        assert "period_basis" in raised.value.fix
    with pytest.raises(UsageError, match="'value' is not a field"):
        small.list("policy", where="value=1")


def test_a_field_of_one_kind_leaves_the_other_kinds_out(small: Catalogue) -> None:
    assert {record.id for record in small.list(where="value>=5300")} == {"thousands", "exact-digits"}


@pytest.mark.parametrize("comparison", ["=", "!="])
def test_a_value_outside_a_closed_vocabulary_is_refused_with_the_nearest_and_the_list(
    small: Catalogue, comparison: str
) -> None:
    with pytest.raises(UsageError, match="'nationl' is not a value of level") as raised:
        small.list("policy", where=f"level{comparison}nationl")
    assert raised.value.fix.startswith("did you mean national")
    assert "zone" in raised.value.fix


@pytest.mark.parametrize("value", ["many", "1e", "5 300", "--1"])
def test_a_number_that_is_none_is_refused(small: Catalogue, value: str) -> None:
    with pytest.raises(UsageError, match="is not a number") as raised:
        small.figures(where=f"value>{value}")
    assert raised.value.fix == "value is compared with a number"


@pytest.mark.parametrize("value", ["NaN", "inf", "-Infinity", "sNaN"])
def test_a_number_that_is_not_finite_is_refused(small: Catalogue, value: str) -> None:
    with pytest.raises(UsageError, match="not a finite number"):
        small.figures(where=f"value>{value}")


@pytest.mark.parametrize("value", ["soon", "2024-13", "2024-02-30", "2025/2024", "24"])
def test_a_period_that_is_none_is_refused(small: Catalogue, value: str) -> None:
    with pytest.raises(UsageError) as raised:
        small.figures(where=f"period>{value}")
    assert raised.value.fix == "period is compared with a date or period"


def order(small: Catalogue, kind: str, sort: str) -> list[str]:
    return [record.id for record in small.list(kind, sort=sort)]


def test_numbers_are_ordered_as_numbers_and_those_without_one_come_last_in_either_direction(small: Catalogue) -> None:
    assert order(small, "figure", "value") == ["seven", "thousands", "exact-digits", "range"]
    assert order(small, "figure", "-value") == ["exact-digits", "thousands", "seven", "range"]


def test_texts_are_ordered_without_regard_to_case_and_equals_stay_in_their_order(catalogue_of: CatalogueOf) -> None:
    records = (policy("one", name="beta"), policy("two", name="Alpha"), policy("three", name="ALPHA"))
    assert order(catalogue_of(*records), "policy", "name") == ["two", "three", "one"]
    assert order(catalogue_of(*records), "policy", "-name")[0] == "one"


def test_an_order_comes_before_the_limit(small: Catalogue) -> None:
    assert [record.id for record in small.figures(sort="-value", limit=1)] == ["exact-digits"]


def test_records_of_kinds_without_the_field_come_last(small: Catalogue) -> None:
    found = [record.kind for record in small.list(sort="value")]
    assert found[:3] == ["figure"] * 3
    assert len(found) == len(small.records())
