"""Chinese names of measures: the other words that official texts have for them, and what narrows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dftzcli.checking.sentences import folded
from dftzcli.checking.words import CHINESE

if TYPE_CHECKING:
    from dftzcli.checking.aiming import Aim

# Words of one meaning; what is longer stands before what it contains, which is then not looked for.
_SAME: Final = tuple(
    tuple(line.split())
    for line in """
地区生产总值 国内生产总值 生产总值 GDP
实际使用外资 实际利用外资 实际使用外商直接投资 实际利用外商直接投资 实际使用外商投资 实际利用外商投资
进出口总额 进出口总值 进出口额 外贸总额 对外贸易总额
出口总额 出口总值 出口额
进口总额 进口总值 进口额
研发经费投入 研发投入 研究与试验发展经费投入 研究与试验发展(R&D)经费投入 R&D经费投入 R&D投入 研发经费 R&D经费 研发支出
投入强度 投入占GDP 投入占地区生产总值 投入占国内生产总值 投入占生产总值 投入与GDP之比 投入与地区生产总值之比
规模以上工业 规上工业
第一产业 一产
第二产业 二产
第三产业 三产
外商投资企业 外资企业
人口比重 人口占比 人口占总人口的比重 人口占常住人口的比重
""".strip().splitlines()
)
# What the name of a measure has and a text need not: "number of", "growth of", "of a company".
_ENDINGS: Final = re.compile("(?:同比增长率|变化率|增速|增幅|数量|[数额])$")
_BEGINNINGS: Final = re.compile("^(?:全社会(?=研发投入强度)|企业(?=净利润|营业收入|纳税))")
_SHORTEST: Final = 3
# Characters that may stand before the name of a measure and leave it what it is.
_LEADING: Final = frozenset("有年月市区省县的之全度内港总计达末底半国域片关，。、：；（）")
# Words likewise: what was done, and of which trade or budget it is.
_LED: Final = re.compile("(?:实现|完成|达到|创造|共计|合计|全社会|货物|外贸|对外贸易|地方)$")
# A part of something else: expenditure on research as a share of the budget.
_SHARE: Final = re.compile("占(?!GDP|(?:地区|国内)?生产总值)")


def forms(name: str) -> tuple[str, ...]:
    """Return the forms in which a text may have a Chinese name of a measure, its own first; none for another script.

    >>> forms("人均地区生产总值")
    ('人均地区生产总值', '人均国内生产总值', '人均生产总值', '人均GDP')
    """
    if not CHINESE.search(name):
        return ()
    found = [folded(name)]
    for pattern in (_ENDINGS, _BEGINNINGS):
        found += [short for each in found if len(short := pattern.sub("", each)) >= _SHORTEST and short != each]
    for same in _SAME:
        for each in (*found,):
            known = next((word for word in same if word in each), None)
            found += [each.replace(known, other) for other in same if known and other != known]
    return tuple(dict.fromkeys(found))


def narrowing_in_chinese(aimed: Aim, grip: frozenset[str], own: Sequence[str]) -> str:
    """Return the Chinese character beside the name of a measure that may make it another one; nothing without any.

    The names of the records `own`, which the figure is of, narrow nothing.
    """
    held = [int(each[1:]) for each in grip if each.startswith("@")]
    if held and _SHARE.match(aimed.text, max(held) + 1):
        return "占"
    at = min(held, default=0)
    before = aimed.text[at - 1 : at] if at else ""
    if not CHINESE.match(before) or before in _LEADING or _LED.search(aimed.text[:at]):
        return ""
    is_own = any(each.end == at and not set(own).isdisjoint(each.ids) for each in aimed.mentions)
    return "" if is_own else before
