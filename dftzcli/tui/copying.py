"""What is copied of a record: one line that can stand in a text, and where it is from."""

from __future__ import annotations

from typing import Any, Final

from dftzcli.catalogue import Catalogue
from dftzcli.render.citing import STYLES
from dftzcli.render.one_line import one_line
from dftzcli.render.result import Result, listing


def row(item: dict[str, Any]) -> str:
    """Return a record in one line: a figure with value, unit, period and source, anything else with its status."""
    return one_line(item)


def citation(item: dict[str, Any]) -> str:
    """Return where a record is from, a citation a line: source, locator, and the characters as printed."""
    lines = []
    for cited in item.get("citations") or ():
        stated = f': "{cited["as_stated"]}"' if cited.get("as_stated") else ""
        lines.append(f"{cited['source']}, {cited['locator']}{stated}")
    return "\n".join(lines)


# Offered beside the row and the passages: a record as it is cited, in each style that is no line.
CITED: Final = tuple(
    (f"cite:{style.name}", f"the citation as {style.name}: {style.about}") for style in STYLES.values() if style.endings
)


def cited(catalogue: Catalogue, identity: str, choice: str) -> str:
    """Return a record as it is cited, in the style of one of the choices of `CITED`."""
    style = STYLES[choice.removeprefix("cite:")]
    return "".join(style.write(catalogue.cited(identity))).rstrip("\n")


def whole(catalogue: Catalogue, identity: str, *, ascii_only: bool = False) -> Result:
    """Return a record as `dftz show` writes it: its page, and what it is linked with."""
    from dftzcli.render.record_page import record_page

    deck = catalogue.cards.one(identity)
    found = listing(catalogue, deck, kind=deck[0]["kind"], total=1, query={"text": f"show {identity}"})
    return found._replace(
        page=record_page(catalogue, deck[0], ascii_only=ascii_only),
        extra={"links": {identity: catalogue.related(identity)}},
    )


def sources_of(catalogue: Catalogue, identity: str) -> tuple[dict[str, Any], ...]:
    """Return the documents that a record is cited from; of a document itself, that one."""
    item = catalogue.item(identity)
    if item["kind"] == "source":
        return (item,)
    cards = (catalogue.cards.peek(source) for source in item.get("sources") or ())
    return tuple(card for card in cards if card is not None)
