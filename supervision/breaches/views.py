"""The supervisors' report with its exports, and the page on which a breach is explained."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.clock import moment
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.promises import BY_CODE
from supervision.breaches import links, permissions, reports, services, workbook
from supervision.breaches.enforcement import WATCHES
from supervision.breaches.forms import ExplanationForm, ReportForm
from supervision.breaches.models import Breach, Explanation, Reminder

PAGE = 50
AT_ONCE = 5000
"""A workbook of more rows than these is made in the worker."""


@require_safe
@staff_only(*permissions.REPORT_READERS)
def promise_report(request: HttpRequest) -> HttpResponse:
    """How the promises were kept in a period: each promise, then one by department, person, cause and month."""
    now = timezone.now()
    form = ReportForm(request.GET, user=request.user, now=now)
    if not form.is_valid():
        return responses.invalid(request, "supervision/promise_report.html", {"form": form})
    context = _report(form, now) | {"form": form, "now": now, "query": request.GET.urlencode()}
    late = _page_of_late(context.pop("late"), request.GET.get("after", ""))
    if len(late) > PAGE:
        late, last = late[:PAGE], late[PAGE - 1]
        context["older"] = _with(request, after=f"{last.due_at.isoformat()}_{last.pk}")
    if "after" in request.GET:
        context["newer"] = _with(request, after="")
    context["boards"] = [
        (figures, _with(request, promise=figures.promise.code, after=""))
        for figures in reports.totals(form.scope, now)
        if figures.n or figures.promise in (WATCHES[0].promise, context["watch"].promise)
    ]
    context["is_large"] = context["total"].broken > AT_ONCE
    return render(request, "supervision/promise_report.html", context | {"late": late})


@require_safe
@staff_only(*permissions.REPORT_READERS)
def promise_report_xlsx(request: HttpRequest) -> HttpResponse:
    """Every late matter of the report as a workbook. The export is logged."""
    now = timezone.now()
    form = ReportForm(request.GET, user=request.user, now=now)
    if not form.is_valid():
        return responses.invalid(request, "supervision/promise_report.html", {"form": form})
    watch = reports.watch_of(form.cleaned_data["promise"])
    conditions = workbook.conditions(form.conditions(), reports.total(form.scope, watch, now), request.user, now)
    late = reports.late(form.scope, watch, now, cause=form.cleaned_data["cause"])
    name = workbook.file_name(request.user.name, now)
    book = workbook.write(late.iterator(1000), conditions, footer=workbook.footer(request.user, now))
    _log_export(request, "超时承诺事项 Excel", now)
    return FileResponse(book, as_attachment=True, filename=name)


@require_safe
@staff_only()
def breaches(request: HttpRequest) -> HttpResponse:
    """The breaches that this person may see, those still to be explained first by default."""
    explained = request.GET.get("explained") == "1"
    rows = (
        permissions.visible_to(request.user)
        .annotate(is_explained=Exists(Explanation.objects.filter(breach=OuterRef("pk"))))
        .filter(is_explained=explained)
        .select_related("responsible", "department")
        .order_by("-pk")
    )
    if after := request.GET.get("after"):
        rows = rows.filter(pk__lt=_number(after))
    found = list(rows[: PAGE + 1])
    address = reverse("supervision:breaches")
    context: dict[str, Any] = {
        "breaches": [(row, BY_CODE[row.promise]) for row in found[:PAGE]],
        "explained": explained,
        "tabs": [
            {"title": "待说明", "url": address, "current": not explained},
            {"title": "已说明", "url": f"{address}?explained=1", "current": explained},
        ],
    }
    if len(found) > PAGE:
        context["older"] = _with(request, after=str(found[PAGE - 1].pk))
    if after:
        context["newer"] = _with(request, after="")
    return render(request, "supervision/breaches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    """One breach: the limit and how it was worked out, what happened, what was said; the form for who may answer."""
    now = timezone.now()
    row = get_object_or_404(permissions.visible_to(request.user).select_related("responsible", "department"), pk=pk)
    form = ExplanationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.explain(row.pk, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, "说明已提交。")
        return redirect(links.breach(row))
    context = _breach(row, now) | {
        "form": form,
        "may_explain": permissions.may_explain(request.user, row),
        "opens": permissions.opens(request.user, row),
    }
    return render(request, "supervision/breach.html", context, status=422 if form.errors else 200)


def _breach(row: Breach, now: datetime) -> dict[str, Any]:
    watch = reports.watch_of(row.promise)
    limit = watch.obligations().get(reference=row.reference)
    return {
        "breach": row,
        "promise": watch.promise,
        "number": links.number(row.reference),
        "matter_url": links.matter(row.promise, row.reference),
        "is_ticket": links.is_ticket(row.promise),
        "limit": limit,
        "over": (limit.met_at or now) - row.due_at,
        "steps": obligations.explain(limit),
        "events": watch.events(limit),
        "reminders": Reminder.objects.filter(promise=row.promise, reference=row.reference).order_by("at"),
        "explanations": row.explanations.select_related("by"),
    }


def _report(form: ReportForm, now: datetime) -> dict[str, Any]:
    watch = reports.watch_of(form.cleaned_data["promise"])
    return {"watch": watch} | dict(reports.parts(form.scope, watch, now, form.cleaned_data["cause"]))


def _page_of_late(rows: QuerySet, after: str) -> list:
    if after:
        due_at, _, pk = after.rpartition("_")
        try:
            last = moment(due_at)
        except ValueError as error:
            raise BadRequest from error
        rows = rows.filter(Q(due_at__lt=last) | Q(pk__lt=_number(pk)), due_at__lte=last)
    return list(rows[: PAGE + 1])


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise BadRequest
    return int(text)


def _with(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of its conditions changed; an empty one is left out."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _log_export(request: HttpRequest, what: str, now: datetime) -> None:
    reads.log(
        reader=request.user,
        what=what,
        reference=f"{request.GET.urlencode()}"[:120],
        at=now,
        address=reads.address_of(request),
    )
