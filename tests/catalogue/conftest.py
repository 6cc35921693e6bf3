"""Folders for the store and the cards of one test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for the store and the cards of one test, in `data` and `cache`."""
    monkeypatch.setenv("DFTZ_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DFTZ_DATA_DIR", str(tmp_path / "data"))
    return tmp_path
