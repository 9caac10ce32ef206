"""Whoever a complaint is about reads, on every page and in every export, exactly what he would read without it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.core.notices.models import Delivery, DeliveryState, Notice
from gangcheng_court.portal.demo.services import load_departments
from gangcheng_court.promises import FIRST_REPLY, SAME_DAY_HANDOFF, TICKET_CLOSING
from hotline.tickets import services as tickets
from hotline.tickets.enums import Score, Status, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.queries.lists import DeskTab, InboxTab
from hotline.tickets.tests.builders import PHONE, make_member, make_operator, make_supervisor, new_ticket
from supervision.breaches import enforcement, services
from supervision.breaches.models import Breach

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
CAME = court_time("2026-11-25 15:00")  # Wednesday
NOW = court_time("2026-12-22 10:00")
SINCE = "since=2026-11-01&until=2026-12-22"
NAME = "欧阳芳芳"
WHO = {
    "an operator": (Role.OPERATOR, "hotline", "account"),
    "the head of the desk": (Role.CHIEF, "hotline", "account"),
    "a clerk, by name": (Role.CLERK, "filing", "name"),
    "the head of a department": (Role.CHIEF, "filing", "account"),
    "a supervisor": (Role.SUPERVISOR, "supervision", "account"),
    "a supervisor, by name": (Role.SUPERVISOR, "supervision", "name"),
    "an administrator": (Role.ADMINISTRATOR, "hotline", "account"),
}
"""Role, department, and how the complaint says whom it is about."""


TOKENS = re.compile(r'(?<=csrfmiddlewaretoken" value=)\S+|(?<="X-CSRFToken": )\S+')


@dataclass(frozen=True)
class Court:
    """The one it is about, and those who work on it."""

    about: User
    operator: User
    receivers: dict[str, User]


@pytest.fixture(params=WHO)
def court(request: pytest.FixtureRequest) -> Court:
    role, code, _ = WHO[request.param]
    load_departments()
    tickets.load_rules()
    about = make_member(role, code, name=NAME)
    receivers = {
        "supervision": make_supervisor(),
        "president": make_member(Role.CHIEF, "president", "院长办公室"),
        "filing": make_member(Role.CHIEF, "filing", "立案庭"),
    }
    return Court(about, make_operator(), receivers)


@pytest.fixture
def named(request: pytest.FixtureRequest, court: Court) -> dict[str, Any]:
    how = WHO[request.node.callspec.params["court"]][2]
    return {"complained_of": court.about} if how == "account" else {"complained_name": f"窗口那个{NAME}"}


def live(court: Court, kind: TicketType, time_machine: Any, **fields: Any) -> Ticket:
    """Everything that can happen to a ticket, each step too late: left lying, returned, urged, answered, reopened.

    Swept on the days on which a sweep reminds, records or urges; on the others it finds nothing to do.
    """
    time_machine.move_to(CAME, tick=False)
    ticket = tickets.receive(new_ticket(kind, name="张玥喆", **fields), by=None, at=CAME).ticket
    tickets.warn_desk(at=court_time("2026-11-25 17:00"))
    sweep("2026-11-26 09:00")
    tickets.hand_over_rest(at=court_time("2026-11-26 09:00"))
    for day in (26, 27, 28, 30):
        sweep(f"2026-11-{day} 16:30")
    ticket.refresh_from_db()
    receiver = court.receivers[ticket.department.code]
    tickets.sign(ticket.pk, by=receiver, at=court_time("2026-12-01 09:00"))
    tickets.add_word(ticket.pk, at=court_time("2026-12-01 10:00"), words="请快一点")
    for day in (2, 3, 4, 10, 11, 14):
        sweep(f"2026-12-{day:02} 10:00")
    tickets.reply(ticket.pk, by=receiver, at=court_time("2026-12-21 09:00"), words="已经处理。")
    tickets.rate(ticket.pk, at=court_time("2026-12-21 10:00"), score=Score.DISSATISFIED, words="不满意")
    sweep("2026-12-21 11:00")
    Delivery.objects.filter(notice__about=ticket.number).update(state=DeliveryState.FAILED, last_error="空号")
    time_machine.move_to(NOW, tick=False)
    ticket.refresh_from_db()
    return ticket


def sweep(moment: str) -> None:
    """What beat runs of supervision and of the ladder, at a court's moment."""
    at = court_time(moment)
    services.remind(at=at)
    enforcement.record_breaches(until=at, at=at, look_back=True)
    services.ask_for_causes(at=at)
    tickets.urge(at=at)


def addresses() -> Iterator[str]:
    desk, inbox = reverse("hotline:desk"), reverse("hotline:inbox")
    for tab in DeskTab:
        yield f"{desk}?tab={tab}"
    for tab in InboxTab:
        yield f"{inbox}?tab={tab}"
    for words in (PHONE, "张玥喆", NAME):
        yield f"{desk}?q={words}"
        yield f"{inbox}?q={words}"
    for route in ("callbacks", "console", "calls", "mine"):
        yield reverse(f"hotline:{route}")
    yield f"{reverse('hotline:figures')}?{SINCE}"
    yield f"{reverse('hotline:figures-xlsx')}?{SINCE}"
    yield reverse("supervision:breaches")
    for promise in (SAME_DAY_HANDOFF, FIRST_REPLY, TICKET_CLOSING):
        yield f"{reverse('supervision:promise-report')}?promise={promise.code}&{SINCE}"
        yield f"{reverse('supervision:promise-report-xlsx')}?promise={promise.code}&{SINCE}"
        yield f"{reverse('supervision:items')}?promise={promise.code}&period=year"
    yield f"{reverse('supervision:board')}?period=year"
    yield reverse("supervision:daily")
    yield reverse("supervision:owed")
    yield reverse("notices:inbox")
    yield reverse("notices:failed")


def read(client: Client, address: str) -> Any:
    """What the answer says: its text without the tokens of the form, the cells of a workbook, the words of a PDF."""
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.status_code == 200 and ".xlsx" in address:
        book = openpyxl.load_workbook(BytesIO(content))
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    if answer.status_code == 200 and ".pdf" in address:
        return words_of(content)
    return [answer.status_code, *TOKENS.sub("", content.decode()).splitlines()]


def test_every_list_count_search_export_and_message_is_the_same_with_the_complaint_as_without(
    client, court, named, time_machine
):
    live(court, TicketType.SUGGESTION, time_machine, text="立案大厅没有饮水机")
    sign_in(client, court.about)
    before = {address: read(client, address) for address in addresses()}

    complaint = live(court, TicketType.COMPLAINT, time_machine, text="态度生硬", **named)

    assert complaint.department.code == ("president" if court.about.role == Role.SUPERVISOR else "supervision")
    assert complaint.status == Status.HANDED_OVER
    breaches = Breach.objects.filter(reference__startswith=complaint.number)
    # What is about the desk itself has left it at once, so only the department is late.
    assert breaches.count() >= (2 if court.about.department.code == "hotline" else 3)
    sign_in(client, court.about)
    for address, said in before.items():
        assert read(client, address) == said, address
    assert not Notice.objects.filter(recipient=court.about, about=complaint.number).exists()
    for row in breaches:
        assert client.get(reverse("supervision:breach", args=[row.pk])).status_code == 404
        assert (
            client.post(reverse("supervision:breach", args=[row.pk]), {"cause": "other", "words": "x"}).status_code
            == 404
        )
    for route, more in (("ticket", ()), ("ticket-act", ("note",)), ("ticket-attempt", ()), ("ticket-callback", ())):
        address = reverse(f"hotline:{route}", args=[complaint.number, *more])
        method = client.get if route == "ticket" else client.post
        assert method(address, {}).status_code == 404
    for failed in Delivery.objects.filter(notice__about=complaint.number, state=DeliveryState.FAILED):
        assert client.post(reverse("notices:resend", args=[failed.pk])).status_code in (403, 404)


def test_what_everybody_reads_are_sums_and_somebody_else_in_the_same_office_is_told_and_sees_the_breach(
    client, court, named, time_machine
):
    complaint = live(court, TicketType.COMPLAINT, time_machine, text="态度生硬", **named)
    sign_in(client, court.about)
    for address in (reverse("portal:home"), reverse("portal:promises"), "/api/v1/promises/"):
        page = client.get(address).content.decode()
        for secret in (complaint.number, complaint.title, "张玥喆", PHONE):
            assert secret not in page, address

    sign_in(client, court.receivers["supervision"])
    page = client.get(f"{reverse('supervision:promise-report')}?promise={FIRST_REPLY.code}&{SINCE}")

    assert complaint.number in page.content.decode()
    assert Notice.objects.filter(template="supervision/recorded", recipient=court.receivers["supervision"]).exists()
    handler = court.receivers[complaint.department.code]
    sign_in(client, handler)
    shown = client.get(reverse("hotline:ticket", args=[complaint.number])).content.decode()
    assert "有消息没有送达" in shown
    assert NOW - complaint.received_at > timedelta(days=20)
