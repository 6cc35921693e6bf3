"""The seven formats of every command that reads: each is what it says, and all tell the same."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pytest

from .program import ANSI, DATA, FORMATS, PLURALS, READS, Run, data, exact, record, width

every_read = pytest.mark.parametrize("command", READS.values(), ids=READS)
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_DATASET = json.loads((DATA / "datapackage.json").read_text("utf-8"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@every_read
@pytest.mark.parametrize("name", FORMATS)
def test_every_read_command_answers_in_every_format_with_data_alone(
    run: Run, command: tuple[str, ...], name: str
) -> None:
    code, out, err = run(*command, "-f", name)
    assert code == 0
    assert out.endswith("\n")
    assert not _CONTROLS.search(out)
    assert err == "" or err.count("\n") == 1


@every_read
def test_json_is_one_object_with_the_dataset_the_question_and_the_items(run: Run, command: tuple[str, ...]) -> None:
    envelope = run(*command, "--json").envelope
    assert [key for key in envelope if key in _ENVELOPE] == list(_ENVELOPE)
    for key, kind in _ENVELOPE.items():
        assert type(envelope[key]) is kind, key
    assert {key: type(value) for key, value in envelope["dataset"].items()} == dict.fromkeys(_OF_DATASET, str)
    assert envelope["dataset"]["version"] == _DATASET["version"]
    assert envelope["dataset"]["licence"] == "CC-BY-4.0"
    assert "Not investment, legal or tax advice" in envelope["dataset"]["notice"]
    assert envelope["query"]["text"]
    assert envelope["count"] == envelope["total"] == len(envelope["items"]) > 0
    assert envelope["truncated"] is False


_ENVELOPE: dict[str, type] = {
    "schema_version": int, "dataset": dict, "query": dict, "count": int, "total": int, "truncated": bool, "items": list,
}  # fmt: skip
_OF_DATASET = ("version", "hash", "as_of", "licence", "notice")


@every_read
def test_every_item_has_an_id_a_kind_and_a_name_and_the_same_keys(run: Run, command: tuple[str, ...]) -> None:
    items = run(*command, "--json").items
    for item in items:
        assert all(isinstance(item[key], str) and item[key] for key in ("id", "kind", "name"))
        assert list(item) == list(items[0])
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in item)


@every_read
def test_json_lines_are_the_items_of_json_one_a_line(run: Run, command: tuple[str, ...]) -> None:
    assert [exact(line) for line in run(*command, "-f", "jsonl").out.splitlines()] == run(*command, "--json").items


@every_read
def test_csv_has_a_header_and_a_row_an_item_with_lf_ends(run: Run, command: tuple[str, ...]) -> None:
    outcome = run(*command, "-f", "csv")
    assert "\r" not in outcome.out
    items = run(*command, "--json").items
    for row, item in zip_longest(outcome.rows, items):
        assert list(row) == list(item)
        for key, value in item.items():
            if not isinstance(value, (dict, list)):
                assert row[key] == _as_cell(value), key


def _as_cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@every_read
def test_tsv_has_a_header_and_a_line_an_item(run: Run, command: tuple[str, ...]) -> None:
    header, *lines = (line.split("\t") for line in run(*command, "-f", "tsv").out.splitlines())
    items = run(*command, "--json").items
    assert header == list(items[0])
    assert len(lines) == len(items)
    assert {len(line) for line in lines} == {len(header)}
    column = header.index("id")
    assert [line[column] for line in lines] == [item["id"] for item in items]


@every_read
def test_ids_are_the_ids_of_the_items_one_a_line(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, "-f", "ids").ids == [item["id"] for item in run(*command, "--json").items]


@every_read
def test_markdown_tables_have_even_rows_and_the_dataset_stands_at_the_end(run: Run, command: tuple[str, ...]) -> None:
    lines = run(*command, "-f", "md").out.splitlines()
    cells = [len(re.split(r"(?<!\\)\|", line)) if line.startswith("|") else 0 for line in lines]
    for before, after in pairwise(cells):
        assert before == after or not before or not after
    assert "CC-BY-4.0" in lines[-1] and _DATASET["version"] in lines[-1] and "advice" in lines[-1]


@pytest.mark.parametrize("plural", [plural for plural in PLURALS if plural not in ("figures",)])
def test_a_table_in_a_pipe_is_a_line_a_record_with_nothing_wrapped_or_cut(run: Run, plural: str) -> None:
    code, out, err = run("list", plural, "--all", env={"COLUMNS": "40"})
    assert (code, err) == (0, "")
    header, rule, *lines = out.splitlines()
    assert set(rule) <= {"-", " "}
    assert [line.split(" ", 1)[0] for line in lines] == [found["id"] for found in data(plural)]
    for found, line in zip(data(plural), lines, strict=True):
        assert found["name"] in line
        assert len(line) - len(line.rstrip()) == 0
        assert width(line) <= width(rule)
    assert header.startswith("Id")


@pytest.mark.parametrize("plural", PLURALS)
def test_the_items_of_a_kind_are_its_packaged_records_with_unknown_as_null(run: Run, plural: str) -> None:
    items = {item["id"]: item for item in run("list", plural, "--json").items}
    assert set(items) == {found["id"] for found in data(plural)}
    for found in data(plural):
        item = items[found["id"]]
        for key, value in found.items():
            if key in item and not isinstance(value, (dict, list)):
                assert item[key] == value, (found["id"], key)
        for key, shown in item.items():
            assert shown != "", (found["id"], key)


def test_a_field_nobody_knows_is_null_and_not_missing(run: Run) -> None:
    (item,) = run("show", "panasonic", "--json").items
    assert item["country"] is None
    assert item["home_country"] == "JP"
    assert run("show", "panasonic", "-f", "csv").rows[0]["country"] == ""


def test_dates_are_iso_8601(run: Run) -> None:
    for item in run("list", "figures", "--json").items:
        assert _ISO.fullmatch(item["period"]), item["id"]
        assert all(_ISO.fullmatch(event["date"]) for event in item["dates"])
    for item in run("list", "policies", "--json").items:
        assert item["issued"] is None or _ISO.fullmatch(item["issued"])


def test_lists_and_parts_are_arrays_and_objects_in_json_and_text_in_csv(run: Run) -> None:
    known = record("projects", "panasonic-battery-plant")
    phases = [(phase["name"], phase["status"]) for phase in known["phases"]]
    assert len(known["companies"]) > 1 and ("Phase 3", "contracted") in phases and ("Phase 1", "operating") in phases
    (item,) = run("show", "panasonic-battery-plant", "--json").items
    assert item["companies"] == known["companies"]
    assert [phase["status"] for phase in item["phases"]] == [phase["status"] for phase in known["phases"]]
    (row,) = run("show", "panasonic-battery-plant", "-f", "csv").rows
    assert row["companies"] == "; ".join(known["companies"])
    assert row["phases"] == "; ".join(f"{name}: {status}" for name, status in phases)


def test_a_bom_is_written_only_where_it_is_asked_for(run: Run) -> None:
    plain, marked = run("figures", "gdp", "-f", "csv"), run("figures", "gdp", "-f", "csv", "--bom")
    assert not plain.out.startswith("\ufeff")
    assert marked == (0, "\ufeff" + plain.out, plain.err)


def test_plain_is_tab_separated_lines_without_decoration(run: Run) -> None:
    code, out, err = run("list", "projects", "--all", "--plain")
    assert (code, err) == (0, "")
    header, *lines = out.splitlines()
    assert header.startswith("Id\tName\t")
    assert len(lines) == len(data("projects"))
    assert {line.count("\t") for line in lines} == {header.count("\t")}
    assert not set("●◐○◌✓×⚠│─━┃") & set(out)
    assert "* operating" in out


@pytest.mark.parametrize("command", [("overview",), ("show", "gdp-dalian-2025"), ("figures", "gdp")], ids=str)
def test_plain_has_neither_rules_nor_glyphs_on_a_page(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--plain")
    assert (code, err) == (0, "")
    assert not set("●◐○◌✓⚠│─━┃═") & set(out)
    assert not re.search(r"^[-=]{3,}", out, re.MULTILINE)
    assert not ANSI.search(out)


def test_a_status_has_a_word_and_a_symbol(run: Run) -> None:
    out = run("list", "projects", "--all").out
    for status, symbol in {"operating": "●", "completed": "✓", "planned": "○", "unknown": "?"}.items():
        assert f"{symbol} {status}" in out


def test_json_short_and_long_are_the_same(run: Run) -> None:
    expected = run("gaps", "--format", "json")
    assert run("gaps", "--json") == run("gaps", "-j") == run("gaps", "-f", "json") == expected


@pytest.mark.parametrize("name", ("json", "jsonl", "csv", "tsv", "md", "ids", "table"))
def test_no_answer_is_an_empty_answer_of_the_same_form(run: Run, name: str) -> None:
    code, out, err = run("list", "projects", "--country", "BR", "-f", name)
    assert code == 0
    assert err.count("\n") == 1 and "projects" in err and "BR" in err
    header = run("list", "projects", "--limit", "1", "-f", name, "-q").out.splitlines()
    if name == "json":
        assert (exact(out)["items"], exact(out)["count"], exact(out)["total"]) == ([], 0, 0)
    elif name in ("jsonl", "ids"):
        assert out == ""
    elif name in ("csv", "tsv"):
        assert out == header[0] + "\n"
    else:
        assert out.split()[:2] == header[0].split()[:2]


@pytest.mark.parametrize(
    ("command", "format", "name"),
    [
        (("list", "gaps"), ("-f", "csv"), "gaps.xlsx"),
        (("list", "gaps"), ("--json",), "gaps.html"),
        (("list", "gaps"), ("-f", "html"), "gaps.md"),
        (("expiring", "--within", "1y"), ("-f", "ics"), "due.csv"),
        (("expiring", "--within", "1y"), ("-f", "csv"), "due.ics"),
        (("brief", "panasonic-battery-plant"), ("-f", "md"), "brief.html"),
        (("cite", "panasonic-battery-plant"), ("--style", "bibtex"), "plant.ris"),
    ],
    ids=str,
)
def test_a_format_and_an_ending_that_means_another_contradict_each_other(
    run: Run, command: tuple[str, ...], format: tuple[str, ...], name: str
) -> None:
    refused = run(*command, *format, "-o", name)
    assert refused.code == 2 and "contradict each other" in refused.err
    assert not Path(name).exists()
    assert run(*command, *format, "-o", "any.txt").code == 0
    assert run(*command, *format, "-o", "any.thing").code == 0


def test_a_file_says_how_its_question_was_narrowed_and_how_much_of_the_answer_it_holds(run: Run) -> None:
    def asked(*line: str) -> str:
        assert run(*line, "-o", "here.csv", "--force").code == 0
        with open("here.csv", encoding="utf-8", newline="") as stream:
            return next(csv.DictReader(stream))["query"]

    assert asked("search", "port", "--kind", "project", "-n", "2").startswith("port with kind:project, the first 2 of ")
    assert asked("search", "--partner", "japan", "--all") == "records with partner:japan"
    assert asked("expiring", "--within", "9y", "--industry", "hydrogen").endswith(
        "of records of every kind with industry hydrogen"
    )
    assert asked("figures", "gdp", "--unit", "亿元", "--all") == "figures named gdp, in 亿元"
    assert asked("gaps", "-n", "2").startswith("gaps, the first 2 of ")


@pytest.mark.parametrize(
    "line", [("show", "gdp-dalian-2024", "panasonic-battery-plant"), ("list", "--country", "JP")], ids=str
)
def test_a_list_of_several_kinds_keeps_what_no_figure_and_no_status_stands_without(
    run: Run, line: tuple[str, ...]
) -> None:
    items = run(*line, "--json").items
    assert len({item["kind"] for item in items}) > 1
    for item in items:
        card = run("show", item["id"], "--json").items[0] if item["kind"] in ("figure", "project") else {}
        for key in ("value", "unit", "qualifier", "period", "scope", "place", "source", "status_as_of"):
            assert key in item and (not card or item[key] == card.get(key)), (item["id"], key)


def test_cautions_are_listed_by_the_word_that_is_printed(run: Run) -> None:
    cautions = run("discrepancies", "--kind", "caution", "--json").items
    assert cautions and all(item["is_caution"] for item in cautions)
    assert len(cautions) == len(run("discrepancies", "--where", "is_caution=true", "--json").items)


def test_what_closes_shows_what_is_said_against_it_in_every_form_for_people(run: Run) -> None:
    disputed = {item["id"] for item in run("expiring", "--within", "2y", "--json").items if item["dispute"]}
    assert disputed
    for name in ("table", "md"):
        lines = run("expiring", "--within", "2y", "-f", name, "--all").out.splitlines()
        assert all("contradiction" in line or "caution" in line for line in lines for each in disputed if each in line)
    calendar = run("expiring", "--within", "2y", "-f", "ics").out.replace("\r\n ", "")
    assert calendar.count("dispute: ") >= len(disputed) and "sha256" in calendar
