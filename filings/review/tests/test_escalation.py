"""Nothing lapses silently (登记立案规定 8)."""

from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.db import connection

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import services, tasks
from filings.review.services import telling
from filings.review.tests.builders import make_chief, make_clerk, make_correction, make_taken, make_waiting, put_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.models import Heartbeat
from gangcheng_court.core.notices.models import Notice

pytestmark = pytest.mark.django_db
# Received on Wednesday 2026-06-17; Friday to Sunday are holidays; the legal last day is Wednesday 2026-06-24.


def told(person: object) -> list[str]:
    return list(Notice.objects.filter(recipient=person).order_by("id").values_list("title", flat=True))


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-06-18 10:00", None),  # Thursday
        ("2026-06-20 10:00", None),  # Saturday of the holiday
        ("2026-06-22 08:29:59", None),  # Monday, before service hours
        ("2026-06-22 08:30", "还剩两个工作日"),
        ("2026-06-23 12:00", None),  # Tuesday at noon: the first warning was missed, the second comes after the break
        ("2026-06-23 13:30", "还剩一个工作日"),
        ("2026-06-24 16:59:59", "今天是法定期限最后一日"),  # Wednesday
        ("2026-06-24 17:00", None),
        ("2026-06-25 08:30", "已超过法定期限"),  # Thursday
    ],
)
def test_warnings_go_to_reviewer_and_chief_at_each_stage_in_service_hours(at: str, words: str | None) -> None:
    clerk, chief = make_clerk(), make_chief()
    make_taken(clerk)

    services.escalate(at=court_time(at))

    for person in (clerk, chief):
        titles = told(person)
        assert len(titles) == (1 if words else 0)
        assert not words or words in titles[0]


@pytest.mark.promise("6")
def test_each_stage_is_told_once_however_often_and_late_the_sweep_runs() -> None:
    chief = make_chief()
    make_waiting()
    moment = court_time("2026-06-22 08:00")
    while moment < court_time("2026-06-27"):
        services.escalate(at=moment)
        services.escalate(at=moment)
        moment += timedelta(hours=1)

    stages = [title.partition("：")[0] for title in told(chief)]
    assert stages == [
        "法定期限还剩两个工作日",
        "法定期限还剩一个工作日",
        "今天是法定期限最后一日，请决定或者先行立案",
        "已超过法定期限，请立即先行立案",  # Thursday
        "已超过法定期限，请立即先行立案",  # Friday
    ]


def test_after_an_outage_only_the_present_stage_is_told() -> None:
    chief = make_chief()
    make_waiting()

    services.escalate(at=court_time("2026-06-24 09:00"))

    assert [title.partition("，")[0] for title in told(chief)] == ["今天是法定期限最后一日"]


@pytest.mark.parametrize("status", [Status.CORRECTION, Status.ACCEPTED, Status.WITHDRAWN])
def test_what_is_decided_is_not_warned_about(status: Status) -> None:
    chief = make_chief()
    put_in(status, make_waiting())

    services.escalate(at=court_time("2026-06-24 09:00"))

    assert told(chief) == []


def test_a_waiting_proposal_is_warned_about_too() -> None:
    chief, clerk = make_chief(), make_clerk()
    put_in(Status.AWAITING_APPROVAL, make_taken(clerk))

    services.escalate(at=court_time("2026-06-24 09:00"))

    assert len(told(chief)) == 1


def test_one_filing_that_fails_does_not_silence_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    chief = make_chief()
    bad, good = make_waiting(), make_waiting()
    tell = telling.chiefs

    def fail_for_one(filing: Filing, *args: object, **kwargs: object) -> None:
        if filing.pk == bad.pk:
            raise RuntimeError("broken row")
        tell(filing, *args, **kwargs)

    monkeypatch.setattr(telling, "chiefs", fail_for_one)

    with pytest.raises(ExceptionGroup):
        services.escalate(at=court_time("2026-06-24 09:00"))

    assert [notice.about for notice in Notice.objects.filter(recipient=chief)] == [good.number]


@pytest.mark.django_db(transaction=True)
def test_sweeps_side_by_side_tell_once() -> None:
    chief = make_chief()
    make_waiting()

    def sweep() -> None:
        try:
            services.escalate(at=court_time("2026-06-24 09:00"))
        finally:
            connection.close()

    threads = [Thread(target=sweep) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told(chief)) == 1


@pytest.mark.parametrize(
    ("at", "template"),
    [
        ("2026-06-22 16:00", None),  # Monday
        ("2026-06-23 09:00", "filings/correction_due"),  # Tuesday: one workday before
        ("2026-06-24 16:00", "filings/correction_due"),  # Wednesday: the last day itself
        ("2026-06-25 00:00", None),  # the moment it has passed, but nobody is woken
        ("2026-06-25 09:00", "filings/correction_overdue"),
    ],
)
def test_the_filer_is_reminded_before_and_after_the_time_to_correct(at: str, template: str | None) -> None:
    clerk = make_clerk()
    filing = make_correction(clerk, due_at=court_time("2026-06-25"))

    for moment in (court_time(at), court_time(at) + timedelta(minutes=10)):
        services.remind_of_corrections(at=moment)

    assert list(Notice.objects.filter(recipient=filing.filer).values_list("template", flat=True)) == (
        [template] if template else []
    )
    assert len(told(clerk)) == (1 if template == "filings/correction_overdue" else 0)
    filing.refresh_from_db()
    assert filing.status == Status.CORRECTION  # never returned by the clock


def test_an_answered_correction_is_not_reminded_of() -> None:
    filing = make_correction(make_clerk(), due_at=court_time("2026-06-25"))
    put_in(Status.SUBMITTED, filing)

    services.remind_of_corrections(at=court_time("2026-06-25 09:00"))

    assert not Notice.objects.exists()


def test_the_tasks_run_and_leave_a_heartbeat() -> None:
    tasks.warn_of_decisions()
    tasks.remind_of_corrections()

    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"decision_warnings", "correction_reminders"}
    assert isinstance(Heartbeat.objects.first().beat_at, datetime)
