"""The shipped catalogue, opened once on folders of its own."""

from __future__ import annotations

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
