"""A brief from a catalogue: the sections in the order a director reads, their footnotes numbered, and the last page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from dftzcli.brief import saying
from dftzcli.brief.document import CATALOGUE, Cited, Document, Note, Points, Remark, Section, Source, Statement, Table
from dftzcli.brief.material import Material, material_of
from dftzcli.brief.sections import case, doubts, offer, operating, peers, risks, short, whom

if TYPE_CHECKING:
    from dftzcli.brief.asked import Asked
    from dftzcli.brief.saying import Item
    from dftzcli.catalogue import Catalogue

_TITLE: Final = "Dalian Free Trade Zone: investor's brief"
_SHOWN_PROJECTS: Final = 7
_NAMED: Final = 6
# Said with a command that names the profile without its folder.
_BESIDE: Final = " in the folder of the profile,"


def brief_of(catalogue: Catalogue, asked: Asked) -> Document:
    """Assemble a brief; UsageError or NotFound for a text of the question that cannot be meant."""
    material = material_of(catalogue, asked)
    figures = case.figures(material)
    sections = (
        short.section(material, figures),
        _named(material),
        _noted(material, asked),
        case.section(material, figures),
        offer.section(material),
        operating.section(material),
        peers.section(material),
        whom.section(material),
        risks.section(material),
        doubts.section(material, (*_shown(material), *figures)),
    )
    found = tuple(section for section in sections if section is not None)
    document = Document(_TITLE, _subtitle(material), found, (), {}, _about(material, asked))
    sources, numbers = _numbered(material, document.statements)
    return document._replace(sources=sources, numbers=numbers)


def _subtitle(material: Material) -> str:
    return f"For {material.subject.title}. The catalogue as of {material.catalogue.as_of}."


def _shown(material: Material) -> list[Item]:
    """Return the records that the brief speaks of: what its questions are about."""
    facts, plans = operating.sides(material)
    named = [card for each in sorted(material.subject.named) if (card := material.catalogue.cards.peek(each))]
    return [*named, *offer.shown(material), *facts[:_SHOWN_PROJECTS], *plans[:_SHOWN_PROJECTS]]  # fmt: skip


def _named(material: Material) -> Section | None:
    """Say what each record named outright is, where the sections that follow would not."""
    kinds = ("policy", "industry", "partner", "indicator", "place", "agency", "gap", "discrepancy")
    cards = [card for each in sorted(material.subject.named) if (card := material.catalogue.cards.peek(each))]
    statements = tuple(_what(material, card) for card in cards if card["kind"] in kinds)
    if not statements:
        return None
    left = len(statements) - _NAMED
    more = (
        (Remark(f"{left} more are left out: dftz show has each of the records of the last page."),) if left > 0 else ()
    )
    return Section("What it is about", (Points(statements[:_NAMED]), *more))


def _what(material: Material, card: Item) -> Statement:
    status = f" [{saying.status(card)}]" if card.get("status") else ""
    text = f"{card['summary']}{status}{saying.doubt(card, material)}"
    return Statement(text, saying.cited(card), f"{saying.named(card)}:")


def _noted(material: Material, asked: Asked) -> Section | None:
    """Give what the reader noted at the records of a shortlist: nobody else answers for it, and no note cites it."""
    rows = tuple((material.name(identity), " ".join(note.split())) for identity, note in asked.notes if note.strip())
    if not rows:
        return None
    said = "These are the reader's own words on the shortlist. They rest on no source and are no part of the catalogue."
    return Section("The reader's own notes", (Remark(said), Table(("Record", "The reader's own note"), (34, 66), rows)))


def _numbered(material: Material, statements: Iterable[Statement]) -> tuple[tuple[Source, ...], dict[Cited, int]]:
    """Number what is cited: sources in the order in which they first appear, and the places of one after the other.

    One place is one note, however sure each fact is that was restated from it.
    """
    places: dict[str, dict[str, dict[Cited, None]]] = {}
    for each in (each for statement in statements for each in statement.cited):
        places.setdefault(each.source, {}).setdefault(each.locator, {})[each] = None
    sources, numbers = [], dict[Cited, int]()
    number = 0
    for identity, locators in places.items():
        notes = []
        for locator, cited in locators.items():
            number += 1
            numbers.update(dict.fromkeys(cited, number))
            grades = sorted({each.confidence for each in cited if each.confidence})
            notes.append(Note(number, locator, " or ".join(grades)))
        sources.append(Source(identity, _described(material, identity), tuple(notes), _address(material, identity)))
    return tuple(sources), numbers


def _described(material: Material, identity: str) -> str:
    """Say what a source is: title, publisher, date and evidence grade."""
    if identity == CATALOGUE:
        return "This catalogue: what the program counts or decides over all of its records"
    card = material.catalogue.cards.peek(identity)
    if card is None:
        return identity
    publisher = card["publisher"] or card["author"]
    parts = (card["name"], publisher, card["dated"], f"evidence: {str(card['evidence']).replace('_', ' ')}")
    return ", ".join(str(part) for part in parts if part)


def _address(material: Material, identity: str) -> str:
    card = material.catalogue.cards.peek(identity)
    return str(card["url"] or "") if card is not None else ""


def _about(material: Material, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return the last page: what this was made of, and how it is made again."""
    from dftzcli import __version__

    dataset = material.catalogue.dataset
    rows: list[tuple[str, str]] = [
        ("Dataset", f"version {dataset.version}, SHA-256 {dataset.hash}"),
        ("As of", material.catalogue.as_of),
        ("Licence", f"{dataset.licence}; the documents cited keep their own"),
        ("Not advice", dataset.notice),
        ("Made by", f"dftz {__version__}"),
        (f"Made again, byte for byte,{_BESIDE if asked.is_beside_profile else ''} by", asked.command),
    ]
    if material.subject.profile is not None:
        rows.append(("Profile", "; ".join(_answers(material.subject.profile.written()))))
    # The command names records that were named one by one; a shortlist has them in a file of its own.
    rows.append(("On the shortlist", ", ".join(sorted(material.subject.named.intersection(asked.listed)))))
    gone = (each for each in asked.listed if material.catalogue.cards.name(each) is None)
    rows.append(("No longer on record", ", ".join(sorted(gone))))
    return tuple((label, text) for label, text in rows if text)


def _answers(written: dict[str, Any]) -> Iterable[str]:
    for key, value in written.items():
        yield f"{key} = {', '.join(value) or 'none' if isinstance(value, list) else value}"
