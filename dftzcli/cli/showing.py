"""What `dftz show` does with the values of its options, however the command line was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dftzcli.catalogue import Catalogue
from dftzcli.cli.ids import given
from dftzcli.cli.session import Session, question
from dftzcli.model.fields import fields
from dftzcli.render.result import Result, listing
from dftzcli.search.cards import Deck

if TYPE_CHECKING:
    from dftzcli.cli.options import Output, Terminal


def answer(records: Sequence[str], output: Output, terminal: Terminal) -> None:
    """Show some records, by id or by what is remembered of them; NotFound where a text may mean none or several."""
    session = Session(terminal, output)
    texts = given(records)
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
    if session.format.for_people and not plain_table:
        from dftzcli.render.page import Page
        from dftzcli.render.record_page import record_page

        pages = [record_page(catalogue, card, ascii_only=session.ascii_only) for card in cards]
        return result._replace(page=Page(tuple(block for page in pages for block in page.blocks)))
    if session.format.name == "json":
        extra: dict[str, Any] = {
            "links": {card["id"]: catalogue.related(card["id"]) for card in cards},
        }
        return result._replace(extra=extra)
    return result
