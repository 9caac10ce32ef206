"""The supervisors' report with its exports, and the pages on which a breach is explained and judged."""

from datetime import datetime
from operator import itemgetter
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page, with_query
from gangcheng_court.errors import Refused
from gangcheng_court.promises import BY_CODE
from supervision.breaches import links, permissions, reports, services, workbook
from supervision.breaches.enforcement import WATCHES
from supervision.breaches.forms import ExplanationForm, JudgementForm, RectificationForm, ReportForm
from supervision.breaches.models import JUDGED, Breach, Explanation, ExplanationLimit, Reminder, Round
from supervision.rectification.enums import Source
from supervision.rectification.permissions import visible_to as orders_visible_to
from supervision.rectification.queries import orders_from

PAGE = 50
TABS = {"": "待说明", "to-judge": "待认定", "judged": "已认定", "late": "说明超期"}
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
    late, pager = page(request, context.pop("late"), by="due_at", newest_first=True, size=PAGE)
    context["boards"] = [
        (figures, with_query(request, promise=figures.promise.code, after=""))
        for figures in reports.totals(form.scope, now)
        if figures.n or figures.promise in (WATCHES[0].promise, context["watch"].promise)
    ]
    context["is_large"] = context["total"].broken > AT_ONCE
    return render(request, "supervision/promise_report.html", context | pager | {"late": late})


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
    """One tab of the breaches that this person may see: to be explained, to be judged, judged, explained too late."""
    now = timezone.now()
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    rounds, key = _rounds(tab, now)
    rows = rounds.filter(breach__in=permissions.visible_to(request.user))
    rows = rows.select_related("breach__responsible", "breach__department")
    shown, pager = page(request, rows, by=key, newest_first=not key, size=PAGE)
    address = reverse("supervision:breaches")
    context = {
        "rounds": [(row, BY_CODE[row.breach.promise]) for row in shown],
        "tab": tab,
        "now": now,
        "tabs": [
            {"title": title, "url": f"{address}?tab={name}", "current": name == tab} for name, title in TABS.items()
        ],
    }
    return render(request, "supervision/breaches.html", context | pager)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    """One breach: the limit and how it was worked out, what happened, what was said; the forms for who may use them."""
    row = _breach(request, pk)
    form = ExplanationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.explain(row.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "说明已提交。")
        return redirect(links.breach(row))
    if form.is_bound:
        permissions.require_may_explain(request.user, row)
    return _show(request, row, explanation=form)


@require_POST
@staff_only(Role.SUPERVISOR)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the reason holds."""
    row = _breach(request, pk)
    form = JudgementForm(request.POST)
    permissions.require_judge(request.user, row)
    if not form.is_valid():
        return _show(request, row, judgement=form)
    services.judge(row.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "认定已提交，责任人会收到通知。")
    return redirect(links.breach(row))


@require_POST
@staff_only(Role.SUPERVISOR)
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a rectification because of the breach."""
    row = _breach(request, pk)
    form = RectificationForm(request.POST, breach=row)
    permissions.require_judge(request.user, row)
    if form.is_valid():
        try:
            made = services.order_rectification(row.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("until" if "期限" in str(refusal) else "owner", str(refusal))
        else:
            messages.success(request, f"已下达整改 {made.number}，并通知 {made.owner}。")
            return redirect("supervision:rectification", made.number)
    return _show(request, row, rectification=form)


def _breach(request: HttpRequest, pk: int) -> Breach:
    rows = permissions.visible_to(request.user).select_related("responsible", "department")
    return get_object_or_404(rows, pk=pk)


def _show(
    request: HttpRequest,
    row: Breach,
    *,
    explanation: ExplanationForm | None = None,
    judgement: JudgementForm | None = None,
    rectification: RectificationForm | None = None,
) -> HttpResponse:
    """The page of a breach; a form with errors makes it one to correct (422)."""
    now, user = timezone.now(), request.user
    watch = reports.watch_of(row.promise)
    limit = watch.obligations().get(reference=row.reference)
    rounds = list(row.rounds.select_related("judgement__by").order_by("round"))
    running, said = rounds[-1] if rounds else None, list(row.explanations.select_related("by"))
    is_judged = running is not None and running.status in JUDGED
    is_judge = permissions.may_judge(user, row)
    wrong = next((form for form in (explanation, judgement, rectification) if form and form.errors), None)
    context = {
        "breach": row,
        "promise": watch.promise,
        "number": links.number(row.reference),
        "matter_url": links.matter(row.promise, row.reference),
        "matter_words": links.matter_words(row.promise),
        "opens": permissions.opens(user, row),
        "now": now,
        "limit": limit,
        "over": (limit.met_at or now) - row.due_at,
        "steps": obligations.explain(limit),
        "events": watch.events(limit),
        "reminders": Reminder.objects.filter(promise=row.promise, reference=row.reference).order_by("at"),
        "running": running,
        "running_steps": obligations.explain(running) if running else [],
        "said": _told(said, rounds),
        "orders": orders_visible_to(user).filter(
            pk__in=orders_from(Source.BREACH, row.reference).filter(topic=row.promise)
        ),
        "form": wrong,
    }
    if permissions.may_explain(user, row) and not is_judged:
        context["explanation_form"] = explanation or ExplanationForm()
    if is_judge and running is not None and running.status == Round.EXPLAINED:
        context["judgement_form"] = judgement or JudgementForm(initial={"seen": said[-1].pk})
    if is_judge:
        context["rectification_form"] = rectification or RectificationForm(breach=row)
    return render(request, "supervision/breach.html", context, status=422 if wrong else 200)


def _told(said: list[Explanation], rounds: list[ExplanationLimit]) -> list[dict[str, Any]]:
    """Explanations and judgements as they came, oldest first."""
    told = [
        {"title": f"说明：{one.get_cause_display()}", "words": one.words, "by": one.by, "at": one.at} for one in said
    ]
    judgements = [each.judgement for each in rounds if each.status in (*JUDGED, Round.RETURNED)]
    told += [
        {"title": f"认定：{one.get_outcome_display()}", "words": one.words, "by": one.by, "at": one.at, "judged": True}
        for one in judgements
    ]
    return sorted(told, key=itemgetter("at"))


def _rounds(tab: str, now: datetime) -> tuple[QuerySet[ExplanationLimit], str]:
    """The rounds of a tab, and the moment by which they stand (none: by their id, the latest first)."""
    rows = ExplanationLimit.objects.all()
    if tab == "judged":
        return rows.filter(status__in=["accepted", "rejected"]), ""
    if tab == "to-judge":
        return rows.filter(status=Round.EXPLAINED), "met_at"
    waiting = rows.filter(status=Round.ASKED)
    return (waiting.filter(due_at__lte=now) if tab == "late" else waiting), "due_at"


def _report(form: ReportForm, now: datetime) -> dict[str, Any]:
    watch = reports.watch_of(form.cleaned_data["promise"])
    return {"watch": watch} | dict(reports.parts(form.scope, watch, now, form.cleaned_data["cause"]))


def _log_export(request: HttpRequest, what: str, now: datetime) -> None:
    reads.log(
        reader=request.user,
        what=what,
        reference=f"{request.GET.urlencode()}"[:120],
        at=now,
        address=reads.address_of(request),
    )
