"""What the court promised, and what became of it this month: open to everybody."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accessibility.queue import reports as hall
from hotline.calls import reports as calls
from supervision.breaches import reports


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Each promise, its words, and this month's figures counted from the obligations themselves."""
    now = timezone.now()
    waits = {"waits": hall.public_figures(now), "wait_definition": hall.DEFINITION}
    return render(request, "portal/promises.html", figures(now) | waits | {"now": now})


def figures(now: datetime) -> dict[str, Any]:
    """This month's figures: of every limit, and how many calls to 12368 somebody answered (承诺三)."""
    return {"figures": reports.public_figures(now), "calls": calls.public_figures(now), "definition": calls.DEFINITION}
