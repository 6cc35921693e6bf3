"""The formats of a brief, once: their names, the endings of file names that mean them, and who writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.brief.document import Document


class Format(NamedTuple):
    """One format: `is_text` for what a terminal or a pipe can show."""

    name: str
    about: str
    endings: tuple[str, ...]
    is_text: bool
    write: Callable[[Document], bytes]


def _md(document: Document) -> bytes:
    from dftzcli.brief.writers.markdown import write

    return write(document)


def _html(document: Document) -> bytes:
    from dftzcli.brief.writers.html import write

    return write(document)


def _pdf(document: Document) -> bytes:
    from dftzcli.brief.writers.pdf import write

    return write(document)


def _docx(document: Document) -> bytes:
    from dftzcli.brief.writers.docx import write

    return write(document)


FORMATS: Final[dict[str, Format]] = {
    found.name: found
    for found in (
        Format("md", "Markdown with footnotes", (".md", ".markdown"), True, _md),
        Format("html", "one page by itself, without script, that loads nothing", (".html", ".htm"), True, _html),
        Format("pdf", "A4, with its fonts", (".pdf",), False, _pdf),
        Format("docx", "for a word processor", (".docx",), False, _docx),
    )
}


def format_of(name: str | None, output: str | None) -> Format:
    """Return the format asked for by name, or by the ending of a file; Markdown where neither is given.

    UsageError naming the formats, or their endings, when the name or ending is none of them.
    """
    if name is not None:
        if name.lower() not in FORMATS:
            raise UsageError(f"{name!r} is not a format of a brief", fix=f"the formats are: {', '.join(FORMATS)}")
        from dftzcli.render.registry import check_ending

        check_ending(FORMATS[name.lower()], FORMATS.values(), output)
        return FORMATS[name.lower()]
    if output in (None, "-"):
        return FORMATS["md"]
    for found in FORMATS.values():
        if str(output).lower().endswith(found.endings):
            return found
    endings = ", ".join(ending for found in FORMATS.values() for ending in found.endings)
    raise UsageError(f"the ending of {output} names no format of a brief", fix=f"end the name in {endings}")


def write(document: Document, name: str = "md") -> bytes:
    """Write a brief in a format, by its name; UsageError when there is none of it or its library is not installed."""
    return format_of(name, None).write(document)


def missing(library: str, format: str) -> UsageError:
    """Return the error for a format whose library is not installed."""
    return UsageError(
        f"a brief as {format} needs {library}, which is not installed", fix="pip install 'dftzcli[brief]'"
    )
