"""Limits of complaints: reminded of, recorded and asked about, but never before whom they concern."""

from datetime import timedelta

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.promises import COMPLAINT_ANSWER
from supervision.breaches import enforcement, links, permissions, services
from supervision.breaches.models import Breach
from supervision.complaints.enums import Status
from supervision.complaints.tests.builders import make_complaint, make_supervisor

pytestmark = pytest.mark.django_db
CAME = court_time("2026-06-01 10:00")  # Monday; fifteen days end on Tuesday 2026-06-16
NEAR, PASSED = court_time("2026-06-16 15:00"), court_time("2026-06-17 00:01")


def test_the_owner_is_reminded_before_the_limit_and_asked_after_it_in_confidence():
    owner, about = make_supervisor(), make_user(Role.CHIEF, department=make_department())
    row = make_complaint(at=CAME, status=Status.IN_HAND, owner=owner, about=about)

    services.remind(at=NEAR)
    enforcement.record_breaches(until=PASSED, at=PASSED, look_back=True)
    services.ask_for_causes(at=PASSED)

    breach = Breach.objects.get()
    assert (breach.promise, breach.reference) == (COMPLAINT_ANSWER.code, f"{row.number}/1")
    told = Notice.objects.filter(about=row.number, template__in=["supervision/reminder", "supervision/explain"])
    assert {notice.template for notice in told.filter(recipient=owner)} == {
        "supervision/reminder",
        "supervision/explain",
    }
    assert all(notice.confidential for notice in told)
    assert links.matter(breach.promise, breach.reference) == f"/supervision/complaints/{row.number}/"
    assert not Notice.objects.filter(recipient=about).exists()


def test_whom_it_is_about_neither_sees_nor_counts_nor_explains_the_breach():
    clerk = make_supervisor()
    row = make_complaint(at=CAME, status=Status.IN_HAND, about=clerk)
    enforcement.record_breaches(until=PASSED + timedelta(days=1), at=PASSED + timedelta(days=1), look_back=True)
    breach = Breach.objects.get(reference__startswith=row.number)

    assert not permissions.visible_to(clerk).exists()
    assert not permissions.opens(clerk, breach)
    assert permissions.told_of(breach, [clerk, row.owner]) == [row.owner]
    assert permissions.visible_to(row.owner).get() == breach
    assert permissions.opens(row.owner, breach)
    later = make_supervisor(name="督察甲某")
    named = make_complaint(at=CAME, about_name="督察甲某")
    assert permissions.told_of(breach, [later]) == [later]
    assert f"{named.number}/1" in [
        reference for room in permissions.SECRETS.values() for reference in room.references_kept_from(later)
    ]
