"""Citations to be read: plain lines, Markdown, and the one-liners that can stand in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dftzcli.citing import Reference, documents
from dftzcli.render.citing import words
from dftzcli.render.markdown import begun
from dftzcli.render.one_line import flat, one_line


def write_plain(references: Sequence[Reference]) -> Iterator[str]:
    """Yield a record a line, and beneath it, indented, a line for each document it rests on."""
    for reference in references:
        yield f"{_head(reference, flat)}\n"
        yield from (f"  {line}\n" for line in _rests_on(reference))


def write_markdown(references: Sequence[Reference]) -> Iterator[str]:
    """Yield the same as a list of lists, with everything from the data as it is written."""
    for reference in references:
        yield f"- {_head(reference, _escaped)}\n"
        yield from (f"  - {begun(line)}\n" for line in _rests_on(reference))


def write_lines(references: Sequence[Reference]) -> Iterator[str]:
    """Yield each record in one line."""
    for reference in references:
        line = one_line(reference.item)
        yield f"{line} [as of {reference.day}]\n" if reference.day and reference.day not in line else f"{line}\n"


def _head(reference: Reference, write: Callable[[str], str]) -> str:
    accessed = f"Accessed {reference.accessed}."
    if reference.document is not None:
        return write(f"{words.document(reference.document)}. {accessed}")
    title = f"{reference.title} [{reference.title_zh}]" if reference.title_zh else reference.title
    data = reference.dataset
    parts = (
        f"{title}: {words.statement(reference)}. In: {words.dataset(reference)}, record {reference.id}.",
        f"{data.licence}. {accessed}",
    )
    return write(" ".join(parts))


def _rests_on(reference: Reference) -> Iterator[str]:
    for found, passages in documents((reference,)):
        where = "; ".join(dict.fromkeys(words.passage(passage) for passage in passages))
        if where:
            yield flat(f"{found.id}: {words.document(found)}; {where}")


def _escaped(text: str) -> str:
    return begun(flat(text))
