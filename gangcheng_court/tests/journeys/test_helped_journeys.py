"""Filings that come in through a helper's hands."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db.models import F
from django.urls import reverse
from playwright.sync_api import Page, expect

from filings.fees.enums import ChargeStatus
from filings.fees.models import Charge
from filings.intake.enums import Channel, Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause
from filings.review.enums import LetterKind
from filings.review.tests.builders import make_clerk
from filings.window.enums import ConfirmedBy, VisitResult
from filings.window.models import Visit
from filings.window.tests.builders import last_code
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_resident_number
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import PhoneCode
from gangcheng_court.core.web.templatetags.court import chinese_date
from gangcheng_court.tests.journeys.hands import PHONE_PHOTO, Mouse, decide, file, judge, upload

HER_PHONE = "13900000078"
FACTS = "一九七〇年登记结婚。二〇二三年五月起分居至今，感情确已破裂。"
CLAIMS = ["判令准予原告与被告离婚", "共同存款 150000 元依法分割"]


def a_minute_passes(phone: str) -> None:
    """A phone is sent one code a minute; filling the form in takes longer than that at a real window."""
    PhoneCode.objects.filter(phone=phone).update(sent_at=F("sent_at") - timedelta(minutes=1))


def add_opponent(hand: Mouse, side: str, name: str) -> None:
    hand.follow(f"添加{side}")
    hand.choose("自然人")
    hand.push("继续")
    hand.write("姓名", name)
    hand.write("住所", "济南市钢城区里辛街道2号")
    hand.push("保存并继续")


def printed_at(page: Page, address: str) -> str:
    """What stands on the PDF at that address, without white space."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return re.sub(r"\s", "", text_of(answer.body()))


def letter_at_the_desk(page: Page, filing: Filing) -> str:
    """The text of the one letter that went out, as the reviewer opens it."""
    letter = filing.letters.get()
    assert letter.kind == LetterKind.ACCEPTANCE
    return printed_at(page, reverse("filings:review-letter", args=[filing.number, letter.pk]))


def test_a_divorce_spoken_at_the_window_by_a_person_of_78_is_registered_in_the_same_visit(
    new_page: Callable[..., Page],
) -> None:
    make_cause(code="15", name="离婚纠纷", group="婚姻家庭纠纷")
    clerk = make_clerk()
    page = new_page(user=clerk)
    hand = Mouse(page)

    page.goto(reverse("filings:window"))
    hand.write("来访人姓名", "王秀兰")
    hand.push("开始接待")
    hand.write("本人手机号码", HER_PHONE)
    hand.push("下一步")
    expect(page.locator("main")).to_contain_text("当场为其注册")
    hand.write("证件号码", make_resident_number("19480305"))
    hand.push("注册并发送验证码")
    hand.write("本人读出的验证码", last_code(HER_PHONE))
    hand.push("本人同意，开始协助")
    page.get_by_label("申请的类型").select_option("民事起诉")
    hand.push("新填一份")
    visit, citizen = Visit.objects.get(), User.objects.get(phone=HER_PHONE)
    filing = visit.filing
    assert (filing.filer, citizen.phone_verified) == (citizen, True)

    hand.follow("去填写")
    hand.follow("当事人")
    hand.follow("添加原告")
    hand.push("本人就是原告")
    expect(page.get_by_label("姓名")).to_have_value("王秀兰")
    page.get_by_label("民族").select_option("汉族")
    hand.write("职业", "退休")
    hand.write("住所", "济南市钢城区艾山街道1号")
    hand.push("保存并继续")
    add_opponent(hand, "被告", "李建国")
    hand.follow("完成，返回")
    hand.follow("案由与请求")
    hand.write("用几个字查找案由", "离婚")
    hand.choose("离婚纠纷")
    hand.write("第 1 项诉讼请求", CLAIMS[0])
    hand.push("再加一项请求")
    hand.write("第 2 项诉讼请求", CLAIMS[1])
    hand.write("标的总额", "１５００００元")
    hand.push("保存并继续")
    hand.follow("事实与理由")
    hand.write("事实与理由", FACTS)
    hand.push("保存并继续")
    hand.follow("材料")
    upload(hand, "identity", file("身份证.jpg", PHONE_PHOTO))
    expect(page.locator("#slot-identity")).to_contain_text("共 1 个文件")
    hand.follow("完成，返回")
    hand.follow("送达与调解意愿")
    hand.write("收件人", "王秀兰")
    hand.write("送达地址", "济南市钢城区艾山街道1号")
    hand.write("联系电话", HER_PHONE)
    hand.choose("不同意", page.get_by_role("group", name="在线办理立案"))
    hand.choose("不同意", page.get_by_role("group", name="电子送达"))
    hand.choose("不愿意", page.get_by_role("group", name=re.compile("调解")))
    hand.push("保存并继续")
    expect(page.locator("main")).to_contain_text("都填好了")
    hand.follow("返回协助页面")

    hand.push("制作口头起诉笔录")
    record = filing.oral_records.get()
    said = printed_at(page, reverse("filings:window-record-file", args=[visit.pk, record.pk]))
    for words in ("口头起诉笔录", "王秀兰", "1948年3月5日出生", FACTS):
        assert words in said
    assert all(claim.replace(" ", "") in said for claim in CLAIMS)
    a_minute_passes(HER_PHONE)
    hand.push("给本人发送确认验证码")
    hand.write("本人读出的验证码", last_code(HER_PHONE))
    hand.push("本人确认笔录")
    expect(page.locator("#record")).to_contain_text("本人已确认 短信验证码")
    hand.tick("本人在场")
    hand.push("提交，当场出收件凭证")
    expect(page.get_by_role("heading", name="收件凭证")).to_be_visible()

    filing.refresh_from_db()
    record.refresh_from_db()
    assert (filing.channel, record.confirmed_by) == (Channel.ORAL, ConfirmedBy.CODE)
    assert visit.began_at - timedelta(minutes=1) <= filing.paper_received_at <= filing.submitted_at
    receipt = printed_at(page, reverse("filings:receipt-pdf", args=[filing.draft_code]))
    assert filing.number in receipt
    assert "口头起诉笔录" in receipt

    hand.push("领取并审核")
    judge(hand)
    decide(hand, "准予立案")
    filing.refresh_from_db()
    assert filing.status == Status.ACCEPTED
    assert re.fullmatch(r"（\d{4}）鲁0117民初\d+号", filing.case_number)
    letter = letter_at_the_desk(page, filing)
    opening = f"你（单位）与李建国离婚纠纷一案，本院于{chinese_date(filing.received_at)}将你（单位）的口头陈述记入笔录"
    for words in ("受理案件通知书", filing.case_number, "王秀兰：", opening, "本院决定立案", "七日内预交"):
        assert words in letter
    charge = Charge.objects.get(filing=filing)
    assert (charge.status, charge.due) == (ChargeStatus.OPEN, Decimal(300))
    page.goto(reverse("filings:fees-desk-filing", args=[filing.number]))
    expect(page.locator("main")).to_contain_text("案件受理费 ¥300.00")

    page.goto(reverse("filings:window-visit", args=[visit.pk]))
    expect(page.locator("main")).to_contain_text(filing.case_number)
    hand.push("结束接待")
    visit.refresh_from_db()
    assert (visit.result, visit.reason) == (VisitResult.REGISTERED, "")
