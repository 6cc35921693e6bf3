"""The public record: every restated fact is in the catalogue or left out with a reason, and no mirror is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue

PUBLIC = Path(__file__).resolve().parents[3] / "shared" / "public"
pytestmark = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public facts are not beside the checkout")


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (PUBLIC / name).read_text(encoding="utf-8").splitlines()]


def cited(catalogue: Catalogue) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield (fact, record, confidence, source) for every citation of a restated fact."""
    for record in catalogue.records():
        for each in record.citations:
            if each.fact is not None:
                yield each.fact, record.id, each.confidence, each.source


def left_out(catalogue: Catalogue) -> dict[str, str]:
    return {each.fact: each.reason for source in catalogue.sources() for each in source.facts_not_recorded}


def test_every_fact_that_may_be_trusted_is_in_the_catalogue_or_has_a_reason(catalogue: Catalogue) -> None:
    found, reasons = {fact for fact, *_ in cited(catalogue)}, left_out(catalogue)
    for fact in read("facts.jsonl"):
        if fact["confidence"] != "low":
            assert fact["id"] in found or reasons.get(fact["id"]), fact["id"]


def test_no_fact_of_low_confidence_is_in_the_catalogue_and_each_says_why(catalogue: Catalogue) -> None:
    stated = {fact for fact, _, confidence, _ in cited(catalogue) if confidence}
    reasons = left_out(catalogue)
    for fact in read("facts.jsonl"):
        if fact["confidence"] == "low":
            assert fact["id"] not in stated
            assert reasons[fact["id"]]


def test_a_citation_is_never_trusted_more_than_its_fact(catalogue: Catalogue) -> None:
    slugs = {each.id for each in catalogue.sources()}
    facts = {fact["id"]: fact for fact in read("facts.jsonl")}
    for fact, record, confidence, source in cited(catalogue):
        # What a fact says by the way may be trusted less than what it states.
        assert confidence in (facts[fact]["confidence"], "medium"), (fact, record)
        assert source in slugs, (fact, record)


def test_figures_and_amounts_of_facts_keep_their_number(catalogue: Catalogue) -> None:
    """Each fact with a number has a record that states it: the value in base units, or the digits as stated."""
    from dftzcli.analysis.observations import observe
    from dftzcli.model.units import unit

    facts = {fact["id"]: fact for fact in read("facts.jsonl")}
    held: dict[str, set[str]] = {}
    for card in catalogue.cards.of_kind("figure"):
        seen = observe(card)
        numbers = {
            format(Decimal(number).normalize(), "f")
            for number in (seen.in_base, *seen.ends_in_base, card["change"] and card["change"]["value"])
            if number is not None
        }
        for each in card["citations"]:
            if each["fact"]:
                held.setdefault(each["fact"], set()).update(numbers)
    for card in catalogue.cards.of_kind("incentive"):
        paid = {
            format((Decimal(amount) * unit(code).multiplier).normalize(), "f")
            for part in card["benefit_amounts"]
            for amount, code in (
                (part["value"], part["unit"]), (part["value_min"], part["unit"]), (part["value_max"], part["unit"]),
                (part["cap"], part["cap_unit"] or part["unit"]),
            )
            if amount is not None
        }  # fmt: skip
        for each in card["citations"]:
            if each["fact"]:
                held.setdefault(each["fact"], set()).update(paid)
    for identity, fact in facts.items():
        value = fact.get("value")
        if fact["confidence"] == "low" or value is None:
            continue
        digits = format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        assert digits.lstrip("-") in {number.lstrip("-") for number in held[identity]}, (
            identity,
            digits,
            held[identity],
        )


def test_every_document_is_a_source_and_no_mirror_is_shown(catalogue: Catalogue) -> None:
    shown = {source.url for source in catalogue.sources() if source.url}
    documents = read("documents.jsonl")
    restated = [source for source in catalogue.sources() if source.read_extent != "whole"]
    assert len(restated) == len(documents)
    for document in documents:
        if document.get("url_is_mirror"):
            assert document["url"] not in shown, document["id"]
    for source in restated:
        assert source.read_note, source.id
        assert source.date or source.date_inferred, source.id
        assert source.file is None, source.id
