"""The public calculator and its API: the same figures, every line with its article, and no bad number accepted."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from filings.fees.kinds import CASES, FEE_RULES, assess
from filings.fees.queries.figures import SETTINGS, chosen, estimate, quote
from filings.fees.rules.paying import NotPrepaid
from filings.fees.rules.standards import RANGES
from filings.intake.kinds import KINDS
from filings.intake.tests.builders import make_complete_draft
from gangcheng_court.core.accounts.tests.builders import sign_in

PAGE, API = "filings:fees-calculator", "api:fees"


def text_of(response):
    return response.content.decode()


def ask(client, **question):
    return client.get(reverse(PAGE), question)


def ask_api(client, **question):
    return client.get(reverse(API), question)


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.code)
def test_the_page_and_the_api_give_the_same_figure_for_every_case(client, case):
    question = {"case": case.code} | ({"amount": "150000"} if case.amount != "none" else {})

    page, answer = ask(client, **question), ask_api(client, **question)

    assert (page.status_code, answer.status_code) == (200, 200)
    assert f"¥{Decimal(answer.json()['due']):,.2f}" in text_of(page)
    assert all(line["words"] in text_of(page) and line["basis"] in text_of(page) for line in answer.json()["lines"])
    assert sum(Decimal(line["amount"]) for line in answer.json()["lines"]).quantize(Decimal("0.01")) == Decimal(
        answer.json()["due"]
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("1,000.00", "50.00"),
        ("１２３４５６．７８", "2769.14"),
        ("￥150,000元", "3300.00"),
        ("30000+45000＋60000", "3000.00"),
        ("0", "50.00"),
    ],
)
def test_amounts_are_read_as_people_write_them(client, typed, due):
    answer = ask_api(client, case="property", amount=typed)

    assert answer.json()["due"] == due
    assert f"¥{Decimal(due):,.2f}" in text_of(ask(client, case="property", amount=typed))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-5", "金额不能是负数"),
        ("－５００", "金额不能是负数"),
        ("−500", "金额不能是负数"),
        ("1e30", "金额只填数字"),
        ("NaN", "金额只填数字"),
        ("Infinity", "金额只填数字"),
        ("9" * 30, "金额太大了"),
        ("0.001", "最多写到分"),
        ("三万", "金额只填数字"),
        ("+".join(["1"] * 51), "一次最多加 50 个金额"),
        ("", "请填写请求的金额"),
        ("+", "请填写请求的金额"),
    ],
)
def test_a_bad_amount_gets_a_clear_message_on_the_page_and_in_the_api(client, typed, words):
    page, answer = ask(client, case="property", amount=typed), ask_api(client, case="property", amount=typed)

    assert (page.status_code, answer.status_code) == (422, 400)
    assert words in text_of(page)
    assert words in str(answer.json())
    assert "怎么算的" not in text_of(page)


@pytest.mark.django_db
def test_what_the_province_chooses_is_shown_as_a_range_with_our_amount_as_an_example(client, settings):
    settings.FEE_DIVORCE_BASE = Decimal(200)

    page = text_of(ask(client, case="divorce", amount="350000"))

    assert "50–300 元" in page
    assert "¥200.00 举例" in page
    assert "¥950.00" in page
    assert ask_api(client, case="divorce", amount="350000").json()["range"] == "50–300 元"


@pytest.mark.django_db
def test_a_case_that_does_not_hang_on_the_choice_shows_no_range(client):
    assert "500–1,000 元" in text_of(ask(client, case="intellectual_property", amount=""))
    assert "500–1,000 元" not in text_of(ask(client, case="intellectual_property", amount="100000"))


@pytest.mark.django_db
def test_mixed_claims_are_charged_by_the_property_alone_and_halved_once(client):
    page = text_of(ask(client, case="property", amount="120000", mixed="on"))

    assert "同时提出的非财产请求不另交" in page
    assert "¥2,700.00" in page
    assert "¥1,350.00" in page


@pytest.mark.django_db
def test_an_application_fee_is_never_halved_and_enforcement_is_not_prepaid(client):
    page = text_of(ask(client, case="enforcement", amount="100000"))

    assert "减半为" not in page
    assert "不向申请执行人收取" in page
    assert quote("enforcement", (Decimal(100000),)).at_filing == 0


@pytest.mark.django_db
def test_an_unknown_case_does_not_exist(client):
    assert ask(client, case="maritime").status_code == 404
    assert ask_api(client, case="maritime").status_code == 400


def test_whole_yuan_are_taken_where_the_cashier_takes_no_cents(settings):
    settings.FEE_ROUNDING = Decimal(1)

    answer = quote("property", (Decimal(10001),))

    assert (answer.due, answer.half) == (Decimal(50), Decimal(25))
    assert answer.sentences[-1] == "合计 50.00 元（四舍五入到 1 元）。"


def test_every_amount_left_open_by_the_law_has_a_setting_within_it():
    assert set(SETTINGS) == set(RANGES)
    for name, amount in chosen().items():
        assert RANGES[name].require(amount) == amount


def test_a_setting_outside_the_law_stops_the_portal_from_starting(settings):
    assert not run_checks()
    settings.FEE_DIVORCE_BASE, settings.FEE_ROUNDING = Decimal(301), Decimal(0)

    assert [error.msg for error in run_checks() if error.id == "filings.E001"] == [
        "FEE_DIVORCE_BASE 应当在 50–300 元之间（诉讼费用交纳办法第十三条第二项）。",
        "FEE_ROUNDING 应当大于零，例如 0.01 或者 1。",
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_kind_of_filing_has_a_fee_rule(kind):
    assert kind.fee in FEE_RULES


def filing_of(fee="civil", amount=None, group="合同纠纷", cause="民间借贷纠纷"):
    named = SimpleNamespace(name=cause, group=group) if cause else None
    return SimpleNamespace(kind_data=SimpleNamespace(fee=fee), amount=amount, cause=named)


@pytest.mark.parametrize(
    ("filing", "due", "waiting"),
    [
        (filing_of(amount=Decimal(50000)), 1050, None),
        (filing_of(amount=Decimal(50000), group="劳动争议", cause="经济补偿金纠纷"), 10, None),
        (filing_of(group="劳动争议", cause="追索劳动报酬纠纷"), 10, NotPrepaid.WAGES),
        (filing_of(amount=Decimal(500000), group="婚姻家庭纠纷", cause="离婚纠纷"), 1800, None),
        (filing_of(amount=Decimal(100000), group="婚姻家庭纠纷", cause="离婚后财产纠纷"), 2300, None),
        (filing_of(amount=Decimal(80000), group="人格权纠纷", cause="名誉权纠纷"), 800, None),
        (filing_of(group="知识产权与竞争纠纷", cause="著作权合同纠纷"), 1000, None),
        (filing_of("enforcement", Decimal(100000), cause=None), 1400, NotPrepaid.ENFORCEMENT),
        (filing_of("enforcement", None, cause=None), 500, NotPrepaid.ENFORCEMENT),
        (filing_of("bankruptcy", Decimal(100000000), cause=None), 270900, NotPrepaid.BANKRUPTCY),
        (filing_of("preservation", Decimal(500000), cause=None), 3020, None),
        (filing_of("payment_order", Decimal(100000), cause=None), Decimal("766.67"), None),
        (filing_of("administrative", None, cause=None), 50, None),
        (filing_of("judicial_confirmation", Decimal(1), cause=None), 0, None),
        (filing_of("protection_order", None, cause=None), 0, None),
        (filing_of("private_prosecution", None, cause=None), 0, None),
    ],
)
def test_a_filing_is_charged_by_its_kind_its_cause_and_its_amount(filing, due, waiting):
    found = assess(filing, chosen())

    assert (found.fee.due, found.waiting) == (due, waiting)


@pytest.mark.parametrize(
    "filing",
    [
        filing_of(amount=None),
        filing_of(amount=Decimal(1), cause=None),
        filing_of(amount=Decimal(1), group="婚姻家庭纠纷", cause="赡养费纠纷"),
        filing_of(amount=None, group="婚姻家庭纠纷", cause="离婚纠纷"),
        filing_of(amount=Decimal(1), group="人事争议", cause="辞职争议"),
        filing_of("preservation", None, cause=None),
        filing_of("something new", Decimal(1)),
    ],
)
def test_what_is_not_certain_is_left_to_a_clerk_and_never_guessed(filing):
    found = assess(filing, chosen())

    assert found.fee is None
    assert found.why
    assert estimate(filing).due is None


@pytest.mark.django_db
def test_a_filer_sees_the_estimate_on_the_task_list_and_before_handing_in(client):
    filing = make_complete_draft()
    sign_in(client, filing.filer)

    for name in ("filings:draft", "filings:check"):
        page = text_of(client.get(reverse(name, args=[filing.draft_code])))
        assert "费用预估" in page
        assert "¥1,050.00" in page
        assert "诉讼费用交纳办法第十三条第一项" in page
