"""The rules of jurisdiction as tables: they point to a court, name the article, and never refuse."""

from decimal import Decimal

import pytest

from filings.intake import courts, jurisdiction
from filings.intake.jurisdiction import Facts, Hint, Limits, Matter, Place

COURTS = list(courts.rows())
LIMITS = Limits(local=Decimal("500000000"), elsewhere=Decimal("100000000"))
HERE, LAIWU, SHIZHONG = "济南市钢城区艾山街道1号", "山东省济南市莱芜区凤城街道2号", "济南市市中区经四路3号"
GANGCHENG, LAIWU_COURT = "济南市钢城区人民法院", "济南市莱芜区人民法院"


def advice(cause: str, group: str, *, amount: str = "", matter: Matter = Matter.CIVIL, **places: str) -> list[Hint]:
    facts = Facts(
        matter=matter,
        cause=cause,
        group=group,
        amount=Decimal(amount) if amount else None,
        places={Place[name.upper()]: text for name, text in places.items()},
    )
    return jurisdiction.advice(facts, COURTS, LIMITS)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (HERE, [GANGCHENG]),
        ("济南钢城区府前大街", [GANGCHENG]),
        ("山东省莱芜市钢城区里辛街道", [GANGCHENG]),
        ("莱芜市莱城区", [LAIWU_COURT]),
        ("钢城区", [GANGCHENG]),
        ("济 南 市 钢 城 区", [GANGCHENG]),
        ("滕州市龙泉街道", ["滕州市人民法院"]),
        ("济宁市邹城市钢山街道", ["邹城市人民法院"]),
        ("平阴县榆山街道", ["平阴县人民法院"]),
        ("山东省枣庄市市中区", ["枣庄市市中区人民法院"]),
        ("济南市中区经四路", ["济南市市中区人民法院"]),
        ("市中区", ["济南市市中区人民法院", "枣庄市市中区人民法院"]),
        ("济南高新区舜华路", ["济南高新技术产业开发区人民法院"]),
        ("济南市莱芜区人民法院", [LAIWU_COURT]),
        ("济南市中级人民法院", ["济南市中级人民法院"]),
        ("济南市", []),
        ("天津市河东区", []),
        ("四川省乐山市市中区", []),
        ("乐山市市中区", []),
        ("河北石家庄长安区", []),
        ("不清楚", []),
        ("", []),
    ],
)
def test_a_place_is_matched_to_the_court_that_covers_it(place, found):
    assert [court.name for court in jurisdiction.courts_at(place, COURTS)] == found


@pytest.mark.parametrize(
    ("cause", "group", "places", "court", "article"),
    [
        ("买卖合同纠纷", "合同纠纷", {"defendant": LAIWU}, LAIWU_COURT, "第二十二条"),
        ("买卖合同纠纷", "合同纠纷", {"performance": HERE}, GANGCHENG, "第二十四条"),
        ("民间借贷纠纷", "合同纠纷", {"plaintiff": HERE}, GANGCHENG, "民诉解释第十八条"),
        ("财产保险合同纠纷", "保险纠纷", {"insured": LAIWU}, LAIWU_COURT, "第二十五条"),
        ("票据追索权纠纷", "票据纠纷", {"bill": LAIWU}, LAIWU_COURT, "第二十六条"),
        ("股东知情权纠纷", "与公司有关的纠纷", {"company": HERE}, GANGCHENG, "第二十七条"),
        ("公路货物运输合同纠纷", "合同纠纷", {"carriage": LAIWU}, LAIWU_COURT, "第二十八条"),
        ("饲养动物损害责任纠纷", "侵权责任纠纷", {"tort": HERE}, GANGCHENG, "第二十九条"),
        ("名誉权纠纷", "人格权纠纷", {"tort": LAIWU}, LAIWU_COURT, "第二十九条"),
        ("网络侵权责任纠纷", "侵权责任纠纷", {"plaintiff": HERE}, GANGCHENG, "民诉解释第二十五条"),
        ("机动车交通事故责任纠纷", "侵权责任纠纷", {"accident": LAIWU}, LAIWU_COURT, "第三十条"),
        ("建设用地使用权纠纷", "用益物权纠纷", {"immovable": HERE}, GANGCHENG, "第三十四条第一项"),
        ("房屋租赁合同纠纷", "合同纠纷", {"immovable": LAIWU}, LAIWU_COURT, "第三十四条第一项"),
        ("建设工程施工合同纠纷", "合同纠纷", {"immovable": LAIWU}, LAIWU_COURT, "第三十四条第一项"),
        ("港口作业纠纷", "侵权责任纠纷", {"harbour": "日照市岚山区"}, "日照市岚山区人民法院", "第三十四条第二项"),
        ("法定继承纠纷", "继承纠纷", {"estate": HERE}, GANGCHENG, "第三十四条第三项"),
        ("买卖合同纠纷", "合同纠纷", {"agreed": GANGCHENG}, GANGCHENG, "第三十五条"),
        ("追索劳动报酬纠纷", "劳动争议", {"employer": LAIWU}, LAIWU_COURT, "劳动争议司法解释（一）第三条"),
        ("追索劳动报酬纠纷", "劳动争议", {"work": HERE}, GANGCHENG, "劳动争议司法解释（一）第三条"),
        ("赡养纠纷", "婚姻家庭纠纷", {"plaintiff": HERE}, GANGCHENG, "民诉解释第九条"),
    ],
)
def test_each_civil_rule_points_to_its_court(cause, group, places, court, article):
    hint = advice(cause, group, **places)[0]

    assert hint.court == court
    assert article in hint.article


@pytest.mark.parametrize(
    ("matter", "places", "court", "article"),
    [
        (Matter.ENFORCEMENT, {"judged": GANGCHENG}, GANGCHENG, "第二百三十五条"),
        (Matter.ENFORCEMENT, {"property": LAIWU}, LAIWU_COURT, "第二百三十五条"),
        (Matter.PAYMENT_ORDER, {"defendant": LAIWU}, LAIWU_COURT, "民诉解释第二十三条"),
        (Matter.PROTECTION_ORDER, {"plaintiff": HERE}, GANGCHENG, "反家庭暴力法"),
        (Matter.PROTECTION_ORDER, {"violence": LAIWU}, LAIWU_COURT, "反家庭暴力法"),
        (Matter.ADMINISTRATIVE, {"agency": "济南市钢城区公安分局"}, GANGCHENG, "行政诉讼法第十八条"),
        (Matter.ADMINISTRATIVE, {"agency": "济南市钢城区人民政府"}, "济南铁路运输法院", "鲁高法〔2019〕290号"),
        (Matter.ADMINISTRATIVE, {"agency": "青岛市崂山区人民政府"}, "青岛市崂山区人民法院", "行政诉讼法第十八条"),
    ],
)
def test_other_matters_have_rules_of_their_own(matter, places, court, article):
    (hint,) = advice("", "", matter=matter, **places)

    assert hint.court == court
    assert article in hint.article


def test_an_exclusive_rule_shuts_the_others_out():
    hints = advice("房屋租赁合同纠纷", "合同纠纷", defendant=LAIWU, performance=LAIWU, immovable=HERE)

    assert [(hint.court, hint.exclusive) for hint in hints] == [(GANGCHENG, True)]


def test_a_labour_dispute_goes_to_the_employer_or_the_place_of_work():
    hints = advice("追索劳动报酬纠纷", "劳动争议", defendant=SHIZHONG, employer=LAIWU, work=HERE)

    assert [hint.court for hint in hints] == [LAIWU_COURT, GANGCHENG]


def test_several_courts_may_be_right_and_the_filer_chooses():
    hints = advice("民间借贷纠纷", "合同纠纷", defendant=LAIWU, plaintiff=HERE)

    assert [hint.court for hint in hints] == [GANGCHENG, LAIWU_COURT]


def test_a_defendant_who_is_away_brings_a_divorce_to_the_plaintiffs_court():
    places = {Place.PLAINTIFF: HERE, Place.DEFENDANT: LAIWU}
    facts = Facts(cause="离婚纠纷", group="婚姻家庭纠纷", defendant_away=True, places=places)

    assert jurisdiction.advice(facts, COURTS, LIMITS)[0].court == GANGCHENG


@pytest.mark.parametrize(
    ("amount", "plaintiff", "court"),
    [
        ("499999999.99", HERE, LAIWU_COURT),
        ("500000000", HERE, "济南市中级人民法院"),
        ("99999999.99", "河北省石家庄市长安区", LAIWU_COURT),
        ("100000000", "河北省石家庄市长安区", "济南市中级人民法院"),
        ("100000000", "", LAIWU_COURT),
    ],
)
def test_a_large_amount_goes_one_level_up(amount, plaintiff, court):
    hints = advice("买卖合同纠纷", "合同纠纷", amount=amount, defendant=LAIWU, plaintiff=plaintiff)

    assert hints[-1].court == court


def test_a_place_outside_the_province_is_named_without_a_court():
    (hint,) = advice("买卖合同纠纷", "合同纠纷", defendant="江苏省徐州市鼓楼区")

    assert (hint.court, hint.place) == ("", "江苏省徐州市鼓楼区")


def test_nothing_told_gives_no_advice():
    assert advice("", "") == advice("买卖合同纠纷", "合同纠纷", defendant="不知道") == []


@pytest.mark.parametrize("rule", jurisdiction.RULES, ids=lambda rule: rule.place.name + rule.article)
def test_every_rule_names_its_article(rule):
    assert rule.article.rstrip("款项").endswith(("条", "第二", "第一", "第三"))
