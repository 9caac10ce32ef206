"""Every figure of the hall once more, as slowly and plainly as can be."""

from collections import defaultdict
from datetime import timedelta
from math import ceil

from accessibility.queue.enums import Outcome, PeriodKind, Status
from accessibility.queue.models import Period, Ticket
from accessibility.queue.reports import Figures, Times
from gangcheng_court.core.deadlines.clock import COURT_ZONE

WAITING, CALLED, SERVING, HELD, MISSED = PeriodKind


def times(spent: list[timedelta]) -> Times:
    if not spent:
        return Times()
    ordered = sorted(spent)
    return Times(len(ordered), *(ordered[ceil(share * len(ordered)) - 1] for share in (0.5, 0.9)), ordered[-1])


def groups_of(ticket: Ticket, period: Period, window: int | None) -> list[tuple[str, str]]:
    local = ticket.taken_at.astimezone(COURT_ZONE)
    found = [
        ("whole", ""),
        ("day", str(ticket.business_date)),
        ("hour", str(local.hour)),
        ("channel", ticket.channel),
        ("class", "priority" if ticket.priority else "ordinary"),
        ("matter", str(period.matter_id)),
    ]
    return found + ([("window", str(window))] if window else [])


def recount() -> dict[tuple[str, str], Figures]:
    """Every figure once more, ticket by ticket and stretch by stretch."""
    tickets, waits, services = defaultdict(set), defaultdict(dict), defaultdict(dict)
    counts = defaultdict(lambda: defaultdict(int))
    for ticket in Ticket.objects.all():
        periods = list(ticket.periods.order_by("id"))
        for place, period in enumerate(periods):
            following = periods[place + 1] if place + 1 < len(periods) else None
            window = period.window_id or (following.window_id if following else None)
            lasted = period.ended_at - period.began_at if period.ended_at else None
            for group in groups_of(ticket, period, window):
                tickets[group].add(ticket.pk)
                spent, count = None, counts[group]
                if period.kind == WAITING and following and following.window_id:
                    spent = waits[group]
                elif period.kind == SERVING and lasted is not None:
                    spent = services[group] if following or ticket.outcome != Outcome.DAY_ENDED else None
                if spent is not None:
                    spent[ticket.pk] = spent.get(ticket.pk, timedelta()) + lasted
                count["misses"] += period.kind == MISSED
                count["transfers"] += place > 0 and periods[place - 1].matter_id != period.matter_id
                count["no_shows"] += following is None and ticket.outcome == Outcome.NO_SHOW
                count["day_ended"] += following is None and ticket.outcome == Outcome.DAY_ENDED
                count["given_up"] += following is None and ticket.status == Status.LEFT and not ticket.outcome
    return {
        group: Figures(
            tickets=len(found),
            wait=times([*waits[group].values()]),
            service=times([*services[group].values()]),
            **counts[group],
        )
        for group, found in tickets.items()
    }
