"""RIS, the exchange format of reference managers: a tag a line, so no value may hold the end of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dftzcli.citing import CATALOGUE, PUBLISHER, Document, Passage, Reference, documents
from dftzcli.render.citing import words
from dftzcli.render.one_line import flat

# What the types of documents are called there; anything else is generic.
_TYPES: Final = {
    "news": "NEWS",
    "article": "MGZN",
    "paper": "JOUR",
    "regulation": "STAT",
    "policy_text": "STAT",
    "statistics": "RPRT",
    "report": "RPRT",
    "plan": "RPRT",
    "page": "ELEC",
}
Tags = list[tuple[str, str]]


def write_ris(references: Sequence[Reference]) -> Iterator[str]:
    """Yield an entry a record, then an entry a document, each ended by its tag."""
    for reference in references:
        if reference.document is None:
            yield _entry("DATA", _of_record(reference))
    for found, passages in documents(references):
        yield _entry(_TYPES.get(found.type, "GEN"), _of_document(found, passages, references[0].accessed))


def _entry(kind: str, tags: Tags) -> str:
    lines = [f"{tag}  - {flat(value)}" for tag, value in [("TY", kind), *tags] if value.strip()]
    return "\n".join([*lines, "ER  - "]) + "\n\n"


def _of_record(reference: Reference) -> Tags:
    data = reference.dataset
    return [
        ("ID", reference.id),
        ("TI", reference.title),
        ("TT", reference.title_zh or ""),
        ("T2", CATALOGUE),
        ("PB", PUBLISHER),
        ("ET", data.version),
        *_dates(data.as_of),
        ("Y2", _slashed(reference.accessed)),
        ("N1", words.statement(reference)),
        ("N1", f"Dataset of {data.as_of}, sha256 {data.hash}, {data.licence}"),
        *(("N1", f"Rests on {found.document.id}, {words.passage(found)}") for found in reference.passages),
    ]


def _of_document(found: Document, passages: Sequence[Passage], accessed: str) -> Tags:
    return [
        ("ID", found.id),
        ("TI", found.title),
        ("TT", found.title_zh or ""),
        ("AU", found.author or found.publisher or ""),
        ("PB", found.publisher or ""),
        ("M1", found.number or ""),
        *(_dates(found.date) if found.date else [("PY", found.undated)]),
        ("Y2", _slashed(accessed)),
        ("LA", found.language),
        ("UR", found.url or ""),
        ("N1", words.remarks(found)),
        *(("N1", f"Cited for {passage.record}: {words.passage(passage)}") for passage in passages),
    ]


def _dates(date: str) -> Tags:
    return [("PY", date[:4]), ("DA", _slashed(date))]


def _slashed(date: str) -> str:
    """Write a date as the format has it, YYYY/MM/DD, its unknown parts empty; of an interval its last day counts."""
    year, month, day = ([*date.rpartition("/")[2].split("-"), "", ""])[:3]
    return f"{year}/{month}/{day}"
