"""Queries over the shipped catalogue: what an investor asks is answered with what the documents say."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model.references import named_in
from dftzcli.model.vocabulary import KINDS
from dftzcli.search.query import query_of


def ids(catalogue: Catalogue, kind: str, **filters: object) -> set[str]:
    return {record.id for record in catalogue.list(kind, **filters)}


@pytest.mark.parametrize("text", ["JP", "JPN", "Japan", "日本", "일본"])
def test_projects_with_japan_are_the_same_by_every_name_of_japan(catalogue: Catalogue, text: str) -> None:
    found = ids(catalogue, "project", country=text)
    assert {"panasonic-battery-plant", "japanese-aquatic-product-trading-centre", "omron-rd-centre"} <= found
    assert not {"sinopec-fuel-oil-centre", "volkswagen-transmission-project"} & found
    assert found == ids(catalogue, "project", country="japan")


def test_a_firm_at_home_in_a_country_brings_its_projects(catalogue: Catalogue) -> None:
    found = ids(catalogue, "project", country="Germany")
    assert found == {"volkswagen-transmission-project", "thyssenkrupp-technology-centre"}


def test_what_operates_with_japan_leaves_out_what_is_planned(catalogue: Catalogue) -> None:
    for record in catalogue.list("project", country="JP", status="operating"):
        assert record.status == "operating"  # type: ignore[attr-defined]
    assert "china-japan-expo" in ids(catalogue, "project", country="JP")
    assert "china-japan-expo" not in ids(catalogue, "project", country="JP", status="operating")


def test_figures_of_the_city_are_of_no_zone_port_or_customs_district(catalogue: Catalogue) -> None:
    found = catalogue.figures(place="Dalian City")
    assert found
    assert {figure.place for figure in found} == {"dalian"}


def test_projects_of_the_zone_are_projects_of_the_city_and_not_the_other_way_round(catalogue: Catalogue) -> None:
    zone, city = ids(catalogue, "project", place="dftz"), ids(catalogue, "project", place="dalian")
    assert "panasonic-battery-plant" in zone
    assert "digital-software-services-fair" in city - zone
    assert zone < city


def test_every_link_of_every_record_is_found_from_both_ends(catalogue: Catalogue) -> None:
    missing = []
    for record in catalogue.records():
        for _, target in named_in(record):
            other = catalogue.get(target)
            if record.kind in ("source", "discrepancy") or other.kind in ("source", "discrepancy"):
                continue
            if target not in catalogue.related(record.id).get(other.kind, ()):
                missing.append((record.id, target))
            if record.id not in catalogue.related(target).get(record.kind, ()):
                missing.append((target, record.id))
    assert missing == []


def test_what_is_related_is_named_once_and_is_of_the_kind_it_stands_under(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        links = catalogue.related(record.id)
        assert list(links) == [kind for kind in KINDS if kind in links]
        for kind, found in links.items():
            assert len(found) == len(set(found))
            assert {catalogue.get(identity).kind for identity in found} == {kind}


def test_an_agency_is_found_by_the_industry_of_its_policies(catalogue: Catalogue) -> None:
    assert "financial-bureau" in ids(catalogue, "agency", industry="finance")
    assert "agriculture-bureau" not in ids(catalogue, "agency", industry="futures-trading")


@pytest.mark.parametrize("agency", ["commerce-bureau", "Municipal Commerce Bureau", "大连市商务局"])
def test_policies_of_an_agency_are_found_by_its_id_its_printed_name_and_its_chinese_name(
    catalogue: Catalogue, agency: str
) -> None:
    assert {"task-international-trade-centre", "task-going-global"} <= ids(catalogue, "policy", agency=agency)


def test_zone_only_incentives_can_be_asked_for(catalogue: Catalogue) -> None:
    found = ids(catalogue, "incentive", where="zone_only=yes")
    assert {"incentive-cross-border-capital-pools", "incentive-bonded-maintenance"} <= found
    assert found < ids(catalogue, "incentive")


def test_figures_of_a_year_touch_that_year(catalogue: Catalogue) -> None:
    found = {figure.id for figure in catalogue.figures(year=2022)}
    assert {"customs-trade-total-2022", "customs-trade-total-2022-jan-feb", "population-dalian-undated"} <= found
    assert "customs-trade-total-2021" not in found


def test_figures_are_found_by_the_everyday_name_of_their_indicator(catalogue: Catalogue) -> None:
    assert "gdp-dalian-2025" in {figure.id for figure in catalogue.figures(words="GDP", place="dalian")}


def test_every_record_answers_to_its_own_id(catalogue: Catalogue) -> None:
    for record in catalogue.records():
        assert catalogue.find(record.id) == (record.id, False)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("panasonic", "panasonic"),
        ("Panasonic battery project", "panasonic-battery-plant"),
        ("seafood transit", "seafood-transit-oversight"),
        ("松下电池项目", "panasonic-battery-plant"),
        ("bonded mixed oil", "bonded-mixed-oil"),
        ("保税混油", "bonded-mixed-oil"),
        ("japan", "japan"),
    ],
)
def test_what_a_user_remembers_finds_the_record(catalogue: Catalogue, text: str, identity: str) -> None:
    assert catalogue.find(text).id == identity


def test_every_field_of_every_kind_can_be_sorted_by(catalogue: Catalogue) -> None:
    from dftzcli.model.fields import fields

    for kind in KINDS:
        total = len(catalogue.cards.of_kind(kind))
        for spec in fields(kind):
            for sort in (spec.key, f"-{spec.key}"):
                selection = catalogue.select(query_of(kinds=(kind,), sort=sort))
                assert selection.total == total, (kind, sort)
