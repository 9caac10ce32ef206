"""What runs on hours: told to the whole desk at any hour, and warned about by hours (民诉解释 125; 反家庭暴力法 28)."""

from datetime import timedelta

import pytest

from filings.intake.models import Filing
from filings.intake.tests.builders import make_complete
from filings.reception import services as reception
from filings.review import deadlines, services
from filings.review.tests.builders import make_chief, make_clerk, make_taken, make_waiting
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Channel, Delivery, Notice

pytestmark = pytest.mark.django_db
NIGHT = court_time("2026-06-19 22:20")  # Friday, a holiday
DUE = court_time("2026-06-20 23:00")  # 24 hours from the next full hour


def submitted(kind: str, **details: str) -> Filing:
    filing = make_complete(kind, details=details)
    return reception.submit(filing.pk, by=filing.filer, at=NIGHT)


def told(person: object) -> list[str]:
    titles = Notice.objects.filter(recipient=person).order_by("id").values_list("title", flat=True)
    return [title.partition("：WS")[0] for title in titles]


@pytest.mark.parametrize(
    ("kind", "details", "urgent"),
    [
        ("protection_order", {"urgent": "yes"}, True),
        ("protection_order", {"urgent": "no"}, True),
        ("preservation_before_suit", {}, True),
        ("preservation_in_suit", {"urgent": "yes"}, True),
        ("preservation_in_suit", {"urgent": "no"}, False),
        ("preservation_before_enforcement", {"urgent": "yes"}, True),
        ("enforcement", {}, False),
    ],
)
def test_an_urgent_filing_is_told_at_once_to_everyone_at_the_desk(
    kind: str, details: dict[str, str], urgent: bool
) -> None:
    desk = [make_clerk(), make_clerk(), make_chief()]
    others = [make_user(Role.SUPERVISOR), make_user(Role.OPERATOR), make_clerk(is_active=False)]

    filing = submitted(kind, **details)

    for person in desk:
        assert told(person) == ([f"紧急：收到{filing.kind_data.title}，请立即办理"] if urgent else [])
    assert not Notice.objects.filter(recipient__in=others).exists()
    sms = Delivery.objects.filter(channel=Channel.SMS, notice__recipient__in=desk)
    assert set(sms.values_list("next_attempt_at", flat=True)) == ({NIGHT} if urgent else set())
    own = Delivery.objects.get(channel=Channel.SMS, notice__recipient=filing.filer)
    assert own.next_attempt_at == court_time("2026-06-20 08:00")  # nobody else is woken
    assert ("立即办理" in own.text) == urgent


def test_whoever_must_stay_away_is_not_told() -> None:
    respondent, brother, clerk = make_clerk(name="李建国"), make_clerk(), make_clerk()
    StaffRelative.objects.create(staff=brother, name="李建国", relation="哥哥")

    submitted("protection_order")

    assert (told(respondent), told(brother), len(told(clerk))) == ([], [], 1)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(hours=12, seconds=1), None),
        (timedelta(hours=12), "法定期限还剩不到十二小时"),
        (timedelta(hours=3, seconds=1), "法定期限还剩不到十二小时"),
        (timedelta(hours=3), "法定期限还剩不到三小时"),  # Saturday of a holiday, 20:00
        (timedelta(seconds=1), "法定期限还剩不到三小时"),
        (timedelta(0), "已超过法定期限，请立即决定"),
    ],
)
def test_a_limit_in_hours_is_warned_about_at_any_hour(before: timedelta, words: str | None) -> None:
    clerk, chief, idle, respondent = make_clerk(), make_chief(), make_clerk(), make_chief(name="李建国")
    make_taken(clerk, kind="protection_order", at=NIGHT, details={"urgent": "yes"})

    for _ in range(2):
        services.escalate(at=DUE - before)

    for person in (clerk, chief):
        assert told(person) == ([words] if words else [])
    assert told(idle) == told(respondent) == []


def test_what_nobody_has_taken_is_warned_about_to_the_whole_desk() -> None:
    desk = [make_clerk(), make_clerk(), make_chief()]
    make_waiting(kind="preservation_before_suit", at=NIGHT)

    moment = NIGHT
    while moment <= NIGHT + timedelta(hours=72):
        services.escalate(at=moment)
        moment += timedelta(minutes=30)

    for person in desk:
        assert told(person) == [
            "法定期限还剩不到十二小时",
            "法定期限还剩不到三小时",
            "已超过法定期限，请立即决定",  # Sunday night
            "已超过法定期限，请立即决定",  # Monday
        ]


def test_a_limit_in_days_still_waits_for_service_hours() -> None:
    clerk = make_clerk()
    make_taken(clerk, at=court_time("2026-06-17 10:00"))

    services.escalate(at=court_time("2026-06-24 07:00"))  # Wednesday, the last day, before hours

    assert told(clerk) == []


def test_the_limits_in_hours_are_those_of_the_law() -> None:
    assert {"urgent_preservation", "protection_order", "urgent_protection_order"} == deadlines.HOURLY
