"""What every page does alike: 关怀 mode, the session, refusals, error pages, the frame itself."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.views.decorators.http import require_POST

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.web import access
from gangcheng_court.errors import NotYours, WrongState

pytestmark = pytest.mark.django_db
TAKEN = "这件申请已经由王某认领，请回到列表选择其他申请。"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/filings/WS1/?tab=2"}


def taken(request: HttpRequest) -> HttpResponse:
    raise WrongState(TAKEN)


def strangers(request: HttpRequest) -> HttpResponse:
    raise NotYours("不是您的")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


@access.signed_in
def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("私")


@require_POST
def reads_body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST["text"])


urlpatterns = [
    path("taken/", taken),
    path("strangers/", strangers),
    path("broken/", broken),
    path("private/", private),
    path("body/", reads_body),
    path("", include("gangcheng_court.urls")),
]
handler400 = "gangcheng_court.core.web.views.bad_request"
handler404 = "gangcheng_court.core.web.views.not_found"
handler500 = "gangcheng_court.core.web.views.server_error"


@pytest.fixture
def routes(settings):
    settings.ROOT_URLCONF = __name__


def test_a_refusal_is_a_page_with_its_sentence(client, routes):
    answer = client.get("/taken/")
    assert answer.status_code == 409
    assert TAKEN in answer.text
    assert "12368" in answer.text


def test_a_refusal_under_htmx_is_put_above_the_page_which_stays(client, routes):
    answer = client.post("/taken/", headers=HTMX)
    assert answer.status_code == 409
    assert TAKEN in answer.text
    assert "<html" not in answer.text
    assert answer["HX-Retarget"] == "#answer"


def test_what_is_not_yours_reads_like_what_does_not_exist(client, routes):
    strange, missing = client.get("/strangers/"), client.get("/no-such-page/")
    assert strange.status_code == missing.status_code == 404
    body = re.compile("<main.*</main>", re.DOTALL)
    assert body.search(strange.text)[0] == body.search(missing.text)[0]
    assert "不是您的" not in strange.text


def test_an_error_page_appears_without_the_database(routes, django_db_blocker):
    client = Client(raise_request_exception=False)
    with django_db_blocker.block():
        answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "系统出错了" in answer.text
    assert "12368" in answer.text


def test_a_body_too_large_is_said_as_such(routes, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = Client().post("/body/", {"text": "字" * 100}, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "分成几份" in answer.text


def test_too_many_files_at_once_are_said_as_such(routes, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    answer = Client().post("/body/", {"files": [SimpleUploadedFile(name, b"x") for name in "ab"]})
    assert answer.status_code == 413
    assert "分几次上传" in answer.text


def test_a_page_kept_too_long_is_told_so(routes):
    answer = Client(enforce_csrf_checks=True).post("/body/", {"text": "字"})
    assert answer.status_code == 403
    assert "这个页面放得太久了" in answer.text


def test_a_buttons_address_opened_as_a_page_shows_the_way_on(client, routes):
    answer = client.get("/body/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "首页" in answer.text


def test_a_stranger_is_sent_to_sign_in_and_back(client, routes):
    assert client.get("/private/?a=1").url == f"{reverse('account_login')}?next=/private/%3Fa%3D1"
    fragment = client.get("/private/", headers=HTMX)
    assert fragment["HX-Redirect"] == f"{reverse('account_login')}?next=/filings/WS1/%3Ftab%3D2"


def test_care_mode_is_kept_on_the_browser_without_signing_in(client):
    answer = client.post(reverse("web:care-mode"), {"on": "1", "next": "/services/?a=1"})
    assert answer.url == "/services/?a=1"
    assert 'data-mode="care"' in client.get("/").text
    assert 'data-mode="care"' not in Client().get("/").text
    client.post(reverse("web:care-mode"), {"on": "0"})
    assert 'data-mode="care"' not in client.get("/").text


def test_care_mode_is_kept_on_the_account_and_wins_on_another_device():
    user = make_user()
    history = user.history.count()
    first, second = sign_in(Client(), user), sign_in(Client(), user)
    first.post(reverse("web:care-mode"), {"on": "1"})
    assert 'data-mode="care"' in second.get("/").text
    assert User.objects.get(pk=user.pk).history.count() == history
    second.post(reverse("web:care-mode"), {"on": "0"})
    first.cookies["care_mode"] = "on"
    assert 'data-mode="care"' not in first.get("/").text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_care_mode_never_leads_away_from_the_site(client, target):
    assert client.post(reverse("web:care-mode"), {"on": "1", "next": target}).url == "/"


def test_care_mode_is_not_switched_by_a_link(client):
    assert client.get(reverse("web:care-mode") + "?on=1").status_code == 405


def test_the_session_tells_how_long_it_lasts_and_a_stranger_is_told_it_is_over(client):
    assert client.get(reverse("web:extend-session")).status_code == 401
    answer = sign_in(Client(), make_user()).post(reverse("web:extend-session"))
    assert answer.json()["seconds"] > 60


@pytest.mark.parametrize("role", [None, *Role])
def test_the_frame_names_the_court_the_numbers_and_who_is_signed_in(role):
    client = Client()
    user = make_user(role=role, name="张玥喆") if role else None
    if user:
        sign_in(client, user)
    page = client.get("/services/").text
    assert '<html lang="zh-CN"' in page
    assert 'href="#main"' in page
    assert "济南市钢城区人民法院" in page
    assert page.count("0531-76881643") >= 2
    assert ("张玥喆" in page) == (user is not None)
    assert ("退出" in page) == (user is not None)


def test_the_page_frame_costs_a_stranger_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/services/")


def test_the_policy_allows_no_inline_script(client):
    policy = client.get("/services/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


def test_what_a_signed_in_person_sees_stays_in_no_browser(client: Client) -> None:
    assert "Cache-Control" not in client.get("/promises/").headers
    sign_in(client, make_user())

    assert client.get("/promises/").headers["Cache-Control"] == "private, no-store"
    assert client.get("/my/filings/").headers["Cache-Control"] == "private, no-store"
