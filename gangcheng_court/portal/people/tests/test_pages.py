"""My own account in full, nobody else's; help is asked for, never forced."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit import reveal, trail
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.portal.people import services

pytestmark = pytest.mark.django_db
PROFILE = reverse("people:profile")


def test_the_owner_sees_the_own_number_in_full(client):
    user = make_user(Role.LAWYER)
    page = sign_in(client, user).get(PROFILE).content.decode()
    for own in (user.id_number, user.license_number, user.phone, user.law_firm):
        assert own in page


def test_help_is_chosen_kept_with_history_and_taken_back(client):
    user = make_user()
    sign_in(client, user)
    answer = client.post(
        PROFILE, {"wants_priority": "on", "access_needs": ["hearing", "mobility"], "email": "a@example.com"}
    )
    assert answer.url == PROFILE
    user.refresh_from_db()
    assert (user.wants_priority, user.access_needs, user.email) == (True, ["hearing", "mobility"], "a@example.com")
    assert trail.history(user)[0].history_user == user
    client.post(PROFILE, {})
    user.refresh_from_db()
    assert (user.wants_priority, user.access_needs, user.email) == (False, [], "")


@pytest.mark.parametrize(
    "changes", [{"email": "not-an-address"}, {"email": f"{'a' * 290}@example.com"}, {"access_needs": ["flying"]}]
)
def test_a_bad_choice_is_422(client, changes):
    assert sign_in(client, make_user()).post(PROFILE, changes).status_code == 422


def test_nothing_else_can_be_changed_here(client):
    user = make_user()
    sign_in(client, user).post(PROFILE, {"role": "administrator", "name": "改名", "phone": "13900000000"})
    user.refresh_from_db()
    assert (user.role, user.name != "改名", user.phone != "13900000000") == (Role.CITIZEN, True, True)


def test_who_is_sixty_today_is_told_of_priority_but_not_given_it(client):
    user = make_user()
    user.birth_on = (today := timezone.localdate()).replace(year=today.year - 60)
    user.save()
    sign_in(client, user)
    assert "您已满 60 周岁" in client.get(PROFILE).content.decode()
    assert not user.wants_priority
    user.birth_on = date(user.birth_on.year + 1, 1, 1)
    user.save()
    assert "您已满 60 周岁" not in client.get(PROFILE).content.decode()


def test_a_clerk_opens_a_number_on_its_page_and_is_recorded(client):
    holder, clerk = make_user(), make_user(Role.CLERK)
    url = reverse("people:number", args=[holder.pk])
    sign_in(client, clerk)
    assert holder.id_number not in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "看看"}).status_code == 409
    assert not ReadLog.objects.exists()
    answer = client.post(url, {"reason": "核对当事人身份"})
    assert holder.id_number in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert ReadLog.objects.get().reader == clerk


@pytest.mark.parametrize("role", sorted(set(Role) - set(reveal.MAY_OPEN)))
def test_to_others_that_page_does_not_exist(client, role):
    sign_in(client, make_user(role))
    assert client.get(reverse("people:number", args=[make_user().pk])).status_code == 404


def test_choosing_care_records_why():
    user = make_user()
    services.choose_care(user.pk, access_needs=["vision"], wants_priority=True, email="", by=user, at=timezone.now())
    assert trail.history(user)[0].history_change_reason == "修改个人设置"
