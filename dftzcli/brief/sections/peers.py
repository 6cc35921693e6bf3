"""The comparison with the peers asked for: figures of the same thing and time, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.document import Block, Chart, Remark, Section, Statement, Table, TableCell
from dftzcli.brief.sections.case import bar
from dftzcli.errors import UsageError

if TYPE_CHECKING:
    from dftzcli.analysis.comparing.matrix import Cell, Line
    from dftzcli.brief.material import Material

_HOME: Final = "dalian"
_HOME_PORT: Final = "dalian-port"
_MOST_PEERS: Final = 4
_LINES: Final = 8


def section(material: Material) -> Section | None:
    """Return the comparison, or None where no peers were asked for; UsageError for too many."""
    peers = tuple(peer for peer in material.peers if peer != _HOME)
    if not peers:
        return None
    if len(peers) > _MOST_PEERS:
        raise UsageError(f"{len(peers)} peers are too many for a page", fix=f"name at most {_MOST_PEERS}")
    names = [_HOME, *peers]
    lines = _lines(material, names)
    if len(ports := _ports(material, names)) == len(names):
        lines += _lines(material, ports)
    lines = [line for line in lines if line.cells[0].observation and any(cell.observation for cell in line.cells[1:])]
    title = f"Beside {', '.join(material.name(peer) for peer in peers)}"
    if not lines:
        told = "The catalogue has no figure of the same thing for Dalian and any of these places."
        return Section(title, (Remark(told),))
    headers = ("", *(material.name(name) for name in names))
    rest = 74 // len(names)
    rows = tuple((line.label, *(_cell(material, cell) for cell in line.cells)) for line in lines[:_LINES])
    return Section(title, (Table(headers, (26, *(rest for _ in names)), rows), *_chart(material, lines, headers[1:])))


def _lines(material: Material, names: Sequence[str]) -> list[Line]:
    """Return a line for each indicator that the home place and a peer have figures of."""
    figures = [card for card in material.catalogue.cards.of_kind("figure") if card["subject"] is None]
    measured = {name: {card["indicator"] for card in figures if card["place"] == name} for name in names}
    others = set[str]().union(*(measured[name] for name in names[1:]))
    both = measured[names[0]] & others
    indicators = [each for each in dict.fromkeys(card["indicator"] for card in figures) if each in both]
    found = material.catalogue.compare(*names, indicator=indicators) if indicators else None
    return list(getattr(found, "lines", ()))


def _ports(material: Material, names: Sequence[str]) -> list[str]:
    """Return the port of each place that has one on record."""
    ports = {card["parent"]: card["id"] for card in material.catalogue.cards.of_kind("place") if card["type"] == "port"}
    return [_HOME_PORT, *(ports[name] for name in names[1:] if name in ports)]


def _cell(material: Material, cell: Cell) -> TableCell:
    if cell.observation is None:
        return saying.without_ids(cell.missing, material)
    item = dict(cell.observation.item)
    unlike = f" — {saying.without_ids(cell.unlike, material)}" if cell.unlike else ""
    rank = f"; rank {_span(cell.rank)}" if cell.rank else ""
    return Statement(f"{saying.value_of(item, material)}, {item['period']}{rank}{unlike}", saying.cited(item, most=1))


def _span(rank: tuple[int, int]) -> str:
    return str(rank[0]) if rank[0] == rank[1] else f"{rank[0]} to {rank[1]}"


def _chart(material: Material, lines: Iterable[Line], names: Sequence[str]) -> tuple[Block, ...]:
    """Return bars of the line with the most figures that may be compared."""
    best = max(lines, key=lambda line: sum(_drawn(cell) for cell in line.cells))
    bars = tuple(
        bar(material, name, cell.observation)
        for name, cell in zip(names, best.cells, strict=True)
        if cell.observation is not None and _drawn(cell)
    )
    return (Chart(best.label, bars),) if len(bars) > 1 else ()


def _drawn(cell: Cell) -> bool:
    return cell.observation is not None and not cell.unlike
