"""下达整改: somebody is told what to put right, and by when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import NotYours, Refused
from gangcheng_court.promises import RECTIFICATION
from gangcheng_court.references import next_serial
from supervision.rectification import deadlines, numbers, permissions
from supervision.rectification.enums import Source, Status
from supervision.rectification.models import Order, OrderLimit, OrderStep
from supervision.rectification.services import telling


@dataclass(frozen=True)
class NewOrder:
    """What is to be put right. `until` is the last day (Asia/Shanghai); `topic` makes a repeat known (see Order)."""

    source: Source
    title: str
    requirement: str
    owner: User
    until: date
    reference: str = ""
    topic: str = ""
    kept_from: Collection[int] = ()


@transaction.atomic
def order(new: NewOrder, *, by: User, at: datetime) -> Order:
    """Order a rectification: a number, its limit, the first step, a notice to the owner.

    The same source and topic with an open order returns that order. Raises NotYours for others than supervisors and
    for one it is kept from, Refused for an owner without a department, one it is kept from, or a day that has passed.
    """
    permissions.require_supervisor(by)
    if by.pk in new.kept_from:
        raise NotYours
    if not new.owner.department_id or not new.owner.is_court_staff or new.owner.pk in new.kept_from:
        raise Refused("请另选整改责任人：要是本院有所属部门的工作人员，并且与这件事没有牵连。")
    if new.until < court_date(at):
        raise Refused("整改期限不能早于今天，请重新选择日期。")
    if running := _running(new):
        return running
    row = Order(
        number=numbers.order_number(court_date(at), next_serial("rectification_serial")),
        source=new.source,
        reference=new.reference,
        topic=new.topic,
        title=new.title,
        requirement=new.requirement,
        owner=new.owner,
        department_id=new.owner.department_id,
        ordered_by=by,
        ordered_at=at,
        repeats=_earlier(new),
        kept_from=sorted(new.kept_from),
    )
    period = deadlines.until(new.until, at, calendar.load())
    row.due_at = period.due_at
    trail.save(row, by=by, because="下达整改", at=at)
    open_limit(row, new.until, at=at)
    OrderStep.objects.create(order=row, kind=OrderStep.Kind.ORDERED, by=by, at=at, words=new.requirement)
    telling.tell(row, "rectification_ordered", [row.owner], key=row.number, at=at)
    return row


def open_limit(row: Order, until: date, *, at: datetime) -> OrderLimit:
    """The limit of the round that begins now."""
    days = calendar.load()
    period = deadlines.until(until, at, days)
    return OrderLimit.objects.create(
        order=row,
        promise=RECTIFICATION.code,
        reference=f"{row.number}/{row.round}",
        started_at=at,
        responsible=row.owner,
        department=row.department,
        **obligations.terms(period, rule=deadlines.BASIS, calendar=days),
    )


def _running(new: NewOrder) -> Order | None:
    if not new.reference:
        return None
    with connection.cursor() as cursor:  # two who order the same at once wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{new.source}|{new.reference}|{new.topic}"])
    same = {"source": new.source, "reference": new.reference, "topic": new.topic}
    return Order.objects.exclude(status=Status.CLOSED).filter(**same).first()


def _earlier(new: NewOrder) -> Order | None:
    """The latest order about the same topic in the same department; never one that is kept from more people than this
    one, or the mark of a repeat would tell them of it."""
    if not new.topic:
        return None
    known = Order.objects.filter(kept_from__contained_by=list(new.kept_from))
    same = known.filter(topic=new.topic, department=new.owner.department_id)
    return same.order_by("-ordered_at", "-id").first()
