"""Queries answered over records: conditions on fields, links to other records, years and orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol, get_args, get_origin, get_type_hints

from dftzcli.errors import NotFound, UsageError
from dftzcli.model import periods
from dftzcli.model.fields import FieldSpec, Surroundings, Value, fields, flatten
from dftzcli.model.records import RECORD_TYPES, Figure, Partner, Place, Record
from dftzcli.model.references import REFERENCES
from dftzcli.model.vocabulary import KINDS, STATUS_WORDS, Kind
from dftzcli.search.names import NameIndex
from dftzcli.search.query import Condition, Link, Query, Sorting

# Kinds whose links make two others belong together: an agency and an industry meet in a policy.
_BRIDGES: Final[tuple[Kind, ...]] = ("policy", "incentive", "project")
_ROLE_KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "industry": ("industry",),
    "partner": ("partner",),
    "place": ("place",),
    "agency": ("agency",),
    "source": ("source",),
}


class Records(Surroundings, Protocol):
    """The records a query is put to."""

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in stored order."""


Test = Callable[[Record], bool]


def select(query: Query, records: Records) -> tuple[Record, ...]:
    """Return every record that fits, in stored order or as sorted; `limit` is left to the caller.

    Raises UsageError for a field, status or value that cannot be meant, and NotFound for a name nothing answers to.
    """
    kinds = query.kinds or KINDS
    tests = [_condition_test(condition, kinds, records) for condition in query.conditions]
    tests += _link_tests(query.links, records)
    if query.statuses:
        tests.append(_status_test(query.statuses, kinds))
    if query.year is not None:
        year = query.year
        tests.append(lambda record: touches_year(record, year))
    if query.words:
        tests.append(_words_test(query.words, kinds, records))
    found = [record for kind in kinds for record in records.of_kind(kind) if all(test(record) for test in tests)]
    if query.sorting is not None:
        found = _sorted(found, query.sorting, kinds, records)
    return tuple(found)


def spec_of(field: str, kinds: Iterable[Kind]) -> dict[Kind, FieldSpec]:
    """Return the specification of a field in each kind that has it; UsageError with the nearest when none has."""
    found = {kind: spec for kind in kinds for spec in fields(kind) if spec.key == field}
    if not found:
        known = sorted({spec.key for kind in kinds for spec in fields(kind)})
        raise UsageError(f"no field is called {field!r}", fix=_suggest(field, known, "fields"))
    return found


def touches_year(record: Record, year: int) -> bool:
    """Tell whether a record's period, issue, term, publication or a dated event falls in a calendar year."""
    span = f"{year:04d}"
    dates = [getattr(record, name, None) for name in ("period", "issued", "date", "date_inferred")]
    dates += [event.date for event in record.dates]
    return any(date is not None and periods.overlaps(date, span) for date in dates)


def resolve(link: Link, records: Records) -> frozenset[str]:
    """Return the ids that a link filter means; NotFound with the nearest ids when nothing answers to its text."""
    if link.role == "country":
        return _country(link.text, records)
    kinds = _ROLE_KINDS[link.role]
    index = NameIndex(record for kind in kinds for record in records.of_kind(kind))
    found = index.match(link.text)
    if not found.ids:
        nearest = index.nearest(link.text)
        raise NotFound(f"no {link.role} answers to {link.text!r}", fix=_nearest(nearest, link.role), nearest=nearest)
    return frozenset(found.ids)


def _country(text: str, records: Records) -> frozenset[str]:
    """Return everything of a country: itself, what lies in it, and the companies that are at home in it."""
    code = text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else None
    partners = tuple(record for record in records.of_kind("partner") if isinstance(record, Partner))
    known = {partner.country for partner in partners} | {"CN"}
    if code not in known:
        found = NameIndex(partner for partner in partners if partner.type == "country").match(text)
        codes = {partner.country for partner in partners if partner.id in found.ids}
        code = codes.pop() if found.exact and len(codes) == 1 else None
    if code is None:
        from dftzcli.search import countries

        code = countries.code_of(text)
        if code is None:
            close = _close(text.casefold(), countries.names())
            raise NotFound(
                f"no country answers to {text!r}",
                fix=f"did you mean {', '.join(close)}?" if close else "use a name or an ISO 3166 code such as JP",
            )
    ids = {partner.id for partner in partners if code in (partner.country, partner.home_country)}
    ids |= {record.id for record in records.of_kind("place") if isinstance(record, Place) and record.country == code}
    return frozenset(ids)


def _link_tests(links: tuple[Link, ...], records: Records) -> list[Test]:
    by_role: dict[str, set[str]] = {}
    for link in links:
        by_role.setdefault(link.role, set()).update(resolve(link, records))
    return [_link_test(role, frozenset(ids), records) for role, ids in by_role.items()]


def _link_test(role: str, ids: frozenset[str], records: Records) -> Test:
    if role == "source":
        return lambda record: record.id in ids or any(citation.source in ids for citation in record.citations)
    if role == "place":
        within = _within(ids, records)
        # A figure of the city is not one of the zone; anything else that lies in the zone lies in the city.
        return lambda record: (
            record.id in within or linked(record, ids if isinstance(record, Figure) else within, records)
        )
    return lambda record: record.id in ids or linked(record, ids, records)


def linked(record: Record, ids: frozenset[str], records: Records) -> bool:
    """Tell whether a record names one of some ids or is named by one, directly or through a policy or project.

    The way through a policy, incentive or project is taken only for kinds that cannot name each other.
    """
    if _targets(record) & ids:
        return True
    if any(record.id in _targets(other) for other in _peeked(ids, records)):
        return True
    if record.kind in ("agency", "industry", "partner", "place", "indicator"):
        return any(
            record.id in targets and targets & ids
            for kind in _BRIDGES
            for targets in map(_targets, records.of_kind(kind))
        )
    return False


def _targets(record: Record) -> frozenset[str]:
    found: set[str] = set()
    for field in REFERENCES[record.kind]:
        value: Any = getattr(record, field)
        if isinstance(value, str):
            found.add(value)
        elif value:
            found.update(value)
    return frozenset(found)


def _peeked(ids: Iterable[str], records: Records) -> Iterable[Record]:
    return (record for record in map(records.peek, ids) if record is not None)


def _within(ids: frozenset[str], records: Records) -> frozenset[str]:
    places = tuple(record for record in records.of_kind("place") if isinstance(record, Place))
    found = set(ids)
    while True:
        more = {place.id for place in places if place.parent in found and place.id not in found}
        if not more:
            return frozenset(found)
        found |= more


def _status_test(statuses: tuple[str, ...], kinds: Iterable[Kind]) -> Test:
    allowed = sorted({word for kind in kinds for word in _vocabulary(kind, "status")}) or sorted(STATUS_WORDS)
    wanted = {status.casefold().replace(" ", "_").replace("-", "_") for status in statuses}
    for status in wanted:
        if status not in allowed:
            raise UsageError(f"{status!r} is not a status", fix=_suggest(status, allowed, "statuses"))
    return lambda record: getattr(record, "status", None) in wanted


def _words_test(words: tuple[str, ...], kinds: Iterable[Kind], records: Records) -> Test:
    index = NameIndex(record for kind in kinds for record in records.of_kind(kind))
    ids: set[str] = set()
    for text in words:
        found = index.match(text)
        if not found.ids:
            nearest = index.nearest(text)
            raise NotFound(f"nothing answers to {text!r}", fix=_nearest(nearest, "record"), nearest=nearest)
        ids.update(found.ids)
    return lambda record: record.id in ids or bool(_targets(record) & ids)


def _condition_test(condition: Condition, kinds: Iterable[Kind], records: Records) -> Test:
    specs = spec_of(condition.field, kinds)
    allowed = {word for kind in specs for word in _vocabulary(kind, condition.field)}
    value = condition.value
    if allowed and condition.comparison in ("=", "!="):
        value = value.casefold().replace(" ", "_") if value not in allowed else value
        if value not in allowed and value != "":
            raise UsageError(
                f"{condition.value!r} is not a value of {condition.field}",
                fix=_suggest(condition.value, sorted(allowed), "values"),
            )
    named = _named(specs, value, records)

    def test(record: Record) -> bool:
        spec = specs.get(record.kind)
        if spec is None:
            return False
        return compare(spec, spec.read(record, records), condition.comparison, value, named)

    return test


def _named(specs: dict[Kind, FieldSpec], value: str, records: Records) -> frozenset[str]:
    """Return the ids a value may name, for fields that hold ids: `--where partners=日本` means the partner japan."""
    if all(spec.type not in ("id", "ids") or spec.key == "id" for spec in specs.values()):
        return frozenset()
    index = NameIndex(record for kind in KINDS for record in records.of_kind(kind))
    return frozenset(index.match(value).ids) if value else frozenset()


def compare(spec: FieldSpec, value: Value, comparison: str, wanted: str, named: frozenset[str]) -> bool:
    """Compare a field's value with what was typed, by the field's type; unknown equals only the empty text."""
    if isinstance(value, list):
        entries = [flatten(spec, [entry]) for entry in value]
        if comparison == "!=":
            return not any(compare(spec, entry, "=", wanted, named) for entry in entries)
        return any(compare(spec, entry, comparison, wanted, named) for entry in entries) or (
            not entries and comparison == "=" and wanted == ""
        )
    if isinstance(value, dict):
        value = flatten(spec, value)
    if value is None or value == "":
        return (wanted == "") == (comparison == "=") if comparison in ("=", "!=") else False
    if comparison == "!=":
        return not compare(spec, value, "=", wanted, named)
    if comparison == "~":
        return wanted.casefold() in str(value).casefold()
    if comparison == "=" and value in named:
        return True
    order = _order(spec, value, wanted)
    return (
        order is not None
        and {"=": order == 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[comparison]
    )


def _order(spec: FieldSpec, value: Any, wanted: str) -> int | None:
    """Return the sign of value against what was typed, or None when they cannot be compared."""
    left: Any
    right: Any
    if isinstance(value, bool):
        left, right = str(value).lower(), {"yes": "true", "no": "false"}.get(wanted.lower(), wanted.lower())
    elif spec.type == "number":
        try:
            left, right = Decimal(value), Decimal(wanted.replace(",", ""))
        except InvalidOperation as error:
            raise UsageError(f"{wanted!r} is not a number", fix=f"{spec.key} is compared with a number") from error
    elif spec.type == "period":
        if value == wanted:
            return 0
        try:
            left, right = periods.bounds(value)[0], periods.bounds(wanted)[0]
        except ValueError as error:
            raise UsageError(str(error), fix=f"{spec.key} is compared with a date or period") from error
        if left == right:
            return None
    else:
        left, right = str(value).casefold(), wanted.casefold()
    return int(left > right) - int(left < right)


def _sorted(found: list[Record], sorting: Sorting, kinds: Iterable[Kind], records: Records) -> list[Record]:
    """Order by one field, stably; records without a value come last in either direction."""
    specs = spec_of(sorting.field, kinds)

    def key(record: Record) -> Any:
        value = specs[record.kind].read(record, records)
        if isinstance(value, (list, dict)):
            value = str(flatten(specs[record.kind], value))
        return value if isinstance(value, (int, Decimal)) else str(value).casefold()

    def has(record: Record) -> bool:
        spec = specs.get(record.kind)
        return spec is not None and spec.read(record, records) not in (None, "", [])

    present = sorted((record for record in found if has(record)), key=key, reverse=sorting.descending)
    return present + [record for record in found if not has(record)]


def _vocabulary(kind: Kind, field: str) -> tuple[str, ...]:
    """Return the closed vocabulary of a field of the model, or nothing."""
    if field not in RECORD_TYPES[kind].__struct_fields__:
        return ()
    return tuple(_literals(get_type_hints(RECORD_TYPES[kind]).get(field)))


def _literals(hint: Any) -> Iterable[str]:
    from typing import Literal

    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for argument in get_args(hint):
            yield from _literals(argument)


def _suggest(text: str, known: list[str], what: str) -> str:
    close = _close(text, known)
    listed = ", ".join(known)
    return f"did you mean {' or '.join(close)}? The {what} are: {listed}" if close else f"the {what} are: {listed}"


def _close(text: str, known: Iterable[str]) -> list[str]:
    import difflib

    return difflib.get_close_matches(text, list(known), n=3, cutoff=0.6)


def _nearest(ids: tuple[str, ...], what: str) -> str:
    if not ids:
        return "run `dftz list` to see what there is"
    return f"the nearest {'is' if len(ids) == 1 else 'are'}: {', '.join(ids)}"
