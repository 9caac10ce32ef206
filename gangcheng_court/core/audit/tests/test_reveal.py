import pytest
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import reveal
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.errors import NotYours, Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", reveal.MAY_OPEN)
def test_staff_open_a_number_with_a_reason_and_are_recorded(role):
    holder, staff, at = make_user(), make_user(role), timezone.now()
    number = reveal.identity_number(holder.pk, by=staff, at=at, reason=" 核对当事人\n身份 ", address="10.0.0.8")
    assert number == holder.id_number
    entry = ReadLog.objects.get()
    assert (entry.reader, entry.what, entry.reference) == (staff, "证件号码", f"账号 {holder.pk}")
    assert (entry.reason, entry.read_at, entry.address) == ("核对当事人 身份", at, "10.0.0.8")


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_without_a_reason_nothing_is_shown_and_nothing_recorded(reason):
    with pytest.raises(Refused, match="理由"):
        reveal.identity_number(make_user().pk, by=make_user(Role.CLERK), at=timezone.now(), reason=reason)
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - set(reveal.MAY_OPEN)))
def test_other_roles_open_nothing(role):
    with pytest.raises(NotYours):
        reveal.identity_number(make_user().pk, by=make_user(role), at=timezone.now(), reason="核对当事人身份")
    assert not ReadLog.objects.exists()


def test_a_desk_opens_its_own_numbers_by_the_same_rule():
    clerk = make_user(Role.CLERK)
    number = reveal.number_of(
        "E12345678", what="当事人证件号码", reference="WS20261123A", by=clerk, at=timezone.now(), reason="核对护照"
    )
    assert number == "E12345678"
    assert ReadLog.objects.get().reference == "WS20261123A"
