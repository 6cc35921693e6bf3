"""What limits on benefits are tested on: one table of fields with type, unit, values, and the question that asks.

A criterion of a record has field, operator and value; a profile of a firm answers some of the fields. Both are read by
this table, so that a value which means nothing is refused where it is written. The fields are the editors' choice; what
limits there are comes from the records.
"""

from __future__ import annotations

from typing import Final, Literal

from dftzcli.model.vocabulary import EligibilityField
from dftzcli.tuples import NamedTuple

# place: the id of a place, and what lies in it. words: several of a closed list. industries: ids, and what belongs to
# them. countries: ISO 3166-1 codes. word: one of a closed list. money: a sum with its currency. count: a number.
# day: ISO 8601. text: words that only a person can compare.
FieldKind = Literal["place", "industries", "words", "countries", "word", "money", "count", "day", "text"]


class EligibilitySpec(NamedTuple):
    """One field: its `kind`, what it is in words, the question that asks for it in English and Chinese, its `unit` for
    a count, and the words it may hold with their meaning.
    """

    kind: FieldKind
    label: str
    question: str
    question_zh: str
    unit: str | None = None
    words: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple has no default_factory, and nobody writes to it


ENTITY_TYPES: Final[dict[str, str]] = {
    "domestic_enterprise": "company without foreign capital",
    "foreign_invested_enterprise": "company in China with foreign capital",
    "overseas_investor": "investor outside China",
    "sole_trader": "sole trader",
    "micro_or_small_enterprise": "micro or small enterprise",
    "research_institution": "research institution",
    "research_centre": "R&D centre of a company",
    "laboratory": "laboratory",
    "regional_headquarters": "regional headquarters",
    "china_headquarters": "China headquarters",
    "financial_institution": "financial institution",
    "foreign_financial_institution": "financial institution from abroad",
    "investment_intermediary": "investment-promotion intermediary",
}

ACTIVITIES: Final[dict[str, str]] = {
    "manufacturing": "making goods",
    "services": "services",
    "new_registration": "registering a new company",
    "import": "importing goods",
    "export": "exporting goods",
    "equipment_import": "bringing in equipment, parts, fuel or building material from abroad for own use",
    "export_processing": "processing goods for export",
    "bonded_storage": "storing goods under bond",
    "bonded_logistics": "moving goods under bond",
    "bonded_maintenance": "repairing goods under bond",
    "bonded_ore_mixing": "mixing ore under bond",
    "bonded_oil_mixing": "mixing oil under bond",
    "domestic_supply_to_zone": "selling goods from China into a bonded area",
    "domestic_sale": "selling goods from a bonded area into China",
    "trade_between_zone_firms": "trading goods with firms of the same bonded area",
    "transfer_between_bonded_areas": "moving goods between bonded areas",
    "international_transit": "moving foreign goods through the port to a third country",
    "seafood_transit": "moving seafood through the port to a third country",
    "offshore_trade": "buying and selling goods abroad that never enter China",
    "rcep_trade": "trading with members of RCEP",
    "cross_border_cash_pool": "pooling cash across the border",
    "research": "research and development",
    "testing_certification": "testing and certification",
    "hydrogen_rd": "research on hydrogen parts, equipment or vehicles",
    "hydrogen_manufacturing": "making hydrogen parts, equipment or vehicles",
    "hydrogen_station": "building a commercial hydrogen refuelling station",
    "key_hydrogen_project": "a hydrogen project that the authority calls key",
    "headquarters": "setting up a headquarters",
    "profit_reinvestment": "reinvesting profits made in China",
    "stock_listing": "listing on a stock exchange",
    "bringing_in_projects": "bringing in foreign projects for others",
    "investment_project": "a new investment project",
    "rmb_settlement": "settling trade in yuan",
}

CERTIFICATIONS: Final[dict[str, str]] = {
    "high_tech_enterprise": "certified high and new technology enterprise",
    "technology_advanced_service_enterprise": "recognised technology-advanced service enterprise",
    "leading_high_tech_enterprise": "high-tech enterprise that the authority calls advanced or leading",
    "national_testing_status": "national testing or certification status, newly won",
    "city_hydrogen_station_plan": "place on the city's plan of hydrogen stations",
    "recognised_rd_centre": "R&D centre recognised by the commerce and finance bureaus",
}

FIELDS: Final[dict[EligibilityField, EligibilitySpec]] = {
    "registered_in": EligibilitySpec(
        "place", "registered in", "Where is the company registered, or going to be?", "企业注册(或拟注册)在哪里?"
    ),
    "place": EligibilitySpec("place", "place of business", "Where is the business carried out?", "业务在哪里开展?"),
    "sector": EligibilitySpec("industries", "sector", "Which industries is it in?", "属于哪些行业?"),
    "entity_type": EligibilitySpec(
        "words",
        "kind of entity",
        "What is the applicant? Name all that fit.",
        "申请主体是什么类型?(可多选)",
        words=ENTITY_TYPES,
    ),
    "home_country": EligibilitySpec(
        "countries", "home country", "Which countries does the capital come from?", "资本来自哪些国家?"
    ),
    "activity": EligibilitySpec(
        "words", "activity", "What will it do? Name all that fit.", "将开展哪些业务?(可多选)", words=ACTIVITIES
    ),
    "certification": EligibilitySpec(
        "words",
        "certificates",
        "Which certificates or recognitions does it hold? `none` if it has none.",
        "已取得哪些资质认定?没有则答 none。",
        words=CERTIFICATIONS,
    ),
    "vat_status": EligibilitySpec(
        "word",
        "VAT status",
        "Is it a small-scale or a general VAT taxpayer?",
        "是小规模纳税人还是一般纳税人?",
        words={"small_scale": "small-scale VAT taxpayer", "general": "general VAT taxpayer"},
    ),
    "paid_in_capital": EligibilitySpec(
        "money", "paid-in capital", "How much registered capital is paid in?", "实缴注册资本是多少?"
    ),
    "registered_capital": EligibilitySpec(
        "money", "registered capital", "How much capital is registered?", "注册资本是多少?"
    ),
    "total_investment": EligibilitySpec(
        "money", "total investment", "How much will be invested in all?", "总投资额是多少?"
    ),
    "taxable_income": EligibilitySpec(
        "money", "taxable income", "How much is the taxable income of a year?", "年应纳税所得额是多少?"
    ),
    "total_assets": EligibilitySpec("money", "total assets", "How large are the total assets?", "资产总额是多少?"),
    "staff": EligibilitySpec("count", "staff", "How many people does it employ?", "从业人数是多少?", unit="persons"),
    "rd_staff": EligibilitySpec(
        "count", "R&D staff", "How many researchers does it employ?", "研发人员有多少?", unit="persons"
    ),
    "station_capacity": EligibilitySpec(
        "count",
        "capacity of the hydrogen station",
        "How much hydrogen can the station fill in a day (kg)?",
        "加氢站日加氢能力是多少(公斤)?",
        unit="kg per day",
    ),
    "holding_period": EligibilitySpec(
        "count",
        "holding period",
        "How many months will the reinvested profits be held?",
        "再投资持有多少个月?",
        unit="months",
    ),
    "date": EligibilitySpec("day", "date of application", "When is it applied for?", "何时申请?"),
    "signed_on": EligibilitySpec("day", "date of signing", "When is the contract signed?", "合同何时签订?"),
    "completed_on": EligibilitySpec("day", "date of completion", "When is it built?", "何时建成?"),
    "customs_authority": EligibilitySpec(
        "text", "customs authority", "Which customs authority supervises it?", "由哪个海关监管?"
    ),
}
