"""The formats, once: what `--format` offers, which ending of a file name means which, and who writes it."""

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from dftzcli.errors import UsageError
from dftzcli.render.format import Format, Style, Writer
from dftzcli.render.result import Result

__all__ = ["FORMATS", "SPECIAL", "Format", "Style", "Writer", "format_of"]


# Wider than any line: colour was forced in a pipe, where nothing is wrapped.
_UNWRAPPED: Final = 20_000


def _table(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.pages import page_of

    page = page_of(result, ascii_only=style.ascii_only)
    if style.filed:
        from dftzcli.render.document import about

        page = page._replace(blocks=(*page.blocks, *about(result)))
    if style.plain:
        from dftzcli.render.text import write_plain

        yield from write_plain(page)
    elif style.columns is None and not style.colour:
        from dftzcli.render.text import write_text

        yield from write_text(page)
    else:
        from dftzcli.render.table import draw

        yield draw(page, columns=style.columns or _UNWRAPPED, colour=style.colour)


def _json(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.structured import write_json

    return write_json(result)


def _jsonl(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.structured import write_jsonl

    return write_jsonl(result, filed=style.filed)


def _csv(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.delimited import write_csv

    return write_csv(result, bom=style.bom, excel_safe=style.excel_safe, filed=style.filed)


def _tsv(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.delimited import write_tsv

    return write_tsv(result, filed=style.filed)


def _md(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.markdown import write_markdown

    if style.filed:
        from dftzcli.render.document import document_of

        page = document_of(result, ascii_only=style.ascii_only)
    else:
        from dftzcli.render.pages import page_of

        page = page_of(result, ascii_only=style.ascii_only)
    return write_markdown(page, footer=result.dataset.line)


def _html(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.document import document_of
    from dftzcli.render.html import write_html

    return write_html(document_of(result, ascii_only=style.ascii_only))


def _xlsx(result: Result, style: Style) -> Iterator[bytes]:
    from dftzcli.render.workbook import write_xlsx

    return write_xlsx(result)


def _sqlite(result: Result, style: Style) -> Iterator[bytes]:
    from dftzcli.render.database import write_sqlite

    return write_sqlite(result)


def _parquet(result: Result, style: Style) -> Iterator[bytes]:
    from dftzcli.render.columnar import write_parquet

    return write_parquet(result)


def _ids(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.delimited import write_ids

    return write_ids(result)


def _ics(result: Result, style: Style) -> Iterator[str]:
    from dftzcli.render.closings import write_calendar

    yield from write_calendar(result)


FORMATS: Final[dict[str, Format]] = {
    found.name: found
    for found in (
        Format("table", "for people: wrapped to a terminal, unwrapped in a pipe", (".txt",), _table, for_people=True),
        Format("json", "one object: dataset, query, count, items", (".json",), _json),
        Format("jsonl", "one item a line", (".jsonl", ".ndjson"), _jsonl),
        Format("csv", "UTF-8, LF line ends, RFC 4180 quoting", (".csv",), _csv, is_one_table=True),
        Format("tsv", "tab-separated, one record a line", (".tsv",), _tsv, is_one_table=True),
        Format("md", "Markdown", (".md", ".markdown"), _md, for_people=True),
        Format(
            "html", "one page that needs nothing else, for mail and print", (".html", ".htm"), _html, for_people=True
        ),
        Format("xlsx", "a workbook: a sheet a kind, sources, notes", (".xlsx",), _xlsx, is_binary=True),
        Format(
            "sqlite", "tables with keys, views and an index", (".sqlite", ".sqlite3", ".db"), _sqlite, is_binary=True
        ),
        Format(
            "parquet",
            "typed columns (needs dftzcli[parquet])",
            (".parquet",),
            _parquet,
            is_binary=True,
            is_one_table=True,
        ),
        Format("ids", "one id a line, for the next command", (".ids",), _ids),
    )
}

# Formats of one kind of answer, offered by the commands that give it.
SPECIAL: Final[dict[str, Format]] = {
    "ics": Format("ics", "a calendar of what closes (`dftz expiring`)", (".ics",), _ics),
}


# Any editor opens these, whatever their ending says: among them the one that is asked for goes before it.
_PLAIN: Final = frozenset(("table", "json", "jsonl", "csv", "tsv", "md", "ids"))


class Ending(Protocol):
    """A format by its name, and the endings of file names that mean it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings, with their point."""


def check_ending(chosen: Ending, known: Iterable[Ending], output: str | None, *, option: str = "--format") -> None:
    """Refuse a file whose ending means another format than the one asked for: no program would open it.

    A plain text may hold any format.
    """
    if output is None or output.lower().endswith(".txt"):
        return
    meant = next((each for each in known if output.lower().endswith(each.endings)), None)
    if meant is not None and meant.name != chosen.name:
        raise UsageError(
            f"{option} {chosen.name} and the ending of {output} contradict each other",
            fix=f"end the name in {' or '.join(chosen.endings)}, or leave out {option}",
        )


def format_of(name: str | None, output: str | None, *, also: Iterable[str] = ()) -> Format:
    """Return the format asked for by name, or by the ending of the output file; a table where neither is given.

    `also` are special formats that the command has beside those of every command. Raises UsageError naming the formats,
    or their endings, when the name or the ending is none of them.
    """
    formats = FORMATS | {each: SPECIAL[each] for each in also}
    if name is not None:
        name = name.lower()
        if name not in formats:
            import difflib

            close = difflib.get_close_matches(name, formats, n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise UsageError(f"{name!r} is not a format", fix=f"{hint}The formats are: {', '.join(formats)}")
        found, meant = formats[name], [each for each in (FORMATS | SPECIAL).values() if each.name not in _PLAIN]
        # Commands that write something else than records ask for a table, and have endings of their own.
        if name != "table":
            check_ending(found, meant if found.name in _PLAIN else (FORMATS | SPECIAL).values(), output)
        return found
    if output in (None, "-"):
        return FORMATS["table"]
    for found in formats.values():
        if str(output).lower().endswith(found.endings):
            return found
    endings = ", ".join(ending for found in formats.values() for ending in found.endings)
    raise UsageError(f"the ending of {output} names no format", fix=f"give --format, or end the name in {endings}")
