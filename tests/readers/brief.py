"""The brief, opened by the program that each format is for: two to four pages, with its Chinese and its last lines."""

from __future__ import annotations

import subprocess
from pathlib import Path

from dftzcli import write_brief
from dftzcli.catalogue import Catalogue

_PROFILE = Path(__file__).parents[2] / "data" / "profiles" / "battery-maker-japan.toml"
_PATIENCE = 300


def poppler(catalogue: Catalogue, room: Path) -> str:
    """Read the text of the PDF."""
    return _pages(_made(catalogue, room, "pdf"))


def chromium(catalogue: Catalogue, room: Path) -> str:
    """Print the HTML page on A4."""
    page, paper = _made(catalogue, room, "html"), room / "brief-html.pdf"
    program = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={room}/chromium"]
    _run([*program, "--no-pdf-header-footer", f"--print-to-pdf={paper}", f"file://{page}"])
    return _pages(paper)


def libreoffice(catalogue: Catalogue, room: Path) -> str:
    """Set the DOCX on paper."""
    document, folder = _made(catalogue, room, "docx"), room / "brief-docx"
    program = ["soffice", "--headless", f"-env:UserInstallation=file://{room}/office", "--convert-to", "pdf"]
    _run([*program, "--outdir", str(folder), str(document)])
    return _pages(folder / "brief.pdf")


def _made(catalogue: Catalogue, room: Path, ending: str) -> Path:
    target = room / f"brief.{ending}"
    write_brief(catalogue, target, profile=_PROFILE, peers=("qingdao", "tianjin"))
    return target


def _pages(path: Path) -> str:
    text = _run(["pdftotext", str(path), "-"])
    pages = text.count("\f")
    assert 2 <= pages <= 4, f"{pages} pages"
    flat = "".join(text.split())
    # A label in several lines stands around what it labels, so its beginning is looked for, and the command itself.
    command = f"dftzbrief--profile{_PROFILE.name}--peersqingdao,tianjin-o"
    for part in ("向主管部门提出的问题", "SHA-256", "Madeagain", command, "Whatoperates,andwhatisplanned"):
        assert part in flat, f"{part} is missing"
    return f"{pages} pages with their Chinese and last lines"


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode == 0, f"{command[0]} ends with {done.returncode}: {done.stderr[-500:]}"
    return done.stdout
