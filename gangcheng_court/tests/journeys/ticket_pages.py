"""The pages of 12368 tickets: the public's, the desk's, the departments'."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from hotline.tickets import services
from hotline.tickets.enums import Status, TicketType
from hotline.tickets.tests.builders import (
    make_callback,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
)

Look = tuple[User | None, str]
LONG = "2026年11月20日上午我在立案窗口排队两小时，工作人员态度生硬，让我回去再补一份已经交过的材料。"


def _followed() -> Look:
    person, clerk, now = make_user(), make_member(), timezone.now()
    ticket = make_ticket(
        status=Status.IN_HAND, department=clerk.department, handler=clerk, person=person, text=LONG, at=now
    )
    services.reply(ticket.pk, by=clerk, at=now, words="已经核实：材料不需要再补，向您道歉。下次到三号窗口直接办理。")
    return person, reverse("hotline:follow-ticket", args=[ticket.number])


def _waiting() -> Look:
    person = make_user()
    ticket = make_ticket(person=person, text=LONG, at=timezone.now())
    return person, reverse("hotline:follow-ticket", args=[ticket.number])


def _mine() -> Look:
    person = make_user()
    make_ticket(person=person, at=timezone.now())
    return person, reverse("hotline:mine")


def _desk() -> Look:
    now = timezone.now()
    for number in range(3):
        make_ticket(at=now, name="欧阳玥喆", title=f"希望在大厅增设饮水机和充电的地方（{number}）")
    return make_operator(), reverse("hotline:desk")


def _inbox() -> Look:
    chief = make_member(Role.CHIEF)
    for _ in range(2):
        make_ticket(status=Status.HANDED_OVER, department=chief.department, at=timezone.now())
    return chief, reverse("hotline:inbox")


def _ticket() -> Look:
    supervisor, now = make_supervisor(), timezone.now()
    ticket = make_ticket(
        type=TicketType.COMPLAINT,
        subject="conduct",
        complained_name="立案窗口三号",
        status=Status.IN_HAND,
        department=supervisor.department,
        handler=supervisor,
        needs=["hearing"],
        text=LONG,
        at=now,
    )
    services.add_question(ticket.pk, by=supervisor, at=now, text="还要不要补材料？")
    services.note(ticket.pk, by=supervisor, at=now, words="已经调取当天大厅的录像。")
    return supervisor, reverse("hotline:ticket", args=[ticket.number])


def _at_desk() -> Look:
    operator, now = make_operator(), timezone.now()
    ticket = services.open_missed(phone="13900001111", at=now, once="missed:look")
    return operator, reverse("hotline:ticket", args=[ticket.number])


def _board() -> Look:
    operator, slots = make_operator(), services.free_slots(timezone.now(), 5)
    for slot in (slots[0], slots[0], slots[1], *slots[4:8]):
        make_callback(make_ticket(type=TicketType.CONSULTATION, at=timezone.now()), at=slot)
    return operator, reverse("hotline:callbacks")


def _routing() -> Look:
    make_rule(make_department(), position=10, words=["立案", "诉讼费"])
    make_rule(make_department("enforcement", "执行局"), position=20, case_codes=["执", "执保"])
    return make_supervisor(), reverse("hotline:routing") + "?type=suggestion&text=立案"


TICKET_PAGES: dict[str, Callable[[], Look]] = {
    "contact": lambda: (None, reverse("hotline:contact")),
    "ticket-new-complaint": lambda: (None, reverse("hotline:new", args=["complaint"])),
    "ticket-new-signed-in": lambda: (make_user(), reverse("hotline:new", args=["consultation"])),
    "ticket-follow": lambda: (None, reverse("hotline:follow")),
    "ticket-followed": _followed,
    "ticket-waiting": _waiting,
    "tickets-mine": _mine,
}
TICKET_DESK: dict[str, Callable[[], Look]] = {
    "tickets-desk": _desk,
    "tickets-desk-empty": lambda: (make_operator(), reverse("hotline:desk") + "?tab=closed"),
    "ticket-take-down": lambda: (make_operator(), reverse("hotline:take-down", args=["complaint"])),
    "tickets-inbox": _inbox,
    "ticket": _ticket,
    "ticket-missed-call": _at_desk,
    "callbacks": _board,
    "routing": _routing,
}
