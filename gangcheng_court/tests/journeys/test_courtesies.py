"""The small scripts, each tried in a browser: sessions that end, uploads, autosave, double clicks, errors in focus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import RequestContext, Template
from django.urls import include, path, reverse
from playwright.sync_api import Page, expect

from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_user
from gangcheng_court.errors import WrongState

received: list[str] = []
FRAME = """{% extends "base.html" %}{% block title %}试验{% endblock %}{% block content %}<h1>试验</h1>{% if answer %}
<div class="error-summary"><ul><li>{{ answer }}</li></ul></div>{% endif %}
<form method="post" action="/t/files/" enctype="multipart/form-data" data-upload data-max-mb="5">{% csrf_token %}
<label for="file">起诉状</label><input type="file" id="file" name="file"><button class="button">上传</button></form>
<form method="post" action="/t/once/" data-autosave="/t/saved/">{% csrf_token %}
<label for="text">理由</label><textarea id="text" name="text"></textarea>
<p data-autosave-status role="status"></p><button class="button">提交</button></form>
<button class="button" hx-post="/t/taken/" hx-target="#row">认领</button><p id="row">原来的一行</p>{% endblock %}"""


def show(request: HttpRequest, answer: str = "", status: int = 200) -> HttpResponse:
    return HttpResponse(Template(FRAME).render(RequestContext(request, {"answer": answer})), status=status)


def take_file(request: HttpRequest) -> HttpResponse:
    if "file" not in request.FILES:
        return HttpResponse(status=400)
    name = request.FILES["file"].name
    if name.endswith(".exe"):
        return show(request, "“病毒.exe”不是 PDF，请换一个文件。", 422)
    received.append(name)
    return HttpResponseRedirect("/t/?received")


def take_text(request: HttpRequest) -> HttpResponse:
    received.append(request.POST["text"])
    return HttpResponse(status=204)


def taken(request: HttpRequest) -> HttpResponse:
    raise WrongState("已由王某于 10:32 认领，请选择其他申请。")


urlpatterns = [
    path("t/", show),
    path("t/files/", take_file),
    path("t/once/", take_text),
    path("t/saved/", take_text),
    path("t/taken/", taken),
    path("", include("gangcheng_court.urls")),
]


@pytest.fixture(autouse=True)
def routes(settings):
    settings.ROOT_URLCONF = __name__
    received.clear()


@pytest.fixture
def paper(tmp_path: Path) -> Callable[[str, int], Path]:
    def make(name: str, size: int) -> Path:
        (tmp_path / name).write_bytes(b"x" * size)
        return tmp_path / name

    return make


def slow_down(page: Page) -> None:
    page.context.new_cdp_session(page).send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000},
    )


def test_an_upload_shows_how_far_it_is_and_can_be_cancelled_without_touching_the_rest(page, paper):
    page.goto("/t/")
    slow_down(page)
    page.get_by_label("理由").fill("还没有保存的长文字")
    page.get_by_label("起诉状").set_input_files(paper("起诉状.pdf", 3_000_000))
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("progressbar", name="上传进度")).to_be_visible()
    page.get_by_role("button", name="取消上传").click()
    expect(page.get_by_role("alert").filter(has_text="已取消上传")).to_be_visible()
    assert page.get_by_label("理由").input_value() == "还没有保存的长文字"
    assert "起诉状.pdf" not in received


def test_an_upload_that_is_refused_says_why_and_the_next_one_goes_through(page, paper):
    page.goto("/t/")
    page.get_by_label("理由").fill("还没有保存的长文字")
    page.get_by_label("起诉状").set_input_files(paper("病毒.exe", 10))
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="“病毒.exe”不是 PDF，请换一个文件。")).to_be_visible()
    assert page.get_by_label("理由").input_value() == "还没有保存的长文字"
    page.get_by_label("起诉状").set_input_files(paper("起诉状.pdf", 10))
    page.get_by_role("button", name="上传", exact=True).click()
    page.wait_for_url("**/t/?received")
    assert "起诉状.pdf" in received
    assert "病毒.exe" not in received


def test_a_file_too_large_is_told_before_it_is_sent(page, paper):
    page.goto("/t/")
    page.get_by_label("起诉状").set_input_files(paper("录像.mp4", 6_000_000))
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="“录像.mp4”有 5.7 MB，超过每个文件 5 MB 的上限")).to_be_visible()
    assert received == []


def test_an_upload_on_a_dead_line_says_what_to_do(page, paper):
    page.goto("/t/")
    page.context.set_offline(True)
    page.get_by_label("起诉状").set_input_files(paper("起诉状.pdf", 10))
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="网络中断")).to_be_visible()


def test_an_upload_works_without_javascript(plain_page, paper):
    plain_page.goto("/t/")
    plain_page.get_by_label("起诉状").set_input_files(paper("起诉状.pdf", 10))
    plain_page.get_by_role("button", name="上传", exact=True).click()
    assert received == ["起诉状.pdf"]


def test_what_is_typed_is_saved_when_the_field_is_left_and_says_when(page):
    page.goto("/t/")
    page.get_by_label("理由").fill("二〇二五年三月借款")
    page.get_by_label("理由").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("已保存 ")
    assert received == ["二〇二五年三月借款"]


def test_what_could_not_be_saved_is_said_and_saved_when_the_line_is_back(page):
    page.goto("/t/")
    page.context.set_offline(True)
    page.get_by_label("理由").fill("断网时写的")
    page.get_by_label("理由").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("网络不通")
    page.context.set_offline(False)
    expect(page.locator("[data-autosave-status]")).to_contain_text("已保存 ")
    assert received == ["断网时写的"]


def test_a_double_click_sends_once(page):
    page.goto("/t/")
    page.get_by_role("button", name="提交").dblclick()
    page.wait_for_timeout(500)
    assert len(received) == 1


def test_a_refusal_under_htmx_appears_above_in_focus_and_the_row_stays(page):
    page.goto("/t/")
    page.get_by_role("button", name="认领").click()
    notice = page.locator("#answer .notice")
    expect(notice).to_contain_text("已由王某于 10:32 认领")
    expect(notice).to_be_focused()
    expect(page.locator("#row")).to_have_text("原来的一行")


def test_errors_take_the_focus_and_lead_to_the_field(page):
    page.goto(reverse("portal:verify") + "?code=不")
    assert page.title().startswith("错误：")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").click()
    expect(page.get_by_label("核验码")).to_be_focused()


def test_care_mode_is_switched_without_javascript(plain_page):
    plain_page.goto("/services/")
    plain_page.get_by_role("button", name="关怀版").click()
    assert plain_page.url.endswith("/services/")
    assert plain_page.evaluate("getComputedStyle(document.documentElement).fontSize") == "26px"


def test_the_session_warns_before_it_ends_and_goes_on_when_asked(new_page, axe, settings):
    settings.CITIZEN_IDLE_SECONDS = 121
    page = new_page(user=make_user())
    page.goto(reverse("people:profile"))
    dialog = page.get_by_role("dialog", name="您还在填写吗？")
    expect(dialog).to_be_visible()
    axe(page)
    settings.CITIZEN_IDLE_SECONDS = 600
    dialog.get_by_role("button", name="继续办理").click()
    expect(dialog).to_be_hidden()


def test_what_was_written_when_the_session_ended_comes_back_after_signing_in(new_page, settings):
    settings.CITIZEN_IDLE_SECONDS = 4
    user = make_user()
    page = new_page(user=user)
    page.goto(reverse("people:profile"))
    page.get_by_label("电子邮箱").fill("long-answer@example.cn")
    dialog = page.get_by_role("dialog", name="登录已过期")
    expect(dialog).to_be_visible()
    settings.CITIZEN_IDLE_SECONDS = 600
    dialog.get_by_role("link", name="重新登录").click()
    page.get_by_label("手机号码").fill(user.phone)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{reverse('people:profile')}")
    expect(page.get_by_role("status").filter(has_text="已经填回")).to_be_visible()
    assert page.get_by_label("电子邮箱").input_value() == "long-answer@example.cn"


def test_another_person_on_the_same_computer_sees_nothing_of_it(new_page, settings):
    settings.CITIZEN_IDLE_SECONDS = 4
    page, other = new_page(user=make_user()), make_user()
    page.goto(reverse("people:profile"))
    page.get_by_label("电子邮箱").fill("secret@example.cn")
    expect(page.get_by_role("dialog", name="登录已过期")).to_be_visible()
    settings.CITIZEN_IDLE_SECONDS = 600
    page.get_by_role("link", name="重新登录").click()
    page.get_by_label("手机号码").fill(other.phone)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{reverse('people:profile')}")
    assert page.get_by_label("电子邮箱").input_value() == ""
