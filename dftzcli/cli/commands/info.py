"""`dftz info`: what is running, on which data, and where it keeps things."""

from __future__ import annotations

from typing import Any

from dftzcli.catalogue import Dataset
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.errors import StoreError
from dftzcli.render.page import Page, Pairs
from dftzcli.render.result import Result, chosen, columns_of


def run(output: Output, terminal: Terminal) -> None:
    """Print the program, Python, platform, dataset version and hash, and every path."""
    import platform

    from dftzcli import __version__, paths

    session = Session(terminal, output)
    where = paths.resolve(terminal.data_dir)
    dataset, fault = _dataset(session)
    item: dict[str, Any] = {
        "id": "dftz",
        "kind": "info",
        "name": "dftz",
        "program": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "dataset_version": dataset.version,
        "dataset_hash": dataset.hash,
        "dataset_as_of": dataset.as_of,
        "store": str(where.store),
        "data_dir": str(where.data),
        "cache_dir": str(where.cache),
        "config_dir": str(where.config),
        "state_dir": str(where.state),
        "fault": fault,
    }
    known = columns_of(list(item))
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    specs, columns = chosen(known, wanted)
    rows = tuple(
        (spec.label, str(item[spec.key] or "none")) for spec in specs if spec.key not in ("id", "kind", "name")
    )
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=({spec.key: item[spec.key] for spec in specs},),
            total=1,
            query=question("info"),
            dataset=dataset,
            page=Page((Pairs(rows),)),
        )
    )


def _dataset(session: Session) -> tuple[Dataset, str | None]:
    """Return the dataset, or what is wrong with the store: paths are asked for most when it cannot be read."""
    try:
        return session.catalogue().dataset, None
    except StoreError as error:
        return Dataset(version="", hash="", as_of=""), error.message


app = single(run, examples="dftz info\ndftz info --json")
