"""What closes, as items, as a page, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from dftzcli.errors import UsageError
from dftzcli.model.fields import FieldSpec
from dftzcli.model.vocabulary import RENEWAL_WORDS
from dftzcli.render import wording
from dftzcli.render.escape import visible
from dftzcli.render.page import Grid, Page
from dftzcli.render.provenance import facts, question
from dftzcli.render.result import columns_of

if TYPE_CHECKING:
    from dftzcli.analysis.closing import Closing
    from dftzcli.render.result import Result

KEYS: Final = (
    "id", "kind", "name", "name_zh", "closes", "date", "days_left", "what", "text", "status", "renewal", "zone_cover",
    "agencies", "source", "locator", "confidence", "dispute",
)  # fmt: skip
_SHOWN: Final = ("id", "closes", "days_left", "what", "text", "status", "source")


def known() -> tuple[FieldSpec, ...]:
    """Return the fields of what closes."""
    types = {"days_left": "number", "agencies": "ids", "closes": "period", "date": "period"}
    return tuple(spec._replace(type=types.get(spec.key, spec.type)) for spec in columns_of(KEYS, _SHOWN))  # type: ignore[arg-type]


def items_of(found: Iterable[Closing]) -> list[dict[str, Any]]:
    """Return what closes as items with the keys of `KEYS`."""
    own = {"closes", "date", "days_left", "what", "text", "status", "source", "locator"}
    return [{key: getattr(each, key) if key in own else each.item.get(key) for key in KEYS} for each in found]


def page_of(items: Sequence[dict[str, Any]], *, ascii_only: bool = False) -> Page:
    """Return a page of what closes, the nearest first."""
    rows = [
        (
            str(item["closes"]),
            str(item["days_left"]),
            str(item["id"]),
            f"{item['what']}: {item['text']}" if item["text"] else str(item["what"]),
            wording.status(item["status"], ascii_only=ascii_only),
            RENEWAL_WORDS.get(item["renewal"] or "", ""),
            wording.dispute(item["dispute"], ascii_only=ascii_only) if item["dispute"] else "",
            f"{item['source']}, {item['locator']}" + _sureness(item),
        )
        for item in items
    ]
    headers = ("Closes", "Days left", "Record", "What", "Status", "Renewal", "Dispute", "Source")
    return Page((Grid(headers, tuple(rows), right=frozenset((1,)), whole=frozenset((0, 2))),))


def _sureness(item: dict[str, Any]) -> str:
    return f" (restated, {item['confidence']} confidence)" if item["confidence"] else ""


def write_calendar(result: Result) -> Iterable[str]:
    """Yield a calendar (RFC 5545) with a whole-day event on each day that something closes.

    The same items give the same bytes: what is stamped is the date of the dataset. UsageError for a result that has no
    closing days.
    """
    if any("closes" not in item or "id" not in item for item in result.items):
        raise UsageError("a calendar is of what closes", fix="use -f ics with `dftz expiring`, without --fields")
    from datetime import date, datetime, time, timedelta

    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", f"-//dftz//{result.dataset.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(question(result)))
    calendar.add("x-wr-caldesc", visible("; ".join(f"{label}: {text}" for label, text in facts(result))))
    stamp = datetime.combine(date.fromisoformat(result.dataset.as_of), time(), UTC)
    for item in result.items:
        day = date.fromisoformat(item["closes"])
        event = Event()
        event.add("uid", f"{item['id']}-{item['what']}-{item['closes']}@dftz")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", visible(f"{item['what']} ends: {item['name']}"))
        event.add("description", visible(_described(item, result.dataset.line)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    yield calendar.to_ical().decode()


def _described(item: dict[str, Any], line: str) -> str:
    parts = (
        item["text"],
        f"status: {wording.words(item['status'])}",
        RENEWAL_WORDS.get(item["renewal"] or "", ""),
        f"dispute: {wording.words(item['dispute'])}" if item["dispute"] else "",
        f"source: {item['source']}, {item['locator']}{_sureness(item)}",
        f"ask: {', '.join(item['agencies'] or ())}" if item["agencies"] else "",
        line,
    )
    return "; ".join(part for part in parts if part)
