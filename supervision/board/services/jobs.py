"""Reports that take longer than a page may: asked for, made in the worker, kept for a day."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import PDF
from gangcheng_court.core.documents.models import StoredFile
from supervision.board.enums import JobKind, JobState
from supervision.board.models import ReportJob
from supervision.breaches import permissions, reports, workbook

PRINTED = 200
"""Late matters that are printed; all of them are in the workbook."""
MOST_ATTEMPTS = 3
LOST_AFTER = timedelta(minutes=20)
"""Longer than the task may run: whoever made it is gone."""
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)
EVERY = 1000
PARTS = 7

logger = logging.getLogger(__name__)
Progress = Callable[[int], None]


@transaction.atomic
def ask_for_report(kind: str, conditions: dict[str, Any], *, by: User, at: datetime) -> ReportJob:
    """Queue a report of what `by` may see; the same asked again while one is under way returns that one.

    `conditions` is `ReportForm.asked`. The worker is woken after commit; what that loses, the sweep finds.
    """
    require_role(by, *permissions.REPORT_READERS)
    key = hashlib.sha256(json.dumps([kind, conditions], sort_keys=True).encode()).hexdigest()
    expires_at = at + timedelta(hours=settings.REPORT_KEPT_HOURS)
    job, is_new = ReportJob.objects.get_or_create(
        asked_by=by,
        key=key,
        state__in=UNDER_WAY,
        defaults={"kind": kind, "conditions": conditions, "asked_at": at, "expires_at": expires_at},
    )
    if is_new:
        transaction.on_commit(lambda: current_app.send_task("board.make_reports"), robust=True)
    return job


def make_reports(*, at: datetime) -> int:
    """Make what is queued, oldest first, and what a worker left unfinished; return how many were made.

    Any number may run side by side: each report is taken under its lock by one of them. A report that failed, or ended
    its worker three times, is left as failed for the person to ask again; one that the time limit of the task ended
    ends the run, and the next goes on.
    """
    made = 0
    while job := _take(at):
        made += _make(job, at)
    return made


@transaction.atomic
def _take(at: datetime) -> ReportJob | None:
    lost = Q(state=JobState.RUNNING, started_at__lt=at - LOST_AFTER)
    rows = ReportJob.objects.select_for_update(skip_locked=True, of=("self",)).select_related("asked_by")
    job = rows.filter(Q(state=JobState.QUEUED) | lost).order_by("asked_at", "pk").first()
    if job is None:
        return None
    job.attempts += 1
    job.state = JobState.RUNNING
    job.started_at, job.percent = at, 0
    job.save(update_fields=["attempts", "state", "started_at", "percent"])
    return job


def _make(job: ReportJob, at: datetime) -> bool:
    try:
        if job.attempts > MOST_ATTEMPTS:
            raise RuntimeError("making the report ended the worker again and again")
        make = _workbook if job.kind == JobKind.XLSX else _paper
        file = make(job, at)
    except SoftTimeLimitExceeded:
        _finish(job, JobState.FAILED, None)
        raise
    except Exception:
        logger.exception("report %s was not made", job.pk)
        _finish(job, JobState.FAILED, None)
        return False
    _finish(job, JobState.DONE, file)
    return True


def _finish(job: ReportJob, state: str, file: StoredFile | None) -> None:
    job.state, job.file, job.percent = state, file, 100
    job.save(update_fields=["state", "file", "percent"])


def _scope(job: ReportJob) -> reports.Scope:
    asked = job.conditions
    days = (date.fromisoformat(asked[name]) for name in ("since", "until"))
    return reports.Scope(*days, permissions.seen_by(job.asked_by), asked["department"], asked["person"])


def _paper(job: ReportJob, at: datetime) -> StoredFile:
    watch = reports.watch_of(job.conditions["promise"])
    context: dict[str, Any] = {}
    for done, (name, part) in enumerate(reports.parts(_scope(job), watch, at, job.conditions["cause"]), 1):
        context[name] = part
        _tell(job, done * 60 // PARTS)
    late = list(context["late"][: PRINTED + 1])
    context |= {"late": late[:PRINTED], "more": len(late) > PRINTED, "watch": watch, "now": at}
    context |= {"conditions": job.conditions["words"], "exporter": job.asked_by}
    _tell(job, 70)
    content = pdf.render("pdf/supervision/promise_report.html", context)
    name = workbook.file_name(job.asked_by.name, at, "pdf")
    return documents.store_bytes(content, name=name, content_type=PDF, by=job.asked_by, at=at)


def _workbook(job: ReportJob, at: datetime) -> StoredFile:
    scope, watch = _scope(job), reports.watch_of(job.conditions["promise"])
    total = reports.total(scope, watch, at)
    words = [tuple(line) for line in job.conditions["words"]]
    conditions = workbook.conditions(words, total, job.asked_by, at)
    late = reports.late(scope, watch, at, cause=job.conditions["cause"]).iterator(EVERY)
    told = _counted(late, total.broken, lambda percent: _tell(job, percent))
    with workbook.write(told, conditions, footer=workbook.footer(job.asked_by, at)) as book:
        name = workbook.file_name(job.asked_by.name, at)
        return documents.store_workbook(book, name=name, by=job.asked_by, at=at)


def _counted(rows: Iterable[Any], total: int, tell: Progress) -> Iterator[Any]:
    """The same rows; `tell` is told how far they have come, in steps of a hundredth."""
    step = max(EVERY, total // 90)
    for number, row in enumerate(rows):
        if number % step == 0:
            tell(min(95, number * 95 // max(total, 1)))
        yield row


def _tell(job: ReportJob, percent: int) -> None:
    ReportJob.objects.filter(pk=job.pk).update(percent=percent)


@transaction.atomic
def forget_reports(*, at: datetime) -> int:
    """Delete the reports that have expired, with their files; return how many."""
    expired = ReportJob.objects.select_for_update(skip_locked=True, of=("self",)).select_related("file")
    jobs = list(expired.filter(expires_at__lte=at).exclude(state=JobState.RUNNING))
    for job in jobs:
        job.delete()
        if job.file:
            documents.forget(job.file)
    return len(jobs)
