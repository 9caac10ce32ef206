"""A round of the hall on a phone, without JavaScript: interrupted, corrected, done; what was found is put right."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accessibility.amenities.models import FacilityCheck
from accessibility.amenities.tests.builders import make_clerk, make_facility
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.models import CalendarOverride
from gangcheng_court.core.documents.tests.builders import make_picture
from gangcheng_court.tests.journeys.hands import file

pytestmark = pytest.mark.promise("5")


def test_the_round_on_a_phone_without_javascript(new_page: Callable[..., Page]) -> None:
    CalendarOverride.objects.create(date=court_date(timezone.now()), is_workday=True, source="试验")
    for name in ("饮水机", "母婴室", "纸笔"):
        make_facility(name)
    page = new_page(user=make_clerk(), width=375, scripts=False)
    page.goto(reverse("accessibility:round"))
    page.get_by_role("link", name="开始巡查：饮水机").click()
    page.get_by_role("button", name="可用").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("母婴室")
    page.get_by_label("照片").set_input_files(file("门锁.jpg", make_picture()))
    page.get_by_role("button", name="待修").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明哪里坏了")
    expect(page.get_by_text("照片已经收到：门锁.jpg")).to_be_visible()
    page.get_by_label("说明").fill("门锁坏了")
    page.get_by_role("button", name="待修").click()

    page.goto(reverse("accessibility:round"))  # interrupted: the phone rang
    page.get_by_role("link", name="接着巡查：纸笔").click()
    page.get_by_label("说明").fill("白纸用完了")
    page.get_by_role("button", name="待补充").click()
    expect(page.get_by_text("今天的巡查做完了").first).to_be_visible()
    assert list(FacilityCheck.objects.order_by("pk").values_list("state", flat=True)) == ["fine", "broken", "empty"]
    assert FacilityCheck.objects.get(state="broken").photo.name == "门锁.jpg"

    page.get_by_role("link", name="报修", exact=True).click()
    page.locator("tr", has_text="门锁坏了").get_by_role("link").click()
    page.get_by_label("修好、补齐了，可以用").check()
    page.get_by_label("结果").fill("换了门锁")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已办结")).to_be_visible()
