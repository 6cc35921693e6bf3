"""Who answers for a matter: the units that the records about it name, and those that speak of it themselves."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.vocabulary import Kind
from dftzcli.search.finding.shape import STANDING

if TYPE_CHECKING:
    from dftzcli.search.finding.engine import Engine, Group, Ranked
    from dftzcli.search.finding.narrowing import Narrowing

_TESTIFYING: Final[tuple[Kind, ...]] = ("policy", "project", "incentive")
# What is only about a matter names nobody itself; the policies about it do.
_CONCERNED: Final[tuple[Kind, ...]] = ("industry", "partner")
# How many of the best records are read, how many of them are asked, and how close to the best of them one must come
# to be believed.
_READ: Final = 30
_WITNESSES: Final = 8
_CLOSE: Final = 0.55
# How many agencies are named, how much of the first one's votes the last has, and what speaking for itself counts.
_MOST: Final = 5
_LEAST: Final = 0.08
_OWN_WORD: Final = 3.5
# What a vote counts for an office of another place than home: who asks for a bureau wants the one that is there.
_AWAY: Final = 0.65


def responsible(engine: Engine, group: Group, narrowing: Narrowing) -> tuple[list[Ranked], dict[int, str]]:
    """Return the agencies that answer for what a group of words is about, the first the likeliest, and why each.

    Each of the best records votes for the units it names, the lead unit most, with the square of its score.
    """
    build = engine.build
    votes: dict[str, float] = {}
    reasons: dict[str, str] = {}
    read = [(entry, *_read(engine, entry)) for entry in group.best[:_READ]]
    heard = 0.0
    for kinds in (_TESTIFYING, _CONCERNED):
        witnesses = [(entry, texts) for entry, item, texts in read if item["kind"] in kinds]
        if not witnesses:
            query = narrowing.applied(build.filtered(group.query, [build.terms("kind", kinds)]))
            witnesses = [(entry, _read(engine, entry)[1]) for entry in engine.ranked(query, _WITNESSES)]
        # Where the best that is said of a matter names nobody, what is only near to it knows no better.
        heard = max([heard, *(entry.score for entry, _ in witnesses[:1])])
        for entry, texts in witnesses[:_WITNESSES]:
            if entry.score < _CLOSE * heard:
                continue
            for place, (agency, where) in enumerate(json.loads(texts).get("responsible", {}).items()):
                votes[agency] = votes.get(agency, 0.0) + entry.score**2 / (1 + 0.5 * place)
                reasons.setdefault(agency, f"named in {where}")
        if votes:
            break
    speaking = [(entry, item) for entry, item, _ in read if item["kind"] == "agency"]
    if not speaking:
        query = narrowing.applied(build.filtered(group.query, [build.terms("kind", ("agency",))]))
        speaking = [(entry, _read(engine, entry)[0]) for entry in engine.ranked(query, _WITNESSES)]
    for entry, item in speaking:
        votes[item["id"]] = votes.get(item["id"], 0.0) + entry.score**2 * _OWN_WORD
    if not any(concept.places for concept in group.meaning.concepts):
        for identity in _away(engine, votes):
            votes[identity] *= _AWAY
    return _named(engine, narrowing, votes, reasons)


def _away(engine: Engine, agencies: Collection[str]) -> list[str]:
    """Return which of some agencies are of other places than home."""
    build = engine.build
    labels = [label for (_, away), label in STANDING.items() if away]
    query = build.filtered(build.terms("id", agencies), [build.terms("label", labels)])
    return [engine.index.identity(entry.address) for entry in engine.ranked(query, len(agencies))]


def _named(
    engine: Engine, narrowing: Narrowing, votes: dict[str, float], reasons: dict[str, str]
) -> tuple[list[Ranked], dict[int, str]]:
    """Return the agencies with the most votes, and the reasons by row."""
    most = max(votes.values(), default=0.0)
    ordered = sorted(votes.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST]
    named = {identity: vote for identity, vote in ordered if vote >= _LEAST * most}
    query = narrowing.applied(engine.build.terms("id", named))
    entries = {engine.index.identity(entry.address): entry for entry in engine.ranked(query, len(named))}
    found = [entries[identity]._replace(score=vote**0.5) for identity, vote in named.items() if identity in entries]
    told = {
        entries[identity].row: reasons[identity] for identity in named if identity in entries and identity in reasons
    }
    return found, told


def _read(engine: Engine, entry: Ranked) -> tuple[dict[str, Any], str]:
    """Return the item of a record, and its texts as JSON: most records are read for their kind alone."""
    item, texts = engine.index.stored(entry.address)
    return json.loads(item), texts
