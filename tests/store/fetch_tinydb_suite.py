"""Fetch the source distribution of the installed TinyDB, whose tests `test_tinydb_suite.py` runs over our storage.

    python tests/store/fetch_tinydb_suite.py [folder]

The default folder is `.cache/tinydb-<version>/` of the checkout. Nothing is fetched when it is there already.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path


def suite_folder() -> Path:
    """Return where the unpacked source distribution is kept."""
    return Path(__file__).resolve().parents[2] / ".cache" / f"tinydb-{version('tinydb')}"


def fetch(folder: Path) -> None:
    """Download and unpack the source distribution into `folder`, which appears whole or not at all."""
    release = f"tinydb=={version('tinydb')}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps"]
        subprocess.run([*pip, "--dest", scratch, release], check=True)
        (archive,) = Path(scratch).glob("*.tar.gz")
        with tarfile.open(archive) as distribution:
            distribution.extractall(scratch, filter="data")
        (unpacked,) = (entry for entry in Path(scratch).iterdir() if entry.is_dir())
        unpacked.rename(folder)


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else suite_folder()
    if not (chosen / "tests" / "conftest.py").is_file():
        fetch(chosen)
    print(chosen)
