"""What kind of answer a question wants, and which of its words are only the question.

"Who is in charge of X" wants an agency and is about X. The words that ask are taken out, so that a record is not found
because it happens to hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from dftzcli.model.vocabulary import Kind
from dftzcli.tuples import NamedTuple

Wanted = Literal["agency", "figure", "incentive", "comparison", "place", "source", "time", "reason"]

_BODY: Final = (
    "agency|agencies|authority|authorities|bureau|bureaus|bureaux|department|departments|office|ministry|"
    "committee|commission|regulator|body|bodies|unit|units|officials?|institution"
)
_BODIES: Final = _BODY.replace("officials?", "official|officials").replace("|", " ")
_DOES: Final = (
    "handles?|runs?|manages?|looks? after|deals? with|takes? care of|supervises?|oversees?|regulates?|approves?|"
    "administers?|leads?|decides? on|decides?|organi[sz]es?|coordinates?|controls?|covers?|answers? for|governs?|"
    "issues?|issued|gives?|pays?|grants?|awards?|certif(?:y|ies)|adopts?|adopted|passed|extended|waives?|funds?"
)
_QUANTITY: Final = (
    "number|amount|value|volume|total|share|percentage|proportion|ratio|rate|size|level|area|population|count|sum|"
    "length|duration|average|rank|ranking"
)

# What the verbs of _DOES begin with.
_DOING: Final = (
    "handle run manag look deal take supervis overs regulat approv administ lead decid organi coordinat control cover "
    "answer govern issu give pay grant award certif adopt pass extend waiv fund"
)

# Each pattern takes out what it matches and tells what is wanted; the first that fits decides. Beside each stands what
# words of a text must begin with for it to fit, one of each group between slashes: compiling all of them would take
# longer than finding the answer.
_ENGLISH: Final[tuple[tuple[str, Wanted, str], ...]] = (
    (r"\bwho (?:qualif(?:y|ies)|(?:is|are) (?:eligible|entitled)|(?:can|may|could) (?:get|apply|claim|have|use|receive)|gets|"
     r"benefits|receives)\b(?: (?:for|from|to|the|an?)\b)*", "incentive",
     "who / qualif eligible entitled can may could gets benefits receives"),
    (r"\bwho(?:m)?(?: is| are|'s)? (?:the )?(?:person |people |one )?(?:in charge of|responsible for)\b", "agency",
     "who / charge responsible"),
    (rf"\bwho (?:{_DOES})\b", "agency", f"who / {_DOING}"),
    (r"\bwho(?:m)? (?:do i|can i|should i|to|should we|do we|must i|would i|could i) "
     r"(?:ask|contact|talk to|call|see|turn to|write to|speak to|go to|approach)(?: about| for| on| regarding| if)?\b",
     "agency", "who / ask contact talk call see turn write speak go approach"),
    (rf"\b(?:which|what) (?:\w+ )?(?:{_BODY})\b(?: (?:is|are|was|were)\b)?"
     rf"(?: (?:responsible for|in charge of|competent for|{_DOES})\b)?", "agency", f"which what / {_BODIES}"),
    (rf"\b(?:the )?(?:responsible|competent|lead|leading|supervising) (?:{_BODY})\b(?: (?:for|of|on))?", "agency",
     f"responsible competent lead supervising / {_BODIES}"),
    (rf"\b(?:{_BODY}) (?:that (?:is |are )?)?(?:responsible for|in charge of|behind|handling|dealing with)\b",
     "agency", f"responsible charge behind handling dealing / {_BODIES}"),
    (rf"\b(?:{_BODY}) (?:for|that (?:{_DOES}))\b", "agency", f"{_BODIES} / for that"),
    (r"\bwho (?:wrote|is the author of|was the author of|authored|writes)\b", "source",
     "who / wrote author writes"),
    (r"^who (?!(?:wrote|is the author|was the author|are|buys?|invest\w*|owns?|built|works?)\b)", "agency", "who"),
    (r"\bcontacts?(?: details| person| point| office)? (?:for|about|on|at)\b", "agency", "contact"),
    (r"(?<=\w) contacts?(?: details| person| point| office)?$", "agency", "contact"),
    (r"\bresponsib(?:le|ility|ilities) (?:for|of)\b|\bin charge of\b|\bwhose job is\b|\bpoint of contact(?: for)?\b",
     "agency", "responsib charge whose point"),
    (r"\bhow (?:much money|many percent|many per cent)(?: (?:is|are|was|were|did|do|does|has|have))?\b", "figure",
     "how / much many"),
    (r"\bhow (?:many|much|large|big|long|high|tall|fast|quick|quickly|far|old|wide|deep|great|strong|populous)\b"
     r"(?: (?:is|are|was|were|did|do|does|has|have|had|of)\b)?", "figure", "how"),
    (rf"\b(?:what|which) (?:is|was|are|were|'s) (?:the )?(?:current |latest |total |average |annual )?"
     rf"(?={_QUANTITY}\b)", "figure", f"which what / {_QUANTITY.replace('|', ' ')}"),
    (r"\bwhat (?:percentage|percent|share|proportion|fraction|part) of\b", "figure", "what / percent share proportion fraction part"),
    (r"\b(?:the )?number of\b", "figure", "number"),
    (r"\b(?:is|are) there (?:any |some )?(?:help|support|aid|assistance|incentives?|benefits?|subsid(?:y|ies)|grants?|"
     r"money|funding|relief|perks?)(?: available)?(?: for| to| with| on| if)?\b", "incentive", "there"),
    (r"\b(?:any|what|which) (?:kind of |sort of |kinds of )?(?:help|support|aid|incentives?|benefits?|subsid(?:y|ies)|"
     r"grants?|relief|perks?|advantages?|privileges?|preferential \w+)"
     r"(?: (?:is|are) (?:there|available|offered|given))?(?: do(?:es)? \w+ (?:get|offer|give))?(?: for| to| in| on)?\b", "incentive", "any what which"),
    (r"\b(?:can|could|do|may|would) (?:i|we|a company|companies|firms?|a firm) "
     r"(?:get|receive|apply for|obtain|enjoy)\b", "incentive", "can could do may would"),
    (r"\bwhat (?:do|does|would|will|can|could) (?:a |an |the )?(?:firms?|company|companies|investors?|exporters?|i|we) "
     r"(?:get|gain|receive|save|win)\b(?: from| by)?", "incentive", "what"),
    (r"\b(?:am i|are we|who is) (?:eligible|entitled)(?: for| to)?\b", "incentive",
     "eligible entitled"),
    (r"\b(?:when|since when|in (?:which|what) years?|(?:which|what) years?|on (?:which|what) date|(?:which|what) date)\b"
     r"(?: (?:is|are|was|were|did|do|does|has|have|had|will))?", "time", "when which what"),
    (r"^\W*where(?: (?:is|are|was|were|do|does|can|could|did|will))?\b|"
     r"\bwhere (?:is|are|was|were|do|does|can|could|did|will)\b", "place", "where"),
    (r"\bwhy(?: (?:is|are|was|were|do|does|did|don't|doesn't|isn't))?\b", "reason", "why"),
)  # fmt: skip

_CHINESE: Final[tuple[tuple[str, Wanted], ...]] = (
    (r"谁写的?|作者是谁", "source"),
    (r"谁(?:可以|能够?|才能)?(?:享受|符合(?:条件)?|有资格|申请|拿到?|适用)|(?:符合|需要|满足)(?:什么|哪些)条件", "incentive"),
    (r"(?:由|归|是)?(?:谁|哪个部门|哪个单位|哪个局|哪个机构|哪些部门|哪些单位|什么部门|什么单位|哪里)"
     r"(?:来)?(?:负责|主管|牵头|管理|分管|承担|监管|审批|办理|管)的?", "agency"),
    (r"(?:应该|应|该|要|可以)?(?:找谁|问谁|联系谁|找哪个部门|找哪个单位|联系哪个部门|找什么部门)(?:办|问|咨询)?", "agency"),
    (r"(?:主管|负责|责任|牵头|监管)(?:部门|单位|机构)(?:是谁|是哪个|是哪些|有哪些|是什么)?", "agency"),
    (r"(?:由|归)(?:谁|哪个部门|哪个单位)|哪个部门|哪个单位|哪些部门|哪个机构|哪个局|什么部门", "agency"),
    (r"联系方式|联系人|(?:由谁来?|谁来|谁(?!\S{0,6}了))(?=\S)", "agency"),
    (r"(?:一共|总共|共|大概|大约)?(?:有|是|达|达到|增长|增长了|下降|下降了|提高|提高了|为|占|花了|需要|要)?"
     r"(?:多少|几(?:家|个|项|天|小时|年|条|次|座|艘|辆|种|类|倍)|多大|多高|多长|多久|多快|多远)(?:钱|家|个|人|项|亿|万|天|小时|吨)?", "figure"),
    (r"(?:有没有|有什么|有哪些|有啥|享受什么|享受哪些|能享受|可以享受|能拿|可以拿)(?:什么|哪些)?"
     r"(?=.{0,4}(?:优惠|补贴|补助|扶持|支持|奖励|减免|政策))", "incentive"),
    (r"什么时候|何时|哪一年|哪年|哪几年|几时", "time"),
    (r"在哪里|在哪儿|在哪|哪里|位于何处", "place"),
    (r"为什么|为何|怎么会", "reason"),
)  # fmt: skip

# Words that carry no content in a query. What is to be left out is said with a dash, not in words.
STOP: Final = frozenset(
    """a about above across after all also am an and any anything are as at available be because been before behind
    being between both but by can could came current currently describe did do does doing done during each either else
    etc ever every exactly explain find for from further get gets getting give given gives go gave going gone got had has
    have having he her here his how however i if in into is it its itself just know let like look looking many may
    me mean means might more most much must my near need needs no now of off on one ones only or other our out over
    own per please really regarding same say says see shall she should show so some someone something soon still
    such tell than that the their them then there these they thing things this those through to too took under until up
    upon us use used very via want wants was went way we well were what when where whether which while who whom whose why
    will with within without would yet you your s t d re ve ll actually already anyone anybody nowadays today
    anywhere elsewhere everywhere somewhere currently latest there's what's who's whats whos wheres hows kind sort myself yourself himself herself itself ourselves themselves""".split()
)
# Words that say little alone: they count, but nothing is found for lack of them.
SOFT: Final = frozenset(
    """able apply applied applies rule rules fall fell fallen drop dropped rose risen grew accept accepted achieve achieved act actual add added admit advise affect affected afterwards agencies
    agency ago agree aim amount amounts due online pay pays paid sum sums allow allowed announce announced answer anyway apparently appear appears approach approve
    approved approves argue arise arrive article assume avoid bad basically bear became become becomes begin believe
    belong belongs best better big bit bought brand brands bring brings brought buy buys call called calls carried
    carries carry carrying cause caused causes certain certainly chance change changed changes check checked checks choose claim claimed
    claims clear come comes common complete completely concern concerned concerns consider considered consist
    consists contain contains continue continued coordinate correct count counted couple create created data decide
    decided define deserve detail details determine development different difficult discover discoveries discovery
    discuss document documents draw earn easily easy end ended enjoy enjoys ensure enter entire especially exact
    example examples exist experience face fact facts fail failed famous feel felt few figure figures fill final
    fine finish finished first fit follow followed follows force forget full gain gained gather general generally good great
    happen happened hard hear held high hit hold holds hope huge idea imagine imply important incentive incentives
    indeed indicate indicator indicators industries industry info information instead intend intended intends
    interesting introduce introduced involve involved item join joined keep keeps kept kill kinds knew lack lacks
    laid large last late lay learn leave leaves left lie lies likely list little live lives located long lose lost
    lot low made main mainly maintain major make man manage managed matter matters maybe measure measures meet men
    mention mentioned met mind miss missed modern moment month months mostly move moved name named nearly neither
    new next nice nor normal notice number numbers obtain occur occurred offer offered offers office often old original
    originally otherwise overall overview owe page part particular partner partners pass passed people perform
    perhaps pick picked piece place places plan planned plans point points policies policy possess possible possibly
    prepare procedure procedures present prevent previous previously probably project projects promise promised promises prove provide
    provided provides purpose put question quick quickly quite raise raised ran rather reach reached reaches read
    ready real realise realize reason reasons receive received recent recently recognise recognize refer regard
    relate relates rely remain remains remember remove removed reply represent require required requires respond
    rest reveal right role roughly said saw scheme schemes sector sectors seek seeks seem seems sell sells send sent serious serve
    served serves set several short side similar simple simply since single sit situation slow small sold sometimes
    somewhere source sources speak special specific spend spent stand stands start started state statistic
    statistics stay stayed stays stop stopped stops strange strong stuff suffer suggest suggested suggests summary
    supervise suppose supposed sure take taken talk talked tend text think thinks thought together top topic tried
    tries true try trying turn turned type typical understand understood usual usually various view wait watch week
    whole wide win wins wish wishes won wonder word words work worried worry worse worst write written wrong wrote
    year years yes""".split()
)
# Attributes of a thing: whoever asks for one is not answered with the thing alone.
ATTRIBUTES: Final = frozenset(
    """address bonus boss budget ceo cheapest chairman chairwoman color colour cost depth director discount dividend elevation email employee
    exchange_rate fare fax fee flight_schedule forecast founder headcount height hotel interest_rate latitude longitude
    map market_cap market_value mayor menu minister opening_hours owner passenger pension phone phone_number photo president price
    profit_margin quality rainfall rating rent review royalty salary schedule score secretary share_price
    snow snowfall spokesman spokesperson stock_price tariff_rate tax_rate telephone temperature ticket timetable tuition
    turnover_tax vacancy valuation visa wage weather website width working_hours
    价格 电价 水价 气价 票价 门票 工资 薪水 薪资 房租 租金 房价 费用 收费 学费 地址 电话 传真 邮箱 网址 天气 气温 时刻表 税率 利率 汇率
    分数 预算 股价 市值 员工人数 员工数 董事长 总经理 市长 书记 局长 主任 签证 酒店 颜色 高度 深度 宽度""".split()
)
# Chinese words that say as little: what is done, how far it is, or of what sort a thing is.
SOFT_CHINESE: Final = frozenset(
    "进入 关系 情况 经验 进展 进度 内容 方面 问题 具体 建成 严重 设点 落户 相关 有关 主要 包括 涉及 手续 程序 流程".split()
)
# Who holds an office is asked for in the singular; in the plural they are a kind of people.
OFFICES: Final = frozenset("boss chairman chairwoman director founder mayor minister owner president secretary".split())
_CHINESE_STOP: Final = (
    "请问", "想知道", "打算", "那边", "这边", "告诉我", "介绍", "一下", "下来", "起来", "出来", "过来", "工作", "已经", "没有", "多少", "几个", "来", "有没有", "是不是",
    "能不能", "可不可以", "是否", "什么", "哪些", "哪个", "哪家", "哪几", "怎么样", "怎么", "怎样", "如何",
    "可以", "关于", "以及", "还是", "目前", "现在", "一共", "总共", "分别", "一个", "我们", "我想", "的", "了",
    "吗", "呢", "啊", "吧", "和", "与", "及", "是", "在", "有", "对", "为", "从", "到", "把", "被", "让", "就",
    "元", "家", "吨", "项", "都", "也", "还", "会", "能", "要", "我", "你", "他", "它", "这", "那", "个", "们",
    "之", "其", "等", "或", "给", "咱们", "咱", "您", "这儿", "那儿", "这里", "那里", "里面", "写", "搞", "弄",
    "との", "における", "について", "による", "ための",
)  # fmt: skip

# What follows a word of a kind that only tells of what sort it is itself: 产业合作 asks for no industry.
_OF_A_KIND: Final = "合作|协作|协力|协同|园|链|集群|升级"
# A word that names a kind of record asks for that kind.
_KIND_WORDS: Final[dict[str, Kind]] = {
    "policy": "policy", "policies": "policy", "measure": "policy", "measures": "policy", "政策": "policy",
    "project": "project", "projects": "project", "项目": "project",
    "incentive": "incentive", "incentives": "incentive", "优惠": "incentive", "优惠政策": "incentive",
    "subsidy": "incentive", "subsidies": "incentive", "补贴": "incentive", "补助": "incentive", "奖励": "incentive",
    "industry": "industry", "industries": "industry", "sector": "industry", "sectors": "industry", "产业": "industry",
    "partner": "partner", "partners": "partner", "合作伙伴": "partner",
    "figure": "figure", "figures": "figure", "statistics": "figure", "数据": "figure",
    "indicator": "indicator", "indicators": "indicator", "指标": "indicator",
    "agency": "agency", "agencies": "agency", "bureau": "agency", "部门": "agency",
    "source": "source", "sources": "source", "document": "source", "documents": "source", "article": "source",
    "discrepancy": "discrepancy", "discrepancies": "discrepancy", "contradiction": "discrepancy",
    "contradictions": "discrepancy", "disagreement": "discrepancy",
    "gap": "gap", "gaps": "gap", "missing": "gap",
}  # fmt: skip
_FIRST: Final[dict[str, Kind]] = {
    "agency": "agency",
    "figure": "figure",
    "incentive": "incentive",
    "place": "place",
    "source": "source",
}


# Characters without which none of the Chinese patterns fits.
_ASKING_CHINESE: Final = frozenset("谁哪么多几何为啥找问联主负责牵监管由归有享能拿")
_SIDE: Final = r"(?:\S+ ){0,4}?\S+"
# How two things are compared, and the signs without one of which a pattern cannot fit.
_COMPARISONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (r"(?:compare |comparison of |comparing )?(?P<a>.+?),? (?:vs\.?|versus|v\.|against|compared (?:to|with)|"
     r"as opposed to|as compared (?:to|with)|or|rather than|instead of) (?:the )?(?P<b>.+?)"
     r"(?:, (?:which|what|who|same)\b.*)?",
     (" vs", " versus ", " v. ", " against ", " compared ", " opposed ", " or ", " than ", " instead ")),
    (r"(?:compare|comparison of|comparison between|comparing|contrast) (?P<a>.+?) (?:and|with|to|or) (?P<b>.+?)",
     ("compar", "contrast")),
    (r"(?:what(?:'s| is| are)? )?(?:the )?differences? (?:between|in) (?P<a>.+?) (?:and|from) (?P<b>.+)",
     ("difference",)),
    (r"(?:how (?:does|do|did|is|are) )(?P<a>.+?) (?:compare|differ|different)(?:s|d)? (?:to|with|from) (?P<b>.+)",
     ("compar", "differ")),
    (rf"(?P<a>{_SIDE}) and (?P<b>{_SIDE}),? (?:the )?(?:same(?: thing)?|compared|comparison|differences?)",
     (" same", "compar", "difference")),
    (r"(?P<a>.+ (?:19|20)[0-9]{2}) (?:and|&) (?P<b>(?:19|20)[0-9]{2})", (" and ", " & ")),
    (r"(?P<a>.+?)(?:和|与|跟|同)(?P<b>.+?)(?:相比|比较|对比|的区别|的差别|的不同|有什么区别|有什么不同|区别|差别|哪个\S*)\S{0,4}",
     ("和", "与", "跟", "同")),
    (r"(?:比较|对比)(?P<a>.+?)(?:和|与|跟|、)(?P<b>.+)", ("比",)),
    (r"(?P<a>.+?)(?:还是|对比|vs)(?P<b>.+?)", ("还是", "对比", "vs")),
)  # fmt: skip


# What the words that ask say of what is asked for, beside its kind; each with the words without one of which it cannot fit.
_HINTS: Final = (
    (r"\bhow (?:big|large|wide)\b|多大", "area", "how 多大"),
    (r"\bhow (?:long|fast|quick|quickly)\b|多久|多快|几天|几小时", "time hours days", "how 多久 多快 几"),
    (r"\bhow populous\b|多少人", "population", "populous 多少人"),
    (r"\bhow old\b|\bwhen\b.*\b(?:founded|established|open|opened|start|started|begin|set up)\b|何时成立",
     "founding", "old when 何时"),
    (r"\b(?:which|what) years?\b|哪几年", "years", "year 哪几年"),
)  # fmt: skip
# Attributes that take more than a word to ask for, each with a word for it that only a record which has it bears.
_ASKED_OF: Final = (
    (r"\b(?:head|boss|chief|leader|chairman|director|president|manager) of (?=the\b|(?-i:[A-Z]))", "officeholder ",
     "head boss chief leader chairman director president manager"),
    (r"\bhow many (?:people|staff|workers|employees|persons) (?:work|are employed|does \S+ employ|do they employ)\b",
     "headcount", "how many"),
    (r"\b(?:number of )(?:employees|staff|workers)\b", "headcount", "number"),
    (r"有多少(?:员工|职工|人上班|人工作)", "员工人数", "多少"),
    (r"^who (?:invented|discovered|painted|composed|won|killed|sang|designed)\b", "founder ",
     "invented discovered painted composed won killed sang designed"),
    (r"\bnames? of (?:the |all )?members\b|\bwho (?:sits on|are the members of)\b", "officeholder ", "member sits"),
    (r"\bhow (?:tall|deep) (?:is|are)\b", "height ", "tall deep"),
    (r"\b(?:at )?(?:what|which) time (?:does|do|is|are|will|can)\b", "timetable ", "time"),
    (r"\bbest (?:time|month|season)s? (?:of (?:the )?year )?to (?:visit|go|travel|come)\b", "weather ", "best"),
    (r"有多(?:高|深)|多深", "高度", "多高 多深"),
    (r"要(?:花)?多少钱|多少钱一\w|一(?:个月|张|斤|晚|天|次|瓶|套|平米?)多少钱", "价格", "多少钱"),
    (r"几点(?:开门|关门|上班|下班|开始|结束|发车|到达|营业)?", "时刻表", "几点"),
)  # fmt: skip


class Question(NamedTuple):
    """A query without the words that only ask: what is left, what is wanted, and which kinds come first.

    `sides` are what is compared; `hint` is what a question asks for without naming it, as "how big" asks for an area.
    """

    text: str
    wanted: Wanted | None
    kinds: tuple[Kind, ...]
    sides: tuple[str, ...] = ()
    hint: str = ""


def understood(text: str) -> Question:
    """Take a text apart into what it asks for and what it is about."""
    sides = _sides(text)
    if sides:
        return Question(text, "comparison", (), sides)
    wanted: Wanted | None = None
    rest = text
    lowered = text.lower()
    for pattern, word, signs in _ASKED_OF:
        if not any(sign in lowered for sign in signs.split()):
            continue
        rest = re.sub(pattern, word, rest, flags=re.IGNORECASE if pattern.isascii() else 0)
    for pattern, meaning in _asking(text):
        found = re.search(pattern, rest, re.IGNORECASE if pattern.isascii() else 0)
        if found is None:
            continue
        without = f"{rest[: found.start()]} {rest[found.end() :]}"
        if not re.search(r"\w", without):
            continue
        rest = without
        wanted = wanted or meaning
    first = _FIRST.get(wanted or "")
    kinds = dict.fromkeys([first] if first else [])
    for word in re.findall(r"[a-z]+", rest.lower()):
        if word in _KIND_WORDS:
            kinds[_KIND_WORDS[word]] = None
    for word, kind in _KIND_WORDS.items():
        if not word.isascii() and word in rest and re.search(rf"{word}(?!{_OF_A_KIND})", rest):
            kinds[kind] = None
    hint = " ".join(
        meant
        for pattern, meant, signs in _HINTS
        if any(sign in lowered for sign in signs.split()) and re.search(pattern, text, re.IGNORECASE)
    )
    return Question(rest, wanted, tuple(kinds), hint=hint)


def stop_at(run: str, place: int) -> int:
    """Return how many characters the function word takes that stands in a run of Chinese at a place; 0 for none."""
    found = _stops().match(run, place)
    return len(found[0]) if found else 0


def _sides(text: str) -> tuple[str, ...]:
    """Return what is compared with what, or nothing."""
    for pattern, signs in _COMPARISONS:
        if not any(sign in text.lower() for sign in signs):
            continue
        found = re.fullmatch(pattern, text.strip(" ?？!.。"), re.IGNORECASE if pattern.isascii() else 0)
        if found is None:
            continue
        sides = [found["a"].strip(" ,"), found["b"].strip(" ,")]
        if all(re.search(r"\w", side) for side in sides):
            return tuple(sides)
    return ()


def _asking(text: str) -> Iterator[tuple[str, Wanted]]:
    """Yield the patterns that a text may fit."""
    words = re.findall(r"[a-z]+", text.lower())
    for pattern, wanted, signs in _ENGLISH:
        groups = [tuple(group.split()) for group in signs.split("/")]
        if all(any(word.startswith(group) for word in words) for group in groups):
            yield pattern, wanted
    if not text.isascii() and not _ASKING_CHINESE.isdisjoint(text):
        yield from _CHINESE


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(_CHINESE_STOP, key=len, reverse=True)) + ")")
