"""A Frictionless data package: a CSV a kind with its schema, a descriptor, and a README, in a folder or a ZIP."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dftzcli.errors import DftzError, UsageError
from dftzcli.render import sink
from dftzcli.render.delimited import write_csv
from dftzcli.render.export.described import descriptor, resource
from dftzcli.render.export.readme import readme
from dftzcli.render.provenance import named_by, parts_of, title_of
from dftzcli.render.result import Result, listing
from dftzcli.render.tidying import tidied

if TYPE_CHECKING:
    from dftzcli.catalogue import Catalogue
    from dftzcli.model.vocabulary import Kind

DESCRIPTOR: Final = "datapackage.json"
# The oldest time that a ZIP knows: an archive has no time but that of its content, which is named in it.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PIECE: Final = 1 << 16
_OTHER_ARCHIVES: Final = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")


def check_package(path: Path, *, force: bool) -> None:
    """Refuse a folder or archive that cannot be written, before any work is done.

    A folder is replaced only by `force`, and only if it is empty or holds a data package.
    """
    if is_archive(path):
        sink.check_target(path, force=force)
        return
    if path.is_dir():
        holds_other = any(path.iterdir()) and not (path / DESCRIPTOR).is_file()
        if holds_other:
            raise UsageError(f"{path} holds other things", fix="name a new folder, or one that holds a data package")
        if not force:
            raise UsageError(f"{path} is there already", fix="use --force to replace it, or another name")
    elif path.name.lower().endswith(_OTHER_ARCHIVES):
        raise UsageError(f"a data package is no {path.suffix}", fix="name a folder, or a name that ends in .zip")
    elif path.exists():
        raise UsageError(f"{path} is a file", fix="name a folder, or a name that ends in .zip")
    sink.check_folder(path.resolve().parent)


def is_archive(path: Path) -> bool:
    """Tell whether a package is to be one file."""
    return path.suffix.lower() == ".zip"


def write_package(catalogue: Catalogue, result: Result, path: Path, *, command: str, force: bool) -> int:
    """Write a package, whole or not at all, and return how many files it has; `command` is what rebuilds it."""
    check_package(path, force=force)
    folder = path.resolve().parent
    try:
        # A folder is filled beside the target, so that it takes one step to put it in its place.
        beside = None if is_archive(path) else folder
        with tidied(), tempfile.TemporaryDirectory(prefix=f".{path.name[:200]}.", dir=beside) as room:
            made = Path(room) / "package"
            files = _fill(made, catalogue, result, command)
            if is_archive(path):
                sink.to_file(_zipped(made, files, Path(room)), path, force=force)
            else:
                _put(made, path.resolve(), Path(room))
    except OSError as error:
        raise DftzError(
            f"cannot write {path}: {error.strerror or error}", fix="free some space; nothing was changed"
        ) from error
    return len(files)


def _put(made: Path, target: Path, room: Path) -> None:
    """Put a folder in its place; what was there is gone only when that has been done."""
    if target.exists():
        former = room / "former"
        os.replace(target, former)
        try:
            os.replace(made, target)
        except OSError:
            os.replace(former, target)
            raise
    else:
        os.replace(made, target)


def _fill(made: Path, catalogue: Catalogue, result: Result, command: str) -> list[str]:
    """Write the files of a package into a folder and return their names in order."""
    (made / "data").mkdir(parents=True)
    parts = _with_named(catalogue, result)
    resources: list[dict[str, Any]] = []
    for part in parts:
        name = f"data/{title_of(part)}.csv"
        size, digest = _write(made / name, (piece.encode() for piece in write_csv(part, filed=True)))
        resources.append(resource(part, parts, path=name, size=size, digest=digest))
    described = descriptor(catalogue, result, resources, command=command)
    texts = {
        DESCRIPTOR: json.dumps(described, ensure_ascii=False, indent=2) + "\n",
        "README.md": readme(catalogue, result, parts, command=command),
    }
    for name, text in texts.items():
        _write(made / name, [text.encode("utf-8", "backslashreplace")])
    return [DESCRIPTOR, "README.md", *(str(found["path"]) for found in resources)]


def _with_named(catalogue: Catalogue, result: Result) -> list[Result]:
    """Return the tables, and those of the documents and disagreements that their records name."""
    parts = [*parts_of(result)]
    named = named_by(result)
    more: tuple[tuple[Kind, tuple[Any, ...]], ...] = (("source", named.sources), ("discrepancy", named.discrepancies))
    for kind, items in more:
        if items and kind not in {part.kind for part in parts}:
            deck = catalogue.cards.of_kind(kind)
            ids = {item["id"] for item in items}
            chosen = deck.chosen(place for place, card in enumerate(deck) if card["id"] in ids)
            parts.append(listing(catalogue, chosen, kind=kind, total=len(chosen), query=result.query))
    return parts


def _write(path: Path, pieces: Any) -> tuple[int, str]:
    """Write a file and return how many bytes it has and their SHA-256."""
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
            size += len(piece)
        stream.flush()
        os.fsync(stream.fileno())
    return size, digest.hexdigest()


def _zipped(made: Path, files: list[str], room: Path) -> Iterator[bytes]:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    with (room / "archive").open("w+b") as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for name in files:
                entry = ZipInfo(name, _EPOCH)
                entry.compress_type = ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                entry.create_system = 3
                with archive.open(entry, "w") as target, (made / name).open("rb") as source:
                    shutil.copyfileobj(source, target)
        stream.seek(0)
        while piece := stream.read(_PIECE):
            yield piece
