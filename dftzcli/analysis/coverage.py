"""Coverage: which numerals of a document no record states.

A numeral is *recorded* when a statement of the catalogue cites that document and prints the numeral in `as_stated`
(and, where the document is byte for byte the one that was read, names its line). It is *not recorded* when its source
lists it so, with a reason. Everything else is left over, and a maintainer decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from dftzcli.analysis.numerals import Numeral, keys, numerals
from dftzcli.errors import UsageError
from dftzcli.model.records import Figure, Record, Source
from dftzcli.model.references import statements


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the numerals of one document.

    `is_same_text` tells that the file is byte for byte the text that was read, so lines were compared too.
    """

    file: str
    source: str | None
    is_same_text: bool
    total: int
    recorded: int
    not_recorded: int
    left: tuple[Numeral, ...]


def coverage(path: Path, records: Iterable[Record], *, source: str | None = None, words: bool = False) -> Coverage:
    """Read a document as UTF-8 text and account for its numerals; UsageError when it cannot be read as text.

    Without `source` the document is recognised by its SHA-256, then by the file name a source was read from; a document
    that is neither has every numeral left over.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}", fix="name a text file that can be read") from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 text (byte {error.start})", fix="convert the document to plain text in UTF-8 first"
        ) from error
    known = tuple(records)
    sources = {record.id: record for record in known if isinstance(record, Source)}
    found = _recognise(path, data, sources, source)
    is_same_text = found is not None and found.sha256 == sha256(data).hexdigest()
    every = tuple(numerals(text.removeprefix("\ufeff"), words=words))
    if found is None:
        return Coverage(
            file=str(path), source=None, is_same_text=False, total=len(every), recorded=0, not_recorded=0, left=every
        )
    stated = list(_stated(found.id, known, words))
    waived = [(keys(entry.numeral, words=words), _lines(entry.lines), entry.count) for entry in found.not_recorded]
    account = _by_line if is_same_text else _by_number
    recorded, not_recorded, left = account(every, stated, waived)
    return Coverage(
        file=str(path),
        source=found.id,
        is_same_text=is_same_text,
        total=len(every),
        recorded=recorded,
        not_recorded=not_recorded,
        left=tuple(left),
    )


_Stated = tuple[frozenset[str], frozenset[int] | None]
_Waived = tuple[frozenset[str], frozenset[int], int]


def _by_line(every: Iterable[Numeral], stated: list[_Stated], waived: list[_Waived]) -> tuple[int, int, list[Numeral]]:
    recorded = not_recorded = 0
    left: list[Numeral] = []
    allowance = {(key, line): 0 for found, lines, _ in waived for key in found for line in lines}
    for found, lines, count in waived:
        for key in found:
            for line in lines:
                allowance[key, line] += count
    cited = {(key, line) for found, lines in stated for key in found for line in lines or ()}
    for numeral in every:
        place = (numeral.key, numeral.line)
        if allowance.get(place, 0) > 0:
            allowance[place] -= 1
            not_recorded += 1
        elif place in cited:
            recorded += 1
        else:
            left.append(numeral)
    return recorded, not_recorded, left


def _by_number(
    every: Iterable[Numeral], stated: list[_Stated], waived: list[_Waived]
) -> tuple[int, int, list[Numeral]]:
    """Account without lines, for another edition of a known text: a numeral on one more line than cited is left over.

    A line may print a cited numeral twice, so what is counted is lines; what a source excuses is counted one by one.
    """
    places: dict[str, set[int]] = {}
    for found, lines in stated:
        for key in found:
            places.setdefault(key, set()).update(lines or ())
    # A statement that names no line stands for one line; lines that several statements name count once.
    cited = Counter({key: max(1, len(lines)) for key, lines in places.items()})
    excused: Counter[str] = Counter()
    for found, lines, count in waived:
        for key in found:
            excused[key] += count * len(lines)
    recorded = not_recorded = 0
    left: list[Numeral] = []
    accepted: set[tuple[str, int]] = set()
    for numeral in every:
        place = (numeral.key, numeral.line)
        if place not in accepted and cited[numeral.key] > 0:
            cited[numeral.key] -= 1
            accepted.add(place)
        if place in accepted:
            recorded += 1
        elif excused[numeral.key] > 0:
            excused[numeral.key] -= 1
            not_recorded += 1
        else:
            left.append(numeral)
    return recorded, not_recorded, left


def _recognise(path: Path, data: bytes, sources: dict[str, Source], wanted: str | None) -> Source | None:
    if wanted is not None:
        if wanted not in sources:
            raise UsageError(f"no source has the id {wanted!r}", fix=f"use one of: {', '.join(sorted(sources))}")
        return sources[wanted]
    digest = sha256(data).hexdigest()
    for source in sources.values():
        if source.sha256 == digest:
            return source
    for source in sources.values():
        if source.file == path.name:
            return source
    return None


def _stated(source: str, records: Iterable[Record], words: bool) -> Iterator[_Stated]:
    """Yield the numerals of every statement that cites a source, with the lines the statement names."""
    for record in records:
        for _, part in statements(record):
            if part.source == source and part.as_stated:
                yield keys(part.as_stated, words=words), _lines(part.lines) if part.lines else None
        # A change, an amount and an investment are read from the statement that the record's first citation names.
        first = record.citations[0]
        if first.source == source:
            for text in _attached(record):
                yield keys(text, words=words), _lines(first.lines) if first.lines else None


def _attached(record: Record) -> Iterator[str]:
    if isinstance(record, Figure) and record.change is not None:
        yield record.change.as_stated
    for amount in getattr(record, "benefit_amounts", ()):
        yield amount.as_stated
    investment = getattr(record, "investment", None)
    if investment is not None:
        yield investment.as_stated


def _lines(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)
