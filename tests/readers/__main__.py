"""`python -m tests.readers`: export everything, open each file with the program it is for, and compare the values.

LibreOffice reads the workbook, Datasette serves the database, frictionless validates the package, pyarrow reads the
Parquet, and Chromium renders the page; poppler, Chromium and LibreOffice count the pages of a brief. What is missing is
said and left out; the exit code is 1 where one disagrees.
"""

from __future__ import annotations

import asyncio
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from dftzcli import export, open_catalogue
from dftzcli.catalogue import Catalogue
from dftzcli.model.cells import cell_of
from dftzcli.model.fields import fields
from dftzcli.model.vocabulary import KINDS, PLURALS
from tests.readers import brief
from tests.tui import browsing

# Every sheet to a CSV of its own, values and not what is shown of them, in UTF-8.
_EVERY_SHEET: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
_PATIENCE: Final = 300
# How wide a small phone is, in pixels of a page.
_PHONE: Final = 360


def main() -> int:
    """Run every reader that is there."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        catalogue = open_catalogue(room / "store")
        for name, (program, read) in READERS.items():
            if program and not shutil.which(program):
                print(f"{name:12} left out: there is no {program}")
                continue
            try:
                print(f"{name:12} {read(catalogue, room)}")
            except AssertionError as error:
                missed += 1
                print(f"{name:12} DISAGREES: {error}")
    return 1 if missed else 0


def libreoffice(catalogue: Catalogue, room: Path) -> str:
    """Compare each cell of each sheet with the catalogue."""
    export(catalogue, room / "all.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{room}/office", "--convert-to", _EVERY_SHEET]
    _run([*command, "--outdir", str(room), str(room / "all.xlsx")])
    count = 0
    for kind in KINDS:
        sheet = room / f"all-{PLURALS[kind].capitalize()}.csv"
        with sheet.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        cards = catalogue.cards.of_kind(kind)
        assert len(rows) == len(cards), f"{len(rows)} rows of {len(cards)} {PLURALS[kind]}"
        for row, card in zip(rows, cards, strict=True):
            for spec in fields(kind):
                _same(row[spec.label], cell_of(spec, card[spec.key]), f"{card['id']}, {spec.key}")
                count += 1
    return f"{count} cells of {len(KINDS)} sheets are those of the catalogue"


def _same(read: str, cell: Any, where: str) -> None:
    if isinstance(cell, bool):
        assert read.lower() == str(cell).lower(), f"{where}: {read!r} for {cell!r}"
    elif isinstance(cell, int | Decimal):
        assert Decimal(read) == cell, f"{where}: {read!r} for {cell!r}"
    else:
        assert read == (cell or ""), f"{where}: {read!r} for {cell!r}"


def datasette(catalogue: Catalogue, room: Path) -> str:
    """Ask for the facets of a table and for words."""
    export(catalogue, room / "all.db")
    cards = catalogue.cards.of_kind("project")
    program = [sys.executable, "-m", "datasette", str(room / "all.db"), "--get"]
    faceted = json.loads(_run([*program, "/all/projects.json?_facet=status&_size=0"]))
    counts = {each["value"]: each["count"] for each in faceted["facet_results"]["status"]["results"]}
    assert sum(counts.values()) == len(cards), counts
    assert all(sum(card["status"] == status for card in cards) == count for status, count in counts.items()), counts
    found = json.loads(_run([*program, "/all/records.json?_search=退税&_shape=objects"]))["rows"]
    assert found, "nothing is found for 退税"
    return f"{len(counts)} facets of status, {len(found)} records for 退税"


def frictionless(catalogue: Catalogue, room: Path) -> str:
    """Validate the package of everything, as a folder and as an archive."""
    program = [sys.executable, "-m", "dftzcli", "export"]
    for name in ("all-package", "all-package.zip"):
        _run([*program, "--quiet", "--data-dir", str(room / "store"), "--bundle", str(room / name)])
    tables = 0
    for path in (room / "all-package" / "datapackage.json", room / "all-package.zip"):
        report = json.loads(
            _run([sys.executable, "-m", "frictionless", "validate", str(path), "--type", "package", "--json"])
        )
        assert report["valid"], report["errors"] or [task["errors"][:2] for task in report["tasks"] if task["errors"]]
        tables += len(report["tasks"])
    return f"{tables} tables are valid"


def pyarrow(catalogue: Catalogue, room: Path) -> str:
    """Read the figures back."""
    from pyarrow import parquet

    export(catalogue, room / "figures.parquet", "figures")
    rows = parquet.read_table(room / "figures.parquet").to_pylist()
    for row, card in zip(rows, catalogue.cards.of_kind("figure"), strict=True):
        value = card["value"]
        assert row["id"] == card["id"] and row["value"] == (None if value is None else float(value)), card["id"]
        assert [each["locator"] for each in row["citations"]] == [each["locator"] for each in card["citations"]]
    return f"{len(rows)} figures are those of the catalogue"


def chromium(catalogue: Catalogue, room: Path) -> str:
    """Render the page, count its rows, see that none is wider than a phone or runs anything, and print it on paper."""
    export(catalogue, room / "figures.html", "figures")
    page = f"file://{room}/figures.html"
    rows, wide, requested = asyncio.run(_on_a_phone(page, room / "phone"))
    assert rows == len(catalogue.cards.of_kind("figure")) + 1, f"{rows} rows"
    assert wide <= _PHONE, f"{wide} pixels wide on a phone of {_PHONE}"
    assert requested == [page], requested
    program = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={room}/chromium"]
    _run([*program, f"--print-to-pdf={room}/figures.pdf", page])
    assert (room / "figures.pdf").read_bytes().startswith(b"%PDF")
    return f"{rows} rows on a page, on a phone, and on paper"


async def _on_a_phone(page: str, profile: Path) -> tuple[int, int, list[str]]:
    """Return how many rows a page has, how wide it is on a phone, and what it asks for."""
    async with browsing.chromium(profile) as tab:
        await tab.send("Emulation.setDeviceMetricsOverride", width=_PHONE, height=780, deviceScaleFactor=2, mobile=True)
        await tab.open(page)
        await tab.until(lambda found: found == "complete", "document.readyState")
        rows = await tab.value("document.querySelectorAll('tr').length")
        return int(rows), int(await tab.value("document.documentElement.scrollWidth")), tab.requested


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode == 0, f"{command[0]} ends with {done.returncode}: {done.stderr[-500:]}"
    return done.stdout


READERS: Final[dict[str, tuple[str, Callable[[Catalogue, Path], str]]]] = {
    "LibreOffice": ("soffice", libreoffice),
    "Datasette": ("", datasette),
    "frictionless": ("", frictionless),
    "pyarrow": ("", pyarrow),
    "Chromium": ("chromium", chromium),
    "brief pdf": ("pdftotext", brief.poppler),
    "brief html": ("chromium", brief.chromium),
    "brief docx": ("soffice", brief.libreoffice),
}

if __name__ == "__main__":
    sys.exit(main())
