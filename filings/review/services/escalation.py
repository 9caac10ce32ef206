"""Nothing lapses silently: who is warned before the law's limit, on its last day, and about corrections not answered.

Warnings go out in service hours only, but for limits in hours, which wait for nobody. Each is keyed by event and
person, so that a sweep may run twice, late or side by side. Nothing here decides anything.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from filings.intake.enums import Status
from filings.review import deadlines, links
from filings.review.models import CorrectionNotice, ReviewLimit
from filings.review.services import telling
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.deadlines import calendar, clock, hours
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.promises import THREE_DAY_REVIEW

HORIZON = timedelta(days=30)
"""Longer than two workdays before any last day, whatever holidays lie between."""


def escalate(*, at: datetime) -> int:
    """Warn of every filing undecided two workdays and one workday before the legal limit, and on its last day put it
    before the chiefs; after it, again every workday. A limit in hours is warned about twelve and three hours before it,
    at any hour, and once it has passed, again every day. Returns how many limits were looked at.

    One filing that fails does not keep the others from being warned about; the failures are raised together.
    """
    days = calendar.load()
    open_limits = ReviewLimit.objects.open().exclude(promise=THREE_DAY_REVIEW.code).filter(due_at__lte=at + HORIZON)
    if not hours.in_service_hours(at, days):
        open_limits = open_limits.filter(promise__in=deadlines.HOURLY)

    def warn(limit: ReviewLimit) -> None:
        if limit.promise in deadlines.HOURLY:
            _warn_of_hours(limit, at=at)
        else:
            _warn(limit, days, at=at)

    return _each(open_limits.select_related("round__filing", "round__reviewer"), warn)


def remind_of_corrections(*, at: datetime) -> int:
    """Remind filers one workday before their time to correct ends and once it has ended; then tell the clerk too.

    Nothing is returned or refused by the clock. Failures are raised together, as in `escalate`.
    """
    days = calendar.load()
    if not hours.in_service_hours(at, days):
        return 0
    waiting = CorrectionNotice.objects.open().filter(
        promise=deadlines.CORRECTION_PERIOD, round__filing__status=Status.CORRECTION, due_at__lte=at + HORIZON
    )
    return _each(waiting.select_related("round__filing", "issued_by"), lambda notice: _remind(notice, days, at=at))


def stage_of(today: date, last_day: date, days: Calendar) -> str:
    """How near the legal limit is: '', 'two_days', 'one_day', 'last_day' or 'overdue'."""
    first, second = deadlines.warning_days(last_day, days)
    if today > last_day:
        return "overdue"
    if today == last_day:
        return "last_day"
    return "one_day" if today >= second else "two_days" if today >= first else ""


def hours_stage_of(at: datetime, due_at: datetime) -> str:
    """How near a limit in hours is: '', 'twelve_hours', 'three_hours' or 'overdue'."""
    first, second = deadlines.warning_moments(due_at)
    if at >= due_at:
        return "overdue"
    return "three_hours" if at >= second else "twelve_hours" if at >= first else ""


def _warn_of_hours(limit: ReviewLimit, *, at: datetime) -> None:
    if not (stage := hours_stage_of(at, limit.due_at)):
        return
    filing, reviewer = limit.round.filing, limit.round.reviewer
    key = f"{stage}:{limit.reference}" + (f":{clock.court_date(at)}" if stage == "overdue" else "")
    context = {"stage": stage, "due_at": limit.due_at, "reviewer": reviewer}
    if reviewer:
        telling.desk(filing, "urgent_due", key=key, at=at, roles=[Role.CHIEF], **context)
        telling.staff(reviewer, filing, "urgent_due", key=key, at=at, wakes=True, **context)
    else:
        telling.desk(filing, "urgent_due", key=key, at=at, **context)


def _warn(limit: ReviewLimit, days: Calendar, *, at: datetime) -> None:
    last_day, today = clock.last_day(limit.due_at), clock.court_date(at)
    stage = stage_of(today, last_day, days)
    if not stage:
        return
    filing, reviewer = limit.round.filing, limit.round.reviewer
    key = f"{stage}:{limit.reference}" + (f":{today}" if stage == "overdue" else "")
    context = {"stage": stage, "last_day": last_day, "reviewer": reviewer}
    telling.chiefs(filing, "decision_due", key=key, at=at, **context)
    if reviewer:
        telling.staff(reviewer, filing, "decision_due", key=key, at=at, **context)


def _remind(notice: CorrectionNotice, days: Calendar, *, at: datetime) -> None:
    last_day, today = clock.last_day(notice.due_at), clock.court_date(at)
    filing, key = notice.round.filing, telling.key_of(notice.round)
    if notice.due_at <= at:
        telling.filer(filing, "correction_overdue", key=key, at=at, url=links.correction(filing), last_day=last_day)
        telling.staff(notice.issued_by, filing, "correction_unanswered", key=key, at=at, last_day=last_day)
    elif today >= deadlines.warning_days(last_day, days)[1]:
        telling.filer(filing, "correction_due", key=key, at=at, url=links.correction(filing), last_day=last_day)


def _each(rows: Iterable[Any], act: Callable[[Any], None]) -> int:
    failures, seen = [], 0
    for row in rows:
        seen += 1
        try:
            with transaction.atomic():
                act(row)
        except Exception as error:
            error.add_note(str(row))
            failures.append(error)
    if failures:
        raise ExceptionGroup("some filings were not warned about", failures)
    return seen
