"""The fields of the index: which there are, how they are kept, and what a match in each is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tantivy import Schema

# The fields that hold words, with the weight of a match in each: a name says what a record is, a linked name what it
# has to do with. Chinese text has fields of its own, cut into pairs of characters.
LATIN: Final[dict[str, float]] = {"name": 3.0, "alias": 2.2, "summary": 1.3, "body": 0.9, "linked": 0.8}
# What a record is called and about, as against what it says.
NAMES: Final[dict[str, float]] = {field: LATIN[field] for field in ("name", "alias", "summary")}
CHINESE: Final[dict[str, float]] = {"zh": 3.0, "zh_body": 1.0, "zh_linked": 0.9}
# What a record only is linked with.
LINKED: Final = frozenset(("linked", "zh_linked"))
# The parts of a record that a snippet may come from, as `why` calls them.
SHOWN: Final = ("name", "alias", "summary", "body", "linked")
# Whole terms: filters and facets ask for them. Those of the first line are counted as facets, and so are years.
FACETS: Final = ("kind", "status", "industry", "partner", "place", "agency", "source", "year")
TERMS: Final = (
    *(facet for facet in FACETS if facet != "year"),
    "id", "country", "own_place", "indicator", "tag", "label", "whole", "number", "mentioned", "initials",
)  # fmt: skip
# `row` numbers the records in the order of the cards.
INTEGERS: Final = ("row", "year", "period_from", "period_to", "period_year")
FLOATS: Final = ("value",)
# What a hit is made of: the item that is printed and the texts that a snippet may come from, both JSON.
STORED: Final = ("item", "parts")

# The labels that tell how a record stands among its like: whether it is an older figure of a series, and of another
# place than home.
STANDING: Final[dict[tuple[bool, bool], str]] = {
    (False, False): "standing=fore",
    (True, False): "standing=older",
    (False, True): "standing=away",
    (True, True): "standing=older-away",
}

# The months as they are written and cut short.
MONTHS: Final = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)

# The keys of a hit that come from the card, in the order they are printed.
ITEM: Final = (
    "id",
    "kind",
    "name",
    "name_zh",
    "status",
    "status_as_of",
    "status_as_of_basis",
    "summary",
    "agencies",
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
    "change",
    "source",
    "locator",
    "source_date",
    "evidence",
    "confidence",
    "dispute",
    "sources",
)


def records_schema() -> Schema:
    """Return the schema of the index of records."""
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    for field in (*LATIN, *CHINESE, "syllables"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in TERMS:
        builder.add_text_field(
            field, tokenizer_name="raw", index_option="basic", fast=field in FACETS, stored=field == "id"
        )
    for field in INTEGERS:
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in FLOATS:
        builder.add_float_field(field, indexed=True, fast=True)
    for field in STORED:
        builder.add_bytes_field(field, stored=True)
    return builder.build()


def lexicon_schema() -> Schema:
    """Return the schema of the lexicon: known words, the concepts a term stands for, and the words for a concept."""
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("frequency", stored=True, fast=True)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("concept", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("entry", stored=True)
    return builder.build()
