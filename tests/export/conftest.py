"""A catalogue that is hostile, made once."""

from __future__ import annotations

import pytest

from dftzcli.catalogue import Catalogue

from .written import hostile_catalogue


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return a catalogue whose texts would break a writer that trusted them."""
    return hostile_catalogue(tmp_path_factory.mktemp("hostile"))
