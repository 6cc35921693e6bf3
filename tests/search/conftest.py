"""Small catalogues made for a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.model.records import Record

from .sample import CatalogueOf, catalogue_in


@pytest.fixture
def catalogue_of(tmp_path: Path) -> CatalogueOf:
    """Return a function that makes a catalogue of some records."""

    def make(*records: Record) -> Catalogue:
        return catalogue_in(tmp_path / "folder", *records)

    return make
