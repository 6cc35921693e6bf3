"""Disagreements and gaps that touch what the brief shows, each with the question to put to the authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from dftzcli.brief import saying
from dftzcli.brief.document import Cited, Remark, Section, Statement, Table

if TYPE_CHECKING:
    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item

_ROWS: Final = 9
_EACH: Final = 2
_UNKNOWNS: Final = 2


_INNER: Final = str.maketrans("“”", "‘’")


class Question(NamedTuple):
    """What is open, who says so, and the question in English and Chinese."""

    what: str
    cited: tuple[Cited, ...]
    english: str
    chinese: str


def section(material: Material, shown: Iterable[Item]) -> Section | None:
    """Return the open questions on the records shown; None where none is open."""
    records = {card["id"]: card for card in shown}
    groups = [list(_disagreements(material, records)), list(_lapsed(records)), list(_unknown(records)),
              list(_gaps(material, records))]  # fmt: skip
    chosen = [each for group in groups for each in group[:_EACH]]
    chosen += [each for group in groups for each in group[_EACH:]]
    title = "Disagreements and gaps, and what to ask"
    if not chosen:
        return None
    rows = tuple(_row(each) for each in chosen[:_ROWS])
    table = Table(("What is open", "Question to the authority", "向主管部门提出的问题"), (28, 38, 34), rows)
    left = len(chosen) - _ROWS
    more = (Remark(f"{left} more are open; dftz discrepancies and dftz gaps list all."),) if left > 0 else ()
    return Section(title, (table, *more))


def _row(each: Question) -> tuple[Statement, Statement, Statement]:
    return Statement(each.what, each.cited), Statement(each.english, each.cited), Statement(each.chinese, each.cited)


def _disagreements(material: Material, records: dict[str, Item]) -> Iterator[Question]:
    """Yield what the sources say differently of the records, contradictions before mere cautions."""
    cards = material.catalogue.cards
    ids = dict.fromkeys(each for card in records.values() for each in card.get("discrepancies") or ())
    found = [card for identity in ids if (card := cards.peek(identity)) is not None]
    for card in sorted(found, key=lambda card: (card["is_caution"], card["found_by"] == "program")):
        kind = "Caution" if card["is_caution"] else str(card["type"]).capitalize()
        yield Question(
            f"{kind}: {card['name']}",
            saying.cited(card),
            f"The sources differ: {_plain(card['name'])}. Which holds, at what time and of what scope?",
            f"各来源表述不一：{_chinese(card)}。应以哪一项为准？请注明时间与口径。",
        )


def _lapsed(records: dict[str, Item]) -> Iterator[Question]:
    for card in records.values():
        if card.get("renewal") == "not_confirmed":
            ends = card["effective_to"]
            after, since = (f" after {ends}", f"在{ends}之后") if ends else (" today", "目前")
            yield Question(
                f"{card['name']}: {saying.term(card)}",
                saying.cited(card),
                f'Does "{card["name"]}" apply{after}, and by which document?',
                f"“{_chinese(card)}”{since}是否继续执行？依据哪份文件？",
            )


def _unknown(records: dict[str, Item]) -> Iterator[Question]:
    for card in records.values():
        missing = list(card.get("unknowns") or ())
        if missing:
            told = "; ".join(missing[:_UNKNOWNS])
            yield Question(
                f"{card['name']}: not in the sources: {told}",
                saying.cited(card, most=1),
                f'Of "{card["name"]}", please state: {told}.',
                f"关于“{_chinese(card)}”，公开资料未说明若干条件（见英文一栏），请予说明。",
            )


def _gaps(material: Material, records: dict[str, Item]) -> Iterator[Question]:
    """Yield what the documents announce without giving it, of the records or of what they measure."""
    for card in material.catalogue.cards.of_kind("gap"):
        about = {card["indicator"], *card["records"]} - {None}
        if about & (records.keys() | material.subject.family | material.subject.partners):
            yield Question(
                f"Gap: {card['name']}",
                saying.cited(card),
                f"The documents do not give: {_plain(card['name'])}. Can you, with date and scope?",
                f"公开资料未载明：{_chinese(card)}。能否提供，并注明时间与口径？",
            )


def _chinese(card: Item) -> str:
    """Return the Chinese name of a record, with quotation marks that may stand within others."""
    return str(card["name_zh"] or card["name"]).translate(_INNER)


def _plain(name: str) -> str:
    return name.rstrip(".?")
