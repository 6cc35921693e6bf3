"""The words by which a text says what a number or a record is: lists and patterns, which read best whole."""

from __future__ import annotations

import re
from typing import Final, Literal, cast

# ---- words

# Words that only join others; no name is told by them.
JOINING: Final = frozenset(
    "a an the of in at on for to and or by with from as its their his her it this that these those per s is are was were be been has have "
    "had which who about into than then there also both all one i".split()
)
# Words that are one for what figures measure, by their plain forms.
STEMS: Final = {
    "used": "use", "using": "use", "grew": "growth", "grow": "growth", "growing": "growth", "grown": "growth", "centre": "center",
    "inhabitants": "population", "residents": "population", "boxes": "container", "firms": "company", "firm": "company",
    "businesses": "company", "enterprises": "company", "enterprise": "company", "companies": "company", "korean": "korea",
    "japanese": "japan", "northeastern": "northeast", "vehicles": "vehicle", "cars": "vehicle", "car": "vehicle",
    "clearing": "clearance", "staff": "employee", "jobs": "employee", "employ": "employee", "handled": "throughput",
    "handling": "throughput", "accounting": "share", "accounted": "share", "accounts": "share", "overseas": "foreign",
    "invest": "investment", "labour": "labor",
}  # fmt: skip
# Endings, what stands for them, and how many letters must be left before them.
ENDINGS: Final = (
    ("ies", "y", 2), ("sses", "ss", 2), ("ss", "ss", 1), ("us", "us", 1), ("is", "is", 1), ("ings", "", 3), ("ing", "", 4),
    ("ed", "", 4), ("tre", "ter", 2), ("es", "e", 3), ("s", "", 3),
)  # fmt: skip

# ---- numbers

SPELT: Final = re.compile(
    r"\b(half a|an?|one|two|three|four|five|six|seven|eight|nine|ten)(?= (?:hundred |ten )?(?:thousand|million|billion|trillion)\b)",
    re.I,
)
SPELT_VALUES: Final = dict(
    zip(
        "half a,a,an,one,two,three,four,five,six,seven,eight,nine,ten".split(","),
        "0.5 1 1 1 2 3 4 5 6 7 8 9 10".split(),
        strict=True,
    )
)
CURRENCY: Final = re.compile(r"(US\$|USD|RMB|CNY|JPY|EUR|HK\$|\$|¥|€|£)\s?$", re.I)
RANK: Final = re.compile(
    r"(?:\brank(?:s|ed|ing)?|\bplaced|\bnumber|\bno\.)(?: at| as| only)?(?: no\.?| number)? ?(?P<a>\d{1,3})(?:st|nd|rd|th)?\b(?!,\d|[.]\d|%)"
    r"|\b(?P<b>\d{1,3})(?:st|nd|rd|th)\b|第(?P<c>\d{1,3})[位名]",
    re.I,
)
# What is counted under other names than the units have.
COUNTED: Final = dict.fromkeys(("firm", "firms", "businesses"), "companies") | dict.fromkeys(
    ("residents", "inhabitants", "people", "employees", "staff"), "persons"
)
# Measure words of Chinese that count anything.
MEASURE: Final = frozenset("家个项件例条艘座所")
_QUALIFIERS: Final = (
    (
        "over",
        r"\bmore than|\bover|\babove|\bexceed(?:s|ed|ing)?|\bsurpass(?:es|ed|ing)?|\bin excess of|\btop(?:s|ped|ping)|\bupwards of|\bgreater than|\bpassed|>|超过|超|逾|突破|高于|多于",
    ),
    ("at_least", r"\bat least|\bno less than|\bnot less than|\bno fewer than|\bminimum of|≥|至少|不低于|不少于"),
    ("under", r"\bless than|\bunder|\bbelow|\bfewer than|\bshort of|<|低于|不足|不到|少于"),
    ("at_most", r"\bat most|\bup to|\bno more than|\bnot more than|\bmaximum of|≤|至多|不超过"),
    ("nearly", r"\bnearly|\balmost|\bclose to|\bjust under|\bapproaching|\bnot quite|近|接近|将近"),
    (
        "about",
        r"\babout|\baround|\broughly|\bapproximately|\bapprox\.?|\bcirca|\bca?\.|\bsome|\bestimated(?: at)?|~|≈|约|大约|左右",
    ),
)
# What is longer holds what is shorter: "no more than" is not "more than".
QUALIFIED_BEFORE: Final = tuple(
    (name, re.compile(rf"(?:{words})(?:\s+(?:the|some|a|an|level of|mark of))?\s*$", re.I))
    for name, words in sorted(_QUALIFIERS, key=lambda each: not each[0].startswith(("at_", "nearly")))
)
QUALIFIED_AFTER: Final = (
    ("over", re.compile(r"^\s*(?:\+|余|多)")),
    ("at_least", re.compile(r"^\s*(?:or more\b|plus\b|以上)", re.I)),
    ("about", re.compile(r"^\s*(?:or so\b|左右|上下)", re.I)),
)
PERCENT: Final = re.compile(r"^\s?(%|per ?cent\b|pct\b|percentage points?\b|pp\b|个?百分点)", re.I)
# A number that is part of a name: the Fortune 500, the top 100, phase 3.
PART_OF_NAME: Final = re.compile(r"\b(?:fortune|global|top|phase|stage|route|class|grade|type|model|covid)[ -]?$", re.I)
OF_WHICH: Final = re.compile(r"\s+(?:out )?of (?:the |all |its )*[\d,]+")

# ---- what a number is of

# What ends the words behind a number that still belong to it.
FURTHER: Final = re.compile(
    r"[,;:()，；：（）、]|\b(?:and|while|whereas|but|which|compared|versus|than|from|against|with|though|although|up|down)\b|而|但|比|较|其中",
    re.I,
)
UP: Final = re.compile(
    r"\b(?:gr[eo]w(?:n|s|th|ing)?|r[iou]se[ns]?|rising|increas\w+|up(?! to)|climb\w*|jump\w*|surg\w+|expand\w*|gain\w*|faster|accelerat\w+)\b"
    r"|增长|增速|增幅|上升|提高|增加|提速",
    re.I,
)
DOWN: Final = re.compile(
    r"\b(?:f[ae]ll(?:en|s|ing)?|declin\w+|decreas\w+|down|drop\w*|shr[aiu]nk\w*|contract(?:ed|ion)|plung\w+|slump\w*|reduc\w+|cut|lower|less(?! than)|shorten\w*)\b"
    r"|下降|减少|降低|缩短|下滑|压缩",
    re.I,
)
MORE: Final = re.compile(r"^\s*(?:more|higher|faster)\b", re.I)
LESS: Final = re.compile(r"^\s*(?:less|lower|fewer|slower)\b", re.I)
BY: Final = re.compile(
    r"(?:\bby|\bincrease of|\brise of|\bfall of|\bdecline of|\bdrop of|\bgain of|增加了?|减少了?)\s*$", re.I
)
# "may" in small letters: May is a month.
HOPED: Final = re.compile(
    r"\b(?:expect\w*|forecast\w*|projected|projection|target\w*|goal|aim\w*|plan(?:s|ned)? to|will|would|could|(?-i:may)|might|should|hope\w*|if|intend\w*|by 20[3-9]\d)\b"
    r"|预计|目标|力争|计划|将|有望",
    re.I,
)
DENIED: Final = re.compile(
    r"\b(?:not|never|neither|nor|no longer|false|wrongly|rumou?r\w*|alleg\w+)\b|n't\b|不是|并非|未", re.I
)
TOWARD: Final = re.compile(r"\b(?:to|from|with|into|via|towards?)\s+(?:the\s+)?$|[向对]$", re.I)
AGAINST: Final = re.compile(
    r"\b(?:than|from|compared (?:with|to)|versus|vs\.?|against|over|on)\s+(?:in\s+|that (?:of|in)\s+)?$|比$|较$", re.I
)
# A share is told by these without the word.
SHARE: Final = re.compile(r"\b(?:of|share|account\w*|proportion)\b|占|比重", re.I)
# What is told by the month or the head is no total.
RATE: Final = re.compile(
    r"\b(?:monthly|daily|weekly|hourly|quarterly|averag\w+|each|every)\b|\b(?:a|per) (?:month|day|week|head|capita|person|company|quarter)\b|月均|日均|人均|户均",
    re.I,
)
RATES: Final = frozenset({"average", "averag", "capita", "head", "day", "daily"})
# Half of a thing is another thing.
PART: Final = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|part|parts|portion|fraction|bulk|majority|remainder|rest) of\b(?! (?:the )?(?:year\b|(?:19|20)\d\d))|一半|部分",
    re.I,
)
DEFICIT: Final = re.compile(r"\bdeficit\b|逆差", re.I)
# Words beside the name of a measure that leave it what it is.
HARMLESS: Final = frozenset(
    "total annual yearly overall whole entire combin full year gross regional municipal local official actual actually nominal real "
    "term price constant stead strong solid robust reach stand stood hit amount come came was wa is make made post record see saw end "
    "close city zone port area last this that nearly new large big second third some such permanent own same billion million trillion "
    "thousand yuan dollar about around more most us usd teu tonne ton percent cent sq km hour unit only just alone first time now again "
    "also still already long high low figure number value volume level estimat report launch say said state accord bureau statistic "
    "data growth grew rate rise rose fall fell increase up down there here at during over throughout through half quarter month january "
    "february march april may june july august september october november december respectively people name count took take run ran got get held hold kept keep won led met paid sent set went gone go became began brought gave put "
    "sold spent left remain".split()
)

# ---- the names of measures

# "Exports of a place": what stands for the place, firm or project that a figure is about is no word of the measure.
STANDS_FOR: Final = frozenset(
    "place custom district zone company project partner plant industry industrial sector business terminal port city route shipping "
    "event cluster site ship".split()
)
# Words that a name of a measure or figure has and a text need not.
IDLE: Final = frozenset(
    "length total overall average actually actual value number amount annual yearly dftz date launch found foundation first release "
    "releas revis final undat profile preliminary comput infer inferr print about alone text paraphras word old series rule count read "
    "expect city zone year month quarter half end early late two three four five six seven eight nine ten day today state handl attract "
    "establish newly introduc complet named list being current price taken imply announc after before against over under given not "
    "present member edition side further per".split()
)
CHANGING: Final = frozenset({"growth", "change", "gain", "increase"})
MONTHS: Final = "january february march april may june july august september october november december".split()

# ---- how a record stands

Standing = Literal["runs", "built", "building", "signed", "planned", "open", "in force", "trial", "over", "moving"]

# The first that fits decides, so what turns a word round stands before it.
SAID: Final[tuple[tuple[Standing, re.Pattern[str]], ...]] = tuple(
    (cast(Standing, standing), re.compile(words, re.I))
    for standing, words in (
        (
            "planned",
            r"\b(?:is |are |was )?(?:still |only |merely )?planned\b|\bplans? (?:to|for)\b|\b(?:to be|will be|yet to be) (?:built|opened|launched|completed|established|set up|introduced)\b|\bwill (?:open|start|begin|launch|operate|apply|enter)\w*\b|\bnot yet (?:open|running|built|available)\b|\b(?:due|expected|scheduled|set) to (?:open|start|begin|operate|be|enter|come)\b|规划建设|拟建|计划建设|尚未(?!投|启用|开通|运营|通航|建成|完成|完工|生效|实施|营业|开业)",
        ),
        (
            "over",
            r"\bno longer (?:in force|applies|available|operating|open)\b|\bexpired\b|\blapsed\b|\bsuperseded\b|\brepealed\b|\bhas ended\b|\b(?:is|are|was|were|has|have|has been|have been) (?:now |already |since |permanently )?(?:closed|shut|cancelled|canceled|abandoned|scrapped|discontinued|terminated|withdrawn|abolished|defunct|wound up)\b(?! to\b)|\b(?:closed|shut) down\b|\bclosed\b(?=\s*(?:[.,;:)]|$|in\b|last\b|this\b|its doors))|\b(?:has |have )?(?:stopped|ceased|halted)\b(?=\s*(?:[.,;:)]|$|in\b|last\b))|已失效|已废止|已到期|停产|停运|停业|关停|倒闭|停止(?:运营|运行|生产|营业)|(?:已经?|被)(?:关闭|取消|终止|撤销|叫停)",
        ),
        (
            "building",
            r"\bunder construction\b|\bbeing built\b|\bunder way\b|\bbroke(?:n)? ground\b|\bconstruction (?:has )?(?:begun|began|started)\b|在建|正在建设|已开工",
        ),
        (
            "trial",
            r"\bon trial\b|\btrial (?:run|operation)\b|\bas a pilot\b|\bpiloted\b|\bbeing piloted\b|试运行|试点中|试行",
        ),
        (
            "open",
            r"\b(?:being|to be) (?:explored|studied)\b|\bunder (?:study|discussion|consideration)\b|\bexploratory\b|\bis (?:only )?sought\b|\bhas applied for\b|探索中|正在研究|争取",
        ),
        (
            "signed",
            r"\b(?:has been |have been |was |were |is |are )?(?:signed|contracted)\b|已签约|签约项目",
        ),
        (
            "in force",
            r"\bin force\b|\bin effect\b|(?<!\bto )(?<!\bmust )(?<!\bcan )\bappl(?:ies|y)\b(?! for)|\b(?:is|are) (?:now |already )?available\b|\b(?:is|are) offered\b|\btook effect\b|\b(?:has|have) been introduced\b|已生效|已实施|有效|现行",
        ),
        (
            "runs",
            r"\boperat(?:es|ing|ional|e)\b(?! (?:compan|cost|income|profit|loss|model|licen|system|unit|entit|hours))|\bin (?:commercial |full )?(?:operation|service|production|use)\b(?! of\b)|\b(?:is|are) running\b|\bup and running\b|\b(?:is|are) (?:now |already )?open\b|\b(?:has |have )?opened\b(?=\s*(?:[.,;:)]|$|in\b|on\b|to\b|at\b|for\b|its doors|last\b|this\b))|\bopen for business\b|\bproduces\b|\bin business\b|\bstarted (?:production|operation)s?\b|\b(?:opened|inaugurated)\b(?=\s+(?:its|the|a|an|their)\b)|\b(?:entered|went into|came into|put into) (?:service|operation|production|use)\b|\bwent live\b|\bcame on ?stream\b|\bruns\b(?= (?:daily|weekly|monthly|regularly|once|twice|every)\b)|投产|投运|投入(?:运营|使用|生产)|(?:已经?|正在|正式|现已|目前|(?<=未))(?:在)?(?:运营|运行|营业|生产|开通|开业|开航|通航|启用|投用)|(?:开通|启用)了|运营中",
        ),
        (
            "built",
            r"\b(?:has been |have been |was |were |is |are )(?:now |already )?(?:completed|finished|built|delivered)\b|\bcompleted\b(?=\s*(?:[.,;:)]|$|in\b|on\b|last\b|this\b))|\b(?:built|completed|finished)\b(?=\s+(?:its|the|a|an|their)\b)|(?:已经?|(?<=未))(?:建成|完成|完工)|建成了|竣工|已交付",
        ),
        (
            "moving",
            r"\b(?:is|are|was|were|has been|have been) (?:now |already )?(?:launched|approved|delayed|postponed|suspended|halted|paused|resumed)\b|\b(?:has |have )?(?:launched|started|begun|resumed)\b(?=\s*(?:[.,;:)]|$|in\b|last\b))|已启动|已获批|已推迟|已暂停|已复工",
        ),
    )
)
# What is told of a time to come is a plan, however it is said.
AHEAD: Final = re.compile(r"(?:将|拟|预计|计划|力争|有望|即将)[^，。；,;]{0,10}$")
TURNED: Final = re.compile(
    r"(?:\bnot|n't|(?:\bnot|n't|\bnever)\b[^,.;，。；]{1,40}\bor|\bnever|\bneither|\bnor|\bstopped|\bceased|\bhalted|\bsuspended|未|不|没有)\s*(?:yet |been |currently |now |already )*$",
    re.I,
)
UNSURE: Final = re.compile(
    r"\b(?:if|whether|would|could|(?-i:may)|might|should|unless|until|once|when)\b|是否|如果", re.I
)
# A name behind these only tells where something is.
WHERE: Final = re.compile(r"\b(?:in|at|of|near|by|from|through)\s+(?:the\s+)?$|[在于]$", re.I)
# What stands before the name of a record is then spoken of, and not the record; its phases are the record's own.
BESIDE: Final = re.compile(
    r"\b(?:on|for|between|about|with|under|against|to|from|by|near)\s+(?:(?:the|a|an|its|their|our)\s+)?$"
    r"|\b(?!(?:phases?|stages?|parts?|construction|operations?|building|launch|opening|all|most|some|both|each|site|works?)\b)[a-z]+"
    r"\s+of\s+(?:the\s+)?$",
    re.I,
)
PHASE: Final = re.compile(
    r"\b(?:phase|stage) (?P<a>\d|I{1,3}|IV|V|one|two|three|four|five)\b|\b(?P<b>first|second|third|fourth|fifth|\d(?:st|nd|rd|th)) (?:[\w-]+ ){0,2}?(?:phase|stage)\b|第?(?P<c>[一二三四五])期",
    re.I,
)
# What is said of all phases: the status of the furthest does not bear it out.
WHOLLY: Final = re.compile(
    r"\b(?:all|every|each|both)\b[^,.;]*\bphases?\b|\b(?:fully|wholly|entirely|completely|in full|as a whole)\b|全部|全面|各期|三期均",
    re.I,
)
ORDINALS: Final = (
    ("1", "i", "one", "first", "1st", "一"),
    ("2", "ii", "two", "second", "2nd", "二"),
    ("3", "iii", "three", "third", "3rd", "三"),
    ("4", "iv", "four", "fourth", "4th", "四"),
    ("5", "v", "five", "fifth", "5th", "五"),
)
