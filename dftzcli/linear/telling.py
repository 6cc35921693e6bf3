"""What is said of a view: its title and counts, its sections, and a page of its choices or records."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from dftzcli.linear.spoken import Section, wrap
from dftzcli.linear.views import View

# As many lines as can be listened to before something has to be chosen.
PAGE: Final = 20


def pages(view: View) -> int:
    """Return how many pages the list of a view has."""
    return max(1, -(-len(view.ids) // PAGE))


def told(view: View, *, page: int, marked: Container[str], columns: int, whole: bool) -> Iterator[str]:
    """Yield the lines that say a view; `whole` reads its sections too, which somebody coming back has heard."""
    yield from wrap(_title(view, page), columns)
    for note in view.notes:
        yield from wrap(_sentence(f"Note: {note}"), columns)
    if whole:
        for number in range(len(view.sections)):
            yield from section(view, number, columns)
    yield from _numbered(view, page, marked, columns)


def section(view: View, number: int, columns: int) -> Iterator[str]:
    """Yield the lines of one section, counted from 0; a text of one section has no numbers."""
    found: Section = view.sections[number]
    yield ""
    if len(view.sections) > 1 or found.title:
        yield from wrap(_sentence(f"Section {number + 1}" + (f": {found.title}" if found.title else "")), columns)
    yield from found.lines(columns)


def _title(view: View, page: int) -> str:
    counts = [view.counted] if view.counted else []
    if view.sections and view.command:
        counts += [_counted(len(view.sections), "section"), _counted(len(view.ids), "link")]
    if pages(view) > 1:
        counts.append(f"page {page + 1} of {pages(view)}")
    return _sentence(view.title) + (f" {_sentence(', '.join(counts))}" if counts else "")


def _numbered(view: View, page: int, marked: Container[str], columns: int) -> Iterator[str]:
    if view.sections and view.ids:
        yield ""
        yield "Links."
    for number, choice in enumerate(view.choices, 1):
        yield from wrap(f"{number}. {choice.label}", columns)
    first = page * PAGE
    for number, identity in enumerate(view.ids[first : first + PAGE], first):
        mark = "; marked" if identity in marked else ""
        yield from wrap(f"{number + 1}. {view.line(number)}{mark}", columns)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
