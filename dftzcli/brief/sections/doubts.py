"""Disagreements and gaps that touch what the brief shows, each with the question to put to the authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.chinese import UNKNOWNS
from dftzcli.brief.document import Cited, Remark, Section, Statement, Table
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item

_ROWS: Final = 8
_EACH: Final = 2
_UNKNOWNS: Final = 2


# The question to each kind of what is open about what the sources say: only a contradiction is one of them being wrong.
_ASKED: Final = {
    "contradiction": (
        "The sources contradict each other: {}. Which holds, at what date and for what scope?",
        "各来源表述相互矛盾：{}。应以哪一项为准？请注明时间与口径。",
    ),
    "definition": (
        "Easily confused or counted differently: {}. What is each, at what date and of what scope?",
        "以下事项易混淆或口径不一：{}。请说明各自的定义、时间与口径。",
    ),
    "arithmetic": (
        "The numbers in the sources do not add up: {}. What are the right ones, at what date and for what scope?",
        "来源中的数据不能相互吻合：{}。准确数据是多少？请注明时间与口径。",
    ),
    "reading": (
        "The wording leaves this open: {}. What is meant, and at what date?",
        "来源的表述不够明确：{}。请说明其确切含义与所指时间。",
    ),
}
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
        english, chinese = _ASKED[card["type"]]
        kind = "Caution" if card["is_caution"] else str(card["type"]).capitalize()
        yield Question(
            f"{kind}: {card['name']}",
            saying.cited(card),
            english.format(_plain(card["name"])),
            chinese.format(_chinese(card)),
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
                f'On "{card["name"]}", please tell us: {"; ".join(map(_within, missing[:_UNKNOWNS]))}.',
                f"关于“{_chinese(card)}”，公开资料未说明{_in_chinese(missing[:_UNKNOWNS])}，请予说明。",
            )


def _gaps(material: Material, records: dict[str, Item]) -> Iterator[Question]:
    """Yield what the documents announce without giving it, of the records or of what they measure."""
    for card in material.catalogue.cards.of_kind("gap"):
        about = {card["indicator"], *card["records"]} - {None}
        if about & (records.keys() | material.subject.family | material.subject.partners):
            yield Question(
                f"Gap: {card['name']}",
                saying.cited(card),
                f"Please provide, with date and scope: {_within(_plain(card['name']))}.",
                f"公开资料未载明：{_chinese(card)}。能否提供，并注明时间与口径？",
            )


def _in_chinese(unknowns: list[str]) -> str:
    """Say in Chinese what is not known, or point at the English of it where there are no Chinese words for one."""
    words = [UNKNOWNS.get(each) for each in unknowns]
    return "若干条件（见英文一栏）" if None in words else "以下事项：" + "；".join(filter(None, words))


def _within(text: str) -> str:
    """Write a text as it stands within a sentence: with a small letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _chinese(card: Item) -> str:
    """Return the Chinese name of a record, with quotation marks that may stand within others."""
    return str(card["name_zh"] or card["name"]).translate(_INNER)


def _plain(name: str) -> str:
    return name.rstrip(".?")
