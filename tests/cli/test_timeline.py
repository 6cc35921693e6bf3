"""`timeline`: what the sources date, in order, marked where no source gives the date, and no plan shown as a fact."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest

from dftzcli.model import periods

from .program import ANSI, FORMATS, OnTerminal, Run, data, examples, record

KEYS = [
    "id", "kind", "name", "date", "precision", "basis", "age_years", "happening", "what", "status", "phases", "source",
    "locator", "lines", "dispute",
]  # fmt: skip


def told(run: Run, *words: str) -> list[dict[str, Any]]:
    outcome = run("timeline", *words, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.items


def rows(run: Run, *words: str) -> list[str]:
    """The lines of a table under its head."""
    return run("timeline", "--all", *words).out.splitlines()[2:]


def test_each_moment_says_what_happened_when_and_who_says_it(run: Run) -> None:
    items = told(run)
    assert all(list(item) == KEYS for item in items)
    assert all(item["date"] and item["precision"] and item["happening"] and item["source"] for item in items)
    assert {item["basis"] for item in items} == {"stated", "inferred", "unstated"}


def test_moments_are_in_order_of_their_beginning_and_then_their_end(run: Run) -> None:
    spans = [periods.bounds(item["date"]) for item in told(run, "--all-figures")]
    assert spans == sorted(spans)


def test_every_dated_event_of_the_data_is_told(run: Run) -> None:
    events = {
        (found["id"], event["date"], event["happening"])
        for plural in ("policies", "partners", "projects", "figures", "places", "agencies", "sources")
        for found in data(plural)
        for event in found.get("dates", ())
    }
    assert events
    assert events <= {(item["id"], item["date"], item["happening"]) for item in told(run)}


def test_the_years_of_the_story_are_all_there_in_order(run: Run) -> None:
    wanted = [
        "dftz",
        "dalian-northeast-asia-plan-2020",
        "customs-exports-2024-jan-feb",
        "gdp-dalian-2025",
        "dalian-article",
    ]
    ids = [item["id"] for item in told(run)]
    places = [ids.index(identity) for identity in wanted]
    assert places == sorted(places)


def test_a_figure_is_told_with_value_unit_place_scope_and_source(run: Run) -> None:
    (item,) = [
        item for item in told(run, "figures") if (item["id"], item["happening"]) == ("gdp-dalian-2025", "observed")
    ]
    assert (item["what"], item["date"], item["source"]) == (
        "over 1,000.21 billion CNY, dalian (city)", "2025", "dalian-article",
    )  # fmt: skip


def test_headline_figures_alone_are_told_unless_all_are_asked_for_and_that_is_said(run: Run) -> None:
    headline = {found["id"] for found in data("figures") if found["importance"] == "headline"}
    outcome = run("timeline", "figures", "--json")
    assert {item["id"] for item in outcome.items if item["happening"] == "observed"} <= headline
    left = len(data("figures")) - len(headline)
    assert outcome.err == f"left out: {left} figures below headline importance (--all-figures)\n"
    everything = run("timeline", "figures", "--all-figures", "--json")
    assert {item["id"] for item in everything.items} == {found["id"] for found in data("figures")}
    assert everything.err == ""


def test_parts_issued_with_their_whole_are_left_out_with_a_word_unless_policies_are_asked_for(run: Run) -> None:
    issued = {found["id"]: found.get("issued") for found in data("policies")}
    parts = {
        found["id"]
        for found in data("policies")
        if found.get("issued") and found.get("part_of") and found["issued"] == issued[found["part_of"]]
    }
    assert parts
    outcome = run("timeline", "--json")
    assert not parts & {item["id"] for item in outcome.items}
    assert f"{len(parts)} parts of policies issued with the whole (--kind policy)" in outcome.err
    asked = run("timeline", "--kind", "policy", "--json")
    assert parts <= {item["id"] for item in asked.items}
    assert asked.err == ""


def test_a_date_that_no_source_states_is_marked_by_a_word_and_a_sign(run: Run) -> None:
    marks = {"stated": "", "inferred": "≈ (inferred", "unstated": "? (undated"}
    for item, row in zip(told(run), rows(run), strict=True):
        assert row.startswith(item["date"])
        mark = row.removeprefix(item["date"]).lstrip()
        assert mark.startswith(marks[item["basis"]])
        assert ("inferred" in mark[:12], "undated" in mark[:12]) == (
            item["basis"] == "inferred", item["basis"] == "unstated",
        )  # fmt: skip


def test_the_signs_have_a_plain_form(run: Run) -> None:
    out = run("timeline", "--plain", "--all").out
    assert "~ (inferred)" in out and "? (undated)" in out
    assert not re.search("[≈●○◌⚠]", out)


@pytest.mark.parametrize("kind", ["policy", "project"])
def test_the_status_stands_beside_every_policy_and_project(run: Run, kind: str) -> None:
    items = told(run, kind)
    assert items
    for item, row in zip(items, rows(run, kind), strict=True):
        assert item["status"] == record({"policy": "policies", "project": "projects"}[kind], item["id"])["status"]
        assert item["status"].replace("_", " ") in row


def test_the_status_of_a_project_in_phases_says_for_how_many_it_holds(run: Run) -> None:
    known = record("projects", "panasonic-battery-plant")
    moments = [found for found in rows(run, "projects") if "panasonic-battery-plant" in found]
    assert len(moments) == len(known["dates"])
    assert all("● operating (1 of 3 phases; 1 of 2 by another document)" in row for row in moments)
    for item in (found for found in told(run, "projects") if found["id"] == "panasonic-battery-plant"):
        assert [phase["status"] for phase in item["phases"]] == [phase["status"] for phase in known["phases"]]


def test_what_is_disputed_says_so(run: Run) -> None:
    row = next(found for found in rows(run) if "northeast-container-share-dalian-port-2026" in found)
    assert "⚠ contradiction" in row


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        (("--from", "2025"), lambda first, last: last >= "2025-01-01"),
        (("--to", "2018-09"), lambda first, last: first <= "2018-09-30"),
        (("--from", "2020-07-21", "--to", "2020-07-21"), lambda first, last: first <= "2020-07-21" <= last),
        (("--year", "2024"), lambda first, last: first <= "2024-12-31" and last >= "2024-01-01"),
    ],
    ids=("from", "to", "day", "year"),
)
def test_what_overlaps_the_time_asked_for_is_told_and_nothing_else(run: Run, words: tuple[str, ...], fits: Any) -> None:
    expected = [item for item in told(run) if fits(*periods.bounds(item["date"]))]
    assert 0 < len(expected) < len(told(run))
    assert told(run, *words) == expected


@pytest.mark.parametrize("option", ["--from", "--to"])
@pytest.mark.parametrize("date", ["soon", "2019-13", "2019-02-30", "2018/2019", ""])
def test_what_is_no_date_is_a_usage_error_that_names_what_is_one(run: Run, option: str, date: str) -> None:
    code, out, err = run("timeline", option, date)
    assert (code, out) == (2, "")
    assert repr(date) in err and "2020-06-30" in err


def test_a_time_that_ends_before_it_begins_is_a_usage_error(run: Run) -> None:
    code, out, err = run("timeline", "--from", "2020", "--to", "2019")
    assert (code, out) == (2, "")
    assert "2020-01-01" in err and "2019-12-31" in err


def test_kinds_are_taken_as_an_argument_and_as_a_repeated_option(run: Run) -> None:
    assert told(run, "projects") == told(run, "--kind", "project")
    assert {item["kind"] for item in told(run, "--kind", "project", "--kind", "places")} == {"project", "place"}
    assert run("timeline", "--kind", "projcts").code == 2


def test_the_usual_filters_choose_the_records(run: Run) -> None:
    items = told(run, "--country", "JP", "--kind", "project")
    listed = {item["id"] for item in run("list", "projects", "--country", "JP", "--json").items}
    assert items and {item["id"] for item in items} <= listed
    assert {item["status"] for item in told(run, "--status", "contracted")} == {"contracted"}
    outcome = run("timeline", "--place", "atlantis")
    assert (outcome.code, outcome.out) == (3, "")


def test_a_guessed_name_is_said(run: Run) -> None:
    outcome = run("timeline", "--partner", "panasonc", "--json")
    assert outcome.code in (0, 3)
    assert "panason" in outcome.err


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_same_moments(run: Run, name: str) -> None:
    items = told(run, "projects")
    out = run("timeline", "projects", "--all", "-f", name).out
    if name == "ids":
        assert out.splitlines() == list(dict.fromkeys(item["id"] for item in items))
    elif name in ("csv", "tsv"):
        (header, *lines) = out.splitlines()
        assert re.split("[,\t]", header) == KEYS
        assert len(lines) == len(items)
    elif name == "jsonl":
        assert [json.loads(line)["id"] for line in out.splitlines()] == [item["id"] for item in items]
    else:
        assert all(item["id"] in out and item["date"] in out for item in items)


def test_ids_are_fit_for_the_next_command(run: Run) -> None:
    ids = run("timeline", "--ids")
    assert len(set(ids.ids)) == len(ids.ids)
    shown = run("show", "-", "--ids", stdin=ids.out)
    assert shown.ids == ids.ids


def test_fields_choose_and_another_order_is_taken(run: Run) -> None:
    (header, *_) = run("timeline", "--fields", "date,what", "-f", "csv").out.splitlines()
    assert header == "date,what"
    names = [item["name"].casefold() for item in told(run, "--sort", "name")]
    assert names == sorted(names)


def test_a_table_is_cut_with_a_word(run: Run) -> None:
    total = len(told(run, "--all-figures"))
    outcome = run("timeline", "--all-figures")
    assert f"showing 50 of {total}, use --all\n" in outcome.err
    assert len(outcome.out.splitlines()) == 52


def test_nothing_in_that_time_is_said_with_what_was_left_out_and_may_be_a_failure(run: Run) -> None:
    code, out, err = run("timeline", "--to", "1900", "--json")
    assert code == 0 and json.loads(out)["items"] == []
    assert err == "nothing is dated in the timeline of records of every kind, to 1900\n"
    assert run("timeline", "--to", "1900", "--fail-empty").code == 4
    assert "1 figure below headline importance (--all-figures)" in run("timeline", "figures", "--place", "harbin").err


def test_a_narrow_terminal_loses_nothing(on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal("timeline", "projects", "--no-pager", columns=60)
    text = ANSI.sub("", out)
    assert code == 0
    assert all(len(line) <= 60 for line in text.splitlines())
    assert "≈ (inferred)" in text and "○ contracted" in text


@pytest.mark.parametrize("command", ["stale", "timeline"])
def test_the_help_begins_with_examples_that_run(run: Run, command: str) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert out.partition("\n\n")[2].lstrip().startswith("Examples:\n")
    lines = list(examples(out))
    assert len(lines) == 3
    for line in lines:
        outcome = run(*shlex.split(line)[1:])
        assert (outcome.code, bool(outcome.out)) == (0, True), line
