"""`stale`: what to look up again, and the age of a figure wherever its period is written."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from datetime import date
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue

from .program import ANSI, FORMATS, OnTerminal, Run, Spawn, data, exact

KEYS = [
    "id", "kind", "name", "why", "importance", "period", "period_basis", "age_years", "superseded_by", "status",
    "phases", "status_as_of", "source", "source_date", "dispute",
]  # fmt: skip
OLD = "car-port-handling-growth-2018"


def stale(run: Run, *words: str) -> list[dict[str, Any]]:
    outcome = run("stale", *words, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.items


def test_each_entry_says_why_it_is_there_and_who_says_it(run: Run) -> None:
    items = stale(run)
    assert all(list(item) == KEYS for item in items)
    assert {word for item in items for word in item["why"]} == {"old", "undated", "superseded"}
    assert all(item["why"] and item["source"] and item["source_date"] for item in items)


def test_the_work_list_begins_with_headline_figures_and_each_rank_with_the_oldest(run: Run) -> None:
    items = stale(run)
    ranks = [{"headline": 0, "supporting": 1, "context": 2}.get(item["importance"], 3) for item in items]
    assert ranks == sorted(ranks)
    for rank in range(4):
        ages = [item["age_years"] for item, own in zip(items, ranks, strict=True) if own == rank]
        assert ages == sorted(ages, reverse=True)


def test_a_date_moves_what_is_old(run: Run) -> None:
    def old(date: str) -> set[str]:
        return {item["id"] for item in stale(run, "figures", "--before", date) if "old" in item["why"]}

    assert old("2018") < old("2019-01-01") < old("2024-01")
    assert OLD in old("2019") - old("2018-12-31")


def test_the_question_names_the_day_that_was_counted_from(run: Run) -> None:
    envelope = run("stale", "--json").envelope
    asked, as_of = envelope["query"], date.fromisoformat(envelope["dataset"]["as_of"])
    three_years_before = as_of.replace(year=as_of.year - 3).isoformat()
    assert asked["before"] == three_years_before and f"before {three_years_before}" in asked["text"]
    assert run("stale", "--before", "2020", "--json").envelope["query"]["before"] == "2020-01-01"


def test_kinds_choose_and_are_checked(run: Run) -> None:
    assert {item["kind"] for item in stale(run, "policies", "projects")} == {"policy", "project"}
    assert {item["kind"] for item in stale(run, "agencies")} == {"agency"}
    code, out, err = run("stale", "polices")
    assert (code, out) == (2, "")
    assert "'polices'" in err and "policies" in err


def test_a_later_figure_of_the_series_is_named(run: Run) -> None:
    (item,) = [item for item in stale(run) if item["id"] == "gdp-dalian-2018"]
    (series,) = (one for one in run("figures", "gdp", "--series", "--json").items if item["id"] in one["figures"])
    later = [observation["figure"] for observation in series["points"][-1]["observations"]]
    assert (item["why"], item["superseded_by"]) == (["old", "superseded"], later)
    # What is counted anew is another series, whose figures take the place of none of this one.
    assert later and "gdp-dalian-2025" not in later


def test_what_is_disputed_says_so(run: Run) -> None:
    items = {item["id"]: item["dispute"] for item in stale(run)}
    assert items["northeast-container-share-dalian-undated"] == "contradiction"
    (line,) = (
        found for found in run("stale").out.splitlines() if found.startswith("northeast-container-share-dalian-u")
    )
    assert "⚠ contradiction" in line


def test_the_status_of_a_plan_stands_beside_it(run: Run) -> None:
    planned = {found["id"] for found in data("projects") if found["status"] == "planned"}
    lines = {line.split()[0]: line for line in run("stale", "projects", "--all").out.splitlines()}
    assert planned & set(lines)
    assert all("○ planned" in lines[identity] for identity in planned & set(lines))


@pytest.mark.parametrize("date", ["soon", "2019-13", "2019-02-30", "2018/2019", ""])
def test_what_is_no_date_is_a_usage_error_that_names_what_is_one(run: Run, date: str) -> None:
    code, out, err = run("stale", "--before", date)
    assert (code, out) == (2, "")
    assert repr(date) in err and "2020-06-30" in err


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_same_entries(run: Run, name: str) -> None:
    identities = [item["id"] for item in stale(run, "figures")]
    out = run("stale", "figures", "--all", "-f", name).out
    if name == "ids":
        assert out.splitlines() == identities
    elif name in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(out), delimiter="," if name == "csv" else "\t"))
        assert ([row["id"] for row in rows], list(rows[0])) == (identities, KEYS)
        assert next(row for row in rows if row["id"] == "gdp-dalian-2018")["why"] == "old; superseded"
    elif name == "jsonl":
        assert [json.loads(line)["id"] for line in out.splitlines()] == identities
    else:
        assert re.findall("|".join(sorted(identities, key=len, reverse=True)), out)[0] == identities[0]
        assert all(identity in out for identity in identities)


def test_fields_choose_and_order(run: Run) -> None:
    (header, *_) = run("stale", "--fields", "why,id", "-f", "csv").out.splitlines()
    assert header == "why,id"
    code, out, err = run("stale", "--fields", "wy")
    assert (code, out) == (2, "")
    assert "did you mean why" in err
    assert {item["id"] for item in exact(run("stale", "--fields", "help", "--json").out)["items"]} == set(KEYS)


def test_a_table_is_cut_with_a_word_and_a_limit_counts(run: Run) -> None:
    total = len(stale(run))
    code, out, err = run("stale")
    assert (code, err) == (0, f"showing 50 of {total}, use --all\n")
    assert len(out.splitlines()) == 52
    assert len(stale(run, "-n", "3")) == 3
    assert run("stale", "-n", "3", "--json").envelope["truncated"] is True


def test_another_order_is_taken_and_its_field_checked(run: Run) -> None:
    ages = [item["age_years"] for item in stale(run, "--sort", "age_years")]
    assert ages == sorted(ages)
    times = [item["status_as_of"] for item in stale(run, "--sort=-status_as_of")]
    known = [time for time in times if time]
    assert known == sorted(known, reverse=True)
    assert times == known + [None] * (len(times) - len(known))
    code, out, err = run("stale", "--sort", "ages")
    assert (code, out) == (2, "")
    assert "age_years" in err


def test_nothing_stale_is_said_and_may_be_a_failure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Catalogue, "stale", lambda *_: ())
    said = "no sources that ended before 1990-01-01, are undated or are superseded"
    assert run("stale", "sources", "--before", "1990", "--ids") == (0, "", f"{said}\n")
    code, out, err = run("stale", "sources", "--before", "1990", "--ids", "--fail-empty")
    assert (code, out) == (4, "")
    assert said in err


def test_plain_output_is_ascii_signs_and_tabs(run: Run) -> None:
    (header, *rows) = run("stale", "--plain", "--all").out.splitlines()
    assert header.split("\t")[0] == "Id"
    assert all(row.count("\t") == header.count("\t") and "⚠" not in row for row in rows)


def test_a_narrow_terminal_loses_nothing(run: Run, on_terminal: OnTerminal) -> None:
    code, out, _ = on_terminal("stale", "-n", "5", "--no-pager", columns=60)
    text = ANSI.sub("", out)
    assert code == 0
    assert all(len(line) <= 60 for line in text.splitlines())
    told = " ".join(text.split())
    items = stale(run, "-n", "5")
    assert {"old", "superseded", "undated"} == {word for item in items for word in item["why"]}
    for item in items:
        assert all(word in told for word in (item["id"], ", ".join(item["why"]), item["period"], item["source"]))
        assert f"{item['age_years']} years old)" in told
        assert all(identity in told for identity in item["superseded_by"])


@pytest.mark.parametrize("words", [("stale",), ("stale", "--json"), ("timeline",), ("timeline", "--json")], ids=str)
def test_lists_by_time_load_neither_the_decoder_nor_the_search(spawn: Spawn, words: tuple[str, ...]) -> None:
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\n' + ' '.join(sys.modules), file=sys.stderr))\n"
        "from dftzcli.cli.app import main\n"
        "main(sys.argv[1:])\n"
    )
    outcome = spawn(*words, program=(sys.executable, "-c", code))
    assert outcome.code == 0, outcome.err
    loaded = set(outcome.err.splitlines()[-1].split())
    assert "dftzcli.analysis.observations" in loaded or "dftzcli.analysis.timeline" in loaded
    banned = {"msgspec", "rich", "textual", "tantivy", "tinydb", "dftzcli.model.records", "dftzcli.search.finding"}
    assert loaded & banned == set()


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "--where", f"id={OLD}"),
        ("show", OLD),
        ("search", OLD, "--kind", "figure"),
        ("related", "dalian-car-port"),
        ("timeline", "figures", "--all-figures", "--to", "2018", "--all"),
        ("stale", "figures", "--all"),
    ],
    ids=lambda words: words[0],
)
def test_every_view_that_writes_the_period_of_an_old_figure_says_its_age(run: Run, words: tuple[str, ...]) -> None:
    code, out, _ = run(*words)
    assert code == 0
    assert re.search(r"2018 \(7\.9 years old\)", out)


def test_an_inferred_period_and_its_age_stand_in_one_bracket(run: Run) -> None:
    assert "2019 (inferred; 6.9 years old)" in run("show", "clearance-time-overall-dalian-port-2019").out


def test_the_age_of_a_figure_is_in_every_export_and_null_where_it_is_not_so_old(run: Run) -> None:
    items = {item["id"]: item["age_years"] for item in run("figures", "--json").items}
    assert str(items[OLD]) == "7.9"
    assert items["gdp-dalian-2025"] is None
    rows = {row["id"]: row["age_years"] for row in run("figures", "-f", "csv").rows}
    assert (rows[OLD], rows["gdp-dalian-2025"]) == ("7.9", "")
    (hit,) = [item for item in run("search", OLD, "--json").items if item["id"] == OLD]
    assert str(hit["age_years"]) == "7.9"
