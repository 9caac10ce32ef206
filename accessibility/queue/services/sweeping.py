"""What the clock does in the hall: numbers end with their day, and who is near is told."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Greatest

from accessibility.queue import workflow
from accessibility.queue.enums import OPEN, Status, WindowState
from accessibility.queue.models import Period, Ticket, Window, WindowPause
from accessibility.queue.queries.places import nearly_there
from accessibility.queue.services.board_version import changed
from gangcheng_court.core.deadlines.clock import court_date, midnight_after
from gangcheng_court.core.notices import outbox

NEAR = "accessibility/queue/near"


def end_days(*, at: datetime) -> int:
    """End what is open of earlier days, at the 24:00 of its day, and close the windows; return how many numbers."""
    today = court_date(at)
    over = Ticket.objects.filter(business_date__lt=today, status__in=OPEN)
    ended = sum(_end_day(day) for day in list(over.values_list("business_date", flat=True).distinct()))
    _close_windows(today)
    return ended


@transaction.atomic
def _end_day(day: date) -> int:
    open_ones = Ticket.objects.filter(business_date=day, status__in=OPEN).order_by("pk").select_for_update()
    tickets = list(open_ones.values_list("pk", flat=True))
    over = midnight_after(day)
    Period.objects.filter(ticket__in=tickets, ended_at__isnull=True).update(
        ended_at=Greatest("began_at", Value(over, output_field=DateTimeField()))
    )
    changed()
    return workflow.end_day(Ticket.objects.filter(pk__in=tickets), at=over)


@transaction.atomic
def _close_windows(today: date) -> None:
    """Whoever forgot to leave a window on an earlier day left it when that day ended."""
    midnight = midnight_after(today - timedelta(days=1))
    WindowPause.objects.filter(ended_at__isnull=True, began_at__lt=midnight).update(ended_at=midnight)
    Window.objects.filter(opened_at__lt=midnight).exclude(state=WindowState.CLOSED).update(
        state=WindowState.CLOSED, clerk=None, pause_reason="", ordinary_in_a_row=0
    )
    changed()


def tell_who_is_near(*, at: datetime) -> int:
    """Text everybody waiting with a phone before whom QUEUE_NEAR or fewer wait; once each. Return how many."""
    told = 0
    for ticket_id in nearly_there(court_date(at), settings.QUEUE_NEAR):
        with transaction.atomic():
            ticket = Ticket.objects.select_related("matter").locked(pk=ticket_id)
            if ticket.status != Status.WAITING or ticket.near_told_at:
                continue
            ticket.near_told_at = at
            ticket.save(update_fields=["near_told_at"])
            outbox.queue_text(
                NEAR,
                phone=ticket.phone,
                about=ticket.label,
                once=f"near:{ticket.pk}",
                at=at,
                context={"ticket": ticket},
            )
            told += 1
    return told
