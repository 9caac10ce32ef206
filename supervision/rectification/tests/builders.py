"""Starting states for tests: a rectification order in any state."""

from datetime import datetime, timedelta
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import RECTIFICATION
from supervision.rectification.enums import Source, Status
from supervision.rectification.models import Order, OrderLimit, OrderStep

NOW = court_time("2026-06-17 10:00")  # Wednesday
DUE = court_time("2026-06-26")  # Friday 00:00: the last day is Thursday the 25th


def make_order(owner: User | None = None, **fields: Any) -> Order:
    """An order given at NOW and due at DUE, in the first round; `status` says how far it has come."""
    owner = owner or make_user(Role.CLERK, department=make_department())
    at: datetime = fields.pop("at", NOW)
    values = {
        "number": f"ZG20260617-{Order.objects.count() + 1:06d}",
        "source": Source.OTHER,
        "title": "窗口没有放价目表",
        "requirement": "把价目表放到每个窗口，拍照说明。",
        "owner": owner,
        "department": owner.department,
        "ordered_by": fields.pop("by", None) or make_user(Role.SUPERVISOR),
        "ordered_at": at,
        "due_at": DUE,
    } | fields
    status = values.get("status", Status.ORDERED)
    if status != Status.ORDERED:
        values.setdefault("reported_by", owner)
    if status == Status.CLOSED:
        values.setdefault("closed_at", at + timedelta(days=2))
    row = Order.objects.create(**values)
    OrderLimit.objects.create(
        order=row,
        promise=RECTIFICATION.code,
        reference=f"{row.number}/1",
        started_at=at,
        due_at=row.due_at,
        met_at=None if status == Status.ORDERED else at + timedelta(days=1),
        responsible=owner,
        department=owner.department,
        rule="8c 整改通知载明的期限（监督落实）",
        calendar_version="test",
    )
    OrderStep.objects.create(order=row, kind=OrderStep.Kind.ORDERED, by=row.ordered_by, at=at, words=row.requirement)
    return row
