"""办 and 复: work on a ticket, its parts, and one complete answer (承诺四: 查询咨询一次性全面解答)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.errors import NotYours, Refused
from gangcheng_court.promises import (
    FILING_COMPLAINT_ANSWER,
    FIRST_REPLY,
    MISSED_CALL_BACK,
    PETITION_ACKNOWLEDGEMENT,
    PETITION_CLOSING,
    TICKET_CLOSING,
)
from hotline.tickets import deadlines, permissions, workflow
from hotline.tickets.enums import Status, StepKind, TicketType
from hotline.tickets.models import Question, Ticket
from hotline.tickets.services import steps, telling

FIRST = (FIRST_REPLY, PETITION_ACKNOWLEDGEMENT)
LAST = (TICKET_CLOSING, FILING_COMPLAINT_ANSWER, PETITION_CLOSING)
WORKED_ON = (Status.RECEIVED, Status.IN_HAND)


@transaction.atomic
def assign(ticket_id: int, *, by: User, at: datetime, handler: User) -> Ticket:
    """The head of the department gives it to one of its people, never to whom it is about."""
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_head(by, ticket)
    workflow.require(ticket, Status.HANDED_OVER, Status.IN_HAND)
    able = has_role(handler, *permissions.RECEIVERS) and handler.department_id == ticket.department_id
    if not able or permissions.is_about(handler, ticket):
        raise Refused("只能交给本部门的人，不能交给被投诉的人。")
    permissions.require_another(handler, ticket)
    ticket.handler = handler
    steps.hold(ticket)
    steps.save(ticket, by=by, at=at, because="交办", fields=["handler"])
    step = steps.add(ticket, StepKind.ASSIGNED, by=by, at=at, words=f"交给{handler}", due_at=ticket.due_at)
    telling.staff([handler], ticket, "handed_over", key=f"assigned:{step.pk}", at=at, due=ticket.due_at)
    return ticket


@transaction.atomic
def note(ticket_id: int, *, by: User | None, at: datetime, words: str) -> Ticket:
    """Write down what was done; the person is not told. `by` None: the system notes what it learnt."""
    ticket = _at_work(ticket_id, by) if by else Ticket.objects.locked(ticket_id)
    steps.add(ticket, StepKind.NOTED, by=by, at=at, words=words, automatic=by is None)
    return ticket


@transaction.atomic
def acknowledge(ticket_id: int, *, by: User, at: datetime, words: str) -> Ticket:
    """A first word to the person before the complete answer; it meets the limit of the first reply."""
    ticket = _at_work(ticket_id, by)
    steps.meet(ticket, *FIRST, at=at)
    ticket.refresh_from_db(fields=["due_at"])
    step = steps.add(ticket, StepKind.ACKNOWLEDGED, by=by, at=at, words=words, due_at=ticket.due_at)
    telling.person(ticket, "acknowledged", key=str(step.pk), at=at, words=words)
    return ticket


@transaction.atomic
def add_question(ticket_id: int, *, by: User, at: datetime, text: str) -> Question:
    """List one part of a complex question."""
    ticket = _at_work(ticket_id, by)
    return Question.objects.create(ticket=ticket, text=text)


def answer_question(question_id: int, *, by: User, at: datetime, words: str) -> Question:
    """Answer one part."""
    return _settle(question_id, by=by, at=at, answer=words)


def refer_question(question_id: int, *, by: User, at: datetime, referral: str) -> Question:
    """Say by name who answers this part, where the court does not."""
    return _settle(question_id, by=by, at=at, referral=referral)


@transaction.atomic
def _settle(question_id: int, *, by: User, at: datetime, answer: str = "", referral: str = "") -> Question:
    ticket = _at_work(Question.objects.values_list("ticket_id", flat=True).get(pk=question_id), by)
    question = ticket.questions.get(pk=question_id)
    question.answer, question.referral, question.answered_by, question.answered_at = answer, referral, by, at
    question.save(update_fields=["answer", "referral", "answered_by", "answered_at"])
    return question


@transaction.atomic
def reply(ticket_id: int, *, by: User, at: datetime, words: str) -> Ticket:
    """The complete answer: meets the first reply and the closing, and asks for the person's opinion.

    Refused while a part of the question has neither an answer nor a named referral.
    """
    return _reply(_at_work(ticket_id, by), by=by, at=at, words=words)


@transaction.atomic
def answer_at_once(ticket_id: int, *, by: User, at: datetime, words: str) -> Ticket:
    """An operator answers a question in the call, and it is closed."""
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_operator(by, ticket)
    if ticket.type not in permissions.ANSWERED_AT_DESK:
        raise Refused(f"{ticket.get_type_display()}要转给有关部门办理，不能由 12368 答复办结。")
    return end(_reply(ticket, by=by, at=at, words=words), by=by, at=at)


@transaction.atomic
def close(ticket_id: int, *, by: User, at: datetime) -> Ticket:
    """办结, once it was answered."""
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_handler(by, ticket)
    return end(ticket, by=by, at=at)


def close_answered(*, at: datetime) -> int:
    """Close what was answered and not rated within the setting TICKET_RATING_DAYS; return how many.

    Each is looked at again under its lock; one that fails does not stop the others, and the failures are raised
    together.
    """
    before = at - timedelta(days=settings.TICKET_RATING_DAYS)
    answered = Ticket.objects.filter(status=Status.ANSWERED, answered_at__lte=before)
    closed, failures = 0, []
    for ticket_id in list(answered.order_by("answered_at").values_list("pk", flat=True)):
        try:
            closed += _close_answered(ticket_id, before=before, at=at)
        except Exception as failure:
            failure.add_note(f"ticket {ticket_id}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("部分工单未能办结", failures)
    return closed


@transaction.atomic
def _close_answered(ticket_id: int, *, before: datetime, at: datetime) -> bool:
    ticket = Ticket.objects.locked(ticket_id)
    if ticket.status != Status.ANSWERED or ticket.answered_at > before:
        return False
    end(ticket, by=None, at=at)
    return True


@transaction.atomic
def extend(ticket_id: int, *, by: User, at: datetime, reason: str) -> Ticket:
    """A complicated petition has thirty days more, once, after the sixty (信访工作条例 34); the person is told.

    The first limit is closed by the decision, which must come before it has passed; the further one is a new limit.
    """
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_head(by, ticket)
    limit = ticket.limits.open().filter(promise=PETITION_CLOSING.code).first()
    if ticket.type != TicketType.PETITION or limit is None:
        raise Refused("只有办理中的信访事项可以延长。")
    if ticket.limits.filter(promise=PETITION_CLOSING.code).count() > ticket.round:
        raise Refused("已经延长过一次，不能再延长。")
    if limit.due_at <= at:
        raise Refused("期限已经过了，不能再延长。请尽快办结，超期已经记录。")
    steps.meet(ticket, PETITION_CLOSING, at=at)
    days, started = calendar.load(), limit.due_at - timedelta(microseconds=1)
    steps.open_limit(ticket, PETITION_CLOSING, deadlines.extension(started, days), days, at=started)
    ticket.refresh_from_db(fields=["due_at"])
    step = steps.add(ticket, StepKind.NOTED, by=by, at=at, words=f"延长三十日：{reason}", due_at=ticket.due_at)
    telling.person(ticket, "extended", key=str(step.pk), at=at, reason=reason)
    return ticket


def _at_work(ticket_id: int, by: User) -> Ticket:
    """The locked ticket, when `by` may work on it and it is being worked on."""
    ticket = Ticket.objects.locked(ticket_id)
    permissions.require_handler(by, ticket)
    workflow.require(ticket, *WORKED_ON)
    if ticket.status == Status.RECEIVED and not permissions.is_operator(by):
        raise NotYours
    return ticket


def _reply(ticket: Ticket, *, by: User, at: datetime, words: str) -> Ticket:
    if missing := ticket.questions.filter(answered_at__isnull=True).count():
        raise Refused(f"还有 {missing} 个分项问题没有答复，也没有写明转到哪里。一次答全才能办结。")
    if ticket.status == Status.RECEIVED and deadlines.is_handed_over(ticket.type):
        raise Refused(f"{ticket.get_type_display()}要当天转给有关部门办理，不能由 12368 答复。")
    permissions.require_another(by, ticket)
    workflow.move(ticket, Status.ANSWERED)
    ticket.answer, ticket.answered_at, ticket.handler = words, at, by
    steps.meet(ticket, *FIRST, *LAST, MISSED_CALL_BACK, at=at)
    steps.save(ticket, by=by, at=at, because="答复", fields=["status", "answer", "answered_at", "handler"])
    ticket.callbacks.filter(ended_at__isnull=True).update(ended_at=at)
    step = steps.add(ticket, StepKind.REPLIED, by=by, at=at, words=words)
    telling.person(ticket, "replied", key=str(step.pk), at=at)
    return ticket


def end(ticket: Ticket, *, by: User | None, at: datetime) -> Ticket:
    """办结 of a locked ticket, by a person or by the clock."""
    workflow.move(ticket, Status.CLOSED)
    ticket.closed_at = at
    steps.save(ticket, by=by, at=at, because="办结", fields=["status", "closed_at"])
    steps.add(ticket, StepKind.CLOSED, by=by, at=at, automatic=by is None)
    return ticket
