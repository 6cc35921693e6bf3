"""Plain lines of `list`, `figures` and `compare`: the bytes of the whole command line, and none of its weight."""

from __future__ import annotations

import sys

import pytest

from dftzcli.cli.direct import plain

from .program import Run, Spawn

CITIES = ("dalian", "shenyang", "changchun", "harbin")
GDP = ("compare", *CITIES, "--indicator", "gdp")
DIRECT: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "list a kind": ("list", "projects"),
    "list two kinds": ("list", "--kind", "gap", "--kind", "places"),
    "list kinds with a comma": ("list", "gaps,places", "--ids"),
    "list, filtered": ("list", "projects", "--country", "JP", "--status", "operating"),
    "list, filtered by what is a name": ("list", "policies", "--agency", "商务局", "--ids"),
    "list, conditions": ("list", "incentives", "--where", "zone_only=yes", "--fields", "id,benefit", "-f", "csv"),
    "list, sorted": ("list", "projects", "--sort", "name", "-n", "3"),
    "list, a year": ("list", "policies", "--year", "2018..2020", "--json"),
    "list, plain": ("list", "projects", "--all", "--plain"),
    "list, nothing": ("list", "projects", "--country", "BR"),
    "list, nothing, an error": ("list", "projects", "--country", "BR", "--fail-empty", "--json"),
    "list, a wrong kind": ("list", "polcies"),
    "list, a wrong field": ("list", "gaps", "--fields", "nme"),
    "list, fields": ("list", "gaps", "--fields", "help"),
    "list, all and a limit": ("list", "gaps", "--all", "-n", "3"),
    "list, options first": ("list", "-f", "ids", "gaps"),
    "figures": ("figures",),
    "figures of an indicator": ("figures", "gdp"),
    "figures of two": ("figures", "customs-exports", "customs-imports", "-f", "csv"),
    "figures, a scope": ("figures", "--scope", "zone", "--headline"),
    "figures, a wrong scope": ("figures", "--scope", "cty"),
    "figures, a period": ("figures", "customs-trade-total", "--period", "2021..2024"),
    "figures, a wrong period": ("figures", "gdp", "--period", "20x"),
    "figures, the latest": ("figures", "--latest", "--ids", "--all"),
    "figures, old": ("figures", "gdp", "--older-than", "2020", "--json"),
    "figures, disputed": ("figures", "--disputed", "-f", "md"),
    "figures, a year without any": ("figures", "customs-trade-total", "--year", "2024"),
    "figures, a unit": ("figures", "customs-exports", "--unit", "USD bn"),
    "figures, a unit in json": ("figures", "customs-exports", "--unit", "亿美元", "--json"),
    "figures, a currency": ("figures", "gdp", "--unit", "USD"),
    "figures, no unit": ("figures", "gdp", "--unit", "furlong", "--json"),
    "compare countries": ("compare", "japan", "south-korea", "russia"),
    "compare, plain": ("compare", "japan", "south-korea", "--plain"),
    "compare, what differs": ("compare", "japan", "russia", "--diff-only", "-f", "csv"),
    "compare, what is the same": ("compare", "japan", "russia", "--same-only", "--json"),
    "compare, a name": ("compare", "Japan", "Russia", "--ids"),
    "compare, fields": ("compare", "japan", "russia", "--fields", "industries,country", "-f", "tsv"),
    "compare, fields listed": ("compare", "japan", "russia", "--fields", "help"),
    "compare, weights": ("compare", "japan", "russia", "--weight", "industries=2", "--weight", "country_projects=+1"),
    "compare places": GDP,
    "compare places in json": (*GDP, "--json"),
    "compare places in another unit": (*GDP, "--unit", "亿元"),
    "compare places by weights": (*GDP, "--weight", "gdp=2", "-j"),
    "compare periods": ("compare", "customs-trade-total", "--period", "2021..2024"),
    "compare periods, each": ("compare", "customs-trade-total", "--period", "2021", "--period", "2022", "-f", "md"),
    "compare a place over time": ("compare", "--indicator", "gdp", "--place", "dalian", "--period", "2018,2025"),
    "compare indicators": ("compare", "customs-exports", "customs-imports", "-q"),
    "compare, a currency": (*GDP, "--unit", "USD"),
    "compare nothing": ("compare",),
    "compare one": ("compare", "japan", "--json"),
    "compare two kinds": ("compare", "japan", "dalian"),
    "compare what is not": ("compare", "xyzzy", "japan", "--json"),
    "brief": ("brief", "panasonic-battery-plant", "--country", "JP", "-f", "html"),
    "brief, peers and a format": ("brief", "--industry", "batteries", "--peers", "qingdao,tianjin", "-f", "html"),
    "brief, a day": ("brief", "japan", "--as-of", "2020", "-f", "html"),
    "brief of nothing": ("brief", "--peers", "qingdao"),
    "compare, two formats": ("compare", "japan", "russia", "--json", "-f", "csv"),
}
# What Typer has to read.
LEFT: dict[str, tuple[str, ...]] = {
    "help": ("compare", "--help"),
    "standard input": ("compare", "-"),
    "another name of an option": ("compare", "dalian", "shenyang", "--metric", "gdp"),
    "another name of a period": ("compare", "customs-exports", "--year", "2021"),
    "a chart": (*GDP, "--chart"),
    "an option that a brief lacks": ("brief", "japan", "--json"),
    "fields, which a brief lacks": ("brief", "japan", "--fields", "id"),
    "a file of weights": (*GDP, "--weights", "weights.toml"),
    "a file": ("figures", "gdp", "-o", "out.csv"),
    "a series": ("figures", "gdp", "--series"),
    "what is computed": ("figures", "gdp", "--derive", "growth"),
    "a value joined by =": ("figures", "gdp", "--period=2025"),
    "an unknown option": ("list", "gaps", "--frmat", "json"),
    "two kinds as words": ("list", "gaps", "places"),
    "an option with no value": ("list", "gaps", "--sort"),
    "a limit in words": ("list", "gaps", "-n", "three"),
    "an empty word": ("compare", "japan", ""),
}
# A condition on a field with a closed list of values reads that list from the types of the records; what they say as of
# a day is written anew, by what writes records.
_TYPED = ("--where", "--status", "--scope", "--as-of")
LIGHT = {name: line for name, line in DIRECT.items() if not set(_TYPED) & set(line)}
_HEAVY = {"typer", "rich", "msgspec", "tinydb", "textual", "plotext", "tantivy"}
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


@pytest.mark.parametrize("line", DIRECT.values(), ids=DIRECT)
def test_a_plain_line_is_answered_directly_with_the_bytes_of_the_whole_command_line(
    run: Run, spawn: Spawn, line: tuple[str, ...]
) -> None:
    assert plain(line) is not None
    expected = run(*line)
    assert expected.out or expected.err
    assert spawn(*line) == expected


@pytest.mark.parametrize("line", LEFT.values(), ids=LEFT)
def test_a_line_that_takes_thought_is_left_to_the_command_line(line: tuple[str, ...]) -> None:
    assert plain(line) is None


def _loaded(spawn: Spawn, *line: str) -> set[str]:
    """Return the packages that a process has loaded when it has answered."""
    outcome = spawn(*line, program=(sys.executable, "-c", _REPORTING))
    assert outcome.code in (0, 2, 3, 4), outcome.err
    return set(outcome.err.splitlines()[-1].split())


@pytest.mark.parametrize("line", LIGHT.values(), ids=LIGHT)
def test_a_plain_line_loads_neither_the_command_line_nor_the_store_nor_a_screen(
    spawn: Spawn, line: tuple[str, ...]
) -> None:
    assert not _loaded(spawn, *line) & _HEAVY


@pytest.mark.parametrize("line", [line for line in DIRECT.values() if line not in LIGHT.values()], ids=" ".join)
def test_a_condition_on_a_closed_list_or_a_day_loads_no_command_line(spawn: Spawn, line: tuple[str, ...]) -> None:
    assert not _loaded(spawn, *line) & (_HEAVY - {"msgspec"})


@pytest.mark.parametrize("watched", ["sys.settrace(lambda *_: None)", "sys.setprofile(lambda *_: None)"])
def test_whoever_traces_or_measures_a_plain_line_sees_the_interpreter_end(spawn: Spawn, watched: str) -> None:
    begin = "import atexit, sys\natexit.register(print, 'at the end')\nfrom dftzcli.__main__ import main"
    program = f"{begin}\n{watched}\nmain()"
    outcome = spawn("list", "gaps", "--ids", "-n", "1", program=(sys.executable, "-c", program))
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "at the end")


def test_a_plain_line_leaves_with_the_code_of_its_error_and_all_that_it_said(spawn: Spawn) -> None:
    outcome = spawn("show", "no-such-record-anywhere")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("error: ") and outcome.err.endswith("\n")
