"""An anonymous complaint from a phone, through its answer, to a second review; and what the way out leaves behind."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gangcheng_court.core.documents.tests.builders import make_picture
from gangcheng_court.tests.journeys import hands, looks
from gangcheng_court.tests.journeys.hands import Mouse
from supervision.complaints.enums import Finding, Mode, Score, Status
from supervision.complaints.models import Complaint, ComplaintDraft
from supervision.complaints.services import handling
from supervision.complaints.tests.builders import make_supervisor

WIDTHS = (320, 375, 768, 1280)


def look_at(page: Page, name: str) -> None:
    """What only a code opens: at every width in both modes, with a picture of each where SCREENSHOTS asks for them."""
    for mode in ("normal", "care"):
        page.evaluate("mode => document.documentElement.toggleAttribute('data-mode', mode === 'care')", mode)
        page.evaluate("mode => mode === 'care' && (document.documentElement.dataset.mode = 'care')", mode)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if folder := os.environ.get("SCREENSHOTS"):
                page.screenshot(path=Path(folder) / f"{name}-{width}-{mode}.png", full_page=True)
            looks.fit(page)
        looks.are_right(page)
    page.evaluate("document.documentElement.removeAttribute('data-mode')")
    page.set_viewport_size({"width": 375, "height": 800})


def test_an_anonymous_complaint_from_a_phone_comes_to_a_second_review(
    new_page: Callable[..., Page], settings: Any
) -> None:
    # Nobody who does not solve the puzzle passes within the journey: the script does.
    settings.COMPLAINT_PUZZLE_BITS, settings.COMPLAINT_WAIT_SECONDS = 12, 600
    first, second = make_supervisor(), make_supervisor()
    page = new_page(width=375)
    hand = Mouse(page)
    page.goto(reverse("portal:home"))
    hand.follow("监督投诉")
    hand.push("开始填写")
    hand.choose("匿名")
    hand.push("继续")
    expect(page.get_by_label("这个人是谁")).to_be_hidden()
    hand.choose("某一个人")
    hand.write("这个人是谁", "三号窗口戴眼镜的")
    hand.push("继续")
    hand.choose("工作作风")
    hand.write("什么时候", "6月16日上午")
    page.get_by_label("发生了什么").fill("让我跑了三趟，态度生硬。")
    page.get_by_label("相关的案号").focus()
    expect(page.get_by_text("已保存")).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.get_by_label("发生了什么")).to_have_value("让我跑了三趟，态度生硬。")
    hand.push("继续")
    page.get_by_label("选择文件").set_input_files([hands.file("窗口.jpg", make_picture())])
    hand.push("继续")
    expect(page.get_by_text("窗口.jpg")).to_be_visible()
    hand.push("发送")
    expect(page.get_by_role("heading", name="您的反映已经收到")).to_be_visible()
    code = "".join(re.findall(r"\d{4}", page.locator(".code-groups").inner_text()))
    look_at(page, "complained")
    complaint = Complaint.objects.get()
    assert (complaint.mode, complaint.kept_from) == (Mode.ANONYMOUS, [])
    assert complaint.files.count() == 1

    handling.acknowledge(complaint.pk, by=first, at=timezone.now())
    handling.write(complaint.pk, by=first, at=timezone.now(), words="请问是上午几点？")
    phone = new_page(width=375)
    hand = Mouse(phone)
    phone.goto(reverse("supervision:track"))
    hand.write("查询码", f"{code[:8]} {code[8:]}")
    hand.push("查询")
    expect(phone.get_by_text("正在办理", exact=True)).to_be_visible()
    expect(phone.get_by_text("请问是上午几点？")).to_be_visible()
    hand.write("要补充的话", "十点左右。")
    hand.push("发送留言")
    expect(phone.get_by_text("已经发给办理的人")).to_be_visible()

    answered = timezone.now()
    handling.answer(
        complaint.pk, by=first, at=answered, finding=Finding.PARTLY, words="解释不够耐心。", measure="批评教育。"
    )
    phone.reload()
    look_at(phone, "complaint-tracked")
    hand.choose("不满意")
    hand.push("提交评价")
    expect(phone.get_by_text("谢谢您的评价")).to_be_visible()
    hand.write("为什么要复查", "没有问在场的人。")
    hand.push("申请复查")
    expect(phone.get_by_text("正在复查", exact=True)).to_be_visible()
    complaint.refresh_from_db()
    assert (complaint.status, complaint.owner, complaint.score) == (Status.IN_HAND, None, "")

    handling.assign(complaint.pk, by=first, owner=second, at=answered + timedelta(minutes=5))
    handling.answer(
        complaint.pk,
        by=second,
        at=answered + timedelta(minutes=6),
        finding=Finding.JUSTIFIED,
        words="经问在场的人，情况属实。",
        measure="当面道歉。",
    )
    phone.reload()
    expect(phone.get_by_text("济南市中级人民法院").first).to_be_visible()
    hand.choose("基本满意")
    hand.push("提交评价")
    expect(phone.get_by_text("已经办结", exact=True)).to_be_visible()
    complaint.refresh_from_db()
    assert (complaint.status, complaint.score) == (Status.CLOSED, Score.FAIR)

    # The way out: three times Escape, and the page is gone from the tab.
    page.goto(reverse("supervision:complain"))
    Mouse(page).push("开始填写")
    expect(page.get_by_role("heading", name="怎样反映")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))
    assert not ComplaintDraft.objects.exists()
    assert "complaints" not in page.url
