"""我的答辩状: what a defendant writes, begins, and is told about time and handing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filings.intake import permissions as intake_permissions
from filings.intake import services as intake
from filings.intake.kinds import Task
from filings.intake.links import task_url
from filings.intake.models import Filing
from filings.intake.views import drafting
from filings.pleadings import queries
from filings.pleadings.deadlines import DEFENCE_BASIS, DEFENCE_DAYS
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.web.access import signed_in

PAGE_SIZE = 20


@require_http_methods(["GET", "POST"])
@signed_in
def defences(request: HttpRequest) -> HttpResponse:
    """What to know as a defendant, one's own 答辩状, newest first, and the beginning of another."""
    if request.method == "POST":
        filing = intake.start_defence(by=request.user, at=timezone.now())
        return redirect(task_url(filing, Task.DETAILS))
    own = intake_permissions.own_filings(request.user).defences().select_related("cause").order_by("-pk")
    after = request.GET.get("after", "")
    rows = list((own.filter(pk__lt=after) if after.isdecimal() and len(after) < 10 else own)[: PAGE_SIZE + 1])
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    known = calendar.load()
    for row in rows:
        row.limit = queries.defence_limit(row, known)
    context = {
        "filings": rows,
        "older": f"?after={rows[-1].pk}" if more else "",
        "newer": request.path if after else "",
        **_said(),
    }
    return render(request, "filings/pleadings/defences.html", context)


@require_GET
@drafting.own_draft
def defence(request: HttpRequest, filing: Filing) -> HttpResponse:
    """One 答辩状: its parts with their states, by when it is due, how to hand it in."""
    if filing.kind_data.is_filed:
        return redirect("filings:draft", code=filing.draft_code)
    limit = queries.defence_limit(filing, calendar.load())
    context = {
        "tasks": [row for row in drafting.tasks(filing)["tasks"] if row["task"] != Task.FACTS],
        "facts_url": task_url(filing, Task.FACTS),
        "pleading": queries.of(filing),
        "limit": limit,
        "steps": limit.explain(DEFENCE_BASIS) if limit else [],
        "details_url": task_url(filing, Task.DETAILS),
        **_said(),
    }
    return drafting.page(request, filing, "filings/pleadings/defence.html", context)


def _said() -> dict[str, Any]:
    return {"now": timezone.now(), "days": DEFENCE_DAYS}
