"""The formats: each has a writer, and the ending of a file name chooses one."""

from __future__ import annotations

import pytest

from dftzcli.errors import UsageError
from dftzcli.render.registry import FORMATS, Style, format_of

from .hostile import STEERING, hostile_rows, result_of

STYLES = (Style(), Style(columns=80), Style(columns=80, colour=True), Style(colour=True), Style(plain=True))


TEXTS = [found.name for found in FORMATS.values() if not found.is_binary]


def bytes_of(name: str) -> bytes:
    pieces = FORMATS[name].write(result_of(hostile_rows()), Style())
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def test_the_formats_of_the_command_line_are_there() -> None:
    assert list(FORMATS) == ["table", "json", "jsonl", "csv", "tsv", "md", "html", "xlsx", "sqlite", "parquet", "ids"]
    assert set(FORMATS) - set(TEXTS) == {"xlsx", "sqlite", "parquet"}


def test_what_is_no_text_says_so() -> None:
    with pytest.raises(UsageError, match="xlsx is no text"):
        FORMATS["xlsx"].text(result_of([]), Style())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("style", STYLES)
def test_every_format_writes_some_records_and_none_in_every_style(name: str, style: Style) -> None:
    for rows in (hostile_rows(), []):
        pieces = list(FORMATS[name].write(result_of(rows), style))
        assert all(isinstance(piece, str) for piece in pieces)
        text = "".join(map(str, pieces))
        assert not text or text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_result_is_the_same_bytes(name: str) -> None:
    assert bytes_of(name) == bytes_of(name)


@pytest.mark.parametrize("name", TEXTS)
def test_no_format_lets_data_steer_a_terminal(name: str) -> None:
    text = FORMATS[name].text(result_of(hostile_rows()), Style())
    assert STEERING.search(text.replace("\n", "").replace("\t", "")) is None


@pytest.mark.parametrize("name", FORMATS)
def test_an_ending_means_one_format_and_a_name_of_a_plain_one_comes_before_it(name: str) -> None:
    for ending in FORMATS[name].endings:
        assert format_of(None, f"list{ending}").name == name
        assert format_of(None, f"/some/where/LIST{ending.upper()}").name == name
        assert format_of(name, f"list{ending}").name == format_of(name, "list.of.mine").name == name
        assert format_of("table", f"list{ending}").name == "table"
        if name in ("table", "json", "jsonl", "csv", "tsv", "md", "ids"):
            assert format_of("json", f"list{ending}").name == "json"
        else:
            with pytest.raises(UsageError, match="contradict each other"):
                format_of("json", f"list{ending}")
        assert sum(ending in found.endings for found in FORMATS.values()) == 1


@pytest.mark.parametrize("output", [None, "-"])
def test_a_table_is_written_where_nothing_says_otherwise(output: str | None) -> None:
    assert format_of(None, output).name == "table"


@pytest.mark.parametrize("output", ["list", "list.xyz", "json", "list.csv/list", "list.csv.gz"])
def test_an_ending_that_means_no_format_is_refused_with_those_that_do(output: str) -> None:
    with pytest.raises(UsageError, match=f"the ending of {output} names no format") as raised:
        format_of(None, output)
    assert all(ending in raised.value.fix for found in FORMATS.values() for ending in found.endings)
    assert format_of("csv", output).name == "csv"


def test_a_format_that_is_none_is_refused_with_the_nearest_and_the_list() -> None:
    with pytest.raises(UsageError, match="'jsonlines' is not a format") as raised:
        format_of("jsonlines", None)
    assert raised.value.fix == f"did you mean jsonl? The formats are: {', '.join(FORMATS)}"


def test_forced_colour_in_a_pipe_wraps_nothing() -> None:
    rows = [{"id": "x", "name": "word " * 200}]
    text = FORMATS["table"].text(result_of(rows), Style(colour=True))
    assert [line.count("word") for line in text.split("\n") if "word" in line] == [200]
