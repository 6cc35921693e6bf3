"""On a terminal and off it: colour, width, the pager, and questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from .program import ANSI, OnTerminal, Run, width

PROJECTS = ("list", "projects", "--limit", "5", "-q")


@pytest.mark.parametrize(
    ("env", "flags", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--no-color",), False),
        ({}, ("--color", "never"), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({}, ("--plain",), False),
        ({}, ("-f", "csv"), False),
        ({}, ("--json", "--color", "always"), False),
    ],
    ids=str,
)
def test_colour_on_a_terminal(
    on_terminal: OnTerminal, env: dict[str, str | None], flags: tuple[str, ...], coloured: bool
) -> None:
    code, out, err = on_terminal(*PROJECTS, *flags, env=env)
    assert (code, err) == (0, "")
    assert bool(ANSI.search(out)) is coloured


@pytest.mark.parametrize(
    ("env", "flags", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": ""}, (), False),
        ({}, ("--color", "always"), True),
        ({}, ("--color", "auto"), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, (), True),
        ({"FORCE_COLOR": "1"}, ("--no-color",), False),
        ({"FORCE_COLOR": "1"}, ("--json",), False),
        ({"FORCE_COLOR": "1"}, ("-f", "md"), False),
    ],
    ids=str,
)
def test_colour_in_a_pipe(run: Run, env: dict[str, str], flags: tuple[str, ...], coloured: bool) -> None:
    code, out, err = run(*PROJECTS, *flags, env=env)
    assert (code, err) == (0, "")
    assert bool(ANSI.search(out)) is coloured


def test_standard_error_is_not_coloured_because_standard_output_is(run: Run) -> None:
    code, out, err = run("list", "policies", env={"FORCE_COLOR": "1"})
    assert code == 0
    assert ANSI.search(out)
    assert err.startswith("showing 50 of")


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize(
    "command",
    [
        ("list", "projects", "--all"),
        ("figures",),
        ("discrepancies",),
        ("overview",),
        ("show", "panasonic-battery-plant", "gdp-dalian-2025", "dalian-plan-2020"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_table_fits_the_terminal(on_terminal: OnTerminal, command: tuple[str, ...], columns: int) -> None:
    code, out, _ = on_terminal(*command, columns=columns)
    assert code == 0
    lines = ANSI.sub("", out).splitlines()
    assert len(lines) > 5
    assert [line for line in lines if width(line) > columns] == []


def test_a_terminal_that_is_told_its_width_takes_it(on_terminal: OnTerminal) -> None:
    _, out, _ = on_terminal("list", "projects", columns=200, env={"COLUMNS": "60"})
    assert max(map(width, ANSI.sub("", out).splitlines())) <= 60


def test_wrapping_loses_no_word(on_terminal: OnTerminal, run: Run) -> None:
    _, out, _ = on_terminal("show", "panasonic-battery-plant", columns=60)
    squeezed = "".join(ANSI.sub("", out).split())
    (item,) = run("show", "panasonic-battery-plant", "--json").items
    assert "".join(item["summary"].split()) in squeezed


def test_a_format_for_programs_is_the_same_on_a_terminal_and_in_a_pipe(on_terminal: OnTerminal, run: Run) -> None:
    assert on_terminal("figures", "gdp", "-f", "csv", columns=40) == run("figures", "gdp", "-f", "csv")


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    program = tmp_path / "pager"
    program.write_text(f'#!/bin/sh\necho "{tmp_path}" > "{tmp_path}/paged"\ncat\n')
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("variable", "flags", "rows", "paged"),
    [
        ("DFTZ_PAGER", (), 24, True),
        ("PAGER", (), 24, True),
        ("DFTZ_PAGER", (), 1000, False),
        ("DFTZ_PAGER", ("--no-pager",), 24, False),
        ("DFTZ_PAGER", ("-f", "csv"), 24, False),
    ],
)
def test_the_pager_is_used_on_a_terminal_for_what_exceeds_the_screen(
    on_terminal: OnTerminal, pager: Path, variable: str, flags: tuple[str, ...], rows: int, paged: bool
) -> None:
    code, out, _ = on_terminal("list", "projects", *flags, columns=200, rows=rows, env={variable: str(pager)})
    assert code == 0
    assert "panasonic-battery-plant" in out
    assert (pager.parent / "paged").exists() is paged


def test_our_own_pager_variable_wins_and_empty_means_none(on_terminal: OnTerminal, pager: Path) -> None:
    code, out, _ = on_terminal("list", "projects", columns=200, rows=24, env={"DFTZ_PAGER": "", "PAGER": str(pager)})
    assert code == 0
    assert "panasonic-battery-plant" in out
    assert not (pager.parent / "paged").exists()


def test_there_is_no_pager_in_a_pipe(run: Run, pager: Path) -> None:
    assert run("list", "projects", env={"DFTZ_PAGER": str(pager), "LINES": "5"}).code == 0
    assert not (pager.parent / "paged").exists()


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2)])
def test_a_person_is_asked_before_the_store_is_replaced(
    on_terminal: OnTerminal, own_data: Path, answer: str, code: int
) -> None:
    store = own_data / "catalogue.json"
    store.write_text("mine")
    outcome = on_terminal("data", "reset", keys=answer, talks=True)
    assert outcome.code == code
    assert "[y/N]" in outcome.out and str(store) in outcome.out
    assert (store.read_text("utf-8") == "mine") is (code != 0)


@pytest.mark.parametrize(("env", "flags"), [({"CI": "1"}, ()), ({}, ("--no-input",))], ids=str)
def test_nobody_is_asked_where_questions_are_forbidden(
    on_terminal: OnTerminal, own_data: Path, env: dict[str, str | None], flags: tuple[str, ...]
) -> None:
    store = own_data / "catalogue.json"
    store.write_text("mine")
    code, out, _ = on_terminal("data", "reset", *flags, env=env, talks=True)
    assert code == 2
    assert "[y/N]" not in out and "--yes" in out
    assert store.read_text() == "mine"
