"""A pleading from the first question to the paper among the materials, with scripts and without."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from filings.intake.models import Filing
from filings.intake.tests.builders import make_complete_draft
from filings.pleadings import services


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_questions_to_the_paper(new_page: Callable[..., Page], scripts: bool) -> None:
    filing = make_complete_draft(claims=[], facts="", amount=None)
    page = new_page(user=filing.filer, width=375, scripts=scripts)
    page.goto(reverse("filings:draft", args=[filing.draft_code]))
    page.get_by_role("link", name="一步步填写，自动生成诉状").click()
    page.get_by_role("button", name="开始填写").click()

    page.get_by_label("合同叫什么名字").fill("借条")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("实际给了多少（元）").fill("５０，０００")
    page.get_by_label("日期（第 1 行）").fill("2026年3月1日")
    page.get_by_role("button", name="再加一行").click()
    assert page.get_by_role("button", name="去掉第 2 行").is_visible()
    page.get_by_role("button", name="上一步").click()
    assert page.get_by_label("合同叫什么名字").input_value() == "借条"

    page.goto(reverse("filings:pleading-step", args=[filing.draft_code, "security"]))
    guarantor = page.get_by_label("保证人是谁")
    assert guarantor.is_visible() is not scripts
    page.get_by_role("group", name="有没有保证人").get_by_text("是", exact=True).click()
    guarantor.fill("王五")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("还欠多少本金（元）").fill("50000")
    page.get_by_role("button", name="保存并继续").click()

    page.goto(reverse("filings:pleading-step", args=[filing.draft_code, "agreements"]))
    page.get_by_role("button", name="保存并继续").click()
    assert page.get_by_label("第 1 项").input_value() == "判令被告偿还借款本金50,000元"
    assert "王五为上述债务提供保证" in page.get_by_label("事实与理由").input_value()
    page.get_by_label("第 1 项").fill("判令被告归还借款五万元")
    page.get_by_role("button", name="保存，去生成文件").click()

    page.get_by_role("button", name="生成", exact=True).click()
    page.get_by_text("正在生成……").wait_for()
    services.print_waiting(at=timezone.now())
    if not scripts:
        page.get_by_role("link", name="刷新看看").click()
    page.get_by_role("button", name="放进材料").click()
    page.get_by_role("link", name="民事起诉状（民间借贷纠纷）.pdf").first.wait_for()
    assert Filing.objects.get(pk=filing.pk).claims == ["判令被告归还借款五万元"]
