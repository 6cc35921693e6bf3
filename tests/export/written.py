"""What the tests of exports share: files as bytes, results of the catalogue, and a catalogue that is hostile."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

from dftzcli.catalogue import Catalogue
from dftzcli.model.vocabulary import Kind
from dftzcli.opening import catalogue_of_folder
from dftzcli.render.export import records_of
from dftzcli.render.registry import FORMATS, Style
from dftzcli.render.result import Result
from dftzcli.search.query import query_of
from tests.render.hostile import TEXTS

DATA: Final = Path(__file__).parents[2] / "data"
FILED: Final = Style(filed=True)


def written(result: Result, name: str, style: Style = FILED) -> bytes:
    """Return a result in a format, as a file has it."""
    pieces = FORMATS[name].write(result, style)
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def file_of(result: Result, folder: Path, name: str, style: Style = FILED) -> Path:
    """Write a result to a file of a format and return its path."""
    path = folder / f"export.{name}"
    path.write_bytes(written(result, name, style))
    return path


def of_kinds(catalogue: Catalogue, *kinds: Kind, **filters: Any) -> Result:
    """Return the records of some kinds, of all when none is named."""
    return records_of(catalogue, query_of(kinds=kinds, **filters))


def alike(first: Any, second: Any) -> bool:
    """Tell whether two values are the same to the type and the last digit."""
    return _told(first) == _told(second)


def _told(value: Any) -> str:
    return json.dumps(value, default=lambda number: f"Decimal {number}", ensure_ascii=False)


def hostile_catalogue(folder: Path) -> Catalogue:
    """Return a catalogue whose records hold, in every field that takes any text, what would break a writer."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    texts = (*TEXTS, "_x0041_ _x000D_", "a; b", "; ", " spaces ", "'); DROP TABLE records; --", "```\n# x")
    for number, kind in enumerate(("policies", "projects", "partners", "figures", "sources")):
        path = folder / f"{kind}.json"
        records = json.loads(path.read_text("utf-8"))
        for place, text in enumerate(texts):
            record = records[(place + number) % len(records)]
            record["name"] = text if text.strip() else "blank"
            record["summary"] = text
            record["aliases"] = [text, "x"]
            if kind == "figures":
                record["reading_note"] = text
            record["citations"][0]["note"] = text
        path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    return catalogue_of_folder(folder)
