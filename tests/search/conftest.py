"""The shipped catalogue, opened once on folders of its own, and small catalogues made for a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model.records import Record
from dftzcli.opening import open_catalogue

from .sample import CatalogueOf, catalogue_in


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the shipped catalogue."""
    folder = tmp_path_factory.mktemp("shipped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DFTZ_CACHE_DIR", str(folder / "cache"))
        return open_catalogue(folder / "data")


@pytest.fixture
def catalogue_of(tmp_path: Path) -> CatalogueOf:
    """Return a function that makes a catalogue of some records."""

    def make(*records: Record) -> Catalogue:
        return catalogue_in(tmp_path / "folder", *records)

    return make
