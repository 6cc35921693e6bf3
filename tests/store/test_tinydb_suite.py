"""TinyDB's own tests, from its source distribution, pass over our storage."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .fetch_tinydb_suite import suite_folder
from .sample_records import CHECKOUT


@pytest.fixture
def suite() -> Path:
    """Return the unpacked source distribution; a run without it fails, as the promise is then untested."""
    folder = Path(os.environ.get("DFTZ_TINYDB_SDIST") or suite_folder())
    if not (folder / "tests" / "conftest.py").is_file():
        pytest.fail(f"TinyDB's tests are not in {folder}: run `python tests/store/fetch_tinydb_suite.py` first")
    return folder


def test_tinydbs_own_tests_pass_over_our_storage(suite: Path, tmp_path: Path) -> None:
    here = Path(__file__).resolve().parent
    options = ["-p", "tinydb_over_our_storage", "-p", "no:cacheprovider", "-q", "-rs", "--rootdir", str(suite)]
    run = subprocess.run(
        # -P keeps the TinyDB of the source distribution out of the way of the installed one.
        [sys.executable, "-P", "-m", "pytest", *options, "-c", os.devnull, str(suite / "tests")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(CHECKOUT), str(here))), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    passed, deselected = re.search(r"(\d+) passed.* (\d+) deselected", run.stdout).groups()  # type: ignore[union-attr]
    assert int(passed) > 200
    assert int(deselected) == 8, "each test left out has its reason in tinydb_over_our_storage.py"
    assert "skipped" not in run.stdout
    writes = re.search(r"our storage: (\d+) writes", run.stdout)
    assert writes and int(writes[1]) > 200
