"""Starting states of complaints: rows as they would be, made without the services under test."""

import itertools
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT
from supervision.complaints import numbers
from supervision.complaints.enums import Finding, Mode, Source, Status, StepKind, Subject
from supervision.complaints.models import Complainant, Complaint, ComplaintLimit, ComplaintStep
from supervision.complaints.permissions import PRESIDENT
from supervision.complaints.services import NewComplaint, steps

NOW = court_time("2026-06-17 10:00")  # Wednesday; 2026-06-19–21 are holidays
PHONE = "13900003333"
TEXT = "六月十六日上午，窗口的工作人员态度生硬，让我跑了三趟。"
_serial = itertools.count(1)


def make_supervisor(**fields: Any) -> User:
    return make_user(Role.SUPERVISOR, **{"department": make_department("supervision", "督察室")} | fields)


def make_president(**fields: Any) -> User:
    """The head of the president's office."""
    return make_user(Role.CHIEF, **{"department": make_department(PRESIDENT, "院长办公室")} | fields)


def code_of(complaint: Complaint) -> str:
    """The code of a complaint made here."""
    return numbers.code_of(f"builders:{complaint.number}")


def make_complaint(
    *,
    mode: Mode = Mode.ANONYMOUS,
    status: Status = Status.RECEIVED,
    at: datetime = NOW,
    name: str = "张玥喆",
    phone: str = PHONE,
    **fields: Any,
) -> Complaint:
    """A complaint of the web with its limits; past RECEIVED it has an owner, answered ones a finding, all at `at`."""
    number = numbers.complaint_number(court_date(at), 900000 + next(_serial))
    values: dict[str, Any] = {
        "number": number,
        "code_hash": numbers.code_hash(numbers.code_of(f"builders:{number}")),
        "source": Source.WEB,
        "subject": Subject.CONDUCT,
        "text": TEXT,
        "received_at": at,
        "content_hash": "0" * 64,
    }
    if fields.get("source", Source.WEB) != Source.WEB:
        values["code_hash"] = None
    if about := fields.get("about"):
        values["kept_from"] = [about.pk]
    done = status in (Status.ANSWERED, Status.CLOSED)
    if status != Status.RECEIVED:
        values |= {"acknowledged_at": at, "owner": fields.get("owner") or make_supervisor()}
    if done:
        values |= {"finding": Finding.JUSTIFIED, "answer": "情况属实，已经批评教育。", "measure": "责令当面道歉。"}
        values |= {"answered_at": at, "answered_by": values["owner"]}
    if status == Status.CLOSED:
        values["closed_at"] = at
    complaint = Complaint(mode=mode, status=status, **values | fields)
    limits = steps.limits_of(complaint, at=at)
    for limit in limits:
        told = limit.promise == COMPLAINT_ACKNOWLEDGEMENT.code and status != Status.RECEIVED
        limit.met_at = at if done or told else None
    complaint.due_at = min((limit.due_at for limit in limits if limit.met_at is None), default=None)
    complaint.save()
    ComplaintLimit.objects.bulk_create(limits)
    ComplaintStep.objects.create(complaint=complaint, kind=StepKind.RECEIVED, at=at)
    if mode != Mode.ANONYMOUS:
        Complainant.objects.create(complaint=complaint, name=name, phone=phone)
    return complaint


def new_complaint(**fields: Any) -> NewComplaint:
    """What somebody brings, without a name."""
    values = {"mode": Mode.ANONYMOUS, "source": Source.WEB, "subject": Subject.CONDUCT, "text": TEXT}
    return NewComplaint(**values | fields)
