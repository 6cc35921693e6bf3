"""`dftz show`: one record or several, by id or by what is remembered of it."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from dftzcli.catalogue import Catalogue
from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Output, Terminal
from dftzcli.cli.session import Session, question
from dftzcli.errors import UsageError
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
    texts = _ids(record)
    catalogue = session.catalogue()
    cards = Deck([])
    for identity in dict.fromkeys(_found(catalogue, session, text) for text in texts):
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


def _found(catalogue: Catalogue, session: Session, text: str) -> str:
    """Return the id a text is taken for, and say so where it is not that id."""
    found = catalogue.find(text)
    if found.id != text:
        taken = "taken for" if found.guessed else "is the name of"
        name = catalogue.cards.name(found.id)
        session.narrator.notice(f"{text!r} {taken} {found.id} ({name.kind if name else 'record'})")
    return found.id


def _ids(record: list[str]) -> list[str]:
    if "-" not in record:
        return record
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("- reads standard input, which is a terminal or closed", fix="pipe ids in, one a line")
    texts: list[str] = []
    for text in record:
        texts += [line.strip() for line in sys.stdin if line.strip()] if text == "-" else [text]
    if not texts:
        raise UsageError("standard input held no id", fix="pipe ids in, one a line, as `-f ids` prints them")
    return texts


app = single(
    run,
    examples="""
    dftz show panasonic
    dftz show northeast-container-share-dalian-port-2026 --json
    dftz list projects --country JP -f ids | dftz show -
    """,
)
