"""A few whole outputs, kept as files: DFTZ_UPDATE_GOLDEN=1 writes them anew, and the difference is to be read."""

from __future__ import annotations

import os

import pytest

from .program import GOLDEN, Run

OUTPUTS = {
    "help.txt": ("--help",),
    "list-help.txt": ("list", "--help"),
    "list-sources.txt": ("list", "sources", "--where", "file~txt"),
    "figures-gdp.csv": ("figures", "gdp", "-f", "csv"),
    "show-panasonic-battery-plant.txt": ("show", "panasonic-battery-plant"),
}
# Read at once: the room of a test holds no DFTZ_ variable.
UPDATE = os.environ.get("DFTZ_UPDATE_GOLDEN") == "1"


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_as_it_was(run: Run, name: str) -> None:
    code, out, err = run(*OUTPUTS[name])
    assert (code, err) == (0, "")
    path = GOLDEN / name
    if UPDATE:
        path.write_bytes(out.encode())
    assert out.encode() == path.read_bytes(), f"{name} differs; DFTZ_UPDATE_GOLDEN=1 takes the new output"
