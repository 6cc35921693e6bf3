"""A pytest plugin that puts our storage in the place of TinyDB's JSONStorage before TinyDB's own tests are imported.

What it deselects concerns how JSONStorage is constructed and what is inside it; each has its reason.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import pytest
import tinydb
import tinydb.database
import tinydb.storages

from dftzcli.store.storage import AtomicJSONStorage

DESELECTED = {
    "test_storages.py::test_json_kwargs": "passes formatting options to json.dumps; our format is fixed",
    "test_storages.py::test_json_read": "expects opening a missing file to fail; our opening touches nothing",
    "test_storages.py::test_create_dirs": "expects opening to create the file, and its folder by an option",
    "test_storages.py::test_json_invalid_directory": "expects opening to create the file, and so to fail",
    "test_storages.py::test_encoding": "chooses other encodings; ours is always UTF-8",
    "test_storages.py::test_json_invalid_mode_warning": "chooses access modes that we do not have",
    "test_storages.py::test_yaml": "brings a storage of its own, over PyYAML",
    "test_middlewares.py::test_caching_json_write": "looks at the open file handle of JSONStorage; we hold none",
}


class JSONStorage(AtomicJSONStorage):
    """Our storage with numbers as TinyDB's tests expect them: floats, which they compare with floats."""

    writes = 0

    def __init__(self, path: str | os.PathLike[str], *, ensure_ascii: bool = False) -> None:
        """Take the one option of `json.dumps` that is always so here: text is written as it is."""
        assert not ensure_ascii
        super().__init__(path, parse_float=float)

    def write(self, data: Mapping[str, Any]) -> None:
        """Write, and count it."""
        JSONStorage.writes += 1
        super().write(data)


# One test compares the name that the storage shows in `repr`.
JSONStorage.__module__ = "tinydb.storages"

for module in (tinydb, tinydb.storages, tinydb.database):
    vars(module)["JSONStorage"] = JSONStorage
tinydb.TinyDB.default_storage_class = JSONStorage  # type: ignore[assignment]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of what only JSONStorage has."""
    left_out = [item for item in items if item.nodeid.partition("tests/")[2] in DESELECTED]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_unconfigure() -> None:
    """Say how often the storage was used, so that a run that bypasses it is noticed."""
    print(f"our storage: {JSONStorage.writes} writes")
