"""What the court promised, and what became of it this month: open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supervision.breaches import reports


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Each promise, its words, and this month's figures counted from the obligations themselves."""
    now = timezone.now()
    return render(request, "portal/promises.html", {"figures": reports.public_figures(now), "now": now})
