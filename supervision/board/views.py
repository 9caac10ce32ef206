"""督察台 with lists and timelines behind it; what one owes supervision; reports asked for, of a day, of a month."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date, midnight_after
from gangcheng_court.core.documents import serving
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page, with_query
from gangcheng_court.promises import BY_CODE, COMPLAINTS
from supervision.board import queries, reports, rules, services, timeline
from supervision.board.enums import JobKind, Outcome
from supervision.board.forms import BoardForm, ItemsForm
from supervision.board.models import DailyList, MonthlyReport, ReportJob
from supervision.breaches import links, permissions
from supervision.breaches.forms import ReportForm
from supervision.breaches.permissions import REPORT_READERS
from supervision.breaches.reports import trend, watch_of
from supervision.watch.permissions import indicators_of
from supervision.watch.queries import Month, year_end_curve

SHOWN = 20
PRESSING = 30
PAGE = 50
YEAR_END = "year-end"
MOST_MONTHS = 60
OWING = (Role.CLERK, Role.OPERATOR, Role.JUDGE, Role.CHIEF)
SENSITIVE = {promise.code for promise in COMPLAINTS}


@require_safe
@staff_only(*REPORT_READERS)
def board(request: HttpRequest) -> HttpResponse:
    """How each promise is kept, what is about to be broken, and what waits for the reader."""
    now = timezone.now()
    form = BoardForm(request.GET, user=request.user, now=now)
    if not form.is_valid():
        return responses.invalid(request, "supervision/board/board.html", {"form": form})
    scope, chosen = form.scope, form.cleaned_data["promise"]
    watches = [watch_of(chosen)] if chosen else reports.WATCHES
    cards = reports.cards(scope, form.days, now, watches)
    soon = midnight_after(rules.next_workday(court_date(now), calendar.load()))
    pressing = reports.at_risk(scope, now, soon, PRESSING + 1, watches)
    context = {
        "form": form,
        "now": now,
        "days": form.days,
        "cards": [(card, _address(request, card)) for card in cards if card.figures.n or card.before.n or chosen],
        "idle": [card.promise for card in cards if not (card.figures.n or card.before.n or chosen)],
        "pressing": pressing[:PRESSING],
        "more_pressing": len(pressing) > PRESSING,
        "waiting": queries.waiting(request.user, now),
        "curve": _year_curve(request.user, form.days.until),
    }
    return render(request, "supervision/board/board.html", context)


@require_safe
@staff_only(*REPORT_READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The limits behind one card: late, kept, running; each leads to its timeline."""
    now = timezone.now()
    form = ItemsForm(request.GET, user=request.user, now=now)
    if not form.is_valid():
        return responses.invalid(request, "supervision/board/items.html", {"form": form})
    watch = watch_of(form.cleaned_data["promise"])
    outcome = form.cleaned_data["outcome"] or Outcome.LATE
    rows = reports.items(form.scope, watch, outcome, now).select_related("responsible", "department")
    shown, pager = page(request, rows, by="sorted_at", newest_first=outcome != Outcome.RUNNING, size=PAGE)
    context = {
        "form": form,
        "now": now,
        "days": form.days,
        "months": trend(form.scope, watch, now),
        "promise": watch.promise,
        "outcome": outcome,
        "rows": shown,
        "tabs": [
            {"title": kind.label, "url": with_query(request, outcome=kind.value, after=""), "current": kind == outcome}
            for kind in Outcome
        ],
    }
    return render(request, "supervision/board/items.html", context | pager)


@require_safe
@staff_only()
def limit_timeline(request: HttpRequest, promise: str, reference: str) -> HttpResponse:
    """Everything that happened to one limit and its matter, and its arithmetic in words; in time or late."""
    if promise not in BY_CODE or "\0" in reference:
        raise Http404
    now, watch = timezone.now(), watch_of(promise)
    rows = watch.obligations().filter(permissions.seen_by(request.user)).select_related("responsible", "department")
    limit = get_object_or_404(rows, reference=reference)
    if promise in SENSITIVE:
        reads.log(
            reader=request.user,
            what="投诉期限经过",
            reference=links.number(reference),
            at=now,
            address=reads.address_of(request),
        )
    limits = timeline.limits_of_matter(watch, limit, request.user)
    context = {
        "promise": watch.promise,
        "limit": limit,
        "number": links.number(reference),
        "now": now,
        "is_late": limit.due_at <= (limit.met_at or now),
        "spent": timeline.spent(limit, now),
        "steps": obligations.explain(limit),
        "events": timeline.events(watch, limit, limits, now),
        "opens": permissions.opens(request.user, limit),
        "matter_url": links.matter(promise, reference),
        "matter_words": links.matter_words(promise),
        "others": [row for row in limits if row.pk != limit.pk],
        "is_reader": has_role(request.user, *REPORT_READERS),
    }
    return render(request, "supervision/board/timeline.html", context)


@require_safe
@staff_only(*OWING)
def owed(request: HttpRequest) -> HttpResponse:
    """What the reader owes supervision: breaches to explain, things to put right, the record of 三个规定."""
    context = {
        "rounds": [
            (round_, round_.breach, BY_CODE[round_.breach.promise])
            for round_ in queries.unexplained(request.user).select_related("breach__responsible")[:SHOWN]
        ],
        "orders": queries.to_put_right(request.user)[:SHOWN],
        "alarms": queries.to_look_into(request.user)[:SHOWN],
        "now": timezone.now(),
    }
    return render(request, "supervision/board/owed.html", context)


@require_POST
@staff_only(*REPORT_READERS)
def report_ask(request: HttpRequest) -> HttpResponse:
    """Ask the worker for a report with the conditions of the address; the page of the report follows."""
    now = timezone.now()
    form = ReportForm(request.GET, user=request.user, now=now)
    if not form.is_valid() or request.POST.get("kind") not in JobKind.values:
        return responses.invalid(request, "supervision/promise_report.html", {"form": form})
    job = services.ask_for_report(request.POST["kind"], form.asked, by=request.user, at=now)
    return redirect("supervision:report-job", job.pk)


@require_safe
@staff_only(*REPORT_READERS)
def report_job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a report has come; the page asks again by itself, or when it is loaded again."""
    job = get_object_or_404(ReportJob, pk=pk, asked_by=request.user)
    template = "supervision/board/_job.html" if request.htmx else "supervision/board/job.html"
    return render(request, template, {"job": job})


@require_safe
@staff_only(*REPORT_READERS)
def report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The report that the worker made, to whoever asked for it. The export is logged."""
    job = get_object_or_404(ReportJob.objects.select_related("file"), pk=pk, asked_by=request.user, file__isnull=False)
    what = f"承诺兑现情况 {job.get_kind_display()}"
    return serving.serve(request, job.file, what=what, reference=f"{job.conditions['promise']} {job.pk}")


@require_safe
@staff_only(*REPORT_READERS)
def daily(request: HttpRequest) -> HttpResponse:
    """The list of today as the reader may see it now, and those that were sent to the reader."""
    now = timezone.now()
    context = {
        "list": reports.day_of(request.user, now, calendar.load()),
        "sent": DailyList.objects.filter(recipient=request.user).order_by("-day")[:SHOWN],
        "now": now,
    }
    return render(request, "supervision/board/daily.html", context)


@require_safe
@staff_only()
def daily_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A daily list as it was sent, to its recipient. The reading is logged."""
    row = get_object_or_404(DailyList.objects.select_related("file"), pk=pk, recipient=request.user)
    return serving.serve(request, row.file, what="每日清单", reference=str(row.day))


@require_safe
@staff_only(*REPORT_READERS)
def monthly_reports(request: HttpRequest) -> HttpResponse:
    """The reports of whole months, newest first."""
    rows = MonthlyReport.objects.order_by("-month")[:MOST_MONTHS]
    return render(request, "supervision/board/monthly.html", {"reports": rows})


@require_safe
@staff_only(*REPORT_READERS)
def monthly_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """One month's report as PDF or workbook. The export is logged."""
    row = get_object_or_404(MonthlyReport.objects.select_related("pdf", "xlsx"), pk=pk)
    files = {JobKind.PDF: row.pdf, JobKind.XLSX: row.xlsx}
    if kind not in files:
        raise Http404
    return serving.serve(request, files[kind], what="承诺兑现月报", reference=f"{row.month:%Y-%m} {kind}")


def _year_curve(user: User, day: date) -> list[Month]:
    """What was handed in and registered in the year of `day`; nothing for who may not read that indicator."""
    return year_end_curve(day.year) if any(row.slug == YEAR_END for row in indicators_of(user)) else []


def _address(request: HttpRequest, card: reports.Card) -> str:
    """The conditions of the list behind a card: the board's own, and the card's promise."""
    query = request.GET.copy()
    query["promise"] = card.promise.code
    return query.urlencode()
