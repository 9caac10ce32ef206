"""Court staff enter only with an authenticator; its secret is sealed at rest."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import STAFF_ROLES, Role
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_user, sign_in

pytestmark = pytest.mark.django_db
PROFILE, SET_UP = "/me/", "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def enter(client, user):
    return client.post(reverse("account_login"), {"login": user.phone, "password": PASSWORD})


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client, user):
    """Sign in for the first time and bind an authenticator; returns its secret."""
    enter(client, user)
    client.post(client.get(SET_UP).url, {"password": PASSWORD})
    secret = client.get(SET_UP).context["form"].secret
    answer = client.post(SET_UP, {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_without_an_authenticator_are_led_to_set_it_up(client, role):
    enter(client, make_user(role))
    answer = client.get(PROFILE)
    assert answer.status_code == 302
    assert answer.url.startswith(SET_UP)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER])
def test_citizens_and_lawyers_are_not_asked(client, role):
    enter(client, make_user(role))
    assert client.get(PROFILE).status_code == 200


def test_staff_may_leave_without_one(client):
    enter(client, make_user(Role.CLERK))
    assert client.post(reverse("account_logout")).url == reverse("portal:home")


def test_the_whole_way_of_a_clerk(client):
    clerk = make_user(Role.CLERK)
    secret = set_up(client, clerk)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert client.get(PROFILE).status_code == 200
    client.post(reverse("account_logout"))
    assert enter(client, clerk).url == reverse("mfa_authenticate")
    assert client.get(PROFILE).url.startswith(reverse("account_login"))
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret, 1)})
    assert answer.url == reverse("portal:home")
    assert client.get(PROFILE).status_code == 200
    client.post(reverse("account_logout"))
    enter(client, clerk)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get(PROFILE).status_code == 200


def test_a_code_by_sms_does_not_replace_the_authenticator(client):
    clerk = make_user(Role.CLERK)
    set_up(client, clerk)
    client.logout()
    sign_in(client, clerk)
    assert client.get(PROFILE).url.startswith(reverse("mfa_reauthenticate"))


def test_the_secret_is_sealed_in_the_database(client):
    clerk = make_user(Role.CLERK)
    secret = set_up(client, clerk)
    assert "secret" in Authenticator.objects.get(type="totp").data
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert secret not in stored


def test_staff_cannot_switch_it_off_and_citizens_can(client):
    clerk, citizen = make_user(Role.CLERK), make_user()
    set_up(client, clerk)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert answer.status_code == 422
    assert "不能停用" in answer.content.decode()
    assert Authenticator.objects.filter(user=clerk, type="totp").exists()
    client.post(reverse("account_logout"))
    set_up(client, citizen)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=citizen).exists()


def test_the_administration_site_is_closed_without_it(client):
    sign_in(client, make_user(Role.ADMINISTRATOR))
    assert client.get("/admin/").url.startswith(SET_UP)


@pytest.mark.parametrize("page", ["mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_index"])
def test_a_session_from_before_the_authenticator_gets_no_recovery_codes(client, page):
    clerk, elsewhere = make_user(Role.CLERK), Client()
    enter(elsewhere, clerk)
    set_up(client, clerk)

    assert elsewhere.get(reverse(page)).url.startswith(reverse("mfa_reauthenticate"))
