"""The parts of a citation in words, which every style puts into its own fields."""

from __future__ import annotations

from dftzcli.citing import CATALOGUE, Document, Passage, Reference
from dftzcli.render.one_line import disputed, said


def statement(reference: Reference) -> str:
    """Write what a record says, with what is said against it: no figure is cited bare, and no plan as a fact."""
    against = disputed(reference.item.get("dispute"))
    text = said(reference.item)
    day = f"; as of {reference.day}" if reference.day and reference.day not in text else ""
    return text + day + (f"; {against}" if against else "")


def dataset(reference: Reference) -> str:
    """Write which dataset a record stands in: version, day and hash."""
    data = reference.dataset
    return f"{CATALOGUE}, version {data.version} of {data.as_of}, sha256 {data.hash}"


def passage(found: Passage) -> str:
    """Write where in its document a passage stands, what is printed there, and whether it was restated."""
    printed = f'"{found.as_stated}"' if found.as_stated else ""
    return ", ".join(part for part in (found.locator, printed, found.restated) if part)


def document(found: Document) -> str:
    """Write a document: who published it, title, number and date, what evidence it is and how it was read."""
    by = found.author or found.publisher
    publisher = found.publisher if found.author else None
    title = f"{found.title} [{found.title_zh}]" if found.title_zh else found.title
    parts = (by, title, found.number, publisher, found.date or found.undated, found.url, evidence(found))
    return ". ".join(part.rstrip(".") if part and part != found.undated else part for part in parts if part)


def remarks(found: Document) -> str:
    """Write what a reader must know of a document beside its title: evidence, how it was read, that it is undated."""
    undated = f"undated; date inferred {found.inferred}" if found.inferred else "undated"
    return "; ".join(part for part in (undated if found.date is None else "", evidence(found)) if part)


def evidence(found: Document) -> str:
    """Write what evidence a document is, and how much of it was read."""
    return f"evidence: {found.evidence.replace('_', ' ')}; {found.read}"
