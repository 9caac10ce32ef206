"""Starting states for tests: reports as the worker left them."""

from datetime import date, timedelta
from typing import Any

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_pdf
from supervision.board.enums import JobKind, JobState
from supervision.board.models import DailyList, MonthlyReport, ReportJob

NOW = court_time("2026-11-26 10:00")


def paper() -> StoredFile:
    return documents.store_bytes(make_pdf(), name="报告.pdf", content_type="application/pdf", by=None, at=NOW)


def make_job(asked_by: User, state: str = JobState.DONE, **fields: Any) -> ReportJob:
    values = {
        "kind": JobKind.PDF,
        "conditions": {"promise": "three_day_review", "words": [["承诺", "网上立案三天内审核"]]},
        "key": f"{asked_by.pk}-{state}",
        "asked_at": NOW,
        "expires_at": NOW + timedelta(days=1),
        "file": paper() if state == JobState.DONE else None,
    }
    values |= fields
    if "pk" in values and (made := ReportJob.objects.filter(pk=values["pk"]).first()):
        return made
    return ReportJob.objects.create(asked_by=asked_by, state=state, **values)


def make_daily_list(recipient: User, day: date = date(2026, 11, 26)) -> DailyList:
    return DailyList.objects.get_or_create(recipient=recipient, day=day, defaults={"file": paper(), "made_at": NOW})[0]


def make_month(month: date = date(2026, 10, 1)) -> MonthlyReport:
    return MonthlyReport.objects.get_or_create(month=month, defaults={"pdf": paper(), "xlsx": paper(), "made_at": NOW})[
        0
    ]
