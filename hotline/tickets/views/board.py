"""The board of calls back: a heat map of day × hour, and the list behind each hour."""

from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gangcheng_court.core.deadlines.clock import moment
from hotline.tickets.queries import callbacks
from hotline.tickets.views.access import operators_only


@require_GET
@operators_only
def board(request: HttpRequest) -> HttpResponse:
    """How many are promised in each hour of the next days, what is late, and whom to call in the hour chosen."""
    now = timezone.now()
    hour = _hour(request.GET.get("hour", ""))
    context = {
        "now": now,
        "map": callbacks.heat_map(request.user, now),
        "hour": hour,
        "rows": callbacks.waiting(request.user, now, hour),
    }
    return render(request, "hotline/tickets/callbacks.html", context)


def _hour(text: str) -> datetime | None:
    try:
        return moment(text) if text else None
    except ValueError as error:
        raise BadRequest("hour") from error
