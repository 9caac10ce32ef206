"""Which court may be the right one: the rules of jurisdiction over places given as text.

Advice, never a ground to refuse: the filer may hand in anyway, and the reviewer decides. Everything is given, nothing
is queried: `courts` are rows of the directory (`filings.intake.courts` or the model, both with `code`, `name`,
`level` and `divisions`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Protocol


class Matter(Enum):
    """What is asked of a court."""

    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    ENFORCEMENT = "enforcement"
    PAYMENT_ORDER = "payment_order"
    PROTECTION_ORDER = "protection_order"


class Place(Enum):
    """The part that a place plays in a dispute, with the words that ask for it."""

    DEFENDANT = "被告住所地（住所和经常居住地不一致的，填经常居住地）"
    PLAINTIFF = "原告住所地"
    PERFORMANCE = "合同履行地"
    TORT = "侵权行为发生地或者结果发生地"
    ACCIDENT = "交通事故发生地"
    IMMOVABLE = "房屋、土地等不动产所在地"
    HARBOUR = "港口所在地"
    ESTATE = "被继承人死亡时的住所地，或者主要遗产所在地"
    AGREED = "书面约定的法院或者地点"
    EMPLOYER = "用人单位所在地"
    WORK = "劳动合同履行地"
    COMPANY = "公司住所地"
    INSURED = "保险标的物所在地"
    CARRIAGE = "运输始发地或者目的地"
    BILL = "票据支付地"
    AGENCY = "作出行政行为的行政机关（写名称）"
    JUDGED = "作出第一审裁判的法院"
    PROPERTY = "被执行的财产所在地"
    VIOLENCE = "家庭暴力发生地"


class Seat(Protocol):
    """What the rules need to know of a court."""

    code: str
    name: str
    level: str
    divisions: list[str]


@dataclass(frozen=True)
class Facts:
    """What somebody says of a dispute; whatever is not known stays empty.

    `cause` and `group` are names of the cause list. `defendant_away`: the defendant is abroad, missing or in custody.
    """

    matter: Matter = Matter.CIVIL
    cause: str = ""
    group: str = ""
    amount: Decimal | None = None
    defendant_away: bool = False
    places: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """From which amount in yuan an intermediate court hears the first instance (法发〔2021〕27号)."""

    local: Decimal
    elsewhere: Decimal
    """One party lives outside the court's province."""


@dataclass(frozen=True)
class Hint:
    """One court that may hear it, why, and by which article. `court` is '' for a place outside the directory."""

    court: str
    place: str
    ground: str
    article: str
    exclusive: bool = False


@dataclass(frozen=True)
class Rule:
    """When `applies`, the court of `place` has jurisdiction by `article`; an exclusive rule shuts the others out."""

    applies: Callable[[Facts], bool]
    place: Place
    ground: str
    article: str
    exclusive: bool = False


CPL = "民事诉讼法"
LABOUR = ("劳动争议", "新就业形态用工纠纷")
IMMOVABLE_GROUPS = ("不动产登记纠纷", "所有权纠纷", "用益物权纠纷", "物权保护纠纷", "占有保护纠纷")
IMMOVABLE_CAUSES = (
    *("农村土地承包", "土地承包经营权", "房屋租赁", "建设工程施工", "建设工程价款", "建设工程分包", "装饰装修"),
    *("农村建房施工", "政策性房屋", "相邻", "不动产"),
)
COMPANY_GROUPS = ("与公司有关的纠纷", "与企业有关的纠纷", "与合伙企业有关的纠纷")
LOANS = ("民间借贷", "金融借款", "同业拆借", "信用卡")


def _civil(facts: Facts) -> bool:
    return facts.matter == Matter.CIVIL


def _in_groups(*groups: str) -> Callable[[Facts], bool]:
    return lambda facts: _civil(facts) and facts.group in groups


def _about(*words: str) -> Callable[[Facts], bool]:
    return lambda facts: _civil(facts) and any(word in facts.cause for word in words)


def _matter(matter: Matter) -> Callable[[Facts], bool]:
    return lambda facts: facts.matter == matter


def _about_immovables(facts: Facts) -> bool:
    return _in_groups(*IMMOVABLE_GROUPS)(facts) or _about(*IMMOVABLE_CAUSES)(facts)


def _contract(facts: Facts) -> bool:
    return _in_groups("合同纠纷", "保险纠纷")(facts) and not _about("保险", "运输")(facts)


def _accident(facts: Facts) -> bool:
    return _about("交通事故", "铁路运输人身", "水上运输人身", "航空运输人身")(facts)


def _tort(facts: Facts) -> bool:
    return _in_groups("侵权责任纠纷", "人格权纠纷", "知识产权与竞争纠纷")(facts) and not _accident(facts)


def _loan_without_place(facts: Facts) -> bool:
    return _about(*LOANS)(facts) and not facts.places.get(Place.PERFORMANCE)


def _plaintiffs_court(facts: Facts) -> bool:
    return _civil(facts) and facts.defendant_away and facts.group == "婚姻家庭纠纷"


RULES = (
    Rule(_about_immovables, Place.IMMOVABLE, "不动产所在地（专属管辖）", f"{CPL}第三十四条第一项", exclusive=True),
    Rule(_about("港口作业"), Place.HARBOUR, "港口所在地（专属管辖）", f"{CPL}第三十四条第二项", exclusive=True),
    Rule(
        _in_groups("继承纠纷"),
        Place.ESTATE,
        "被继承人死亡时住所地或者主要遗产所在地（专属管辖）",
        f"{CPL}第三十四条第三项",
        exclusive=True,
    ),
    Rule(_in_groups(*LABOUR), Place.EMPLOYER, "用人单位所在地", "劳动争议司法解释（一）第三条", exclusive=True),
    Rule(_in_groups(*LABOUR), Place.WORK, "劳动合同履行地", "劳动争议司法解释（一）第三条", exclusive=True),
    Rule(_civil, Place.AGREED, "书面协议选择（须与争议有实际联系）", f"{CPL}第三十五条"),
    Rule(_contract, Place.PERFORMANCE, "合同履行地", f"{CPL}第二十四条"),
    Rule(
        _loan_without_place,
        Place.PLAINTIFF,
        "没有约定履行地时，接收货币一方（出借人）所在地",
        "民诉解释第十八条第二款",
    ),
    Rule(_about("保险"), Place.INSURED, "保险标的物所在地", f"{CPL}第二十五条"),
    Rule(_in_groups("票据纠纷"), Place.BILL, "票据支付地", f"{CPL}第二十六条"),
    Rule(_in_groups(*COMPANY_GROUPS), Place.COMPANY, "公司住所地", f"{CPL}第二十七条"),
    Rule(_about("运输合同"), Place.CARRIAGE, "运输始发地或者目的地", f"{CPL}第二十八条"),
    Rule(_tort, Place.TORT, "侵权行为地", f"{CPL}第二十九条"),
    Rule(_about("网络侵权"), Place.PLAINTIFF, "信息网络侵权结果发生地：被侵权人住所地", "民诉解释第二十五条"),
    Rule(_accident, Place.ACCIDENT, "事故发生地", f"{CPL}第三十条"),
    Rule(_plaintiffs_court, Place.PLAINTIFF, "被告在国外、下落不明或者被监禁的，原告住所地", f"{CPL}第二十三条"),
    Rule(
        _about("赡养", "扶养", "抚养"),
        Place.PLAINTIFF,
        "几个被告住所地不在同一辖区的，原告住所地",
        "民诉解释第九条",
    ),
    Rule(_civil, Place.DEFENDANT, "被告住所地", f"{CPL}第二十二条"),
    Rule(_matter(Matter.ENFORCEMENT), Place.JUDGED, "第一审法院", f"{CPL}第二百三十五条"),
    Rule(_matter(Matter.ENFORCEMENT), Place.PROPERTY, "被执行的财产所在地（与第一审法院同级）", f"{CPL}第二百三十五条"),
    Rule(_matter(Matter.PAYMENT_ORDER), Place.DEFENDANT, "债务人住所地", "民诉解释第二十三条"),
    Rule(_matter(Matter.PROTECTION_ORDER), Place.PLAINTIFF, "申请人居住地", "反家庭暴力法第二十五条"),
    Rule(_matter(Matter.PROTECTION_ORDER), Place.DEFENDANT, "被申请人居住地", "反家庭暴力法第二十五条"),
    Rule(_matter(Matter.PROTECTION_ORDER), Place.VIOLENCE, "家庭暴力发生地", "反家庭暴力法第二十五条"),
    Rule(_matter(Matter.ADMINISTRATIVE), Place.AGENCY, "最初作出行政行为的行政机关所在地", "行政诉讼法第十八条"),
)

JINAN = "鲁01"
RAILWAY_COURT = "鲁7101"
GOVERNMENTS = re.compile(r"[区县]人民政府|管理委员会|管委会")
BASIC, INTERMEDIATE = "basic", "intermediate"
CITY = re.compile(r"^[^市]{2,4}市(?=.)")
FIRST_UNIT = re.compile(r"^([一-龥]{2,3}?)(省|市|自治区)")
ELSEWHERE = re.compile(
    "^(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    "甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)"
)


def places_asked(facts: Facts) -> list[Place]:
    """The places that matter for this dispute, most telling first; an exclusive rule leaves the others out."""
    asked = list(dict.fromkeys(rule.place for rule in RULES if rule.applies(facts)))
    shut = [rule.place for rule in RULES if rule.exclusive and rule.applies(facts)]
    return list(dict.fromkeys(shut)) if shut else asked


def advice(facts: Facts, courts: Iterable[Seat], limits: Limits) -> list[Hint]:
    """The courts that may hear it, each with its ground and article; [] when nothing told points to one."""
    courts = list(courts)
    found: list[Hint] = []
    asked = places_asked(facts)
    for rule in RULES:
        text = facts.places.get(rule.place, "").strip()
        if text and rule.place in asked and rule.applies(facts):
            found += _hints(rule, text, facts, courts)
    if facts.matter == Matter.CIVIL and _is_large(facts, courts, limits):
        found = [_one_level_up(hint, courts) for hint in found]
    return list(dict.fromkeys(found))


def courts_at(place: str, courts: Iterable[Seat]) -> list[Seat]:
    """The court that is named in `place`, or the basic courts whose division it lies in.

    Several when the name of a district is not unique (市中区) and no city is named; [] for a place that no court of
    the directory covers.
    """
    courts, text = list(courts), _plain(place)
    if not text:
        return []
    if named := [court for court in courts if court.name in text]:
        return [max(named, key=lambda court: len(court.name))]
    if is_outside(text, courts):
        return []
    basic = [court for court in courts if court.level == BASIC]
    if whole := [court for court in basic if any(division in text for division in court.divisions)]:
        return whole
    local = [court for court in basic if any(CITY.sub("", division) in text for division in court.divisions)]
    cities = {court.code for court in courts if court.level == INTERMEDIATE and _names_city(text, court)}
    return [court for court in local if court.code[:3] in cities] or local


def is_outside(place: str, courts: Iterable[Seat]) -> bool:
    """Whether `place` begins with a province or city that the directory does not know."""
    text = _plain(place)
    if ELSEWHERE.match(text):
        return True
    unit = FIRST_UNIT.match(text)
    known = "".join(division for court in courts for division in court.divisions)
    return bool(unit) and unit[1] != "山东" and unit[0] not in known


def _hints(rule: Rule, text: str, facts: Facts, courts: list[Seat]) -> list[Hint]:
    seats = courts_at(text, courts)
    if facts.matter == Matter.ADMINISTRATIVE and _against_government(text, seats):
        ground = "以济南市各区、县政府和管委会为被告的第一审行政案件集中管辖"
        article = "行政诉讼法第十八条第二款；鲁高法〔2019〕290号"
        return [Hint(court.name, text, ground, article) for court in courts if court.code == RAILWAY_COURT]
    if not seats:
        return [Hint("", text, rule.ground, rule.article, rule.exclusive)] if is_outside(text, courts) else []
    return [Hint(court.name, text, rule.ground, rule.article, rule.exclusive) for court in seats]


def _against_government(text: str, seats: list[Seat]) -> bool:
    return bool(GOVERNMENTS.search(_plain(text))) and any(court.code[:3] == JINAN for court in seats)


def _is_large(facts: Facts, courts: list[Seat], limits: Limits) -> bool:
    if facts.amount is None:
        return False
    sides = [facts.places.get(place, "") for place in (Place.PLAINTIFF, Place.DEFENDANT)]
    apart = all(sides) and len({is_outside(side, courts) for side in sides}) == 2
    return facts.amount >= (limits.elsewhere if apart else limits.local)


def _one_level_up(hint: Hint, courts: list[Seat]) -> Hint:
    below = next((court for court in courts if court.name == hint.court and court.level == BASIC), None)
    above = next((court for court in courts if below and court.code == below.code[:3]), None)
    ground = f"{hint.ground}；标的额达到中级人民法院管辖标准"
    article = f"{hint.article}；{CPL}第十九条；法发〔2021〕27号"
    return Hint(above.name if above else hint.court, hint.place, ground, article, hint.exclusive)


def _names_city(text: str, court: Seat) -> bool:
    return any(division.removesuffix("市") in text for division in court.divisions)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).removeprefix("中国").removeprefix("山东省")
