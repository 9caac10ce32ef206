"""A covert inspection on a phone: part of it without a network, three findings, one repeated; published, ordered."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture
from gangcheng_court.tests.journeys.hands import file
from supervision.inspections import data, services
from supervision.inspections.enums import Status
from supervision.inspections.models import Checklist, Finding, Inspection
from supervision.inspections.tests.builders import make_clerk, make_finding, make_supervisor, make_visit
from supervision.rectification.models import Order

pytestmark = pytest.mark.promise("7")


def item(page: Page, words: str) -> Locator:
    return page.get_by_role("group", name=re.compile(words)).first


def choose(page: Page, words: str, verdict: str) -> None:
    item(page, words).get_by_role("radio", name=verdict, exact=True).check()


def fail(page: Page, words: str, told: str, clerk: str) -> None:
    choose(page, words, "不合格")
    place = item(page, words)
    place.get_by_label("情况").fill(told)
    place.get_by_label("部门").select_option("立案庭")
    place.get_by_label("人员").select_option(clerk)


def test_a_covert_inspection_on_a_phone_partly_without_a_network(new_page: Callable[..., Page]) -> None:
    now = timezone.now()
    services.load_checklists(data.checklists(), at=now)
    hall = Checklist.objects.get(code="hall")
    supervisor, clerk = make_supervisor(), make_clerk()
    earlier = make_visit(Status.PUBLISHED, checklist=hall, at=now - timedelta(days=60))
    repeated = make_finding(earlier, hall.items.get(code="water-paper"), at=now - timedelta(days=60))
    page, other = new_page(user=supervisor, width=375), new_page(user=make_supervisor())

    page.goto(reverse("supervision:inspection-new"))
    page.get_by_label("暗访：").check()
    page.get_by_label("名称").fill("节后暗访")
    page.get_by_label("立案窗口").check()
    page.get_by_label("诉讼服务大厅").check()
    page.get_by_label("计划日期").fill(court_date(now).isoformat())
    page.get_by_label("检查表").select_option(label=str(hall))
    page.get_by_role("button", name="安排").click()
    page.get_by_role("button", name="开始检查").click()

    # with a network
    bar = page.locator("[data-bar]")
    choose(page, "文明用语", "合格")
    expect(bar).to_contain_text("已保存")
    item(page, "文明用语").locator("summary").click()
    item(page, "文明用语").get_by_label("照片").set_input_files(file("窗口.jpg", make_pdf()))
    expect(item(page, "文明用语").get_by_text("这里只放照片")).to_be_visible()
    row = Inspection.objects.get(title="节后暗访")
    assert row.answers.count() == 1

    # without one: words and a photo wait, and a look back changes an answer
    page.context.set_offline(True)
    fail(page, "佩戴工作牌", "窗口两人没有佩戴工作牌", str(clerk))
    item(page, "佩戴工作牌").get_by_label("照片").set_input_files(file("窗口.jpg", make_picture()))
    fail(page, "饮水机有热水", "饮水机不出热水", str(clerk))
    choose(page, "迟到", "不合格")
    choose(page, "迟到", "合格")
    expect(bar).to_contain_text("待上传 4 项。没有网络")
    expect(item(page, "佩戴工作牌").get_by_text("待上传：窗口.jpg")).to_be_visible()
    page.get_by_role("button", name="完成检查").click()
    expect(bar).to_contain_text("上传以后才能完成")
    assert row.answers.count() == 1

    # the browser was closed in between: what waited is there again when the page opens with a network
    page.route("**/inspections/**/check/*/**", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    expect(item(page, "饮水机有热水").get_by_label("情况")).to_have_value("饮水机不出热水")
    expect(bar).to_contain_text("待上传 4 项")
    page.unroute("**/inspections/**/check/*/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(bar).to_contain_text("已保存")
    expect(item(page, "佩戴工作牌").get_by_role("link", name="照片 1")).to_be_visible()
    assert (row.answers.count(), row.photos.count()) == (4, 1)

    # the session ended: what is said waits for the next sign-in
    session = page.context.cookies()
    page.context.clear_cookies()
    choose(page, "放大镜", "不合格")
    expect(bar).to_contain_text("登录已过期")
    page.context.add_cookies(session)
    page.goto(reverse("supervision:inspection-check", args=[row.number]))
    expect(bar).to_contain_text("已保存")
    assert row.answers.filter(item__code="glasses-power", verdict="failed").exists()
    fail(page, "放大镜", "没有老花镜", str(clerk))
    for words in hall.items.exclude(code__in=["attitude", "dress", "water-paper", "punctuality", "glasses-power"]):
        choose(page, words.words[:8], "不适用")
    expect(bar).to_contain_text("已保存")
    page.get_by_label("总的情况").fill("总体较好")
    page.get_by_role("button", name="完成检查").click()
    expect(page.get_by_text("合格 2 项，不合格 3 项")).to_be_visible()
    card = page.get_by_role("article", name=re.compile("饮水机"))
    expect(card.get_by_text("重复发生")).to_be_visible()
    expect(page.get_by_role("link", name="下达整改")).to_have_count(0)
    assert Finding.objects.get(inspection=row, code="water-paper").repeats == repeated

    # nobody else knows of it, until it is published
    other.goto(f"{reverse('supervision:inspections')}?tab=done")
    expect(other.get_by_text("没有已完成的检查")).to_be_visible()
    assert other.goto(reverse("supervision:inspection", args=[row.number])).status == 404
    page.get_by_text("公布结果").click()
    page.get_by_role("button", name="确认公布").click()
    expect(page.get_by_text("检查结果已公布")).to_be_visible()
    other.goto(f"{reverse('supervision:inspections')}?tab=published&kind=covert")
    other.get_by_role("link", name="节后暗访").click()

    other.get_by_role("link", name="下达整改").click()
    for part in other.get_by_role("group").filter(has=other.get_by_role("checkbox")).all():
        part.get_by_label("下达整改").check()
        part.get_by_label("整改责任人").select_option(str(clerk.pk))
        part.get_by_label("整改期限").fill((court_date(now) + timedelta(days=7)).isoformat())
    other.get_by_role("button", name="下达勾选的整改").click()
    expect(other.get_by_text("已下达 3 份整改通知")).to_be_visible()
    assert Order.objects.filter(owner=clerk, reference__startswith=row.number).count() == 3
