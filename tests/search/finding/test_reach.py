"""Filters in search find what the filters of `list` find: the index and the test of each card must not drift apart."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError
from dftzcli.model.vocabulary import KINDS, Kind

Role = Literal["industry", "partner", "agency", "place"]


def listed(catalogue: Catalogue, kind: Kind | None = None, **filters: Any) -> list[str]:
    return [record.id for record in catalogue.list(kind, **filters)]


def searched(catalogue: Catalogue, line: str, **filters: Any) -> list[str]:
    answer = catalogue.search(line, limit=None, **filters)
    assert answer.total == len(answer.hits)
    return [hit.id for hit in answer.hits]


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("role", ["industry", "partner", "agency", "place"])
def test_every_record_of_a_role_finds_in_search_what_it_finds_in_a_list(
    catalogue: Catalogue, role: Role, half: int
) -> None:
    ids = [identity for identity, _ in catalogue.cards.names((role,))][half::2]
    assert ids
    for identity in ids:
        filters: dict[str, Any] = {role: identity}
        expected = listed(catalogue, **filters)
        assert identity in expected
        assert searched(catalogue, f"{role}:{identity}") == expected, identity


@pytest.mark.parametrize(
    "country", ["JP", "Japan", "日本", "KR", "South Korea", "DE", "Germany", "Russia", "俄罗斯", "CN", "US", "EU"]
)
def test_a_country_finds_in_search_what_it_finds_in_a_list(catalogue: Catalogue, country: str) -> None:
    expected = listed(catalogue, country=country)
    assert expected
    assert searched(catalogue, f'country:"{country}"') == expected
    assert searched(catalogue, "", country=country) == expected


@pytest.mark.parametrize("year", ["2018", "2021", "2025", "2015..2019", "2020..2026", "1950"])
def test_a_year_finds_in_search_what_it_finds_in_a_list(catalogue: Catalogue, year: str) -> None:
    expected = listed(catalogue, year=year)
    assert searched(catalogue, f"year:{year}") == expected
    assert searched(catalogue, "", year=year) == expected


def test_every_status_finds_in_search_what_it_finds_in_a_list(catalogue: Catalogue) -> None:
    statuses = {card["status"] for kind in KINDS for card in catalogue.cards.of_kind(kind) if card.get("status")}
    assert len(statuses) > 5
    for status in sorted(statuses):
        assert searched(catalogue, f"status:{status}") == listed(catalogue, status=status), status


def test_every_source_finds_in_search_what_it_finds_in_a_list(catalogue: Catalogue) -> None:
    for identity, _ in catalogue.cards.names(("source",)):
        assert searched(catalogue, f"source:{identity}") == listed(catalogue, source=identity), identity


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_finds_in_search_what_it_finds_in_a_list(catalogue: Catalogue, kind: Kind) -> None:
    expected = listed(catalogue, kind)
    assert searched(catalogue, f"kind:{kind}") == expected
    assert searched(catalogue, "", kind=kind) == expected


@pytest.mark.parametrize(
    ("line", "kind", "filters"),
    [
        ("kind:project country:JP status:operating", "project", {"country": "JP", "status": "operating"}),
        ("kind:policy agency:商务局", "policy", {"agency": "商务局"}),
        ("kind:policy partner:japan partner:south-korea", "policy", {"partner": ("japan", "south-korea")}),
        ("kind:figure place:dalian year:2025", "figure", {"place": "dalian", "year": 2025}),
        ("kind:agency industry:finance", "agency", {"industry": "finance"}),
        ("kind:project place:dftz partner:panasonic", "project", {"place": "dftz", "partner": "panasonic"}),
    ],
)
def test_filters_together_find_in_search_what_they_find_in_a_list(
    catalogue: Catalogue, line: str, kind: Kind, filters: dict[str, Any]
) -> None:
    expected = listed(catalogue, kind, **filters)
    assert expected
    assert searched(catalogue, line) == expected


@pytest.mark.parametrize("filter", ["partner:japan", "place:dftz", "kind:policy", "year:2021", "status:planned"])
def test_a_filter_turned_round_finds_all_the_others(catalogue: Catalogue, filter: str) -> None:
    everything = [record.id for record in catalogue.records()]
    found = searched(catalogue, filter)
    assert found
    assert sorted((*found, *searched(catalogue, f"-{filter}"))) == sorted(everything)


@pytest.mark.parametrize(
    ("line", "filters"),
    [
        ("partner:panasonik", {"partner": "panasonik"}),
        ("industry:japan", {"industry": "japan"}),
        ("country:Atlantis", {"country": "Atlantis"}),
        ("status:bogus", {"status": "bogus"}),
        ("source:nowhere", {"source": "nowhere"}),
    ],
)
def test_a_value_that_a_list_refuses_is_refused_by_search_in_the_same_words(
    catalogue: Catalogue, line: str, filters: dict[str, Any]
) -> None:
    with pytest.raises((NotFound, UsageError)) as by_list:
        catalogue.list(**filters)
    nothing: dict[str, Any] = {}
    for words, keywords in ((line, nothing), ("port", filters)):
        with pytest.raises(type(by_list.value)) as by_search:
            catalogue.search(words, **keywords)
        assert by_search.value.message == by_list.value.message
        assert by_search.value.fix
