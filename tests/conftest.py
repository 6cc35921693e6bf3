"""What tests of several rooms share: the shipped catalogue, and a user whom permission bits bind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.opening import open_catalogue

AsOrdinaryUser = Callable[[], AbstractContextManager[None]]
NOBODY = 65534


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the shipped catalogue's data and cache, which no test changes."""
    return tmp_path_factory.mktemp("shipped")


@pytest.fixture(scope="session")
def catalogue(shipped: Path) -> Catalogue:
    """Return the shipped catalogue, opened once on folders of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DFTZ_CACHE_DIR", str(shipped / "cache"))
        return open_catalogue(shipped / "data")


@pytest.fixture
def shell(catalogue: Catalogue, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the command line read the same data and the same index; return their folder."""
    for name in ("DATA", "CACHE"):
        monkeypatch.setenv(f"DFTZ_{name}_DIR", str(shipped / name.lower()))
    return shipped


@pytest.fixture
def as_ordinary_user(tmp_path: Path) -> Iterator[AsOrdinaryUser]:
    """Return the context of a user whom permission bits bind, as they do not bind root, and who owns what is here."""
    closed = [folder for folder in (tmp_path, *tmp_path.parents) if not folder.stat().st_mode & 0o001]
    modes = {folder: folder.stat().st_mode & 0o7777 for folder in closed}

    @contextmanager
    def ordinary() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        for path in (tmp_path, *tmp_path.rglob("*")):
            os.chown(path, NOBODY, -1)
        # The folders that pytest makes above are root's alone.
        for folder, mode in modes.items():
            folder.chmod(mode | 0o011)
        # The saved user id stays root's, so that the way back is open.
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    # The modes stay: other tests, in other processes, are below the same folders at this moment.
    yield ordinary
