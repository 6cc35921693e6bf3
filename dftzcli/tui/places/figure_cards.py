"""The headline figures as cards: what is measured where, its value with all that belongs to it, and its course."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rich.text import Text

from dftzcli.analysis.series import Point
from dftzcli.catalogue import Catalogue
from dftzcli.render import wording
from dftzcli.render.charts import sparkline
from dftzcli.search.cards import Card
from dftzcli.tui.places.tile_text import span, text
from dftzcli.tui.views import RecordView
from dftzcli.tui.widgets.board_layout import Tile


def headline(catalogue: Catalogue) -> tuple[Card, ...]:
    """Return the figures that come first."""
    return tuple(card for card in catalogue.cards.of_kind("figure") if card["importance"] == "headline")


def figure_cards(catalogue: Catalogue, *, ascii_only: bool = False) -> Iterator[Tile]:
    """Yield a card for each: value, period, source, the course of its series, and what disputes it."""
    courses = _courses(catalogue, ascii_only)
    cards = headline(catalogue)
    if not cards:
        yield Tile((Text("No figure is marked as a headline one.", ".muted"),))
    for card in cards:
        lines = [
            text(_short(catalogue, card), ".name"),
            text(wording.observed(card), ".value"),
            text(f"{wording.period(card)}, {card['source']}", ".muted"),
        ]
        if card["id"] in courses:
            lines.append(text(courses[card["id"]], ".course"))
        if card["dispute"]:
            lines.append(span(wording.dispute(card["dispute"], ascii_only=ascii_only)))
        yield Tile(tuple(lines), RecordView(card["id"]), boxed=True)


def _short(catalogue: Catalogue, card: Card) -> str:
    """Name a figure by its indicator and, where that does not say it, the shortest name of its place."""
    indicator, place = catalogue.cards.name(card["indicator"]), catalogue.cards.peek(card["place"])
    name = indicator.name if indicator else card["indicator"]
    where = min((place["name"], *place["aliases"]), key=len) if place else card["place"]
    return name if where in name else f"{name}, {where}"


def _courses(catalogue: Catalogue, ascii_only: bool) -> dict[str, str]:
    """Return the course of the series of each figure that has others before it, with the time it covers."""
    found: dict[str, str] = {}
    for series in catalogue.assembled(catalogue.cards.of_kind("figure")):
        if sum(bool(point.observations) for point in series.points) > 1:
            drawn = sparkline([_height(point) for point in series.points], ascii_only=ascii_only)
            said = f"{drawn} {series.points[0].period} to {series.points[-1].period}"
            found.update((one.id, said) for point in series.points for one in point.observations)
    return found


def _height(point: Point) -> Decimal | None:
    for one in point.observations[:1]:
        return (
            one.in_base if one.value is not None else next((end for end in one.ends_in_base if end is not None), None)
        )
    return None
