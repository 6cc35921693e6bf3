"""The briefs of the worked profiles, assembled once, and a brief made of hostile texts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from dftzcli.brief import Asked, Document, brief_of
from dftzcli.brief.document import (
    CATALOGUE,
    Bar,
    Chart,
    Cited,
    Note,
    Points,
    Remark,
    Section,
    Source,
    Statement,
    Table,
)
from dftzcli.catalogue import Catalogue
from dftzcli.profiles import given_in

from ..render.hostile import TEXTS

PROFILES = sorted((Path(__file__).parents[2] / "data" / "profiles").glob("*.toml"))
PEERS = ("qingdao", "tianjin")

# What is no address that a brief may link: other schemes, names and passwords, what would end a link or hide in it.
ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd",
    "vbscript:x", "//example.org/x", "/x", "#n1", "ftp://example.org/x", "mailto:a@example.org",
    "https://example.org\n.evil.org/", " https://example.org/", "https://example.org/ x", "https://me:word@example.org/",
    'https://example.org/"onmouseover="alert(1)', "https://example.org/><script>alert(1)</script>",
    "https://example.org/\x1b[31m", "https://example.org/\u202egnp.exe", "https://example.org\\@evil.org/",
    "https://ex\u0430mple.org/", "https://example.org/`x`", "https://example.org/|x|", "https:///x", "https://",
    "https://example.org/" + "x" * 4000,
)  # fmt: skip
# What is one, with each sign that is allowed.
SAFE = (
    "https://example.org/a?b=c&d='e'&copy=1;f",
    "http://example.org:8080/~a/(b)_*c*,d+e!@$%20#g-h_i",
    "https://example.org/unbalanced((x",
)

Briefs = Mapping[str, Document]


@pytest.fixture(scope="session")
def briefs(catalogue: Catalogue) -> Briefs:
    """Return the brief of each worked profile, by the name of its file."""
    return {path.stem: brief_of(catalogue, asked(path)) for path in PROFILES}


def asked(path: Path) -> Asked:
    """Return the question for a worked profile, with two peers."""
    return Asked(profile=given_in(path), file=str(path), peers=PEERS, command=f"dftz brief --profile {path.name}")


@pytest.fixture(scope="session")
def hostile() -> Document:
    """Return a brief in which every text that can come from data is one that would break a trusting writer."""
    cited = [Cited(f"source-{number}", text) for number, text in enumerate(TEXTS)]
    said = [Statement(text, (each,), text) for text, each in zip(TEXTS, cited, strict=True)]
    bars = tuple(
        Bar(text, Decimal(number), Decimal(number), Decimal(number), False, statement)
        for number, (text, statement) in enumerate(zip(TEXTS, said, strict=True))
    )
    sections = tuple(
        Section(text, (Points((statement,)), Table((text, "b"), (1, 1), ((text, statement),)), Remark(text)))
        for text, statement in zip(TEXTS, said, strict=True)
    )
    chart = Section("Charts", (Chart(TEXTS[0], bars), *(Chart(text, bars[:1]) for text in TEXTS)))
    sources = tuple(
        Source(each.source, text, (Note(number + 1, text, text),), text)
        for number, (text, each) in enumerate(zip(TEXTS, cited, strict=True))
    )
    more = enumerate((*ADDRESSES, *SAFE), len(TEXTS) + 1)
    sources += tuple(Source(f"more-{number}", "More", (Note(number, "x"),), address) for number, address in more)
    numbers = {each: number + 1 for number, each in enumerate(cited)}
    about = tuple((text, text) for text in TEXTS)
    return Document(TEXTS[0], TEXTS[6], (*sections, chart), sources, numbers, about)


def is_of_catalogue(statement: Statement) -> bool:
    """Tell whether a statement rests on counting alone."""
    return all(each.source == CATALOGUE for each in statement.cited)
