"""取号: a number for somebody who comes to the hall."""

import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction

from accessibility.queue import numbers
from accessibility.queue.enums import OPEN, Channel, Priority, Status
from accessibility.queue.models import Counter, Device, Matter, Ticket
from accessibility.queue.services import periods
from accessibility.queue.services.board_version import changed
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused

KEY_CHARS = 22


@transaction.atomic
def take(
    matter_id: int,
    *,
    channel: Channel,
    at: datetime,
    priority: Priority | str = "",
    phone: str = "",
    person: User | None = None,
    by: User | None = None,
    filing_number: str = "",
    device: Device | None = None,
    place_at: datetime | None = None,
    split_from: Ticket | None = None,
    once: str | None = None,
) -> Ticket:
    """Give out the next number of a matter. `place_at` is where it stands in line, if not at the end.

    `by` is the member of staff who takes it for the visitor. The same `once` again gives the first ticket. Raises
    Refused when the matter takes no numbers today, when they have run out, and when `phone` holds enough of them.
    """
    if once:
        _one_at_a_time(once)
        if known := Ticket.objects.filter(once=once).first():
            return known
    matter = Matter.objects.get(pk=matter_id)
    if not matter.is_open:
        raise Refused(f"“{matter.name}”今天不取号。请到导诉台询问，或者拨打 12368。")
    day = court_date(at)
    if phone and by is None:
        require_few(phone, day)
    counter = _next(matter, at)
    ticket = Ticket(
        business_date=day,
        issued_for=matter,
        matter=matter,
        number=counter.last,
        label=numbers.label(matter.letter, counter.last),
        key=_key(once),
        channel=channel,
        priority=priority,
        taken_at=at,
        place_at=place_at or counter.last_at,
        person=person,
        phone=phone,
        filing_number=filing_number,
        device=device,
        split_from=split_from,
        once=once,
    )
    ticket.save(force_insert=True)
    periods.begin(ticket, at=at, by=by)
    changed()
    return ticket


def _one_at_a_time(text: str) -> None:
    """Whoever asks with the same words at the same time waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [text])


def require_few(phone: str, day: date) -> None:
    """Raises Refused when this telephone holds enough numbers of the day; it takes no other meanwhile."""
    _one_at_a_time(phone)
    statuses = list(Ticket.objects.filter(business_date=day, phone=phone).values_list("status", flat=True))
    still_open = sum(Status(status) in OPEN for status in statuses)
    if still_open >= settings.QUEUE_OPEN_PER_PHONE:
        raise Refused(f"这个手机号还有 {still_open} 个号没有办完。请先办完或者取消，再取新号。")
    if len(statuses) >= settings.QUEUE_PER_PHONE_A_DAY:
        raise Refused(f"这个手机号今天已经取过 {len(statuses)} 个号。还要办事，请到导诉台找工作人员取号。")


def _next(matter: Matter, at: datetime) -> Counter:
    """Lock the day's counter of the matter and move it on: no gap, no number twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {Counter._meta.db_table} AS counter (matter_id, business_date, last, last_at)
            VALUES (%s, %s, 1, %s)
            ON CONFLICT (matter_id, business_date)
            DO UPDATE SET last = counter.last + 1, last_at = greatest(counter.last_at, excluded.last_at)
            RETURNING last, last_at""",  # noqa: S608
            [matter.pk, court_date(at), at],
        )
        last, last_at = cursor.fetchone()
    if last > numbers.MOST:
        raise Refused(f"“{matter.name}”今天的号已经取完。请到导诉台找工作人员，或者预约明天。")
    return Counter(matter=matter, business_date=court_date(at), last=last, last_at=last_at)


def _key(once: str | None) -> str:
    """What opens the ticket on a phone: the same for the same asking."""
    return blind_index("queue-ticket", once)[:KEY_CHARS] if once else secrets.token_urlsafe(16)[:KEY_CHARS]
