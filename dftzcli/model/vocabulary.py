"""The closed vocabularies of the catalogue.

Each is a `Literal`, so that the type checker, the decoder and the JSON Schemas share one list. `WORDS` gives the
sentence a reader sees for a term whose meaning is not plain from the term.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Kind = Literal[
    "policy",
    "industry",
    "incentive",
    "partner",
    "project",
    "figure",
    "indicator",
    "place",
    "agency",
    "source",
    "discrepancy",
    "gap",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

PLURALS: Final[dict[Kind, str]] = {
    "policy": "policies",
    "industry": "industries",
    "incentive": "incentives",
    "partner": "partners",
    "project": "projects",
    "figure": "figures",
    "indicator": "indicators",
    "place": "places",
    "agency": "agencies",
    "source": "sources",
    "discrepancy": "discrepancies",
    "gap": "gaps",
}

ChineseNameBasis = Literal["source", "official", "translation"]

MeasureStatus = Literal[
    "in_force",
    "pilot",
    "planned",
    "exploratory",
    "sought",
    "recommended",
    "completed",
    "superseded",
    "expired",
    "unknown",
]

ProjectStatus = Literal[
    "operating",
    "under_construction",
    "contracted",
    "planned",
    "exploratory",
    "sought",
    "trial",
    "completed",
    "unknown",
]

# One point of what a document says of a policy, an industry or a partner: a measure, a project, or a state of affairs.
PointStatus = Literal[MeasureStatus, "operating", "under_construction", "contracted", "trial", "reported", "claimed"]

STATUS_WORDS: Final[dict[str, str]] = {
    "in_force": "in force: the source says that it applies",
    "pilot": "pilot: applied on trial",
    "planned": "planned: announced, not yet done",
    "exploratory": "exploratory: to be studied or explored, not available",
    "sought": "sought: asked of a higher authority or striven for, not available",
    "recommended": "recommended: the author's opinion, not a policy in force",
    "completed": "completed: done, according to the source",
    "superseded": "superseded: replaced by something later",
    "expired": "expired: no longer applies",
    "unknown": "unknown: the source does not say",
    "operating": "operating: in production or in service, according to the source",
    "under_construction": "under construction: work has begun, not in service",
    "contracted": "contracted: signed, not built",
    "trial": "trial: run on trial",
    "reported": "reported: the source states it as a fact",
    "claimed": "claimed: the source says so without anything that could be checked",
}

# A symbol beside each word, so that nothing is told by colour alone; the second is its ASCII form.
STATUS_SYMBOLS: Final[dict[str, tuple[str, str]]] = {
    "in_force": ("●", "*"),
    "operating": ("●", "*"),
    "completed": ("✓", "+"),
    "pilot": ("◐", "~"),
    "trial": ("◐", "~"),
    "under_construction": ("◐", "~"),
    "contracted": ("○", "o"),
    "planned": ("○", "o"),
    "exploratory": ("◌", "."),
    "sought": ("◌", "."),
    "recommended": ("◌", "."),
    "superseded": ("×", "x"),
    "expired": ("×", "x"),
    "reported": ("●", "*"),
    "claimed": ("◌", "."),
    "unknown": ("?", "?"),
}

# What a reader may count on today, by the words of the sources. Everything else is a plan, a wish or unknown.
STATUS_IS_FACT: Final[frozenset[str]] = frozenset({"in_force", "pilot", "completed", "operating", "trial", "reported"})

Instrument = Literal[
    "plan",
    "plan_task",
    "institutional_innovation",
    "reform",
    "regulation",
    "safeguard",
    "negative_list",
    "recommendation",
    "law",
    "administrative_measure",
    "support_package",
    "tax_rule",
    "statement",
]

Level = Literal["national", "provincial", "municipal", "district", "zone"]

IncentiveCategory = Literal[
    "tax",
    "customs",
    "grant",
    "financing",
    "registration",
    "trade_facilitation",
    "foreign_exchange",
    "talent",
    "land_and_rent",
]

IndustryGrouping = Literal[
    "traditional",
    "high_end_manufacturing",
    "strategic_emerging",
    "modern_service",
    "agriculture_and_fishery",
]

PartnerType = Literal["country", "region", "city", "company", "institution", "programme", "group"]

ProjectType = Literal[
    "plant",
    "rd_centre",
    "park",
    "trading_centre",
    "exhibition",
    "route",
    "platform",
    "infrastructure",
    "logistics_centre",
    "delivery",
    "technology",
]

Measurement = Literal["stock", "flow", "ratio", "rate", "rank"]

Aggregation = Literal["sum", "mean", "last", "none"]

Direction = Literal["up", "down", "neither"]

Scope = Literal[
    "zone",
    "city",
    "customs_district",
    "province",
    "region",
    "national",
    "port",
    "company",
    "airport",
    "project",
    "district",
    "bonded_area",
]

Qualifier = Literal["exact", "over", "about", "at_least", "at_most", "expected"]

QUALIFIER_WORDS: Final[dict[str, str]] = {
    "exact": "",
    "over": "over",
    "about": "about",
    "at_least": "at least",
    "at_most": "at most",
    "expected": "expected",
}

Reading = Literal["as_printed", "repaired", "computed", "inferred"]

PeriodBasis = Literal["stated", "inferred", "unstated"]

Importance = Literal["headline", "supporting", "context"]

ChangeUnit = Literal["%", "pp"]

PlaceType = Literal[
    "zone",
    "bonded_zone",
    "area",
    "district",
    "city",
    "province",
    "region",
    "port",
    "airport",
    "country",
    "sea",
]

AgencyType = Literal[
    "government",
    "administrative_committee",
    "customs_and_border",
    "regulator",
    "company",
    "promotion",
    "legislature",
    "one_stop_centre",
    "consulate",
]

DocumentType = Literal[
    "plan",
    "news",
    "profile",
    "paper",
    "article",
    "regulation",
    "statistics",
    "page",
    "policy_text",
    "professional_note",
    "interview",
    "report",
    "digest",
]

Evidence = Literal["law_or_regulation", "official_statistics", "official_statement", "academic", "press", "other"]

DateBasis = Literal["stated", "inferred"]

DatePrecision = Literal["day", "month", "year", "interval"]

Happening = Literal[
    "founded",
    "issued",
    "published",
    "approved",
    "signed",
    "started",
    "construction_started",
    "built",
    "operating",
    "delivered",
    "acquired",
    "announced",
    "expected",
    "visited",
    "held",
    "ended",
    "period_covered",
]

DiscrepancyType = Literal["contradiction", "arithmetic", "definition", "reading"]

# What a limit can be tested on. Their types, units, values and questions are in `model.eligibility`.
EligibilityField = Literal[
    "registered_in",
    "place",
    "sector",
    "entity_type",
    "home_country",
    "activity",
    "certification",
    "vat_status",
    "paid_in_capital",
    "registered_capital",
    "total_investment",
    "taxable_income",
    "total_assets",
    "staff",
    "rd_staff",
    "station_capacity",
    "holding_period",
    "date",
    "signed_on",
    "completed_on",
    "customs_authority",
]

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in"]

# How far a fact of a restated document may be trusted. Facts of low confidence never enter the catalogue.
Confidence = Literal["high", "medium"]

CONFIDENCE_WORDS: Final[dict[str, str]] = {
    "high": "restated from a document that says so itself",
    "medium": "restated from a document read in part, or at second hand",
}

# How much of a document was read: all of it, its beginning, some of it, or an extract made by somebody else.
ReadExtent = Literal["whole", "beginning", "parts", "extract"]

READ_EXTENT_WORDS: Final[dict[str, str]] = {
    "whole": "read whole",
    "beginning": "only its beginning could be read",
    "parts": "only parts of it could be read",
    "extract": "read as facts restated from it",
}

# Whether a benefit reaches the pilot zone: all of it, its bonded areas only, or other places and not the zone.
ZoneCover = Literal["whole", "part", "none"]

ZONE_COVER_WORDS: Final[dict[str, str]] = {
    "whole": "reaches the whole zone",
    "part": "reaches part of the zone only",
    "none": "does not reach the zone",
}

# Whether a benefit whose term has run out, or may have, is known to go on.
Renewal = Literal["renewed", "not_confirmed"]

RENEWAL_WORDS: Final[dict[str, str]] = {
    "renewed": "renewed",
    "not_confirmed": "renewal not confirmed in the sources",
}

# How one benefit stands to another: not both; one cap for both; the like on another level; both, says a source.
StackingRule = Literal["excludes", "shares_cap", "other_level", "combines"]

STACKING_WORDS: Final[dict[str, str]] = {
    "excludes": "cannot be had together with",
    "shares_cap": "shares a cap with",
    "other_level": "stands on another level than",
    "combines": "can be had together with",
}

IdentityRule = Literal["sum", "difference", "growth", "ratio", "percent_of", "product", "at_least_sum"]
