"""Reminders and breaches to the second: once, late, and after an outage."""

from datetime import timedelta

import pytest

from accessibility.assistance import services
from accessibility.assistance.enums import State
from accessibility.assistance.queries import arriving, limit_events
from accessibility.assistance.tests.builders import NOW, VISIT, make_assistance, make_chief, make_clerk
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP, ASSISTANCE_ON_TIME
from supervision.breaches import enforcement, links
from supervision.breaches.models import Breach

pytestmark = pytest.mark.django_db
EVE = court_time("2026-06-17 08:30")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "told"), [(EVE - SECOND, 0), (EVE, 1), (EVE + SECOND, 1), (VISIT - SECOND, 1), (VISIT, 0)]
)
def test_both_sides_are_reminded_from_the_opening_of_the_working_day_before(at, told) -> None:
    row = make_assistance(state=State.ARRANGED, person=make_user())

    assert services.remind(at=at) == told

    recipients = set(Notice.objects.values_list("recipient", flat=True))
    assert recipients == ({row.owner.pk, row.person.pk} if told else set())


def test_nobody_is_reminded_twice() -> None:
    make_assistance(state=State.ARRANGED)

    assert [services.remind(at=EVE), services.remind(at=EVE), services.remind(at=EVE + timedelta(hours=1))] == [1, 0, 0]


@pytest.mark.parametrize("at", ["2026-06-17 12:30", "2026-06-17 20:00", "2026-06-18 08:29"])
def test_reminders_keep_to_service_hours(at: str) -> None:
    make_assistance(state=State.ARRANGED)

    assert services.remind(at=court_time(at)) == 0


def test_before_a_holiday_the_reminder_comes_on_the_last_working_day() -> None:
    row = make_assistance(state=State.ARRANGED, arrives_at=court_time("2026-06-22 09:00"))

    assert services.remind(at=court_time("2026-06-17 17:00")) == 0
    assert services.remind(at=court_time("2026-06-18 08:30")) == 1
    row.refresh_from_db()
    assert row.reminded_at == court_time("2026-06-18 08:30")


def test_after_an_outage_whoever_has_not_come_is_still_reminded() -> None:
    make_assistance(state=State.ARRANGED)
    make_assistance(state=State.ARRANGED, arrives_at=court_time("2026-06-17 09:00"), at=NOW - timedelta(days=5))

    assert services.remind(at=court_time("2026-06-17 16:00")) == 1


def test_what_was_asked_the_day_before_is_reminded_of_an_hour_ahead() -> None:
    make_assistance(state=State.ARRANGED, at=EVE + SECOND)

    assert services.remind(at=VISIT - timedelta(hours=1, seconds=1)) == 0
    assert services.remind(at=VISIT - timedelta(hours=1)) == 1


def test_nobody_is_reminded_of_what_was_just_asked() -> None:
    make_assistance(state=State.ARRANGED, at=VISIT - timedelta(minutes=30))

    assert services.remind(at=VISIT - timedelta(minutes=20)) == 0


def test_without_an_owner_every_chief_is_reminded() -> None:
    chief, row = make_chief(), make_assistance(phone="")

    services.remind(at=EVE)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.about) == (chief, row.number)
    assert "还没有安排" in notice.body


def test_another_time_is_reminded_of_anew() -> None:
    row = make_assistance(state=State.ARRANGED, arrives_at=court_time("2026-06-18 10:00"))
    services.remind(at=EVE)
    services.reschedule(row.pk, by=None, at=EVE + SECOND, arrives_at=court_time("2026-06-23 10:00"))

    assert services.remind(at=court_time("2026-06-18 08:30")) == 0
    assert services.remind(at=court_time("2026-06-22 08:30")) == 1


def watch(promise):
    return [each for each in enforcement.WATCHES if each.promise == promise]


@pytest.mark.parametrize(("late", "broken"), [(-SECOND, 0), (timedelta(), 1), (SECOND, 1)])
def test_help_that_does_not_stand_ready_at_the_minute_is_a_breach(late, broken) -> None:
    clerk = make_clerk()
    row = make_assistance(state=State.ARRANGED, owner=clerk)

    services.ready(row.pk, by=clerk, at=VISIT + late)
    for _ in range(2):
        enforcement.record_breaches(
            until=VISIT + timedelta(hours=1), at=VISIT + timedelta(hours=1), watches=watch(ASSISTANCE_ON_TIME)
        )

    assert Breach.objects.count() == broken
    if broken:
        breach = Breach.objects.get()
        assert (breach.reference, breach.responsible) == (f"{row.number}/1", clerk)
        assert row.number in links.matter(breach.promise, breach.reference)
        assert [event.title for event in limit_events(row.limits.get())] == ["提出", "到位"]


@pytest.mark.parametrize(("late", "broken"), [(-SECOND, 0), (timedelta(), 1)])
def test_whoever_is_not_asked_afterwards_is_a_breach(late, broken) -> None:
    row = make_assistance(state=State.DONE)
    due_at = row.limits.get(promise=ASSISTANCE_FOLLOW_UP.code).due_at

    enforcement.record_breaches(until=due_at + late, at=due_at + late, watches=watch(ASSISTANCE_FOLLOW_UP))

    assert Breach.objects.count() == broken


def test_a_day_holds_its_own_arrivals_from_midnight_to_midnight() -> None:
    day = VISIT.date()
    inside = [make_assistance(arrives_at=court_time(at)) for at in ("2026-06-18 00:00", "2026-06-18 23:59")]
    for at in ("2026-06-17 23:59", "2026-06-19 00:00"):
        make_assistance(arrives_at=court_time(at))

    assert list(arriving(day)) == inside
