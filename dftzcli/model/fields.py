"""The fields of each kind, declared once.

Columns of a table, headers of a CSV, keys of a JSON item, rows of a comparison, `--fields`, `--where` and `--sort` all
come from here. A field is read from a record, or derived from the catalogue around it (what disputes it, who refers to
it), which is what `Surroundings` stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, Union

from dftzcli.model.vocabulary import KINDS, QUALIFIER_WORDS, STACKING_WORDS, Kind
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    # The records bring msgspec with them, which a command that only lists what is on the cards never needs.
    from decimal import Decimal

    from dftzcli.model.records import Discrepancy, Record

Value = Union[str, int, bool, "Decimal", None, dict[str, Any], list[Any]]
FieldType = Literal["text", "word", "id", "ids", "texts", "number", "period", "flag", "object", "objects"]


class Surroundings(Protocol):
    """What a derived field may ask of the catalogue."""

    @property
    def as_of(self) -> str:
        """The day the catalogue speaks for, ISO 8601."""

    def peek(self, identity: str) -> Record | None:
        """Return the record of an id, or None."""

    def disputes(self, identity: str) -> tuple[Discrepancy, ...]:
        """Return the discrepancies that name a record."""

    def referring(self, identity: str, kind: Kind, field: str) -> tuple[str, ...]:
        """Return the ids of the records of a kind whose field names a record."""


Read = Callable[["Record", Surroundings], Value]


class FieldSpec(NamedTuple):
    """One field: its `key`, `label` and `type`, what it holds in a sentence, and how it is read.

    `in_table` puts it among the columns of a table that asks for none. `line` writes one entry of an `objects` field,
    or an `object`, as a line of text for formats that have no nesting.
    """

    key: str
    label: str
    type: FieldType
    about: str
    read: Read
    in_table: bool = False
    line: Callable[[dict[str, Any]], str] | None = None


def fields(kind: Kind | None) -> tuple[FieldSpec, ...]:
    """Return the fields of a kind in order; for None, those of a table in which records of several kinds stand.

    Such a table has what every kind has, and what no figure and no status may be without, empty where a kind lacks it.
    """
    if kind is None:
        return _mixed()
    return (*_HEAD, *OWN[kind], *_TAIL)


@cache
def _mixed() -> tuple[FieldSpec, ...]:
    known = {spec.key: spec for kind in reversed(KINDS) for spec in fields(kind)}
    return (*_COMMON, *(known[key]._replace(in_table=False) for key in _NEVER_BARE))


def plain(value: Any) -> Value:
    """Turn a value of the model into one of JSON's, with every key of a part present and unknown as None."""
    from msgspec import Struct
    from msgspec.structs import asdict

    if isinstance(value, tuple):
        return [plain(entry) if isinstance(entry, Struct) else entry for entry in value]
    if isinstance(value, Struct):
        # Parts hold no parts, only values and tuples of them.
        return {key: list(held) if isinstance(held, tuple) else held for key, held in asdict(value).items()}
    return value  # type: ignore[no-any-return]


def flatten(spec: FieldSpec, value: Value) -> str | int | bool | Decimal | None:
    """Write a value of a field as one cell: lists joined by "; ", parts as their line of text."""
    if isinstance(value, list):
        if spec.line is not None:
            return "; ".join(spec.line(entry) for entry in value)
        return "; ".join(str(entry) for entry in value)
    if isinstance(value, dict):
        return spec.line(value) if spec.line is not None else "; ".join(f"{key}={value[key]}" for key in value)
    return value


def _attribute(name: str) -> Read:
    def read(record: Record, around: Surroundings) -> Value:
        return plain(getattr(record, name))

    return read


def _field(
    key: str,
    label: str,
    type: FieldType,
    about: str,
    *,
    table: bool = False,
    line: Callable[[dict[str, Any]], str] | None = None,
    read: Read | None = None,
) -> FieldSpec:
    return FieldSpec(key, label, type, about, read or _attribute(key), table, line)


def _where_line(part: dict[str, Any]) -> str:
    lines = f", line {part['lines']}" if part.get("lines") else ""
    return f"{part['source']}, {part['locator']}{lines}"


def _citation_line(part: dict[str, Any]) -> str:
    stated = f': "{part["as_stated"]}"' if part.get("as_stated") else ""
    return _where_line(part) + stated


def _measure_line(part: dict[str, Any]) -> str:
    return f"{part['text']} [{part['status']}]"


def _event_line(part: dict[str, Any]) -> str:
    inferred = " (inferred)" if part["basis"] == "inferred" else ""
    what = f" {part['what']}" if part["what"] else ""
    return f"{part['date']}{inferred} {part['happening']}{what}"


def _criterion_line(part: dict[str, Any]) -> str:
    # Of cases one is enough, which a list of limits alone would not say.
    return f"[case {part['case']}] {part['text']}" if part["case"] else str(part["text"])


def _stacking_line(part: dict[str, Any]) -> str:
    return f"{STACKING_WORDS[part['rule']]} {part['incentive']}: {part['clause']}"


def _break_line(part: dict[str, Any]) -> str:
    return f"{part['place']}, at {part['period']}: {part['reason']}"


def _fact_line(part: dict[str, Any]) -> str:
    return f"{part['fact']}: {part['reason']}"


def _confidence(record: Record, around: Surroundings) -> Value:
    """The trust in the statement itself; what was read in the document carries none."""
    return record.citations[0].confidence


def _phase_line(part: dict[str, Any]) -> str:
    return f"{part['name']}: {part['status']}"


def _amount_line(part: dict[str, Any]) -> str:
    of = f" of {part['of']}" if part["of"] else ""
    cap = f", at most {part['cap']:,} {part['cap_unit'] or part['unit']}" if part["cap"] is not None else ""
    return f"{part['as_stated']} ({part['unit']}{of}{cap})"


def _change_line(part: dict[str, Any]) -> str:
    words = "" if part["qualifier"] == "exact" else f"{part['qualifier'].replace('_', ' ')} "
    mark = "" if part["reading"] == "as_printed" else f" [{part['reading']}]"
    return f"{words}{part['value']:+} {part['unit']} against {part['against']}{mark}"


def _identity_line(part: dict[str, Any]) -> str:
    return f"{part['rule']} of {', '.join(part['inputs'])}"


def _not_recorded_line(part: dict[str, Any]) -> str:
    return f"{part['numeral']} (line {part['lines']}): {part['reason']}"


def _sources(record: Record, around: Surroundings) -> Value:
    return list(dict.fromkeys(citation.source for citation in record.citations))


# What a side of a discrepancy shows of its figure.
OF_A_READING: Final = (
    "value",
    "value_min",
    "value_max",
    "unit",
    "qualifier",
    "reading",
    "period",
    "period_basis",
    "age_years",
    "place",
    "scope",
    "as_stated",
    "source",
    "locator",
    "lines",
)


def _readings(record: Record, around: Surroundings) -> Value:
    """What the figures among the records of a discrepancy say: derived, so that it is never older than they are."""
    found = [around.peek(identity) for identity in getattr(record, "records", ())]
    specs = [spec for spec in OWN["figure"] if spec.key in OF_A_READING]
    return [
        {"record": figure.id} | {spec.key: spec.read(figure, around) for spec in specs}
        for figure in found
        if figure is not None and figure.kind == "figure"
    ]


def stated(part: Mapping[str, Any]) -> str:
    """Write the number of a figure's item, or of a reading, with its qualifier and unit.

    >>> stated({"value": 41, "value_min": None, "value_max": None, "unit": "%", "qualifier": "over"})
    'over 41 %'
    """
    value, lowest, highest = (part[key] for key in ("value", "value_min", "value_max"))
    if value is not None:
        amount = f"{value:,}"
    elif lowest is not None and highest is not None:
        amount = f"{lowest:,} to {highest:,}"
    else:
        amount = f"over {lowest:,}" if lowest is not None else f"under {highest:,}"
    unit = str(part["unit"])
    # A multiplier in digits would read as more digits of the amount.
    amount = f"rank {amount}" if unit == "rank" else f"{amount}{' ×' if unit[:1].isdigit() else ''} {unit}"
    return f"{QUALIFIER_WORDS[part['qualifier']]} {amount}".strip()


def _reading_line(part: dict[str, Any]) -> str:
    basis = "" if part["period_basis"] == "stated" else f" ({part['period_basis']})"
    mark = "" if part["reading"] == "as_printed" else f" [{part['reading']}]"
    where = f"{part['place']} ({part['scope'].replace('_', ' ')})"
    return f"{part['record']}: {stated(part)}{mark}, {part['period']}{basis}, {where}, {_where_line(part)}"


def _discrepancies(record: Record, around: Surroundings) -> Value:
    return [found.id for found in around.disputes(record.id)]


def _dispute(record: Record, around: Surroundings) -> Value:
    """The worst that is said against a record: the type of a discrepancy, `caution`, or None."""
    found = around.disputes(record.id)
    real = [entry.type for entry in found if not entry.is_caution]
    return "; ".join(dict.fromkeys(real)) if real else ("caution" if found else None)


def _referring(kind: Kind, field: str) -> Read:
    def read(record: Record, around: Surroundings) -> Value:
        return list(around.referring(record.id, kind, field))

    return read


def _first(name: str) -> Read:
    def read(record: Record, around: Surroundings) -> Value:
        return plain(getattr(record.citations[0], name))

    return read


def _as_stated(record: Record, around: Surroundings) -> Value:
    # What a computed figure cites are its inputs; itself it stands nowhere.
    return None if getattr(record, "reading", None) == "computed" else record.citations[0].as_stated


def _evidence(record: Record, around: Surroundings) -> Value:
    return getattr(around.peek(record.citations[0].source), "evidence", None)


def _source_date(record: Record, around: Surroundings) -> Value:
    source = around.peek(record.citations[0].source)
    return dated(getattr(source, "date", None), getattr(source, "date_inferred", None))


def dated(date: str | None, inferred: str | None) -> str:
    """Say when a source was published: its date, or that it is undated and what it must fall in."""
    if date is not None:
        return date
    return f"undated (inferred {inferred})" if inferred else "undated"


# A figure whose period ended longer before the date of the catalogue says its age.
OLD_AFTER_YEARS: Final = 3


def age(period: str, as_of: str) -> float:
    """Return how many years before a day a period ended, to a tenth; negative when it is yet to end.

    Counted by calendar months. ValueError when either is no date.

    >>> age("2018", "2026-11-21")
    7.9
    """
    from dftzcli.model.periods import bounds

    end, day = bounds(period)[1], bounds(as_of)[1]
    return round(((int(day[:4]) - int(end[:4])) * 12 + int(day[5:7]) - int(end[5:7])) / 12, 1)


def _age_years(record: Record, around: Surroundings) -> Value:
    from decimal import Decimal

    try:
        years = age(getattr(record, "period", ""), around.as_of)
    except ValueError:
        # What is wrong with a date is for `data validate` to say; the other fields can still be read.
        return None
    return Decimal(str(years)) if years > OLD_AFTER_YEARS else None


def _dated(record: Record, around: Surroundings) -> Value:
    return dated(getattr(record, "date", None), getattr(record, "date_inferred", None))


# The zone that limits of registration are about.
ZONE: Final = "dftz"


def _zone_only(record: Record, around: Surroundings) -> Value:
    # A source that states no such limit does not say that there is none.
    limits = [criterion for criterion in getattr(record, "eligibility", ()) if criterion.field == "registered_in"]
    return any(_is_of_zone(criterion.value, around) for criterion in limits) or None


def _is_of_zone(places: str | None, around: Surroundings) -> bool:
    """Tell whether every place of a limit is the zone or lies in it; a limit in words alone is taken at its word."""
    for text in (places or ZONE).split(","):
        found, seen = text.strip(), set[str]()
        while found != ZONE:
            seen.add(found)
            found = getattr(around.peek(found), "parent", None) or ""
            if not found or found in seen:
                return False
    return True


def _as_of_basis(record: Record, around: Surroundings) -> Value:
    """Say whether a cited source states the time its status is of, or that time is inferred with the source's date."""
    if getattr(record, "status_as_of", None) is None:
        return None
    cited = (around.peek(citation.source) for citation in record.citations)
    return "stated" if any(getattr(source, "date", None) for source in cited) else "inferred"


def _series_since(record: Record, around: Surroundings) -> Value:
    """Return the last break of its series at or before a figure's period: figures on two sides are never joined."""
    from dftzcli.model.periods import bounds

    indicator = around.peek(getattr(record, "indicator", ""))
    place, period = getattr(record, "place", ""), getattr(record, "period", "")
    try:
        first = bounds(period)[0]
        behind = [
            found.period
            for found in getattr(indicator, "breaks", ())
            if found.place == place and bounds(found.period)[0] <= first
        ]
    except ValueError:
        # What is wrong with a date is for `data validate` to say.
        return None
    return max(behind, key=bounds, default=None)


def _multiplier(record: Record, around: Surroundings) -> Value:
    from dftzcli.model.units import unit

    return int(unit(getattr(record, "unit", "")).multiplier)


def _unit_base(record: Record, around: Surroundings) -> Value:
    from dftzcli.model.units import unit

    return unit(getattr(record, "unit", "")).base


def _parts_of(record: Record, around: Surroundings) -> Value:
    return list(around.referring(record.id, "policy", "part_of"))


_KIND = FieldSpec("kind", "Kind", "word", "The kind of record.", lambda record, around: record.kind)
_ID = _field("id", "Id", "id", "The record's id: readable, unique, never re-used.", table=True)
_NAME = _field("name", "Name", "text", "The name in English.", table=True)
_NAME_ZH = _field("name_zh", "Chinese name", "text", "The name in Chinese.")
_SUMMARY = _field("summary", "Summary", "text", "What the record says, in our own words.")
_CITATIONS = _field("citations", "Citations", "objects", "Who says it, and where.", line=_citation_line)
_SOURCES = _field("sources", "Sources", "ids", "The documents cited.", read=_sources)
_DISPUTE = _field(
    "dispute", "Dispute", "word", "The type of a discrepancy that names the record, or `caution`.", read=_dispute
)

_HEAD: Final = (
    _ID,
    _KIND,
    _NAME,
    _NAME_ZH,
    _field(
        "name_zh_basis", "Chinese name from", "word", "source, official (editors' knowledge) or translation (ours)."
    ),
    _field("aliases", "Aliases", "texts", "Other names printed in a source, and official abbreviations."),
    _field("aliases_editorial", "Also found by", "texts", "Other names and words supplied by the editors."),
    _SUMMARY,
)

_TAIL: Final = (
    _field("tags", "Tags", "texts", "Words to group by."),
    _field("related", "Related", "ids", "Records that belong with it."),
    _field("dates", "Dates", "objects", "What happened, or is expected, when.", line=_event_line),
    _field(
        "confidence", "Confidence", "word", "high or medium, of what is restated; null: read itself.", read=_confidence
    ),
    _DISPUTE,
    _field("discrepancies", "Discrepancies", "ids", "The discrepancies that name the record.", read=_discrepancies),
    _SOURCES,
    _CITATIONS,
)

_COMMON: Final = (
    _KIND._replace(in_table=True),
    _ID,
    _NAME,
    _field("status", "Status", "word", "Whether it is a plan or a fact, where its kind has a status.", table=True),
    _NAME_ZH,
    _SUMMARY,
    _DISPUTE,
    _SOURCES._replace(in_table=True),
    _CITATIONS,
)

# What a value and a status never stand without, in the order of a figure's fields.
_NEVER_BARE: Final = (
    "status_as_of", "status_as_of_basis", "indicator", "value", "value_min", "value_max", "unit", "qualifier",
    "reading", "period", "period_basis", "age_years", "place", "subject", "scope", "change", "source", "locator",
    "source_date", "evidence", "confidence",
)  # fmt: skip

_STATUS = _field("status", "Status", "word", "Whether it is a plan or a fact.", table=True)
_STATUS_AS_OF = _field("status_as_of", "Status as of", "period", "When the source that gives the status speaks.")
_AS_OF_BASIS = _field(
    "status_as_of_basis",
    "Status time",
    "word",
    "stated, inferred with the date of the source, or computed for the day asked for.",
    read=_as_of_basis,
)
_STATUS_NOTE = _field("status_note", "Status note", "text", "What the wording of the source leaves open.")
_LEVEL = _field("level", "Level", "word", "Which level of government.")
_INDUSTRIES = _field("industries", "Industries", "ids", "Industries concerned.")
_PARTNERS = _field("partners", "Partners", "ids", "Partners concerned.")
_PLACES = _field("places", "Places", "ids", "Places concerned.")
_AGENCIES = _field("agencies", "Agencies", "ids", "Responsible units, the lead first.")
_ELIGIBILITY = _field("eligibility", "Eligibility", "objects", "Who may have it.", line=_criterion_line)
_ZONE_ONLY = _field(
    "zone_only",
    "Zone only",
    "flag",
    "true where a source limits it to firms of the zone; null: not stated.",
    read=_zone_only,
)

OWN: Final[dict[Kind, tuple[FieldSpec, ...]]] = {
    "policy": (
        _field("instrument", "Instrument", "word", "What kind of measure it is.", table=True),
        _LEVEL,
        _STATUS,
        _STATUS_AS_OF,
        _AS_OF_BASIS,
        _STATUS_NOTE,
        _field("issued", "Issued", "period", "When it was issued."),
        _field("effective_from", "Effective from", "period", "When it began to apply."),
        _field("effective_to", "Effective to", "period", "When it ceases to apply."),
        _field("document_number", "Document number", "text", "The number it was issued under."),
        _field("part_of", "Part of", "id", "The policy it is a part of."),
        _field("parts", "Parts", "ids", "The policies that are parts of it.", read=_parts_of),
        _field("measures", "Measures", "objects", "What it does, point by point.", line=_measure_line),
        _ELIGIBILITY,
        _ZONE_ONLY._replace(in_table=True),
        _AGENCIES._replace(in_table=True),
        _INDUSTRIES,
        _PARTNERS,
        _PLACES,
        _field("projects", "Projects", "ids", "Projects under it.", read=_referring("project", "policies")),
        _field("incentives", "Incentives", "ids", "Incentives on it.", read=_referring("incentive", "legal_basis")),
    ),
    "industry": (
        _field("grouping", "Grouping", "word", "How the plan groups it.", table=True),
        _field("isic", "ISIC Rev.4", "texts", "ISIC Rev.4 codes (editors' knowledge).", table=True),
        _field("isic_note", "ISIC note", "text", "How far the codes fit."),
        _field("parent", "Parent", "id", "The industry it belongs to."),
        _field("aims", "Aims", "objects", "What the sources want with it.", line=_measure_line),
        _PARTNERS._replace(in_table=True),
        _PLACES,
        _field("policies", "Policies", "ids", "Policies that name it.", read=_referring("policy", "industries")),
        _field("projects", "Projects", "ids", "Projects in it.", read=_referring("project", "industries")),
        _field("incentives", "Incentives", "ids", "Incentives for it.", read=_referring("incentive", "industries")),
    ),
    "incentive": (
        _field("category", "Category", "word", "What kind of benefit it is.", table=True),
        _field("benefit", "Benefit", "text", "What a firm gets.", table=True),
        _field("benefit_amounts", "Amounts", "objects", "The benefit in numbers.", line=_amount_line),
        _ELIGIBILITY._replace(in_table=True),
        _ZONE_ONLY,
        _field("eligibility_note", "Eligibility note", "text", "What the source leaves open on who may have it."),
        _field("duration", "Duration", "text", "How long."),
        _field("how_to_apply", "How to apply", "text", "How to get it, where the source says."),
        _AGENCIES,
        _field("legal_basis", "Legal basis", "ids", "The policies it rests on."),
        _field("legal_basis_stated", "Legal basis as named", "text", "The rule a source names as its basis."),
        _LEVEL,
        _STATUS,
        _STATUS_AS_OF,
        _AS_OF_BASIS,
        _STATUS_NOTE,
        _field("effective_from", "Effective from", "period", "When it began to apply."),
        _field("effective_to", "Effective to", "period", "When it ceases to apply."),
        _field("renewal", "Renewal", "word", "Whether it is known to go on after its term."),
        _field(
            "zone_cover",
            "Reaches the zone",
            "word",
            "whole, part or none of the zone; null: not stated.",
            table=True,
        ),
        _field("geographic_limit", "Where it applies", "text", "The places it is limited to, in words."),
        _field("no_criteria", "Why no test", "text", "Why no limit can be tested by a machine."),
        _field("unknowns", "Not in the sources", "texts", "What the sources leave out."),
        _field("stacking", "With other incentives", "objects", "How it stands to others.", line=_stacking_line),
        _INDUSTRIES,
        _PLACES,
    ),
    "partner": (
        _field("type", "Type", "word", "What kind of partner.", table=True),
        _field("country", "Country", "word", "ISO 3166-1 code of the country it is or lies in.", table=True),
        _field("home_country", "Home country", "word", "ISO 3166-1 code of a company's home.", table=True),
        _field("cooperation", "Cooperation", "objects", "Fields of cooperation.", line=_measure_line),
        _INDUSTRIES,
        _field("members", "Members", "ids", "The partners it consists of."),
        _field("agency", "Agency", "id", "Its record as a responsible unit."),
        _field("projects", "Projects", "ids", "Its projects as a company.", read=_referring("project", "companies")),
        _field(
            "country_projects",
            "Projects with it",
            "ids",
            "Projects tied to it as a country or region.",
            read=_referring("project", "partner_countries"),
        ),
        _field("policies", "Policies", "ids", "Policies that name it.", read=_referring("policy", "partners")),
    ),
    "project": (
        _field("type", "Type", "word", "What is built, run or delivered.", table=True),
        _STATUS,
        _STATUS_AS_OF._replace(in_table=True),
        _AS_OF_BASIS,
        _STATUS_NOTE,
        _field("phases", "Phases", "objects", "Phases with a status of their own.", line=_phase_line),
        _field("companies", "Companies", "ids", "Who builds or runs it.", table=True),
        _field("partner_countries", "Partner countries", "ids", "Countries and regions it is tied to."),
        _INDUSTRIES,
        _PLACES,
        _AGENCIES,
        _field("policies", "Policies", "ids", "Policies it comes under."),
        _field("investment", "Investment", "object", "What is invested, as printed.", line=_amount_line),
    ),
    "figure": (
        _field("indicator", "Indicator", "id", "What is measured."),
        _field("place", "Place", "id", "Where.", table=True),
        _field("scope", "Scope", "word", "What the number covers: zone, city, customs district ...", table=True),
        _field("subject", "Subject", "id", "The firm, project or agency it is about, if not the place."),
        _field("period", "Period", "period", "What time it is about, ISO 8601.", table=True),
        _field("period_basis", "Period basis", "word", "stated, inferred, or unstated (the document's own time)."),
        _field(
            "age_years",
            "Age in years",
            "number",
            "Years from the end of its period to the date of the catalogue, one decimal, where over three; "
            "null: not so old.",
            read=_age_years,
        ),
        _field(
            "series_since",
            "Series since",
            "period",
            "The break its series begins at, of its indicator's `breaks`; null: none before it.",
            read=_series_since,
        ),
        _field("value", "Value", "number", "The printed number, in `unit`.", table=True),
        _field("value_min", "From", "number", "Lower bound of a range, in `unit`."),
        _field("value_max", "To", "number", "Upper bound of a range, in `unit`."),
        _field("unit", "Unit", "word", "The unit as printed, its multiplier included.", table=True),
        _field("unit_base", "Base unit", "word", "The unit without its multiplier.", read=_unit_base),
        _field("multiplier", "Multiplier", "number", "How many base units one printed unit is.", read=_multiplier),
        _field("qualifier", "Qualifier", "word", "exact, over, about, at_least, at_most or expected.", table=True),
        _field("reading", "Reading", "word", "as_printed, repaired, computed or inferred."),
        _field("reading_note", "Reading note", "text", "What was repaired, computed or inferred, and why."),
        _field("as_stated", "As stated", "text", "The characters as printed; null if computed.", read=_as_stated),
        _field("change", "Change", "object", "The change printed beside it.", line=_change_line),
        _field("source", "Source", "id", "Who says it.", read=_first("source"), table=True),
        _field("locator", "Locator", "text", "Where in the source.", read=_first("locator")),
        _field("lines", "Lines", "text", "Lines of the text that was read.", read=_first("lines")),
        _field("source_date", "Source date", "text", "When the source was published.", read=_source_date),
        _field("evidence", "Evidence", "word", "The evidence grade of the source.", read=_evidence),
        _field("importance", "Importance", "word", "headline, supporting or context."),
        _field("identities", "Identities", "objects", "Arithmetic it should keep.", line=_identity_line),
        _INDUSTRIES,
        _field("policies", "Policies", "ids", "Policies it is about."),
    ),
    "indicator": (
        _field("definition", "Definition", "text", "What is counted, and what is not.", table=True),
        _field("unit", "Unit", "word", "The unit it is usually stated in.", table=True),
        _field("measurement", "Measurement", "word", "stock, flow, ratio, rate or rank.", table=True),
        _field("aggregation", "Aggregation", "word", "How observations may be put together."),
        _field("direction", "Direction", "word", "Whether up or down is better, or neither."),
        _field("breaks", "Breaks", "objects", "Where its series stop being one.", line=_break_line),
        _field("figures", "Figures", "ids", "Its observations.", read=_referring("figure", "indicator")),
    ),
    "place": (
        _field("type", "Type", "word", "What kind of place.", table=True),
        _field("parent", "Within", "id", "The place it lies in.", table=True),
        _field("also_in", "Also in", "ids", "Places it lies in beside that one."),
        _field("overlaps", "Overlaps", "ids", "Places it shares ground with, without lying in them."),
        _field("country", "Country", "word", "ISO 3166-1 code."),
        _field("area", "Area", "id", "The figure that states its area."),
        _field("places", "Places in it", "ids", "Places that lie in it.", read=_referring("place", "parent")),
        _field("projects", "Projects", "ids", "Projects there.", read=_referring("project", "places")),
        _field("figures", "Figures", "ids", "Figures about it.", read=_referring("figure", "place")),
    ),
    "agency": (
        _field("type", "Type", "word", "What kind of unit.", table=True),
        _LEVEL._replace(in_table=True),
        _field("role", "Role", "text", "What it does.", table=True),
        _field("website", "Website", "text", "Its official site, where known."),
        _field("place", "Place", "id", "Where it answers for."),
        _field(
            "policies",
            "Policies",
            "ids",
            "Policies that name it as responsible.",
            read=_referring("policy", "agencies"),
        ),
        _field("projects", "Projects", "ids", "Projects that name it.", read=_referring("project", "agencies")),
        _field("incentives", "Incentives", "ids", "Incentives it gives.", read=_referring("incentive", "agencies")),
    ),
    "source": (
        _field("document_type", "Type", "word", "What kind of document.", table=True),
        _field("publisher", "Publisher", "text", "Who published it, if it says.", table=True),
        _field("publisher_note", "Publisher note", "text", "What is known of who published it."),
        _field("author", "Author", "text", "Who wrote it, if it says."),
        _field("dated", "Dated", "text", "Its date, or that it has none.", table=True, read=_dated),
        _field("date", "Date", "period", "Its date of publication."),
        _field("date_inferred", "Date inferred", "period", "What its date must fall in, where it prints none."),
        _field("date_note", "Date note", "text", "Why."),
        _field("document_number", "Document number", "text", "The number it was issued under."),
        _field("language", "Language", "text", "The language it was read in."),
        _field("evidence", "Evidence", "word", "Its evidence grade.", table=True),
        _field("evidence_note", "Evidence note", "text", "Why that grade."),
        _field("url", "Address", "text", "Where it is published, where known."),
        _field("defects", "Defects", "texts", "Known defects of the text."),
        _field("read_extent", "Read", "word", "How much of it was read: whole, beginning, parts or an extract."),
        _field("read_note", "Reading note", "text", "What is known of what could not be read."),
        _field("file", "File", "text", "The file it was read from."),
        _field("sha256", "SHA-256", "text", "Of the text it was read from."),
        _field("not_recorded", "Not recorded", "objects", "Numerals no record states.", line=_not_recorded_line),
        _field("facts_not_recorded", "Facts left out", "objects", "Restated facts no record states.", line=_fact_line),
    ),
    "discrepancy": (
        _field("type", "Type", "word", "contradiction, arithmetic, definition or reading.", table=True),
        _field("records", "Records", "ids", "The records that disagree.", table=True),
        _field("is_caution", "Caution only", "flag", "Nothing is wrong, but they could be mixed up.", table=True),
        _field("concerns", "Concerns", "word", "value, or change: only the changes printed beside the figures."),
        _field("found_by", "Found by", "word", "editors, or program: found among the figures by rule.", table=True),
        _field(
            "readings",
            "Readings",
            "objects",
            "Each figure it names, as its source has it.",
            line=_reading_line,
            read=_readings,
        ),
        _field("likely_reason", "Likely reason", "text", "Why, as the editors judge or the program can compute."),
    ),
    "gap": (
        _field("indicator", "Indicator", "id", "What would be measured."),
        _field("place", "Place", "id", "Where.", table=True),
        _field("period", "Period", "period", "For what time.", table=True),
        _field("records", "Records", "ids", "Records concerned."),
    ),
}

# A table of these is read for what they say, so their summary is a column.
for _kind in ("discrepancy", "gap"):
    OWN[_kind] = (*OWN[_kind], _SUMMARY._replace(key="says", label="Says", in_table=True, read=_attribute("summary")))
