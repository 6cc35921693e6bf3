"""Figures: a row a number, with everything that belongs to it, to the digit."""

from __future__ import annotations

import csv
import io
import json

from .program import DATA, Run, data, ids_where, record

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
    assert len({row["value"] for row in rows.values()}) == len(figures)
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
