"""A page that travels alone: no value, status or time loses what qualifies it, in a list of any records."""

from __future__ import annotations

import pytest

from dftzcli import open_catalogue
from dftzcli.catalogue import Catalogue
from dftzcli.render.document import document_of
from dftzcli.render.hits import hit_fields, hits_page, item_of
from dftzcli.render.page import Grid, Page, text_of
from dftzcli.render.pages import page_of
from dftzcli.render.result import Result
from dftzcli.render.text import write_text

from .written import of_kinds


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def rows(page: Page) -> list[dict[str, str]]:
    """Return the first table of a page, each row by its headers."""
    table = next(block for block in page.blocks if isinstance(block, Grid))
    return [dict(zip(table.headers, map(text_of, row), strict=True)) for row in table.rows]


def test_a_status_stands_beside_its_time(catalogue: Catalogue) -> None:
    result = of_kinds(catalogue, "incentive")
    told = {row["Id"]: row for row in rows(document_of(result))}["incentive-smart-export-rebate"]
    keys = list(told)
    assert (told["Status"], told["Status as of"]) == ("● in force", "2019, inferred")
    assert keys.index("Status as of") == keys.index("Status") + 1
    assert len(keys) == len(set(keys))


def test_a_figure_among_other_records_keeps_all_that_qualifies_it(catalogue: Catalogue) -> None:
    hits = catalogue.search("population dalian 7451000", limit=None).hits
    specs = hit_fields()
    result = Result(
        specs=specs,
        columns=tuple(spec for spec in specs if spec.in_table),
        items=[item_of(hit) for hit in hits],
        total=len(hits),
        query={"text": "population dalian"},
        dataset=catalogue.dataset,
        cards=catalogue.cards,
    )
    assert len({hit.kind for hit in hits}) > 1
    for page in (page_of(result), document_of(result)):
        _keep(rows(page))


def _keep(found: list[dict[str, str]]) -> None:
    told = {row["Id"]: row for row in found}
    undated, old = told["population-dalian-undated"], told["population-jinpu-new-area-2021"]
    assert undated["Value"] == "7,451,000 persons [inferred]"
    assert (undated["Period"], undated["Where"]) == ("2021/2025 (undated)", "dalian (city)")
    assert old["Period"] == "2021 (inferred; 4.9 years old)"
    assert undated["Dispute"] == "⚠ definition"
    assert told["population"]["Value"] == ""


def test_a_hit_of_medium_confidence_says_so(catalogue: Catalogue) -> None:
    found = catalogue.search("agreements-signed-dalian-2024", limit=1)
    assert found.hits[0].item["confidence"] == "medium"
    page = "\n".join(write_text(hits_page(found)))
    assert "40 agreements [medium confidence]" in page
