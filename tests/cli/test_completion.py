"""What a shell is told: scripts for four shells, and offers for what has been typed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from .program import Outcome, Run, Spawn, Tamper, data, ids_where


def _bash(spawn: Spawn, line: str, **env: str | None) -> Outcome:
    """Return what the program tells bash when Tab is pressed at the end of a line."""
    place = str(len(line.split(" ")) - 1)
    return spawn(env={"_DFTZ_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": place, **env})


def _zsh(spawn: Spawn, line: str) -> Outcome:
    return spawn(env={"_DFTZ_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_script_for_a_shell(run: Run, shell: str) -> None:
    code, out, err = run("completion", shell)
    assert (code, err) == (0, "")
    assert "dftz" in out and f"complete_{'powershell' if shell == 'powershell' else shell}" in out


def test_the_script_for_bash_is_bash(run: Run) -> None:
    bash = shutil.which("bash")
    assert bash
    subprocess.run([bash, "-n"], input=run("completion", "bash").out.encode(), check=True)


def test_without_a_shell_it_is_said_how_to_use_the_scripts(run: Run) -> None:
    code, out, err = run("completion")
    assert (code, err) == (0, "")
    assert all(shell in out for shell in ("bash", "zsh", "fish", "powershell"))


def test_ids_are_completed(spawn: Spawn) -> None:
    expected = sorted(
        identity
        for plural in ("partners", "projects", "policies", "figures", "industries", "places", "agencies", "gaps")
        for identity in ids_where(plural, lambda found: found["id"].startswith("pana"))
    )
    code, out, err = _bash(spawn, "dftz show pana")
    assert (code, err) == (0, "")
    assert sorted(out.split()) == expected
    assert "panasonic" in expected


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("dftz ov", "overview"),
        ("dftz data val", "validate"),
        ("dftz list pol", "policies"),
        ("dftz list projects --status op", "operating"),
        ("dftz list -f js", "json"),
        ("dftz list --fields id,name_", "id,name_zh"),
        ("dftz list --agency commerce-b", "commerce-bureau"),
        ("dftz list --source dalian-a", "dalian-article"),
        ("dftz list --industry batter", "batteries"),
        ("dftz list --cou", "--country"),
        ("dftz figures gd", "gdp"),
    ],
)
def test_commands_kinds_values_and_fields_are_completed(spawn: Spawn, line: str, offered: str) -> None:
    code, out, err = _bash(spawn, line)
    assert (code, err) == (0, "")
    assert offered in out.split()


def test_names_are_shown_where_the_shell_shows_them(spawn: Spawn) -> None:
    (found,) = (entry for entry in data("projects") if entry["id"] == "panasonic-battery-plant")
    code, out, err = _zsh(spawn, "dftz show panasonic-b")
    assert (code, err) == (0, "")
    assert found["id"] in out and found["name"] in out


def test_an_id_added_to_the_store_is_offered_at_once(spawn: Spawn, own_data: Path, tamper: Tamper) -> None:
    assert _bash(spawn, "dftz show panax").out.split() == []
    tamper("projects", "panasonic-battery-plant", {"id": "panax-plant"})
    assert _bash(spawn, "dftz show panax").out.split() == ["panax-plant"]


@pytest.mark.parametrize("content", [b"", b"{", b"not a store"], ids=["empty", "cut short", "foreign"])
def test_a_damaged_store_offers_nothing_and_says_nothing(spawn: Spawn, own_data: Path, content: bytes) -> None:
    (own_data / "catalogue.json").write_bytes(content)
    code, out, err = _bash(spawn, "dftz show pana")
    assert (code, out.strip(), err) == (0, "", "")


def test_completion_works_where_nothing_can_be_written(spawn: Spawn, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    nowhere = str(tmp_path / "file" / "dftz")
    code, out, err = _bash(spawn, "dftz show pana", DFTZ_DATA_DIR=nowhere, DFTZ_CACHE_DIR=nowhere)
    assert (code, err) == (0, "")
    assert "panasonic" in out.split()
