"""Citations in every style: complete, read back by the readers of the style, and harmless whatever the data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
import rispy
from markdown_it import MarkdownIt
from pybtex.database import BibliographyData, parse_string

from dftzcli.catalogue import Catalogue
from dftzcli.citing import Reference
from dftzcli.render.citing import STYLES
from dftzcli.render.one_line import flat

from .hostile import TEXTS, references

FIGURE, PROJECT, UNDATED = "gdp-dalian-2025", "panasonic-battery-plant", "dalian-article"
SCHEMA: Final = json.loads((Path(__file__).parent / "csl-data.json").read_text("utf-8"))


def written(found: Sequence[Reference], style: str) -> str:
    """Return references in a style."""
    return "".join(STYLES[style].write(found))


def bibtex(text: str) -> BibliographyData:
    """Return what pybtex reads, which takes no more names of fields twice and no open brace."""
    return parse_string(text, "bibtex")


def ris(text: str) -> list[dict[str, Any]]:
    """Return the entries that rispy reads."""
    return list(rispy.loads(text))


@pytest.fixture(scope="module")
def real(catalogue: Catalogue) -> tuple[Reference, ...]:
    """Return a figure, a project known by restated facts, and a document without a date."""
    return catalogue.cited(FIGURE, PROJECT, UNDATED)


@pytest.fixture(scope="module")
def evil(catalogue: Catalogue) -> tuple[Reference, ...]:
    """Return references made of hostile texts."""
    return references(catalogue)


@pytest.mark.parametrize("style", ["plain", "markdown", "bibtex", "csl-json", "ris"])
def test_a_record_is_cited_in_its_dataset_with_version_hash_day_and_licence(
    real: tuple[Reference, ...], catalogue: Catalogue, style: str
) -> None:
    text = written(real[:1], style).replace("\\", "")
    data = catalogue.dataset
    day = json.dumps([[int(part) for part in data.as_of.split("-")]]).replace(" ", "")
    assert all(part in text for part in (FIGURE, data.version, data.hash, data.licence))
    assert any(
        form in text
        for form in (
            f"Accessed {data.as_of}",
            f"urldate = {{{data.as_of}}}",
            f'"accessed":{{"date-parts":{day}}}',
            f"Y2  - {data.as_of.replace('-', '/')}",
        )
    )


@pytest.mark.parametrize("style", [*STYLES])
def test_a_figure_is_never_cited_bare_and_a_status_never_without_its_day(
    real: tuple[Reference, ...], style: str
) -> None:
    figure, project = written(real[:1], style), written(real[1:2], style)
    assert "over 1,000.21 billion CNY, 2025, city" in figure and "caution" in figure
    assert "operating (1 of 3 phases; 1 of 2 by another document), as of 2025-07-20" in project


@pytest.mark.parametrize("style", ["plain", "markdown", "bibtex", "csl-json", "ris"])
def test_the_documents_stand_with_locator_evidence_and_what_is_restated_with_its_confidence(
    real: tuple[Reference, ...], style: str
) -> None:
    text = written(real[1:2], style)
    assert "PPES phase III battery project breaks ground" in text and "second paragraph" in text
    assert "restated fact F088, high confidence" in text
    assert "evidence: press; read as facts restated from it" in text


@pytest.mark.parametrize("style", ["plain", "markdown", "bibtex", "csl-json", "ris"])
def test_a_document_without_a_date_says_so_and_what_its_date_must_fall_in(
    real: tuple[Reference, ...], style: str
) -> None:
    text = written(real[2:], style)
    assert "n.d." in text and "inferred 2026-02" in text
    assert not re.search(r"(year|date) = \{2026-02|PY  - 2026|\"issued\":\{\"date-parts\"", text)


def test_every_record_and_document_is_one_entry_of_bibtex(real: tuple[Reference, ...]) -> None:
    read = bibtex(written(real, "bibtex"))
    passages = {found.document.id for reference in real for found in reference.passages}
    assert set(read.entries) == {FIGURE, PROJECT, UNDATED} | passages
    assert read.entries[UNDATED].fields["year"] == "n.d."
    assert read.entries["china-daily-ppes-2022"].fields["date"] == "2022-06-02"


def test_hostile_texts_are_texts_in_bibtex(evil: tuple[Reference, ...]) -> None:
    text = written(evil, "bibtex")
    read = bibtex(text)
    assert len(read.entries) == 2 * len(TEXTS) and "evil" not in read.entries
    assert all(re.fullmatch(r"@misc\{[\w-]+,|  [a-z]+ = \{.*\},|\}|", line) for line in text.splitlines())
    for entry in read.entries.values():
        for name, value in entry.fields.items():
            # Nothing is left that LaTeX would run: no command but the spellings of signs, no sign without a backslash.
            rest = re.sub(
                r"\\(text(backslash|brace(left|right)|ascii(tilde|circum)|less|greater|bar)\{\}|[#$%&_])", "", value
            )
            assert name == "url" or not re.search(r"[\\$#%&_^~]", rest), (name, value)
            assert re.sub(r"[^{}]", "", rest) in ("", "{}"), (name, value)
    assert all(not re.search(r"[\s{}\\]", entry.fields.get("url", "")) for entry in read.entries.values())


def test_what_bibtex_holds_is_what_the_record_says(evil: tuple[Reference, ...]) -> None:
    read = bibtex(written(evil, "bibtex"))
    number = TEXTS.index("100 % of $5 & #1_a^b~c")
    title = read.entries[f"record-{number}"].fields["title"]
    assert title.startswith(r"{100 \% of \$5 \& \#1\_a\textasciicircum{}b\textasciitilde{}c")


def test_hostile_texts_are_texts_in_ris(evil: tuple[Reference, ...]) -> None:
    text = written(evil, "ris")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in text.splitlines())
    entries = ris(text)
    assert [each["type_of_reference"] for each in entries] == ["DATA"] * len(TEXTS) + ["NEWS"] * len(TEXTS)
    titles = [each.get("title") or each.get("primary_title") or "" for each in entries[: len(TEXTS)]]
    assert titles == [flat(text) for text in TEXTS]


def test_csl_json_is_as_its_schema_wants(real: tuple[Reference, ...], evil: tuple[Reference, ...]) -> None:
    for found in (real, evil):
        items = json.loads(written(found, "csl-json"))
        jsonschema.Draft7Validator(SCHEMA).validate(items)
        assert len({each["id"] for each in items}) == len(items)
    assert [each["title"] for each in items[: len(TEXTS)]] == [flat(f"{text} [{text}]") for text in TEXTS]


def test_hostile_texts_are_texts_in_markdown(evil: tuple[Reference, ...]) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written(evil, "markdown"))
    kinds = {each.type for each in tokens} | {child.type for each in tokens for child in each.children or ()}
    assert kinds <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "inline", "text", "text_special", "softbreak",
    }  # fmt: skip
    # A list of the records, and in each a list of the one document.
    assert sum(each.type == "list_item_open" for each in tokens) == 2 * len(TEXTS)


@pytest.mark.parametrize("style", ["plain", "line"])
def test_a_line_stays_a_line_and_steers_no_terminal(evil: tuple[Reference, ...], style: str) -> None:
    text = written(evil, style)
    lines = text.splitlines()
    assert len(lines) == len(TEXTS) * (2 if style == "plain" else 1)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)


@pytest.mark.parametrize("style", [*STYLES])
def test_the_same_records_give_the_same_bytes(catalogue: Catalogue, real: tuple[Reference, ...], style: str) -> None:
    assert written(catalogue.cited(FIGURE, PROJECT, UNDATED, FIGURE), style) == written(real, style)


def test_every_record_of_the_catalogue_can_be_cited(catalogue: Catalogue) -> None:
    ids = [item["id"] for kind in ("figure", "source", "discrepancy", "gap") for item in catalogue.cards.of_kind(kind)]
    found = catalogue.cited(*ids[::7])
    assert len(bibtex(written(found, "bibtex")).entries) >= len(found)
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(written(found, "csl-json")))
    assert len(written(found, "line").splitlines()) == len(found)


def test_a_figure_in_one_line_has_value_qualifier_unit_period_scope_and_source(real: tuple[Reference, ...]) -> None:
    assert written(real[:1], "line") == (
        "Gross domestic product of Dalian, 2025: over 1,000.21 billion CNY, 2025, city "
        "(dalian-article, paragraph 2; caution)\n"
    )


def test_a_figure_in_one_line_says_its_doubts(catalogue: Catalogue) -> None:
    released, expected, old = (
        written(catalogue.cited(name), "line")
        for name in ("gdp-dalian-2024", "gdp-changchun-2025", "container-throughput-tianjin-port-2020")
    )
    assert "restated, high confidence" in released and "contradicted" in released
    assert "expected over 800 billion CNY, 2025 (inferred)" in expected
    assert "years old" in old
