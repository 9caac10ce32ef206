"""Ways to use a page, by mouse or by keyboard, and the long tasks that several journeys share."""

import re
from contextlib import suppress
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from filings.intake.models import Filing
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import PASSWORD
from gangcheng_court.core.documents.tests.builders import make_docx, make_pdf, make_picture

MOST_TABS = 150
MOST_DRAWING = 20_000
"""Until a letter is drawn and shown, or sealed and sent (ms)."""
PHONE_PHOTO = make_picture(size=(400, 300), orientation=6)
"""As a phone held upright stores it: lying, with the turn in its EXIF."""


def words(name: str) -> re.Pattern[str]:
    """The name, however white space falls between what is seen and what is only read aloud."""
    return re.compile(r"\s*".join(map(re.escape, name.replace(" ", ""))))


class Mouse:
    """One way to use a page; names are what stands on it."""

    def __init__(self, page: Page, *, scripts: bool = True) -> None:
        self.page, self.scripts = page, scripts

    def follow(self, name: str, within: Locator | None = None) -> None:
        self.press((within or self.page).get_by_role("link", name=words(name)).first)

    def push(self, name: str, within: Locator | None = None) -> None:
        self.press((within or self.page).get_by_role("button", name=words(name)).first)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("radio", name=name).first.check()

    def tick(self, name: str) -> None:
        self.page.get_by_role("checkbox", name=name).check()

    def press(self, target: Locator) -> None:
        target.click()


class Keyboard(Mouse):
    """Tab, arrows, space and Enter; nothing is ever clicked."""

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, label: str, text: str) -> None:
        self.reach(self.page.get_by_label(label).first)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def choose(self, name: str, within: Locator | None = None) -> None:
        target = (within or self.page).get_by_role("radio", name=name).first
        group = self.page.locator(f"input[type=radio][name='{target.get_attribute('name')}']")
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if group.evaluate_all("radios => radios.includes(document.activeElement)"):
                break
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        expect(target).to_be_checked()

    def tick(self, name: str) -> None:
        self.reach(self.page.get_by_role("checkbox", name=name))
        self.page.keyboard.press("Space")

    def reach(self, target: Locator) -> None:
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {target} on {self.page.url}")


def file(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def upload(hand: Mouse, slot: str, *files: dict[str, Any]) -> None:
    place = hand.page.locator(f"#slot-{slot}")
    place.locator(f"#files-{slot}").set_input_files(list(files))
    hand.press(place.locator("button", has_text="上传"))


def file_a_complaint(hand: Mouse, *, name: str) -> None:
    """From the guide to the receipt, by somebody signed in as `name`: every task, good files and a bad one.

    Needs `make_cause()`.
    """
    page = hand.page
    page.goto(reverse("filings:intake-guide"))
    hand.follow("先答五个问题")
    for question, answer in (
        ("哪一类事", "和他人或单位有纠纷"),
        ("哪个地方在钢城区", "至少有一个在钢城区"),
        ("劳动争议吗", "不是"),
        ("要求离婚", "不是"),
        ("以前在法院办过", "没有"),
    ):
        hand.choose(answer, page.get_by_role("group", name=re.compile(question.removesuffix("吗"))))
    hand.push("看结果")
    expect(page.get_by_role("heading", name="适合在网上立案")).to_be_visible()
    hand.follow("开始填写")
    hand.push("填写起诉状")
    expect(page.get_by_role("heading", level=1)).to_contain_text("填写立案申请")

    name_the_parties(hand, name=name)

    hand.follow("案由与请求")
    hand.write("用几个字查找案由", "借贷")
    if not hand.scripts:
        hand.push("查找")
    expect(page.get_by_role("radio", name="民间借贷纠纷")).to_be_visible()
    hand.choose("民间借贷纠纷")
    hand.write("第 1 项诉讼请求", "判令被告归还借款本金 50000 元")
    hand.push("再加一项请求")
    hand.write("第 2 项诉讼请求", "本案诉讼费用由被告承担")
    hand.write("标的总额", "５０，０００元")
    hand.push("保存并继续")

    hand.follow("事实与理由")
    hand.write("事实与理由", "二〇二五年三月一日，被告借款五万元，约定一年归还，到期未还。")
    hand.write("证据名称", "借条")
    hand.write("证据来源", "原告保管")
    hand.write("证明目的", "证明借款五万元")
    hand.push("保存并继续")

    hand.follow("材料")
    upload(hand, "identity", file("正面.jpg", PHONE_PHOTO), file("反面.jpg", PHONE_PHOTO))
    expect(page.locator("#slot-identity")).to_contain_text("共 2 个文件")
    hand.push("合成一个 PDF", page.locator("#slot-identity"))
    expect(page.locator("#slot-identity")).to_contain_text("原告身份证明.pdf")
    upload(hand, "evidence", file("借条.pdf", make_pdf(2)), file("说明.docx", make_docx()))
    expect(page.locator("#slot-evidence")).to_contain_text("共 2 个文件")
    upload(hand, "other", file("照片.pdf", b"MZ not a pdf"))
    expect(page.locator("#slot-other")).to_contain_text("“照片.pdf”没有上传")
    expect(page.locator("#slot-evidence")).to_contain_text("借条.pdf")
    hand.follow("完成，返回")

    say_where_letters_go(hand, name=name)

    expect(page.locator("main")).to_contain_text("都填好了")
    hand.follow("核对提交")
    hand.follow("修改事实与理由")
    hand.push("保存并返回")
    expect(page).to_have_url(re.compile(r"/check/$"))
    hand.push("提交立案申请")
    expect(page.locator(".error-summary")).to_contain_text("请阅读并勾选诚信承诺")
    hand.tick("我承诺")
    hand.push("提交立案申请")

    expect(page.get_by_role("heading", level=1)).to_contain_text("法院已收到您的立案申请")


def name_the_parties(hand: Mouse, *, name: str) -> None:
    """From the task list and back: somebody signed in as `name` against 李建国."""
    hand.follow("当事人")
    hand.follow("添加原告")
    hand.push("我就是原告")
    expect(hand.page.get_by_label("姓名")).to_have_value(name)
    hand.page.get_by_label("民族").select_option("汉族")
    hand.write("职业", "教师")
    hand.write("住所", "济南市钢城区艾山街道1号")
    hand.push("保存并继续")
    hand.follow("添加被告")
    hand.choose("自然人")
    hand.push("继续")
    hand.write("姓名", "李建国")
    hand.write("住所", "济南市钢城区里辛街道2号")
    hand.push("保存并继续")
    hand.follow("完成，返回")


def say_where_letters_go(hand: Mouse, *, name: str) -> None:
    """From the task list and back; without mediation and without service by electronic means."""
    hand.follow("送达与调解意愿")
    hand.write("收件人", name)
    hand.write("送达地址", "济南市钢城区艾山街道1号")
    hand.write("联系电话", "138 0000 0001")
    hand.choose("同意", hand.page.get_by_role("group", name="在线办理立案"))
    hand.choose("不同意", hand.page.get_by_role("group", name="电子送达"))
    hand.choose("不愿意", hand.page.get_by_role("group", name=re.compile("调解")))
    hand.push("保存并继续")


def submit(hand: Mouse) -> None:
    """From a task list with nothing left to fill in to the receipt."""
    expect(hand.page.locator("main")).to_contain_text("都填好了")
    hand.follow("核对提交")
    hand.tick("我承诺")
    hand.push("提交立案申请")
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text("法院已收到您的立案申请")


def fetched(page: Page, link: str) -> bytes:
    """What the first link of that name leads to."""
    address = page.get_by_role("link", name=re.compile(link)).first.get_attribute("href")
    return page.request.get(address).body()


def sign_in(hand: Mouse, user: User) -> None:
    hand.page.goto(reverse("account_login"))
    hand.write("手机号码", user.phone)
    hand.write("密码", PASSWORD)
    hand.push("登录")
    expect(hand.page.get_by_role("button", name="退出")).to_be_visible()


def take(hand: Mouse, filing: Filing) -> None:
    """From wherever a clerk is to the workbench of a filing that nobody has taken."""
    hand.follow("审核")
    hand.push("领取", hand.page.get_by_role("row", name=filing.number))
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(filing.number)


def judge(hand: Mouse, *, failed: tuple[int, ...] = ()) -> None:
    """Every checklist item: passed, but the numbered ones that fail."""
    groups = hand.page.get_by_role("group", name=re.compile(r"^\d+\. "))
    for number in range(1, groups.count() + 1):
        hand.choose("不通过" if number in failed else "通过", groups.nth(number - 1))
    hand.push("保存核对意见")
    expect(hand.page.locator("#judged")).to_contain_text("核对完毕")


def decide(hand: Mouse, decision: str) -> None:
    """Open the decision, look at its letter, send it.

    A press that falls while the browser starts its PDF viewer can be lost: it is made again, as a person would.
    """
    box = hand.page.locator("#decisions details", has_text=decision).first
    hand.press(box.locator("summary"))
    hand.push("下一步", box)
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text("核对文书", timeout=MOST_DRAWING)
    hand.page.wait_for_load_state()
    send, title = hand.page.locator("button[value=send]"), hand.page.get_by_role("heading", level=1)
    hand.press(send)
    with suppress(AssertionError):
        expect(title).not_to_contain_text("核对文书", timeout=MOST_DRAWING / 2)
    if send.is_visible():
        hand.press(send)
    expect(title).not_to_contain_text("核对文书", timeout=MOST_DRAWING)


def choose_care(page: Page, site: str = "") -> None:
    """关怀版 from the next page on, as the switch in the header keeps it; `site` for a browser that is nowhere yet."""
    page.context.add_cookies([{"name": "care_mode", "value": "on", "url": site or page.url}])
