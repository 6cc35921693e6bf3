"""`dftz related`: what a record is linked with, and what is like it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.searching import LIMIT
from dftzcli.cli.session import Session, question
from dftzcli.render.result import Result, chosen


def run(
    record: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Ids, names, or - to read ids from standard input.", autocompletion=completing.ids
        ),
    ],
    *,
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", metavar="N", min=0, help=f"At most N alike; {LIMIT} unless told.")
    ] = None,
    output: Output,
    terminal: Terminal,
) -> None:
    """List what a record is linked with, in either direction, and what is alike: by the words and links they share.

    Linked records come first; alike ones are those that no link leads to.
    """
    from dftzcli.render.related import related_fields, related_items, related_page

    session = Session(terminal, output)
    texts = given(record)
    known = related_fields()
    wanted = session.asked_fields(known)
    if wanted is None:
        return
    catalogue = session.catalogue()
    items: list[dict[str, Any]] = []
    for identity in dict.fromkeys(session.found(catalogue, text) for text in texts):
        linked = catalogue.related(identity)
        links = {other for ids in linked.values() for other in ids}
        most = LIMIT if limit is None else limit
        alike = [hit for hit in catalogue.alike(identity, limit=most + len(links)) if hit.id not in links][:most]
        items += related_items(catalogue, identity, linked, alike)
    specs, columns = chosen(known, wanted)
    shown = items if specs is known else [{spec.key: item[spec.key] for spec in specs} for item in items]
    page = None
    if session.format.name == "table" and not session.output.plain and not wanted:
        page = related_page(items, ascii_only=session.ascii_only)
    session.emit(
        Result(
            specs=specs,
            columns=columns,
            items=shown,
            total=len(items),
            query=question("related to " + ", ".join(texts)),
            dataset=catalogue.dataset,
            ids=None if specs is known else tuple(item["id"] for item in items),
            page=page,
        )
    )


app = single(
    run,
    examples="""
    dftz related panasonic
    dftz related cold-chain -n 3 --json
    dftz search battery --ids | dftz related - --ids
    """,
)
