"""A store of any size: the packaged records, then made-up ones built of their words. For measuring only.

`python -m benchmarks.synthetic FOLDER [RECORDS]` writes `FOLDER/catalogue.json`. What is made up says so in its name
("Synthetic ..."), names no source that does not exist, and is never part of what is published. The same number of
records gives the same bytes.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from dftzcli.model.records import RECORD_TYPES, Record
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.store.envelope import compose
from dftzcli.store.packaged import read_descriptor, read_records

# How many of each kind in a hundred: what grows in such a catalogue is figures, projects and firms.
_SHARES: Final[dict[Kind, int]] = {"figure": 40, "project": 30, "partner": 20, "policy": 10}
# Words that the packaged records do not have, so that a vocabulary grows with the records as a real one does.
_SYLLABLES: Final = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]


def write_store(folder: Path, records: int) -> Path:
    """Write a store with so many records in all into a folder, and return its path."""
    packaged = {kind: read_records(kind) for kind in KINDS}
    made: dict[Kind, list[Record]] = {kind: [] for kind in KINDS}
    for kind, record in _records(packaged, records - sum(map(len, packaged.values()))):
        made[kind].append(record)
    descriptor = read_descriptor()
    tables = {PLURALS[kind]: (*packaged[kind], *made[kind]) for kind in KINDS}
    content = compose(tables, dataset_version=descriptor.version, dataset_hash=descriptor.hash, as_of=descriptor.as_of)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "catalogue.json"
    path.write_bytes(content)
    return path


def _records(packaged: dict[Kind, tuple[Record, ...]], count: int) -> Iterator[tuple[Kind, Record]]:
    chance = random.Random(20261121)
    words = _words(packaged)
    # Few words are in most texts and most words in few: Zipf's law, as in any text.
    weights = [1 / (rank + 1) for rank in range(len(words))]
    patterns = {kind: [msgspec.to_builtins(record) for record in packaged[kind]] for kind in _SHARES}
    kinds = [kind for kind, share in _SHARES.items() for _ in range(share)]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        pattern: dict[str, Any] = chance.choice(patterns[kind])
        text = chance.choices(words, weights, k=24)
        own = "".join(chance.choices(_SYLLABLES, k=3))
        fields = {
            **pattern,
            "id": f"synthetic-{kind}-{number}",
            "name": " ".join(["Synthetic", own, *text[:5]]),
            "name_zh": f"合成{pattern['name_zh'][:8]}" if pattern.get("name_zh") else None,
            "aliases": [],
            "aliases_editorial": [own],
            "summary": " ".join(text[5:]),
            "related": [],
            "dates": [],
            "citations": pattern["citations"][:1],
        }
        for key in ("measures", "cooperation", "eligibility", "phases", "identities", "members"):
            if fields.get(key):
                fields[key] = []
        if kind == "figure":
            fields["value"] = number if fields.get("value") is not None else None
            fields["importance"] = "context"
        yield (
            kind,
            msgspec.convert({key: value for key, value in fields.items() if value is not None}, RECORD_TYPES[kind]),
        )


def _words(packaged: dict[Kind, tuple[Record, ...]]) -> list[str]:
    counts: dict[str, int] = {}
    for records in packaged.values():
        for record in records:
            for word in re.findall(r"[a-z]{3,}", f"{record.name} {record.summary}".lower()):
                counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word))


if __name__ == "__main__":
    target = write_store(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    print(f"{target}: {target.stat().st_size:,} bytes")
