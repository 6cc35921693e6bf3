"""What is old, undated or superseded, and the age of a figure, counted to the date of the catalogue."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dftzcli.analysis.ages import TIMED_KINDS, Stale, stale, years_before
from dftzcli.catalogue import Catalogue
from dftzcli.errors import UsageError
from dftzcli.model.records import Record

from .conftest import Factory
from .items import AS_OF, items_of


def found(make: Factory, *records: Record, before: str | None = None) -> dict[str, Stale]:
    """What is stale among some records that cite the paper of 2024 unless they bring a document of their own."""
    documents = [record for record in records if record.kind == "source"] or [make.source()]
    items = items_of(*documents, *(record for record in records if record.kind != "source"))
    own = items if any(record.kind == "source" for record in records) else items[1:]
    sources = [item for item in items if item["kind"] == "source"]
    return {entry.id: entry for entry in stale(own, documents=sources, as_of=AS_OF, before=before)}


def why(make: Factory, *records: Record, before: str | None = None) -> dict[str, tuple[str, ...]]:
    return {identity: entry.why for identity, entry in found(make, *records, before=before).items()}


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2018", "7.9"),
        ("2017-04-10/2019", "6.9"),
        ("2023-10", "3.1"),
        ("2023-11", None),
        ("2025", None),
        ("2021/2025", None),
        ("2030", None),
    ],
)
def test_a_figure_says_its_age_where_its_period_ended_over_three_years_before_the_catalogue(
    make: Factory, period: str, years: str | None
) -> None:
    (item,) = items_of(make.figure("f", "1", period=period))
    assert item["age_years"] == (None if years is None else Decimal(years))


@pytest.mark.parametrize(("as_of", "period"), [("", "2018"), ("yesterday", "2018"), (AS_OF, "2019/2018")])
def test_a_date_that_is_none_costs_a_figure_its_age_and_nothing_else(make: Factory, as_of: str, period: str) -> None:
    (item,) = items_of(make.figure("f", "1", period=period), as_of=as_of)
    assert (item["id"], item["age_years"]) == ("f", None)


def test_the_figures_with_an_age_are_those_the_overview_calls_stale(catalogue: Catalogue) -> None:
    aged = {card["id"] for card in catalogue.cards.of_kind("figure") if card["age_years"] is not None}
    assert aged == {figure.id for figure in catalogue.overview().stale} != set()


@pytest.mark.parametrize(
    ("period", "before", "is_old"),
    [
        ("2023-11-20", None, True),
        ("2023-11-21", None, False),
        ("2023", "2024-01-01", True),
        ("2023/2024-01-01", "2024-01-01", False),
        ("2019", "2019-12-31", False),
    ],
)
def test_old_is_what_ended_before_the_day_three_years_before_the_catalogue_unless_given(
    make: Factory, period: str, before: str | None, is_old: bool
) -> None:
    expected = {"f": ("old",)} if is_old else {}
    assert why(make, make.figure("f", "1", period=period), before=before) == expected


def test_a_policy_a_project_and_an_incentive_are_as_old_as_their_status(make: Factory) -> None:
    records = [build(status_as_of="2020-07-21") for build in (make.policy, make.project, make.incentive)]
    assert why(make, *records) == {"policy": ("old",), "project": ("old",), "incentive": ("old",)}
    assert why(make, make.policy(status_as_of="2024")) == {}


def test_a_document_is_as_old_as_its_date(make: Factory) -> None:
    assert why(make, make.source(date="2020")) == {"paper": ("old",)}
    assert why(make, make.source(date="2024")) == {}


def test_another_record_is_as_old_as_the_newest_document_it_cites(make: Factory) -> None:
    sources = make.source("first", date="2019"), make.source("second", date="2020")
    both = make.agency(citations=(make.citation(source="second"), make.citation(source="first")))
    entry = found(make, *sources, both)["customs"]
    assert (entry.period, entry.why, entry.age_years) == ("2020", ("old",), 5.9)
    newer = make.source("second", date="2025")
    assert "customs" not in found(make, sources[0], newer, both)


def test_a_figure_without_a_stated_or_inferred_period_is_undated(make: Factory) -> None:
    assert why(make, make.figure("f", "1", period="2025", period_basis="unstated")) == {"f": ("undated",)}
    assert why(make, make.figure("f", "1", period="2025", period_basis="inferred")) == {}


def test_a_document_without_a_date_is_undated_and_so_is_the_status_that_it_gives(make: Factory) -> None:
    undated = make.source(date_inferred="2026-02")
    assert why(make, undated, make.policy(status_as_of="2026-02")) == {"paper": ("undated",), "policy": ("undated",)}


def test_a_stated_period_is_one_in_an_undated_document_too(make: Factory) -> None:
    undated = make.source(date_inferred="2026-02")
    assert "f" not in why(make, undated, make.figure("f", "1", period="2025"))


def test_a_document_nothing_is_known_of_the_time_of_is_undated_and_has_no_age(make: Factory) -> None:
    (entry,) = found(make, make.source(date=None)).values()
    assert (entry.why, entry.period, entry.period_basis, entry.age_years) == (("undated",), None, "unstated", None)
    assert entry.source_date == "undated"


def test_a_figure_is_superseded_by_the_newest_of_its_series(make: Factory) -> None:
    years = [make.figure(f"f{year}", "1", period=year) for year in ("2024", "2026", "2025")]
    entries = found(make, *years)
    assert {identity: entry.superseded_by for identity, entry in entries.items()} == {
        "f2024": ("f2026",),
        "f2025": ("f2026",),
    }
    assert {entry.why for entry in entries.values()} == {("superseded",)}


def test_a_multiplier_makes_no_other_series(make: Factory) -> None:
    entries = found(
        make, make.figure("a", "1", period="2024"), make.figure("b", "1", period="2025", unit="billion USD")
    )
    assert entries["a"].superseded_by == ("b",)


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "gdp"},
        {"place": "dftz"},
        {"scope": "zone"},
        {"subject": "cosco"},
        {"unit": "CNY"},
        {"period": "2025-01/2025-02"},
        {"industries": ("shipbuilding",)},
        {"period_basis": "unstated"},
        {"qualifier": "expected"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_nothing_of_another_series_and_nothing_undated_or_expected_supersedes_a_figure(
    make: Factory, other: dict[str, Any]
) -> None:
    later = make.figure("later", "1", **({"period": "2025"} | other))
    assert "earlier" not in found(make, make.figure("earlier", "1", period="2024"), later)


def test_an_undated_figure_is_superseded_by_nothing(make: Factory) -> None:
    undated = make.figure("undated", "1", period="2024", period_basis="unstated")
    later = make.figure("later", "1", period="2025", period_basis="unstated")
    assert why(make, undated, later) == {"undated": ("undated",), "later": ("undated",)}


def test_what_was_expected_is_superseded_by_what_came_and_by_what_is_expected_later(make: Factory) -> None:
    expected = make.figure("expected", "1", period="2024", qualifier="expected")
    for fields in ({}, {"qualifier": "expected"}):
        later = make.figure("later", "1", period="2025", **fields)
        assert found(make, expected, later)["expected"].superseded_by == ("later",)


def test_sources_that_give_the_newest_figure_both_stand(make: Factory) -> None:
    entries = found(
        make,
        make.figure("old", "1", period="2024"),
        make.figure("one", "2", period="2025"),
        make.figure("other", "3", period="2025"),
    )
    assert entries["old"].superseded_by == ("one", "other")
    assert set(entries) == {"old"}


@pytest.mark.parametrize("status", ["superseded", "expired"])
def test_a_status_may_say_that_a_record_is_superseded(make: Factory, status: str) -> None:
    assert why(make, make.policy(status=status, status_as_of="2026")) == {"policy": ("superseded",)}


def test_the_headline_figures_come_first_then_the_others_by_importance_then_records_and_each_oldest_first(
    make: Factory,
) -> None:
    def a_figure(identity: str, importance: Any, period: str) -> Record:
        return make.figure(identity, "1", indicator=identity, importance=importance, period=period)

    order = found(
        make,
        make.policy(status_as_of="2001"),
        a_figure("c", "context", "2010"),
        a_figure("s", "supporting", "2011"),
        a_figure("h2", "headline", "2019"),
        a_figure("h1", "headline", "2018"),
        make.project(status_as_of="2000"),
    )
    assert list(order) == ["h1", "h2", "s", "c", "project", "policy"]


def test_what_is_of_a_time_yet_to_end_has_no_age(make: Factory) -> None:
    entry = found(make, make.figure("f", "1", period="2026/2030", period_basis="unstated"))["f"]
    assert entry.age_years is None


def test_three_years_before_a_leap_day_is_a_day() -> None:
    assert years_before("2028-02-29", 3) == "2025-02-28"


def test_the_catalogue_answers_for_the_kinds_that_have_a_time_of_their_own_unless_asked_for_others(
    catalogue: Catalogue,
) -> None:
    assert {entry.kind for entry in catalogue.stale()} == set(TIMED_KINDS)
    assert {entry.kind for entry in catalogue.stale(kinds="agencies")} == {"agency"}
    assert {entry.kind for entry in catalogue.stale(kinds=("policies,projects", "figure"))} == {
        "policy", "project", "figure",
    }  # fmt: skip


def test_a_date_is_taken_as_a_year_month_or_day_and_begins_what_is_not_old(catalogue: Catalogue) -> None:
    texts: tuple[Any, ...] = ("2019", 2019, "2019-01", "2019-01-01")
    first, *others = [catalogue.stale(text, kinds="figure") for text in texts]
    assert all(other == first for other in others)
    ends = {entry.period.rpartition("/")[2] for entry in first if "old" in entry.why and entry.period}
    assert ends
    assert all(end < "2019" for end in ends)


@pytest.mark.parametrize("text", ["", "soon", "2019-13", "2019-02-30", "2018/2019", "２０１９"])
def test_what_is_no_date_is_refused_with_what_is_one(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(UsageError) as raised:
        catalogue.stale(text)
    assert "2020-06-30" in raised.value.fix
