"""督: the ladder above the department. Handler and head are reminded ahead of a limit as of every promise
(`supervision.breaches`); what has passed goes to the supervising office, and what still waits a working day later onto
the president's list. In service hours only; each stage of each limit once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, clock, hours, periods
from gangcheng_court.core.deadlines.models import Obligation
from gangcheng_court.core.notices import outbox
from gangcheng_court.promises import BY_CODE
from hotline.tickets import deadlines, links
from hotline.tickets.enums import Stage, StepKind
from hotline.tickets.models import Reminder, TicketLimit
from hotline.tickets.permissions import PRESIDENT, is_about
from hotline.tickets.services import steps, telling

BATCH = 200
OF_RECEIPT = "签收转办工单"


def urge(*, at: datetime) -> int:
    """Tell the supervising office of each limit that has passed, then put what is a working day late on the president's
    list; return how many limits were urged. One that fails does not stop the others; failures are raised together.
    """
    days = calendar.load()
    if not hours.in_service_hours(at, days):
        return 0
    urged, failures = 0, []
    for limit in _passed(Stage.SUPERVISION, at)[:BATCH]:
        try:
            urged += _urge(limit, at=at)
        except Exception as failure:
            failure.add_note(limit.reference)
            failures.append(failure)
    late = [
        limit
        for limit in _passed(Stage.PRESIDENT, at)[:BATCH]
        if periods.due_workdays(clock.last_day(limit.due_at), 1, days).due_at <= at
    ]
    if late:
        urged += _list_for_president(late, at=at)
    if failures:
        raise ExceptionGroup("部分工单未能督办", failures)
    return urged


def title_of(limit: Obligation) -> str:
    """What the limit is about, in words."""
    return OF_RECEIPT if limit.promise == deadlines.RECEIPT else BY_CODE[limit.promise].title


def _passed(stage: Stage, at: datetime):
    told = Reminder.objects.filter(limit=OuterRef("pk"), stage=stage)
    passed = TicketLimit.objects.open().filter(due_at__lte=at, due_at__gt=at - timedelta(days=365))
    return passed.exclude(Exists(told)).select_related("ticket__department", "ticket__handler").order_by("due_at")


@transaction.atomic
def _urge(limit: TicketLimit, *, at: datetime) -> bool:
    _, is_new = Reminder.objects.get_or_create(limit=limit, stage=Stage.SUPERVISION, defaults={"at": at})
    if not is_new:
        return False
    ticket = limit.ticket
    steps.add(
        ticket, StepKind.REMINDED, by=None, at=at, words=f"“{title_of(limit)}”超过期限，督察室督办", automatic=True
    )
    people = [*telling.receivers(ticket), *User.objects.filter(role=Role.SUPERVISOR, is_active=True)]
    unique = {user.pk: user for user in people}.values()
    telling.staff(unique, ticket, "urged", key=str(limit.pk), at=at, title=title_of(limit), due=limit.due_at)
    return True


@transaction.atomic
def _list_for_president(late: list[TicketLimit], *, at: datetime) -> int:
    new = [
        limit
        for limit in late
        if Reminder.objects.get_or_create(limit=limit, stage=Stage.PRESIDENT, defaults={"at": at})[1]
    ]
    for user in User.objects.filter(department__code=PRESIDENT, is_active=True):
        lines = [
            f"{limit.ticket.number}　{limit.ticket.department}　{title_of(limit)}　{clock.last_moment(limit.due_at)}"
            for limit in new
            if not is_about(user, limit.ticket)
        ]
        if lines:
            outbox.queue(
                "hotline/president_list",
                to=user,
                about="督办清单",
                once=f"president:{new[0].pk}:{user.pk}",
                at=at,
                context={"lines": lines, "count": len(lines)},
                url=links.desk(),
            )
    return len(new)
