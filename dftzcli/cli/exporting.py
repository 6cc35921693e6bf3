"""What `dftz export` does with the values of its options."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dftzcli.catalogue import kinds_of
from dftzcli.cli.asking import agreed
from dftzcli.cli.progress import shown
from dftzcli.cli.session import Session
from dftzcli.errors import Empty, UsageError
from dftzcli.model.fields import fields
from dftzcli.render.export import check_kinds, records_of
from dftzcli.search.query import Query, query_of
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.cli.options import Filters, Output, Terminal
    from dftzcli.model.vocabulary import Kind
    from dftzcli.render.result import Result

_ROLES: Final = ("industry", "partner", "country", "place", "agency", "source")


class Export(NamedTuple):
    """What is exported: kinds as they were typed (none: all), words that a search must find, and a package if any."""

    kinds: tuple[str, ...]
    query: str = ""
    bundle: Path | None = None
    fail_empty: bool = False


def answer(export: Export, filters: Filters, output: Output, terminal: Terminal) -> None:
    """Write the records asked for; UsageError before any work for what cannot be written so."""
    session = Session(terminal, output)
    kinds = kinds_of(export.kinds)
    force = _check(export, kinds, session)
    wanted = session.asked_fields(fields(kinds[0] if len(kinds) == 1 else None))
    if wanted is None:
        return
    query = _query(kinds, filters)
    catalogue = session.catalogue()
    result = records_of(catalogue, query, words=export.query)
    nothing = "" if result.total else f"nothing fits: {result.query['text']}"
    if export.bundle is None:
        if wanted:
            result = _with_fields(result, wanted)
        with shown(result, session) as told:
            session.emit(told, fail_empty=export.fail_empty, nothing=nothing)
        return
    if nothing and export.fail_empty:
        raise Empty(nothing)
    from dftzcli.render.export.package import write_package

    result = session.dated(result)
    with shown(result, session) as told:
        command = _command(export, filters, session)
        count = write_package(catalogue, told, export.bundle, command=command, force=force)
    items = len(result.items)
    session.narrator.notice(f"wrote {items} item{'s' * (items != 1)} in {count} files to {export.bundle}")
    if nothing:
        session.narrator.notice(nothing)


def _check(export: Export, kinds: tuple[Kind, ...], session: Session) -> bool:
    """Refuse what cannot be written, and return whether what is there may be replaced."""
    output = session.output
    if export.bundle is not None:
        given = output.output or output.format or output.json or output.ids or output.fields
        if given or output.bom or output.excel_safe or output.plain:
            raise UsageError("--bundle has a form of its own", fix="leave out the format, the fields and --output")
        return _may_replace(export.bundle, force=output.force)
    if output.format is None and not (output.json or output.ids or output.output or output.fields):
        raise UsageError(
            "nothing says where the export goes", fix="add -o FILE or --bundle DIR, or -f FORMAT for standard output"
        )
    check_kinds(session.format, kinds)
    if output.fields not in (None, "help") and len(kinds) != 1:
        raise UsageError("--fields is for one kind", fix="name one kind, or leave out --fields")
    return session.force


def _may_replace(bundle: Path, *, force: bool) -> bool:
    """Return whether a package that is there may be replaced; UsageError where it cannot be."""
    from dftzcli.render.export.package import check_package

    if not force and bundle.exists():
        check_package(bundle, force=True)
        force = agreed(f"{bundle} is there already; replace it?")
    check_package(bundle, force=force)
    return force


def _with_fields(result: Result, wanted: tuple[str, ...]) -> Result:
    from dftzcli.render.result import chosen

    specs, columns = chosen(result.specs, wanted)
    items = [{spec.key: item[spec.key] for spec in specs} for item in result.items]
    ids = tuple(str(item["id"]) for item in result.items)
    return result._replace(specs=specs, columns=columns, items=items, texts=None, ids=ids, kind=None)


def _query(kinds: tuple[Kind, ...], filters: Filters) -> Query:
    links: dict[str, Any] = {role: texts for role in _ROLES if (texts := getattr(filters, role))}
    return query_of(
        kinds=kinds,
        where=tuple(filters.where),
        status=tuple(part for text in filters.status for part in text.split(",")),
        year=filters.year,
        **links,
    )


def _command(export: Export, filters: Filters, session: Session) -> str:
    """Return the command line that makes the same package; of where it was written only the name."""
    words = ["dftz", "export", *export.kinds]
    for name, value in filters._asdict().items():
        for text in (value,) if isinstance(value, str) else value or ():
            words += [f"--{name}", text]
    words += ["--query", export.query] if export.query else []
    words += ["--as-of", session.day] if session.day else []
    assert export.bundle is not None
    return shlex.join([*words, "--bundle", export.bundle.name])
