"""A session ends by rest, at its own time for citizens and staff, and an answer sent too late is handed back."""

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_user, sign_in
from gangcheng_court.portal.sign_in import idle

pytestmark = pytest.mark.django_db
EXTEND = "/session/extend/"


def rest(client, seconds):
    """Let `seconds` pass since the last request, as the session remembers it."""
    session = client.session
    session[idle.SEEN] -= seconds
    session.save()


def signed_in_and_seen(client, role=Role.CITIZEN):
    user = make_user(role)
    sign_in(client, user).get(reverse("people:profile"))
    return user


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("role", Role.values)
def test_citizens_may_rest_half_an_hour_and_staff_eight(role):
    assert idle.allowance(User(role=role)) == (8 * 3600 if role in STAFF_ROLES else 30 * 60)


def test_a_rest_below_twenty_minutes_stops_the_portal(settings):
    assert run_checks() == []
    settings.CITIZEN_IDLE_SECONDS = 20 * 60
    assert run_checks() == []
    settings.CITIZEN_IDLE_SECONDS = settings.STAFF_IDLE_SECONDS = 20 * 60 - 1
    assert [problem.id for problem in run_checks()] == ["portal.E001", "portal.E001"]


@pytest.mark.parametrize(("role", "minutes"), [(Role.CITIZEN, 30), (Role.LAWYER, 30), (Role.CLERK, 480)])
def test_the_session_lives_up_to_its_limit_and_not_beyond(client, role, minutes):
    signed_in_and_seen(client, role)
    rest(client, minutes * 60 - 10)
    assert client.get(reverse("people:profile")).status_code == 200
    rest(client, minutes * 60 - 10)
    assert client.get(reverse("people:profile")).status_code == 200
    rest(client, minutes * 60 + 1)
    answer = client.get(reverse("people:profile"))
    assert answer.url == f"{reverse('account_login')}?next={reverse('people:profile')}"
    assert not is_in(client)
    assert "已自动退出" in client.get(answer.url).content.decode()


def test_asking_how_long_does_not_prolong_and_staying_does(client):
    signed_in_and_seen(client)
    rest(client, 1000)
    assert 798 <= client.get(EXTEND).json()["seconds"] <= 800
    assert 798 <= client.get(EXTEND).json()["seconds"] <= 800
    assert client.post(EXTEND).json()["seconds"] == 1800
    assert client.get(EXTEND).json()["seconds"] > 1795


def test_the_page_knows_how_long_the_session_lasts(client):
    signed_in_and_seen(client)
    assert '<meta name="session" content="1800"' in client.get(reverse("people:profile")).content.decode()
    assert '<meta name="session" content="17' in client.get("/no-such-page/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_ended_session_is_told_to_scripts_as_401(client, method):
    signed_in_and_seen(client)
    rest(client, 1801)
    assert getattr(client, method)(EXTEND).status_code == 401
    assert not is_in(client)


def test_htmx_is_sent_to_the_whole_sign_in_page(client):
    signed_in_and_seen(client)
    rest(client, 1801)
    answer = client.get(
        reverse("people:profile"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/me/"}
    )
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/me/"


def late_answer(client, **headers):
    user = signed_in_and_seen(client)
    rest(client, 1801)
    data = {"access_needs": ["vision", "hearing"], "email": "很长的\n<答案>", "password1": "secret-1"}
    return user, client.post(reverse("people:profile"), data, headers=headers)


def test_an_answer_sent_too_late_is_handed_back_after_sign_in(client):
    user, answer = late_answer(client)
    assert answer.url == f"{reverse('account_login')}?next={reverse('people:kept-answer').replace('/', '%2F')}"
    assert not is_in(client)
    answer = client.post(answer.url, {"login": user.phone, "password": PASSWORD})
    assert answer.url == reverse("people:kept-answer")
    page = client.get(answer.url)
    assert page.context["kept"]["path"] == reverse("people:profile")
    assert page.context["kept"]["fields"] == [
        ["access_needs", "vision"],
        ["access_needs", "hearing"],
        ["email", "很长的\n<答案>"],
    ]
    assert "&lt;答案&gt;" in page.content.decode()
    assert "退出" in page.content.decode()
    assert "secret-1" not in page.content.decode()


def test_an_answer_sent_too_late_is_handed_to_nobody_else(client):
    _, answer = late_answer(client)
    other = make_user()
    answer = client.post(answer.url, {"login": other.phone, "password": PASSWORD})
    assert client.get(answer.url).url == reverse("portal:home")
    assert idle.KEPT not in client.session


def test_an_htmx_answer_sent_too_late_leaves_the_whole_page(client):
    user, answer = late_answer(client, **{"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("account_login"))
    assert idle.kept_answer(client.session, user)["fields"][0] == ["access_needs", "vision"]
    assert "vision" not in str(dict(client.session))


def test_leaving_too_late_is_only_leaving_and_public_pages_stay_open(client):
    signed_in_and_seen(client)
    rest(client, 1801)
    assert client.post(reverse("account_logout")).url == reverse("portal:home")
    signed_in_and_seen(client)
    rest(client, 1801)
    assert client.get(reverse("portal:services")).status_code == 200
    assert not is_in(client)
    assert idle.KEPT not in client.session


def test_there_is_nothing_kept_without_a_late_answer(client):
    signed_in_and_seen(client)
    assert client.get(reverse("people:kept-answer")).url == reverse("portal:home")
