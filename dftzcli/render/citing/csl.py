"""CSL-JSON, the input of citation processors: an item a record and an item a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dftzcli.citing import CATALOGUE, PUBLISHER, Document, Passage, Reference, documents
from dftzcli.render.citing import words
from dftzcli.render.one_line import flat
from dftzcli.render.structured import encoded

# What the types of documents are called there; anything else is a document.
_TYPES: Final = {
    "news": "article-newspaper",
    "article": "article-magazine",
    "paper": "article-journal",
    "regulation": "regulation",
    "policy_text": "regulation",
    "statistics": "report",
    "report": "report",
    "plan": "report",
    "page": "webpage",
    "interview": "interview",
}


def write_csl(references: Sequence[Reference]) -> Iterator[str]:
    """Yield one array, an item a line."""
    items = [_of_record(reference) for reference in references if reference.document is None]
    items += [_of_document(found, passages, references[0].accessed) for found, passages in documents(references)]
    yield "[\n" + ",\n".join(encoded(_filled(item)) for item in items) + "\n]\n"


def _of_record(reference: Reference) -> dict[str, Any]:
    data = reference.dataset
    rests = "; ".join(f"{found.document.id}, {words.passage(found)}" for found in reference.passages)
    return {
        "id": reference.id,
        "type": "dataset",
        "title": _titled(reference.title, reference.title_zh),
        "container-title": CATALOGUE,
        "publisher": PUBLISHER,
        "version": data.version,
        "issued": _date(data.as_of),
        "accessed": _date(reference.accessed),
        "note": flat(
            f"{words.statement(reference)}. Dataset of {data.as_of}, sha256 {data.hash}, {data.licence}. "
            f"Rests on {rests}."
        ),
    }


def _of_document(found: Document, passages: Sequence[Passage], accessed: str) -> dict[str, Any]:
    cited = "; ".join(f"{passage.record}: {words.passage(passage)}" for passage in passages)
    by = found.author or found.publisher
    return {
        "id": found.id,
        "type": _TYPES.get(found.type, "document"),
        "title": _titled(found.title, found.title_zh),
        # `literal` is a name that no processor takes apart.
        "author": [{"literal": flat(by)}] if by else None,
        "publisher": flat(found.publisher or ""),
        "number": flat(found.number or ""),
        "issued": _date(found.date) if found.date else {"literal": found.undated},
        "accessed": _date(accessed),
        "language": flat(found.language),
        "URL": flat(found.url or ""),
        "note": flat(f"{words.remarks(found)}{'. Cited for ' + cited if cited else ''}"),
    }


def _titled(title: str, chinese: str | None) -> str:
    return flat(f"{title} [{chinese}]" if chinese else title)


def _date(date: str) -> dict[str, Any]:
    """Return a date or an interval as numbers; as it is written where it is neither."""
    ends = date.split("/")
    try:
        return {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
    except ValueError:
        return {"literal": flat(date)}


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value}
