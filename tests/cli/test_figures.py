"""Figures: a row a number, with everything that belongs to it, to the digit."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest

from dftzcli.model import periods

from .program import ANSI, DATA, FORMATS, OnTerminal, Run, Tamper, data, exact, ids_where, record, width

CONTRACT = (
    "indicator", "place", "scope", "period", "value", "value_min", "value_max", "unit", "qualifier", "reading",
    "as_stated", "change", "source", "locator", "evidence", "dispute",
)  # fmt: skip


def _as_written(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(text, parse_float=str, parse_int=str)
    return found


def test_the_columns_of_a_figure_are_all_there_in_csv_and_json_lines(run: Run) -> None:
    code, out, err = run("figures", "-f", "csv")
    assert (code, err) == (0, "")
    header = next(csv.reader(io.StringIO(out)))
    assert set(CONTRACT) <= set(header)
    for line in run("figures", "-f", "jsonl").out.splitlines():
        assert set(CONTRACT) <= set(json.loads(line))


def test_there_is_one_row_a_figure(run: Run) -> None:
    assert sorted(row["id"] for row in run("figures", "-f", "csv").rows) == sorted(ids_where("figures", bool))


def test_values_are_those_of_the_data_to_the_digit(run: Run) -> None:
    written = {found["id"]: found for found in _as_written((DATA / "figures.json").read_text("utf-8"))}
    lines = run("figures", "-f", "jsonl").out.splitlines()
    shown = {item["id"]: item for item in _as_written(f"[{','.join(lines)}]")}
    rows = {row["id"]: row for row in run("figures", "-f", "csv").rows}
    assert set(shown) == set(written) == set(rows)
    for identity, found in written.items():
        for key in ("value", "value_min", "value_max"):
            assert shown[identity][key] == found.get(key), (identity, key)
            assert rows[identity][key] == found.get(key, ""), (identity, key)


def test_a_figure_has_what_its_record_says_and_what_its_source_is(run: Run) -> None:
    found = record("figures", "gdp-dalian-2025")
    (item,) = run("show", "gdp-dalian-2025", "--json").items
    first = found["citations"][0]
    assert {key: item[key] for key in ("value", "unit", "qualifier", "period", "scope", "reading")} == {
        key: found[key] for key in ("value", "unit", "qualifier", "period", "scope", "reading")
    }
    assert (item["source"], item["locator"], item["as_stated"]) == (
        first["source"], first["locator"], first["as_stated"],
    )  # fmt: skip
    assert item["evidence"] == record("sources", first["source"])["evidence"]
    assert item["dispute"] == "caution"
    assert item["value_min"] is None and item["change"] is None


def test_a_range_has_both_ends_and_no_value(run: Run) -> None:
    found = record("figures", "gdp-harbin-2025")
    (row,) = run("show", "gdp-harbin-2025", "-f", "csv").rows
    assert (row["value"], row["value_min"], row["value_max"]) == (
        "", str(found["value_min"]), str(found["value_max"]),
    )  # fmt: skip


def test_a_change_is_an_object_in_json_and_a_line_in_csv(run: Run) -> None:
    found = next(figure for figure in data("figures") if figure.get("change"))
    (item,) = run("show", found["id"], "--json").items
    assert {key: item["change"][key] for key in ("value", "unit", "against")} == {
        key: found["change"][key] for key in ("value", "unit", "against")
    }
    (row,) = run("show", found["id"], "-f", "csv").rows
    assert f"{found['change']['value']:+} {found['change']['unit']}" in row["change"]


def test_the_dispute_of_a_figure_is_the_type_of_what_disputes_it(run: Run) -> None:
    rows = {row["id"]: row for row in run("figures", "-f", "csv").rows}
    for entry in data("discrepancies"):
        for identity in entry["records"]:
            if identity in rows:
                assert rows[identity]["dispute"], identity
                assert entry["id"] in rows[identity]["discrepancies"]


def test_both_sides_of_the_container_share_stand(run: Run) -> None:
    figures = ids_where("figures", lambda found: found["indicator"] == "northeast-container-share")
    entry = record("discrepancies", "northeast-container-share-41-or-98")
    assert set(entry["records"]) >= figures > set()
    rows = {row["id"]: row for row in run("figures", "northeast-container-share", "-f", "csv").rows}
    assert set(rows) == figures
    values = {identity: str(record("figures", identity)["value"]) for identity in figures}
    assert {identity: row["value"] for identity, row in rows.items()} == values
    assert set(values.values()) == {"41", "98"}
    assert {row["dispute"] for row in rows.values()} == {entry["type"]}


def test_an_indicator_selects_its_figures_by_id_and_by_name(run: Run) -> None:
    expected = ids_where("figures", lambda found: found["indicator"] == "gdp")
    indicator = record("indicators", "gdp")
    for text in ("gdp", indicator["name"], indicator["name_zh"]):
        outcome = run("figures", text, "-f", "ids")
        assert outcome.code == 0
        assert set(outcome.ids) >= expected


def test_an_id_in_a_condition_means_that_record_alone(run: Run) -> None:
    expected = ids_where("figures", lambda found: found["indicator"] == "gdp")
    assert set(run("figures", "--where", "indicator=gdp", "-f", "ids").ids) == expected


def test_headline_figures_come_first(run: Run) -> None:
    rank = {"headline": 0, "supporting": 1, "context": 2}
    ranks = [rank[row["importance"]] for row in run("figures", "-f", "csv").rows]
    assert ranks == sorted(ranks)


def test_a_table_shows_no_value_without_unit_period_scope_and_source(run: Run) -> None:
    (line,) = (line for line in run("figures", "gdp").out.splitlines() if line.startswith("gdp-dalian-2025 "))
    assert [part for part in ("over 1,000.21 billion CNY", "2025", "city", "dalian-article") if part not in line] == []


def test_excel_safe_leaves_numbers_alone_and_guards_texts(run: Run) -> None:
    plain = run("figures", "-f", "csv").rows
    safe = run("figures", "-f", "csv", "--excel-safe").rows
    assert any(row["value"].startswith("-") for row in plain)
    for before, after in zip(plain, safe, strict=True):
        for key, cell in before.items():
            if key in ("value", "value_min", "value_max", "multiplier"):
                assert after[key] == cell
            else:
                assert after[key] == (f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell)
    assert any(row["change"].startswith(("'+", "'-")) for row in safe)


# Which figures


def test_a_scope_a_period_and_an_age_choose(run: Run) -> None:
    assert set(run("figures", "--scope", "zone", "--ids").ids) == ids_where(
        "figures", lambda found: found["scope"] == "zone"
    )
    assert set(run("figures", "--headline", "--ids").ids) == ids_where(
        "figures", lambda found: found["importance"] == "headline"
    )
    within = run("figures", "customs-trade-total", "--period", "2021..2022", "--ids").ids
    assert set(within) == {
        f"customs-trade-total-{when}" for when in ("2021", "2022", "2021-jan-feb", "2022-jan-feb")
    }  # fmt: skip
    output = ids_where("figures", lambda found: found["indicator"] == "gdp")
    old = {identity for identity in output if periods.bounds(record("figures", identity)["period"])[1] < "2020-01-01"}
    assert "gdp-dalian-2018" in old and old < output
    assert set(run("figures", "gdp", "--older-than", "2020", "--ids").ids) == old


def test_disputed_figures_are_those_with_a_dispute(run: Run) -> None:
    rows = run("figures", "-f", "csv").rows
    assert set(run("figures", "--disputed", "--ids").ids) == {row["id"] for row in rows if row["dispute"]}


def test_the_latest_of_each_series_leaves_the_earlier_out(run: Run) -> None:
    found = run("figures", "gdp", "--place", "dalian", "--latest", "--ids").ids
    assert "gdp-dalian-2025" in found and "gdp-dalian-2018" not in found
    for rhythm in ("2023", "2024-jan-feb"):
        assert f"customs-trade-total-{rhythm}" in run("figures", "customs-trade-total", "--latest", "--ids").ids


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--scope", "cty"), "did you mean city"),
        (("--period", "20x"), "'20x' is not a period"),
        (("--period", ""), "'' is not a period"),
        (("--older-than", "20x"), "'20x' is not a date"),
        (("--unit", "USD"), "a conversion of currencies needs dated rates, which the tool does not have yet"),
        (("--unit", "furlong"), "'furlong' is not a unit"),
        (("--derive", "grwth"), "did you mean growth"),
        (("--derive", ""), "'' is not a derivation"),
        (("--derive", "balance"), "balance is of two indicators, and these are 1: gdp"),
        (("--series", "--fields", "pionts"), "did you mean points"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_refused_with_a_fix(run: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = run("figures", "gdp", *words)
    assert (code, out) == (2, "")
    assert message in err and "fix: " in err


# In another unit


def test_what_was_printed_stays_beside_a_converted_figure_in_table_and_csv(run: Run) -> None:
    before = {row["id"]: row for row in run("figures", "customs-exports", "-f", "csv").rows}
    code, out, err = run("figures", "customs-exports", "--unit", "USD bn")
    assert code == 0 and err == "converted to billion USD from 10,000 USD, to the last digit; printed values beside\n"
    assert "Printed as" in out.splitlines()[0]
    for row in run("figures", "customs-exports", "--unit", "USD bn", "-f", "csv").rows:
        own = before[row["id"]]
        assert Decimal(row["value"]) == Decimal(own["value"]) / 100_000
        assert (row["printed_value"], row["printed_unit"]) == (own["value"], own["unit"])
        (line,) = (line for line in out.splitlines() if line.startswith(row["id"]))
        assert f"{Decimal(row['value']):,} billion USD" in line
        assert f"{Decimal(own['value']):,} × 10,000 USD" in line


def test_a_bare_magnitude_keeps_the_currency_of_each_figure(run: Run) -> None:
    rows = run("figures", "customs-exports", "gdp", "--unit", "bn", "-f", "csv").rows
    assert {row["unit"] for row in rows} == {"billion USD", "billion CNY"}


def test_what_cannot_be_in_the_unit_stays_as_printed_and_says_why(run: Run) -> None:
    outcome = run("figures", "customs-exports", "gdp", "--unit", "USD bn", "-f", "csv")
    assert "figures in billion CNY stay as printed" in outcome.err
    for row in outcome.rows:
        if row["indicator"] == "gdp":
            assert (row["unit"], row["value"]) == (row["printed_unit"], row["printed_value"])


# As series


def _series(run: Run, *words: str) -> list[dict[str, Any]]:
    return run("figures", *words, "--series", "--json").items


def test_a_series_holds_one_rhythm_and_says_what_is_missing_between(run: Run) -> None:
    found = {item["rhythm"]: item for item in _series(run, "customs-trade-total", "--period", "2021..2024")}
    assert set(found) == {"annual", "January to February"}
    annual = found["annual"]
    assert annual["figures"] == [f"customs-trade-total-{year}" for year in (2021, 2022, 2023)]
    assert annual["missing"] == ["2024: not in the sources (gap-customs-trade-total-2024)"]
    (point,) = (point for point in annual["points"] if point["missing"])
    assert (point["period"], point["observations"]) == ("2024", [])


def test_a_limit_limits_the_series_and_not_what_they_are_made_of(run: Run) -> None:
    whole = _series(run)
    assert len(whole) > 50
    outcome = run("figures", "--series", "-n", "3", "--json")
    assert outcome.items == whole[:3]
    assert (outcome.envelope["total"], outcome.envelope["truncated"]) == (len(whole), True)
    # A table shows fifty rows; that cuts no figure out of a series.
    code, out, err = run("figures", "--series")
    assert code == 0 and err == f"showing 50 of {len(whole)}, use --all\n"
    lines = out.splitlines()[2:]
    assert len(lines) == 50
    for item, line in zip(whole, lines, strict=False):
        assert f"  {' to '.join(dict.fromkeys((item['from'], item['to'])))}  " in line
    assert max(item["count"] for item in whole[:50]) > 3


def test_what_is_computed_is_computed_of_everything_that_fits(run: Run) -> None:
    whole = [item for item in run("figures", "customs-exports", "--derive", "growth", "--json").items if item["rule"]]
    cut = run("figures", "customs-exports", "--derive", "growth", "-n", "1", "--json").items
    assert [item for item in cut if item["rule"]] == whole and len(cut) == len(whole) + 1


def test_the_table_of_series_has_the_source_of_the_latest_figure(run: Run) -> None:
    header, _, *lines = run("figures", "customs-exports", "customs-imports", "--series").out.splitlines()
    assert "Source" in header and all("dftz-paper" in line and "10,000 USD" in line for line in lines)
    converted = run("figures", "customs-exports", "--series", "--unit", "USD bn").out
    assert "8.6279955 billion USD (printed as 862,799.55 × 10,000 USD)" in converted


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_points_are_written_in_words_where_nothing_can_be_nested(run: Run, name: str) -> None:
    out = run("figures", "customs-trade-total", "--series", "--period", "2021..2024", "-f", name).out
    assert "2021 (4.9 years old): 13,887,643 × 10,000 USD (dftz-paper); 2022 (3.9 years old): " in out
    assert "2024: not in the sources (gap-customs-trade-total-2024)" in out
    assert "{'" not in out and "None" not in out
    assert "{'" not in run("figures", "gdp", "--series", "--fields", "id,points").out


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "words", [("--series",), ("--derive", "growth,change"), ("--unit", "bn"), ("--chart",)], ids=str
)
def test_every_format_answers_with_data_alone(run: Run, words: tuple[str, ...], name: str) -> None:
    code, out, err = run("figures", "customs-exports", *words, "-f", name)
    assert code == 0 and out.endswith("\n")
    assert "None" not in out and "Decimal(" not in out
    assert err.count("\n") <= 1


@pytest.mark.parametrize("words", [(), ("--series",), ("--derive", "growth"), ("--unit", "bn")], ids=str)
def test_the_schema_documents_every_key(run: Run, words: tuple[str, ...]) -> None:
    schema = exact(run("schema").out)
    keys = {kind: {field["key"] for field in fields} for kind, fields in schema["items"].items()}
    of_figures = {field["key"] for field in schema["fields"]["figure"]} | keys["derived"] | keys["cell"]
    for item in run("figures", "customs-exports", *words, "--json").items:
        assert set(item) <= (keys["series"] if item["kind"] == "series" else of_figures)


def test_what_is_computed_beside_series_has_keys_of_its_own(run: Run) -> None:
    outcome = run("figures", "customs-exports", "--series", "--derive", "growth", "--json")
    documented = [field["key"] for field in exact(run("schema").out)["items"]["derived"]]
    assert [list(item) for item in outcome.envelope["derived"]] == [documented] * 3
    assert (
        "in all without --series"
        in run("figures", "customs-exports", "--series", "--derive", "growth", "-f", "csv").err
    )


def test_growth_stands_beside_what_is_printed_and_says_that_they_differ(run: Run) -> None:
    (item,) = (
        item
        for item in run("figures", "customs-exports", "--derive", "growth", "--json").items
        if item["rule"] and item["period"] == "2024-01/2024-02"
    )
    assert (item["value"], item["unit"], item["reading"]) == (Decimal("-20.54"), "%", "computed")
    assert item["printed"] == ["-20.4 % in customs-exports-growth-2024-jan-feb (dftz-paper): differs"]
    assert item["working"] == "(862,799.55 - 1,085,867) / 1,085,867 in 10,000 USD"
    out = run("figures", "customs-exports", "--derive", "growth").out
    assert "Computed, not printed" in out and "-20.54 % [computed]" in out and "differs" in out


def test_a_chart_has_every_figure_in_words_and_none_in_plain(run: Run) -> None:
    out = run("figures", "customs-exports", "customs-imports", "--series", "--chart").out
    drawn = out.partition("Indicator")[0]
    for row in run("figures", "customs-exports", "customs-imports", "-f", "csv").rows:
        assert f"{Decimal(row['value']):,} × 10,000 USD" in drawn
    code, plain, err = run("figures", "customs-exports", "--series", "--chart", "--plain")
    assert code == 0 and "charts stand in table and md" in err
    assert plain == run("figures", "customs-exports", "--series", "--plain").out


def test_markdown_draws_in_a_fence(run: Run) -> None:
    out = run("figures", "customs-exports", "--series", "--chart", "-f", "md").out
    assert out.count("```") == 2 and "█" in out.split("```")[1]


@pytest.mark.parametrize("columns", [50, 80, 120])
@pytest.mark.parametrize("words", [("--series", "--chart"), ("--derive", "growth"), ("--unit", "USD bn")], ids=str)
def test_a_terminal_is_never_too_narrow(on_terminal: OnTerminal, words: tuple[str, ...], columns: int) -> None:
    code, out, _ = on_terminal("figures", "customs-exports", *words, columns=columns)
    assert code == 0
    assert max(map(width, ANSI.sub("", out).splitlines())) <= columns


def test_hostile_names_stay_text_in_series_and_charts(run: Run, tamper: Tamper) -> None:
    name = "[/red]\x1b[31mred\x1b]0;t\x07 a\tb\nc <script>x</script>"
    tamper("indicators", "customs-exports", {"name": name})
    for form in FORMATS:
        out = run("figures", "customs-exports", "--series", "--chart", "-f", form).out
        assert "\x1b" not in out and "\x07" not in out
        if form == "md":
            assert "<script>" not in re.sub(r"```.*?```", "", out, flags=re.DOTALL)
        if form == "table":
            assert "[/red]\\x1b[31mred" in out
