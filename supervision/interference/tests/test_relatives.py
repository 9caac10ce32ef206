"""Relatives are declared by whoever has them, under seal."""

import pytest
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.queries import is_related
from gangcheng_court.core.accounts.tests.builders import make_resident_number, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.errors import NotYours
from supervision.interference import services
from supervision.interference.tests.builders import NOW

pytestmark = pytest.mark.django_db
PAGE, ALL = reverse("supervision:relatives"), reverse("supervision:relatives-of-staff")


def test_a_declared_relative_keeps_one_off_until_it_is_withdrawn(client):
    judge, number = make_user(Role.JUDGE), make_resident_number()
    sign_in(client, judge)
    told = {"name": " 张  某某 ", "relation": "配偶", "id_number": number.lower()}
    assert client.post(PAGE, told | {"id_number": "370117199001010015"}).status_code == 422
    for _ in range(2):
        client.post(PAGE, told)
    row = judge.relatives.get()
    page = client.get(PAGE).content.decode()
    assert row.name in page
    assert number not in page
    assert is_related(judge, names=["别人"], id_numbers=[number])

    sign_in(client, make_user(Role.JUDGE))
    assert client.post(reverse("supervision:relative-withdraw", args=[row.pk])).status_code == 404
    sign_in(client, judge)
    client.post(reverse("supervision:relative-withdraw", args=[row.pk]))
    assert not is_related(judge, names=["别人"], id_numbers=[number])
    assert "撤回" in client.get(PAGE).content.decode()


def test_supervisors_read_them_and_each_reading_is_logged(client):
    StaffRelative.objects.create(staff=make_user(Role.JUDGE), name="张某某", relation="配偶", declared_at=NOW)
    sign_in(client, make_user(Role.CHIEF))
    assert client.get(ALL).status_code == 404
    assert "张某某" not in client.get(PAGE).content.decode()
    reader = make_user(Role.SUPERVISOR)
    sign_in(client, reader)
    assert "张某某" in client.get(ALL).content.decode()
    assert ReadLog.objects.get(reader=reader).what == "工作人员近亲属"


def test_citizens_declare_nothing():
    with pytest.raises(NotYours):
        services.declare(by=make_user(), at=NOW, name="张某某", relation="配偶")
