"""A lawyer files a labour dispute for two workers; the agent's papers and powers reach the clerk, the letters both."""

from collections.abc import Callable
from decimal import Decimal

from django.urls import reverse
from playwright.sync_api import Page, expect

from filings.fees.enums import ChargeStatus
from filings.fees.models import Charge
from filings.intake.enums import SpecialPower
from filings.intake.models import Agent, Filing
from filings.intake.tests.builders import make_cause
from filings.pleadings.tests.builders import squeezed
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.tests.journeys.hands import (
    PHONE_PHOTO,
    Mouse,
    decide,
    fetched,
    file,
    judge,
    say_where_letters_go,
    submit,
    take,
    upload,
)

WORKERS = {"王秀兰": "女", "张玥喆": "男"}
EMPLOYER = "济南测试机械有限公司"
POWERS = (SpecialPower.CHANGE, SpecialPower.SETTLE)


def test_a_lawyer_files_for_two_workers(new_page: Callable[..., Page]) -> None:
    make_cause(code="205(6)", name="经济补偿金纠纷", group="劳动争议")
    lawyer = make_user(Role.LAWYER, name="赵律明")
    page = new_page(user=lawyer)
    hand = Mouse(page)
    page.goto(reverse("filings:intake-start"))
    hand.push("填写起诉状")
    hand.follow("当事人")
    for name, sex in WORKERS.items():
        add_a_worker(hand, name=name, sex=sex)
    add_the_employer(hand)
    hand.follow("完成，返回")

    hand.follow("案由与请求")
    hand.write("用几个字查找案由", "补偿金")
    hand.choose("经济补偿金纠纷")
    hand.write("第 1 项诉讼请求", "判令被告支付王秀兰经济补偿 30000 元")
    hand.push("再加一项请求")
    hand.write("第 2 项诉讼请求", "判令被告支付张玥喆经济补偿 20000 元")
    hand.write("标的总额", "50000")
    hand.push("保存并继续")
    hand.follow("事实与理由")
    hand.write("事实与理由", "两名原告在被告处工作五年，二〇二六年三月被告解除劳动合同，没有支付经济补偿。")
    hand.push("保存并继续")
    hand.follow("与案由有关的情况")
    hand.choose("不是", page.get_by_role("group", name="是不是用人单位对终局仲裁裁决不服"))
    hand.push("保存并继续")

    hand.follow("材料")
    upload(hand, "identity", file("王秀兰.jpg", PHONE_PHOTO), file("张玥喆.jpg", PHONE_PHOTO))
    expect(page.locator("#slot-identity")).to_contain_text("共 2 个文件")
    upload(hand, "arbitration", file("仲裁裁决书.pdf", make_pdf(2)))
    expect(page.locator("#slot-arbitration")).to_contain_text("仲裁裁决书.pdf")
    hand.follow("完成，返回")
    say_where_letters_go(hand, name=lawyer.name)
    expect(page.locator("main")).to_contain_text("还差 1 项")
    hand.follow("材料")
    upload(hand, "authority", file("授权委托书.pdf", make_pdf()), file("律所公函.pdf", make_pdf(2)))
    expect(page.locator("#slot-authority")).to_contain_text("律所公函.pdf")
    hand.follow("完成，返回")
    submit(hand)

    filing = Filing.objects.get(filer=lawyer)
    agents = Agent.objects.filter(party__filing=filing)
    assert [(agent.name, set(agent.special_powers)) for agent in agents] == [(lawyer.name, set(POWERS))] * 2
    desk_page = new_page(user=make_user(Role.CLERK))
    desk_page.goto(reverse("portal:home"))
    desk = Mouse(desk_page)
    take(desk, filing)
    for words in ("代理手续齐全", "特别授权", "代为变更诉讼请求", "劳动仲裁文书：仲裁裁决书.pdf"):
        expect(desk_page.locator("main")).to_contain_text(words)
    judge(desk)
    decide(desk, "准予立案")
    filing.refresh_from_db()

    page.goto(reverse("filings:progress", args=[filing.number]))
    letter = words_of(fetched(page, "受理通知书"))
    for words in (filing.case_number, f"{'、'.join(WORKERS)}：", f"与{EMPLOYER}经济补偿金纠纷一案"):
        assert words in letter
    hand.follow("去交费")
    charge = Charge.objects.get(filing=filing)
    assert (charge.due, charge.status) == (Decimal("10.00"), ChargeStatus.OPEN)
    expect(page.locator("main")).to_contain_text("¥10.00")
    notice = words_of(fetched(page, "的通知书"))
    for words in (f"{'、'.join(WORKERS)}：", "案件受理费10.00元", squeezed(charge.spaced_code)):
        assert words in notice


def add_a_worker(hand: Mouse, *, name: str, sex: str) -> None:
    """A plaintiff with the signed-in lawyer as agent, from the list of parties and back."""
    page = hand.page
    hand.follow("添加原告" if name == next(iter(WORKERS)) else "再添加一个原告")
    hand.choose("自然人")
    hand.push("继续")
    hand.write("姓名", name)
    hand.choose(sex)
    hand.write("出生日期", "1980-05-06")
    page.get_by_label("民族").select_option("汉族")
    hand.write("职业", "工人")
    hand.write("住所", "济南市钢城区艾山街道1号")
    hand.write("联系方式", "138 0000 0001")
    hand.push("先存着，以后再填")
    page.goto(reverse("filings:draft-parties", args=[Filing.objects.get().draft_code]))
    hand.follow(f"修改 原告{name}")
    hand.follow("添加代理人")
    hand.push("我就是代理律师")
    expect(page.get_by_label("所在单位")).to_have_value("山东测试律师事务所")
    hand.choose("特别授权")
    for power in POWERS:
        hand.tick(power.label)
    hand.push("保存并继续")
    hand.push("保存并继续")


def add_the_employer(hand: Mouse) -> None:
    hand.follow("添加被告")
    hand.choose("法人或非法人组织")
    hand.push("继续")
    hand.write("名称", EMPLOYER)
    hand.write("住所", "济南市钢城区里辛街道2号")
    hand.push("保存并继续")
