"""Signing in and out, by password and by code; lock-out for one person and never for the hall; a forgotten password."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Channel, Delivery

pytestmark = pytest.mark.django_db
HALL = {"REMOTE_ADDR": "10.1.2.3"}
NEW = "Another-Pass-2026"


@pytest.fixture
def client_elsewhere():
    return Client()


def enter(client, phone, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": phone, "password": password}, **extra)


def is_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


def ask_code(client, phone, route="account_request_login_code"):
    return client.post(reverse(route), {"phone": phone})


def sent_code(phone):
    return Delivery.objects.filter(channel=Channel.SMS, address=phone).latest("id").text.split("验证码")[1][:6]


def test_phone_and_password_sign_in_however_the_phone_is_written(client):
    user = make_user(phone="13812345678")
    answer = enter(client, " 138 1234-5678")
    assert (answer.status_code, answer.url) == (302, reverse("portal:home"))
    assert is_in(client, user)
    assert client.session.get_expire_at_browser_close()


def test_one_comes_back_to_where_one_was_but_never_to_another_site(client):
    user = make_user()
    data = {"login": user.phone, "password": PASSWORD}
    assert client.post(reverse("account_login"), data | {"next": "/me/"}).url == "/me/"
    client.post(reverse("account_logout"))
    assert client.post(reverse("account_login"), data | {"next": "https://evil.example/"}).url == reverse("portal:home")


def test_a_wrong_password_and_an_unknown_phone_look_the_same(client):
    user = make_user()
    wrong, unknown = enter(client, user.phone, "wrong"), enter(client, "13900000000", "wrong")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "手机号码或密码不正确" in wrong.content.decode()


def test_signing_out_needs_a_post_and_ends_the_session(client):
    user = make_user()
    enter(client, user.phone)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client, user)
    client.post(reverse("account_logout"))
    assert not is_in(client, user)


def test_a_disabled_account_is_told_so_only_with_the_right_password(client):
    user = make_user(is_active=False)
    assert enter(client, user.phone, "wrong").status_code == 422
    assert enter(client, user.phone).url == reverse("account_inactive")
    assert not is_in(client, user)
    assert "已被停用" in client.get(reverse("account_inactive")).content.decode()


def test_five_wrong_passwords_lock_that_account_and_the_right_one_does_not_open_it(client):
    user = make_user()
    for _ in range(5):
        assert "不正确" in enter(client, user.phone, "wrong").content.decode()
    answer = enter(client, user.phone)
    assert answer.status_code == 422
    assert "试错次数太多" in answer.content.decode()
    assert not is_in(client, user)


def test_eight_failures_of_one_person_do_not_lock_out_another_at_the_same_address(client):
    clumsy, neighbour = make_user(), make_user()
    for _ in range(8):
        enter(client, clumsy.phone, "wrong", **HALL)
    assert not is_in(client, neighbour)
    assert enter(client, neighbour.phone, **HALL).status_code == 302
    assert is_in(client, neighbour)


def test_forty_people_enter_from_one_address_within_a_minute(client):
    people = [make_user() for _ in range(40)]
    for person in people:
        enter(client, person.phone, **HALL)
        assert is_in(client, person)
        client.post(reverse("account_logout"), **HALL)


def test_a_locked_account_still_opens_with_a_code(client):
    user = make_user()
    for _ in range(6):
        enter(client, user.phone, "wrong")
    ask_code(client, user.phone)
    client.post(reverse("account_confirm_login_code"), {"code": sent_code(user.phone)})
    assert is_in(client, user)


def test_a_code_signs_in_once(client):
    user = make_user()
    answer = ask_code(client, user.phone)
    assert answer.url == reverse("account_confirm_login_code")
    code = sent_code(user.phone)
    assert len(code) == 6
    assert code.isdigit()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_in(client, user)
    client.post(reverse("account_logout"))
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(client, user)


def test_asking_a_code_for_an_unknown_phone_looks_the_same_and_sends_nothing(client):
    known, unknown = make_user().phone, "13900000000"
    pages = []
    for phone in (known, unknown):
        answer = ask_code(client, phone)
        assert (answer.status_code, answer.url) == (302, reverse("account_confirm_login_code"))
        page = client.get(answer.url).content.decode()
        pages.append(page.split("<main")[1].split("</main")[0])
        again = client.post(reverse("account_request_login_code"), {"phone": phone})
        assert again.status_code == 422
        assert "请等 1 分钟" in again.content.decode()
    same = [page.replace(known, "").replace(unknown, "") for page in pages]
    assert len(same[0].splitlines()) == len(same[1].splitlines())
    assert not Delivery.objects.filter(address=unknown).exists()
    assert Delivery.objects.filter(address=known).count() == 1


def test_a_new_code_replaces_the_old_one_after_a_minute(client):
    user = make_user()
    ask_code(client, user.phone)
    old = sent_code(user.phone)
    cache.clear()
    ask_code(client, user.phone)
    new = sent_code(user.phone)
    if old != new:
        client.post(reverse("account_confirm_login_code"), {"code": old})
        assert not is_in(client, user)
    client.post(reverse("account_confirm_login_code"), {"code": new})
    assert is_in(client, user)


def test_three_wrong_codes_are_enough(client):
    user = make_user()
    ask_code(client, user.phone)
    code = sent_code(user.phone)
    wrong = "000000" if code != "000000" else "000001"
    assert client.post(reverse("account_confirm_login_code"), {"code": wrong}).status_code == 422
    client.post(reverse("account_confirm_login_code"), {"code": wrong})
    assert client.post(reverse("account_confirm_login_code"), {"code": wrong}).status_code == 302
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(client, user)


def test_a_code_is_dead_after_five_minutes(client, settings):
    user = make_user()
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == 300
    ask_code(client, user.phone)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    client.post(reverse("account_confirm_login_code"), {"code": sent_code(user.phone)})
    assert not is_in(client, user)


def test_a_forgotten_password_is_renewed_with_the_phone_alone(client, client_elsewhere):
    user = make_user()
    enter(client_elsewhere, user.phone)
    answer = ask_code(client, user.phone, "account_reset_password")
    assert answer.url.startswith(reverse("account_confirm_login_code"))
    answer = client.post(answer.url, {"code": sent_code(user.phone)})
    assert answer.url == reverse("account_set_password")
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url, {"password1": "12345678", "password2": "12345678"}).status_code == 422
    answer = client.post(answer.url, {"password1": NEW, "password2": NEW})
    assert answer.url == reverse("people:profile")
    assert is_in(client, user)
    assert client.get(reverse("people:profile")).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert trail.history(user)[0].history_change_reason == "设置密码"
    assert client_elsewhere.get(reverse("people:profile")).status_code == 302


def test_resetting_for_an_unknown_phone_looks_the_same(client):
    answer = ask_code(client, "13900000000", "account_reset_password")
    assert answer.url.startswith(reverse("account_confirm_login_code"))
    assert not Delivery.objects.exists()


def test_the_old_password_is_needed_without_a_fresh_code(client):
    user = make_user()
    enter(client, user.phone)
    assert client.get(reverse("account_set_password")).url == reverse("account_change_password")
    answer = client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert answer.url == reverse("account_change_password")
    wrong = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), wrong).status_code == 422
    answer = client.post(reverse("account_change_password"), wrong | {"oldpassword": PASSWORD})
    assert answer.url == reverse("people:profile")
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert is_in(client, user)


@pytest.mark.parametrize(
    "route", ["account_change_password", "account_set_password", "account_change_phone", "mfa_index"]
)
def test_account_pages_want_a_signed_in_person(client, route):
    answer = client.get(reverse(route))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_administration_site_has_no_door_of_its_own(client):
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.url == f"{reverse('account_login')}?next=/admin/"


@pytest.mark.parametrize(
    "route",
    [
        "account_login",
        "account_request_login_code",
        "account_reset_password",
        "account_signup",
        "account_signup_lawyer",
    ],
)
def test_the_doors_show_chinese_labels_and_no_placeholder(client, route):
    page = client.get(reverse(route)).content.decode()
    assert "手机号码" in page
    assert "placeholder" not in page.split("<main")[1]


def test_every_session_of_a_person_can_be_ended_but_this_one(client, client_elsewhere):
    user = make_user()
    enter(client_elsewhere, user.phone, HTTP_USER_AGENT="Phone")
    enter(client, user.phone)
    page = client.get(reverse("people:profile")).content.decode()
    assert "Phone" in page
    client.post(reverse("people:end-sessions"))
    assert client_elsewhere.get(reverse("people:profile")).status_code == 302
    assert client.get(reverse("people:profile")).status_code == 200


def test_the_first_administrator_made_at_the_console_can_sign_in(client):
    chief = User.objects.create_superuser("13800009999", PASSWORD, name="首任管理员")
    enter(client, chief.phone)
    assert is_in(client, chief)
    assert client.get("/admin/").status_code == 200


def test_no_number_is_flooded_with_codes(client, time_machine):
    phone = make_user(phone="13812345678").phone
    time_machine.move_to(court_time("2026-06-17 00:30"), tick=False)
    for _ in range(40):
        ask_code(client, phone)
        time_machine.shift(timedelta(minutes=30))

    assert Delivery.objects.filter(address=phone).count() == 20
