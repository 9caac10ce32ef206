"""Filings that come in through a helper's hands: spoken at the window, and over the telephone."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from filings.fees.enums import ChargeStatus
from filings.fees.models import Charge
from filings.intake import services as intake
from filings.intake.enums import Channel, Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause
from filings.review.enums import LetterKind
from filings.review.tests.builders import make_clerk
from filings.window.enums import ConfirmedBy, VisitResult
from filings.window.models import Visit
from filings.window.tests.builders import last_code
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_resident_number, make_user
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.core.notices.models import Notice, PhoneCode
from gangcheng_court.core.web.templatetags.court import chinese_date
from gangcheng_court.tests.journeys.hands import PHONE_PHOTO, Mouse, decide, file, judge, take, upload

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


def test_an_operator_files_for_enforcement_with_a_caller_and_nobody_asks_for_a_certificate_of_effect(
    new_page: Callable[..., Page],
) -> None:
    citizen, operator, clerk = make_user(name="张玥喆"), make_user(Role.OPERATOR), make_clerk()
    draft = intake.start(kind="enforcement", by=citizen, at=timezone.now())
    own = new_page(user=citizen, width=375)
    own.goto(reverse("filings:draft-help", args=[draft.draft_code]))
    Mouse(own).push("得到协助码")
    invitation = own.locator("dd.number").nth(1).inner_text()

    page = new_page(user=operator)
    hand = Mouse(page)
    page.goto(reverse("filings:assistances"))
    hand.write("草稿编号", draft.draft_code)
    hand.write("本人读出的验证码", invitation)
    hand.push("打开草稿")
    hand.follow("去填写")
    hand.follow("当事人")
    hand.follow("添加申请执行人")
    hand.push("本人就是申请执行人")
    expect(page.get_by_label("姓名")).to_have_value("张玥喆")
    hand.write("住所", "济南市钢城区艾山街道1号")
    hand.push("保存并继续")
    add_opponent(hand, "被执行人", "李建国")
    hand.follow("完成，返回")
    hand.follow("执行请求")
    hand.write("第 1 项执行请求", "支付借款本金 50000 元")
    hand.write("申请执行标的额", "50000")
    hand.push("保存并继续")
    hand.follow("执行依据和财产线索")
    hand.choose("判决书", page.get_by_role("group", name="根据什么文书申请执行"))
    hand.write("文书上的案号或编号", "（2026）鲁0117民初9号")
    hand.write("作出文书的机关", "济南市钢城区人民法院")
    hand.write("您知道的对方财产", "济南市钢城区的一套房屋")
    hand.push("保存并继续")
    hand.follow("事实与理由")
    hand.write("事实与理由", "判决生效后，被执行人至今没有付款。")
    hand.push("保存并继续")
    hand.follow("材料")
    upload(hand, "identity", file("身份证.jpg", PHONE_PHOTO))
    expect(page.locator("#slot-identity")).to_contain_text("共 1 个文件")
    upload(hand, "basis", file("判决书.pdf", make_pdf()))
    expect(page.locator("#slot-basis")).to_contain_text("共 1 个文件")
    hand.follow("完成，返回")
    hand.follow("送达地址")
    hand.write("收件人", "张玥喆")
    hand.write("送达地址", "济南市钢城区艾山街道1号")
    hand.write("联系电话", citizen.phone)
    hand.choose("同意", page.get_by_role("group", name="在线办理立案"))
    hand.choose("同意", page.get_by_role("group", name="电子送达"))
    hand.push("保存并继续")
    expect(page.locator("main")).to_contain_text("都填好了")
    expect(page.locator("main")).to_contain_text("立案时不交")
    hand.follow("返回协助页面")
    a_minute_passes(citizen.phone)
    hand.push("给本人发送确认验证码")
    hand.write("本人读出的验证码", last_code(citizen.phone))
    hand.push("本人确认，提交申请")
    expect(page.locator("main")).to_contain_text("已经提交")
    filing = Filing.objects.get(pk=draft.pk)
    assert (filing.status, filing.channel) == (Status.SUBMITTED, Channel.ASSISTED)
    own.goto(reverse("filings:progress", args=[filing.number]))
    expect(own.locator("main")).to_contain_text("代张玥喆提交立案申请（肩并肩协助立案，本人确认）")

    desk_page = new_page(user=clerk)
    desk = Mouse(desk_page)
    desk_page.goto(reverse("portal:home"))
    take(desk, filing)
    desk_page.get_by_label("文书种类").select_option("第一审判决书")
    desk.write("送达（签收）日期（第 1 行）", "2026-09-10")
    desk.write("送达（签收）日期（第 2 行）", "2026-09-18")
    desk.push("保存并计算")
    effect = desk_page.locator("#effect")
    expect(effect).to_contain_text("2026年10月9日 生效")
    expect(effect).to_contain_text("2026年10月8日")

    item = desk_page.locator(".check", has=desk_page.get_by_role("group", name=re.compile("法律文书已经生效")))
    desk.choose("不通过", item)
    item.get_by_label("告知申请人的内容").fill("请提交法院出具的生效证明。")
    desk.push("保存核对意见")
    expect(desk_page.locator(".error-summary")).to_contain_text("申请执行不需要提供生效证明")
    assert not filing.letters.exists()
    desk_page.goto(reverse("filings:review", args=[filing.number]))
    judge(desk)
    decide(desk, "准予立案")
    filing.refresh_from_db()
    assert re.fullmatch(r"（\d{4}）鲁0117执\d+号", filing.case_number)
    letter = letter_at_the_desk(desk_page, filing)
    opening = f"与李建国申请执行一案，本院于{chinese_date(filing.submitted_at)}收到强制执行申请书"
    for words in ("受理案件通知书", filing.case_number, "张玥喆：", opening, "申请执行不用预交执行费"):
        assert words in letter
    assert "七日内预交" not in letter
    charge = Charge.objects.get(filing=filing)
    assert (charge.status, charge.code, charge.limits.count()) == (ChargeStatus.NOT_PREPAID, None, 0)
    own.goto(reverse("filings:fees", args=[filing.number]))
    expect(own.locator("main")).not_to_contain_text("请交费")
    assert not Notice.objects.filter(recipient=citizen, template="filings/fee_asked").exists()
