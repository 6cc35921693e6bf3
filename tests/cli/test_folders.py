"""Where the program keeps things: the flag, the variables, the XDG folders, and where nothing can be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import AsOrdinaryUser

from .program import Run, Spawn


def test_the_flag_wins_over_the_variable_and_the_variable_over_xdg(run: Run, tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path / "xdg"), "DFTZ_DATA_DIR": str(tmp_path / "own")}
    flag = ("--data-dir", tmp_path / "flag")
    assert run("data", "path", *flag, env=env) == (0, f"{tmp_path}/flag/catalogue.json\n", "")
    assert run("data", "path", env=env) == (0, f"{tmp_path}/own/catalogue.json\n", "")
    env["DFTZ_DATA_DIR"] = ""
    assert run("data", "path", env=env) == (0, f"{tmp_path}/xdg/dftz/catalogue.json\n", "")


@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_an_empty_or_relative_xdg_folder_is_not_used(run: Run, room: Path, value: str) -> None:
    env = {"XDG_DATA_HOME": value, "DFTZ_DATA_DIR": ""}
    assert run("data", "path", env=env) == (0, f"{room}/.local/share/dftz/catalogue.json\n", "")


def test_every_folder_of_info_follows_its_xdg_variable(run: Run, tmp_path: Path) -> None:
    env = {f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("data", "cache", "config", "state")}
    (item,) = run("info", "--json", env=env | {"DFTZ_DATA_DIR": "", "DFTZ_CACHE_DIR": ""}).items
    for name in ("data", "cache", "config", "state"):
        assert item[f"{name}_dir"] == f"{tmp_path}/{name}/dftz"


def test_asking_for_the_path_creates_nothing(run: Run, tmp_path: Path) -> None:
    assert run("data", "path", "--data-dir", tmp_path / "none").code == 0
    assert not (tmp_path / "none").exists()


def test_the_home_folder_gets_no_file_of_ours(run: Run, room: Path) -> None:
    for words in (["list", "gaps"], ["overview"], ["show", "pansonic"], ["info"]):
        run(*words)
    assert list(room.iterdir()) == []


def test_the_first_use_writes_below_the_xdg_folders_of_home_only(run: Run, room: Path) -> None:
    assert run("list", "gaps", env={"DFTZ_DATA_DIR": "", "DFTZ_CACHE_DIR": ""}).code == 0
    assert (room / ".local/share/dftz/catalogue.json").is_file()
    assert {path.name for path in room.iterdir()} <= {".local", ".cache"}


def test_the_store_is_for_its_user_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    assert run("list", "gaps", "--data-dir", folder).code == 0
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_without_a_home_a_named_folder_is_enough(spawn: Spawn) -> None:
    code, out, err = spawn("list", "gaps", "-f", "ids", env={"HOME": None})
    assert (code, err) == (0, "")
    assert out.count("\n") > 10


def test_without_any_folder_to_keep_things_in_the_program_says_what_to_set(run: Run) -> None:
    code, out, err = run("data", "path", env={"HOME": "relative", "DFTZ_DATA_DIR": "", "DFTZ_CACHE_DIR": ""})
    assert (code, out) == (2, "")
    assert "HOME" in err and "--data-dir" in err


@pytest.mark.parametrize("words", [("list", "gaps", "-f", "ids"), ("show", "panasonic", "--json"), ("overview",)])
def test_where_nothing_can_be_written_reading_works_with_one_line_said(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    folder = tmp_path / "file" / "dftz"
    expected = run(*words)
    code, out, err = run(*words, env={"DFTZ_DATA_DIR": str(folder), "DFTZ_CACHE_DIR": str(folder)})
    assert (code, out) == (0, expected.out)
    assert err.count("\n") == 1
    assert str(folder) in err and "memory" in err


def test_where_nothing_can_be_written_a_reset_fails_with_the_folder_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    code, out, err = run("data", "reset", "--yes", "--data-dir", tmp_path / "file" / "dftz")
    assert (code, out) == (5, "")
    assert str(tmp_path / "file" / "dftz") in err and "Traceback" not in err


def test_a_folder_without_write_permission_is_read_from_memory(
    run: Run, tmp_path: Path, as_ordinary_user: AsOrdinaryUser
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    # Once before, so that nothing is left to import where the interpreter itself is closed to an ordinary user.
    (tmp_path / "file").write_text("a file, not a folder")
    run("list", "gaps", "--data-dir", tmp_path / "file" / "none")
    with as_ordinary_user():
        code, _, err = run("list", "gaps", "--all", "--data-dir", folder)
    assert (code, err.count("\n")) == (0, 1)
    assert str(folder) in err and "memory" in err
