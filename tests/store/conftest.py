"""A small packaged catalogue, stores made from it, and child processes that write, die and run out of space."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from dftzcli.model.records import Record
from dftzcli.model.vocabulary import PLURALS
from dftzcli.store.database import CatalogueDatabase
from dftzcli.store.envelope import ENCODER
from dftzcli.store.installation import open_snapshot, store_path
from dftzcli.store.location import DESCRIPTOR
from dftzcli.store.packaged import build_descriptor

from .sample_records import CHECKOUT, SAMPLE, MakePackage, StartChild, a_policy


@pytest.fixture
def make_package(tmp_path: Path) -> MakePackage:
    """Return a function that writes a packaged catalogue and returns its folder."""

    def make(records: Iterable[Record] = SAMPLE, *, version: str = "2026.11.0", name: str = "packaged") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        by_plural: dict[str, list[Record]] = {}
        for record in records:
            by_plural.setdefault(PLURALS[record.kind], []).append(record)
        for plural, of_kind in by_plural.items():
            (folder / f"{plural}.json").write_bytes(msgspec.json.format(ENCODER.encode(of_kind), indent=1))
        descriptor = build_descriptor(folder, version=version, as_of="2026-11-21")
        (folder / DESCRIPTOR).write_bytes(msgspec.json.encode(descriptor))
        return folder

    return make


@pytest.fixture
def packaged_dir(make_package: MakePackage) -> Path:
    """Return the folder of a packaged catalogue of two policies and two figures."""
    return make_package()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return a data directory that does not exist yet."""
    return tmp_path / "share" / "dftz"


@pytest.fixture
def store(data_dir: Path, packaged_dir: Path) -> Path:
    """Return the path of a store that was installed from the packaged catalogue."""
    open_snapshot(data_dir, packaged_dir=packaged_dir)
    return store_path(data_dir)


@pytest.fixture
def large_store(store: Path) -> Path:
    """Return the path of a store of 10,000 records."""
    with CatalogueDatabase(store) as database:
        database.insert(a_policy(f"measure-{number}") for number in range(10_000 - len(SAMPLE)))
    return store


@pytest.fixture
def start_child() -> Iterator[StartChild]:
    """Return a function that starts one of the child programs; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []
    paths = os.pathsep.join((str(CHECKOUT), str(CHECKOUT / "tests")))

    def start(program: str, *arguments: object) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-m", f"store.children.{program}", *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout, child.stderr):
            assert stream
            with suppress(BrokenPipeError):
                stream.close()
