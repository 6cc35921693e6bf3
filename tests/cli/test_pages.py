"""The overview, the store's status, the program's own description and the schema: what stands on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .program import ALL_FORMATS, DATA, PLURALS, Run, data, exact, ids_where, record

EXIT_CODES = ["0", "1", "2", "3", "4", "5", "6", "130"]


def test_the_overview_says_what_the_zone_is_and_its_headline_figures_with_date_and_source(run: Run) -> None:
    code, out, err = run("overview")
    assert (code, err) == (0, "")
    zone = record("places", "dftz")
    assert zone["summary"] in out and zone["name_zh"] in out
    (line,) = (line for line in out.splitlines() if line.startswith("over 1,000.21 billion CNY"))
    assert "2025" in line and "dalian-article" in line


def test_the_overview_counts_records_by_kind_and_status_and_names_what_is_contradicted(run: Run) -> None:
    out = run("overview").out
    for plural in PLURALS:
        assert f"{len(data(plural))} {plural}" in out
    operating = len(ids_where("projects", lambda found: found["status"] == "operating"))
    assert f"{operating} operating" in out
    assert "northeast-container-share-41-or-98" in out
    assert "dftz discrepancies" in out and "dftz gaps" in out


def test_the_overview_in_json_has_the_headline_figures_and_the_rest_beside_them(run: Run) -> None:
    envelope = run("overview", "--json").envelope
    headline = ids_where("figures", lambda found: found["importance"] == "headline")
    assert {item["id"] for item in envelope["items"]} == headline
    assert envelope["zone"]["id"] == "dftz"
    assert envelope["counts"] == {plural: len(data(plural)) for plural in PLURALS}
    assert sum(envelope["statuses"]["projects"].values()) == len(data("projects"))
    assert set(envelope["discrepancies"]) == ids_where("discrepancies", bool)
    assert set(envelope["gaps"]) == ids_where("gaps", bool)


def test_the_lines_under_where_next_can_be_run(run: Run) -> None:
    _, _, after = run("overview").out.partition("Where next\n")
    lines = [line.partition("  ")[0].split()[1:] for line in after.splitlines() if line.startswith("dftz ")]
    assert len(lines) >= 5
    for words in lines:
        assert run(*words).code == 0, words


def test_info_names_versions_the_dataset_and_every_path(run: Run, tmp_path: Path) -> None:
    (item,) = run("info", "--json", env={"DFTZ_STATE_DIR": str(tmp_path / "state")}).items
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    assert (item["dataset_version"], item["dataset_hash"]) == (package["version"], package["dftz:hash"])
    assert run("--version").out == f"dftz {item['program']}\n"
    assert item["python"] and item["platform"]
    assert item["state_dir"] == str(tmp_path / "state")
    assert item["config_dir"] == str(tmp_path / "home" / ".config" / "dftz")
    assert item["store"] == f"{item['data_dir']}/catalogue.json"


def test_the_status_of_the_store_says_what_is_in_it(run: Run) -> None:
    (item,) = run("data", "status", "--json").items
    assert (item["present"], item["writable"], item["modified"], item["fault"]) == (True, True, False, None)
    assert item["records"] == sum(len(data(plural)) for plural in PLURALS)
    assert sum(item["counts"].values()) == item["records"]
    assert item["path"] == run("data", "path").out.rstrip("\n")


def test_the_status_of_no_store_creates_none(run: Run, tmp_path: Path) -> None:
    outcome = run("data", "status", "--json", "--data-dir", tmp_path / "none")
    assert (outcome.code, outcome.err) == (0, "")
    (item,) = outcome.items
    assert (item["present"], item["records"], item["version"], item["modified"]) == (False, 0, None, None)
    assert not (tmp_path / "none").exists()


def test_the_schema_lists_every_command_flag_exit_code_format_and_record(run: Run) -> None:
    code, out, err = run("schema")
    assert (code, err) == (0, "")
    schema = exact(out)
    assert list(schema["exit_codes"]) == EXIT_CODES
    assert list(schema["formats"]) == list(ALL_FORMATS)
    listed = [line.split()[0] for line in run("--help").out.splitlines() if line[:2] == "  " and line[2:3].isalpha()]
    assert set(schema["commands"]) <= set(listed)
    assert set(schema["commands"]["data"]["commands"]) == {"status", "validate", "coverage", "path", "reset"}
    flags = {flag for option in schema["commands"]["list"]["options"] for flag in option["flags"]}
    assert {"--where", "--limit", "--all", "--sort", "--format", "--json", "--output", "--fields"} <= flags
    assert len(schema["records"]) == len(PLURALS)


def test_the_schema_says_type_and_default_of_a_flag(run: Run) -> None:
    options = {option["name"]: option for option in exact(run("schema").out)["commands"]["list"]["options"]}
    assert options["limit"]["type"].startswith("int")
    assert options["limit"]["default"] is None
    assert (options["all"]["type"], options["all"]["default"]) == ("boolean", False)
    assert options["where"]["multiple"] is True
    assert options["color"]["default"] == "auto"


@pytest.mark.parametrize(("plural", "kind"), [("projects", "project"), ("figures", "figure"), ("policies", "policy")])
def test_the_fields_of_the_schema_are_the_keys_of_the_items(run: Run, plural: str, kind: str) -> None:
    fields = exact(run("schema").out)["fields"][kind]
    assert [field["key"] for field in fields] == list(run("list", plural, "--limit", "1", "--json").items[0])
    assert all(field["type"] for field in fields)


def test_the_error_codes_of_the_schema_are_those_that_errors_have(run: Run) -> None:
    codes = exact(run("schema").out)["error_codes"]
    assert run("show", "no-such-record", "--json").error["code"] in codes
    assert run("list", "polcies", "--json").error["code"] in codes


def test_every_exit_code_is_explained(run: Run) -> None:
    for number in EXIT_CODES:
        assert f"\n  {number} " in run("help", "exit-codes").out


def test_the_figures_that_matter_and_the_headlines_keep_scope_and_source(run: Run) -> None:
    assert "; 2026-02 (undated), port, dalian-article" in run("overview").out
    matched = run("match", "--sector", "batteries", "--home-country", "JP").out
    assert "about 1,550 companies, 2019 (inferred; 6.9 years old), dalian (city), kanagawa-dalian-2020" in matched
