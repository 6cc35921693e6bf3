"""Plain searches, answered without loading the command line: the same bytes as with it, and none of its weight."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dftzcli.cli.direct import plain

from .program import Run, Spawn

# Lines that people type: a question, its format, its limits and filters, and what goes wrong with them.
DIRECT: dict[str, tuple[str, ...]] = {
    "words": ("cold", "chain"),
    "words in one argument": ("cold chain",),
    "a phrase": ('"cold chain"',),
    "a word left out, in the language": ("port -container",),
    "an argument of two words beside another": ("kind:project", "partner:south korea"),
    "Chinese": ("出口退税",),
    "traditional Chinese": ("自由貿易區",),
    "pinyin": ("shangwuju",),
    "mistyped": ("batery",),
    "mistyped, exact": ("batery", "--exact"),
    "a question for an agency": ("who", "is", "in", "charge", "of", "imported", "fruit"),
    "a question for a figure": ("how many companies",),
    "a comparison": ("japan", "vs", "south", "korea"),
    "a number": ("5300",),
    "the beginning of a word": ("pana*",),
    "a filter alone": ("kind:project",),
    "several filters": ("kind:project", "partner:japan", "-n", "3"),
    "bad syntax": ("year:abc", "foo:bar", "port"),
    "signs only": ("???",),
    "options only the language knows": ("value>=1000",),
    "json": ("cold chain", "--json"),
    "json, short": ("cold chain", "-j"),
    "json with fractions": ("gdp", "--json"),
    "jsonl": ("gdp", "-f", "jsonl"),
    "csv": ("gdp", "-f", "csv"),
    "tsv": ("gdp", "--format", "tsv"),
    "md": ("gdp", "-f", "md"),
    "a format in capitals": ("gdp", "-f", "CSV"),
    "ids": ("gdp", "--ids"),
    "ids twice": ("gdp", "--ids", "-f", "ids"),
    "options first": ("--json", "-n", "2", "gdp"),
    "options between": ("cold", "--ids", "chain"),
    "a limit": ("port", "-n", "3"),
    "a long limit": ("port", "--limit", "3", "--ids"),
    "a limit of none": ("port", "--limit", "0"),
    "a limit with noughts": ("port", "--ids", "-n", "007"),
    "a limit twice": ("port", "--ids", "-n", "3", "-n", "5"),
    "all": ("port", "--all", "--ids"),
    "counts": ("port", "--facets", "-n", "1"),
    "counts in json": ("port", "--facets", "--json", "-n", "1"),
    "fields": ("port", "--fields", "id,score"),
    "a field that is none": ("port", "--fields", "idd"),
    "fields, listed": ("port", "--fields", "help"),
    "quiet": ("batery", "-q"),
    "quiet, long": ("batery", "--quiet", "--ids"),
    "a kind": ("port", "--kind", "figure", "--ids"),
    "two kinds": ("port", "--kind", "figure", "--kind", "places", "--ids"),
    "filters": ("port", "--partner", "japan", "--status", "planned", "--ids"),
    "a year": ("port", "--year", "2018..2020", "--ids"),
    "a condition": ("port", "--where", "value>=1000", "--ids"),
    "nothing": ("xqzvwk",),
    "nothing, json": ("xqzvwk", "--json"),
    "nothing, csv": ("xqzvwk", "-f", "csv"),
    "nothing, an error": ("xqzvwk", "--fail-empty"),
    "nothing, an error in json": ("xqzvwk", "--fail-empty", "--json"),
    "something, no error": ("port", "--fail-empty", "--ids"),
    "a wrong kind": ("port", "kind:polcy"),
    "a wrong kind as option": ("port", "--kind", "polcy"),
    "a wrong status in json": ("port", "status:plannd", "--json"),
    "a wrong name": ("port", "partner:panasonik"),
    "a wrong name in json": ("port", "--partner", "panasonik", "-j"),
    "a wrong year": ("port", "--year", "MMXX"),
    "a wrong condition": ("port", "--where", "instrment=plan"),
    "a wrong format": ("port", "-f", "jsn"),
    "two formats": ("port", "--json", "-f", "csv"),
    "two formats, ids": ("port", "--ids", "--json"),
    "all and a limit": ("port", "--all", "-n", "3"),
    "controls": ("a\x1b[31mbattery\nx\t\u202e",),
    "no UTF-8": ("caf\udce9",),
}
# What Typer has to read: help, forms of options that take thought, words that begin with a dash, and wrong lines.
LEFT: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "the command alone": ("search",),
    "another command": ("related", "dftz"),
    "another word": ("searching", "port"),
    "an option before the command": ("--version", "search", "port"),
    "help": ("search", "--help"),
    "help after words": ("search", "port", "-h"),
    "a word left out": ("search", "port", "-container"),
    "a word left out, first": ("search", "-container", "port"),
    "two hyphens": ("search", "port", "--", "-container"),
    "words after two hyphens": ("search", "--", "--json"),
    "a value joined by =": ("search", "port", "--limit=3"),
    "a format joined by =": ("search", "port", "--format=json"),
    "a value at its letter": ("search", "port", "-n3"),
    "a format at its letter": ("search", "port", "-fjson"),
    "letters together": ("search", "port", "-qj"),
    "an unknown option": ("search", "port", "--frmat", "json"),
    "an option with no value": ("search", "port", "-n"),
    "a value that looks like an option": ("search", "port", "-f", "--json"),
    "a negative limit": ("search", "port", "-n", "-1"),
    "a limit in words": ("search", "port", "-n", "three"),
    "a limit in other digits": ("search", "port", "-n", "\u0663"),
    "an empty word": ("search", "port", ""),
    "an empty value": ("search", "port", "-f", ""),
    "only options": ("search", "--json"),
    "a file": ("search", "port", "-o", "out.csv"),
    "a traceback": ("search", "port", "--debug"),
}
_HEAVY = {"typer", "rich", "msgspec", "tinydb", "textual"}
# A plain line leaves at once, past what waits for the end of the interpreter.
_REPORTING = """
import atexit, os, sys
def tell():
    print("\\n" + " ".join({name.partition(".")[0] for name in sys.modules}), file=sys.stderr, flush=True)
leave = os._exit
os._exit = lambda code: (tell(), leave(code))
atexit.register(tell)
from dftzcli.__main__ import main
main()
"""


@pytest.fixture(autouse=True)
def indexed(run: Run) -> None:
    """Have the index made: who is the first to search loads what makes it."""
    assert run("search", "port", "--ids").code == 0


@pytest.mark.parametrize("line", DIRECT.values(), ids=DIRECT)
def test_a_plain_line_is_answered_directly_with_the_bytes_of_the_whole_command_line(
    run: Run, spawn: Spawn, line: tuple[str, ...]
) -> None:
    assert plain(["search", *line]) is not None
    expected = run("search", *line)
    assert expected.out or expected.err
    assert spawn("search", *line) == expected


@pytest.mark.parametrize(
    "line",
    [
        ("port", "--ids", "-n", "3", "--limit", "5"),
        ("port", "--ids", "--limit", "5", "-n", "3"),
        ("port", "-f", "csv", "--format", "ids"),
        ("port", "--format", "ids", "-f", "csv"),
    ],
    ids=" ".join,
)
def test_of_an_option_given_twice_under_both_its_names_the_last_counts_either_way(
    run: Run, spawn: Spawn, line: tuple[str, ...]
) -> None:
    assert spawn("search", *line) == run("search", *line)


@pytest.mark.parametrize("flags", [(), ("--json",)], ids=str)
def test_a_damaged_store_is_the_same_error_either_way(run: Run, spawn: Spawn, flags: tuple[str, ...]) -> None:
    Path("mine").mkdir()
    Path("mine/catalogue.json").write_text("mine")
    line = ("search", "port", "--data-dir", "mine", *flags)
    assert plain(line) is not None
    direct = spawn(*line)
    assert (direct.code, direct.out) == (5, "")
    assert direct == run(*line)


@pytest.mark.parametrize("line", LEFT.values(), ids=LEFT)
def test_a_line_that_takes_thought_is_left_to_the_command_line(line: tuple[str, ...]) -> None:
    assert plain(line) is None


def _loaded(spawn: Spawn, *words: str) -> set[str]:
    """Return the packages that a process has loaded when it has answered."""
    outcome = spawn(*words, program=(sys.executable, "-c", _REPORTING))
    assert outcome.code in (0, 2, 3, 4), outcome.err
    return set(outcome.err.splitlines()[-1].split())


@pytest.mark.parametrize(
    "line",
    [
        ("cold", "chain"),
        ("cold chain", "--json"),
        ("gdp", "-f", "csv"),
        ("gdp", "-f", "md"),
        ("gdp", "--ids"),
        ("port", "--facets"),
        ("batery",),
        ("出口退税",),
        ("who is in charge of imported fruit",),
        ("kind:project", "partner:japan"),
        ("port", "--kind", "figure"),
        ("xqzvwk", "--fail-empty"),
        ("kind:polcy", "--json"),
    ],
    ids=" ".join,
)
def test_a_plain_line_loads_neither_the_command_line_nor_the_store_nor_a_screen(
    spawn: Spawn, line: tuple[str, ...]
) -> None:
    assert not _loaded(spawn, "search", *line) & _HEAVY


def test_json_with_fractions_is_written_without_the_codec_of_the_store(spawn: Spawn) -> None:
    assert not _loaded(spawn, "search", "gdp", "--json") & _HEAVY


def test_a_filter_on_status_is_read_without_the_codec_of_the_store(spawn: Spawn) -> None:
    assert not _loaded(spawn, "search", "port", "status:planned") & _HEAVY


def test_what_is_left_to_the_command_line_loads_it(spawn: Spawn) -> None:
    assert "typer" in _loaded(spawn, "search", "port", "-container")


def test_a_reader_that_leaves_ends_a_direct_answer_quietly() -> None:
    reader = "import sys; sys.exit(0)"
    command = [sys.executable, "-m", "dftzcli", "search", "port", "--all", "--json", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        subprocess.run([sys.executable, "-c", reader], stdin=child.stdout, check=True)
        assert child.stdout and child.stderr
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(10) == 0


def test_a_full_disk_behind_a_direct_answer_is_an_error_in_words() -> None:
    command = [sys.executable, "-m", "dftzcli", "search", "port", "--json", "-q"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert "standard output" in json.loads(done.stderr)["error"]["message"]
