"""Calls back: booked hours with a capacity, three attempts at different times, and the missed call's own."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import MISSED_CALL_BACK
from hotline.tickets import deadlines, permissions
from hotline.tickets.deadlines import HOUR
from hotline.tickets.enums import AttemptResult, Source, Status, StepKind, TicketType
from hotline.tickets.models import Callback, CallbackAttempt, Ticket
from hotline.tickets.services import steps, telling
from hotline.tickets.services.receiving import NewTicket, receive

MOST_ATTEMPTS = 3
APART = timedelta(hours=1)


def free_slots(at: datetime, days: int) -> list[datetime]:
    """The beginnings of the hours of the next `days` days in which somebody can still be called back."""
    legal, today = calendar.load(), court_date(at)
    ahead = [today + timedelta(days=count) for count in range(days + 1)]
    hours = [hour for day in ahead for hour in deadlines.callback_hours(day, legal) if hour > at]
    booked = Callback.objects.filter(planned_at__in=hours, ended_at__isnull=True).values("planned_at")
    taken = dict(booked.annotate(count=Count("pk")).order_by().values_list("planned_at", "count"))
    return [hour for hour in hours if taken.get(hour, 0) < settings.CALLBACKS_PER_HOUR]


@transaction.atomic
def book_callback(ticket_id: int, *, by: User | None, at: datetime, planned_at: datetime) -> Callback:
    """Promise a call in one of the free hours; `by` None: the person booked it.

    Refused when the hour has filled up, when one is promised already, and for who asked not to be called.
    """
    ticket = Ticket.objects.locked(ticket_id)
    if by is not None and not permissions.may_handle(by, ticket):
        raise NotYours
    if ticket.status == Status.CLOSED:
        raise WrongState("这张工单已经办结，不能再约回拨。")
    if ticket.no_call_back or not ticket.phone:
        raise Refused("当事人要求不打电话，或者没有留电话，请用短信或者书面联系。")
    if ticket.callbacks.filter(ended_at__isnull=True).exists():
        raise Refused("已经约过回拨，请等这一次结束再约。")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('callback'), hashtext(%s))", [planned_at.isoformat()])
    if planned_at not in free_slots(at, settings.CALLBACK_DAYS):
        raise Refused("这个时段刚刚约满了，请另选一个。")
    callback = Callback.objects.create(ticket=ticket, planned_at=planned_at)
    steps.add(ticket, StepKind.NOTED, by=by, at=at, words="约好回拨", due_at=planned_at + HOUR)
    return callback


@transaction.atomic
def attempt(callback_id: int, *, by: User, at: datetime, result: str) -> CallbackAttempt:
    """Write down one try. It ends with the person reached, a wrong number, or the third try in vain, of which the
    person is told. Two tries are at least an hour apart: at different times, as promised.

    The first try meets the limit of a missed call: the court has called back. Whom it reached is counted apart.
    """
    ticket_id = Callback.objects.values_list("ticket_id", flat=True).get(pk=callback_id)
    ticket = Ticket.objects.locked(ticket_id)
    if not permissions.may_handle(by, ticket):
        raise NotYours
    callback = ticket.callbacks.get(pk=callback_id)
    if callback.ended_at:
        raise WrongState("这次回拨已经结束。请刷新页面查看。")
    tried = list(callback.attempts.all())
    if tried and at - tried[-1].at < APART:
        raise Refused("离上一次拨打不到一小时。请换一个时间再拨。")
    row = CallbackAttempt.objects.create(callback=callback, at=at, by=by, result=result)
    steps.meet(ticket, MISSED_CALL_BACK, at=at)
    ticket.refresh_from_db(fields=["due_at"])
    reached, count = result == AttemptResult.REACHED, len(tried) + 1
    if reached or result == AttemptResult.WRONG_NUMBER or count >= MOST_ATTEMPTS:
        callback.ended_at, callback.reached = at, reached
        callback.save(update_fields=["ended_at", "reached"])
    steps.add(ticket, StepKind.NOTED, by=by, at=at, words=f"第 {count} 次回拨：{AttemptResult(result).label}")
    if callback.ended_at and not reached:
        telling.person(ticket, "not_reached", key=str(callback.pk), at=at, count=count)
    return row


@transaction.atomic
def open_missed(*, phone: str, at: datetime, once: str) -> Ticket:
    """The ticket of a missed call: its call back is due the same day (after the close: on the next working day).

    The same `once` again opens nothing.
    """
    new = NewTicket(type=TicketType.CONSULTATION, source=Source.MISSED_CALL, title="没有接到电话，请回拨", phone=phone)
    ticket = receive(new, by=None, at=at, once=once).ticket
    if not ticket.callbacks.exists():
        days = calendar.load()
        steps.open_limit(ticket, MISSED_CALL_BACK, deadlines.missed_call_back(at, days), days, at=at)
        Callback.objects.create(ticket=ticket, planned_at=at)
        ticket.refresh_from_db(fields=["due_at"])
    return ticket
