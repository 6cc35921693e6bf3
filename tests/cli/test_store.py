"""The store as a user meets it: damaged, changed, put back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .program import Run, Tamper


def _newer(content: bytes) -> bytes:
    tables = json.loads(content)
    next(iter(tables["_meta"].values()))["format_version"] = 99
    return json.dumps(tables).encode()


def _foreign_record(content: bytes) -> bytes:
    tables = json.loads(content)
    next(iter(tables["projects"].values()))["status"] = "no status"
    return json.dumps(tables).encode()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "not json": lambda content: b"SQLite format 3\x00" + bytes(100),
    "not utf-8": lambda content: content.replace("松下".encode(), b"\xff\xfe", 1),
    "of another program": lambda content: b'{"_default": {"1": {"name": "somebody else\'s"}}}',
    "newer": _newer,
    "with a value outside the model": _foreign_record,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_store_that_cannot_be_used_is_named_and_left_alone(
    run: Run, own_data: Path, damage: Callable[[bytes], bytes]
) -> None:
    store = own_data / "catalogue.json"
    store.write_bytes(damage(store.read_bytes()))
    before = store.read_bytes()
    for words in (("list", "projects"), ("show", "panasonic-battery-plant"), ("overview",)):
        code, out, err = run(*words)
        assert (code, out) == (5, ""), words
        assert str(store) in err and "Traceback" not in err
        assert "dftz data reset" in err or "upgrade" in err
    assert store.read_bytes() == before


def test_a_store_that_cannot_be_used_is_an_error_in_json_too(run: Run, own_data: Path) -> None:
    (own_data / "catalogue.json").write_bytes(b"")
    code, out, _ = outcome = run("list", "projects", "--json")
    assert (code, out) == (5, "")
    assert outcome.error["code"] == "store_corrupt"
    assert str(own_data / "catalogue.json") in outcome.error["message"]


def test_the_status_of_a_damaged_store_is_reported_and_not_an_error(run: Run, own_data: Path) -> None:
    (own_data / "catalogue.json").write_bytes(b"")
    outcome = run("data", "status", "--json")
    assert outcome.code == 0
    (item,) = outcome.items
    assert item["present"] is True
    assert str(own_data / "catalogue.json") in item["fault"]


def test_a_reset_off_a_terminal_needs_yes(run: Run, own_data: Path) -> None:
    store = own_data / "catalogue.json"
    store.write_text("mine")
    code, out, err = run("data", "reset")
    assert (code, out) == (2, "")
    assert str(store) in err and "--yes" in err
    assert store.read_text() == "mine"


@pytest.mark.parametrize("flags", [(), ("--yes",)], ids=str)
def test_a_dry_run_says_what_would_be_done_and_does_nothing(run: Run, own_data: Path, flags: tuple[str, ...]) -> None:
    store = own_data / "catalogue.json"
    store.write_text("mine")
    before = sorted((path.name, path.stat().st_mtime_ns) for path in own_data.iterdir())
    code, out, err = run("data", "reset", "--dry-run", *flags)
    assert (code, out) == (0, "")
    assert str(store) in err and "would replace" in err
    assert sorted((path.name, path.stat().st_mtime_ns) for path in own_data.iterdir()) == before


def test_a_dry_run_says_that_nothing_would_be_changed(run: Run, own_data: Path) -> None:
    code, out, err = run("data", "reset", "--dry-run")
    assert (code, out) == (0, "")
    assert "nothing would be changed" in err


def test_a_dry_run_from_a_backup_that_is_not_there_says_so_as_the_run_would(run: Run, own_data: Path) -> None:
    code, out, err = run("data", "reset", "--dry-run", "--from-backup")
    assert (code, out) == (5, "")
    assert "no last good state" in err


def test_a_reset_puts_the_packaged_data_back_and_its_undo_line_undoes_it(run: Run, own_data: Path) -> None:
    store = own_data / "catalogue.json"
    good = store.read_bytes()
    store.write_text("mine")
    code, out, err = run("data", "reset", "--yes")
    assert (code, out) == (0, "")
    assert store.read_bytes() == good
    _, _, undo = err.rstrip("\n").partition("to undo it: ")
    subprocess.run(undo, shell=True, check=True)
    assert store.read_text() == "mine"


def test_a_reset_of_what_is_as_packaged_changes_nothing(run: Run, own_data: Path) -> None:
    before = (own_data / "catalogue.json").stat().st_mtime_ns
    code, out, err = run("data", "reset", "--yes")
    assert (code, out) == (0, "")
    assert "nothing was changed" in err
    assert (own_data / "catalogue.json").stat().st_mtime_ns == before


def test_a_damaged_store_offers_its_backup_and_goes_back_to_it(run: Run, own_data: Path, tamper: Tamper) -> None:
    store = own_data / "catalogue.json"
    tamper("projects", "panasonic-battery-plant", {"summary": "Changed by its user."})
    mine = store.read_bytes()
    assert run("data", "reset", "--yes").code == 0  # what was sound is now the backup
    store.write_bytes(b"{")
    code, out, err = run("list", "gaps")
    assert (code, out) == (5, "")
    assert "--from-backup" in err
    code, out, err = run("data", "reset", "--from-backup", "--yes")
    assert (code, out) == (0, "")
    assert store.read_bytes() == mine
    assert run("show", "panasonic-battery-plant", "--json").items[0]["summary"] == "Changed by its user."


def test_without_a_backup_there_is_nothing_to_go_back_to(run: Run, own_data: Path) -> None:
    before = (own_data / "catalogue.json").read_bytes()
    code, out, err = run("data", "reset", "--from-backup", "--yes")
    assert (code, out) == (5, "")
    assert "backup" in err and str(own_data) in err
    assert (own_data / "catalogue.json").read_bytes() == before


def test_a_change_of_the_store_shows_at_once_and_in_its_status(run: Run, tamper: Tamper) -> None:
    assert run("list", "projects", "-f", "ids").code == 0
    tamper("projects", "panasonic-battery-plant", {"name": "Renamed by its user", "status": "planned"})
    (item,) = run("show", "panasonic-battery-plant", "--json").items
    assert (item["name"], item["status"]) == ("Renamed by its user", "planned")
    planned = run("list", "projects", "--status", "planned", "-f", "ids").ids
    assert "panasonic-battery-plant" in planned
    assert run("data", "status", "--json").items[0]["modified"] is True
