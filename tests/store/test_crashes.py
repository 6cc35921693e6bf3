"""What a store is after its writer was killed, beside another writer, beside a reader, and on a full disk."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from dftzcli.errors import StoreUnreadable
from dftzcli.store.atomic import backup_path
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.snapshot import Snapshot

from .sample_records import SAMPLE, StartChild, a_policy

POINTS_BEFORE_REPLACEMENT = (
    "temporary file half written",
    "before the backup",
    "backup linked, not in place",
    "between backup and replacement",
)


def policy_ids(path: Path) -> list[str]:
    """Read a store to its last record, and return the ids of its policies."""
    snapshot = Snapshot.open(path)
    snapshot.records("figure")
    return [record.id for record in snapshot.records("policy")]


@pytest.mark.parametrize("point", POINTS_BEFORE_REPLACEMENT)
def test_a_writer_killed_before_the_replacement_leaves_the_former_state(
    store: Path, start_child: StartChild, point: str
) -> None:
    before = store.read_bytes()
    assert start_child("die_at", store, point).wait() == -9
    assert store.read_bytes() == before


def test_a_writer_killed_after_the_replacement_leaves_the_new_state_and_the_former_as_backup(
    store: Path, start_child: StartChild
) -> None:
    before = store.read_bytes()
    assert start_child("die_at", store, "replaced, folder not synced").wait() == -9
    assert policy_ids(store)[-1] == "last-words"
    assert backup_path(store).read_bytes() == before


@pytest.mark.parametrize("point", (*POINTS_BEFORE_REPLACEMENT, "replaced, folder not synced"))
def test_the_next_writer_works_and_sweeps_up_after_a_killed_one(
    store: Path, start_child: StartChild, point: str
) -> None:
    start_child("die_at", store, point).wait()
    CatalogueDatabase(store).insert([a_policy("next")])
    assert policy_ids(store)[-1] == "next"
    assert policy_ids(backup_path(store))[-1] != "next"
    names = {path.name for path in store.parent.iterdir()}
    assert names == {"catalogue.json", "catalogue.json.backup", "catalogue.json.lock"}


def test_kill_9_in_a_loop_of_writes_at_10000_records_loses_no_acknowledged_write(
    large_store: Path, start_child: StartChild
) -> None:
    acknowledged: list[str] = []
    for run in range(8):
        child = start_child("acknowledge", large_store, f"run-{run}")
        assert child.stdout and child.stdout.readline() == "ready\n"
        acknowledged.append(child.stdout.readline().strip())
        # Each run is killed at another moment of a write, which takes about a sixth of a second.
        time.sleep(run * 0.025)
        child.kill()
        acknowledged += child.stdout.read().split()
        found = policy_ids(large_store)
        assert set(acknowledged) <= set(found)
        assert len(found) == len(set(found))
        # At most one write of each run was under way and may have come through without being acknowledged.
        assert len(found) + 2 - 10_000 - len(acknowledged) <= run + 1
    assert len(acknowledged) >= 8


def test_two_processes_that_write_500_records_each_end_with_1000(store: Path, start_child: StartChild) -> None:
    writers = [start_child("insert_many", store, prefix, 500) for prefix in ("one", "two")]
    for writer in writers:
        _, complaints = writer.communicate()
        assert (writer.returncode, complaints) == (0, "")
    found = policy_ids(store)
    written = {f"{prefix}-{number}" for prefix in ("one", "two") for number in range(500)}
    assert len(found) == 2 + 1000
    assert written <= set(found)


def test_a_reader_beside_a_writer_never_fails(store: Path, start_child: StartChild) -> None:
    reader = start_child("read_until", store, "beside-199")
    assert reader.stdout and reader.stdout.readline() == "ready\n"
    start_child("insert_many", store, "beside", 200)
    states, complaints = reader.communicate()
    assert (reader.returncode, complaints) == (0, "")
    assert int(states) > 5


def test_a_full_disk_gives_a_clear_error_and_the_former_state(store: Path, start_child: StartChild) -> None:
    before = store.read_bytes()
    child = start_child("full_disk", store, len(before) + 1000)
    said, complaints = child.communicate()
    assert complaints == ""
    assert said.startswith(f"store_unreadable cannot write {store}: File too large")
    assert store.read_bytes() == before
    assert not [path for path in store.parent.iterdir() if path.name.endswith(".new")]


@pytest.mark.parametrize("function", ["fsync", "replace", "open"])
def test_no_space_left_gives_a_clear_error_and_the_former_state(
    store: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    database = CatalogueDatabase(store)
    database.insert([a_policy("before")])
    before, kept = store.read_bytes(), backup_path(store).read_bytes()
    original = getattr(os, function)

    def full(*arguments: object, **options: object) -> object:
        if function == "open" and not str(arguments[0]).endswith(".new"):
            return original(*arguments, **options)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, function, full)
    with pytest.raises(StoreUnreadable, match="No space left on device; the file is as it was") as raised:
        database.insert([a_policy("after")])
    assert str(store) in raised.value.message
    assert raised.value.fix
    monkeypatch.undo()
    assert (store.read_bytes(), backup_path(store).read_bytes()) == (before, kept)
    assert not [path for path in store.parent.iterdir() if path.name.endswith(".new")]
    database.insert([a_policy("after")])
    assert policy_ids(store)[-2:] == ["before", "after"]


def test_a_folder_that_cannot_be_synced_is_reported_though_the_new_state_is_there(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.fsync

    def no_folders(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        original(descriptor)

    monkeypatch.setattr(os, "fsync", no_folders)
    with pytest.raises(StoreUnreadable, match="its folder cannot be synced"):
        CatalogueDatabase(store).insert([a_policy("after")])
    assert policy_ids(store)[-1] == "after"


def test_every_write_syncs_the_file_before_it_is_put_in_place_and_the_folder_after(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        steps.append(f"sync {os.path.basename(os.readlink(f'/proc/self/fd/{descriptor}'))}")
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append(f"replace {target.name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    CatalogueDatabase(store).insert([a_policy("durable")])
    assert steps == [
        "sync catalogue.json.new",
        "replace catalogue.json.backup",
        "replace catalogue.json",
        f"sync {store.parent.name}",
    ]


def test_a_lock_held_by_another_process_is_waited_for_and_named(store: Path, start_child: StartChild) -> None:
    holder = start_child("hold_lock", store)
    assert holder.stdout and holder.stdin and holder.stdout.readline() == "held\n"
    with pytest.raises(StoreUnreadable, match="in use by another process: .*catalogue.json.lock stayed locked for 0.2"):
        CatalogueDatabase(store, lock_timeout=0.2).insert([a_policy("waiting")])
    holder.stdin.close()
    CatalogueDatabase(store, lock_timeout=5).insert([a_policy("waiting")])
    assert policy_ids(store)[-1] == "waiting"


def test_a_reader_needs_no_lock(store: Path, start_child: StartChild) -> None:
    holder = start_child("hold_lock", store)
    assert holder.stdout and holder.stdout.readline() == "held\n"
    assert len(CatalogueDatabase(store, access_mode="r").records("policy")) == 2
    assert sum(Snapshot.open(store).counts().values()) == len(SAMPLE)


def test_processes_that_meet_at_first_use_install_one_store(
    data_dir: Path, packaged_dir: Path, start_child: StartChild
) -> None:
    children = [start_child("first_use", data_dir, packaged_dir) for _ in range(6)]
    for child in children:
        assert child.stdout and child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        said, complaints = child.communicate()
        assert (said.strip(), complaints) == (f"2 {data_dir}/catalogue.json None", "")
    # A second installation would have kept the first as its backup.
    assert {path.name for path in data_dir.iterdir()} == {"catalogue.json", "catalogue.json.lock"}
