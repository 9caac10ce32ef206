"""预约: a seat of a slot for a matter, moved, given back, and turned into a number on the day."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from accessibility.queue import numbers, permissions
from accessibility.queue.enums import AppointmentState, Channel, Priority
from accessibility.queue.models import Appointment, AppointmentPlan, Device, Ticket
from accessibility.queue.rules import slots
from accessibility.queue.services import appointment_notices as notices
from accessibility.queue.services.taking import take
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, hours
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, full_day, midnight_after
from gangcheng_court.errors import Refused, WrongState

MOST_FAILED = 5
"""How often a wrong telephone may be tried with one code, within the time below."""
WITHIN = timedelta(hours=1)
NOT_FOUND = "预约码和手机尾号没有对上，请核对短信。预约码找不到的，请拨打 12368。"
TAIL, CODE, PHONE = 4, 8, 11
"""How many figures each of the three has by which one checks in."""


class SlotGone(Refused):
    """The time is full, past, or no time of this matter any more."""


class TooManyBooked(Refused):
    """This telephone holds as many appointments as one may."""


@transaction.atomic
def book(
    matter_id: int,
    *,
    starts_at: datetime,
    name: str,
    phone: str,
    at: datetime,
    person: User | None = None,
    priority: Priority | str = "",
    filing_number: str = "",
    once: str | None = None,
) -> Appointment:
    """Give `phone` a seat in the slot that begins at `starts_at`, and text it.

    The same `once` again gives the first appointment. Raises SlotGone when the slot has no seat left (or is none), and
    TooManyBooked when the telephone has QUEUE_APPOINTMENTS_PER_PHONE open ones, or has this very slot.
    """
    if once:
        _one_at_a_time(once)
        if known := Appointment.objects.filter(once=once).first():
            return known
    _one_at_a_time(phone)
    _require_few(matter_id, starts_at, phone, at)
    slot, seat = _seat(matter_id, starts_at, at)
    appointment = Appointment.objects.create(
        code=_code(),
        matter_id=matter_id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        seat=seat,
        name=name,
        phone=phone,
        person=person,
        priority=priority,
        filing_number=filing_number,
        booked_at=at,
        once=once,
    )
    notices.tell(appointment, "booked", at=at)
    return appointment


@transaction.atomic
def move(appointment_id: int, *, starts_at: datetime, at: datetime, by: User | None = None) -> Appointment:
    """Give back the seat for one in another slot of the same matter; the code stays. The slot it has already: nothing.

    `by` None: whoever opened it with code and telephone. Raises SlotGone, and WrongState once it is over.
    """
    appointment = _open(appointment_id, by, at)
    if appointment.starts_at == starts_at:
        return appointment
    slot, appointment.seat = _seat(appointment.matter_id, starts_at, at)
    appointment.starts_at, appointment.ends_at, appointment.reminded_at = slot.starts_at, slot.ends_at, None
    appointment.save(update_fields=["starts_at", "ends_at", "seat", "reminded_at"])
    notices.tell(appointment, "moved", at=at)
    return appointment


@transaction.atomic
def cancel(appointment_id: int, *, at: datetime, by: User | None = None) -> Appointment:
    """Give the seat back. A second call changes nothing; WrongState once the visitor has come or the day is over."""
    if known := Appointment.objects.filter(pk=appointment_id, state=AppointmentState.CANCELLED).first():
        return known
    appointment = _open(appointment_id, by, at)
    appointment.state, appointment.ended_at = AppointmentState.CANCELLED, at
    appointment.save(update_fields=["state", "ended_at"])
    notices.tell(appointment, "cancelled", at=at)
    return appointment


def find(*, code: str, tail: str, at: datetime) -> Appointment:
    """The appointment with this code whose telephone ends with these four figures.

    Raises Refused, in the same words for every failure, and after five within an hour for one code.
    """
    key = f"appointment-tries:{code}"
    if cache.get(key, 0) >= MOST_FAILED:
        raise Refused("一小时内试错的次数太多，请一小时后再试，或者拨打 12368。")
    appointment = Appointment.objects.select_related("matter").filter(code=code, phone__endswith=tail).first()
    if appointment is None or len(tail) != TAIL:
        cache.add(key, 0, timeout=int(WITHIN.total_seconds()))
        cache.incr(key)
        raise Refused(NOT_FOUND)
    return appointment


@transaction.atomic
def check_in(typed: str, *, at: datetime, device: Device | None = None, by: User | None = None) -> Ticket:
    """报到: the number for today's appointment with this code, telephone, or last four figures of the telephone.

    On time, its place in line dates from the slot's beginning minus the lead; late, from now. A second call gives the
    same number. Raises Refused when nothing is found, when several telephones end alike, and when it is too early.
    """
    if by is not None:
        permissions.require_clerk(by)
    appointment = Appointment.objects.select_related("matter").locked(pk=_expected(typed, at).pk)
    if appointment.ticket:
        return appointment.ticket
    if appointment.state != AppointmentState.BOOKED:
        raise WrongState("这个预约刚刚取消了。要办事，请直接取号。")
    arrival = slots.arrival(
        appointment.starts_at,
        at,
        lead=timedelta(minutes=settings.QUEUE_APPOINTMENT_LEAD_MINUTES),
        grace=timedelta(minutes=settings.QUEUE_APPOINTMENT_GRACE_MINUTES),
        calendar=calendar.load(),
    )
    if arrival.early:
        raise Refused(
            f"您约的是 {_time(appointment.starts_at)}，{_time(arrival.opens_at)} 起可以报到。"
            "现在就想办的，可以直接取普通号。"
        )
    appointment.ticket = take(
        appointment.matter_id,
        channel=Channel.APPOINTMENT,
        at=at,
        place_at=arrival.place_at,
        priority=appointment.priority,
        phone=appointment.phone,
        person=appointment.person,
        by=by,
        filing_number=appointment.filing_number,
        device=device,
        once=f"appointment:{appointment.pk}",
    )
    appointment.state, appointment.ended_at = AppointmentState.ARRIVED, at
    appointment.save(update_fields=["ticket", "state", "ended_at"])
    return appointment.ticket


def miss_appointments(*, at: datetime) -> int:
    """未到: what was booked for an earlier day and nobody came for; return how many. A second run finds none."""
    rows = Appointment.objects.filter(
        state=AppointmentState.BOOKED, starts_at__lt=midnight_after(court_date(at) - timedelta(days=1))
    )
    return rows.update(state=AppointmentState.MISSED, ended_at=at)


def remind_of_appointments(*, at: datetime) -> int:
    """On the working day before, in service hours, text whoever booked before today; once each. Return how many.

    Whoever was given a day that has since become a rest day is told at once that the court is closed.
    """
    legal, today = calendar.load(), court_date(at)
    if not hours.in_service_hours(at, legal):
        return 0
    coming = Appointment.objects.filter(state=AppointmentState.BOOKED, reminded_at=None, starts_at__gt=at)
    told = 0
    for appointment in coming.filter(booked_at__lt=midnight_after(today - timedelta(days=1))):
        day = court_date(appointment.starts_at)
        if not legal.is_workday(day):
            told += _remind(appointment, "closed", at)
        elif today < day <= slots.next_workday(today, legal):
            told += _remind(appointment, "reminder", at)
    return told


@transaction.atomic
def _remind(found: Appointment, template: str, at: datetime) -> bool:
    appointment = Appointment.objects.select_related("matter").locked(pk=found.pk)
    changed = appointment.starts_at != found.starts_at or appointment.state != AppointmentState.BOOKED
    if changed or appointment.reminded_at:
        return False
    appointment.reminded_at = at
    appointment.save(update_fields=["reminded_at"])
    notices.tell(appointment, template, at=at)
    return True


def plan(*, by: User, **fields: Any) -> AppointmentPlan:
    """Let a matter take appointments on these hours of working days. Raises NotYours unless `by` heads the hall."""
    permissions.require_head(by)
    return AppointmentPlan.objects.create(**fields)


@transaction.atomic
def replan(plan_id: int, *, by: User, **fields: Any) -> AppointmentPlan:
    """Change a plan; what was booked by it stays. Raises NotYours unless `by` heads the hall."""
    permissions.require_head(by)
    found = AppointmentPlan.objects.select_for_update().get(pk=plan_id)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=[*fields])
    return found


def unplan(plan_id: int, *, by: User) -> None:
    """No new appointments by this plan; what was booked by it stays. A second call changes nothing."""
    permissions.require_head(by)
    AppointmentPlan.objects.filter(pk=plan_id).delete()


def _open(appointment_id: int, by: User | None, at: datetime) -> Appointment:
    """The locked appointment, for which one may still come."""
    appointment = Appointment.objects.select_related("matter").locked(pk=appointment_id)
    if by is not None and by.pk != appointment.person_id:
        permissions.require_clerk(by)
    if appointment.state == AppointmentState.ARRIVED:
        raise WrongState("您已经报到取号，预约不能再改。不办了的，请告诉窗口，或者在取号页面取消。")
    if appointment.state != AppointmentState.BOOKED or court_date(appointment.starts_at) < court_date(at):
        raise WrongState("这个预约已经结束，不能再改。需要的话，请重新预约。")
    return appointment


def _require_few(matter_id: int, starts_at: datetime, phone: str, at: datetime) -> None:
    rows = Appointment.objects.filter(
        phone=phone,
        state=AppointmentState.BOOKED,
        starts_at__gte=midnight_after(court_date(at) - timedelta(days=1)),
    )
    held = list(rows.values_list("matter_id", "starts_at"))
    if (matter_id, starts_at) in held:
        raise TooManyBooked("这个手机号已经约了这个时间。请凭短信里的预约码查看。")
    if len(held) >= settings.QUEUE_APPOINTMENTS_PER_PHONE:
        raise TooManyBooked(f"这个手机号还有 {len(held)} 个预约没有办。请先办完或者取消，再约新的。")


def _seat(matter_id: int, starts_at: datetime, at: datetime) -> tuple[slots.Slot, int]:
    """A free seat. Whoever wants one for the same matter waits here; the database gives no seat twice all the same."""
    plans = AppointmentPlan.objects.filter(matter=matter_id, matter__is_open=True)
    plans = list(plans.order_by("pk").select_for_update(of=("self",)))
    legal, day = calendar.load(), court_date(starts_at)
    open_days = slots.days_ahead(court_date(at), settings.QUEUE_APPOINTMENT_DAYS_AHEAD, legal)
    if starts_at <= at or day not in open_days:
        raise SlotGone("这个时间不能预约，请另选一个。")
    slot = next((slot for slot in slots.on_day(plans, day, legal) if slot.starts_at == starts_at), None)
    if slot is None:
        raise SlotGone("这个时间不再接受预约，请另选一个。")
    booked = Appointment.objects.filter(matter=matter_id, starts_at=starts_at)
    taken = booked.exclude(state=AppointmentState.CANCELLED).values_list("seat", flat=True)
    seat = slots.free_seat(slot, list(taken))
    if seat is None:
        raise SlotGone("这个时间刚刚约满了，请另选一个。")
    return slot, seat


def _expected(typed: str, at: datetime) -> Appointment:
    """The one appointment of today that the figures name: the earliest that has no number yet, else the last."""
    wanted = {CODE: "code", PHONE: "phone", TAIL: "phone__endswith"}.get(len(typed))
    if wanted is None or not (typed.isascii() and typed.isdigit()):
        raise Refused("请输入 8 位预约码、11 位手机号，或者手机号的后四位。")
    named = Appointment.objects.filter(**{wanted: typed}).exclude(state=AppointmentState.CANCELLED)
    first, last = midnight_after(court_date(at) - timedelta(days=1)), midnight_after(court_date(at))
    today = list(named.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "pk"))
    waited_for = [row for row in today if row.state == AppointmentState.BOOKED] or today[-1:]
    if len({row.phone for row in waited_for}) > 1:
        raise Refused("有几位的手机号后四位相同。请输入 8 位预约码，或者完整的手机号。")
    if waited_for:
        return waited_for[0]
    other_day = named.filter(starts_at__gte=last).order_by("starts_at").first() if wanted == "code" else None
    if other_day:
        when = f"{full_day(court_date(other_day.starts_at))}{_time(other_day.starts_at)}"
        raise Refused(f"您约的是{when}，不是今天。请那天再来，或者改约。")
    raise Refused("今天没有找到这个预约。请核对数字，或者直接取号，也可以问导诉台。")


def _code() -> str:
    code = numbers.appointment_code()
    while Appointment.objects.filter(code=code).exists():
        code = numbers.appointment_code()
    return code


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(COURT_ZONE):%H:%M}"


def _one_at_a_time(text: str) -> None:
    """Whoever asks with the same words at the same time waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('appointment'), hashtext(%s))", [text])
