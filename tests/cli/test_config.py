"""`config`: what is set, where it came from, and what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .program import FORMATS, Run, Spawn, examples

KEYS = ["id", "kind", "name", "value", "origin", "place", "variable", "about"]


@pytest.fixture
def file(room: Path) -> Path:
    """Return the settings file of the test's home; it does not exist yet, its folder does."""
    path = room / ".config/dftz/settings.toml"
    path.parent.mkdir(parents=True)
    return path


def test_the_settings_are_listed_with_their_values(run: Run, file: Path) -> None:
    file.write_text('theme = "dftz-light"\n[keys]\nquit = ["x", "q"]\n')
    code, _, err = outcome = run("config", "list", "--json", env={"DFTZ_MOUSE": "off"})
    assert (code, err) == (0, "")
    assert all(list(item) == KEYS for item in outcome.items)
    assert {item["id"]: item["value"] for item in outcome.items} == {
        "theme": "dftz-light",
        "keys": {"quit": ["x", "q"]},
        "restore_view": False,
        "accessible": False,
        "animations": True,
        "mouse": False,
    }
    assert {item["id"]: (item["origin"], item["place"]) for item in outcome.items if item["place"]} == {
        "theme": ("file", str(file)),
        "keys": ("file", str(file)),
        "mouse": ("environment", "DFTZ_MOUSE"),
    }


def test_a_table_shows_where_values_came_from_when_asked(run: Run, file: Path) -> None:
    file.write_text('[keys]\nquit = ["x", "q"]\nsearch = []\n')
    plain, asked = run("config", "list").out, run("config", "list", "--origin").out
    assert "quit = x q; search = none" in plain and str(file) not in plain
    assert "default" not in plain and "theme of the application" in plain
    assert next(line for line in asked.splitlines() if line.startswith("keys")).split()[-2:] == ["file", str(file)]
    assert next(line for line in asked.splitlines() if line.startswith("mouse")).split()[1:] == ["yes", "default"]


def test_a_variable_wins_over_the_file(run: Run, file: Path) -> None:
    file.write_text("mouse = false\naccessible = true\n")
    items = {item["id"]: item for item in run("config", "list", "-j", env={"DFTZ_ACCESSIBLE": "0"}).items}
    assert (items["mouse"]["value"], items["mouse"]["origin"]) == (False, "file")
    assert (items["accessible"]["value"], items["accessible"]["origin"]) == (False, "environment")


@pytest.mark.parametrize("name", FORMATS)
def test_the_settings_are_listed_in_every_format_and_the_same_each_time(run: Run, name: str) -> None:
    first = run("config", "list", "-f", name)
    assert (first.code, first.err) == (0, "")
    out = first.out.replace("\\_", "_")
    assert all(key in out for key in ("theme", "keys", "restore_view", "accessible", "animations", "mouse"))
    assert run("config", "list", "-f", name) == first


def test_fields_choose_what_is_listed(run: Run) -> None:
    assert run("config", "list", "--fields", "id,value", "-f", "csv").out.splitlines()[:2] == [
        "id,value",
        "theme,dftz-dark",
    ]
    assert run("config", "list", "--fields", "help", "--ids").ids == KEYS
    code, out, err = run("config", "list", "--fields", "valu")
    assert (code, out) == (2, "") and "did you mean value" in err


def test_a_wrong_key_is_named_with_file_line_and_the_nearest(run: Run, file: Path) -> None:
    file.write_text("\nmose = false\n")
    code, out, err = run("config", "list")
    assert (code, out) == (2, "")
    assert f"{file}, line 2" in err and "'mose'" in err and "did you mean mouse" in err
    outcome = run("config", "list", "--json")
    assert (outcome.code, outcome.out, outcome.error["code"]) == (2, "", "usage")


def test_control_characters_of_the_file_reach_no_terminal(run: Run, file: Path) -> None:
    file.write_text('theme = "\\u001b[31mred"\n"\\u001b[2J" = 1\n')
    assert "\x1b" not in run("config", "list").err
    file.write_text('theme = "\\u001b[31mred"\n[keys]\nquit = "\\u202e"\n')
    for name in FORMATS:
        outcome = run("config", "list", "-f", name)
        assert outcome.code == 0
        assert not {"\x1b", "\u202e"} & set(outcome.out)


def test_the_path_is_that_of_the_config_folder_and_nothing_is_created(run: Run, room: Path, tmp_path: Path) -> None:
    assert run("config", "path") == (0, f"{room}/.config/dftz/settings.toml\n", "")
    env = {"XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    assert run("config", "path", env=env).out == f"{tmp_path}/xdg/dftz/settings.toml\n"
    env["DFTZ_CONFIG_DIR"] = str(tmp_path / "own")
    assert run("config", "path", env=env).out == f"{tmp_path}/own/settings.toml\n"
    assert run("config", "list", env=env).code == 0
    assert not (tmp_path / "own").exists() and not (tmp_path / "xdg").exists() and list(room.iterdir()) == []


def test_neither_the_store_is_made_nor_a_damaged_one_in_the_way(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "untouched"
    assert run("config", "list", "--data-dir", folder).code == 0
    assert not folder.exists()
    folder.mkdir()
    (folder / "catalogue.json").write_text("{")
    assert run("config", "list", "--json", "--data-dir", folder).code == 0


def test_a_mistyped_command_names_the_nearest(run: Run) -> None:
    code, out, err = run("config", "lst")
    assert (code, out) == (2, "") and "'list'" in err


@pytest.mark.parametrize("command", ["config", "config list", "config path"])
def test_the_help_begins_with_examples_that_run(run: Run, command: str) -> None:
    code, out, err = run(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert out.partition("\n\n")[2].lstrip().startswith("Examples:\n")
    for example in examples(out):
        assert run(*example.split()[1:]).code == 0


def test_the_application_is_not_loaded(spawn: Spawn) -> None:
    code = (
        "import sys\n"
        "from dftzcli.cli.app import main\n"
        "try:\n"
        "    main(['config', 'list'])\n"
        "finally:\n"
        "    assert not {'textual', 'dftzcli.tui', 'rich'} & set(sys.modules)\n"
    )
    outcome = spawn(program=(sys.executable, "-c", code))
    assert (outcome.code, outcome.err) == (0, "")
