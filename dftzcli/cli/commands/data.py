"""`dftz data`: the store itself."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dftzcli.cli.commands.application import add, group
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.errors import CheckFailed
from dftzcli.model.fields import plain
from dftzcli.render.result import Result, chosen, columns_of

if TYPE_CHECKING:
    from dftzcli.analysis.arithmetic import Outcome

app = group(
    help="\b\nExamples:\n  dftz data status\n  dftz data validate\n\n"
    "The store: where it is, what is in it, whether it is right, and how to put it back."
)


def status(output: Output, terminal: Terminal) -> None:
    """Say where the store is, which data it holds, whether it was changed, and whether a backup is there."""
    from dftzcli import paths
    from dftzcli.catalogue import dataset_of
    from dftzcli.store.status import status as status_of

    session = Session(terminal, output)
    found = status_of(paths.resolve(terminal.data_dir).data)
    item: dict[str, Any] = {
        "id": "store",
        "kind": "status",
        "name": "store",
        "path": str(found.path),
        "present": found.is_present,
        "writable": found.is_writable,
        "modified": found.is_modified,
        "version": found.version,
        "as_of": found.as_of,
        "packaged_version": found.packaged_version,
        "packaged_as_of": found.packaged_as_of,
        "backup": str(found.backup) if found.backup else None,
        "fault": found.fault,
        "records": sum(found.counts.values()),
        "counts": dict(found.counts),
    }
    _emit_one(session, item, "data status", dataset_of(found))


def validate(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="A folder of data files instead of the store.", show_default=False),
    ] = None,
    *,
    arithmetic: Annotated[
        bool, typer.Option("--arithmetic", help="List every sum, share and change with its outcome.")
    ] = False,
    output: Output,
    terminal: Terminal,
) -> None:
    """Check schema, references in both directions, vocabularies, ids, truth rules and arithmetic; exit 6 on a fault."""
    import gc

    from dftzcli.analysis.arithmetic import Outcome, with_unrecomputed
    from dftzcli.analysis.faults import Fault

    # A check of everything makes enough garbage to be worth collecting.
    gc.enable()
    session = Session(terminal, output)
    catalogue = session.catalogue() if folder is None else session.catalogue_of(folder)
    entries = with_unrecomputed(catalogue.arithmetic(), catalogue.records()) if arithmetic else ()
    faults: tuple[Fault, ...] = catalogue.validate()
    if arithmetic:
        keys = list(Outcome.__struct_fields__)
        rows = tuple(_named(plain(entry), "identity", entry.record, entry.rule) for entry in entries)
    else:
        keys = list(Fault.__struct_fields__)
        rows = tuple(_named(plain(entry), "fault", entry.record, entry.problem) for entry in faults)
    _emit(session, ["id", "kind", "name", *keys], keys, rows, "data validate", catalogue.dataset)
    recomputed = _tally(entries) if arithmetic else ""
    if faults:
        raise CheckFailed(
            f"{len(faults)} fault{'s' * (len(faults) != 1)} in {len(catalogue.readable())} records{recomputed}",
            fix="each fault names its record and remedy",
        )
    session.narrator.notice(f"no fault in {len(catalogue.records())} records{recomputed}")


def coverage(
    file: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Documents as UTF-8 text.")],
    *,
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="The source the documents are; else recognised by content or name.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Numbers spelled out, too.")] = False,
    output: Output,
    terminal: Terminal,
) -> None:
    """List, with its line, every numeral of a document that no record states and its source does not excuse.

    Exit 6 when any is left.
    """
    from dftzcli.render.coverage_page import coverage_page

    session = Session(terminal, output)
    catalogue = session.catalogue()
    reports = tuple(catalogue.coverage(path, source=source, words=words) for path in file)
    rows = tuple(
        {
            "id": f"{report.source or Path(report.file).name}:{numeral.line}",
            "kind": "numeral",
            "name": numeral.text,
            "file": report.file,
            "source": report.source,
            "line": numeral.line,
            "numeral": numeral.text,
            "context": numeral.context,
        }
        for report in reports
        for numeral in report.left
    )
    documents = [
        {
            "file": report.file,
            "source": report.source,
            "same_text": report.is_same_text,
            "numerals": report.total,
            "recorded": report.recorded,
            "not_recorded": report.not_recorded,
            "left": len(report.left),
        }
        for report in reports
    ]
    keys = ["file", "source", "line", "numeral", "context"]
    _emit(
        session, ["id", "kind", "name", *keys], keys, rows, "data coverage", catalogue.dataset,
        extra={"documents": documents}, page=coverage_page(reports),
    )  # fmt: skip
    if rows:
        raise CheckFailed(
            f"{len(rows)} numeral{'s' * (len(rows) != 1)} left",
            fix="cite each in a record, or list it on its source as not recorded with a reason",
        )


def path(terminal: Terminal) -> None:
    """Print the path of the store."""
    from dftzcli import paths
    from dftzcli.render.sink import to_stdout

    to_stdout([f"{paths.resolve(terminal.data_dir).store}\n"])


def reset(
    from_backup: Annotated[
        bool, typer.Option("--from-backup", help="Go back to the last good state instead of the packaged data.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; without --yes that is a refusal.")] = False,
    *,
    terminal: Terminal,
) -> None:
    """Put the store back to the packaged data, or to its backup; the former file is kept beside it."""
    from dftzcli import paths
    from dftzcli.cli.asking import confirm
    from dftzcli.store.installation import needs_reset, store_path
    from dftzcli.store.installation import reset as reset_store

    session = Session(terminal)
    folder = paths.resolve(terminal.data_dir).data
    origin = "its backup" if from_backup else "the packaged data"
    if not needs_reset(folder, from_backup=from_backup):
        session.narrator.notice(
            f"{store_path(folder)} is already {origin}; nothing {'would be' if dry_run else 'was'} changed"
        )
        return
    if dry_run:
        session.narrator.notice(f"would replace {store_path(folder)} by {origin}; the former file would be kept")
        return
    confirm(f"replace {store_path(folder)} by {origin}?", yes=yes, no_input=no_input)
    done = reset_store(folder, from_backup=from_backup)
    if not done.is_changed:
        session.narrator.notice(f"{done.path} is already {origin}; nothing was changed")
    elif done.former is None:
        session.narrator.notice(f"{done.path} was made from {done.origin}")
    else:
        undo = shlex.join(["mv", str(done.former), str(done.path)])
        session.narrator.notice(f"{done.path} was made from {done.origin}; to undo it: {undo}")


def _tally(outcomes: Collection[Outcome]) -> str:
    """Return the counts of the outcomes, to follow the verdict in its one line on standard error."""
    held = [each.holds for each in outcomes]
    owned = sum(each.holds is False and each.discrepancy is not None for each in outcomes)
    failing = f"{held.count(False)} failing ({owned} owned up to by a discrepancy)"
    return f"; arithmetic: {failing}, {held.count(None)} not recomputed, {held.count(True)} kept"


def _named(values: Any, kind: str, identity: str, name: str) -> dict[str, Any]:
    return {"id": identity, "kind": kind, "name": name, **values}


def _emit_one(session: Session, item: dict[str, Any], text: str, dataset: Any) -> None:
    from dftzcli.render.page import Page, Pairs

    rows = tuple((key.replace("_", " "), _shown(value)) for key, value in item.items() if key not in ("kind", "name"))
    _emit(session, list(item), list(item)[3:], (item,), text, dataset, page=Page((Pairs(rows[1:]),)))


def _emit(
    session: Session,
    keys: list[str],
    columns: list[str],
    rows: tuple[dict[str, Any], ...],
    text: str,
    dataset: Any,
    *,
    extra: dict[str, Any] | None = None,
    page: Any = None,
) -> None:
    known = columns_of(keys, columns)
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    specs, shown = chosen(known, wanted)
    items = tuple({spec.key: row[spec.key] for spec in specs} for row in rows)
    session.emit(
        Result(
            specs=specs,
            columns=shown,
            items=items,
            total=len(items),
            query=question(text),
            dataset=dataset,
            page=page if not wanted else None,
            extra=extra or {},
        )
    )


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {key}" for key, count in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


add(app, status, examples="dftz data status\ndftz data status --json")
add(app, validate, examples="dftz data validate\ndftz data validate --arithmetic -f csv")
add(app, coverage, examples="dftz data coverage --help")
add(app, path, examples="dftz data path")
add(app, reset, examples="dftz data reset --dry-run\ndftz data reset --yes")
