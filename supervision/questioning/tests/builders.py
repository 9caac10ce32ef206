"""Starting states of random questionings: people whom the desks served."""

import itertools
from datetime import date, datetime, timedelta

from accessibility.assistance.enums import State
from accessibility.assistance.tests.builders import make_assistance
from accessibility.queue.enums import Status as HallStatus
from accessibility.queue.models import Ticket as HallTicket
from accessibility.queue.tests.builders import make_matter
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_time
from hotline.tickets.enums import Source, Status, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.tests.builders import desk
from supervision.questioning.models import Invitation, Member, Questioning, QuestionList, Start
from supervision.questioning.numbers import token_hash
from supervision.questioning.services import draw

NOW = court_time("2026-06-17 10:00")  # Wednesday
SERVED = court_time("2026-06-10 10:00")
SINCE, UNTIL = date(2026, 6, 1), date(2026, 6, 16)
TOKEN = "ABCDEFGH23"
_serial = itertools.count(1)


def phone() -> str:
    return f"137{next(_serial):08}"


def serve(*, callers: int = 0, visitors: int = 0, helped: int = 0, at: datetime = SERVED) -> None:
    """So many people were served by the hotline, at the windows, and with help; each has a telephone of their own."""
    serials = [next(_serial) for _ in range(callers)]
    Ticket.objects.bulk_create(
        Ticket(
            number=f"RX20260610-{serial:06}",
            receipt_hash=f"{serial:064}",
            type=TicketType.CONSULTATION,
            status=Status.RECEIVED,
            source=Source.WEB,
            title="咨询",
            phone=phone(),
            department=desk(),
            received_at=at,
        )
        for serial in serials
    )
    HallTicket.objects.bulk_create(
        HallTicket(
            business_date=at.date(),
            issued_for=make_matter(),
            matter=make_matter(),
            number=number,
            label=f"A{number:03}",
            key=f"served-{next(_serial)}",
            status=HallStatus.DONE,
            channel="kiosk",
            taken_at=at,
            place_at=at,
            ended_at=at + timedelta(minutes=10),
            phone=phone(),
        )
        for number in range(1, visitors + 1)
    )
    for _ in range(helped):
        make_assistance(state=State.DONE, phone=phone(), arrives_at=at, at=at - timedelta(days=1))


def make_draw(inspector: User, *, wanted: int = 40, at: datetime = NOW) -> Questioning:
    """A draw from whoever was served in June until yesterday."""
    return draw(since=SINCE, until=UNTIL, wanted=wanted, by=inspector, at=at)


def make_invited(inspector: User, *, number: str = "13700009999", at: datetime = NOW) -> Member:
    """One person who is asked by the link TOKEN until 28 June, the only one on the list."""
    questions = [{"code": "overall", "text": "总的来说满意吗？", "choices": ["满意", "不满意"]}]
    version = QuestionList.objects.create(
        version=QuestionList.objects.count() + 1, questions=questions, made_by=inspector, made_at=at
    )
    row = Questioning.objects.create(
        number=f"XW20260617-{next(_serial):06}",
        since=SINCE,
        until=UNTIL,
        wanted=1,
        served=1,
        seed="0" * 32,
        list_hash="0" * 64,
        questions=version,
        drawn_by=inspector,
        drawn_at=at,
        ends_at=at + timedelta(days=11),
    )
    member = Member.objects.create(
        questioning=row, stratum="hotline", reference="RX20260610-000001", served_at=SERVED, phone=number, place=1
    )
    Start.objects.create(questioning=row, by=inspector, at=at, texts=1)
    Invitation.objects.create(member=member, token_hash=token_hash(TOKEN), sent_at=at)
    return member
