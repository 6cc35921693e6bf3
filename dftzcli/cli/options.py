"""Every option, declared once. The same flag means the same thing wherever it is offered.

Annotations stay text until `dftzcli.cli.binding` hands them to Typer: the values alone are used where the import of
Typer would cost more than the whole answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    import typer

    from dftzcli.cli import completing

_LINKS = "an id, a name, a Chinese name{more}; several are alternatives"


def _link(what: str, complete: Any, more: str = "") -> Any:
    import typer

    return typer.Option(metavar="NAME", help=f"{what}: {_LINKS.format(more=more)}.", autocompletion=complete)


class Terminal(NamedTuple):
    """Where the data are and how the terminal is treated."""

    data_dir: Annotated[
        str | None, typer.Option(metavar="DIR", help="The folder of the store (DFTZ_DATA_DIR).", show_default=False)
    ] = None
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No notices on standard error.")] = False
    color: Annotated[
        str,
        typer.Option(
            "--color",
            metavar="WHEN",
            help="auto, always or never (NO_COLOR, FORCE_COLOR).",
            autocompletion=completing.colours,
        ),
    ] = "auto"
    no_color: Annotated[bool, typer.Option("--no-color", help="The same as --color never.")] = False
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page (DFTZ_PAGER, PAGER).")] = False
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False


class Output(NamedTuple):
    """Of which day a result is, what it becomes, and where it goes."""

    format: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            metavar="FORMAT",
            help="table, json, jsonl, csv, tsv, md, html or ids; xlsx, sqlite, parquet for files.",
            autocompletion=completing.formats,
        ),
    ] = None
    json: Annotated[bool, typer.Option("-j", "--json", help="Short for --format json.")] = False
    ids: Annotated[bool, typer.Option("--ids", help="Short for --format ids.")] = False
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending chooses the format."),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,C",
            help="These fields in this order; `help` lists them.",
            autocompletion=completing.field_names,
        ),
    ] = None
    plain: Annotated[bool, typer.Option("--plain", help="Tables as tab-separated lines without decoration.")] = False
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for Excel.")] = False
    excel_safe: Annotated[bool, typer.Option("--excel-safe", help="CSV whose texts cannot be taken for formulas.")] = (
        False
    )
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="As it stood on a day, at the end of a month or year, or `today`: planned, in force or lapsed then.",
            show_default=False,
        ),
    ] = None


class Paging(NamedTuple):
    """How many items, and in what order."""

    limit: Annotated[
        int | None,
        typer.Option("-n", "--limit", metavar="N", min=0, help="At most N; a table shows 50 unless told otherwise."),
    ] = None
    all: Annotated[bool, typer.Option("--all", help="Everything.")] = False
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="Order by a field; -FIELD or FIELD:desc reverses.",
            autocompletion=completing.single_field,
        ),
    ] = None
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit 4 when nothing fits.")] = False


class Measured(NamedTuple):
    """Which figures, and what is made of them."""

    scope: Annotated[
        str | None,
        typer.Option(
            "--scope", metavar="SCOPE", help="zone, city, customs_district, port ...", autocompletion=completing.scopes
        ),
    ] = None
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Wholly within 2024, 2021..2024 or 2024-01..2024-02.")
    ] = None
    latest: Annotated[bool, typer.Option("--latest", help="The last of each series.")] = False
    headline: Annotated[bool, typer.Option("--headline", help="The headline figures.")] = False
    older_than: Annotated[
        str | None, typer.Option("--older-than", metavar="DATE", help="Whose period ended before a year, month or day.")
    ] = None
    disputed: Annotated[bool, typer.Option("--disputed", help="What a discrepancy names.")] = False
    unit: Annotated[
        str | None,
        typer.Option(metavar="UNIT", help='In another magnitude: "USD bn", 亿元; what was printed stays beside it.'),
    ] = None
    derive: Annotated[
        list[str],
        typer.Option(
            metavar="RULE",
            help="Compute change, growth, cagr, index, share, per_head or balance; may be repeated.",
            autocompletion=completing.derivations,
        ),
    ] = []  # noqa: RUF012 - Typer copies it
    series: Annotated[
        bool, typer.Option("--series", help="One row a series, with sparkline, latest figure and gaps.")
    ] = False
    chart: Annotated[bool, typer.Option("--chart", help="Bars above the table (table and md).")] = False


class Filters(NamedTuple):
    """Which records."""

    industry: Annotated[list[str], _link("Linked with an industry", completing.industries)] = []  # noqa: RUF012 - Typer copies it
    partner: Annotated[list[str], _link("Linked with a partner", completing.partners)] = []  # noqa: RUF012 - Typer copies it
    country: Annotated[list[str], _link("Of a country or its firms", completing.countries, ", an ISO 3166 code")] = []  # noqa: RUF012 - Typer copies it
    place: Annotated[list[str], _link("At a place", completing.places)] = []  # noqa: RUF012 - Typer copies it
    agency: Annotated[list[str], _link("A unit answers for it", completing.agencies)] = []  # noqa: RUF012 - Typer copies it
    source: Annotated[list[str], _link("Cited from a document", completing.sources)] = []  # noqa: RUF012 - Typer copies it
    status: Annotated[
        list[str],
        typer.Option(metavar="STATUS", help="in_force, planned, operating ...", autocompletion=completing.statuses),
    ] = []  # noqa: RUF012 - Typer copies it
    year: Annotated[str | None, typer.Option(metavar="YYYY", help="Touching a year, or years: 2021..2023.")] = None
    where: Annotated[
        list[str],
        typer.Option(
            metavar="CONDITION",
            help="FIELD=VALUE, also != < <= > >= ~ (contains); all must hold.",
            autocompletion=completing.single_field,
        ),
    ] = []  # noqa: RUF012 - Typer copies it


def _answer(text: str, complete: Any = None) -> Any:
    import typer

    return typer.Option(metavar="VALUE", help=text, autocompletion=complete, show_default=False)


class Firm(NamedTuple):
    """What is known of a firm: the fields of a profile. Several values may be given with commas or by repeating."""

    name: Annotated[str | None, _answer("What to call it.")] = None
    registered_in: Annotated[str | None, _answer("Where it is registered: a place.", completing.places)] = None
    place: Annotated[str | None, _answer("Where the business is carried out: a place.", completing.places)] = None
    sector: Annotated[list[str], _answer("Its industries.", completing.industries)] = []  # noqa: RUF012 - Typer copies it
    entity_type: Annotated[
        list[str], _answer("What it is: foreign_invested_enterprise ...", completing.entity_types)
    ] = []  # noqa: RUF012
    home_country: Annotated[list[str], _answer("Where its capital comes from.", completing.countries)] = []  # noqa: RUF012
    activity: Annotated[list[str], _answer("All it will do: manufacturing, export ...", completing.activities)] = []  # noqa: RUF012
    certification: Annotated[
        list[str], _answer("Certificates it holds: high_tech_enterprise ..., or none.", completing.certifications)
    ] = []  # noqa: RUF012
    vat_status: Annotated[str | None, _answer("small_scale or general VAT taxpayer.")] = None
    paid_in_capital: Annotated[str | None, _answer('Paid-in capital: "12 million USD".')] = None
    registered_capital: Annotated[str | None, _answer("Registered capital.")] = None
    total_investment: Annotated[str | None, _answer("Total investment.")] = None
    taxable_income: Annotated[str | None, _answer("Taxable income of a year.")] = None
    total_assets: Annotated[str | None, _answer("Total assets.")] = None
    staff: Annotated[str | None, _answer("How many people it employs.")] = None
    rd_staff: Annotated[str | None, _answer("How many researchers it employs.")] = None
    station_capacity: Annotated[str | None, _answer("Kilograms a day of a hydrogen station.")] = None
    holding_period: Annotated[str | None, _answer("Months that reinvested profits are held.")] = None
    date: Annotated[str | None, _answer("When it applies.")] = None
    signed_on: Annotated[str | None, _answer("When the contract is signed.")] = None
    completed_on: Annotated[str | None, _answer("When it is built.")] = None
    customs_authority: Annotated[str | None, _answer("The customs authority that supervises it.")] = None
    confirmed: Annotated[list[str], _answer("Criteria in words that it meets: ID#N.")] = []  # noqa: RUF012
    denied: Annotated[list[str], _answer("Criteria in words that it does not meet: ID#N.")] = []  # noqa: RUF012
