"""The administration site: roles are given there, by the administrator, recorded; numbers never appear."""

import pytest
from django.contrib.admin import site
from django.urls import reverse
from knox.models import AuthToken

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, StaffRelative, User
from gangcheng_court.core.accounts.tests.builders import (
    make_department,
    make_no_phone,
    make_user,
    sign_in,
)

pytestmark = pytest.mark.django_db
USERS = reverse("admin:accounts_user_changelist")


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR)
    sign_in(client, user)
    return user


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATOR])
def test_other_roles_do_not_get_in(client, role):
    sign_in(client, make_user(role))
    assert client.get(USERS).status_code == 302
    assert not User(role=role).has_perm("accounts.change_user")


def test_numbers_are_masked_everywhere(client, administrator):
    holder = make_user(Role.LAWYER)
    for url in (
        USERS,
        reverse("admin:accounts_user_change", args=[holder.pk]),
        reverse("admin:accounts_user_history", args=[holder.pk]),
    ):
        page = client.get(url).content.decode()
        assert holder.id_number not in page
        assert holder.license_number not in page


def test_the_history_of_one_version_shows_no_number(client, administrator):
    holder = make_user()
    url = reverse("admin:accounts_user_simple_history", args=[holder.pk, holder.history.get().pk])
    assert holder.id_number not in client.get(url).content.decode()


def test_a_role_is_given_and_recorded(client, administrator):
    person, department = make_user(), make_department()
    data = {
        "name": person.name,
        "phone": "138 9999 0000",
        "role": Role.CLERK,
        "department": department.pk,
        "is_active": "on",
    }
    answer = client.post(reverse("admin:accounts_user_change", args=[person.pk]), data)
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.role, person.phone, person.department) == (Role.CLERK, "13899990000", department)
    newest = person.history.first()
    assert newest.history_user == administrator
    assert "role" in newest.history_change_reason


def test_a_new_member_of_staff_has_no_password_and_a_ready_phone(client, administrator):
    client.post(
        reverse("admin:accounts_user_add"),
        {"name": "王某", "phone": "13899990000", "role": Role.CLERK, "is_active": "on"},
    )
    person = User.objects.get(phone="13899990000")
    assert person.phone_verified
    assert not person.has_usable_password()


def test_people_are_never_deleted(client, administrator):
    person = make_user()
    assert client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"}).status_code == 403


def test_relatives_of_staff_are_no_business_of_the_administration(client, administrator):
    judge = make_user(Role.JUDGE)
    StaffRelative.objects.create(staff=judge, name="张某某", relation="配偶")

    assert StaffRelative not in site._registry
    assert "张某某" not in client.get(reverse("admin:accounts_user_change", args=[judge.pk])).content.decode()


def test_departments_are_kept_here(client, administrator):
    client.post(reverse("admin:accounts_department_add"), {"code": "filing", "name": "立案庭"})
    assert Department.objects.get().name == "立案庭"


def test_signing_in_leaves_no_history_row(client):
    user = make_user()
    sign_in(client, user)
    user.refresh_from_db()
    assert user.last_login is not None
    assert user.history.count() == 1


def test_tokens_made_without_a_second_factor_end_when_a_person_joins_the_staff(client, administrator):
    person = make_user()
    AuthToken.objects.create(user=person)
    data = {"name": person.name, "phone": person.phone, "role": Role.CLERK, "is_active": "on"}

    client.post(reverse("admin:accounts_user_change", args=[person.pk]), data)

    assert not AuthToken.objects.filter(user=person).exists()


def test_who_has_no_phone_is_changed_without_one_and_given_one_later(client, administrator):
    holder, known = make_no_phone(), make_user()
    page = reverse("admin:accounts_user_change", args=[holder.pk])
    data = {"name": holder.name, "phone": "", "role": Role.CITIZEN, "is_active": "on", "contact": "0531-76881643"}
    assert client.get(USERS).status_code == client.get(page).status_code == 200
    assert client.post(page, data).status_code == 302
    holder.refresh_from_db()
    assert (holder.phone, holder.contact) == (None, "0531-76881643")
    client.post(page, data | {"phone": "13800001234"})
    holder.refresh_from_db()
    assert (holder.phone, holder.phone_verified) == ("13800001234", True)
    answer = client.post(reverse("admin:accounts_user_change", args=[known.pk]), data)
    assert "以 1 开头的 11 位数字" in answer.content.decode()
