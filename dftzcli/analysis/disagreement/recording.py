"""Findings as records of the kind `discrepancy`: their ids, their citations and texts that fit the model."""

from __future__ import annotations

from typing import Final
from zlib import crc32

from dftzcli.analysis.disagreement.finding import Finding, Known
from dftzcli.model.records import Discrepancy

# What the model lets an id, a name and a text have.
_ID: Final = 80
_NAME: Final = 200
_TEXT: Final = 1200
# How many of the figures an id is made of by name.
_NAMED: Final = 2


def recorded(finding: Finding, known: Known) -> Discrepancy:
    """Return a finding as a record that cites what its figures cite first."""
    citations = dict.fromkeys(known.figures[identity].citations[0] for identity in finding.figures)
    return Discrepancy(
        id=identity_of(finding),
        name=_cut(finding.name, _NAME),
        name_zh=_cut(finding.name_zh, _NAME),
        name_zh_basis="translation",
        summary=_cut(finding.summary, _TEXT),
        citations=tuple(citations),
        type=finding.type,
        records=tuple(dict.fromkeys((*finding.figures, *finding.also))),
        likely_reason=_cut(finding.likely_reason, _TEXT),
        is_caution=finding.is_caution,
        found_by="program",
    )


def identity_of(finding: Finding) -> str:
    """Return the id of a finding: its type and the ids of its figures, which always give the same.

    Where they do not fit, the first two are shortened and eight hexadecimal digits stand for all of them.
    """
    head = f"found-{finding.type}"
    whole = "-".join((head, *finding.figures))
    if len(whole) <= _ID and len(finding.figures) <= _NAMED:
        return whole
    mark = f"{crc32(' '.join(finding.figures).encode()):08x}"
    named = finding.figures[:_NAMED]
    room = (_ID - len(head) - len(mark) - 1 - len(named)) // len(named)
    return "-".join((head, *(_shortened(identity, room) for identity in named), mark))


def _shortened(identity: str, room: int) -> str:
    """Cut an id at the end of a word, or inside the first one where that alone is too long."""
    if len(identity) <= room:
        return identity
    whole_words = identity[: room + 1].rpartition("-")[0]
    return whole_words or identity[:room]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
