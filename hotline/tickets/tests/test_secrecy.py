"""Nobody can tell that a complaint about him exists; the desk no longer reads what it has handed over."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices import delivery
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState, Notice
from gangcheng_court.errors import NotYours
from hotline.tickets import permissions, services
from hotline.tickets.enums import Score, Status, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.permissions import visible_to
from hotline.tickets.queries import handed_to, lists, open_of_phone
from hotline.tickets.queries.lists import DeskTab, InboxTab
from hotline.tickets.tests.builders import (
    NOW,
    PHONE,
    make_member,
    make_operator,
    make_supervisor,
    make_ticket,
    new_ticket,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
NIGHT = court_time("2026-06-17 22:00")


def complaint(**fields):
    return make_ticket(type=TicketType.COMPLAINT, **fields)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("role", [Role.OPERATOR, Role.CLERK, Role.CHIEF, Role.JUDGE, Role.SUPERVISOR])
@pytest.mark.parametrize("how", ["account", "name"])
def test_whoever_it_is_about_sees_it_in_no_state_and_no_role(status, role, how):
    department = make_department("supervision", "督察室")
    about = make_user(role, department=department, name="刘芳芳")
    named = {"complained_of": about} if how == "account" else {"complained_name": "那个刘芳芳"}
    ticket = complaint(status=status, department=department, **named)

    assert not visible_to(about).exists()
    assert permissions.is_about(about, ticket)
    assert not permissions.may_handle(about, ticket)
    assert not permissions.is_receiver(about, ticket)
    assert not open_of_phone(about, PHONE).exists()
    at_desk = {tab: lists.named(lists.at_desk(tab, about), PHONE) for tab in DeskTab}
    assert set(lists.counted(at_desk).values()) == {0}
    handed = {tab: lists.named(lists.in_department(tab, about, NOW), ticket.number) for tab in InboxTab}
    assert set(lists.counted(handed).values()) == {0}


def test_whoever_is_not_of_the_court_counts_nothing():
    complaint()

    assert set(lists.counted({tab: lists.at_desk(tab, make_user()) for tab in DeskTab}).values()) == {0}


def test_no_notice_of_the_whole_chain_reaches_whom_it_is_about():
    supervisor, about = make_supervisor(), make_operator()
    other = make_operator()

    ticket = services.receive(new_ticket(TicketType.COMPLAINT, complained_of=about), by=other, at=NOW).ticket
    services.warn_desk(at=NOW.replace(hour=17))
    services.send_back(ticket.pk, by=supervisor, at=NOW, reason="请转纪检")
    services.hand_over_by_rule(ticket.pk, by=other, at=NOW)
    services.sign(ticket.pk, by=supervisor, at=NOW)
    services.add_word(ticket.pk, at=NOW, words="还有")
    services.reply(ticket.pk, by=supervisor, at=NOW, words="已经查处。")
    services.rate(ticket.pk, at=NOW, score=Score.DISSATISFIED, words="不满意")

    assert Notice.objects.filter(recipient=other, template="hotline/returned").exists()
    assert not Notice.objects.filter(recipient=about).exists()


def test_the_desk_reads_a_complaint_until_it_is_handed_over():
    operator = make_operator()
    ticket = complaint()
    assert list(visible_to(operator)) == [ticket]

    services.hand_over_by_rule(ticket.pk, by=operator, at=NOW)

    assert not visible_to(operator).exists()
    assert not open_of_phone(operator, PHONE).exists()


def test_the_desk_goes_on_reading_what_is_no_secret():
    ticket = make_ticket(status=Status.IN_HAND, department=make_department())

    assert list(visible_to(make_operator())) == [ticket]


def test_in_the_department_only_the_head_and_the_handler_read_a_complaint():
    handler, colleague, chief = make_member(), make_member(), make_member(Role.CHIEF)
    ticket = complaint(status=Status.IN_HAND, department=handler.department, handler=handler)

    assert list(visible_to(handler)) == list(visible_to(chief)) == [ticket]
    assert not visible_to(colleague).exists()
    with pytest.raises(NotYours):
        services.pass_on(ticket.pk, by=colleague, at=NOW, department=make_department("trial", "审判庭"), reason="")


def test_supervision_reads_every_complaint_and_pulls_what_was_handed_to_it():
    supervisor = make_supervisor()
    elsewhere = complaint(status=Status.IN_HAND, department=make_department())
    ours = complaint(status=Status.HANDED_OVER, department=supervisor.department)

    assert set(visible_to(supervisor)) == {elsewhere, ours}
    assert list(handed_to(supervisor.department)) == [ours]


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.ADMINISTRATOR])
def test_nobody_else_reads_any_ticket(role):
    make_ticket(person=make_user())

    assert not visible_to(make_user(role)).exists()


def test_one_reads_the_own_tickets_by_the_account():
    person = make_user()
    ticket = complaint(person=person)
    complaint(person=make_user())

    assert list(permissions.own(person)) == [ticket]


def test_somebody_without_a_department_has_no_departments_tickets():
    make_ticket(status=Status.HANDED_OVER, department=make_department())

    assert not visible_to(make_user(Role.CLERK)).exists()


# Named anywhere, told nowhere


@pytest.mark.parametrize("place", ["title", "text", "complained_name"])
@pytest.mark.parametrize("type", [TicketType.COMPLAINT, TicketType.PETITION])
def test_whoever_a_complaint_names_anywhere_is_kept_from_it(type, place):
    make_supervisor(name="郑大同")
    about = make_supervisor(name="刘芳芳")

    ticket = services.receive(new_ticket(type, **{place: "督察室的刘芳芳态度恶劣"}), by=None, at=NIGHT).ticket

    assert ticket.kept_from == [about.pk]
    assert not visible_to(about).exists()
    assert permissions.is_about(about, ticket)
    assert not Notice.objects.filter(recipient=about).exists()
    with pytest.raises(NotYours):
        services.sign(ticket.pk, by=about, at=NIGHT)


def test_all_who_are_named_are_kept_from_it():
    first, second, other = (make_member(name=name) for name in ("刘芳芳", "陈志强", "别的人"))

    ticket = services.receive(
        new_ticket(TicketType.COMPLAINT, complained_of=first, text="陈志强也在场"), by=None, at=NOW
    ).ticket

    assert set(ticket.kept_from) == {first.pk, second.pk}
    assert other.pk not in ticket.kept_from


def test_a_judge_who_is_asked_for_is_not_kept_from_it():
    judge = make_member(Role.JUDGE, "trial", "审判庭", name="陈志强")

    ticket = services.receive(new_ticket(TicketType.CONTACT_JUDGE, text="请联系陈志强法官"), by=None, at=NOW).ticket

    assert ticket.kept_from == []
    assert not permissions.is_about(judge, ticket)


def test_the_database_keeps_a_complaint_from_whom_it_is_about():
    ticket = complaint()

    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(complained_of=make_member())


def test_the_code_is_sent_to_a_bare_telephone_and_kept_nowhere():
    receipt = services.receive(new_ticket(TicketType.COMPLAINT), by=None, at=NOW)
    text = Delivery.objects.get(address=PHONE).text
    assert receipt.code in text

    delivery.deliver_due(at=NOW)

    sent = Delivery.objects.get(address=PHONE)
    assert (sent.state, sent.text) == (DeliveryState.SENT, "")
    assert not Notice.objects.filter(body__contains=receipt.code).exists()


def test_somebody_with_an_account_needs_no_code_by_text_message():
    receipt = services.receive(new_ticket(TicketType.COMPLAINT, person=make_user()), by=None, at=NOW)

    assert not Delivery.objects.filter(text__contains=receipt.code).exists()
    assert Delivery.objects.filter(channel=Channel.SMS, text__contains=receipt.ticket.number).exists()


def test_the_list_of_what_was_not_delivered_tells_of_no_complaint(client):
    """Clerks and operators see it, and one of them may be whom it is about."""
    supervisor = make_supervisor(email="supervisor@example.invalid")
    about = make_member(name="刘芳芳")
    ticket = services.receive(new_ticket(TicketType.COMPLAINT, complained_of=about), by=None, at=NIGHT).ticket
    services.sign(ticket.pk, by=supervisor, at=NIGHT)
    services.acknowledge(ticket.pk, by=supervisor, at=NIGHT, words="正在调查刘芳芳")
    services.reply(ticket.pk, by=supervisor, at=NIGHT, words="已经查处刘芳芳")
    Delivery.objects.exclude(channel=Channel.INBOX).update(state=DeliveryState.FAILED)
    sign_in(client, about)

    page = client.get(reverse("notices:failed")).content.decode()

    for told in (ticket.number, "投诉", "刘芳芳", "查处"):
        assert told not in page.partition("<main")[2].partition("</main>")[0]


def test_a_name_written_with_blanks_keeps_it_from_everybody_who_bears_it():
    bearers = [make_member(name="刘芳"), make_member(Role.CHIEF, name="刘芳")]

    ticket = services.receive(
        new_ticket(TicketType.COMPLAINT, complained_name="立案窗口 刘 芳"), by=None, at=NOW
    ).ticket

    assert set(ticket.kept_from) == {user.pk for user in bearers}
