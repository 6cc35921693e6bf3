"""SQLite: tables with keys, views and an index, and data that never become SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import KINDS, PLURALS
from dftzcli.render.database import write_sqlite
from dftzcli.render.escape import visible
from tests.render.hostile import STEERING, TEXTS, hostile_rows, result_of

from .written import file_of, of_kinds


def opened(path: Path) -> sqlite3.Connection:
    found = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found.row_factory = sqlite3.Row
    return found


@pytest.fixture(scope="module")
def database(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(opened(file_of(of_kinds(catalogue), tmp_path_factory.mktemp("database"), "sqlite"))) as found:
        yield found


def ask(database: sqlite3.Connection, question: str, *values: Any) -> list[Any]:
    return [tuple(row) for row in database.execute(question, values)]


def test_there_is_a_table_a_kind_with_its_records_in_order(database: sqlite3.Connection, catalogue: Catalogue) -> None:
    for kind in KINDS:
        ids = [row[0] for row in ask(database, f"SELECT id FROM {PLURALS[kind]} ORDER BY rowid")]
        assert ids == [card["id"] for card in catalogue.cards.of_kind(kind)]


def test_every_key_points_to_a_row_and_the_file_is_sound(database: sqlite3.Connection) -> None:
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    targets = {row["table"] for row in database.execute("PRAGMA foreign_key_list(figures)")}
    assert {"indicators", "places", "sources", "records"} <= targets


def test_numbers_are_numbers_and_flags_are_flags(database: sqlite3.Connection, catalogue: Catalogue) -> None:
    found = dict(ask(database, "SELECT id, value FROM figures"))
    for card in catalogue.cards.of_kind("figure"):
        assert found[card["id"]] == (None if card["value"] is None else float(card["value"]))
    assert {row[0] for row in ask(database, "SELECT DISTINCT typeof(value) FROM figures")} <= {
        "integer",
        "real",
        "null",
    }
    assert {row[0] for row in ask(database, "SELECT DISTINCT zone_only FROM incentives")} <= {0, 1, None}


def test_links_and_parts_stand_in_tables_of_their_own(database: sqlite3.Connection, catalogue: Catalogue) -> None:
    for card in catalogue.cards.of_kind("policy"):
        found = ask(database, "SELECT target FROM policies_agencies WHERE record = ? ORDER BY position", card["id"])
        assert [row[0] for row in found] == card["agencies"]
        cited = ask(
            database, "SELECT source, locator, as_stated FROM citations WHERE owner = ? ORDER BY position", card["id"]
        )
        assert cited == [(each["source"], each["locator"], each["as_stated"]) for each in card["citations"]]


def test_the_views_answer_with_names_and_with_what_qualifies(
    database: sqlite3.Connection, catalogue: Catalogue
) -> None:
    (row,) = database.execute("SELECT * FROM figures_with_names WHERE id = 'gdp-dalian-2025'")
    assert (row["place"], row["qualifier"], row["value"], row["unit"]) == ("Dalian", "over", 1000.21, "billion CNY")
    assert row["source"] and row["period"] == "2025" and row["dispute"] == "caution"
    disputed = {row["id"] for row in database.execute("SELECT id FROM disputed")}
    assert disputed == {card["id"] for kind in KINDS for card in catalogue.cards.of_kind(kind) if card["dispute"]}
    statuses = dict(ask(database, "SELECT status, records FROM by_status WHERE kind = 'project'"))
    assert sum(statuses.values()) == len(catalogue.cards.of_kind("project"))


@pytest.mark.parametrize("words", ["容器 OR 退税", "出口退税", '"cold chain"', "大连"])
def test_the_index_finds_words_of_both_languages(database: sqlite3.Connection, words: str) -> None:
    assert ask(
        database,
        "SELECT id FROM records WHERE rowid IN (SELECT rowid FROM records_fts WHERE records_fts MATCH ?)",
        words,
    )


def test_the_index_is_that_of_the_records(catalogue: Catalogue, tmp_path: Path) -> None:
    path = file_of(of_kinds(catalogue, "gap"), tmp_path, "sqlite")
    with closing(sqlite3.connect(path)) as found:
        found.execute("INSERT INTO records_fts (records_fts) VALUES ('integrity-check')")


def test_the_database_says_what_it_is(database: sqlite3.Connection, catalogue: Catalogue) -> None:
    said = dict(ask(database, "SELECT label, text FROM dataset"))
    assert said["question"] == "records of every kind"
    assert catalogue.dataset.hash in said["dataset"] and "advice" in said["notice"] and said["licence"] == "CC-BY-4.0"


def test_a_few_records_bring_what_they_name_and_no_key_points_nowhere(catalogue: Catalogue, tmp_path: Path) -> None:
    result = of_kinds(catalogue, "project", country="JP")
    with closing(opened(file_of(result, tmp_path, "sqlite"))) as found:
        assert ask(found, "PRAGMA foreign_key_check") == []
        assert ask(found, "SELECT count(*) FROM records WHERE is_exported = 1") == [(len(result.items),)]
        assert ask(found, "SELECT name FROM records WHERE id = 'panasonic' AND is_exported = 0") == [("Panasonic",)]
        assert ask(found, "SELECT count(*) FROM sources")[0][0] > 0


def test_hostile_records_are_rows_and_nothing_else(hostile: Catalogue, tmp_path: Path) -> None:
    result = of_kinds(hostile)
    with closing(opened(file_of(result, tmp_path, "sqlite"))) as found:
        assert ask(found, "PRAGMA integrity_check") == [("ok",)]
        names = dict(ask(found, "SELECT id, name FROM records"))
        for item in result.items:
            assert names[item["id"]] == visible(item["name"], keep="\n\t")
        for name in names.values():
            assert STEERING.sub("", name) == name.replace("\n", "").replace("\t", "")


def test_a_result_that_is_no_list_of_records_is_one_table(tmp_path: Path) -> None:
    with closing(opened(file_of(result_of(hostile_rows()), tmp_path, "sqlite"))) as found:
        (table,) = ask(found, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'dataset'")
        rows = ask(found, f"SELECT name FROM {table[0]}")
    assert [row[0] for row in rows] == [visible(text, keep="\n\t") for text in TEXTS]


def test_the_same_records_are_the_same_bytes(catalogue: Catalogue) -> None:
    first, second = (b"".join(write_sqlite(of_kinds(catalogue, "policy", "gap"))) for _ in range(2))
    assert first == second


def test_datasette_serves_it_facets_it_and_searches_it(catalogue: Catalogue, tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app")
    import asyncio

    path = file_of(of_kinds(catalogue), tmp_path, "sqlite")

    async def served() -> tuple[Any, Any, Any]:
        server = datasette.Datasette([str(path)], settings={"num_sql_threads": 0})
        await server.invoke_startup()
        get = server.client.get
        faceted = await get("/export/projects.json?_facet=status&_shape=objects&_size=0")
        found = await get("/export/records.json?_search=出口退税&_shape=objects")
        page = await get("/export/figures")
        return faceted.json(), found.json(), page

    faceted, found, page = asyncio.run(served())
    counts = {each["value"]: each["count"] for each in faceted["facet_results"]["status"]["results"]}
    cards = catalogue.cards.of_kind("project")
    assert counts == {status: sum(card["status"] == status for card in cards) for status in counts}
    assert found["rows"]
    assert page.status_code == 200 and "/export/indicators/" in page.text
