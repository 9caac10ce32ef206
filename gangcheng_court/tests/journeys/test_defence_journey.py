"""Somebody who was sued: from the start page to the printed 答辩状, with scripts and without."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause
from filings.pleadings import services
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.documents.tests.printed import words_of


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_copy_of_the_complaint_to_the_paper(new_page: Callable[..., Page], scripts: bool) -> None:
    make_cause()
    writer = make_user()
    page = new_page(user=writer, width=375, scripts=scripts)
    page.goto(reverse("portal:guide", args=["advice"]))
    page.get_by_role("link", name="我被起诉了，要写答辩状").click()
    page.get_by_role("button", name="开始写答辩状").click()

    page.get_by_label("案件在哪个法院").fill("济南市莱芜区人民法院")
    page.get_by_label("案号").fill("（2026）鲁0116民初88号")
    page.get_by_label("哪一天收到起诉状副本").fill("２０２５年６月１６日")
    page.get_by_role("button", name="保存并继续").click()
    assert page.get_by_role("heading", name="7月1日(周二) 24:00 前交给法院").is_visible()
    page.get_by_text("怎么算的").click()
    page.get_by_text("不计算在内").wait_for()

    page.get_by_role("link", name="当事人", exact=True).click()
    page.get_by_role("link", name="添加原告").click()
    page.get_by_role("radio", name="自然人").check()
    page.get_by_role("button", name="继续").click()
    page.get_by_label("姓名").first.fill("张玥喆")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_role("link", name="添加被告").click()
    page.get_by_role("button", name="我就是被告").click()
    page.get_by_label("住所").first.fill("济南市莱芜区鹏泉街道1号")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_role("link", name="完成，返回").click()

    page.get_by_role("link", name="案由", exact=True).click()
    page.get_by_label("用几个字查找案由").fill("借贷")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("radio", name="民间借贷纠纷").check()
    page.get_by_role("button", name="保存并继续").click()

    page.get_by_role("link", name="一步步写答辩意见").click()
    page.get_by_role("button", name="开始填写").click()
    filing = Filing.objects.get(filer=writer)
    page.goto(reverse("filings:pleading-step", args=[filing.draft_code, "claim-money"]))
    capital = page.get_by_role("group", name="对方写的“本金”，您同意吗")
    capital.get_by_text("异议").click()
    page.get_by_label("不同意的写明事实和理由").first.fill("已经还了三万元，只欠两万元")
    page.get_by_role("button", name="保存并继续").click()
    page.goto(reverse("filings:pleading-step", args=[filing.draft_code, "agreements"]))
    page.get_by_role("button", name="保存并继续").click()
    assert "只欠两万元" in page.get_by_label("第 1 项").input_value()
    page.get_by_label("事实与理由").fill("2025年12月我转账还了三万元，有银行回单。")
    page.get_by_role("button", name="保存，去生成文件").click()

    page.get_by_role("button", name="生成", exact=True).click()
    page.get_by_text("正在生成……").wait_for()
    services.print_waiting(at=timezone.now())
    if not scripts:
        page.get_by_role("link", name="刷新看看").click()
    address = page.get_by_role("link", name="打开 PDF").get_attribute("href")
    words = words_of(page.request.get(address).body())
    for said in (
        "民事答辩状",
        "（2026）鲁0116民初88号",
        "已经还了三万元，只欠两万元",
        "有银行回单",
        "此致济南市莱芜区人民法院",
    ):
        assert said in words

    page.get_by_role("link", name="怎么交、最晚哪一天").click()
    page.get_by_role("link", name="删除这份答辩状").click()
    page.get_by_role("button", name="删除这份草稿").click()
    page.get_by_text("您还没有写过答辩状").wait_for()
