"""References: the one table that knows how records hang together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import msgspec
import pytest

from dftzcli.model.records import (
    RECORD_TYPES,
    Citation,
    Event,
    Figure,
    Identity,
    Measure,
    Part,
    Place,
    Policy,
    Record,
    Slug,
)
from dftzcli.model.references import ANY, REFERENCES, STATEMENT_FIELDS, references, statements
from dftzcli.model.vocabulary import KINDS, Kind

# Slugs that name no record: the record itself, and words to group by.
_NO_LINK: Final = {"id", "tags", "related"}


def _common(id_: str, **fields: Any) -> dict[str, Any]:
    here = Citation(source="paper", locator="paragraph 1")
    return {"id": id_, "name": id_, "summary": "A record.", "citations": (here,)} | fields


@pytest.fixture
def figure() -> Figure:
    return Figure(
        **_common("f", related=("other",)),
        indicator="trade",
        place="dalian",
        scope="city",
        period="2023",
        period_basis="stated",
        value=Decimal(1),
        unit="USD",
        qualifier="exact",
        reading="as_printed",
        importance="context",
        identities=(Identity(rule="sum", inputs=("a", "b")),),
        industries=("ships", "cars"),
    )


def test_every_kind_has_its_links_in_the_table() -> None:
    assert set(REFERENCES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_holds_ids_is_in_the_table(kind: Kind) -> None:
    fields = {field.name: str(field.type) for field in msgspec.structs.fields(RECORD_TYPES[kind])}
    slug = str(Slug)
    assert {name for name, type_ in fields.items() if slug in type_} - _NO_LINK == set(REFERENCES[kind])


@pytest.mark.parametrize("record", RECORD_TYPES.values())
def test_every_part_that_cites_a_source_is_a_statement(record: type[Record]) -> None:
    citing = set()
    for field in msgspec.structs.fields(record):
        for part in getattr(field.type, "__args__", ()):
            for each in (part, *getattr(part, "__args__", ())):
                if isinstance(each, type) and issubclass(each, Part) and "source" in each.__struct_fields__:
                    citing.add(field.name)
    assert citing <= set(STATEMENT_FIELDS)
    assert {"citations", "dates"} <= citing


def test_a_field_of_one_id_and_a_field_of_several_are_both_links(figure: Figure) -> None:
    found = [(link.field, link.target) for link in references(figure)]
    assert found == [
        ("indicator", "trade"),
        ("place", "dalian"),
        ("industries", "ships"),
        ("industries", "cars"),
        ("related", "other"),
        ("identities", "a"),
        ("identities", "b"),
        ("citations", "paper"),
    ]


def test_a_link_knows_which_kinds_may_answer_to_it(figure: Figure) -> None:
    kinds = {link.field: link.kinds for link in references(figure)}
    assert (kinds["indicator"], kinds["identities"], kinds["citations"]) == (("indicator",), ("figure",), ("source",))
    assert kinds["related"] == ANY


def test_a_field_that_is_not_given_is_no_link() -> None:
    place = Place(**_common("dalian"), type="city")
    assert [link.field for link in references(place)] == ["citations"]


def test_every_part_that_says_where_it_stands_is_a_statement() -> None:
    policy = Policy(
        **_common("p", dates=(Event(date="2019", precision="year", happening="founded", source="two", locator="1"),)),
        instrument="plan",
        level="zone",
        status="planned",
        measures=(Measure(text="A point.", status="planned", source="three", locator="2"),),
    )
    assert [(field, part.source) for field, part in statements(policy)] == [
        ("citations", "paper"),
        ("dates", "two"),
        ("measures", "three"),
    ]
