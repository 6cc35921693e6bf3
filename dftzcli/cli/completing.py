"""What a shell offers when Tab is pressed: ids with their names, statuses, formats, fields."""

from __future__ import annotations

from dftzcli.errors import DftzError
from dftzcli.model.vocabulary import Kind

Offer = tuple[str, str]


def ids(incomplete: str) -> list[Offer]:
    """Offer the ids of all records."""
    return of_kinds((), incomplete)


def industries(incomplete: str) -> list[Offer]:
    """Offer industries."""
    return of_kinds(("industry",), incomplete)


def partners(incomplete: str) -> list[Offer]:
    """Offer partners."""
    return of_kinds(("partner",), incomplete)


def countries(incomplete: str) -> list[Offer]:
    """Offer partners, countries among them."""
    return of_kinds(("partner",), incomplete)


def places(incomplete: str) -> list[Offer]:
    """Offer places."""
    return of_kinds(("place",), incomplete)


def agencies(incomplete: str) -> list[Offer]:
    """Offer agencies."""
    return of_kinds(("agency",), incomplete)


def sources(incomplete: str) -> list[Offer]:
    """Offer sources."""
    return of_kinds(("source",), incomplete)


def formats(incomplete: str) -> list[Offer]:
    """Offer formats."""
    from dftzcli.render.registry import FORMATS

    return [(found.name, found.about) for found in FORMATS.values() if found.name.startswith(incomplete)]


def statuses(incomplete: str) -> list[Offer]:
    """Offer statuses, with what they mean."""
    from dftzcli.model.vocabulary import STATUS_WORDS

    return [(status, about) for status, about in STATUS_WORDS.items() if status.startswith(incomplete)]


def kinds(incomplete: str) -> list[Offer]:
    """Offer kinds in the plural."""
    from dftzcli.model.vocabulary import PLURALS

    return [(plural, "") for plural in PLURALS.values() if plural.startswith(incomplete)]


def field_names(incomplete: str) -> list[Offer]:
    """Offer the next field of a comma-separated list."""
    from dftzcli.model.fields import fields
    from dftzcli.model.vocabulary import KINDS

    given, comma, last = incomplete.rpartition(",")
    known = {spec.key: spec.about for kind in KINDS for spec in fields(kind)}
    return [(given + comma + key, about) for key, about in known.items() if key.startswith(last)]


def of_kinds(kinds: tuple[Kind, ...], incomplete: str) -> list[Offer]:
    """Offer the ids of some kinds, or of all, with their names."""
    from dftzcli.catalogue import open_catalogue
    from dftzcli.render.escape import visible

    try:
        cards = open_catalogue().cards
    except DftzError:
        # A shell cannot show an error in the middle of a line; the command itself will.
        return []
    return [
        (identity, _without_markup(visible(name.name)))
        for identity, name in cards.names(kinds)
        if identity.startswith(incomplete)
    ]


def _without_markup(text: str) -> str:
    # Typer hands the help of an offer to rich as markup, which a name must never be.
    return text.replace("[", "(").replace("]", ")")
