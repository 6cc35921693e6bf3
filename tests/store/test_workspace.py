"""The user's own shortlists: what can be done with them, and that nothing that happens to the file loses them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from dftzcli.errors import NotFound, StoreCorrupt, StoreTooNew, StoreUnreadable, UsageError
from dftzcli.store.atomic import backup_path
from dftzcli.store.installation import reset, store_path
from dftzcli.store.locking import locked
from dftzcli.store.workspace import Entry, Repair, Shortlist, Workspace, workspace_path
from tests.conftest import AsOrdinaryUser

from .sample_records import CHECKOUT

DAY = "2026-11-22"


@pytest.fixture
def workspace(data_dir: Path) -> Workspace:
    """Return the workspace of a data directory that does not exist yet."""
    return Workspace(workspace_path(data_dir))


@pytest.fixture
def held(workspace: Workspace) -> Workspace:
    """Return a workspace with two lists."""
    workspace.add("visit", ["panasonic", "japan", "gdp"], "call first", added=DAY)
    workspace.add("fish", ["fishery"])
    return workspace


def content(workspace: Workspace) -> dict[str, list[str]]:
    """Return the ids of each list."""
    return {shortlist.name: list(shortlist.ids) for shortlist in workspace.shortlists()}


def write(workspace: Workspace, **changes: Any) -> None:
    """Change keys of the file as an editor of it would."""
    found = json.loads(workspace.path.read_bytes())
    workspace.path.write_text(json.dumps(found | changes), "utf-8")


def test_opening_and_reading_create_neither_file_nor_folder(workspace: Workspace, data_dir: Path) -> None:
    assert workspace.shortlists() == ()
    with pytest.raises(NotFound, match="no shortlist 'visit'"):
        workspace.shortlist("visit")
    assert not data_dir.exists()


def test_what_is_added_is_read_back_by_another_with_note_and_day_in_order(workspace: Workspace) -> None:
    assert workspace.add("visit", ["panasonic", "japan"], "call first\n先打电话", added=DAY) == ("panasonic", "japan")
    assert Workspace(workspace.path).shortlist("visit") == Shortlist(
        "visit", (Entry("panasonic", "call first\n先打电话", DAY), Entry("japan", "call first\n先打电话", DAY))
    )


def test_no_clock_is_asked_for_the_day(workspace: Workspace) -> None:
    workspace.add("visit", ["panasonic"])
    assert workspace.shortlist("visit").entries == (Entry("panasonic", "", None),)


def test_adding_again_keeps_place_and_day_and_takes_a_note_only_where_one_is_given(held: Workspace) -> None:
    assert held.add("visit", ["japan", "korea", "japan"], added="2027-01-01") == ("korea",)
    assert held.add("visit", ["gdp"], "new", added="2027-01-01") == ()
    assert held.shortlist("visit").entries == (
        Entry("panasonic", "call first", DAY),
        Entry("japan", "call first", DAY),
        Entry("gdp", "new", DAY),
        Entry("korea", "", "2027-01-01"),
    )


def test_a_list_can_be_made_empty(workspace: Workspace) -> None:
    workspace.add("later", [])
    assert content(workspace) == {"later": []}


def test_a_note_is_replaced_and_taken_away_alone(held: Workspace) -> None:
    held.note("visit", "japan", "ask the bureau")
    held.note("visit", "gdp", "")
    assert [entry.note for entry in held.shortlist("visit").entries] == ["call first", "ask the bureau", ""]
    assert {entry.added for entry in held.shortlist("visit").entries} == {DAY}


def test_removing_returns_what_was_removed(held: Workspace) -> None:
    assert held.remove("visit", ["gdp", "panasonic"]) == (
        Entry("gdp", "call first", DAY),
        Entry("panasonic", "call first", DAY),
    )
    assert content(held) == {"visit": ["japan"], "fish": ["fishery"]}


def test_removing_what_is_not_there_changes_nothing(held: Workspace) -> None:
    before = held.path.read_bytes()
    with pytest.raises(NotFound, match="'korea' is not on the shortlist 'visit'"):
        held.remove("visit", ["japan", "korea"])
    assert held.path.read_bytes() == before


def test_a_deleted_list_can_be_had_back_from_the_file_that_was_kept(held: Workspace) -> None:
    before = held.path.read_bytes()
    done = held.delete("visit")
    assert done.shortlist.ids == ("panasonic", "japan", "gdp")
    assert content(held) == {"fish": ["fishery"]}
    assert done.former.read_bytes() == before
    done.former.replace(held.path)
    assert list(content(held)) == ["visit", "fish"]


def test_a_second_deletion_keeps_its_file_beside_that_of_the_first(held: Workspace) -> None:
    first, second = held.delete("visit"), held.delete("fish")
    assert first.former != second.former
    assert [list(content(Workspace(done.former))) for done in (first, second)] == [["visit", "fish"], ["fish"]]


def test_a_renamed_list_stays_in_its_place(held: Workspace) -> None:
    held.rename("visit", "visit in May")
    assert content(held) == {"visit in May": ["panasonic", "japan", "gdp"], "fish": ["fishery"]}


def test_a_list_is_not_renamed_over_another(held: Workspace) -> None:
    before = held.path.read_bytes()
    with pytest.raises(UsageError, match="'fish' already"):
        held.rename("visit", "fish")
    held.rename("visit", "visit")
    assert held.path.read_bytes() == before


@pytest.mark.parametrize(
    ("to", "order"),
    [
        (0, ["gdp", "panasonic", "japan"]),
        (1, ["panasonic", "gdp", "japan"]),
        (99, ["panasonic", "japan", "gdp"]),
        (-1, ["gdp", "panasonic", "japan"]),
    ],
)
def test_a_record_moves_to_a_place_of_its_list(held: Workspace, to: int, order: list[str]) -> None:
    held.move("visit", "gdp", to)
    assert content(held)["visit"] == order


def test_a_record_moves_to_another_list_with_its_note_and_day(held: Workspace) -> None:
    held.move("visit", "gdp", "fish")
    held.move("visit", "japan", "new one")
    assert content(held) == {"visit": ["panasonic"], "fish": ["fishery", "gdp"], "new one": ["japan"]}
    assert held.shortlist("fish").entries[1] == Entry("gdp", "call first", DAY)


def test_a_record_that_the_other_list_has_keeps_its_note_there(held: Workspace) -> None:
    held.add("fish", ["gdp"], "of fish")
    held.add("fish", ["japan"])
    held.move("visit", "gdp", "fish")
    held.move("visit", "japan", "fish")
    assert [entry.note for entry in held.shortlist("fish").entries] == ["", "of fish", "call first"]
    assert content(held)["visit"] == ["panasonic"]


def test_a_record_stays_when_it_is_moved_to_its_own_list(held: Workspace) -> None:
    held.move("visit", "panasonic", "visit")
    assert content(held)["visit"] == ["panasonic", "japan", "gdp"]


def test_the_nearest_name_is_said_where_there_is_no_such_list(held: Workspace) -> None:
    with pytest.raises(NotFound, match="'visti'") as raised:
        held.shortlist("visti")
    assert raised.value.nearest == ("visit",)
    assert "'visit'" in raised.value.fix


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "two\nlines", "\x1b[31mred", "right\u202eleft", "--yes"])
def test_a_name_that_cannot_be_shown_or_typed_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match=r"no name for a shortlist|taken for an option"):
        workspace.add(name, ["panasonic"])
    assert not workspace.path.exists()


@pytest.mark.parametrize("name", ["x", "x" * 60, "招商 拜访", "[/red] *", 'a"b\\c'])
def test_a_name_of_1_to_60_printable_characters_is_taken(workspace: Workspace, name: str) -> None:
    workspace.add(f" {name} ", ["panasonic"])
    assert content(workspace) == {name: ["panasonic"]}


def test_a_name_is_the_same_however_its_accents_are_typed(workspace: Workspace) -> None:
    workspace.add(unicodedata.normalize("NFD", "café"), ["panasonic"])
    assert workspace.shortlist("café").name == "café"
    workspace.add("café", ["japan"])
    assert workspace.shortlist(unicodedata.normalize("NFD", "café")).ids == ("panasonic", "japan")


@pytest.mark.parametrize("identity", ["", "two words", "tab\tbed", "\x1b"])
def test_what_can_be_no_id_is_refused(workspace: Workspace, identity: str) -> None:
    with pytest.raises(UsageError, match="is no id"):
        workspace.add("visit", ["panasonic", identity])
    assert not workspace.path.exists()


def test_a_note_that_is_half_a_character_is_refused(held: Workspace) -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        held.note("visit", "japan", "\udce4")
    with pytest.raises(UsageError, match="not UTF-8"):
        held.add("visit", ["korea"], "\udce4")


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", ""])
def test_a_day_that_is_none_is_refused(workspace: Workspace, day: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        workspace.add("visit", ["panasonic"], added=day)


def test_what_changes_nothing_writes_nothing(held: Workspace) -> None:
    before = held.path.stat().st_mtime_ns, held.path.stat().st_ino
    held.add("visit", ["japan"])
    held.note("visit", "japan", "call first")
    held.move("visit", "gdp", 2)
    assert (held.path.stat().st_mtime_ns, held.path.stat().st_ino) == before


def test_the_same_lists_give_the_same_bytes(held: Workspace, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "other.json")
    other.add("visit", ["panasonic", "japan", "gdp"], "call first", added=DAY)
    other.add("fish", ["fishery"])
    assert other.path.read_bytes() == held.path.read_bytes()


def test_the_file_is_for_its_user_alone(held: Workspace) -> None:
    assert stat.S_IMODE(held.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(held.path.parent.stat().st_mode) == 0o700


def test_a_reset_of_the_catalogue_leaves_the_lists_alone(store: Path, packaged_dir: Path) -> None:
    workspace = Workspace(workspace_path(store.parent))
    workspace.add("visit", ["panasonic"], "call first")
    before = workspace.path.read_bytes()
    store.write_bytes(b"damaged")
    assert reset(store.parent, packaged_dir=packaged_dir).is_changed
    assert workspace.path != store_path(store.parent)
    assert workspace.path.read_bytes() == before


DAMAGE = {
    "empty": b"",
    "cut short": b'{"format": "dftz-workspace", "format_version": 1, "shortl',
    "not json": b"SQLite format 3\x00",
    "not utf-8": b'{"format": "dftz-workspace", "format_version": 1, "shortlists": [{"name": "\xff"}]}',
    "another program's": b'{"format": "dftz-store", "format_version": 1, "shortlists": []}',
    "an unknown field": b'{"format": "dftz-workspace", "format_version": 1, "shortlists": [], "more": 1}',
    "a name of no list": b'{"format": "dftz-workspace", "format_version": 1, "shortlists": [{"name": " "}]}',
    "a name twice": b'{"format": "dftz-workspace", "format_version": 1, "shortlists": [{"name": "a"}, {"name": "a"}]}',
    "an id twice": b'{"format": "dftz-workspace", "format_version": 1, "shortlists": '
    b'[{"name": "a", "entries": [{"id": "x"}, {"id": "x"}]}]}',
    "an id that is none": b'{"format": "dftz-workspace", "format_version": 1, "shortlists": '
    b'[{"name": "a", "entries": [{"id": "x y"}]}]}',
}


@pytest.mark.parametrize("damaged", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_named_and_never_overwritten(held: Workspace, damaged: bytes) -> None:
    held.path.write_bytes(damaged)
    kept = backup_path(held.path).read_bytes()
    with pytest.raises(StoreCorrupt, match=r"workspace\.json is damaged") as raised:
        held.shortlists()
    assert "dftz shortlist repair" in raised.value.fix and str(backup_path(held.path)) in raised.value.fix
    for change in (lambda: held.add("visit", ["korea"]), lambda: held.delete("visit"), lambda: held.rename("a", "b")):
        with pytest.raises(StoreCorrupt):
            change()
    assert (held.path.read_bytes(), backup_path(held.path).read_bytes()) == (damaged, kept)


def test_a_repair_keeps_the_damaged_file_and_goes_back_to_the_last_good_lists(held: Workspace) -> None:
    held.path.write_bytes(b"{")
    done = held.repair()
    assert done == Repair(Path(f"{held.path}.damaged"), True)
    assert done.damaged and done.damaged.read_bytes() == b"{"
    assert content(held) == {"visit": ["panasonic", "japan", "gdp"]}, "the state before the last change"


def test_a_second_repair_overwrites_nothing_that_the_first_kept(held: Workspace) -> None:
    held.path.write_bytes(b"{")
    held.repair()
    held.path.write_bytes(b"[")
    assert held.repair().damaged == Path(f"{held.path}.damaged-2")
    assert Path(f"{held.path}.damaged").read_bytes() == b"{"


@pytest.mark.parametrize("backup", [None, b"{"], ids=["no backup", "a damaged backup"])
def test_a_repair_without_a_good_backup_begins_anew(held: Workspace, backup: bytes | None) -> None:
    held.path.write_bytes(b"{")
    backup_path(held.path).unlink()
    if backup:
        backup_path(held.path).write_bytes(backup)
    assert not held.repair().is_from_backup
    assert held.shortlists() == ()
    assert Path(f"{held.path}.damaged").read_bytes() == b"{"


def test_a_repair_of_a_sound_file_changes_nothing(held: Workspace) -> None:
    before = sorted(held.path.parent.iterdir()), held.path.read_bytes()
    assert held.repair() == Repair(None, False)
    assert (sorted(held.path.parent.iterdir()), held.path.read_bytes()) == before


def test_a_file_of_a_newer_program_is_refused_and_left_alone(held: Workspace) -> None:
    write(held, format_version=2, shelves=[])
    before = held.path.read_bytes()
    for use in (held.shortlists, lambda: held.add("visit", ["korea"]), held.repair):
        with pytest.raises(StoreTooNew, match="its format is 2, and this program reads up to 1"):
            use()
    assert held.path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_named_and_can_still_be_read(
    held: Workspace, as_ordinary_user: AsOrdinaryUser
) -> None:
    # Loaded here, because an ordinary user may not be let into the folder it is loaded from.
    with locked(held.path):
        pass
    held.path.parent.chmod(0o500)
    with as_ordinary_user():
        assert content(held)["fish"] == ["fishery"]
        for change in (lambda: held.add("visit", ["korea"]), lambda: held.delete("visit")):
            with pytest.raises(StoreUnreadable, match="cannot write .*workspace.json") as raised:
                change()
            assert "Permission denied" in raised.value.message and "permissions" in raised.value.fix
    held.path.parent.chmod(0o700)
    assert content(held)["visit"] == ["panasonic", "japan", "gdp"]


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnreadable, match=r"cannot write .*file/workspace\.json"):
        Workspace(workspace_path(tmp_path / "file")).add("visit", ["panasonic"])


def test_a_writer_that_keeps_the_lock_is_named(held: Workspace) -> None:
    with locked(held.path), pytest.raises(StoreUnreadable, match="in use by another process"):
        Workspace(held.path, lock_timeout=0.1).add("visit", ["korea"])
    assert content(held)["visit"] == ["panasonic", "japan", "gdp"]


_ADD = """
import sys
from pathlib import Path
from dftzcli.store.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]), lock_timeout=60)
for number in range(100):
    workspace.add(sys.argv[2] if number % 2 else "shared", [f"{sys.argv[2]}-{number}"])
"""

_DIE = """
import os, signal, sys
from pathlib import Path
from dftzcli.store.workspace import Workspace
function, nth, calls = sys.argv[2], int(sys.argv[3]), 0
original = getattr(os, function)
def deadly(*arguments):
    global calls
    calls += 1
    if calls < nth:
        return original(*arguments)
    if function == "fsync" and nth == 1:
        os.ftruncate(arguments[0], 20)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, function, deadly)
Workspace(Path(sys.argv[1])).add("visit", ["last-words"])
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_add_at_once_lose_nothing(held: Workspace) -> None:
    writers = [start(_ADD, held.path, name) for name in ("one", "two")]
    for writer in writers:
        _, complaints = writer.communicate(timeout=60)
        assert (writer.returncode, complaints) == (0, "")
    found = {identity for shortlist in held.shortlists() for identity in shortlist.ids}
    assert {f"{name}-{number}" for name in ("one", "two") for number in range(100)} <= found
    assert {"panasonic", "fishery"} <= found


@pytest.mark.parametrize(
    ("function", "nth", "is_new"),
    [("fsync", 1, False), ("link", 1, False), ("replace", 1, False), ("replace", 2, False), ("fsync", 2, True)],
    ids=["half written", "before the backup", "backup linked", "before the replacement", "replaced"],
)
def test_a_killed_writer_leaves_the_old_file_or_the_new_one(
    held: Workspace, function: str, nth: int, is_new: bool
) -> None:
    before = held.path.read_bytes()
    child = start(_DIE, held.path, function, nth)
    child.communicate(timeout=60)
    assert child.returncode == -9
    assert (held.path.read_bytes() == before) is not is_new
    assert ("last-words" in content(held)["visit"]) is is_new
    held.add("visit", ["next"])
    assert content(held)["visit"][-1] == "next"
    assert not [path for path in held.path.parent.iterdir() if path.name.endswith(".new")]
