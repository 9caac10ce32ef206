"""The book of calls and the figures, on a page and as a workbook: connection, same-day rate, replies, satisfaction."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from hotline.calls import permissions, reports, workbook
from hotline.calls.enums import CallResult
from hotline.calls.forms import PeriodForm
from hotline.tickets import reports as tickets
from hotline.tickets.permissions import visible_to

PAGE = 30
TEMPLATE = "hotline/calls/figures.html"


@require_GET
@staff_only(*permissions.READERS)
def calls(request: HttpRequest) -> HttpResponse:
    """Every call, newest first; narrowed to those that were missed, or to a number."""
    rows = permissions.visible_to(request.user).select_related("operator")
    wanted, words = request.GET.get("result", ""), request.GET.get("q", "").replace("\0", "").strip()[:20]
    if wanted in CallResult.values:
        rows = rows.filter(result=wanted)
    if words:
        rows = rows.filter(caller=words)
    after = request.GET.get("after", "")
    if after and not (after.isdecimal() and len(after) < 19):
        raise BadRequest("after")
    found = list((rows.filter(pk__lt=int(after)) if after else rows).order_by("-pk")[: PAGE + 1])
    kept = {"result": wanted, "q": words}
    context = {
        "rows": [(row, permissions.outcome_words(request.user, row)) for row in found[:PAGE]],
        "wanted": wanted,
        "words": words,
        "results": CallResult.choices,
        "older": _with(kept, after=found[PAGE - 1].pk) if len(found) > PAGE else "",
        "newer": _with(kept) if after else "",
    }
    return render(request, "hotline/calls/calls.html", context)


@require_GET
@staff_only(*permissions.READERS)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a period, this month unless another is asked for; by person only the operator's own."""
    form = PeriodForm(_period(request))
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    return render(request, TEMPLATE, _figures(request, form) | {"form": form, "query": request.GET.urlencode()})


@require_GET
@staff_only(*permissions.READERS)
def figures_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook. The export is logged."""
    form = PeriodForm(_period(request))
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    now = timezone.now()
    shown = _figures(request, form)
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    reads.log(
        reader=request.user,
        what="热线统计导出",
        reference=f"{since} 至 {until}",
        at=now,
        address=reads.address_of(request),
    )
    book = workbook.write(shown, since=since, until=until, exporter=str(request.user), at=now)
    return FileResponse(book, as_attachment=True, filename=workbook.file_name(str(request.user), now))


def _period(request: HttpRequest) -> dict[str, Any]:
    today = court_date(timezone.now())
    return {"since": today.replace(day=1).isoformat(), "until": today.isoformat()} | request.GET.dict()


def _figures(request: HttpRequest, form: PeriodForm) -> dict[str, Any]:
    since: date = form.cleaned_data["since"]
    until: date = form.cleaned_data["until"]
    now: datetime = timezone.now()
    seen = permissions.visible_to(request.user)
    operators = reports.by_operator(seen, since, until)
    if has_role(request.user, Role.OPERATOR):
        operators = [line for line in operators if line.name == request.user.name]
    lines = tickets.by_type(visible_to(request.user), since, until, now)
    return {
        "total": reports.totals(seen, since, until),
        "days": reports.by_day(seen, since, until),
        "hours": reports.by_hour(seen, since, until),
        "operators": operators,
        "lines": lines,
        "sum": tickets.total(lines),
        "definition": reports.DEFINITION,
        "ticket_definition": tickets.DEFINITION,
        "now": now,
    }


def _with(kept: dict[str, str], **more: Any) -> str:
    return f"?{urlencode({key: value for key, value in (kept | more).items() if value})}"
