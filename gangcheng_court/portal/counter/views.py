"""窗口台: one page for a clerk at a window, composed of the line, the review desk and the hotline.

Every act is a POST to `accessibility`; the page works without scripts, and each act has its key with them.
"""

from datetime import datetime
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accessibility.queue import queries as line
from accessibility.queue.permissions import SERVING
from accessibility.queue.queries import desk
from filings.review.permissions import reviewable_by
from filings.review.queries import queue as review
from filings.review.queries.queue import Tab
from filings.window.permissions import assistances_of, visits_of
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.access import staff_only
from hotline.tickets.queries import open_of_phone

WAITING = 20
SET_ASIDE = 20
REVIEWS = 10
TICKETS = 5
clerks_only = staff_only(*SERVING)


@require_safe
@clerks_only
def counter(request: HttpRequest) -> HttpResponse:
    """The clerk's window with its visitor; who sits at none chooses one first."""
    now = timezone.now()
    day = court_date(now)
    window = line.window_of(request.user.pk)
    context = {"now": now, "my_day": desk.day_of(request.user, day), "reviews": _reviews(request.user, now)}
    if window is None:
        return render(request, "portal/counter_windows.html", context | {"windows": desk.windows(day)})
    waiting = line.line_of(window, day)
    context |= {
        "window": window,
        "waiting": waiting if "all" in request.GET else waiting[:WAITING],
        "set_aside": line.set_aside(window, day)[:SET_ASIDE],
        "notes": desk.notes_for(window),
        "going_on": _going_on(request.user),
        **_state(window, now),
    }
    if ticket := line.at_window(window):
        context |= {"ticket": ticket, **_visitor(request.user, ticket)}
    return render(request, "portal/counter.html", context)


@require_safe
@clerks_only
def line_now(request: HttpRequest) -> HttpResponse:
    """Asked every few seconds with the `state` that the page shows: nothing (204) while it is still so."""
    now = timezone.now()
    window = line.window_of(request.user.pk)
    if window is None or (context := _state(window, now))["state"] == request.GET.get("state", ""):
        return HttpResponse(status=204)
    return render(request, "portal/_counter_line.html", context | {"now": now})


def _state(window: Any, now: datetime) -> dict[str, Any]:
    """How many wait for this window, since when the first does, and a word that changes with them."""
    waits = desk.waits_at(window, court_date(now))
    return {"waits": waits, "state": f"{waits.ordinary}.{waits.priority}.{waits.newest}"}


def _reviews(user: User, now: datetime) -> list[review.Row]:
    """The first reviews of one's own and then of nobody's, each by the time left."""
    pages = (review.page(tab, user=user, now=now).rows for tab in (Tab.MINE, Tab.UNCLAIMED))
    return list(islice((row for rows in pages for row in rows), REVIEWS))


def _going_on(user: User) -> dict[str, Any]:
    """What this clerk has open for somebody: visits (现场立案) and help side by side."""
    assistances = assistances_of(user).filter(ended_at__isnull=True, visit__isnull=True, confirmed_at__isnull=True)
    return {
        "visits": visits_of(user).filter(ended_at__isnull=True).order_by("-pk")[:TICKETS],
        "assistances": assistances.select_related("citizen").order_by("-pk")[:TICKETS],
    }


def _visitor(user: User, ticket: Any) -> dict[str, Any]:
    """What the clerk should know of the visitor: needs, help asked for, the filing named, open matters of 12368."""
    number = ticket.filing_number
    return {
        "help": desk.help_for(ticket),
        "remembered": desk.remembered_help(ticket),
        "filing": reviewable_by(user).filter(number=number).first() if number else None,
        "calls": open_of_phone(user, ticket.phone)[:TICKETS] if ticket.phone else [],
        "parts": ticket.parts.select_related("matter"),
    }
