"""The questions to put to the authority about what the sources leave open, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dftzcli.brief import saying
from dftzcli.brief.chinese import UNKNOWNS
from dftzcli.brief.document import Cited
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from dftzcli.brief.material import Material
    from dftzcli.brief.saying import Item

_UNKNOWNS: Final = 2
# The question to each kind of what is open about what the sources say: only a contradiction is one of them being wrong.
# How a text is to be read has none: no authority answers for a misprint or a translation of the documents here.
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
}
# Where a record has no Chinese name, which is then not made up.
_THIS: Final = "本事项"
# The rank of what concerns the partners of the subject alone.
_OF_PARTNER: Final = 5
_INNER: Final = str.maketrans("“”", "‘’")


class Question(NamedTuple):
    """What is open, who says so, and the question in English and Chinese; the lower the rank, the closer it concerns.

    `about` is the id of the disagreement or gap, or of the record that leaves something open.
    """

    about: str
    rank: int
    what: str
    cited: tuple[Cited, ...]
    english: str
    chinese: str


def rank(material: Material, cards: Iterable[Item]) -> int:
    """Return how closely the closest of some records concerns the subject, the lower the closer; see `_rank`."""
    return min((_rank(material, card) for card in cards), default=_OF_PARTNER)


def _rank(material: Material, card: Item) -> int:
    """Rank a record: named, of the industries, of what belongs to them, figures and offers, others, of partners."""
    subject = material.subject
    if subject.own_weight(card):
        return 0 if card["id"] in subject.named else 1 if subject.is_of_sector(card) else 2
    if subject.weight(card):
        # A brief on a country alone is about its partners and nothing else.
        return _OF_PARTNER if subject.sectors or subject.named else 1
    return 3 if card["kind"] in ("figure", "incentive") else 4


def disagreements(material: Material, records: Mapping[str, Item]) -> Iterator[Question]:
    """Yield what the sources say differently of the records; not what could merely be mixed up or is a misprint."""
    cards = material.catalogue.cards
    ids = dict.fromkeys(each for card in records.values() for each in card.get("discrepancies") or ())
    for card in filter(None, map(cards.peek, ids)):
        if card["is_caution"] or card["type"] not in _ASKED:
            continue
        english, chinese = _ASKED[card["type"]]
        about = [each for each in records.values() if card["id"] in (each.get("discrepancies") or ())]
        yield Question(
            card["id"],
            rank(material, about),
            f"{str(card['type']).capitalize()}: {card['name']}",
            saying.cited(card),
            english.format(plain(card["name"])),
            chinese.format(_chinese(card, about)),
        )


def lapsed(material: Material, records: Mapping[str, Item]) -> Iterator[Question]:
    """Yield the measures whose renewal no source confirms."""
    for card in records.values():
        if card.get("renewal") == "not_confirmed":
            ends = card["effective_to"]
            after, since = (f" after {ends}", f"在{ends}之后") if ends else (" today", "目前")
            yield Question(
                card["id"],
                rank(material, (card,)),
                f"{card['name']}: {saying.term(card)}",
                saying.cited(card),
                f'Does "{card["name"]}" apply{after}, and by which document?',
                f"“{_chinese(card)}”{since}是否继续执行？依据哪份文件？",
            )


def unknown(material: Material, records: Mapping[str, Item]) -> Iterator[Question]:
    """Yield what the sources do not say of a measure."""
    for card in records.values():
        missing = list(card.get("unknowns") or ())[:_UNKNOWNS]
        if missing:
            yield Question(
                card["id"],
                rank(material, (card,)),
                f"{card['name']}: terms that are not in the sources",
                saying.cited(card, most=1),
                f'On "{card["name"]}", please tell us: {"; ".join(map(_within, missing))}.',
                f"关于“{_chinese(card)}”，{in_chinese(missing)}",
            )


def gaps(material: Material, records: Mapping[str, Item]) -> Iterator[Question]:
    """Yield what the documents announce without giving it, of the records or of what they measure."""
    subject = material.subject
    for card in material.catalogue.cards.of_kind("gap"):
        about = {card["indicator"], *card["records"]} - {None}
        shown = [records[each] for each in sorted(about) if each in records]
        if shown or about & (subject.family | subject.partners):
            yield Question(
                card["id"],
                1 if about & subject.family else rank(material, shown),
                f"Gap: {card['name']}",
                saying.cited(card),
                f"Please provide, with date and scope: {_within(plain(card['name']))}.",
                f"公开资料未载明：{_chinese(card, shown)}。能否提供，并注明时间与口径？",
            )


def in_chinese(unknowns: Iterable[str]) -> str:
    """Ask in Chinese for what is not known: for what there are Chinese words for, else for the terms in general."""
    words = [UNKNOWNS[each] for each in unknowns if each in UNKNOWNS]
    if words:
        return f"公开资料未说明以下事项：{'；'.join(words)}，请予说明。"
    return "公开资料未完整载明其适用条件与办理要求，请予说明。"


def _within(text: str) -> str:
    """Write a text as it stands within a sentence: with a small letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _chinese(card: Item, about: Iterable[Item] = ()) -> str:
    """Return the Chinese name of a record, or of one that it is about, with its quotation marks as inner ones."""
    names = (each["name_zh"] for each in (card, *about) if each["name_zh"])
    return str(next(names, _THIS)).translate(_INNER)


def plain(name: str) -> str:
    """Return a name without what ends a sentence."""
    return name.rstrip(".?")
