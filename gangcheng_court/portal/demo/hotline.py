"""Made-up calls to 12368 and tickets in every state a newcomer may want to see, made through the services."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from gangcheng_court.core.accounts.enums import AccessNeed
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before
from hotline.calls import services as calls
from hotline.calls.enums import EventKind, EventSource, Outcome
from hotline.calls.models import Call, Extension
from hotline.calls.rules.reduction import Told
from hotline.tickets import services as tickets
from hotline.tickets.enums import AttemptResult, Score, Source, Subject, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.services import NewTicket

EXTENSION = "8001"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SLOT_DAYS = 5
WAITS = (6, 11, 4, 23, 9, 15)
"""Seconds until each of a morning's calls was answered."""


@dataclass(frozen=True)
class Desk:
    """The demo's people who work on tickets."""

    citizen: User
    clerk: User
    chief: User
    operator: User
    judge: User
    supervisor: User


@transaction.atomic
def load_hotline(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo calls and tickets once, dated back from `at`; returns how many tickets there are (0 when there were
    any before).
    """
    people = {person.role.name.lower(): User.objects.get(phone=person.phone) for person in PEOPLE}
    desk = Desk(**{name: people[name] for name in Desk.__dataclass_fields__})
    if Ticket.objects.exists():
        return 0
    tickets.load_rules()
    Extension.objects.get_or_create(number=EXTENSION, defaults={"operator": desk.operator})
    yesterday = morning_before(at, 1, calendar)
    before = morning_before(yesterday, 1, calendar)
    last_week = morning_before(before, 3, calendar)
    for morning in (last_week, before, yesterday):
        _morning_of_calls(desk, morning)
    _missed_and_reached(desk, yesterday + HOUR)
    _call("today", "19900001009", (EventKind.RINGING, 0), (EventKind.ABANDONED, 35), at=at - 20 * MINUTE)
    _work_of_departments(desk, yesterday, last_week)
    _answered_and_rated(desk, before)
    _new_ones(desk, at)
    return Ticket.objects.count()


def _morning_of_calls(desk: Desk, morning: datetime) -> None:
    """An hour at the telephone: what is answered has its outcome, one hangs up at once."""
    day = f"{morning:%m%d}"
    for number, wait in enumerate(WAITS, start=1):
        rang = morning + 8 * number * MINUTE
        call = _answered(f"{day}-{number}", f"1990000{number:02}{morning:%d}", wait, at=rang)
        ended = rang + 4 * MINUTE
        if number == 1:
            new = _new(TicketType.CONSULTATION, Source.CALL, "诉讼费怎么退？", phone=call.caller)
            answer = "判决生效后向立案庭提出，法院十五日内退还。胜诉的一方预交的，由法院退，不用找对方要。"
            calls.answer_at_once(call.pk, new, by=desk.operator, at=ended, once=f"demo:{day}", words=answer)
            _tell(f"{day}-{number}", call.caller, EventKind.RATED, at=ended + MINUTE, digit="1")
        elif number == 2:
            new = _new(TicketType.CONTACT_JUDGE, Source.CALL, "想问开庭时间定了没有", phone=call.caller, name="冯某")
            receipt = calls.take_down(call.pk, new, by=desk.operator, at=ended, once=f"demo:judge:{day}")
            tickets.hand_over_by_rule(receipt.ticket.pk, by=desk.operator, at=ended + MINUTE)
        else:
            outcome = Outcome.NO_SPEECH if number == 3 else Outcome.ASSISTED
            calls.set_outcome(call.pk, by=desk.operator, at=ended, outcome=outcome)
    _call(f"{day}-short", "19900001001", (EventKind.RINGING, 0), (EventKind.ABANDONED, 3), at=morning + HOUR)


def _missed_and_reached(desk: Desk, rang: datetime) -> None:
    """Called back in vain, and an hour later with success."""
    _call("missed", "19900001002", (EventKind.RINGING, 0), (EventKind.ABANDONED, 48), at=rang)
    callback = Ticket.objects.get(phone="19900001002").callbacks.get()
    tickets.attempt(callback.pk, by=desk.operator, at=rang + 30 * MINUTE, result=AttemptResult.NO_ANSWER)
    tickets.attempt(callback.pk, by=desk.operator, at=rang + 3 * HOUR, result=AttemptResult.REACHED)
    words = "已经告诉当事人：立案窗口周一至周五办公，带身份证原件和复印件。"
    tickets.answer_at_once(callback.ticket_id, by=desk.operator, at=rang + 3 * HOUR + 5 * MINUTE, words=words)


def _work_of_departments(desk: Desk, yesterday: datetime, last_week: datetime) -> None:
    """A complaint, a petition and a judge's matter in hand, a suggestion that nobody has signed for."""
    complaint = _receive(
        TicketType.COMPLAINT,
        Source.WEB,
        "三号窗口态度生硬，问了两次不理人",
        at=last_week,
        person=desk.citizen,
        name=desk.citizen.name,
        phone=desk.citizen.phone,
        subject=Subject.CONDUCT,
        complained_name="立案大厅三号窗口",
    )
    petition = _receive(TicketType.PETITION, Source.LETTER, "来信反映执行拖延", at=last_week + MINUTE, name="褚某")
    for ticket in (complaint, petition):
        tickets.hand_over_by_rule(ticket.pk, by=desk.operator, at=last_week + HOUR)
        tickets.sign(ticket.pk, by=desk.supervisor, at=last_week + 3 * HOUR)
    words = "已经受理，正在向有关部门了解情况，六十日内书面答复您。"
    tickets.acknowledge(petition.pk, by=desk.supervisor, at=last_week + 4 * HOUR, words=words)
    tickets.note(complaint.pk, by=desk.supervisor, at=last_week + 5 * HOUR, words="已经调取当天大厅录像。")

    judges = Ticket.objects.filter(type=TicketType.CONTACT_JUDGE).order_by("received_at").first()
    tickets.sign(judges.pk, by=desk.judge, at=judges.received_at + HOUR)

    suggestion = _receive(TicketType.SUGGESTION, Source.WEB, "希望立案大厅增设充电的地方", at=yesterday, name="卫某")
    tickets.hand_over_by_rule(suggestion.pk, by=desk.operator, at=yesterday + HOUR)


def _answered_and_rated(desk: Desk, morning: datetime) -> None:
    """One answer is awaited an opinion of, one was not complete and is worked on again."""
    for text, rated in (("网上立案被退回，怎么补？", False), ("保全费和诉讼费分别怎么交、怎么退？", True)):
        ticket = _receive(
            TicketType.CONSULTATION, Source.WEB, text, at=morning, person=desk.citizen, phone=desk.citizen.phone
        )
        tickets.hand_over(
            ticket.pk, by=desk.operator, at=morning + 5 * MINUTE, department=desk.clerk.department, words="请一次答全"
        )
        tickets.sign(ticket.pk, by=desk.clerk, at=morning + HOUR)
        words = "请按补正通知书列明的项目一次补齐，在通知书写明的日期前重新提交；不清楚的拨打 12368。"
        tickets.reply(ticket.pk, by=desk.clerk, at=morning + 2 * HOUR, words=words)
        if rated:
            tickets.rate(
                ticket.pk, at=morning + 4 * HOUR, score=Score.DISSATISFIED, complete=False, words="没有说保全费怎么退"
            )


def _new_ones(desk: Desk, at: datetime) -> None:
    """What came in the last hours: to be handed over (out of hours the rules did), and to be called back."""
    _receive(
        TicketType.SUGGESTION, Source.WINDOW, "希望窗口中午也有人值班", at=at - HOUR, name="蒋某", by=desk.operator
    )
    helped = _receive(
        TicketType.ASSISTANCE,
        Source.WEB,
        "不会在网上立案，请打电话教我",
        at=at - 2 * HOUR,
        person=desk.citizen,
        name=desk.citizen.name,
        phone=desk.citizen.phone,
        needs=(AccessNeed.HEARING,),
    )
    slot = tickets.free_slots(at, SLOT_DAYS)[0]
    tickets.book_callback(helped.pk, by=None, at=at - HOUR, planned_at=slot)


def _new(type: TicketType, source: Source, text: str, **fields: Any) -> NewTicket:
    return NewTicket(type=type, source=source, title=text, text=text, **fields)


def _receive(
    type: TicketType, source: Source, text: str, *, at: datetime, by: User | None = None, **fields: Any
) -> Ticket:
    return tickets.receive(_new(type, source, text, **fields), by=by, at=at).ticket


def _answered(name: str, caller: str, wait: int, *, at: datetime) -> Call:
    parts = (EventKind.RINGING, 0), (EventKind.ANSWERED, wait), (EventKind.ENDED, wait + 200)
    return _call(name, caller, *parts, at=at)


def _call(name: str, caller: str, *parts: tuple[EventKind, int], at: datetime) -> Call:
    """One call as the exchange tells of it: each event with its seconds after the first."""
    last = max(seconds for _, seconds in parts)
    ends = () if EventKind.ENDED in dict(parts) else ((EventKind.ENDED, last),)
    for kind, seconds in (*parts, *ends):
        _tell(name, caller, kind, at=at + timedelta(seconds=seconds))
    return Call.objects.get(exchange_id=f"demo-{name}")


def _tell(name: str, caller: str, kind: EventKind, *, at: datetime, digit: str = "") -> None:
    told = Told(
        exchange_id=f"demo-{name}",
        kind=kind,
        at=at,
        source=EventSource.API,
        caller=caller,
        extension=EXTENSION,
        digit=digit,
    )
    calls.receive([told], at=at)
