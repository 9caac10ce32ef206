"""What comes from 12368: taken in once, worked on here, answered there in the same transaction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, sign_in
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused
from hotline.tickets import services as tickets
from hotline.tickets.enums import Score, TicketType
from hotline.tickets.enums import Status as TicketStatus
from hotline.tickets.enums import Subject as TicketSubject
from hotline.tickets.models import Ticket
from hotline.tickets.tests.builders import make_member, make_ticket
from supervision.complaints import permissions
from supervision.complaints.enums import Finding, Mode, Source, Status, StepKind, Subject
from supervision.complaints.models import Complaint
from supervision.complaints.services import handling, pulling, ticket_work
from supervision.complaints.tests.builders import NOW, make_president, make_supervisor

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
LATER = NOW + timedelta(hours=1)
SAID = {"finding": Finding.UNFOUNDED, "words": "当天录像显示窗口按规定办理。"}


@pytest.fixture
def supervisor():
    return make_supervisor()


def handed(department=None, **fields) -> Ticket:
    given = {"type": TicketType.COMPLAINT, "subject": TicketSubject.CONDUCT, "status": TicketStatus.HANDED_OVER}
    return make_ticket(department=department or make_department("supervision", "督察室"), **given | fields)


def pulled(**fields) -> tuple[Complaint, Ticket]:
    ticket = handed(**fields)
    pulling.pull(at=NOW)
    return Complaint.objects.get(ticket=ticket.number), ticket


def test_what_was_handed_over_is_taken_in_once_with_whom_it_is_about_and_no_limit_of_its_own(supervisor):
    clerk = make_member()
    ticket = handed(complained_of=clerk, complained_name="三号窗口", text="态度生硬")
    handed(type=TicketType.SUGGESTION)
    petition = handed(type=TicketType.PETITION, subject="")

    assert (pulling.pull(at=NOW), pulling.pull(at=LATER)) == (2, 0)

    row = Complaint.objects.get(ticket=ticket.number)
    assert (row.source, row.subject, row.text, row.about) == (Source.HOTLINE, Subject.CONDUCT, "态度生硬", clerk)
    assert (row.kept_from, row.status, row.mode) == ([clerk.pk], Status.RECEIVED, Mode.NAMED)
    assert not row.limits.exists()
    assert row.due_at == ticket.due_at
    assert row.complainant.phone == ticket.phone
    assert Complaint.objects.get(ticket=petition.number).subject == Subject.PETITION


def test_what_was_answered_before_or_is_elsewhere_is_left_alone(supervisor):
    handed(status=TicketStatus.ANSWERED)
    handed(department=make_department("trial", "审判庭"))
    assert pulling.pull(at=NOW) == 0
    assert not Complaint.objects.exists()


def test_whoever_takes_it_signs_for_the_ticket_and_the_answer_is_the_tickets(supervisor):
    row, ticket = pulled()

    handling.acknowledge(row.pk, by=supervisor, at=LATER)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.handler) == (TicketStatus.IN_HAND, supervisor)
    handling.write(row.pk, by=supervisor, at=LATER, words="正在调取录像")
    handling.answer(row.pk, by=supervisor, at=LATER, **SAID)
    ticket.refresh_from_db()
    row.refresh_from_db()

    assert (ticket.status, ticket.answer, row.status) == (TicketStatus.ANSWERED, row.answer, Status.ANSWERED)
    assert row.due_at is None
    assert Notice.objects.filter(template="hotline/replied").count() == 1
    assert not Notice.objects.filter(template="supervision/complaint_answered").exists()
    handling.close(row.pk, by=supervisor, at=LATER)
    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.CLOSED


def test_an_answer_that_the_ticket_refuses_leaves_both_as_they_were(supervisor):
    row, ticket = pulled()
    ticket.questions.create(text="还要不要补材料？")
    with pytest.raises(Refused, match="分项问题"):
        handling.answer(row.pk, by=supervisor, at=LATER, **SAID)
    ticket.refresh_from_db()
    row.refresh_from_db()
    assert (ticket.status, row.status, row.answer) == (TicketStatus.HANDED_OVER, Status.RECEIVED, "")


def test_nothing_of_the_ticket_stays_when_the_complaint_fails(supervisor, monkeypatch):
    row, ticket = pulled()

    def breaks(*args, **kwargs):
        raise OSError("lost")

    monkeypatch.setattr(ticket_work, "follow", breaks)
    with pytest.raises(OSError, match="lost"):
        handling.acknowledge(row.pk, by=supervisor, at=LATER)
    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.HANDED_OVER


def test_a_caller_who_is_not_satisfied_brings_it_back_to_another_owner(supervisor):
    row, ticket = pulled()
    other = make_supervisor()
    handling.answer(row.pk, by=supervisor, at=LATER, **SAID)
    tickets.rate(ticket.pk, at=LATER, score=Score.DISSATISFIED, words="没有查")

    pulling.pull(at=LATER)
    pulling.pull(at=LATER)

    row.refresh_from_db()
    ticket.refresh_from_db()
    assert (row.status, row.reviews, row.owner) == (Status.IN_HAND, 1, None)
    assert row.due_at == ticket.due_at
    assert list(row.steps.filter(kind=StepKind.REVIEW_ASKED)).__len__() == 1
    with pytest.raises(Refused, match="上次答复的人"):
        handling.answer(row.pk, by=supervisor, at=LATER, **SAID)
    handling.assign(row.pk, by=supervisor, at=LATER, owner=other)
    handling.answer(row.pk, by=other, at=LATER, **SAID)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.handler) == (TicketStatus.ANSWERED, other)
    tickets.rate(ticket.pk, at=LATER, score=Score.SATISFIED)
    pulling.pull(at=LATER)
    row.refresh_from_db()
    assert row.status == Status.CLOSED


def test_what_goes_back_to_12368_is_closed_here_and_opened_again_when_it_returns(supervisor):
    row, ticket = pulled()
    tickets.send_back(ticket.pk, by=supervisor, at=LATER, reason="请问清窗口号")
    pulling.pull(at=LATER)
    row.refresh_from_db()
    assert (row.status, row.finding) == (Status.CLOSED, Finding.ELSEWHERE)

    Ticket.objects.filter(pk=ticket.pk).update(status=TicketStatus.HANDED_OVER, department=supervisor.department)
    pulling.pull(at=LATER)

    row.refresh_from_db()
    assert (row.status, row.owner) == (Status.IN_HAND, None)
    handling.answer(row.pk, by=supervisor, at=LATER, **SAID)


def test_a_petition_of_12368_is_extended_by_the_tickets_own_rule(supervisor):
    row, ticket = pulled(type=TicketType.PETITION, subject="")
    handling.acknowledge(row.pk, by=supervisor, at=LATER)
    handling.extend(row.pk, by=supervisor, at=LATER, reason="需要调卷")
    row.refresh_from_db()
    ticket.refresh_from_db()
    assert row.due_at == ticket.due_at
    with pytest.raises(Refused, match="已经延长过"):
        handling.extend(row.pk, by=supervisor, at=LATER, reason="还要")


def test_the_department_that_has_the_ticket_works_on_it_and_the_others_of_the_desk_read_it(supervisor):
    head = make_president()
    row, _ = pulled(department=head.department, complained_of=make_supervisor())
    assert permissions.visible_to(supervisor).get() == row
    with pytest.raises(NotYours):
        handling.acknowledge(row.pk, by=supervisor, at=LATER)
    assert handling.acknowledge(row.pk, by=head, at=LATER).owner == head


def test_one_that_fails_does_not_stop_the_others(supervisor, monkeypatch):
    bad, good = handed(), handed()
    receive = pulling.receive

    def breaks(new, **kwargs):
        if new.ticket == bad.number:
            raise OSError("bad row")
        return receive(new, **kwargs)

    monkeypatch.setattr(pulling, "receive", breaks)
    with pytest.raises(ExceptionGroup, match="未能转入"):
        pulling.pull(at=NOW)
    assert Complaint.objects.get().ticket == good.number


def test_the_inbox_leads_to_the_complaint_and_is_no_second_place_to_work(client, supervisor, time_machine):
    time_machine.move_to(LATER, tick=False)
    ticket, other = handed(), handed(department=make_department("filing"), type=TicketType.SUGGESTION)
    sign_in(client, supervisor)
    page = client.get(reverse("hotline:ticket", args=[ticket.number])).content.decode()
    link = reverse("supervision:complaint-of-ticket", args=[ticket.number])

    assert link in page
    assert "签收" not in page.split("期限</h2>")[0].split("办理</h2>")[-1]
    assert client.post(reverse("hotline:ticket-act", args=[ticket.number, "sign"])).status_code == 409
    answer = client.get(link)
    row = Complaint.objects.get(ticket=ticket.number)
    assert answer.headers["Location"] == reverse("supervision:complaint", args=[row.number])
    assert ticket.number in client.get(answer.headers["Location"]).content.decode()
    assert reverse("supervision:complaints") in client.get(reverse("hotline:inbox")).content.decode()
    for nothing in (other.number, "GD20260617-000000"):
        assert client.get(reverse("supervision:complaint-of-ticket", args=[nothing])).status_code == 404
    sign_in(client, make_member(Role.CHIEF))
    assert client.get(link).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_pulls_at_once_open_one_complaint():
    make_supervisor()
    handed()

    def run(_) -> int:
        try:
            return pulling.pull(at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(run, range(3)))
    row = Complaint.objects.get()
    assert list(row.steps.values_list("kind", flat=True)) == [StepKind.RECEIVED]
