"""The staff's page of a ticket, put together once for every view that shows it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.notices import delivery
from hotline.tickets import permissions
from hotline.tickets.enums import CONFIDENTIAL, Status, StepKind
from hotline.tickets.forms import AttemptForm, QuestionAnswerForm, SlotForm
from hotline.tickets.models import Ticket
from hotline.tickets.services import free_slots
from hotline.tickets.services.urging import title_of
from hotline.tickets.views import acts
from hotline.tickets.views.words import slot_words

AHEAD, HERE, PASSED = "", "is-current", "is-done"
CHAIN = (
    ("受理", (StepKind.RECEIVED,)),
    ("转办", (StepKind.HANDED_OVER,)),
    ("办理", (StepKind.SIGNED, StepKind.ASSIGNED, StepKind.ACKNOWLEDGED)),
    ("督办", (StepKind.REMINDED,)),
    ("答复", (StepKind.REPLIED,)),
    ("评价", (StepKind.RATED, StepKind.CLOSED)),
)
"""收–转–办–督–复–评, and the steps by which each is reached."""
SLOT_DAYS = 3
MOST_UNDELIVERED = 10


def show(
    request: HttpRequest, ticket: Ticket, extra: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The ticket with all that happened, and whatever form has just been refused (`extra`). The reading is logged."""
    now = timezone.now()
    what = "投诉工单" if ticket.type in CONFIDENTIAL else "工单"
    reads.log(reader=request.user, what=what, reference=ticket.number, at=now, address=reads.address_of(request))
    steps = list(ticket.steps.select_related("by", "department"))
    callbacks = list(ticket.callbacks.prefetch_related("attempts__by"))
    waiting = next((row for row in callbacks if row.ended_at is None), None)
    may_work = permissions.may_handle(request.user, ticket) and ticket.status != Status.CLOSED
    context = {
        "ticket": ticket,
        "now": now,
        "chain": chain(steps, ticket),
        "steps": steps,
        "limits": limits(ticket),
        "questions": [(row, QuestionAnswerForm(prefix=f"q{row.pk}")) for row in ticket.questions.all()],
        "callbacks": callbacks,
        "waiting": waiting,
        "attempt_form": AttemptForm(prefix="attempt") if waiting and may_work else None,
        "slot_form": slot_form(now) if may_work and waiting is None and not ticket.no_call_back else None,
        "undelivered": delivery.failed_about(ticket.number)[:MOST_UNDELIVERED],
        "ratings": ticket.ratings.all(),
        "offers": acts.offered(ticket, request.user, now),
        "is_complaint": acts.is_elsewhere(ticket)
        and ticket.status in (Status.HANDED_OVER, Status.IN_HAND)
        and permissions.is_receiver(request.user, ticket),
        "may_work": may_work,
        "list_route": "hotline:desk" if permissions.is_operator(request.user) else "hotline:inbox",
        **(extra or {}),
    }
    return render(request, "hotline/tickets/ticket.html", context, status=status)


def limits(ticket: Ticket) -> list[dict[str, Any]]:
    """The limits of a ticket, soonest first, each with its title and how it was worked out."""
    rows = [*ticket.handoffs.all(), *ticket.limits.all()]
    return [
        {"limit": row, "title": title_of(row), "steps": obligations.explain(row)}
        for row in sorted(rows, key=lambda row: row.due_at)
    ]


def chain(steps: list[Any], ticket: Ticket) -> list[tuple[str, str]]:
    """The six stations with their state: passed, here, ahead."""
    kinds = {step.kind for step in steps}
    reached = [bool(kinds & set(reached_by)) for _, reached_by in CHAIN]
    last = max((place for place, is_reached in enumerate(reached) if is_reached), default=0)
    done = ticket.status == Status.CLOSED
    return [
        (title, HERE if place == last and not done else PASSED if reached[place] else AHEAD)
        for place, (title, _) in enumerate(CHAIN)
    ]


def slot_form(now: datetime, data: Any = None) -> SlotForm:
    """The free hours of the next days to choose from."""
    slots = free_slots(now, SLOT_DAYS)
    return SlotForm(data, slots=slots, labels=[slot_words(slot) for slot in slots], prefix="slot")
