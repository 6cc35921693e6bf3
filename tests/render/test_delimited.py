"""CSV, TSV and ids: what a spreadsheet or a script reads back, and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dftzcli.catalogue import Catalogue
from dftzcli.model.fields import flatten
from dftzcli.render.delimited import write_csv, write_ids, write_tsv
from dftzcli.render.escape import visible
from dftzcli.render.result import listing

from .hostile import STEERING, TEXTS, hostile_rows, result_of


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_hostile_items_read_back_from_csv_with_controls_written_out() -> None:
    header, *rows = read_back("".join(write_csv(result_of(hostile_rows()))))
    assert header == ["id", "name", "others"]
    for text, row in zip(TEXTS, rows, strict=True):
        shown = visible(text, keep="\n\t")
        assert row[1:] == [shown, f"{shown}; x"]
        assert STEERING.sub("", row[1]) == row[1].replace("\n", "").replace("\t", "")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=1, max_size=5))
def test_any_text_without_controls_reads_back_equal_from_csv(texts: list[str]) -> None:
    rows = [{"id": "x", "name": text} for text in texts]
    found = read_back("".join(write_csv(result_of(rows))))[1:]
    assert [row[1] for row in found] == [visible(text) for text in texts]


def test_lines_of_csv_end_in_a_line_feed_alone_and_fields_are_quoted_only_where_they_must_be() -> None:
    rows = [{"id": "one", "name": 'say "yes", or no'}, {"id": "two", "name": "plain"}]
    assert "".join(write_csv(result_of(rows))) == 'id,name\none,"say ""yes"", or no"\ntwo,plain\n'


def test_nothing_found_is_a_header_alone() -> None:
    assert "".join(write_csv(result_of([]))) == "id,name\n"
    assert "".join(write_tsv(result_of([]))) == "id\tname\n"
    assert "".join(write_ids(result_of([]))) == ""


def test_unknown_is_an_empty_cell_and_flags_and_numbers_are_written_plainly() -> None:
    rows = [{"id": "x", "none": None, "flag": True, "other": False, "number": Decimal("39565.20"), "count": 13887643}]
    assert "".join(write_csv(result_of(rows))).splitlines()[1] == "x,,true,false,39565.20,13887643"


def test_a_byte_order_mark_comes_first_and_only_when_asked_for() -> None:
    rows = [{"id": "one"}]
    assert "".join(write_csv(result_of(rows), bom=True)) == "\ufeffid\none\n"
    assert "".join(write_csv(result_of(rows))) == "id\none\n"


def test_a_formula_is_disarmed_and_numbers_are_left_alone() -> None:
    rows = [
        {"id": text, "number": number}
        for text, number in (("=1+1", Decimal("-20.4")), ("+x", -30), ("-x", None), ("@SUM", 0), ("\tx", 1), ("a=b", 2))
    ]
    found = read_back("".join(write_csv(result_of(rows), excel_safe=True)))[1:]
    assert [row[0] for row in found] == ["'=1+1", "'+x", "'-x", "'@SUM", "'\tx", "a=b"]
    assert [row[1] for row in found] == ["-20.4", "-30", "", "0", "1", "2"]
    assert read_back("".join(write_csv(result_of(rows))))[1][0] == "=1+1"


def test_tsv_has_one_line_an_item_and_one_tab_between_cells_whatever_the_data() -> None:
    lines = "".join(write_tsv(result_of(hostile_rows()))).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(TEXTS) + 1
    for text, line in zip(TEXTS, lines[1:], strict=True):
        assert line.split("\t")[1:] == [visible(text), visible(f"{text}; x")]


def test_ids_alone_are_enough_for_a_list_of_ids_and_steer_nothing() -> None:
    result = result_of([{"name": "x"}])._replace(ids=("one", "two\x1b[31m"))
    assert "".join(write_ids(result)) == "one\ntwo\\x1b[31m\n"


def test_ids_are_one_a_line() -> None:
    assert "".join(write_ids(result_of([{"id": "one"}, {"id": "two"}]))) == "one\ntwo\n"


def test_every_shipped_record_reads_back_from_csv_and_tsv(catalogue: Catalogue) -> None:
    for kind, count in catalogue.cards.counts().items():
        cards = catalogue.cards.of_kind(kind)
        result = listing(catalogue, cards, kind=kind, total=count, query={})
        rows = read_back("".join(write_csv(result)))
        assert len(rows) == count + 1
        by_tab = ["".join(line).split("\t") for line in "".join(write_tsv(result)).splitlines()]
        assert [len(row) for row in by_tab] == [len(result.specs)] * (count + 1)
        for row, card in zip(rows[1:], cards, strict=True):
            assert row == [_expected(flatten(spec, card[spec.key])) for spec in result.specs]


def _expected(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
