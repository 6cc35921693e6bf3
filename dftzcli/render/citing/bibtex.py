"""BibTeX: an entry a record and an entry a document, in ASCII commands and UTF-8 letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dftzcli.citing import CATALOGUE, PUBLISHER, Document, Passage, Reference, documents
from dftzcli.render.citing import words
from dftzcli.render.one_line import flat

# A brace counts for BibTeX even behind a backslash, so braces and backslashes are spelt out as commands of LaTeX.
_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
} | {sign: f"\\{sign}" for sign in "#$%&_"}
_SPECIAL: Final = re.compile("[" + re.escape("".join(_COMMANDS)) + "]")
_NO_KEY: Final = re.compile(r"[^A-Za-z0-9:.+/-]")
# In an address a backslash command would become part of it: what has a meaning is written in percents.
_NOT_IN_ADDRESS: Final = re.compile(r"[^A-Za-z0-9:/?=&._~+,;@!()*'$#-]")


def write_bibtex(references: Sequence[Reference]) -> Iterator[str]:
    """Yield the entries of some records, then of the documents they rest on, each once."""
    for reference in references:
        if reference.document is None:
            yield _entry("misc", reference.id, _of_record(reference))
    for document, passages in documents(references):
        accessed = references[0].accessed
        yield _entry("misc", document.id, _of_document(document, passages, accessed))


def escaped(text: str) -> str:
    """Write a text as LaTeX in one line, so that it shows as it was written and the braces around it stay balanced."""
    return _SPECIAL.sub(lambda found: _COMMANDS[found.group()], flat(text))


def _entry(kind: str, identity: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{_NO_KEY.sub('-', identity)},", *lines, "}"]) + "\n\n"


def _of_record(reference: Reference) -> dict[str, str]:
    data = reference.dataset
    rests = "; ".join(f"{found.document.id}, {words.passage(found)}" for found in reference.passages)
    return {
        "title": _title(reference.title, reference.title_zh),
        "publisher": escaped(PUBLISHER),
        "howpublished": escaped(f"{CATALOGUE}, version {data.version}, record {reference.id}"),
        "version": escaped(data.version),
        "year": escaped(data.as_of[:4]),
        "date": escaped(data.as_of),
        "urldate": escaped(reference.accessed),
        "note": escaped(
            f"{words.statement(reference)}. Dataset of {data.as_of}, sha256 {data.hash}, {data.licence}. "
            f"Rests on {rests}."
        ),
    }


def _of_document(found: Document, passages: Sequence[Passage], accessed: str) -> dict[str, str]:
    cited = "; ".join(f"{passage.record}: {words.passage(passage)}" for passage in passages)
    return {
        "title": _title(found.title, found.title_zh),
        # A name in braces of its own is one name, whatever commas and "and" it has.
        "author": f"{{{escaped(found.author or found.publisher or '')}}}" if found.author or found.publisher else "",
        "publisher": escaped(found.publisher or ""),
        "number": escaped(found.number or ""),
        "year": escaped(found.date[:4] if found.date else "n.d."),
        "date": escaped(found.date or ""),
        "language": escaped(found.language),
        "url": _address(found.url),
        "urldate": escaped(accessed),
        "note": escaped(f"{words.remarks(found)}{'. Cited for ' + cited if cited else ''}"),
    }


def _title(title: str, chinese: str | None) -> str:
    """Write a title in braces of its own, which keep its capitals."""
    return f"{{{escaped(f'{title} [{chinese}]' if chinese else title)}}}"


def _address(url: str | None) -> str:
    from urllib.parse import quote

    return _NOT_IN_ADDRESS.sub(lambda found: quote(found.group(), safe="%"), flat(url)) if url else ""
