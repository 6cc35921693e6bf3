"""The page of records side by side: which column is which, what is common, what each has, and what nobody says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from rich.cells import cell_len

from dftzcli.analysis.comparing.records import RecordComparison, compare_records, rows_as_items
from dftzcli.model.fields import FieldSpec, fields
from dftzcli.render.fields_page import fields_page, nothing, plain_page
from dftzcli.render.page import Heading, Page, Paragraph, Points, text_of
from dftzcli.render.row_items import known, outline, row_fields, specs
from dftzcli.render.table import draw

from .hostile import STEERING, TEXTS
from .observed import Row, grids, rows, text

SPECS = tuple(spec for spec in fields("project"))
LONG = tuple(f"an entry that is long enough to want a line of its own, number {number}" for number in range(4))


def project(id_: str, **values: Any) -> dict[str, Any]:
    lists = ("ids", "texts", "objects")
    blank: dict[str, Any] = {spec.key: [] if spec.type in lists else None for spec in SPECS}
    return blank | {"id": id_, "kind": "project", "name": id_.title()} | values


def side_by_side(*items: Mapping[str, Any], only: Sequence[str] | None = None, **extra: Any) -> RecordComparison:
    names = {"port": "The Port", "yard": "The Yard"}
    return compare_records(items, SPECS, names=names.get, fields=only, extra=extra)


def labelled(page: Page) -> dict[str, Row]:
    """Return the rows by their labels without the sign before them."""
    return {label.partition(" ")[2]: cells for label, cells in rows(page).items() if label != "Field"}


def groups(page: Page) -> dict[str, list[tuple[str, list[str]]]]:
    """Return the lists beneath the table: under each heading the groups with their entries."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    heading = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph) and heading:
            head, _, entries = text_of(block.line).partition(": ")
            found.setdefault(heading, []).append((head, entries.split("; ") if entries else []))
        elif isinstance(block, Points) and heading in found:
            found[heading][-1][1].extend(map(text_of, block.lines))
    return found


def test_each_record_has_a_column_with_its_name_and_each_field_a_sign_and_a_label() -> None:
    page = fields_page(side_by_side(project("one", type="plant", status="operating"), project("two", type="plant")))
    assert grids(page)[0][0] == ("Field", "One", "Two")
    found = rows(page)
    assert found["= Type"] == ("plant", "plant")
    assert found["≠ Status"] == ("● operating", "not stated")
    assert "= the same  ≠ different" in text(page)


def test_the_legend_names_the_signs_that_occur_and_ascii_has_its_own() -> None:
    page = fields_page(
        side_by_side(project("one", tags=["a", "b"], type="fair"), project("two", tags=["a"])), ascii_only=True
    )
    assert "! different  ~ partly the same" in text(page)
    assert {"! Type", "~ Tags"} <= set(rows(page))
    assert text(page).isascii()


def test_a_short_list_stands_whole_in_its_column_what_is_common_first() -> None:
    page = fields_page(side_by_side(project("one", tags=["x", "a", "b"]), project("two", tags=["b", "a"])))
    found = labelled(page)["Tags"]
    assert sorted(found[0].split("; ")) == ["a", "b", "x"] and found[0].endswith("x")
    assert sorted(found[1].split("; ")) == ["a", "b"]
    assert groups(page) == {}


def test_a_record_that_has_only_what_is_common_is_not_said_to_have_nothing() -> None:
    pair = side_by_side(project("one", tags=["a", "b"]), project("two", tags=["a"]))
    assert labelled(fields_page(pair))["Tags"] == ("a; b", "a")
    assert labelled(fields_page(pair, only="different"))["Tags"] == ("b", "nothing more")
    assert labelled(fields_page(pair, only="same"))["Tags"] == ("a", "a")


def test_a_record_that_has_nothing_says_so_once() -> None:
    page = fields_page(side_by_side(project("one", tags=["a"], dispute="caution"), project("two")))
    assert labelled(page)["Tags"] == ("a", "none recorded")
    assert labelled(page)["Dispute"] == ("⚠ caution", "no dispute on record")
    assert "Notes" not in text(page)


def test_a_long_list_is_counted_in_the_table_and_told_beneath_it_by_who_shares_it() -> None:
    one, two, three = [LONG[0], LONG[1], "p"], [LONG[0], LONG[1], "q"], [LONG[0], LONG[2], "r"]
    page = fields_page(side_by_side(project("one", tags=one), project("two", tags=two), project("three", tags=three)))
    assert labelled(page)["Tags"] == ("1 common, 2 more",) * 3
    assert groups(page)["Tags"] == [
        ("Common to all (1)", [LONG[0]]),
        ("One and Two (1)", [LONG[1]]),
        ("Only One (1)", ["p"]),
        ("Only Two (1)", ["q"]),
        ("Only Three (2)", [LONG[2], "r"]),
    ]


def test_groups_of_more_records_come_first() -> None:
    lists = {"one": [*LONG[:3]], "two": [*LONG[:3]], "three": [*LONG[:2]], "four": [LONG[3]]}
    page = fields_page(side_by_side(*(project(name, tags=entries) for name, entries in lists.items())))
    heads = [head for head, _ in groups(page)["Tags"]]
    assert heads == ["One, Two and Three (2)", "One and Two (1)", "Only Four (1)"]


def test_many_short_entries_stand_in_a_paragraph_and_long_ones_a_line_each() -> None:
    many = [f"entry {number}" for number in range(12)]
    page = fields_page(side_by_side(project("one", tags=many), project("two", tags=[*LONG])))
    assert f"Only One (12): {'; '.join(many)}" in text(page)
    assert all(f"- {entry}\n" in text(page) for entry in LONG)


def test_a_list_in_one_half_is_counted_by_that_half() -> None:
    pair = side_by_side(project("one", tags=[*LONG]), project("two", tags=[LONG[0]]))
    assert labelled(fields_page(pair, only="different"))["Tags"] == ("3 listed below", "nothing more")
    assert [head for head, _ in groups(fields_page(pair, only="different"))["Tags"]] == ["Only One (3)"]
    # One entry is short enough for the table.
    assert labelled(fields_page(pair, only="same"))["Tags"] == (LONG[0], LONG[0])


def test_no_entry_is_lost_and_none_is_told_twice() -> None:
    lists = {"one": [*LONG, "a"], "two": [*LONG[1:], "b", "a"], "three": [LONG[3], "b"]}
    page = fields_page(side_by_side(*(project(name, tags=entries) for name, entries in lists.items())))
    told = [entry for _, entries in groups(page)["Tags"] for entry in entries]
    assert sorted(told) == sorted({entry for entries in lists.values() for entry in entries})


def test_a_plan_beside_a_fact_is_noted_beneath() -> None:
    page = fields_page(side_by_side(project("one", status="operating"), project("two", status="planned")))
    assert labelled(page)["Status"] == ("● operating", "○ planned")
    assert "- Status: plan v. fact: one operating, two planned" in text(page)


def test_the_status_of_the_furthest_phase_does_not_stand_for_all() -> None:
    phases = [{"name": "1", "status": "operating"}, {"name": "2", "status": "planned"}]
    page = fields_page(
        side_by_side(project("one", status="operating", phases=phases), project("two", status="planned"))
    )
    assert labelled(page)["Status"][0] == "● operating (1 of 2 phases)"


def test_ids_are_written_by_name_and_words_without_underscores() -> None:
    pair = side_by_side(project("one", companies=["yard"], type="rd_centre"), project("two", companies=["port"]))
    page = fields_page(pair)
    assert labelled(page)["Companies"] == ("The Yard", "The Port")
    assert labelled(page)["Type"] == ("rd centre", "not stated")


def test_when_nothing_is_left_the_page_says_so() -> None:
    pair = side_by_side(project("one", type="plant"), project("two", type="plant"), only=["type"])
    assert text(fields_page(pair, only="different")) == "Nothing differs.\n"
    other = side_by_side(project("one", type="plant"), project("two", type="fair"), only=["type"])
    assert text(fields_page(other, only="same")) == "Nothing is the same.\n"
    assert text(fields_page(side_by_side(project("one"), project("two"), only=["type"]))) == f"{nothing(None)}\n"


def test_plain_has_every_entry_in_one_row_a_field() -> None:
    tags = ([*LONG, "a"], [LONG[0]])
    pair = side_by_side(
        project("one", tags=tags[0], status="operating"), project("two", tags=tags[1], status="planned")
    )
    (grid,) = grids(plain_page(pair))
    assert grid[0] == ("Field", "State", "All", "One", "Two", "Notes")
    found = {row[0]: row[1:] for row in grid}
    assert found["Tags"] == ("partly", LONG[0], "; ".join((*LONG[1:], "a")), "", "")
    assert found["Status"][:4] == ("different", "", "* operating", "o planned")
    assert found["Status"][4].startswith("plan v. fact: ")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lists = {name: [*LONG, name] for name in ("one", "two", "three")}
    page = fields_page(side_by_side(*(project(name, tags=entries, summary="x") for name, entries in lists.items())))
    assert max(map(cell_len, draw(page, columns=columns, colour=False).splitlines())) <= columns


def test_the_fields_of_an_item_are_its_keys_in_order_and_all_are_described() -> None:
    three = side_by_side(project("one", tags=["a"]), project("notes", tags=["b"]), project("three"))
    found: tuple[FieldSpec, ...] = specs(three)
    assert {tuple(item) for item in rows_as_items(three)} == {tuple(spec.key for spec in found)}
    assert "notes_" in {spec.key for spec in found}
    assert all(spec.about for spec in (*found, *row_fields()))


def test_a_row_that_no_field_holds_can_be_chosen_too() -> None:
    pair = side_by_side(project("one"), project("two"), units=("Units", (["port"], ["yard"])))
    assert {"units", "tags"} <= {spec.key for spec in known(pair)}
    assert labelled(fields_page(pair))["Units"] == ("The Port", "The Yard")


def test_the_outline_names_the_kind_and_the_columns() -> None:
    found = outline(side_by_side(project("one"), project("two")))
    assert (found["kind"], [column["name"] for column in found["columns"]]) == ("project", ["One", "Two"])


@pytest.mark.parametrize("word", TEXTS)
def test_data_that_would_steer_a_terminal_stays_text(word: str) -> None:
    pair = side_by_side(project("one", name=word, tags=[word, "a"], status_note=word), project("two", tags=["a"]))
    for page in (fields_page(pair), plain_page(pair)):
        assert not STEERING.search(text(page).replace("\n", ""))
        assert word in [cell for row in grids(page)[0] for cell in row]
