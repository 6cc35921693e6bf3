"""`match`, `expiring` and `--as-of`: what a firm is eligible for, by which clause, and what a day changes."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.matching import NOTICE

from .program import Run, Spawn

PROFILES = sorted((Path(__file__).parents[2] / "data" / "profiles").glob("*.toml"))
FIRM = ("--registered-in", "dftz", "--sector", "batteries", "--home-country", "Japan")


def decided(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    outcome = run("match", *words, "--json")
    assert outcome.code == 0, outcome.err
    return {item["id"]: item for item in outcome.items}


def test_every_incentive_and_every_policy_with_limits_is_decided(run: Run, catalogue: Catalogue) -> None:
    found = decided(run, *FIRM)
    incentives = {card["id"] for card in catalogue.cards.of_kind("incentive")}
    policies = {card["id"] for card in catalogue.cards.of_kind("policy") if card["eligibility"]}
    assert set(found) == incentives | policies
    assert {item["verdict"] for item in found.values()} <= {"yes", "no", "unknown"}


def test_every_verdict_names_its_clause_or_its_reason(run: Run) -> None:
    for item in decided(run, *FIRM).values():
        assert item["decided_by"] or item["reasons"], item["id"]
        for clause in item["decided_by"]:
            assert clause["source"], item["id"]
            assert clause["locator"], item["id"]
        if item["verdict"] == "yes":
            assert {clause["verdict"] for clause in item["criteria"]} <= {"yes"} or item["criteria"]


def test_nothing_that_is_only_planned_or_lapsed_is_a_yes(run: Run) -> None:
    for path in PROFILES:
        for item in decided(run, "--profile", str(path)).values():
            if item["verdict"] == "yes":
                assert item["status"] in ("in_force", "pilot"), item["id"]
                assert item["renewal"] != "not_confirmed", item["id"]


def test_the_envelope_has_the_profile_the_notice_the_question_and_what_matters(run: Run) -> None:
    told = json.loads(run("match", *FIRM, "--json").out)
    assert told["query"]["profile"] == {"registered_in": "dftz", "sector": ["batteries"], "home_country": ["JP"]}
    assert told["notice"] == NOTICE
    asked = told["question"]
    assert asked["field"] in {field for item in told["items"] for field in item["missing"]}
    assert asked["bears_on"]
    assert asked["text_zh"]
    assert "panasonic-battery-plant" in {each["id"] for each in told["matters"]["project"]}
    assert told["matters"]["agency"]


def test_to_a_firm_of_china_not_every_chinese_firm_matters_but_what_its_industries_do(
    run: Run, catalogue: Catalogue
) -> None:
    path = next(path for path in PROFILES if path.stem == "hydrogen-start-up")
    told = json.loads(run("match", "--profile", str(path), "--json").out)["matters"]
    chinese = {card["id"] for card in catalogue.cards.of_kind("partner") if card["home_country"] == "CN"}
    assert chinese
    for kind in ("policy", "project", "figure"):
        assert told[kind], kind
        assert not chinese & {each for one in told[kind] for each in one["why"].split(", ")}
    assert "hydrogen-bus-service" in {each["id"] for each in told["project"]}


def test_the_page_says_that_it_is_no_advice_and_asks_its_question(run: Run) -> None:
    page = run("match", *FIRM).out
    assert NOTICE.split(".")[0] in page
    assert "The question that would settle most" in page
    assert page.index("Unknown: something is not said") < page.index("No: a criterion is not met")


def test_a_file_and_flags_make_one_profile_and_flags_win(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text('sector = ["批发"]\nregistered_in = "qingdao"\n'.replace("批发", "batteries"), encoding="utf-8")
    told = json.loads(run("match", "--profile", str(path), "--registered-in", "dftz", "--json").out)
    assert told["query"]["profile"] == {"registered_in": "dftz", "sector": ["batteries"]}


def test_what_the_firm_confirms_or_denies_settles_words(run: Run) -> None:
    open_ones = [
        item
        for item in decided(run, *FIRM).values()
        if item["verdict"] == "unknown" and not item["reasons"] and not item["missing"]
    ]
    assert open_ones
    one = open_ones[0]
    names = [clause["criterion"] for clause in one["decided_by"]]
    assert decided(run, *FIRM, "--confirmed", ",".join(names))[one["id"]]["verdict"] == "yes"
    assert decided(run, *FIRM, "--denied", names[0])[one["id"]]["verdict"] == "no"


def test_one_verdict_alone_can_be_asked_for(run: Run) -> None:
    assert {item["verdict"] for item in decided(run, *FIRM, "--only", "no").values()} == {"no"}


def test_csv_keeps_clause_and_source_in_every_row(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("match", *FIRM, "-f", "csv").out)))
    assert all(row["source"] and (row["decided_by"] or row["reasons"]) for row in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "there is no profile to match"),
        (("--only", "maybe", *FIRM), "'maybe' is no verdict"),
        (("--sector", "batteries", "--home-country", "Atlantis"), "no country answers to 'Atlantis'"),
        (("--activity", "dancing"), "'dancing' is no activity"),
        (("--paid-in-capital", "much"), "'much' is no sum of money"),
        (("--confirmed", "nothing-at-all#1"), "no record is called nothing-at-all"),
        (("--profile", "nowhere.toml"), "the profile nowhere.toml cannot be read"),
        (("--ask",), "nobody can be asked"),
    ],
)
def test_a_profile_that_cannot_be_meant_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run("match", *words)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_a_worked_profile_is_answered_with_at_least_one_question_or_yes(run: Run, path: Path) -> None:
    found = decided(run, "--profile", str(path))
    assert tomllib.loads(path.read_text(encoding="utf-8"))["name"]
    assert {item["verdict"] for item in found.values()} >= {"no", "unknown"}


def test_relief_of_rival_cities_is_a_no_for_a_firm_of_the_zone(run: Run) -> None:
    found = decided(run, *FIRM)["incentive-offshore-trade-stamp-duty"]
    assert found["verdict"] == "no"
    assert found["zone_cover"] == "none"


# --- as of a day


def test_a_term_is_planned_in_force_and_over_by_its_dates(run: Run) -> None:
    def status(day: str) -> str:
        outcome = run("show", "incentive-offshore-trade-stamp-duty", "--as-of", day, "--json")
        return str(outcome.items[0]["status"])

    assert [status(day) for day in ("2025-03-31", "2026-01", "2027-12-31", "2028-01-01")] == [
        "planned", "in_force", "in_force", "expired",
    ]  # fmt: skip


def test_a_day_before_anything_is_known_says_so(run: Run) -> None:
    outcome = run("list", "incentives", "--as-of", "1990", "--json")
    assert {item["status"] for item in outcome.items} <= {"unknown", "planned"}
    assert all("On 1990-12-31" in item["status_note"] for item in outcome.items if item["status_as_of"])


def test_figures_of_later_periods_are_left_out_and_it_is_said(run: Run) -> None:
    outcome = run("figures", "--as-of", "2019-12-31", "--json")
    assert outcome.items
    assert all(item["period"][:4] <= "2019" for item in outcome.items)
    assert "of later periods left out" in outcome.err
    assert json.loads(outcome.out)["query"]["as_of"] == "2019-12-31"


def test_search_finds_by_the_status_of_the_day(run: Run) -> None:
    found = run("search", "status:expired stamp duty", "--as-of", "2029", "--json")
    assert "incentive-offshore-trade-stamp-duty" in [item["id"] for item in found.items]


def test_a_day_means_nothing_to_what_is_read_from_no_catalogue(run: Run) -> None:
    outcome = run("config", "list", "--as-of", "2020")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--as-of has no meaning here" in outcome.err


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    outcome = run("list", "incentives", "--as-of", "someday")
    assert outcome.code == 2
    assert "'someday' is not a date" in outcome.err


# --- what closes


def test_what_closes_is_listed_the_nearest_first_and_counted_from_the_day(run: Run) -> None:
    outcome = run("expiring", "--within", "3y", "--as-of", "2026-01-01", "--json")
    assert outcome.items
    assert [item["days_left"] for item in outcome.items] == sorted(item["days_left"] for item in outcome.items)
    assert all("2026-01-01" <= item["closes"] <= "2028-12-31" for item in outcome.items)
    assert {"term", "deadline"} == {item["what"] for item in outcome.items}


def test_nothing_that_closes_is_lost_between_two_spans(run: Run) -> None:
    near, far = (run("expiring", "--within", span, "--ids").out.split() for span in ("200d", "4000d"))
    assert set(near) < set(far)


def test_a_calendar_is_the_same_twice_and_read_by_a_reader(run: Run, spawn: Spawn, tmp_path: Path) -> None:
    from icalendar import Calendar

    files = [tmp_path / "one.ics", tmp_path / "two.ics"]
    for file in files:
        assert run("expiring", "--within", "4000d", "-o", str(file)).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"\r\n" in files[0].read_bytes()
    calendar = Calendar.from_ical(files[0].read_bytes())
    listed = run("expiring", "--within", "4000d", "--json").items
    assert [str(event.decoded("dtstart")) for event in calendar.walk("VEVENT")] == [item["closes"] for item in listed]
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == len(listed)


def test_a_calendar_of_anything_else_and_a_span_that_is_none_are_refused(run: Run) -> None:
    assert run("list", "policies", "-f", "ics").code == 2
    outcome = run("expiring", "--within", "soon")
    assert outcome.code == 2
    assert "180d" in outcome.err
