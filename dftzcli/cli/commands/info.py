"""`dftz info`: what is running, on which data, and where it keeps things."""

from __future__ import annotations

from typing import Any

from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.render.page import Page, Pairs
from dftzcli.render.result import Result, chosen, columns_of


def run(output: Output, terminal: Terminal) -> None:
    """Print the program, Python, platform, dataset version and hash, and every path."""
    import platform

    from dftzcli import __version__, paths

    session = Session(terminal, output)
    catalogue = session.catalogue()
    where = paths.resolve(terminal.data_dir)
    item: dict[str, Any] = {
        "id": "dftz",
        "kind": "info",
        "name": "dftz",
        "program": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "dataset_version": catalogue.dataset.version,
        "dataset_hash": catalogue.dataset.hash,
        "dataset_as_of": catalogue.dataset.as_of,
        "store": str(where.store),
        "data_dir": str(where.data),
        "cache_dir": str(where.cache),
        "config_dir": str(where.config),
        "state_dir": str(where.state),
    }
    known = columns_of(list(item))
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    specs, columns = chosen(known, wanted)
    rows = tuple((spec.label, str(item[spec.key])) for spec in specs if spec.key not in ("id", "kind", "name"))
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=({spec.key: item[spec.key] for spec in specs},),
            total=1,
            query=question("info"),
            dataset=catalogue.dataset,
            page=Page((Pairs(rows),)),
        )
    )


app = single(run, examples="dftz info\ndftz info --json")
