"""The shipped catalogue, opened once on folders of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.opening import open_catalogue


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the shipped catalogue."""
    folder = tmp_path_factory.mktemp("shipped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DFTZ_CACHE_DIR", str(folder / "cache"))
        return open_catalogue(folder / "data")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for the store and the cards of one test, in `data` and `cache`."""
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DFTZ_DATA_DIR", str(tmp_path / "data"))
    return tmp_path
