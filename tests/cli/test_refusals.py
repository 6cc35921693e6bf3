"""What cannot be meant is refused before any work, on standard error, with the nearest that can."""

from __future__ import annotations

from pathlib import Path

import pytest

from .program import Run, Spawn

WRONG_USAGE = {
    "lst": ("'lst'", "list"),
    "li": ("'li'", "list"),
    "overvew --json": ("overvew", "overview"),
    "list polcies": ("'polcies'", "policies"),
    "list policies --kind projcts": ("'projcts'", "projects"),
    "list policies --formt json": ("--formt", "--format"),
    "list policies --form json": ("--form", "--format"),
    "list policies -f jsn": ("'jsn'", "json"),
    "list policies -f yaml": ("'yaml'", "table, json, jsonl, csv, tsv, md, html, xlsx, sqlite, parquet, ids"),
    "list policies --fields id,nam": ("'nam'", "name"),
    "list policies --sort nam": ("'nam'", "name"),
    "list policies --sort name:up": ("'up'", "asc"),
    "list policies --status plannd": ("'plannd'", "planned"),
    "list policies --status operating": ("'operating'", "in_force"),
    "list policies --where instrment=plan": ("'instrment'", "instrument"),
    "list policies --where instrument=reforn": ("'reforn'", "reform"),
    "list figures --where value>=many": ("'many'", "number"),
    "list figures --where period>=yesterday": ("'yesterday'", "ISO 8601"),
    "list policies --where nonsense": ("'nonsense'", "FIELD=VALUE"),
    "list policies --year MMXX": ("MMXX", "--year"),
    "list policies --year 0": ("0", "--year"),
    "list policies --limit some": ("some", "--limit"),
    "list policies --limit -1": ("-1", "--limit"),
    "list policies --all --limit 3": ("--all", "--limit"),
    "list policies --json --format csv": ("--json", "csv"),
    "list policies --color blue": ("'blue'", "always"),
    "discrepancies --kind foo": ("'foo'", "contradiction"),
    "data rest": ("rest", "reset"),
    "data coverage no-such-file.txt": ("no-such-file.txt", "text file"),
    "completion bsh": ("'bsh'", "bash"),
    "show": ("ID", "dftz show --help"),
}
WRONG_NAMES = {
    "show pansonic": ("'pansonic'", "panasonic"),
    "show panasonic-batery-plant": ("panasonic-batery-plant", "panasonic-battery-plant"),
    "show commission": ("'commission'", "health-commission"),
    "figures gpd": ("'gpd'", "gdp"),
    "list projects --industry batteris": ("'batteris'", "batteries"),
    "list projects --partner panasonik": ("'panasonik'", "panasonic"),
    "list projects --place dalan": ("'dalan'", "dalian"),
    "list policies --agency comerce-bureau": ("'comerce-bureau'", "commerce-bureau"),
    "list policies --source dalian-articel": ("'dalian-articel'", "dalian-article"),
    "list projects --country Jpan": ("'Jpan'", "japan"),
    "list policies --where partners=jpan": ("'jpan'", "japan"),
}
# Those whose fault is not the format itself, of commands that have one.
_WITH_FORMAT = [
    line
    for line in (*WRONG_USAGE, *WRONG_NAMES)
    if "json" not in line and " -f " not in line and not line.startswith("completion")
]


@pytest.mark.parametrize(("line", "said"), WRONG_USAGE.items(), ids=WRONG_USAGE)
def test_a_wrong_word_is_refused_with_the_nearest_right_one(run: Run, line: str, said: tuple[str, str]) -> None:
    code, out, err = run(*line.split())
    assert (code, out) == (2, "")
    assert all(part in err for part in said), err
    assert "Traceback" not in err


@pytest.mark.parametrize(("line", "said"), WRONG_NAMES.items(), ids=WRONG_NAMES)
def test_a_name_nothing_answers_to_is_refused_with_the_nearest_ids(run: Run, line: str, said: tuple[str, str]) -> None:
    code, out, err = run(*line.split())
    assert (code, out) == (3, "")
    assert all(part in err for part in said), err


@pytest.mark.parametrize("line", _WITH_FORMAT)
def test_with_json_the_refusal_is_json_too_and_standard_output_is_empty(run: Run, line: str) -> None:
    outcome = run(*line.split(), "--json")
    expected = (2, "usage") if line in WRONG_USAGE else (3, "not_found")
    assert (outcome.code, outcome.error["code"], outcome.out) == (*expected, "")
    assert outcome.error["message"] and outcome.error["fix"]


@pytest.mark.parametrize("flag", [("-j",), ("-f", "json"), ("--format=json",), ("-fjson",), ("--format", "json")])
def test_every_way_to_ask_for_json_gives_errors_as_json(run: Run, flag: tuple[str, ...]) -> None:
    code, out, _ = outcome = run("show", "no-such-record", *flag)
    assert (code, out) == (3, "")
    assert outcome.error["code"] == "not_found"


@pytest.mark.parametrize("line", ["--status plannd", "--where instrment=plan", "--fields nam", "--country Jpan"])
def test_nothing_is_written_when_a_word_is_wrong(run: Run, line: str) -> None:
    code, out, _ = run("list", "projects", *line.split(), "-o", "out.csv")
    assert code in (2, 3)
    assert out == ""
    assert not Path("out.csv").exists()


def test_a_usage_error_touches_no_store(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "untouched"
    assert run("list", "polcies", env={"DFTZ_DATA_DIR": str(folder)}).code == 2
    assert run("list", "policies", "-f", "jsn", env={"DFTZ_DATA_DIR": str(folder)}).code == 2
    assert not folder.exists()


def test_an_unknown_source_is_refused_with_the_ids_there_are(run: Run) -> None:
    Path("document.txt").write_text("119 tasks\n")
    code, out, err = run("data", "coverage", "document.txt", "--source", "dalian-profil")
    assert code in (2, 3)
    assert out == ""
    assert "'dalian-profil'" in err and "dalian-profile" in err


def test_an_error_takes_two_lines_and_no_traceback(spawn: Spawn) -> None:
    code, out, err = spawn("show", "pansonic")
    assert (code, out) == (3, "")
    assert [line.partition(":")[0].strip() for line in err.splitlines()] == ["error", "fix"]


def test_debug_shows_the_traceback_and_leaves_the_exit_code_alone(spawn: Spawn) -> None:
    code, out, err = spawn("show", "pansonic", "--debug")
    assert "Traceback" in err and "'pansonic'" in err
    assert (code, out) == (3, "")


def test_quiet_keeps_notices_back_but_never_errors(run: Run) -> None:
    assert run("list", "policies", "-q").err == ""
    assert "'pansonic'" in run("show", "pansonic", "--quiet").err


def test_after_two_hyphens_a_word_is_no_option(run: Run) -> None:
    assert run("show", "--", "panasonic").code == 0
    code, out, err = run("show", "--", "--json")
    assert (code, out) == (3, "")
    assert err.startswith("error: ") and "'--json'" in err


def test_flags_may_stand_before_or_after_arguments(run: Run) -> None:
    expected = run("list", "projects", "--json", "--limit", "3")
    assert expected.code == 0
    assert run("list", "--json", "--limit", "3", "projects") == expected
    assert run("list", "--limit", "3", "projects", "-j") == expected


def test_there_is_no_help_on_two_things_at_once(run: Run) -> None:
    code, out, err = run("help", "show", "nonsense")
    assert (code, out) == (2, "")
    assert "nonsense" in err
