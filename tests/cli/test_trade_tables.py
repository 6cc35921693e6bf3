"""The two trade tables of the paper, rebuilt from `figures -f csv` to the printed digit."""

from __future__ import annotations

import re

import pytest

from .program import SOURCES, Run, record

SOURCE = "dftz-paper"
_FILE = SOURCES / str(record("sources", SOURCE)["file"])
_MONTHS = tuple(f"{year}-01/{year}-02" for year in range(2021, 2025))
_YEARS = ("2021", "2022", "2023")
# What stands in the rows of each table, top to bottom: the labels are damaged in the text, the places are not.
TABLES = {
    "Table 1": (("customs-trade-total", _YEARS), ("customs-trade-total", _MONTHS)),
    "Table 2": (("customs-exports", _MONTHS), ("customs-imports", _MONTHS), ("customs-trade-balance", _MONTHS)),
}
# A numeral of a cell has five digits or more; the years in the heads and the months in the labels have fewer.
_NUMERAL = re.compile(r"[-—~]?\d[\d.,]{4,}")

pytestmark = pytest.mark.skipif(not _FILE.is_file(), reason="the five documents are not beside this checkout")


def printed(table: str) -> list[list[str]]:
    """Return the cells of a printed table, a list a row: the lines with three numerals or more beneath its caption."""
    after = _FILE.read_text("utf-8").partition(f" {table}. ")[2] or _FILE.read_text("utf-8").partition(f"{table}. ")[2]
    block = re.split(r"Table \d\. |Figure \d\. ", after)[0]
    rows = [_NUMERAL.findall(line) for line in block.splitlines()]
    return [row for row in rows if len(row) >= 3]


def digits(cell: str) -> str:
    """Write a printed numeral as a number: a dash of any length is a minus, commas and a stray stop before one go."""
    return re.sub(r"^[—~]", "-", cell).replace(".,", ",").replace(",", "")


def cells(run: Run, indicator: str, table: str) -> dict[str, dict[str, str]]:
    """Return the rows that `figures` gives of an indicator in a table, by period."""
    outcome = run("figures", indicator, "--source", SOURCE, "-f", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    found = [row for row in outcome.rows if row["indicator"] == indicator and row["locator"].startswith(table)]
    by_period = {row["period"]: row for row in found}
    assert len(by_period) == len(found)
    return by_period


@pytest.mark.parametrize("table", TABLES)
def test_the_table_is_rebuilt_to_the_printed_digit(run: Run, table: str) -> None:
    rows = printed(table)
    assert len(rows) == len(TABLES[table])
    for shown, (indicator, periods) in zip(rows, TABLES[table], strict=True):
        found = cells(run, indicator, table)
        for cell, period in zip(shown, periods, strict=True):
            assert found[period]["value"] == digits(cell), (indicator, period)
            assert found[period]["as_stated"] == cell, (indicator, period)
            assert (found[period]["unit"], found[period]["qualifier"]) == ("10,000 USD", "exact")


def test_every_cell_of_the_tables_is_a_figure_and_no_figure_is_of_a_cell_that_is_not_there(run: Run) -> None:
    count = sum(len(row) for table in TABLES for row in printed(table))
    rows = run("figures", "--source", SOURCE, "-f", "csv").rows
    of_cells = [row for row in rows if re.match(r"Table \d, row ", row["locator"])]
    assert count == len(of_cells) == 19


def test_the_year_that_the_table_leaves_empty_is_said_to_be_missing(run: Run) -> None:
    years, months = printed("Table 1")
    assert (len(years), len(months)) == (3, 4)
    outcome = run("figures", "customs-trade-total", "--series", "--period", "2021..2024", "--json")
    (series,) = (item for item in outcome.items if item["rhythm"] == "annual")
    (missing,) = series["missing"]
    assert missing.startswith("2024: ") and "gap-customs-trade-total-2024" in missing


def test_exports_less_imports_are_the_balance_of_the_table(run: Run) -> None:
    outcome = run("figures", "customs-exports", "customs-imports", "--derive", "balance", "-f", "csv")
    computed = {row["period"]: row["value"] for row in outcome.rows if row["rule"] == "balance"}
    balances = dict(zip(_MONTHS, map(digits, printed("Table 2")[2]), strict=True))
    assert computed == balances


def test_in_another_unit_the_printed_digits_stay_beside_the_value(run: Run) -> None:
    rows = run("figures", "customs-exports", "--unit", "USD bn", "-f", "csv").rows
    shown = dict(zip(_MONTHS, map(digits, printed("Table 2")[0]), strict=True))
    assert {row["period"]: row["printed_value"] for row in rows} == shown
    assert {row["unit"] for row in rows} == {"billion USD"} and {row["printed_unit"] for row in rows} == {"10,000 USD"}
