"""Records side by side: a row a field, and beneath the table the long lists, by who shares their entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from dftzcli.analysis.comparing.field_rows import FieldRow
from dftzcli.analysis.comparing.records import RecordComparison
from dftzcli.render import wording
from dftzcli.render.page import Block, Grid, Heading, Line, Page, Pairs, Paragraph, Points, Span
from dftzcli.render.text import width

Only = Literal["different", "same"] | None
# A sign beside each field, so that nothing is told by colour alone; the second is its ASCII form.
_SIGNS: Final = {"same": ("=", "="), "different": ("≠", "!"), "partly": ("≈", "~"), "missing": (" ", " ")}
_MEANS: Final = {"same": "the same", "different": "different", "partly": "partly the same"}
# Cells that the text of a list may take in a column, and of one with few entries; a longer one is told beneath the
# table, entry by entry where its entries are long themselves.
_SHORT: Final = 60
_FEW: Final = 2
_SHORT_OF_FEW: Final = 150
_SHORT_ENTRY: Final = 45
# What a record has of a list beside what is common and not shown.
_NOTHING_MORE: Final = "nothing more"


def nothing(only: Only) -> str:
    """Return what is said where no row is left to show."""
    return {"different": "Nothing differs.", "same": "Nothing is the same."}.get(only or "", "Nothing is stated.")


def fields_page(comparison: RecordComparison, *, only: Only = None, ascii_only: bool = False) -> Page:
    """Return a table with a column for each record, then the long lists and what must be said beside the values."""
    rows = comparison.shown(only)
    if not rows:
        return Page((Paragraph(nothing(only)),))
    long = [row for row in rows if row.is_list and _is_long(comparison, row)]
    grid = tuple(
        (_label(row, only, ascii_only), *_cells(comparison, row, ascii_only, is_counted=row in long)) for row in rows
    )
    states = [state for state in _MEANS if state in {_state(row, only) for row in rows}]
    legend = "  ".join(f"{_SIGNS[state][ascii_only]} {_MEANS[state]}" for state in states)
    blocks: list[Block] = [
        Grid(("Field", *(column.name for column in comparison.columns)), grid),
        Paragraph(Span(legend, "dim")),
    ]
    for row in long:
        blocks += _groups(comparison, row)
    notes = [f"{row.label}: {note}" for row in rows for note in _notes(comparison, row)]
    return Page((*blocks, Heading("Notes"), Points(tuple(notes))) if notes else tuple(blocks))


def row_blocks(comparison: RecordComparison, row: FieldRow, *, ascii_only: bool = False) -> tuple[Block, ...]:
    """Return all there is to say of one row: by whom its entries are shared or what each record has, and its notes."""
    head = Paragraph((Span(row.label, "strong"), Span(f": {_MEANS.get(row.state, row.state)}")))
    if row.is_list:
        blocks = tuple(block for block in _groups(comparison, row) if not isinstance(block, Heading))
    else:
        cells = _cells(comparison, row, ascii_only)
        blocks = (Pairs(tuple((column.name, cell) for column, cell in zip(comparison.columns, cells, strict=True))),)
    return (head, *blocks, *((Points(row.notes),) if row.notes else ()))


def plain_page(comparison: RecordComparison, *, only: Only = None) -> Page:
    """Return the same as one table with every entry in its row, for tab-separated lines."""
    rows = tuple(
        (
            row.label,
            row.state,
            _joined(comparison, row, row.common) if row.is_list else "",
            *_cells(comparison, row, True, is_whole=False),
            "; ".join(_notes(comparison, row)),
        )
        for row in comparison.shown(only)
    )
    return Page((Grid(("Field", "State", "All", *(column.name for column in comparison.columns), "Notes"), rows),))


def _label(row: FieldRow, only: Only, ascii_only: bool) -> Line:
    state = _state(row, only)
    sign = Span(_SIGNS[state][ascii_only], "warning" if state == "different" else "plain")
    return (sign, Span(" "), Span(row.label, "strong"))


def _state(row: FieldRow, only: Only) -> str:
    """Return the state of what is shown of a row: of one that is partly the same, half may have been left out."""
    return only if only is not None and row.state == "partly" else row.state


def _is_long(comparison: RecordComparison, row: FieldRow) -> bool:
    lists = [(*row.common, *entries) for entries in row.own]
    sizes = [(len(entries), width(_joined(comparison, row, entries))) for entries in lists]
    return any(size > (_SHORT if count > _FEW else _SHORT_OF_FEW) for count, size in sizes)


def _cells(
    comparison: RecordComparison, row: FieldRow, ascii_only: bool, *, is_counted: bool = False, is_whole: bool = True
) -> Iterator[Line]:
    """Yield a cell for each record; of a list whole, or only what not all share, or only how many entries it has."""
    for place, column in enumerate(comparison.columns):
        own = row.own[place]
        absent = _absent(row, column.id)
        if absent:
            yield Span(absent, "dim")
        elif not row.is_list:
            yield _value(comparison, row, place, ascii_only)
        elif is_counted:
            counts = ((len(row.common), "common"), (len(own), "more" if row.common else "listed below"))
            yield ", ".join(f"{count} {word}" for count, word in counts if count) or Span(_NOTHING_MORE, "dim")
        else:
            shown = (*row.common, *own) if is_whole else own
            yield _joined(comparison, row, shown) or (Span(_NOTHING_MORE, "dim") if is_whole else "")


def _value(comparison: RecordComparison, row: FieldRow, place: int, ascii_only: bool) -> Line:
    value = str(row.values[place])
    if row.key == "status":
        return (wording.status(value, ascii_only=ascii_only), Span(_of_phases(comparison, value, place)))
    if row.key == "dispute":
        return wording.dispute(value, ascii_only=ascii_only)
    written = _joined(comparison, row, row.own[place] or row.common)
    return wording.words(written) if row.type == "word" else written


def _of_phases(comparison: RecordComparison, status: str, place: int) -> str:
    phases = next((row.values[place] for row in comparison.rows if row.key == "phases"), None)
    return wording.of_phases(status, phases or ())


def _joined(comparison: RecordComparison, row: FieldRow, entries: Sequence[str]) -> str:
    return "; ".join(comparison.write(row, entry) for entry in entries)


def _absent(row: FieldRow, identity: str) -> str:
    """Return what stands for a value that is not there: the sources' silence, in the words of the row's own note."""
    return next((note.partition(": ")[2] for note in row.notes if note in _silences(row, identity)), "")


def _silences(row: FieldRow, identity: str) -> tuple[str, ...]:
    return tuple(f"{identity}: {words}" for words in ("not stated", "none recorded", "no dispute on record"))


def _notes(comparison: RecordComparison, row: FieldRow) -> list[str]:
    """Return the notes of a row but for those that its cells say already."""
    said = {note for column in comparison.columns for note in _silences(row, column.id)}
    return [note for note in row.notes if note not in said]


def _groups(comparison: RecordComparison, row: FieldRow) -> Iterator[Block]:
    """Yield a long list: what all have, what some share, and what each has alone."""
    names = [column.name for column in comparison.columns]
    yield Heading(row.label)
    if row.common:
        yield from _group(comparison, row, "Common to all", row.common)
    shared: dict[tuple[int, ...], list[str]] = {}
    for entry, places in row.shared:
        shared.setdefault(places, []).append(entry)
    for places in sorted(shared, key=lambda places: (-len(places), places)):
        order = [entry for entry in row.own[places[0]] if entry in shared[places]]
        heads = [names[place] for place in places]
        yield from _group(comparison, row, f"{', '.join(heads[:-1])} and {heads[-1]}", order)
    several = {entry for entry, _ in row.shared}
    for name, entries in zip(names, row.own, strict=True):
        alone = [entry for entry in entries if entry not in several]
        if alone:
            yield from _group(comparison, row, f"Only {name}", alone)


def _group(comparison: RecordComparison, row: FieldRow, head: str, entries: Sequence[str]) -> Iterator[Block]:
    written = tuple(comparison.write(row, entry) for entry in entries)
    title = Span(f"{head} ({len(entries)})", "strong")
    if max(map(width, written)) <= _SHORT_ENTRY:
        yield Paragraph((title, Span(f": {'; '.join(written)}")))
        return
    yield Paragraph(title)
    yield Points(written)
