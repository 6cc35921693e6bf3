"""`dftz show`: one record or several, by id or by what is remembered of it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dftzcli.catalogue import Catalogue
from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.ids import given
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.model.fields import fields
from dftzcli.render.page import Page
from dftzcli.render.result import Result, listing
from dftzcli.search.cards import Deck


def run(
    record: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Ids, names, or - to read ids from standard input.", autocompletion=completing.ids
        ),
    ],
    *,
    output: Output,
    terminal: Terminal,
) -> None:
    """Show a record: what it says, status and eligibility in words, citations, what disputes it, what is related.

    Words that can mean one record only are taken for it, and standard error says so.
    """
    session = Session(terminal, output)
    texts = given(record)
    catalogue = session.catalogue()
    cards = Deck([])
    for identity in dict.fromkeys(session.found(catalogue, text) for text in texts):
        cards = cards + catalogue.cards.one(identity)
    kinds = {card["kind"] for card in cards}
    kind = cards[0]["kind"] if len(kinds) == 1 else None
    wanted = session.asked_fields(fields(kind))
    if wanted is None:
        return
    result = listing(
        catalogue, cards, kind=kind, total=len(cards), query=question("show " + ", ".join(texts)), wanted=wanted
    )
    session.emit(_with_page(session, catalogue, cards, result, plain_table=bool(wanted)))


def _with_page(session: Session, catalogue: Catalogue, cards: Deck, result: Result, *, plain_table: bool) -> Result:
    if session.format.name in ("table", "md") and not plain_table:
        from dftzcli.render.record_page import record_page

        pages = [record_page(catalogue, card, ascii_only=session.ascii_only) for card in cards]
        return result._replace(page=Page(tuple(block for page in pages for block in page.blocks)))
    if session.format.name == "json":
        extra: dict[str, Any] = {
            "links": {card["id"]: catalogue.related(card["id"]) for card in cards},
        }
        return result._replace(extra=extra)
    return result


app = single(
    run,
    examples="""
    dftz show panasonic
    dftz show northeast-container-share-dalian-port-2026 --json
    dftz list projects --country JP -f ids | dftz show -
    """,
)
