"""Sentences of memos with what a careful reader would say of them, their numbers taken from the records.

A number stands as `«id»`: that of a figure as it is recorded, without its sign; `«id*1.3»` is another number, `«id~2»`
the number rounded to so many digits, `«id!»` its lower bound, `«id#change»` the change printed beside it. The first of a sentence is the one that is judged. What is right is verified, or
disputed where a source disagrees; what is rounded likewise. Of a status the sentence says what the record is assumed
to be, and the test says so when it no longer is.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, Literal, NamedTuple

from dftzcli.catalogue import Catalogue

Judgement = Literal["right", "rounded", "wrong", "absent"]


class Judged(NamedTuple):
    """A sentence, where in it the judged number stands, and the verdicts that a careful reader could give."""

    text: str
    at: int
    judgement: Judgement
    verdicts: frozenset[str]


RIGHT: Final = (
    "In 2025 Dalian attracted «new-foreign-invested-enterprises-dalian-2025» new foreign-invested enterprises.",
    "Tianjin Port's container throughput stood at «container-throughput-tianjin-port-2023» million TEU in 2023.",
    "Qingdao Port handled «container-throughput-qingdao-port-2020» million TEU of containers in 2020.",
    "Cargo throughput at Qingdao Port came to «cargo-throughput-qingdao-port-2024» million tonnes in 2024.",
    "The urban share of Dalian's residents was «urbanisation-rate-dalian-2023» per cent in 2023.",
    "Dalian's exports amounted to «exports-dalian-2024» billion yuan in 2024.",
    "Dalian's exports totalled RMB «exports-dalian-2025-jan-jul» billion from January to July 2025.",
    "Value added in Dalian's secondary sector was «secondary-sector-output-dalian-2024» billion yuan in 2024.",
    "The primary sector of Dalian had a value added of «primary-sector-output-dalian-2025» billion yuan in 2025.",
    "Foreign capital used in Liaoning in 2018 was «utilised-fdi-liaoning-2018» billion US dollars.",
    "Utilised FDI in Tianjin reached US$«utilised-fdi-tianjin-2024» billion in 2024.",
    "Fixed-asset investment in the Liaoning Pilot FTZ was «fixed-asset-investment-liaoning-ftz-2022» billion yuan in 2022.",
    "Imports of the Dalian customs district were «customs-imports-2022-jan-feb» × 10,000 USD in January and February 2022.",
    "Total imports and exports of the Dalian customs district: «customs-trade-total-2022» (10,000 USD), 2022.",
    "In the first seven months of 2025, «trading-companies-dalian-2025-jan-jul» companies in Dalian imported or exported.",
    "Jinpu New Area had «trading-companies-jinpu-new-area-2024» companies that import or export in 2024.",
    "Dalian's trade with South Korea was «trade-with-south-korea-dalian-2025-01-07» billion yuan in January to July 2025.",
    "Research and development took «rd-intensity-dalian-2024»% of Dalian's gross domestic product in 2024.",
    "China-Europe trains run by Liaoning numbered «china-europe-trains-liaoning-2024» trains in 2024.",
    "Dalian Heavy Industry's revenue was «revenue-dalian-heavy-industry-2022» billion yuan in 2022.",
    "The Panasonic battery plant's third phase aside, investment in the PPES plant for battery-electric vehicle cells is "
    "«project-investment-ppes-bev-plant» billion yuan (2025).",
    "大连市2024年出口总额为«exports-dalian-2024*10»亿元。",
    "天津港2024年集装箱吞吐量为«container-throughput-tianjin-port-2024*100»万标箱。",
    "2024年金普新区有日资企业«japanese-companies-jinpu-2024»家。",
    "The city of Dalian has «islands-dalian-undated» islands.",
    "Imports and exports of Dalian rose «imports-exports-dalian-2025-jan-jul#change»% in January to July 2025.",
    "Container throughput at Tianjin Port grew by «container-throughput-tianjin-port-2023#change»% in 2023.",
    "Foreign capital used in Shenyang fell by «fdi-growth-shenyang-2016»% in 2016.",
)
ROUNDED: Final = (
    "Dalian's exports were about «exports-dalian-2024~2» billion yuan in 2024.",
    "Dalian's exports were «exports-dalian-2024~3» billion yuan in 2024.",
    "Tianjin Port's container throughput was more than «container-throughput-tianjin-port-2024~2» million TEU in 2024.",
    "Ningbo-Zhoushan Port's container throughput was nearly «container-throughput-ningbo-zhoushan-port-2024~1» million TEU in 2024.",
    "Exports of the Dalian customs district were «customs-exports-2024-jan-feb~3» × 10,000 USD in January-February 2024.",
    "The tertiary sector of Dalian had a value added of some «tertiary-sector-output-dalian-2025~2» billion yuan in 2025.",
    "In 2025 Dalian's GDP per head was «gdp-per-capita-dalian-2025» yuan.",
    "Dalian's GDP was about «gdp-dalian-2025~2» billion yuan in 2025.",
    "In 2022 total imports and exports of the Dalian customs district were USD 144 billion, or «customs-trade-total-2022~3» × 10,000 USD.",
)
WRONG: Final = (
    "Dalian's exports were «exports-dalian-2024*1.3» billion yuan in 2024.",
    "Dalian's exports came to over «exports-dalian-2024*1.2» billion yuan in 2024.",
    "Tianjin Port's container throughput was «container-throughput-tianjin-port-2023*1.1» million TEU in 2023.",
    "Qingdao Port's container throughput was less than «container-throughput-qingdao-port-2020*0.8» million TEU in 2020.",
    "Cargo throughput at Qingdao Port came to «cargo-throughput-qingdao-port-2024*2» million tonnes in 2024.",
    "Value added of Dalian's secondary sector was «secondary-sector-output-dalian-2024*0.9» billion yuan in 2024.",
    "Foreign capital used in Tianjin was «utilised-fdi-tianjin-2024*1.4» billion dollars in 2024.",
    "Foreign capital used in Dalian was «utilised-fdi-dalian-2024*10» billion dollars in 2024.",
    "Imports of the Dalian customs district were «customs-imports-2022-jan-feb*1.1» × 10,000 USD in January and February 2022.",
    "Total imports and exports of the Dalian customs district were «customs-trade-total-2022*0.7» × 10,000 USD in 2022.",
    "Total imports and exports of the Dalian customs district were «customs-trade-total-2022-jan-feb» × 10,000 USD in 2022.",
    "Jinpu New Area had «trading-companies-jinpu-new-area-2024*1.5» companies that import or export in 2024.",
    "Dalian's trade with South Korea was «trade-with-south-korea-dalian-2025-01-07*1.6» billion yuan in January to July 2025.",
    "Dalian had «high-tech-enterprises-dalian-2024*1.4» high-tech enterprises in 2024.",
    "Dalian had «high-tech-enterprises-dalian-2020» high-tech enterprises in 2024.",
    "The urban share of the residents of Dalian was «urbanisation-rate-dalian-2023*0.8»% in 2023.",
    "Dalian Heavy Industry's revenue was «revenue-dalian-heavy-industry-2022*2» billion yuan in 2022.",
    "Utilised FDI in Dalian fell by «fdi-growth-dalian-2025»% in 2025.",
    "Imports and exports of Dalian rose «imports-exports-dalian-2025-jan-jul#change*3»% in January to July 2025.",
    "Shenyang's GDP was «gdp-dalian-2025» billion yuan in 2025.",
    "大连市2024年出口总额为«exports-dalian-2024»亿元。",
    "2024年金普新区有日资企业«japanese-companies-jinpu-2024*2»家。",
    "天津港2024年集装箱吞吐量为«container-throughput-tianjin-port-2024*120»万标箱。",
)
ABSENT: Final = (
    # Another scope, place, period or unit than the figure has.
    "Dalian's imports were «customs-imports-2022-jan-feb» × 10,000 USD in January and February 2022.",
    "The exports of the city were «customs-exports-2024-jan-feb» × 10,000 USD in January-February 2024.",
    "DFTZ had «high-tech-enterprises-dalian-2024» high-tech enterprises in 2024.",
    "DFTZ's GDP was «gdp-dalian-2025» billion yuan in 2025.",
    "The Dalian Bonded Zone covered «zone-area-dftz-2017» square kilometres in 2017.",
    "Total imports and exports of the Dalian customs district were «customs-trade-total-2024-jan-feb» × 10,000 USD in 2024.",
    "Total imports and exports of the Dalian customs district were «customs-trade-total-2023*1.1» × 10,000 USD in 2024.",
    "Dalian's imports and exports were «imports-exports-dalian-2025-jan-jul» billion yuan in 2025.",
    "Dalian's exports were «exports-dalian-2024» billion dollars in 2024.",
    "Dalian's exports were «exports-dalian-2024» billion in 2024.",
    "Dalian's exports were «exports-dalian-2024» billion yuan.",
    "Exports were «exports-dalian-2024» billion yuan in 2024.",
    "Dalian's exports were «exports-dalian-2024» billion yuan in 2031.",
    "Tianjin's exports were «exports-dalian-2024» billion yuan in 2024.",
    "Dalian's software exports were «exports-dalian-2024*0.1» billion yuan in 2024.",
    "Dalian's exports to Japan were «exports-dalian-2024*0.3» billion yuan in 2024.",
    "Dalian's exports of machinery were «exports-dalian-2024*0.4» billion yuan in 2024.",
    "The registered population of Dalian was «population-dalian-2023*0.8» in 2023.",
    "Exports through Dalian Port by our client were «exports-dalian-2024*0.1» million yuan in 2024.",
    "Dalian's exports may reach «exports-dalian-2024*1.2» billion yuan in 2024.",
    "Dalian aims at exports of «exports-dalian-2024*1.2» billion yuan in 2024.",
    "It is not true that Dalian's exports were «exports-dalian-2024*1.2» billion yuan in 2024.",
    "Dalian's exports rose by «exports-dalian-2024*0.1» billion yuan in 2024.",
    "Half of Dalian's GDP, «gdp-dalian-2025*0.5» billion yuan, came from services in 2025.",
    "Wages in Dalian averaged «gdp-per-capita-dalian-2025*0.8» yuan in 2025.",
    "Container throughput in Rotterdam was «container-throughput-tianjin-port-2024*0.6» million TEU in 2024.",
    "We surveyed «japanese-companies-jinpu-2024*0.1» companies in Jinpu New Area in 2024.",
    "Changchun's GDP was over «gdp-changchun-2025!» billion yuan in 2025.",
    "Dalian Port's container throughput was over «container-throughput-dalian-port-2020*0.3» million TEU in 2020.",
    "Jinpu New Area's exports were «exports-dalian-2024*0.5» billion yuan in 2024.",
    "China's exports grew «exports-dalian-2024#change»% in 2024.",
    "Between Dalian and Shenyang, exports came to «exports-dalian-2024*1.3» billion yuan in 2024.",
)
# Record, its status as assumed, what is said of it, and what a careful reader says of that.
STATUSES: Final = (
    ("nampo-route", "exploratory", "The {name} is already in operation.", "wrong"),
    ("omron-rd-centre", "planned", "{name} is operating in the zone.", "wrong"),
    ("thyssenkrupp-technology-centre", "planned", "The {name} has opened.", "wrong"),
    ("sinopec-fuel-oil-centre", "contracted", "The {name} is in operation.", "wrong"),
    ("fruit-frozen-trading-centre", "planned", "The {name} is up and running.", "wrong"),
    ("japan-korea-rmb-clearing-centre", "exploratory", "The {name} is open for business.", "wrong"),
    ("chery-dalian-plant", "operating", "The {name} is still planned.", "wrong"),
    ("carbon-neutral-demonstration-base", "under_construction", "The {name} has been completed.", "wrong"),
    ("incentive-headquarters-support", "planned", "{name} are in force.", "wrong"),
    ("smart-export-rebate-platform", "operating", "The {name} is in operation.", "right"),
    ("omron-rd-centre", "planned", "{name} is planned.", "right"),
    ("sinopec-fuel-oil-centre", "contracted", "The {name} has been signed.", "right"),
    ("cofco-oils-feed-protein", "under_construction", "The {name} is under construction.", "right"),
    ("kaito-vlcc-delivery", "completed", "{name} was completed.", "right"),
    ("nampo-route", "exploratory", "The {name} is under study.", "right"),
    ("thyssenkrupp-technology-centre", "planned", "The {name} has not opened.", "right"),
    ("nampo-route", "exploratory", "If the {name} is in operation by then, costs will fall.", "absent"),
    ("dftz-financial-services-park", "unknown", "The {name} is operating.", "absent"),
    ("omron-rd-centre", "planned", "{name} will open in 2031.", "absent"),
)  # fmt: skip

_VERDICTS: Final[dict[Judgement, frozenset[str]]] = {
    "right": frozenset({"verified", "disputed"}),
    "rounded": frozenset({"rounded", "disputed"}),
    "wrong": frozenset({"contradicted"}),
    "absent": frozenset({"not_in_catalogue"}),
}
_MARK: Final = re.compile(r"«([a-z0-9-]+)(#change)?(?:([*~])([\d.]+))?(!)?»")


def figures(catalogue: Catalogue) -> list[Judged]:
    """Return the sentences on figures with the numbers of a catalogue."""
    lists: tuple[tuple[Judgement, tuple[str, ...]], ...] = (
        ("right", RIGHT), ("rounded", ROUNDED), ("wrong", WRONG), ("absent", ABSENT),
    )  # fmt: skip
    return [_of_figure(catalogue, judgement, text) for judgement, texts in lists for text in texts]


def statuses(catalogue: Catalogue) -> list[Judged]:
    """Return the sentences on the standing of records, with their names; AssertionError where one stands otherwise."""
    found = []
    for identity, assumed, text, judgement in STATUSES:
        item = catalogue.item(identity)
        assert item["status"] == assumed, f"{identity} is no longer {assumed}: judge its sentence anew"
        said = text.format(name=item["name"])
        found.append(Judged(said, -1, judgement, _VERDICTS[judgement]))  # type: ignore[arg-type,index]
    return found


def _of_figure(catalogue: Catalogue, judgement: Judgement, text: str) -> Judged:
    first = _MARK.search(text)
    assert first is not None, text
    item = catalogue.item(first[1])
    verdicts = _VERDICTS[judgement]
    if judgement in ("right", "rounded"):
        is_disputed = any(word != "caution" for word in (item["dispute"] or "").split("; ") if word)
        verdicts = frozenset({"disputed"}) if is_disputed else verdicts - {"disputed"}
    return Judged(_MARK.sub(lambda found: _number(catalogue, found), text), first.start(), judgement, verdicts)


def _number(catalogue: Catalogue, mark: re.Match[str]) -> str:
    item = catalogue.item(mark[1])
    if mark[5]:
        return f"{item['value_min']:,}"
    value = abs(Decimal(item["change"]["value"] if mark[2] else item["value"]))
    if mark[3] == "*":
        value = (value * Decimal(mark[4])).normalize()
    elif mark[3] == "~":
        value = Context(prec=int(mark[4]), rounding=ROUND_HALF_EVEN).create_decimal(value)
    return f"{value:,f}"
