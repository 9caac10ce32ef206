"""Registering, with every way in which it may clash with somebody else."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_resident_number, make_user, sign_in
from gangcheng_court.core.audit import trail
from gangcheng_court.core.notices.models import Channel, Delivery
from gangcheng_court.errors import Refused
from gangcheng_court.portal.sign_in import services

pytestmark = pytest.mark.django_db
PHONE = "13912345678"
NUMBER = "370117199001010014"


def form(**changes):
    return {
        "phone": "+86 139 1234 5678",
        "name": "张 玥喆",
        "id_kind": "resident",
        "id_number": "3701171990010100１4\n",
        "password1": PASSWORD,
        "password2": PASSWORD,
    } | changes


def lawyer_form(**changes):
    data = form(license_number="13701201510123456", law_firm="山东某某律师事务所")
    return {name: data[name] for name in data if not name.startswith("id_")} | changes


def register(client, data=None, route="account_signup"):
    return client.post(reverse(route), data or form())


def sent_code(phone=PHONE):
    text = Delivery.objects.filter(channel=Channel.SMS, address=phone, notice__template="code").latest("id").text
    return text.split("验证码")[1][:6]


def test_a_citizen_registers_with_a_code_and_is_signed_in(client):
    answer = register(client)
    assert (answer.status_code, answer.url) == (302, reverse("account_verify_phone"))
    assert not User.objects.get().phone_verified
    answer = client.post(reverse("account_verify_phone"), {"code": sent_code(), "action": "verify"})
    assert (answer.status_code, answer.url) == (302, reverse("portal:home"))
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.phone, user.phone_verified, user.name, user.role) == (PHONE, True, "张玥喆", Role.CITIZEN)
    assert (user.id_number, user.birth_on, user.sex) == (NUMBER, date(1990, 1, 1), "male")
    assert user.check_password(PASSWORD)
    assert [row.history_change_reason for row in trail.history(user)] == ["验证手机号码", "注册"]


def test_a_lawyer_registers_with_licence_and_firm(client):
    register(client, lawyer_form(), "account_signup_lawyer")
    client.post(reverse("account_verify_phone"), {"code": sent_code()})
    user = User.objects.get()
    assert (user.role, user.license_number, user.law_firm) == (Role.LAWYER, "13701201510123456", "山东某某律师事务所")
    assert (user.id_number, user.phone_verified) == ("", True)


def test_nobody_registers_as_staff(client):
    register(client, form(role=Role.ADMINISTRATOR, is_superuser="on", phone_verified="on"))
    user = User.objects.get()
    assert (user.role, user.is_superuser, user.phone_verified) == (Role.CITIZEN, False, False)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"id_number": "370117199001010015"}, "id_number", "逐位检查"),
        ({"id_number": "371203198502290038"}, "id_number", "日期不存在"),
        ({"id_number": ""}, "id_number", "请填写证件号码"),
        ({"phone": "12800000000"}, "phone", "11 位"),
        ({"phone": ""}, "phone", "请填写手机号码"),
        ({"name": "<b>张</b>"}, "name", "与证件一致"),
        ({"password1": "12345678", "password2": "12345678"}, "password1", "密码"),
        ({"password2": "other-Test-2026"}, "password2", "密码"),
    ],
)
def test_a_bad_answer_is_422_with_words_beside_its_field(client, changes, field, words):
    answer = register(client, form(**changes))
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert not User.objects.exists()


def test_a_number_that_is_registered_is_said_so_but_not_whose(client):
    holder = make_user(name="李某某")
    answer = register(client, form(id_number=holder.id_number))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "该证件号码已经注册" in page
    assert holder.name not in page
    assert holder.phone not in page
    assert User.objects.count() == 1


def test_a_licence_that_is_registered_is_said_so(client):
    holder = make_user(Role.LAWYER)
    answer = register(client, lawyer_form(license_number=holder.license_number), "account_signup_lawyer")
    assert answer.status_code == 422
    assert "律师执业证号已经注册" in answer.content.decode()


def test_a_phone_that_is_registered_looks_like_any_other_and_its_holder_is_told(client):
    holder = make_user(phone=PHONE)
    answer = register(client)
    assert (answer.status_code, answer.url) == (302, reverse("account_verify_phone"))
    assert client.get(reverse("account_verify_phone")).status_code == 200
    assert User.objects.get() == holder
    delivery = Delivery.objects.get(channel=Channel.SMS)
    assert delivery.address == PHONE
    assert "请直接登录" in delivery.text
    for _ in range(3):
        answer = client.post(reverse("account_verify_phone"), {"code": "000000"})
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))


def test_three_wrong_codes_end_the_registration_and_it_can_begin_again(client):
    register(client)
    right = sent_code()
    wrong = "000000" if right != "000000" else "000001"
    assert client.post(reverse("account_verify_phone"), {"code": wrong}).status_code == 422
    client.post(reverse("account_verify_phone"), {"code": wrong})
    assert client.post(reverse("account_verify_phone"), {"code": wrong}).url == reverse("account_login")
    assert client.post(reverse("account_verify_phone"), {"code": right}).url == reverse("account_login")
    assert not User.objects.get().phone_verified


def test_a_code_dies_after_five_minutes(client, settings):
    register(client)
    settings.ACCOUNT_PHONE_VERIFICATION_TIMEOUT = -1
    client.post(reverse("account_verify_phone"), {"code": sent_code()})
    assert not User.objects.get().phone_verified
    assert "_auth_user_id" not in client.session


def test_a_second_code_within_the_minute_is_refused_politely(client):
    register(client)
    answer = client.post(reverse("account_verify_phone"), {"action": "resend"}, follow=True)
    assert "请等 1 分钟" in answer.content.decode()
    assert Delivery.objects.filter(notice__template="code").count() == 1
    again = register(client)
    assert again.status_code == 422
    assert "请等 1 分钟" in str(again.context["form"].errors["phone"])


def test_an_unproven_registration_gives_way_to_the_real_holder(client):
    squatter = services.register(
        phone=PHONE, password="x", name="冒用", id_kind="resident", id_number=NUMBER, at=timezone.now()
    )
    register(client)
    client.post(reverse("account_verify_phone"), {"code": sent_code()})
    user = User.objects.get()
    assert user.pk != squatter.pk
    assert (user.name, user.phone_verified) == ("张玥喆", True)


def test_an_unproven_account_cannot_sign_in(client):
    services.register(phone=PHONE, password=PASSWORD, name="张三", at=timezone.now())
    answer = client.post(reverse("account_login"), {"login": PHONE, "password": PASSWORD})
    assert answer.status_code == 422


def test_a_number_of_a_verified_account_is_refused_below_the_form_too():
    holder = make_user()
    with pytest.raises(Refused, match="正在被另一次注册使用"):
        services.register(
            phone=PHONE,
            password="x",
            name="张三",
            id_kind=holder.id_kind,
            id_number=holder.id_number,
            at=timezone.now(),
        )
    assert not User.objects.filter(phone=PHONE).exists()


@pytest.mark.django_db(transaction=True)
def test_two_registrations_with_one_number_at_the_same_moment_leave_one_account():
    number, barrier, outcomes = make_resident_number(), threading.Barrier(2), []

    def run(phone):
        barrier.wait()
        try:
            services.register(
                phone=phone, password="x", name="张三", id_kind="resident", id_number=number, at=timezone.now()
            )
            outcomes.append("registered")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(phone,)) for phone in (PHONE, "13912345679")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert "registered" in outcomes  # the later one replaces the earlier, or is refused when both write at once
    assert User.objects.filter(id_kind="resident").count() == 1


def test_a_phone_is_changed_after_password_and_code(client):
    user = make_user()
    client.post(reverse("account_login"), {"login": user.phone, "password": PASSWORD})
    answer = client.post(reverse("account_change_phone"), {"phone": PHONE})
    assert answer.url.startswith(reverse("account_reauthenticate"))
    answer = client.post(answer.url, {"password": PASSWORD})
    assert answer.url == reverse("account_verify_phone")
    user.refresh_from_db()
    assert user.phone != PHONE
    answer = client.post(reverse("account_verify_phone"), {"code": sent_code()})
    assert answer.url == reverse("people:profile")
    user.refresh_from_db()
    assert (user.phone, user.phone_verified) == (PHONE, True)
    assert trail.history(user)[0].history_user == user


def test_the_number_that_is_replaced_is_told_and_tokens_end(client):
    user = make_user()
    AuthToken.objects.create(user=user)

    services.confirm_phone(user.pk, phone=PHONE, at=timezone.now())

    told = Delivery.objects.get(notice__template="accounts/phone_changed", channel=Channel.SMS)
    assert told.address == user.phone != PHONE
    assert not AuthToken.objects.filter(user=user).exists()


def test_a_phone_of_another_account_is_not_taken_over_even_with_its_code(client):
    holder, user = make_user(phone=PHONE), make_user()
    sign_in(client, user)
    answer = client.post(reverse("account_change_phone"), {"phone": PHONE})
    client.post(answer.url, {"password": PASSWORD})
    answer = client.post(reverse("account_verify_phone"), {"code": sent_code()})
    assert answer.status_code == 422
    assert "已被另一个账号使用" in answer.content.decode()
    assert User.objects.get(phone=PHONE) == holder
