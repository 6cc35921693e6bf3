"""The records of the catalogue: typed, frozen, and refused when they do not fit.

Everything a reader may doubt is a field: who said it (`citations`), whether it is a plan or a fact (`status`), who may
have it (`eligibility`), how a figure was printed (`as_stated` of its citation) and how it was read (`reading`).
Links are stored on one side only and derived on the other, so the two can never disagree: a policy names its agencies,
and an agency's policies are found by looking.
"""

from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta, Struct

from dftzcli.model.periods import PERIOD_PATTERN
from dftzcli.model.units import UnitCode
from dftzcli.model.vocabulary import (
    AgencyType,
    Aggregation,
    ChangeUnit,
    ChineseNameBasis,
    Confidence,
    DateBasis,
    DatePrecision,
    Direction,
    DiscrepancyType,
    DocumentType,
    EligibilityField,
    Evidence,
    Happening,
    IdentityRule,
    Importance,
    IncentiveCategory,
    IndustryGrouping,
    Instrument,
    Kind,
    Level,
    Measurement,
    MeasureStatus,
    Operator,
    PartnerType,
    PeriodBasis,
    PlaceType,
    PointStatus,
    ProjectStatus,
    ProjectType,
    Qualifier,
    ReadExtent,
    Reading,
    Renewal,
    Scope,
    StackingRule,
    ZoneCover,
)

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Meta(pattern=r"\S", max_length=1200)]
Short = Annotated[str, Meta(pattern=r"\S", max_length=200)]
# The literal figure or term, never a sentence.
Literally = Annotated[str, Meta(pattern=r"\S", max_length=80)]
Period = Annotated[str, Meta(pattern=PERIOD_PATTERN)]
# Lines of the text a document was read from, counted from 1: `29`, `31-32`, `22,26`.
Lines = Annotated[str, Meta(pattern=r"^[1-9]\d*(-[1-9]\d*)?(,[1-9]\d*(-[1-9]\d*)?)*$")]
CountryCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
IsicCode = Annotated[str, Meta(pattern=r"^([A-U]|\d{2,4})$")]
# A fact restated from a public document.
FactId = Annotated[str, Meta(pattern=r"^F\d{3}$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside a record."""


class Citation(Part, frozen=True, kw_only=True):
    """Where a statement stands: the source's id, the place in it, and the few characters it was read from.

    `locator` is for a person (section, item, paragraph, table and row); `lines` are the lines of the text that was
    read, so that the reading can be repeated and coverage can be counted. `as_stated` is the figure or term as printed.
    Of a document that was read as facts restated from it, `fact` is the restated fact and `confidence` how far it may
    be trusted.
    """

    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None
    fact: FactId | None = None
    confidence: Confidence | None = None
    note: Text | None = None


class Event(Part, frozen=True, kw_only=True):
    """A dated happening: the timeline is made of these. `date` is ISO 8601, as precise as the source."""

    date: Period
    precision: DatePrecision
    happening: Happening
    what: Short | None = None
    basis: DateBasis = "stated"
    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None


class Measure(Part, frozen=True, kw_only=True):
    """One short point of what a policy does, or of what a document wants with an industry, with its own status.

    A plan "explores" one thing and "supports" the next, so each point says for itself whether it is plan or fact, and a
    boast that nothing could check is `claimed`.
    """

    text: Short
    status: PointStatus
    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None


class Criterion(Part, frozen=True, kw_only=True):
    """One limit on who may have something: in words, and as field, operator and value where it can be tested.

    Limits that carry the same `case` belong together: one case is enough where there are several ("100 million CNY of a
    domestic firm, or 10 million USD of a foreign one"). Limits without a case always hold. `value` is one value, or
    several with commas where `op` is `in`; `model.eligibility` has the fields and what they may hold.
    """

    text: Short
    field: EligibilityField | None = None
    op: Operator | None = None
    value: Short | None = None
    unit: UnitCode | None = None
    case: Slug | None = None
    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None


class Stacking(Part, frozen=True, kw_only=True):
    """How a benefit stands to another one, with the clause that says so."""

    rule: StackingRule
    incentive: Slug
    clause: Short
    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None


class Break(Part, frozen=True, kw_only=True):
    """Where a series stops being one: figures of periods before `period` are not to be joined to it and later ones.

    `reason` says what changed: what is counted, who counts, a revision.
    """

    place: Slug
    period: Period
    reason: Short
    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None


class Amount(Part, frozen=True, kw_only=True):
    """A sum or a rate that a benefit or an investment consists of, in its printed unit.

    `of` says what a rate is taken of, or what a sum is paid for; `cap` is the most that is paid, in `cap_unit`, or in
    `unit` where that is not given.
    """

    value: Decimal | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    unit: UnitCode
    qualifier: Qualifier = "exact"
    cap: Decimal | None = None
    cap_unit: UnitCode | None = None
    of: Short | None = None
    as_stated: Literally


class Change(Part, frozen=True, kw_only=True):
    """The change a source prints beside a figure: signed, in percent or percentage points, and against what."""

    value: Decimal
    unit: ChangeUnit
    against: Short
    qualifier: Qualifier = "exact"
    as_stated: Literally
    reading: Reading = "as_printed"


class Identity(Part, frozen=True, kw_only=True):
    """An arithmetic relation that a printed figure should keep with other figures of the catalogue.

    `sum`: inputs added. `difference`: first less the rest. `growth`: (first / second - 1) in percent. `ratio`: first /
    second. `percent_of`: first / second in percent. `product`: inputs multiplied. `at_least_sum`: not below the sum.
    """

    rule: IdentityRule
    inputs: tuple[Slug, ...]
    note: Text | None = None


class Phase(Part, frozen=True, kw_only=True):
    """One phase of a project with a status of its own."""

    name: Short
    status: ProjectStatus
    source: Slug
    locator: Short
    lines: Lines | None = None
    as_stated: Literally | None = None


class NotRecorded(Part, frozen=True, kw_only=True):
    """A numeral of a document that no record states, and why: a list number, a quotation mark of OCR, a title."""

    numeral: Literally
    lines: Lines
    reason: Short
    count: Annotated[int, Meta(ge=1)] = 1


class FactNotRecorded(Part, frozen=True, kw_only=True):
    """A restated fact of a document that no record states, and why."""

    fact: FactId
    reason: Short


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What records of every kind have.

    `aliases` are other names that a cited document prints, and official abbreviations; `aliases_editorial` are synonyms
    the editors supply from general knowledge. `name_zh_basis` says where the Chinese name is from: printed in a
    `source`, the body's own `official` name supplied by the editors, or a `translation` of ours.
    """

    kind: ClassVar[Kind]

    id: Slug
    name: Short
    name_zh: Short | None = None
    name_zh_basis: ChineseNameBasis | None = None
    aliases: tuple[Short, ...] = ()
    aliases_editorial: tuple[Short, ...] = ()
    summary: Text
    citations: Annotated[tuple[Citation, ...], Meta(min_length=1)]
    tags: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    dates: tuple[Event, ...] = ()


class Policy(Record, frozen=True, kw_only=True):
    """What an authority does, plans or is urged to do; `agencies` has the lead unit first."""

    kind: ClassVar[Kind] = "policy"

    instrument: Instrument
    level: Level
    status: MeasureStatus
    status_as_of: Period | None = None
    status_note: Text | None = None
    issued: Period | None = None
    effective_from: Period | None = None
    effective_to: Period | None = None
    document_number: Short | None = None
    part_of: Slug | None = None
    measures: tuple[Measure, ...] = ()
    eligibility: tuple[Criterion, ...] = ()
    agencies: tuple[Slug, ...] = ()
    industries: tuple[Slug, ...] = ()
    partners: tuple[Slug, ...] = ()
    places: tuple[Slug, ...] = ()


class Industry(Record, frozen=True, kw_only=True):
    """An industry as the documents group it, with its ISIC Rev.4 codes and what the documents want with it."""

    kind: ClassVar[Kind] = "industry"

    isic: tuple[IsicCode, ...] = ()
    isic_note: Text | None = None
    grouping: IndustryGrouping
    parent: Slug | None = None
    aims: tuple[Measure, ...] = ()
    partners: tuple[Slug, ...] = ()
    places: tuple[Slug, ...] = ()


class Incentive(Record, frozen=True, kw_only=True):
    """What a firm can get: the benefit, who may have it, how, and from whom.

    `legal_basis` names the policies it rests on, `legal_basis_stated` the rule as a source names it where the catalogue
    has no record of it. `no_criteria` says why no limit can be tested by a machine. `unknowns` are what a reader would
    ask and the sources leave out. `zone_cover` says whether it reaches the pilot zone at all.
    """

    kind: ClassVar[Kind] = "incentive"

    category: IncentiveCategory
    benefit: Text
    benefit_amounts: tuple[Amount, ...] = ()
    eligibility: tuple[Criterion, ...] = ()
    eligibility_note: Text | None = None
    duration: Text | None = None
    how_to_apply: Text | None = None
    agencies: tuple[Slug, ...] = ()
    legal_basis: tuple[Slug, ...] = ()
    legal_basis_stated: Short | None = None
    level: Level
    status: MeasureStatus
    status_as_of: Period | None = None
    status_note: Text | None = None
    effective_from: Period | None = None
    effective_to: Period | None = None
    renewal: Renewal | None = None
    zone_cover: ZoneCover | None = None
    geographic_limit: Text | None = None
    no_criteria: Text | None = None
    unknowns: tuple[Short, ...] = ()
    stacking: tuple[Stacking, ...] = ()
    industries: tuple[Slug, ...] = ()
    places: tuple[Slug, ...] = ()


class Partner(Record, frozen=True, kw_only=True):
    """A country, region, city, company, institution, programme or group that the documents name.

    `country` is the ISO 3166-1 alpha-2 code of a country itself, or of where a region, city or institution lies;
    `home_country` is that of a company.
    """

    kind: ClassVar[Kind] = "partner"

    type: PartnerType
    country: CountryCode | None = None
    home_country: CountryCode | None = None
    cooperation: tuple[Measure, ...] = ()
    industries: tuple[Slug, ...] = ()
    members: tuple[Slug, ...] = ()
    agency: Slug | None = None


class Project(Record, frozen=True, kw_only=True):
    """Something built, run, signed or delivered; `companies` and `partner_countries` are partner ids."""

    kind: ClassVar[Kind] = "project"

    type: ProjectType
    companies: tuple[Slug, ...] = ()
    partner_countries: tuple[Slug, ...] = ()
    industries: tuple[Slug, ...] = ()
    places: tuple[Slug, ...] = ()
    agencies: tuple[Slug, ...] = ()
    policies: tuple[Slug, ...] = ()
    status: ProjectStatus
    status_as_of: Period | None = None
    status_note: Text | None = None
    phases: tuple[Phase, ...] = ()
    investment: Amount | None = None


class Indicator(Record, frozen=True, kw_only=True):
    """What a figure measures; `summary` says what it is for, `definition` what is counted and what is not."""

    kind: ClassVar[Kind] = "indicator"

    definition: Text
    unit: UnitCode
    measurement: Measurement
    aggregation: Aggregation
    direction: Direction
    breaks: tuple[Break, ...] = ()


class Figure(Record, frozen=True, kw_only=True):
    """One observation of one indicator: what one source says of one place and period.

    Either `value`, or `value_min` and/or `value_max`, in `unit` (which includes the printed multiplier). `period` is
    what the number is about; `period_basis` says whether the source states it, it is inferred, or the source gives
    none and the period is that of the document. The first citation is the statement itself.
    """

    kind: ClassVar[Kind] = "figure"

    indicator: Slug
    place: Slug
    scope: Scope
    subject: Slug | None = None
    period: Period
    period_basis: PeriodBasis
    value: Decimal | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    unit: UnitCode
    qualifier: Qualifier
    change: Change | None = None
    reading: Reading
    reading_note: Text | None = None
    importance: Importance
    identities: tuple[Identity, ...] = ()
    industries: tuple[Slug, ...] = ()
    policies: tuple[Slug, ...] = ()


class Place(Record, frozen=True, kw_only=True):
    """A place; `area` is the id of the figure that states its area.

    `also_in` are places it lies in beside its parent (the zone lies in the city and in the pilot zone of the province),
    `overlaps` those it shares ground with without lying in them.
    """

    kind: ClassVar[Kind] = "place"

    type: PlaceType
    parent: Slug | None = None
    also_in: tuple[Slug, ...] = ()
    overlaps: tuple[Slug, ...] = ()
    country: CountryCode | None = None
    area: Slug | None = None


class Agency(Record, frozen=True, kw_only=True):
    """A unit that answers for policies; what it answers for is read from the policies that name it."""

    kind: ClassVar[Kind] = "agency"

    type: AgencyType
    role: Text
    level: Level
    website: Short | None = None
    place: Slug | None = None


class Source(Record, frozen=True, kw_only=True):
    """A document; `name` is its title or, where it prints none, a description of it.

    `date` is its publication date; where it prints none, `date_inferred` is the interval it must fall in and
    `date_note` says why. `read_extent` says how much of it was read: a document of which only restated facts were at
    hand is an `extract`, and `read_note` says what is known of the page itself. `file` and `sha256` name the text that
    was read; an extract has none. `not_recorded` lists its numerals, `facts_not_recorded` the restated facts, that no
    record states. `url` is never the address of a mirror.
    """

    kind: ClassVar[Kind] = "source"

    publisher: Short | None = None
    publisher_note: Text | None = None
    author: Short | None = None
    date: Period | None = None
    date_inferred: Period | None = None
    date_note: Text | None = None
    document_type: DocumentType
    document_number: Short | None = None
    language: Short
    evidence: Evidence
    evidence_note: Text | None = None
    url: Short | None = None
    defects: tuple[Text, ...] = ()
    read_extent: ReadExtent = "whole"
    read_note: Text | None = None
    file: Short | None = None
    sha256: Sha256 | None = None
    not_recorded: tuple[NotRecorded, ...] = ()
    facts_not_recorded: tuple[FactNotRecorded, ...] = ()


class Discrepancy(Record, frozen=True, kw_only=True):
    """Records that disagree, or a record that disagrees with itself: all stand, and this says why.

    `records` are the ids concerned; `likely_reason` is a judgement of who found it and marked so wherever it is shown.
    `is_caution` marks same digits or names with different meanings: nothing is wrong, but a reader could mix them up.
    `concerns` tells whether it is about what the figures say, or only about the changes printed beside them: levels
    whose growth is told in two ways can still be compared. `found_by` tells what the editors wrote down from what the
    program finds among the figures, which is never stored.
    """

    kind: ClassVar[Kind] = "discrepancy"

    type: DiscrepancyType
    records: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    likely_reason: Text
    is_caution: bool = False
    concerns: Literal["value", "change"] = "value"
    found_by: Literal["editors", "program"] = "editors"


class Gap(Record, frozen=True, kw_only=True):
    """What a document announces without giving it: answered as "not in the sources"."""

    kind: ClassVar[Kind] = "gap"

    indicator: Slug | None = None
    place: Slug | None = None
    period: Period | None = None
    records: tuple[Slug, ...] = ()


AnyRecord = (
    Policy | Industry | Incentive | Partner | Project | Figure | Indicator | Place | Agency | Source | Discrepancy | Gap
)

RECORD_TYPES: Final[dict[Kind, type[Record]]] = {
    "policy": Policy,
    "industry": Industry,
    "incentive": Incentive,
    "partner": Partner,
    "project": Project,
    "figure": Figure,
    "indicator": Indicator,
    "place": Place,
    "agency": Agency,
    "source": Source,
    "discrepancy": Discrepancy,
    "gap": Gap,
}
