"""Citations in the styles that readers keep them in, one module a style, one registry.

What is cited comes from `dftzcli.citing`; nothing in it can end an entry, begin a field or become a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dftzcli.citing import Reference
from dftzcli.errors import UsageError
from dftzcli.render.registry import check_ending
from dftzcli.tuples import NamedTuple


class Style(NamedTuple):
    """One style: its name, what it is, the endings of a file name that mean it, and how it is written."""

    name: str
    about: str
    endings: tuple[str, ...]
    write: Callable[[Sequence[Reference]], Iterator[str]]


def _plain(references: Sequence[Reference]) -> Iterator[str]:
    from dftzcli.render.citing.prose import write_plain

    return write_plain(references)


def _markdown(references: Sequence[Reference]) -> Iterator[str]:
    from dftzcli.render.citing.prose import write_markdown

    return write_markdown(references)


def _bibtex(references: Sequence[Reference]) -> Iterator[str]:
    from dftzcli.render.citing.bibtex import write_bibtex

    return write_bibtex(references)


def _csl(references: Sequence[Reference]) -> Iterator[str]:
    from dftzcli.render.citing.csl import write_csl

    return write_csl(references)


def _ris(references: Sequence[Reference]) -> Iterator[str]:
    from dftzcli.render.citing.ris import write_ris

    return write_ris(references)


def _line(references: Sequence[Reference]) -> Iterator[str]:
    from dftzcli.render.citing.prose import write_lines

    return write_lines(references)


STYLES: Final[dict[str, Style]] = {
    style.name: style
    for style in (
        Style("plain", "in words, a record with its documents", (".txt",), _plain),
        Style("markdown", "the same as Markdown", (".md", ".markdown"), _markdown),
        Style("bibtex", "for LaTeX, and managers of references", (".bib",), _bibtex),
        Style("csl-json", "for Zotero, pandoc and citation processors", (".json",), _csl),
        Style("ris", "for EndNote and its like", (".ris",), _ris),
        Style("line", "the record in one line: value, unit, period, scope, source", (), _line),
    )
}


def style_of(name: str | None, output: str | None) -> Style:
    """Return the style asked for by name, or by the ending of the output file; plain where neither says.

    UsageError naming the styles, or their endings, for what is none.
    """
    if name is not None:
        if name.lower() in STYLES:
            check_ending(STYLES[name.lower()], STYLES.values(), output, option="--style")
            return STYLES[name.lower()]
        import difflib

        close = difflib.get_close_matches(name.lower(), STYLES, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}? " if close else ""
        raise UsageError(f"{name!r} is not a style", fix=f"{hint}The styles are: {', '.join(STYLES)}")
    if output in (None, "-"):
        return STYLES["plain"]
    for style in STYLES.values():
        if style.endings and str(output).lower().endswith(style.endings):
            return style
    endings = ", ".join(ending for style in STYLES.values() for ending in style.endings)
    raise UsageError(f"the ending of {output} names no style", fix=f"give --style, or end the name in {endings}")
