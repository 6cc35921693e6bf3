"""`compare`: records field by field, figures cell by cell, and nothing compared that must not be."""

from __future__ import annotations

import json
import re
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .program import (
    ANSI,
    FORMATS,
    OnTerminal,
    Run,
    Tamper,
    data,
    exact,
    examples,
    ids_where,
    record,
    width,
    without_stamps,
)

COUNTRIES = ("japan", "south-korea", "russia")
CITIES = ("dalian", "shenyang", "changchun", "harbin")
GDP = ("compare", *CITIES, "--indicator", "gdp")
TRADE = ("compare", "customs-exports", "customs-imports")
YEARS = ("compare", "customs-trade-total", "--period", "2021..2024")
ALL = {"records": ("compare", *COUNTRIES), "places": GDP, "indicators": TRADE, "periods": YEARS}
every_kind = pytest.mark.parametrize("line", ALL.values(), ids=ALL)


def compared(run: Run, *words: str) -> list[dict[str, Any]]:
    outcome = run(*words, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.items


def cells(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in compared(run, *words)}


# Figures


def test_the_output_of_four_cities_has_each_as_its_source_gives_it(run: Run) -> None:
    found = {item["column"]: item for item in compared(run, *GDP)}
    stated = [each for each in data("figures") if (each["indicator"], each["period"]) == ("gdp", "2025")]
    for city in CITIES:
        item = found[city]
        # Where several sources state it, one is shown and the others stand beside it.
        assert {item["figure"], *item["also"]} == {each["id"] for each in stated if each["place"] == city}
        figure = record("figures", item["figure"])
        assert {key: item[key] for key in ("period", "scope", "unit", "qualifier", "reading")} == {
            key: figure[key] for key in ("period", "scope", "unit", "qualifier", "reading")
        }
        assert [item[key] for key in ("value", "value_min", "value_max")] == [
            figure.get(key) for key in ("value", "value_min", "value_max")
        ]
        assert item["source"] == figure["citations"][0]["source"]
    assert found["dalian"]["also"] == ["gdp-dalian-2025"]
    assert "over 1,000.21 billion CNY (dalian-article)" in run(*GDP).out


def test_what_a_qualifier_leaves_open_is_a_range_of_ranks_and_a_bound_of_a_difference(run: Run) -> None:
    words = ("compare", *(f"gdp-{city}-2025" for city in CITIES))
    found = {item["place"]: item for item in compared(run, *words)}
    assert {city: (item["rank_best"], item["rank_worst"]) for city, item in found.items()} == {
        "dalian": (1, 2), "shenyang": (2, 3), "changchun": (1, 3), "harbin": (4, 4),
    }  # fmt: skip
    assert (found["shenyang"]["difference"], found["shenyang"]["difference_qualifier"]) == (
        Decimal("-90.18"),
        "at_most",
    )
    assert found["changchun"]["difference"] is None and "not decided" in found["changchun"]["note"]
    out = run(*words).out
    assert "at least 90.18 billion CNY less" in out and "1 to 2" in out


def test_a_range_is_told_as_a_range_and_not_with_signs(run: Run) -> None:
    out = run("compare", "shenyang", "harbin", "--indicator", "gdp").out
    assert "about 210.03 to 310.03 billion CNY less" in out
    assert re.search(r"about 0\.659 to 0\.7[67]\d* times", out)


def test_no_cell_stands_without_unit_period_scope_and_source(run: Run) -> None:
    for line in (GDP, TRADE, YEARS):
        for item in compared(run, *line):
            wanted = ("unit", "qualifier", "period", "scope", "reading", "source", "locator", "figure")
            if item["state"] == "missing":
                assert item["reason"] and item["value"] is None and item["difference"] is None
            else:
                assert all(item[key] for key in wanted), item["id"]


def test_a_year_without_a_figure_is_missing_with_its_gap_and_never_nought(run: Run) -> None:
    item = _cell(run, YEARS, "annual", "2024")
    assert (item["state"], item["value"], item["rank_best"]) == ("missing", None, None)
    assert "gap-customs-trade-total-2024" in item["reason"]
    assert "missing: not in the sources (gap-customs-trade-total-2024)" in run(*YEARS).out


def _cell(run: Run, line: tuple[str, ...], label: str, column: str) -> dict[str, Any]:
    (found,) = (item for item in compared(run, *line) if label in item["line"] and item["column"] == column)
    return found


def test_two_months_and_whole_years_stand_in_lines_of_their_own(run: Run) -> None:
    lines: dict[str, set[int]] = {}
    for item in compared(run, *YEARS):
        if item["period"]:
            lines.setdefault(item["line"], set()).add(len(item["period"]))
    assert len(lines) == 2
    assert all(len(lengths) == 1 for lengths in lines.values())


def test_exports_against_imports_differ_by_the_balance_that_is_printed(run: Run) -> None:
    printed = {
        figure["period"]: figure["value"]
        for figure in data("figures")
        if figure["indicator"] == "customs-trade-balance" and "in-text" not in figure["id"]
    }
    found = {
        item["period"]: item["difference"] for item in compared(run, *TRADE) if item["column"] == "customs-exports"
    }
    assert found == printed and len(found) == 4


def test_a_unit_moves_the_point_and_leaves_what_was_printed_beside_it(run: Run) -> None:
    before, after = cells(run, *TRADE), cells(run, *TRADE, "--unit", "USD bn")
    assert list(before) == list(after)
    for identity, item in after.items():
        own = before[identity]
        assert item["value"] == Decimal(own["value"]) / 100_000
        assert (item["unit"], item["printed_value"], item["printed_unit"]) == ("billion USD", own["value"], own["unit"])
        assert (item["rank_best"], item["ratio"]) == (own["rank_best"], own["ratio"])
    code, out, err = run(*TRADE, "--unit", "USD bn")
    assert code == 0 and "8.6279955 billion USD" in out and "862,799.55 × 10,000 USD" in out
    assert err == "converted to billion USD from 10,000 USD, to the last digit; printed values beside\n"


def test_without_a_unit_nothing_is_said_to_be_printed_otherwise(run: Run) -> None:
    assert all("printed_unit" not in item for item in compared(run, *TRADE))
    code, out, err = run(*TRADE)
    assert (code, err) == (0, "") and "printed as" not in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--unit", "USD"), "a conversion of currencies needs dated rates, which the tool does not have yet"),
        (("--unit", "%"), "they count different things"),
        (("--unit", "furlong"), "'furlong' is not a unit"),
        (("--period", "20x"), "'20x' is not a period"),
        (("--period", "2024..2021"), "is not a period"),
        (("--period", "1000..9999"), "9000 periods are too many"),
        (("--weight", "gdp"), "'gdp' is no weight"),
        (("--weight", "gdp=x"), "is not a number"),
        (("--weight", "gdp=0"), "no weight is above or below zero"),
        (("--weight", "gpd=3"), "no criterion is called 'gpd'"),
        (("--weights", "nowhere.toml"), "nowhere.toml cannot be read"),
        (("--fields", "valu"), "no field is called 'valu'"),
        (("--fields", " ,"), "--fields names no field"),
        (("--diff-only", "--same-only"), "contradict each other"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_meant_is_refused_with_a_fix(run: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = run(*GDP, *words)
    assert (code, out) == (2, "")
    assert message in err and "fix: " in err
    assert len(err) < 1000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "nothing is named to be compared"),
        (("japan",), "1 to put side by side"),
        (("japan", "japan"), "japan is named more than once"),
        (tuple(entry["id"] for entry in data("partners")[:7]), "7 records"),
        (("japan", "dalian"), "several kinds: japan (partners), dalian (places)"),
        (("japan", "south-korea", "--period", "2021"), "no indicator is named"),
        (("japan", "south-korea", "--unit", "bn"), "no indicator is named"),
        (("japan", "south-korea", "--place", "dalian"), "a place beside records"),
        (("japan", "south-korea", "--fields", "indstries"), "did you mean industries"),
        (("japan", "south-korea", "--fields", " ,"), "--fields names no field"),
        (("japan", "south-korea", "--weight", "citations=1"), "no criterion is called 'citations'"),
        (("customs-exports", "--period", "1000..9999"), "9000 periods are too many"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_what_cannot_stand_side_by_side_is_refused(run: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = run("compare", *words)
    assert (code, out) == (2, "")
    assert message in err and "fix: " in err
    assert len(err) < 1000


def test_an_unknown_record_is_not_found_and_an_error_in_json(run: Run) -> None:
    assert run("compare", "xyzzy", "japan").code == 3
    outcome = run("compare", "xyzzy", "japan", "--json")
    assert (outcome.code, outcome.out, outcome.error["code"]) == (3, "", "not_found")


def test_ids_come_from_standard_input(run: Run) -> None:
    piped = run("compare", "-", "--json", stdin="\n".join(COUNTRIES) + "\n")
    assert piped == run("compare", *COUNTRIES, "--json")
    assert run("compare", "-", stdin="\n").code == 2


def test_unlike_figures_are_shown_say_why_and_are_not_compared(run: Run) -> None:
    line = ("compare", "northeast-container-share-dalian-undated", "northeast-container-share-dalian-port-2026")
    code, out, err = run(*line)
    assert code == 0 and err == "1 figure is shown and not compared\n"
    assert "over 41 %" in out and "over 98 %" in out and "city v." in out
    for item in compared(run, *line):
        assert (item["difference"], item["ratio"], item["rank_best"]) == (None, None, None)
    assert {item["state"] for item in compared(run, *line)} == {"value", "not_comparable"}


def test_what_is_disputed_is_said_beneath_the_table_and_in_json(run: Run) -> None:
    assert "(gdp-dalian-surpassed-wording)" in run(*GDP).out
    assert any("gdp-dalian-surpassed-wording" in text for text in run(*GDP, "--json").envelope["cautions"])


def test_indicators_that_share_no_place_and_period_say_so(run: Run) -> None:
    code, out, err = run("compare", "customs-exports", "gdp")
    assert (code, err) == (0, "")
    assert out == "Nothing to compare: the sources give no two of these for one place and period.\n"
    assert run("compare", "customs-exports", "gdp", "-f", "csv").err == out


def test_a_line_of_which_everything_is_missing_has_no_row_of_sources(run: Run) -> None:
    out = run("compare", "japan", "russia", "--indicator", "gdp").out
    assert "missing: no figure in the sources" in out and "period, source" not in out


def test_a_word_that_is_no_indicator_says_what_it_was_taken_for(run: Run) -> None:
    code, out, err = run("compare", "dalian", "shenyang", "--indicator", "地区生产总值")
    assert code == 0 and "gdp" in err and "1,000.21" in out


def test_bars_stand_above_the_table_and_are_told_to_be_left_out_elsewhere(run: Run) -> None:
    out = run(*GDP, "--chart").out
    assert "█" in out and out.index("█") < out.index("period, source")
    for words in (("-f", "csv"), ("--plain",), ("--fields", "id")):
        outcome = run(*GDP, "--chart", *words)
        assert outcome.out == run(*GDP, *words).out
        assert "charts stand in table and md" in outcome.err
    assert "add an --indicator" in run("compare", *COUNTRIES, "--chart").err


# Scores


def test_a_score_has_its_parts_its_scale_and_how_firm_it_is(run: Run) -> None:
    line = ("compare", "dalian", "shenyang", "harbin", "--indicator", "gdp", "--weight", "gdp=2")
    out = run(*line).out
    for part in ("First: dalian.", "910.03", "more is better", "min-max", "No change of a single weight"):
        assert part in out
    scoring = run(*line, "--json").envelope["scoring"]
    assert scoring["first"] == ["dalian"]
    assert [row["alternative"] for row in scoring["rows"]] == ["dalian", "shenyang", "harbin"]


def test_the_score_of_records_stands_above_their_long_lists(run: Run) -> None:
    out = run("compare", *COUNTRIES, "--weight", "industries=2", "--weight", "country_projects=1").out
    assert out.startswith("Score by your weights\n") and "First: japan." in out
    assert out.index("46 gives") < out.index("Only Japan")


def test_weights_come_from_a_file(run: Run) -> None:
    Path("weights.toml").write_text("[weights]\nindustries = 2\ncountry_projects = 1\n")
    typed = run("compare", *COUNTRIES, "--weight", "industries=2", "--weight", "country_projects=1", "--json")
    assert run("compare", *COUNTRIES, "--weights", "weights.toml", "--json") == typed


def test_a_score_that_has_no_place_in_the_format_is_said_to_be_left_out(run: Run) -> None:
    for words in (("-f", "csv"), ("--fields", "id,value")):
        outcome = run(*GDP, "--weight", "gdp=1", *words)
        assert outcome.out == run(*GDP, *words).out
        assert "the score stands in json" in outcome.err


# Records


def test_three_countries_are_told_by_who_shares_what(run: Run) -> None:
    out = run("compare", *COUNTRIES).out
    section = out[out.index("\nCooperation\n") : out.index("\nIndustries\n")]
    heads = re.findall(r"^(?:Common|Only|Japan|South|Russia)[^[]*?\(\d+\)$", section, re.MULTILINE)
    assert [head.rpartition(" ")[0] for head in heads] == [
        "Common to all", "Japan and South Korea", "Only Japan", "Only South Korea", "Only Russia",
    ]  # fmt: skip
    wanted = section[section.index("Only Russia") :]
    assert "mariculture" in wanted and "[planned]" in wanted
    for head in ("Policies", "Projects with it", "Agencies", "Industries"):
        assert f"\n{head}\n" in out


def test_every_entry_of_a_list_stands_on_the_page_once_and_in_json(run: Run) -> None:
    own = {name: record("partners", name) for name in COUNTRIES}
    (row,) = (item for item in compared(run, "compare", *COUNTRIES) if item["id"] == "industries")
    for name in COUNTRIES:
        assert {*row["common"], *row[name]} == {*own[name]["industries"]}
    out = run("compare", *COUNTRIES).out
    section = out[out.index("\nIndustries\n") : out.index("\nProjects with it\n")]
    for identity in {industry for found in own.values() for industry in found["industries"]}:
        name = re.escape(record("industries", identity)["name"])
        assert len(re.findall(rf"(?:: |; |^- ){name}(?:;|$)", section, re.MULTILINE)) == 1, identity


def test_a_record_with_nothing_beside_what_is_common_is_not_said_to_lack_it(run: Run) -> None:
    for line in run("compare", *COUNTRIES).out.splitlines():
        if "Policies" in line and "common" in line:
            assert re.search(r"6 common, 11 more +6 common, 10 more +6 common$", line)
    out = run("compare", *COUNTRIES, "--diff-only").out
    assert re.search(r"Policies +11 listed below +10 listed below +nothing more$", out, re.MULTILINE)
    assert "none stated" not in out


def test_no_dispute_is_not_a_silence_of_the_sources(run: Run) -> None:
    out = run("compare", "dalian-plan-2020", "dftz-overview").out
    (line,) = (line for line in out.splitlines() if " Dispute " in line)
    assert "⚠ reading" in line and line.endswith("no dispute on record")
    assert "dftz-overview: no dispute" not in out


def test_a_plan_beside_a_fact_is_noted_and_phases_do_not_hide(run: Run) -> None:
    out = run("compare", "panasonic-battery-plant", "omron-rd-centre").out
    (line,) = (line for line in out.splitlines() if line.startswith(("≠ Status ", "= Status ")) and "●" in line)
    assert "● operating (1 of 3 phases; 1 of 2 by another document)" in line and "○ planned" in line
    assert "Status: plan v. fact: omron-rd-centre planned, panasonic-battery-plant operating" in out


@pytest.mark.parametrize(("flag", "state"), [("--diff-only", "different"), ("--same-only", "same")])
def test_only_what_differs_or_only_what_is_the_same(run: Run, flag: str, state: str) -> None:
    items = compared(run, "compare", *COUNTRIES, flag)
    assert {item["state"] for item in items} <= {state, "partly"}
    assert all(bool(item["common"]) == (flag == "--same-only") for item in items)
    legend = next(line for line in run("compare", *COUNTRIES, flag).out.splitlines() if line[:3] in ("= t", "≠ d"))
    assert legend == {"--diff-only": "≠ different", "--same-only": "= the same"}[flag]


def test_when_nothing_is_the_same_it_is_said_once(run: Run) -> None:
    words = ("compare", "japan", "russia", "--same-only", "--fields", "country")
    assert run(*words) == (0, "Nothing is the same.\n", "")
    assert run(*words, "-f", "csv").err == "Nothing is the same.\n"
    assert run("compare", "japan", "russia", "--diff-only", "--fields", "type") == (0, "Nothing differs.\n", "")


def test_fields_choose_and_order_the_rows_and_are_listed(run: Run) -> None:
    items = compared(run, "compare", *COUNTRIES, "--fields", "agencies,country,name")
    assert [item["id"] for item in items] == ["agencies", "country", "name"]
    listed = run("compare", *COUNTRIES, "--fields", "help", "-f", "ids").ids
    assert {"agencies", "country", "cooperation"} <= set(listed)
    assert run("compare", *COUNTRIES, "--fields", ",".join(listed), "-f", "csv").code == 0


def test_the_csv_of_records_has_a_column_for_what_is_common_and_one_for_each(run: Run) -> None:
    outcome = run("compare", *COUNTRIES, "-f", "csv")
    header = next(iter(outcome.rows))
    assert list(header) == ["id", "kind", "name", "type", "state", "common", *COUNTRIES, "notes"]
    rows = {row["id"]: row for row in outcome.rows}
    assert [rows["country"][name] for name in COUNTRIES] == ["JP", "KR", "RU"]
    own = record("partners", "russia")["industries"]
    assert {*rows["industries"]["common"].split("; "), *filter(None, rows["industries"]["russia"].split("; "))} == {
        *own
    }


def test_ids_are_those_of_the_records_or_of_the_figures(run: Run) -> None:
    assert run("compare", *COUNTRIES, "-f", "ids").ids == list(COUNTRIES)
    assert set(run(*TRADE, "--ids").ids) == ids_where(
        "figures", lambda found: found["indicator"] in ("customs-exports", "customs-imports")
    )


def test_plain_has_what_is_common_in_a_column_of_its_own(run: Run) -> None:
    out = run("compare", *COUNTRIES, "--plain").out
    header, *lines = (line.split("\t") for line in out.splitlines())
    assert header == ["Field", "State", "All", "Japan", "South Korea", "Russia", "Notes"]
    assert {len(line) for line in lines} == {len(header)}
    (tags,) = (line for line in lines if line[0] == "Tags")
    assert tags[1:3] == ["same", "northeast-asia; focus-country"]
    assert not set("≠≈●○") & set(out)


# All of it


@every_kind
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_answers_with_data_alone(run: Run, line: tuple[str, ...], name: str) -> None:
    code, out, err = run(*line, "-f", name)
    assert (code, err) == (0, "")
    assert out.endswith("\n") and "None" not in out and "Decimal(" not in out


@every_kind
def test_json_lines_and_csv_and_tsv_tell_the_same_as_json(run: Run, line: tuple[str, ...]) -> None:
    items = compared(run, *line)
    assert [exact(text) for text in run(*line, "-f", "jsonl").out.splitlines()] == items
    for row, item in zip(run(*line, "-f", "csv").rows, items, strict=True):
        assert list(row) == list(item)
        for key, value in item.items():
            if not isinstance(value, (list, dict)):
                assert row[key] == ("" if value is None else str(value)), key
    header, *lines = (text.split("\t") for text in run(*line, "-f", "tsv").out.splitlines())
    assert header == list(items[0]) and {len(text) for text in lines} == {len(header)} and len(lines) == len(items)


@every_kind
def test_the_schema_documents_every_key(run: Run, line: tuple[str, ...]) -> None:
    schema = exact(run("schema").out)
    outcome = run(*line, "--weight", "industries=1", "--json") if line is ALL["records"] else run(*line, "--json")
    assert set(outcome.envelope) <= set(schema["envelope"])
    for item in outcome.items:
        known = {field["key"] for field in schema["items"][item["kind"]]}
        assert set(item) - set(COUNTRIES) <= known
    assert all(field["about"] for fields in schema["items"].values() for field in fields)


@every_kind
def test_the_order_of_the_names_changes_nothing_but_the_order_of_the_columns(run: Run, line: tuple[str, ...]) -> None:
    if line is YEARS:
        turned = ("compare", "customs-trade-total", *(f"--period={year}" for year in (2024, 2022, 2023, 2021)))
    else:
        count = len(line) if "--indicator" not in line else line.index("--indicator")
        turned = ("compare", *reversed(line[1:count]), *line[count:])
    assert cells(run, *line) == cells(run, *turned)


@every_kind
def test_a_file_holds_what_standard_output_would(run: Run, line: tuple[str, ...]) -> None:
    expected = run(*line, "-f", "csv").out
    code, out, err = run(*line, "-o", "found.csv")
    assert (code, out) == (0, "") and "to found.csv as csv" in err
    assert without_stamps(Path("found.csv").read_text("utf-8"), "csv") == expected
    assert run(*line, "-o", "found.csv").code == 2
    assert run(*line, "-o", "found.xyz").code == 2


@every_kind
@pytest.mark.parametrize("columns", [50, 80, 132])
def test_a_terminal_is_never_too_narrow_and_no_column_loses_its_head(
    on_terminal: OnTerminal, line: tuple[str, ...], columns: int
) -> None:
    code, out, err = on_terminal(*line, columns=columns)
    assert (code, err) == (0, "")
    shown = ANSI.sub("", out)
    assert max(map(width, shown.splitlines())) <= columns
    heads = {"records": ("Japan", "South Korea", "Russia"), "places": ("Dalian", "Harbin"), "periods": ("2021", "2024")}
    for kind, names in heads.items():
        if line is ALL[kind]:
            assert all(name in shown for name in names)


def test_at_eighty_columns_three_countries_stand_in_columns_with_their_heads(on_terminal: OnTerminal) -> None:
    shown = ANSI.sub("", on_terminal("compare", *COUNTRIES).out).splitlines()
    places = [shown[0].index(name) for name in ("Japan", "South Korea", "Russia")]
    (line,) = (text for text in shown if text.startswith("≠ Country"))
    assert [line[place : place + 2] for place in places] == ["JP", "KR", "RU"]
    # An entry of a long list is a line or two of its own, not a column of words.
    (start,) = (number for number, text in enumerate(shown) if "mariculture" in text)
    assert width(shown[start - 1] + shown[start]) > 80


def test_colour_is_only_what_a_terminal_wants(on_terminal: OnTerminal) -> None:
    coloured = on_terminal("compare", *COUNTRIES).out
    bare = on_terminal("compare", *COUNTRIES, env={"NO_COLOR": "1"}).out
    assert "\x1b[" in coloured and "\x1b[" not in bare
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == bare.splitlines()


def test_every_example_of_the_help_runs(run: Run) -> None:
    lines = list(examples(run("compare", "--help").out))
    assert len(lines) >= 4
    for example in lines:
        piped = None
        for part in example.split(" | "):
            outcome = run(*shlex.split(part)[1:], stdin=piped)
            piped = outcome.out
            assert (outcome.code, bool(piped)) == (0, True), (example, outcome.err)


def test_the_question_is_in_the_envelope(run: Run) -> None:
    asked = run(*GDP, "--unit", "bn", "--weight", "gdp=2", "--json").envelope["query"]
    assert asked["text"] == "compare dalian with shenyang with changchun with harbin by gdp"
    assert (asked["records"], asked["indicators"], asked["unit"], asked["weights"]) == (
        list(CITIES), ["gdp"], "bn", {"gdp": 2},
    )  # fmt: skip
    assert json.loads(run("compare", *COUNTRIES, "--json").out)["comparison"]["of"] == "records"


# Hostile data

MARKUP = "[/red][b]bold[/b]"
NAME = f"{MARKUP} \x1b[31mred\x1b]0;title\x07 a\tb\nc | <script>alert(1)</script> \u202ereversed\u202c =1+1"
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
HOSTILE = {
    "records": ("compare", "panasonic-battery-plant", "omron-rd-centre"),
    "places": ("compare", "dalian", "shenyang", "--indicator", "gdp", "--weight", "gdp=1"),
    "a chart": ("compare", "dalian", "shenyang", "--indicator", "gdp", "--chart"),
}


@pytest.fixture
def hostile(tamper: Tamper) -> None:
    tamper("projects", "panasonic-battery-plant", {"name": NAME, "status_note": f"=1+1 {NAME}"})
    tamper("places", "dalian", {"name": NAME})
    tamper("indicators", "gdp", {"name": NAME})


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_no_control_character_gets_out(run: Run, line: tuple[str, ...], name: str) -> None:
    code, out, err = run(*line, "-f", name, "-q")
    assert (code, err) == (0, "")
    assert not _DANGEROUS.search(out)
    if name == "md":
        beside = re.sub(r"```.*?```", "", out, flags=re.DOTALL)
        assert "<script>" not in beside and not re.search(r"(?<!\\)\]\(", beside)
    if name in ("csv", "tsv", "table"):
        assert MARKUP in out and "\\x1b[31mred" in out
    if name in ("json", "jsonl"):
        assert json.dumps(NAME, ensure_ascii=True)[1:30] in out


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_terminal_shows_markup_as_it_is_written(on_terminal: OnTerminal, line: tuple[str, ...]) -> None:
    code, out, err = on_terminal(*line, columns=400)
    assert (code, err) == (0, "")
    shown = ANSI.sub("", out)
    assert MARKUP in shown and not _DANGEROUS.search(shown)
    assert all(re.fullmatch(r"\x1b\[[0-9;]*m", sequence) for sequence in ANSI.findall(out))


@pytest.mark.usefixtures("hostile")
def test_a_formula_is_guarded_in_a_comparison_and_a_number_is_not(run: Run) -> None:
    rows = {row["id"]: row for row in run(*HOSTILE["records"], "-f", "csv", "--excel-safe").rows}
    assert rows["status_note"]["panasonic-battery-plant"].startswith("'=1+1 ")
    cell = run(*HOSTILE["places"], "-f", "csv", "--excel-safe", "-q").rows[1]
    assert cell["difference"] == "-90.18"


@pytest.mark.usefixtures("hostile")
def test_plain_keeps_a_row_on_its_line(run: Run) -> None:
    header, *lines = run(*HOSTILE["records"], "--plain").out.splitlines()
    assert {line.count("\t") for line in lines} == {header.count("\t")}
