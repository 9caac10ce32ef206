"""Starting states of visits: rows as they would be, made without the services under test."""

import itertools
import uuid
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_picture, upload
from supervision.inspections.enums import Kind, Status, Verdict
from supervision.inspections.models import Checklist, ChecklistItem, Finding, Inspection, ItemAnswer, ItemPhoto

NOW = court_time("2026-11-26 10:00")  # Thursday
ITEMS = (("attitude", "服务态度"), ("dress", "着装"), ("water-paper", "便民设施"))
_serial = itertools.count(1)


def make_supervisor(**fields: Any) -> User:
    return make_user(Role.SUPERVISOR, **{"department": make_department("supervision", "督察室")} | fields)


def make_clerk(**fields: Any) -> User:
    return make_user(Role.CLERK, **{"department": make_department()} | fields)


def make_checklist(code: str = "hall", *, edition: int = 1, items: Any = ITEMS) -> Checklist:
    """The edition of that checklist, made when missing."""
    known = Checklist.objects.filter(code=code, edition=edition).first()
    if known:
        return known
    checklist = Checklist.objects.create(code=code, edition=edition, title="大厅检查表", made_at=NOW)
    for position, (item, group) in enumerate(items, start=1):
        ChecklistItem.objects.create(
            checklist=checklist, position=position, code=item, group=group, words=f"{group}符合要求"
        )
    return checklist


def make_visit(
    status: Status = Status.PLANNED,
    *,
    kind: Kind = Kind.OPEN,
    owner: User | None = None,
    at: datetime = NOW,
    failed: tuple[str, ...] = (),
    **fields: Any,
) -> Inspection:
    """A visit in that state at `at`; one that is done has an answer to every item, and a finding for each `failed`."""
    owner = owner or make_supervisor()
    values: dict[str, Any] = {
        "number": f"JC{court_date(at):%Y%m%d}-{900000 + next(_serial)}",
        "kind": kind,
        "title": "纪律作风检查",
        "places": ["立案窗口", "诉讼服务大厅"],
        "planned_on": court_date(at),
        "owner": owner,
        "checklist": fields.pop("checklist", None) or make_checklist(),
        "status": status,
        "planned_by": owner,
        "planned_at": at,
    }
    if status not in (Status.PLANNED, Status.CANCELLED):
        values["began_at"] = at
    if status in (Status.DONE, Status.PUBLISHED):
        values["done_at"] = at
    if status == Status.PUBLISHED:
        values |= {"published_at": at, "published_by": owner}
    if status == Status.CANCELLED:
        values["cancelled_because"] = "当天停电"
    row = Inspection.objects.create(**values | fields)
    if row.done_at:
        for item in row.checklist.items.all():
            make_answer(row, item, Verdict.FAILED if item.code in failed else Verdict.PASSED, at=at)
            if item.code in failed:
                make_finding(row, item, at=at)
    return row


def make_answer(
    row: Inspection, item: ChecklistItem, verdict: Verdict = Verdict.PASSED, *, at: datetime = NOW, **fields: Any
) -> ItemAnswer:
    values = {"words": "窗口无人应答" if verdict == Verdict.FAILED else "", "place": row.places[0]}
    return ItemAnswer.objects.create(
        **{"key": uuid.uuid4(), "inspection": row, "item": item, "verdict": verdict, "by": row.owner} | values | fields,
        said_at=at,
        received_at=at,
    )


def make_finding(row: Inspection, item: ChecklistItem | None = None, *, at: datetime = NOW, **fields: Any) -> Finding:
    item = item or row.checklist.items.first()
    values = {
        "number": f"{row.number}-{item.position:02d}",
        "place": row.places[0],
        "department": make_department(),
        "words": "窗口无人应答",
    }
    return Finding.objects.create(inspection=row, item=item, code=item.code, found_at=at, **values | fields)


def make_photo(row: Inspection, item: ChecklistItem | None = None) -> ItemPhoto:
    item = item or row.checklist.items.first()
    file = documents.store(upload(make_picture(), "窗口.jpg"), by=row.owner, at=NOW)
    return ItemPhoto.objects.create(key=uuid.uuid4(), inspection=row, item=item, file=file, by=row.owner, added_at=NOW)
