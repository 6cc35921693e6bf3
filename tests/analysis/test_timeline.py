"""The timeline: dates as the sources have them, in order, and what is inferred or planned told as such."""

from __future__ import annotations

from typing import Any

import pytest

from dftzcli.analysis.timeline import Moment, Timeline, timeline
from dftzcli.catalogue import Catalogue
from dftzcli.errors import NotFound, UsageError
from dftzcli.model.records import Event, Record

from .conftest import Factory
from .items import items_of


def event(date: str, happening: Any = "founded", **fields: Any) -> Event:
    precision: Any = "interval" if "/" in date else {4: "year", 7: "month", 10: "day"}[len(date)]
    own = {"source": "paper", "locator": "paragraph 2", "lines": "7"}
    return Event(date=date, precision=precision, happening=happening, **(own | fields))


def told(make: Factory, *records: Record, **asked: Any) -> Timeline:
    """The timeline of some records, which cite the paper unless they bring a document of their own."""
    documents = [record for record in records if record.kind == "source"] or [make.source()]
    items = items_of(*documents, *(record for record in records if record.kind != "source"))
    own = items if any(record.kind == "source" for record in records) else items[len(documents) :]
    sources = [item for item in items if item["kind"] == "source"]
    return timeline(own, documents=sources, **asked)


def moments(make: Factory, *records: Record, **asked: Any) -> list[Moment]:
    return list(told(make, *records, **asked).moments)


def brief(found: list[Moment]) -> list[tuple[str, str, str]]:
    return [(moment.date, moment.happening, moment.basis) for moment in found]


def test_an_event_of_a_record_of_any_kind_is_told_with_where_it_stands(make: Factory) -> None:
    happened = event("2017-04-10", what="Founded", basis="inferred")
    for record in (make.place(dates=(happened,)), make.agency(dates=(happened,)), make.industry(dates=(happened,))):
        (moment,) = moments(make, record)
        assert (moment.id, moment.kind) == (record.id, record.kind)
        assert moment[2:9] == ("2017-04-10", "inferred", "founded", "Founded", "paper", "paragraph 2", "7")


@pytest.mark.parametrize(
    ("date", "precision"),
    [("2019", "year"), ("2019-05", "month"), ("2019-05-06", "day"), ("2019/2021", "interval")],
)
def test_a_moment_says_how_finely_it_is_dated(make: Factory, date: str, precision: str) -> None:
    (moment,) = moments(make, make.place(dates=(event(date),)))
    assert moment.precision == precision


def test_moments_stand_by_their_beginning_and_then_by_their_end(make: Factory) -> None:
    dates = ("2020", "2019-06", "2019/2021", "2019", "2018-09/2019", "2019-01-01", "2018")
    found = moments(make, make.place(dates=tuple(map(event, dates))))
    assert [moment.date for moment in found] == [
        "2018", "2018-09/2019", "2019-01-01", "2019", "2019/2021", "2019-06", "2020",
    ]  # fmt: skip


def test_moments_of_one_time_keep_the_order_of_the_records(make: Factory) -> None:
    records = [make.place(identity, dates=(event("2019"),)) for identity in ("b", "a", "c")]
    assert [moment.id for moment in moments(make, *records)] == ["b", "a", "c"]


def test_a_policy_is_told_by_its_issue_and_its_terms(make: Factory) -> None:
    found = moments(make, make.policy(issued="2020-07-21", effective_from="2020-08", effective_to="2025"))
    assert brief(found) == [
        ("2020-07-21", "issued", "stated"),
        ("2020-08", "effective_from", "stated"),
        ("2025", "effective_to", "stated"),
    ]
    assert {(moment.source, moment.locator) for moment in found} == {("paper", "paragraph 1")}


def test_an_incentive_is_told_by_its_terms(make: Factory) -> None:
    assert brief(moments(make, make.incentive(effective_from="2020"))) == [("2020", "effective_from", "stated")]


def test_an_issue_that_an_event_tells_is_not_told_twice(make: Factory) -> None:
    policy = make.policy(issued="2019", dates=(event("2019", "issued", what="By the province", basis="inferred"),))
    (moment,) = moments(make, policy)
    assert (moment.what, moment.basis) == ("By the province", "inferred")


def test_a_date_that_is_only_that_of_an_undated_document_is_inferred(make: Factory) -> None:
    undated = make.source(date_inferred="2019")
    found = moments(make, undated, make.policy(issued="2019", effective_from="2018"))
    bases = {moment.happening: moment.basis for moment in found}
    assert (bases["issued"], bases["effective_from"]) == ("inferred", "stated")


def test_a_part_issued_with_its_whole_is_told_by_it_and_counted(make: Factory) -> None:
    plan = make.policy("plan", issued="2020")
    parts = [make.policy(identity, issued="2020", part_of="plan") for identity in ("task-1", "task-2")]
    later = make.policy("task-3", issued="2021", part_of="plan")
    found = told(make, plan, *parts, later)
    assert [moment.id for moment in found.moments] == ["plan", "task-3"]
    assert found.parts == 2
    everything = told(make, plan, *parts, later, all_parts=True)
    assert [moment.id for moment in everything.moments] == ["plan", "task-1", "task-2", "task-3"]
    assert everything.parts == 0


def test_a_part_whose_whole_is_not_there_stands_for_itself(make: Factory) -> None:
    assert [moment.id for moment in moments(make, make.policy("task", issued="2020", part_of="plan"))] == ["task"]


def test_a_headline_figure_stands_at_its_period_and_the_others_are_counted_unless_all_are_asked_for(
    make: Factory,
) -> None:
    figures = [
        make.figure(importance, "1", importance=importance) for importance in ("context", "headline", "supporting")
    ]
    found = told(make, *figures)
    assert [(moment.id, *brief([moment])[0]) for moment in found.moments] == [
        ("headline", "2023", "observed", "stated")
    ]
    assert found.minor_figures == 2
    everything = told(make, *figures, all_figures=True)
    assert [moment.id for moment in everything.moments] == ["context", "headline", "supporting"]
    assert everything.minor_figures == 0


def test_a_dated_event_of_a_lesser_figure_stays(make: Factory) -> None:
    found = told(make, make.figure("f", "1", dates=(event("2024", "announced"),)))
    assert (brief(list(found.moments)), found.minor_figures) == ([("2024", "announced", "stated")], 1)


@pytest.mark.parametrize("basis", ["stated", "inferred", "unstated"])
def test_a_figure_says_whether_its_source_gives_the_time(make: Factory, basis: Any) -> None:
    (moment,) = moments(make, make.figure("f", "1", importance="headline", period_basis=basis))
    assert moment.basis == basis


def test_a_figure_that_is_only_expected_is_not_observed(make: Factory) -> None:
    (moment,) = moments(make, make.figure("f", "1", importance="headline", period="2030", qualifier="expected"))
    assert moment.happening == "expected"


def test_a_document_is_told_by_its_date_or_where_it_prints_none_by_when_it_must_be_from(make: Factory) -> None:
    (dated,) = moments(make, make.source(date="2020-07-21"))
    assert (dated.happening, dated.basis, dated.source) == ("published", "stated", "paper")
    (undated,) = moments(make, make.source(date_inferred="2019"))
    assert (undated.date, undated.basis, undated.what) == ("2019", "inferred", "the document prints no date")
    assert moments(make, make.source(date=None)) == []


def test_a_publication_that_an_event_tells_is_not_told_twice(make: Factory) -> None:
    (moment,) = moments(make, make.source(date="2020", dates=(event("2020", "published", what="At noon"),)))
    assert moment.what == "At noon"


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2019-12-31", None, ["2018/2020", "2019", "2020"]),
        ("2020-01-01", None, ["2018/2020", "2020"]),
        (None, "2018-01-01", ["2018/2020"]),
        ("2019-03-01", "2019-04-30", ["2018/2020", "2019"]),
        ("2021-01-01", None, []),
    ],
)
def test_what_overlaps_the_time_asked_for_is_told(
    make: Factory, since: str | None, until: str | None, expected: list[str]
) -> None:
    place = make.place(dates=tuple(map(event, ("2018/2020", "2019", "2020"))))
    assert [moment.date for moment in moments(make, place, since=since, until=until)] == expected


def test_a_moment_must_touch_the_year_asked_for(make: Factory) -> None:
    place = make.place(dates=tuple(map(event, ("2018/2020", "2019-05", "2021"))))
    assert [moment.date for moment in moments(make, place, year="2019")] == ["2018/2020", "2019-05"]


def test_a_time_that_ends_before_it_begins_is_refused(make: Factory) -> None:
    with pytest.raises(UsageError) as raised:
        told(make, since="2020-01-01", until="2019-12-31")
    assert "2019-12-31" in raised.value.message and "2020-01-01" in raised.value.message


def test_the_catalogue_takes_years_months_and_days_and_includes_both(catalogue: Catalogue) -> None:
    found = catalogue.timeline(since="2020-07", until=2020).moments
    assert {moment.date for moment in found if moment.precision == "day"} >= {"2020-07-21"}
    assert all(moment.span[1] >= "2020-07-01" and moment.span[0] <= "2020-12-31" for moment in found)
    assert found == catalogue.timeline(since="2020-07-01", until="2020-12-31").moments


def test_the_catalogue_filters_records_by_kind_and_link(catalogue: Catalogue) -> None:
    assert {moment.kind for moment in catalogue.timeline("projects").moments} == {"project"}
    assert {moment.id for moment in catalogue.timeline(partner="panasonic").moments} >= {"panasonic-battery-plant"}
    assert catalogue.timeline(year=2029).moments[-1].happening == "expected"
    with pytest.raises(NotFound):
        catalogue.timeline(place="atlantis")


def test_asked_for_policies_the_catalogue_tells_every_part(catalogue: Catalogue) -> None:
    issued = {card["id"] for card in catalogue.cards.of_kind("policy") if card["issued"]}
    assert {moment.id for moment in catalogue.timeline("policy").moments} >= issued
    assert catalogue.timeline().parts > 0


@pytest.mark.parametrize("asked", [{"since": "soon"}, {"until": "2019-13"}, {"since": "2018/2019"}])
def test_what_is_no_date_is_refused_with_what_is_one(catalogue: Catalogue, asked: dict[str, str]) -> None:
    with pytest.raises(UsageError) as raised:
        catalogue.timeline(**asked)  # type: ignore[arg-type]
    assert "2020-06-30" in raised.value.fix
