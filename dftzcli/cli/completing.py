"""What a shell offers when Tab is pressed: ids with their names, statuses, formats, fields."""

from __future__ import annotations

from dftzcli.errors import DftzError
from dftzcli.model.vocabulary import Kind

Offer = tuple[str, str]


def ids(incomplete: str) -> list[str]:
    """Offer the ids of all records."""
    return _plain((), incomplete)


def measured(incomplete: str) -> list[str]:
    """Offer indicators and figures."""
    return _plain(("indicator", "figure"), incomplete)


def industries(incomplete: str) -> list[str]:
    """Offer industries."""
    return _plain(("industry",), incomplete)


def partners(incomplete: str) -> list[str]:
    """Offer partners."""
    return _plain(("partner",), incomplete)


def places(incomplete: str) -> list[str]:
    """Offer places."""
    return _plain(("place",), incomplete)


def agencies(incomplete: str) -> list[str]:
    """Offer agencies."""
    return _plain(("agency",), incomplete)


def sources(incomplete: str) -> list[str]:
    """Offer sources."""
    return _plain(("source",), incomplete)


def _plain(kinds: tuple[Kind, ...], incomplete: str) -> list[str]:
    # Typer hands the help of an offer to rich as markup and wraps it, which a name must never meet: ids alone.
    return [identity for identity, _ in of_kinds(kinds, incomplete)]


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


def scopes(incomplete: str) -> list[str]:
    """Offer what a figure can cover."""
    from typing import get_args

    from dftzcli.model.vocabulary import Scope

    return [scope for scope in get_args(Scope) if scope.startswith(incomplete)]


def derivations(incomplete: str) -> list[str]:
    """Offer what can be computed of figures."""
    from dftzcli.analysis.derivations import RULES

    return [rule for rule in RULES if rule.startswith(incomplete)]


def single_field(incomplete: str) -> list[str]:
    """Offer a field to order by or to set a condition on."""
    return [name for name, _ in field_names(incomplete) if "," not in name]


def colours(incomplete: str) -> list[str]:
    """Offer the ways to colour."""
    return [way for way in ("auto", "always", "never") if way.startswith(incomplete)]


def disagreements(incomplete: str) -> list[str]:
    """Offer the types of discrepancy."""
    from typing import get_args

    from dftzcli.model.vocabulary import DiscrepancyType

    return [word for word in (*get_args(DiscrepancyType), "caution") if word.startswith(incomplete)]


def topics(incomplete: str) -> list[str]:
    """Offer help topics and commands."""
    from dftzcli.cli.app import COMMANDS
    from dftzcli.cli.topic_texts import TOPICS

    return [name for name in (*TOPICS, *COMMANDS) if name.startswith(incomplete)]


def field_names(incomplete: str) -> list[Offer]:
    """Offer the next field of a comma-separated list."""
    from dftzcli.model.fields import fields
    from dftzcli.model.vocabulary import KINDS

    given, comma, last = incomplete.rpartition(",")
    known = {spec.key: spec.about for kind in KINDS for spec in fields(kind)}
    return [(given + comma + key, about) for key, about in known.items() if key.startswith(last)]


def of_kinds(kinds: tuple[Kind, ...], incomplete: str, *, data_dir: str | None = None) -> list[Offer]:
    """Offer the ids of some kinds, or of all, with their names; nothing where the store cannot be read."""
    from dftzcli.opening import open_catalogue
    from dftzcli.render.escape import visible

    try:
        cards = open_catalogue(data_dir).cards
    except DftzError:
        # A shell cannot show an error in the middle of a line; the command itself will.
        return []
    return [(identity, visible(name.name)) for identity, name in cards.names(kinds) if identity.startswith(incomplete)]


def countries(incomplete: str) -> list[str]:
    """Offer the countries the catalogue has a record of, by id; codes and other names are taken too."""
    from dftzcli.opening import open_catalogue

    try:
        partners = open_catalogue().cards.of_kind("partner")
    except DftzError:
        return []
    return [card["id"] for card in partners if card["type"] == "country" and card["id"].startswith(incomplete)]


def verdicts(incomplete: str) -> list[str]:
    """Offer what `dftz match` can decide."""
    return [verdict for verdict in ("yes", "no", "unknown") if verdict.startswith(incomplete)]


def entity_types(incomplete: str) -> list[Offer]:
    """Offer kinds of entities, with what they mean."""
    return _words("entity_type", incomplete)


def activities(incomplete: str) -> list[Offer]:
    """Offer activities, with what they mean."""
    return _words("activity", incomplete)


def certifications(incomplete: str) -> list[Offer]:
    """Offer certificates, with what they mean."""
    return _words("certification", incomplete)


def _words(field: str, incomplete: str) -> list[Offer]:
    from dftzcli.model.eligibility import FIELDS

    words = FIELDS[field].words  # type: ignore[index]
    return [(word, about) for word, about in words.items() if word.startswith(incomplete)]
