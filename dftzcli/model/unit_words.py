"""What readers type for a unit: names, signs and magnitudes, in English and Chinese.

A text is squeezed (case, width, spaces and marks folded away) and taken apart into a magnitude and the name of a base,
in either order: `US$ bn`, `bn US$`, `亿美元`, `RMB 100 million yuan`. What can be read in two ways is no unit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from dftzcli.model.units import BASES, WITHOUT_MAGNITUDE, unit

Meaning = tuple[int, str | None]


def meanings(text: str) -> frozenset[Meaning]:
    """Return what a text can mean as power of ten and base, None where it names none; nothing when it is no unit.

    The magnitude stands before the name of the base, behind it, or between two names of it.
    """
    typed, aliases = squeezed(text), _aliases()
    found: set[Meaning] = {(0, aliases[typed])} if typed in aliases else set()
    for start in range(len(typed)):
        for end in range(start + 1, len(typed) + 1):
            exponent = _exponent(typed[start:end])
            bases = {aliases.get(part) for part in (typed[:start], typed[end:]) if part}
            if exponent is not None and len(bases) <= 1 and (not bases or None not in bases):
                found.add((exponent, next(iter(bases), None)))
    return frozenset(found)


def nearest(text: str) -> tuple[Meaning, ...]:
    """Return up to three units whose spelling a text comes closest to."""
    import difflib

    spelled: dict[str, Meaning] = {}
    for alias, base in (*_aliases().items(), ("", None)):
        if base in OTHER_CURRENCIES:
            continue
        has_magnitudes = base is None or unit(base).dimension not in WITHOUT_MAGNITUDE
        for word, exponent in _MAGNITUDES.items() if has_magnitudes else [("", 0)]:
            spelled |= dict.fromkeys((alias + word, word + alias), (exponent, base))
    del spelled[""]
    close = difflib.get_close_matches(squeezed(text), spelled, n=9, cutoff=0.7)
    return tuple(dict.fromkeys(spelled[each] for each in close))[:3]


def squeezed(text: str) -> str:
    """Fold case, width and Chinese variants, and leave out what only separates.

    >>> squeezed("US$ (bn)"), squeezed("１０，０００ TEU")
    ('us$bn', '10,000teu')
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLIFIED)
    return _SEPARATING.sub("", folded)


def _exponent(text: str) -> int | None:
    """Return the power of ten of a magnitude, `10,000`, `bn`, `10k` or `千万`; None when it is none we write."""
    match = re.fullmatch(r"(1(?:0{0,2}(?:,000)+|0*)|ten|hundred|[十百千])?(.*)", text)
    if match is None or match[2] not in _MAGNITUDES:
        return None
    lead = match[1] or ""
    exponent = _LEADS.get(lead, lead.count("0")) + _MAGNITUDES[match[2]]
    return exponent if exponent <= _HIGHEST else None


@cache
def _aliases() -> dict[str, str]:
    """Return the squeezed names of every base, and of the currencies that no figure is in, with what they name."""
    found: dict[str, str] = {}
    for base in BASES:
        name = squeezed(base)
        found[name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("s")] = base
        found[name] = base
    for base, names in (*_NAMES.items(), *OTHER_CURRENCIES.items()):
        found |= dict.fromkeys((squeezed(base), *names.split()), base)
    return found


# Typed names of the bases, squeezed; the code itself and its singular need no entry.
_NAMES: Final[dict[str, str]] = {
    "CNY": "rmb yuan renminbi chineseyuan rmbyuan yuanrmb cn¥ rmb¥ ¥ 元 人民币 人民币元 元人民币",
    "USD": "us$ usd$ $ dollar dollars usdollar usdollars 美元 美金",
    "JPY": "yen 日元",
    "%": "percent pct 百分比",
    "pp": "percentagepoint percentagepoints percentpoint percentpoints 百分点 个百分点",
    "t": "ton tons tonne tonnes metricton metrictons 吨 公吨",
    "deadweight t": "dwt deadweightton deadweighttons deadweighttonne deadweighttonnes 载重吨",
    "TEU": "teus 标箱 标准箱 国际标准箱",
    "km": "kilometre kilometres kilometer kilometers 公里 千米",
    "km2": "sqkm squarekm squarekilometre squarekilometres squarekilometer squarekilometers 平方公里 平方千米",
    "sq m": "squaremetre squaremetres squaremeter squaremeters 平方米",
    "kg per day": "kg/day kg/d kgaday 公斤每日",
    "vehicles": "cars 辆",
    "h": "hr hrs hour hours 小时",
    "days": "天",
    "months": "个月",
    "years": "年",
    "persons": "people inhabitants 人 人口",
    "companies": "公司 家公司",
    "enterprises": "企业 家企业",
    "projects": "项目 个项目",
    "cases": "案例 个案例",
    "countries": "国家 个国家",
    "ports": "港口 个港口",
    "routes": "航线 条航线",
}

# They are refused by name, with what is missing for them, not as words that nobody knows.
OTHER_CURRENCIES: Final[dict[str, str]] = {
    "EUR": "euro euros € 欧元",
    "GBP": "pound pounds £ 英镑",
    "HKD": "hk$ 港元 港币",
    "KRW": "won ₩ 韩元",
    "RUB": "rouble roubles ruble rubles ₽ 卢布",
    "SGD": "sg$ 新加坡元 新元",
    "TWD": "nt$ 新台币",
}

# fmt: off
_MAGNITUDES: Final[dict[str, int]] = {
    "": 0, "k": 3, "'000": 3, "thousand": 3, "thousands": 3, "万": 4,
    "m": 6, "mm": 6, "mn": 6, "mln": 6, "million": 6, "millions": 6, "亿": 8,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9,
    "tn": 12, "trn": 12, "trillion": 12, "trillions": 12, "万亿": 12,
}
# fmt: on
_LEADS: Final[dict[str, int]] = {"ten": 1, "hundred": 2, "十": 1, "百": 2, "千": 3}
_HIGHEST: Final = 14  # 100 trillion: what is more is a slip of the keyboard

# Spaces, brackets, "of", a hyphen inside a word, and points and commas that are not inside a number.
_SEPARATING: Final = re.compile(r"\bof\b|(?<=[^\W\d])[-_](?=\w)|[\s()]|[.,](?!\d)|(?<!\d)[.,]")
_SIMPLIFIED: Final = str.maketrans("億萬幣噸標準圓個條", "亿万币吨标准元个条")
