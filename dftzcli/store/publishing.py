"""The maintainer's last step after editing `data/`: one form for every file, the schemas and the descriptor.

`python -m dftzcli.store.publishing [FOLDER] [--version V] [--as-of DATE]`, or `make data`. Running it twice changes
nothing the second time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from dftzcli.errors import DftzError, StoreCorrupt
from dftzcli.model.schema import write_schemas
from dftzcli.model.thesaurus import Thesaurus
from dftzcli.model.vocabulary import KINDS, PLURALS
from dftzcli.store.location import DESCRIPTOR, THESAURUS
from dftzcli.store.packaged import build_descriptor, find_packaged, read_records

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def publish(folder: Path, *, version: str | None = None, as_of: str | None = None) -> tuple[Path, ...]:
    """Rewrite the files of a data folder in one form and compute what describes them; return the files that changed.

    Version and date stay as they are unless given. InvalidRecord when a record does not fit the model.
    """
    written: dict[Path, str] = {}
    for kind in KINDS:
        records = read_records(kind, folder)
        encoded = msgspec.json.format(_ENCODER.encode(records), indent=2).decode()
        written[folder / f"{PLURALS[kind]}.json"] = encoded + "\n"
    thesaurus = folder / THESAURUS
    if thesaurus.exists():
        written[thesaurus] = _thesaurus(thesaurus)
    before = {path: path.read_text("utf-8") if path.exists() else "" for path in written}
    for path, text in written.items():
        path.write_text(text, "utf-8")
    write_schemas(folder / "schema")
    described = msgspec.json.decode((folder / DESCRIPTOR).read_bytes())
    descriptor = build_descriptor(
        folder, version=version or described["version"], as_of=as_of or described["dftz:as_of"]
    )
    text = msgspec.json.format(msgspec.json.encode(descriptor), indent=2).decode() + "\n"
    before[folder / DESCRIPTOR] = (folder / DESCRIPTOR).read_text("utf-8")
    written[folder / DESCRIPTOR] = text
    (folder / DESCRIPTOR).write_text(text, "utf-8")
    return tuple(path for path, text in written.items() if before[path] != text)


def _thesaurus(path: Path) -> str:
    """Return the thesaurus in one form: concepts by id, empty lists left out; StoreCorrupt when it cannot be read."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Thesaurus)
    except msgspec.DecodeError as error:
        raise StoreCorrupt(f"{path} cannot be read: {error}", fix="correct the file") from error
    ordered = msgspec.structs.replace(found, concepts=tuple(sorted(found.concepts, key=lambda concept: concept.id)))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1).decode() + "\n"


def main() -> int:
    """Publish from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=None)
    parser.add_argument("--version")
    parser.add_argument("--as-of")
    given = parser.parse_args()
    try:
        changed = publish(given.folder or find_packaged(), version=given.version, as_of=given.as_of)
    except DftzError as error:
        sys.stderr.write(f"error: {error.message}\n  fix: {error.fix}\n")
        return error.exit_code
    sys.stderr.write("".join(f"wrote {path}\n" for path in changed) or "nothing changed\n")
    if changed and given.version is None:
        sys.stderr.write("a copy that is installed keeps its data until --version is raised, or `dftz data reset`\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
