"""What `dftz search` does with the values of its options, however the command line was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from dftzcli.cli.session import Session
from dftzcli.errors import UsageError
from dftzcli.render.hits import (
    asked_and_understood,
    beside_hits,
    hit_fields,
    hits_page,
    item_of,
    nearest_in_words,
    text_of,
)
from dftzcli.render.result import Result, chosen
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.cli.options import Filters, Output, Terminal
    from dftzcli.search.finding.answer import Answer

# How many hits are worth reading before the question should be put better.
LIMIT: Final = 10
_ROLES: Final = ("industry", "partner", "country", "place", "agency", "source")


class Search(NamedTuple):
    """What is searched for and how: the values of the options of `dftz search`."""

    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    limit: int | None = None
    everything: bool = False
    exact: bool = False
    facets: bool = False
    explain: bool = False
    fail_empty: bool = False


def answer(search: Search, filters: Filters, output: Output, terminal: Terminal) -> None:
    """Search and write the answer; UsageError for options that contradict each other or filters nobody can mean."""
    session = Session(terminal, output)
    if search.everything and search.limit is not None:
        raise UsageError("--all and --limit contradict each other", fix="give one of them")
    wanted = session.asked_fields(hit_fields()) if output.fields is not None else ()
    if wanted is None:
        return
    catalogue = session.catalogue()
    text = line_of(search.words)
    found = catalogue.search(text, kind=search.kinds, limit=_limit(search), exact=search.exact, **_filters(filters))
    result = _result(session, found, search, wanted, catalogue.dataset)
    said = found.understood.describe()
    nothing = "" if found.answered else "; ".join(filter(None, (nearest_in_words(found), said)))
    if said and found.answered:
        session.narrator.notice(said)
    if (search.facets or search.explain) and result.page is None and session.format.name != "json":
        session.narrator.notice("counts and explanations stand in a table for people and in json only")
    session.emit(result, fail_empty=search.fail_empty, nothing=nothing)


def line_of(words: Sequence[str]) -> str:
    """Return the line that some arguments are: what a shell took the quotation marks off gets them back.

    One argument is the whole line. Of several, `-not this` is a phrase and `partner:south korea` a quoted value.
    """
    return words[0] if len(words) == 1 else " ".join(map(_requoted, words))


def _requoted(word: str) -> str:
    if not re.search(r"\s", word) or '"' in word:
        return word
    if word.startswith("-"):
        return f'-"{word[1:]}"'
    found = re.fullmatch(r"([A-Za-z_]+:)([^:]+)", word)
    return f'{found[1]}"{found[2]}"' if found else word


def _filters(filters: Filters) -> dict[str, Any]:
    given: dict[str, Any] = {role: texts for role in _ROLES if (texts := getattr(filters, role))}
    if filters.status:
        given["status"] = filters.status
    if filters.year is not None:
        given["year"] = filters.year
    if filters.where:
        given["where"] = tuple(filters.where)
    return given


def _result(session: Session, found: Answer, search: Search, wanted: tuple[str, ...], dataset: Any) -> Result:
    known = hit_fields()
    specs, columns = chosen(known, wanted)
    items = [item_of(hit) for hit in found.hits]
    shown = items if specs is known else [{spec.key: item[spec.key] for spec in specs} for item in items]
    facets = found.facets() if search.facets else None
    shares = {hit.id: found.explain(hit.id) for hit in found.hits} if search.explain else {}
    page = None
    if session.format.name == "table" and not session.output.plain and not wanted:
        page = hits_page(found, ascii_only=session.ascii_only, facets=facets, shares=shares)
    return Result(
        specs=specs,
        columns=columns,
        items=shown,
        total=found.total,
        query=asked_and_understood(found, limit=_limit(search)),
        dataset=dataset,
        texts=tuple(map(text_of, found.hits)) if specs is known else None,
        ids=None if specs is known else tuple(hit.id for hit in found.hits),
        page=page,
        extra=_extra(found, facets, shares),
    )


def _extra(found: Answer, facets: Any, shares: dict[str, Any]) -> dict[str, Any]:
    extra = beside_hits(found)
    if facets is not None:
        extra["facets"] = {
            facet: [{"value": value, "count": count} for value, count in counts] for facet, counts in facets.items()
        }
    if shares:
        extra["explain"] = {
            identity: [{"part": share.name, "score": share.score} for share in parts]
            for identity, parts in shares.items()
        }
    return extra


def _limit(search: Search) -> int | None:
    return None if search.everything else LIMIT if search.limit is None else search.limit
