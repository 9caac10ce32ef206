"""收: taking a matter down, once, with its number, its code and its limits."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from hotline.tickets import deadlines, numbers
from hotline.tickets.enums import CONFIDENTIAL, Source, StepKind, TicketType
from hotline.tickets.models import Handoff, Question, Ticket, TicketLimit
from hotline.tickets.permissions import DESK
from hotline.tickets.services import routing, steps, telling
from hotline.tickets.services.handing_over import hand_over_by_rule

COME_TO_DESK = f"""
SELECT id, nextval('ticket_serial'), pg_advisory_xact_lock(hashtextextended(%s, 0))
FROM {Department._meta.db_table} WHERE code = %s
"""  # noqa: S608


@dataclass(frozen=True)
class NewTicket:
    """What somebody brings, as it was said; numbers are clean. `questions` are the parts of a complex question."""

    type: TicketType
    source: Source
    title: str
    text: str = ""
    person: User | None = None
    name: str = ""
    phone: str = ""
    needs: tuple[str, ...] | list[str] = ()
    no_call_back: bool = False
    case_number: str = ""
    subject: str = ""
    complained_of: User | None = None
    complained_name: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """The ticket, and the code by which it is followed without an account; nothing keeps the code."""

    ticket: Ticket
    code: str


@transaction.atomic
def receive(new: NewTicket, *, by: User | None, at: datetime, once: str | None = None) -> Receipt:
    """Write a ticket with its receipt, its steps and its limits; out of hours the rules hand it over at once, and at
    any hour what is about the desk itself.

    The same `once` again opens nothing: the first ticket and the same code come back.
    """
    code = numbers.receipt_code(once)
    desk_id, serial = _come_to_desk(once)
    if once and (known := Ticket.objects.filter(once=once).first()):
        return Receipt(known, code)
    days, about = calendar.load(), routing.people_about(new.complained_of, _names_in(new))
    ticket = _write(new, code, desk_id, serial, days, about, by=by, at=at, once=once)
    steps.add(ticket, StepKind.RECEIVED, by=by, at=at, to=desk_id, due_at=ticket.due_at)
    if ticket.source != Source.MISSED_CALL:
        telling.person(ticket, "received", key="1", at=at, code="" if ticket.person else code)
    at_once = not deadlines.desk_is_open(at, days) or desk_id in {user.department_id for user in about}
    if at_once and deadlines.is_handed_over(new.type):
        ticket = hand_over_by_rule(ticket.pk, by=None, at=at)
    return Receipt(ticket, code)


def _names_in(new: NewTicket) -> str:
    """Where a member of staff may be named: in a complaint or petition anywhere."""
    told = [new.complained_name, *((new.title, new.text) if new.type in CONFIDENTIAL else ())]
    return "\n".join(filter(None, told))


def _come_to_desk(once: str | None) -> tuple[int, int]:
    """The id of the desk, and the serial of the next number; one not used leaves a gap.

    Whoever comes with the same `once` at the same time waits here until the first is through.
    """
    with connection.cursor() as cursor:
        cursor.execute(COME_TO_DESK, [once, DESK])
        found = cursor.fetchone()
    if found:
        return found[:2]
    steps.department(DESK)
    return _come_to_desk(once)


def _write(
    new: NewTicket,
    code: str,
    desk_id: int,
    serial: int,
    days: Calendar,
    about: list[User],
    *,
    by: User | None,
    at: datetime,
    once: str | None,
) -> Ticket:
    ticket = Ticket(
        number=numbers.ticket_number(court_date(at), serial),
        receipt_hash=numbers.receipt_hash(code),
        once=once,
        type=new.type,
        subject=new.subject,
        source=new.source,
        title=new.title,
        text=new.text,
        person=new.person,
        name=new.name,
        phone=new.phone,
        needs=list(new.needs),
        no_call_back=new.no_call_back,
        case_number=new.case_number,
        complained_of=new.complained_of,
        complained_name=new.complained_name,
        kept_from=[user.pk for user in about],
        department_id=desk_id,
        received_at=at,
        received_by=by,
    )
    handoffs, limits = steps.first_limits(ticket, days)
    ticket.due_at = min((limit.due_at for limit in [*handoffs, *limits]), default=None)
    trail.save(ticket, by=by, because="受理", at=at)
    Question.objects.bulk_create(Question(ticket=ticket, text=text) for text in new.questions)
    Handoff.objects.bulk_create(handoffs)
    TicketLimit.objects.bulk_create(limits)
    return ticket
