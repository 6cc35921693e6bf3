"""Coverage: what became of every numeral of a document."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dftzcli.analysis.coverage import Coverage, coverage
from dftzcli.errors import UsageError

TEXT = "1. Trade was 13,887,643.\nIt fell by 8.1% in 2023.\nIn all, 8.1% again.\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read_from(make: Any, path: Path, **fields: Any) -> Any:
    """A source that was read from a file as it is now."""
    return make.source(file="elsewhere.txt", sha256=sha256(path.read_bytes()).hexdigest(), **fields)


def stating(make: Any, id_: str, as_stated: str, lines: str | None) -> Any:
    return make.policy(id_, citations=(make.citation(as_stated, lines=lines),))


def left(found: Coverage) -> list[tuple[int, str]]:
    return [(numeral.line, numeral.text) for numeral in found.left]


def test_every_numeral_of_an_unknown_document_is_left_over(make: Any, document: Path) -> None:
    found = coverage(document, [make.source(file="other.txt"), stating(make, "p", "8.1%", "2")])
    assert (found.source, found.total, found.recorded) == (None, 5, 0)
    assert left(found) == [(1, "1"), (1, "13,887,643"), (2, "8.1"), (2, "2023"), (3, "8.1")]


def test_the_same_text_is_recognised_by_its_hash_and_compared_line_by_line(make: Any, document: Path) -> None:
    found = coverage(document, [read_from(make, document), stating(make, "p", "8.1%", "2")])
    assert (found.source, found.is_same_text, found.recorded) == ("paper", True, 1)
    assert (3, "8.1") in left(found) and (2, "8.1") not in left(found)


def test_a_statement_over_several_lines_covers_each_of_them(make: Any, document: Path) -> None:
    found = coverage(document, [read_from(make, document), stating(make, "p", "8.1%", "1,2-3")])
    assert (2, "8.1") not in left(found) and (3, "8.1") not in left(found)


def test_a_statement_without_a_line_covers_nothing_of_the_text_that_was_read(make: Any, document: Path) -> None:
    found = coverage(document, [read_from(make, document), stating(make, "p", "8.1%", None)])
    assert found.recorded == 0


def test_a_statement_of_another_source_covers_nothing(make: Any, document: Path) -> None:
    other = make.policy(citations=(make.citation("8.1%", source="other", lines="2"),))
    assert coverage(document, [read_from(make, document), other]).recorded == 0


def test_a_printed_change_is_read_from_the_figures_first_citation(make: Any, document: Path) -> None:
    figure = make.figure("f", citations=(make.citation("13,887,643", lines="1-2"),), change=make.change("8.1"))
    found = coverage(document, [read_from(make, document), figure])
    assert (2, "8.1") not in left(found)


def test_a_changed_text_is_recognised_by_its_name_and_not_compared_by_line(make: Any, document: Path) -> None:
    found = coverage(document, [make.source(file="paper.txt"), stating(make, "p", "13,887,643", "7")])
    assert (found.source, found.is_same_text, found.recorded) == ("paper", False, 1)


def test_a_numeral_added_to_a_known_text_is_left_over(make: Any, document: Path) -> None:
    source = make.source(not_recorded=(make.waiver("1", "1"),))
    printed = {"p": ("13,887,643", "1"), "q": ("8.1% in 2023", "2"), "r": ("8.1%", "3")}
    statements = [stating(make, id_, *stated) for id_, stated in printed.items()]
    document.write_text(TEXT.replace("again", "again, and 4,567 more"), encoding="utf-8")
    found = coverage(document, [source, *statements])
    assert (found.recorded, found.not_recorded, left(found)) == (4, 1, [(3, "4,567")])


def test_a_known_numeral_on_one_more_line_of_a_changed_text_is_left_over(make: Any, document: Path) -> None:
    document.write_text("In 2023\nand 2023.\n", encoding="utf-8")
    found = coverage(document, [make.source(), stating(make, "p", "2023", "2"), stating(make, "q", "by 2023", "2")])
    assert (found.recorded, left(found)) == (1, [(2, "2023")])


def test_a_cited_numeral_printed_twice_on_its_line_is_recorded_in_a_changed_text(make: Any, document: Path) -> None:
    document.write_text("In 2023 and 2023.\n", encoding="utf-8")
    found = coverage(document, [make.source(), stating(make, "p", "2023", "2")])
    assert (found.recorded, left(found)) == (2, [])


def test_a_line_that_two_statements_name_counts_once_in_a_changed_text(make: Any, document: Path) -> None:
    document.write_text("8.1\n8.1\n8.1\n", encoding="utf-8")
    found = coverage(document, [make.source(), stating(make, "p", "8.1%", "2-3"), stating(make, "q", "8.1%", "3")])
    assert (found.recorded, left(found)) == (2, [(3, "8.1")])


def test_a_source_named_by_the_reader_wins_over_the_file_name(make: Any, document: Path) -> None:
    found = coverage(document, [make.source(), make.source("other", file="other.txt")], source="other")
    assert found.source == "other"


def test_an_unknown_source_is_refused_with_the_known_ones(make: Any, document: Path) -> None:
    with pytest.raises(UsageError, match="'nowhere'") as refusal:
        coverage(document, [make.source(), make.source("other"), make.place()], source="nowhere")
    assert refusal.value.fix == "use one of: other, paper"


def test_spelled_numbers_are_counted_when_words_are_asked_for(make: Any, document: Path) -> None:
    document.write_text("Twice 3 ships in 二十一 ports\n", encoding="utf-8")
    assert left(coverage(document, [])) == [(1, "3")]
    assert left(coverage(document, [], words=True)) == [(1, "Twice"), (1, "3"), (1, "二十一")]


def test_a_statement_in_words_covers_a_spelled_number(make: Any, document: Path) -> None:
    document.write_text("Seven tasks\n", encoding="utf-8")
    found = coverage(document, [read_from(make, document), stating(make, "p", "seven", "1")], words=True)
    assert (found.recorded, left(found)) == (1, [])


def test_a_waiver_excuses_as_many_numerals_as_it_counts_on_its_line(make: Any, document: Path) -> None:
    document.write_text("5 5 5\n5\n", encoding="utf-8")
    source = read_from(make, document, not_recorded=(make.waiver("5", "1", count=2),))
    found = coverage(document, [source])
    assert (found.not_recorded, left(found)) == (2, [(1, "5"), (2, "5")])


def test_a_waiver_counts_on_each_of_its_lines(make: Any, document: Path) -> None:
    document.write_text("5 5\n5 5\n", encoding="utf-8")
    found = coverage(document, [read_from(make, document, not_recorded=(make.waiver("5", "1-2"),))])
    assert (found.not_recorded, left(found)) == (2, [(1, "5"), (2, "5")])


def test_a_waiver_counts_in_a_changed_text_too(make: Any, document: Path) -> None:
    document.write_text("5 5 5\n", encoding="utf-8")
    found = coverage(document, [make.source(not_recorded=(make.waiver("5", "9", count=2),))])
    assert (found.not_recorded, left(found)) == (2, [(1, "5")])


def test_a_byte_order_mark_is_no_part_of_the_first_numeral(make: Any, document: Path) -> None:
    document.write_bytes(b"\xef\xbb\xbf12 ships\n")
    assert [numeral.context for numeral in coverage(document, []).left] == ["12 ships"]


def test_a_document_that_is_not_utf8_is_refused_with_the_byte(document: Path) -> None:
    document.write_bytes("大连 2023".encode("gb18030"))
    with pytest.raises(UsageError, match=r"paper\.txt is not UTF-8 text \(byte 0\)"):
        coverage(document, [])


def test_a_document_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.txt: No such file"):
        coverage(tmp_path / "nothing.txt", [])


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        coverage(tmp_path, [])


def test_every_numeral_is_recorded_excused_or_left(make: Any, document: Path) -> None:
    source = read_from(make, document, not_recorded=(make.waiver("1", "1"),))
    found = coverage(document, [source, stating(make, "p", "8.1% in 2023", "2")])
    assert (found.recorded, found.not_recorded, len(found.left), found.total) == (2, 1, 2, 5)
