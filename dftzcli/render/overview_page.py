"""The overview as a page: what the zone is, its headline figures, what is planned, contradicted, stale or lacking."""

from __future__ import annotations

from dftzcli.catalogue import Catalogue
from dftzcli.model.fields import OLD_AFTER_YEARS, dated
from dftzcli.model.records import Discrepancy, Figure, Source
from dftzcli.model.vocabulary import STATUS_IS_FACT
from dftzcli.overview import Overview
from dftzcli.render import wording
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, Span

# How many ids a line of the page names.
_NAMED = 4
_NEXT = (
    ("dftz list projects --status operating", "what ran when its source was written"),
    ("dftz list incentives", "what a firm gets, and who may have it"),
    ("dftz match --sector batteries --home-country JP", "what one firm is eligible for"),
    ("dftz show panasonic", "a record, from a word you remember"),
    ("dftz figures --where importance=headline", "figures with unit, period and source"),
    ("dftz discrepancies", "where the sources disagree"),
    ("dftz --help", "everything else"),
)


def overview_page(catalogue: Catalogue, overview: Overview, *, ascii_only: bool = False) -> Page:
    """Return the first page an investor sees."""
    zone = overview.zone
    title = f"{zone.name} · {zone.name_zh}" if zone.name_zh and not ascii_only else zone.name
    blocks: list[Block] = [Heading(title, 1), Paragraph(zone.summary)]
    blocks += [Heading("Headline figures"), _headline(catalogue, overview, ascii_only)]
    blocks += [Heading("What is on record"), _counts(overview)]
    blocks += [Heading("Done and planned, as of each source"), _statuses(overview)]
    blocks += [Heading("Before you read an incentive"), Points(_offer(catalogue, overview))]
    blocks += [Heading("Read with care"), Points(_care(catalogue, overview, ascii_only))]
    blocks += [Heading("Sources"), Points(_sources(overview))]
    blocks += [Heading("Where next"), Pairs(tuple(_NEXT))]
    blocks.append(Paragraph(Span(catalogue.dataset.line, "dim")))
    return Page(tuple(blocks))


def _headline(catalogue: Catalogue, overview: Overview, ascii_only: bool) -> Pairs:
    """Put the value first, then what it is of, when, who says so, and what is said against it."""
    rows: list[tuple[str, Line]] = []
    for figure in overview.headline:
        item = catalogue.item(figure.id)
        scope = wording.words(item["scope"])
        where = Span(f"; {wording.period(item)}, {scope}, {figure.citations[0].source}", "dim")
        mark = wording.dispute(item["dispute"], ascii_only=ascii_only)
        rows.append(
            (
                wording.observed(item),
                (Span(_short(catalogue, figure)), where, *((Span(" "), mark) if mark.text else ())),
            )
        )
    return Pairs(tuple(rows), "strong")


def _short(catalogue: Catalogue, figure: Figure) -> str:
    """Name a figure by its indicator and, where that does not say it, the shortest name of its place."""
    indicator, place = catalogue.peek(figure.indicator), catalogue.peek(figure.place)
    name = indicator.name if indicator else figure.indicator
    where = min((place.name, *place.aliases), key=len) if place else figure.place
    return name if where in name else f"{name}, {where}"


def _counts(overview: Overview) -> Paragraph:
    return Paragraph(", ".join(f"{count} {plural}" for plural, count in overview.counts.items() if count) + ".")


def _statuses(overview: Overview) -> Grid:
    rows = []
    for plural, counts in overview.statuses.items():
        fact = sum(count for status, count in counts.items() if status in STATUS_IS_FACT)
        detail = ", ".join(f"{count} {wording.words(status)}" for status, count in counts.items())
        rows.append((plural, str(fact), str(sum(counts.values()) - fact), detail))
    return Grid(
        headers=("Kind", "Done or running", "Plan or unknown", "By status"), rows=tuple(rows), right=frozenset((1, 2))
    )


def _care(catalogue: Catalogue, overview: Overview, ascii_only: bool) -> tuple[Line, ...]:
    real = [entry for entry in overview.discrepancies if not entry.is_caution]
    lines: list[Line] = []
    for entry in [found for found in real if found.type == "contradiction"][:4]:
        lines.append((wording.dispute(entry.type, ascii_only=ascii_only), Span(f" {entry.name} ({entry.id})")))
    lines.append(
        f"{len(real)} discrepancies and {len(overview.discrepancies) - len(real)} cautions in all"
        f"{_types(real)}: dftz discrepancies"
    )
    if overview.stale:
        lines.append(
            f"{len(overview.stale)} of {overview.counts['figures']} figures are about a time that ended more than "
            f"{OLD_AFTER_YEARS} years before {catalogue.dataset.as_of}: dftz stale"
        )
    lines.append(f"{len(overview.gaps)} things the documents announce without giving them: dftz gaps")
    return tuple(lines)


def _offer(catalogue: Catalogue, overview: Overview) -> tuple[Line, ...]:
    """Say where the edge of the zone lies, what it does not have, and what nobody confirms, with the records for it."""
    offer, day = overview.offer, catalogue.as_of
    lines: list[Line] = []
    for identity in offer.edge:
        item = catalogue.item(identity)
        lines.append((Span(item["name"], "strong"), Span(f" ({identity}; {item['citations'][0]['source']})")))
    for ids, said in (
        (offer.elsewhere, "reach other places and not the zone"),
        (offer.unconfirmed, "have a renewal that no source confirms"),
        (offer.lapsed, f"are over on {day}"),
    ):
        if ids:
            more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
            lines.append(f"{len(ids)} {said}: {', '.join(ids[:_NAMED])}{more}")
    return tuple(lines) or ("No source says where the edge of the zone lies.",)


def _sources(overview: Overview) -> tuple[Line, ...]:
    """Name the documents that were read whole, and count the others by what they are worth."""
    whole = [source for source in overview.sources if source.read_extent == "whole"]
    others = [source for source in overview.sources if source.read_extent != "whole"]
    lines: list[Line] = [_source(source) for source in whole]
    if others:
        grades: dict[str, int] = {}
        for source in others:
            grades[source.evidence] = grades.get(source.evidence, 0) + 1
        detail = ", ".join(f"{count} {wording.words(grade)}" for grade, count in sorted(grades.items()))
        lines.append(
            f"{len(others)} public documents, read in part or as facts restated from them ({detail}): dftz sources"
        )
    return tuple(lines)


def _types(found: list[Discrepancy]) -> str:
    counts: dict[str, int] = {}
    for entry in found:
        counts[entry.type] = counts.get(entry.type, 0) + 1
    return f" ({', '.join(f'{count} {type}' for type, count in sorted(counts.items()))})" if counts else ""


def _source(source: Source) -> str:
    return f"{source.id}: {source.name}, {dated(source.date, source.date_inferred)}, {wording.words(source.evidence)}"
