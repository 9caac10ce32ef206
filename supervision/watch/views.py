"""The indicators with their figures, histories and lists; alarms and what is said of them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page, with_query
from supervision.rectification import permissions as rectification
from supervision.rectification.enums import Source
from supervision.watch import links, permissions, queries, reports, rules, services
from supervision.watch.data import DEFINITION
from supervision.watch.enums import State, Status
from supervision.watch.forms import AnswerForm, CloseForm, OrderForm
from supervision.watch.models import Alarm, Reading
from supervision.watch.queries import listings
from supervision.watch.queries.listings import LISTINGS
from supervision.watch.rules import Window

PAGE = 50
HISTORY_MONTHS = 12
YEAR_END = "year-end"
"""The indicator whose picture is the year itself, month by month."""
ACTS = {
    "answer": (AnswerForm, services.answer, "说明已提交。"),
    "close": (CloseForm, services.close, "已办结。"),
    "order": (OrderForm, services.order_rectification, "整改已下达。"),
}
"""By code: the form, the service, and what is said afterwards."""


@require_safe
@staff_only(*permissions.READERS)
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator that this person may read, with its last figure and its history."""
    now = timezone.now()
    mine = permissions.indicators_of(request.user)
    histories = queries.histories([indicator.slug for indicator in mine], since=_history_begins(now))
    alarms = {row.indicator: row for row in queries.open_alarms(request.user).order_by("pk")}
    rows = [(data, histories[data.slug], alarms.get(data.slug)) for data in mine]
    read = [(data, history[-1]) for data, history, _ in rows if history]
    pressing = [(data, reading) for data, reading in read if reading.state != State.WITHIN]
    context = {"rows": rows, "pressing": pressing, "definition": DEFINITION}
    if histories.get(YEAR_END):
        context["curve"] = _curve(histories[YEAR_END][-1], now)
    return render(request, "supervision/watch/indicators.html", context)


@require_safe
@staff_only(*permissions.READERS)
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator: what it means, its figures and their history, and the list behind one of them."""
    data = permissions.require_reader(request.user, slug)
    now = timezone.now()
    history = queries.histories([slug], since=_history_begins(now))[slug]
    reading = _chosen(history, request.GET.get("period", ""))
    context: dict[str, Any] = {"indicator": data, "history": history, "reading": reading}
    context["alarms"] = permissions.visible_to(request.user).filter(indicator=slug).order_by("-pk")[:5]
    if slug == YEAR_END:
        context["curve"] = _curve(reading, now)
    if reading:
        context |= _list(request, reading)
    return render(request, "supervision/watch/indicator.html", context)


@require_safe
@staff_only(*permissions.READERS)
def indicator_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole list behind one figure as a workbook. The export is logged."""
    data = permissions.require_reader(request.user, slug)
    now = timezone.now()
    history = queries.histories([slug], since=_history_begins(now))[slug]
    reading = _chosen(history, request.GET.get("period", ""))
    if reading is None:
        raise Http404
    listing = listings.listing_of(slug, request.GET.get("list", ""))
    rows = listings.every(listing, _window(reading), reports.MOST_ROWS)
    book = reports.workbook(listing, rows, reading, exporter=str(request.user), at=now)
    reads.log(
        reader=request.user,
        what="监测名单 Excel",
        reference=f"{slug} {listing.code} {reading.period}",
        at=now,
        address=reads.address_of(request),
    )
    return FileResponse(book, as_attachment=True, filename=reports.file_name(data, request.user.name, now))


@require_POST
@staff_only(*permissions.READERS)
def compute(request: HttpRequest, slug: str) -> HttpResponse:
    """Work one indicator out now."""
    services.compute(slug, by=request.user, at=timezone.now())
    messages.success(request, "已重新计算。")
    return redirect(links.indicator(slug))


@require_POST
@staff_only(*permissions.READERS)
def compute_all(request: HttpRequest) -> HttpResponse:
    """Work every indicator of this person out now."""
    services.compute_all(by=request.user, at=timezone.now())
    messages.success(request, "已重新计算。")
    return redirect("supervision:indicators")


@require_safe
@staff_only(*permissions.READERS)
def alarms(request: HttpRequest) -> HttpResponse:
    """The alarms that this person may see, newest first: those that wait, or those that are over."""
    closed = request.GET.get("closed") == "1"
    seen = permissions.visible_to(request.user)
    rows = seen.filter(status=Status.CLOSED) if closed else seen.exclude(status=Status.CLOSED)
    shown, pager = page(request, rows.select_related("limit", "department", "owner"), newest_first=True, size=PAGE)
    address = reverse("supervision:alarms")
    context = {
        "alarms": shown,
        "closed": closed,
        "tabs": [
            {"title": "未办结", "url": address, "current": not closed},
            {"title": "已办结", "url": f"{address}?closed=1", "current": closed},
        ],
    }
    return render(request, "supervision/watch/alarms.html", context | pager)


@require_safe
@staff_only(*permissions.READERS)
def alarm(request: HttpRequest, number: str) -> HttpResponse:
    """One alarm: the figures that opened it, its limit, what was said, and what this person may do."""
    return _alarm_page(request, _seen(request, number))


@require_POST
@staff_only(*permissions.READERS)
def alarm_act(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Explain an alarm, close it, or order a rectification from it."""
    row = _seen(request, number)
    if code not in ACTS:
        raise Http404
    form_class, service, done = ACTS[code]
    form = _form(form_class, request.POST)
    if not form.is_valid():
        return _alarm_page(request, row, code, form)
    service(row.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, done)
    return redirect(links.alarm(row))


def _seen(request: HttpRequest, number: str) -> Alarm:
    seen = permissions.visible_to(request.user)
    return get_object_or_404(
        seen.select_related("reading", "limit", "department", "owner", "answered_by", "closed_by"), number=number
    )


def _alarm_page(request: HttpRequest, row: Alarm, code: str = "", form: Any = None) -> HttpResponse:
    orders = rectification.visible_to(request.user).filter(source=Source.ALARM, reference=row.number)
    judges = permissions.may_judge(request.user, row)
    offered = {
        "answer": row.status == Status.OPEN and permissions.may_answer(request.user, row),
        "close": row.status == Status.ANSWERED and judges,
        "order": row.status != Status.OPEN and judges,
    }
    forms = {name: _form(ACTS[name][0]) for name, may in offered.items() if may} | ({code: form} if form else {})
    context = {
        "alarm": row,
        "indicator": row.indicator_data,
        "parts": row.reading.parts,
        "limit": row.limit,
        "steps": obligations.explain(row.limit),
        "late": row.status == Status.OPEN and row.limit.due_at <= timezone.now(),
        "over": rules.overdue_days(row.limit.due_at, row.limit.met_at or timezone.now()),
        "orders": orders.order_by("-pk"),
        "forms": forms,
        "form": form,
    }
    return render(request, "supervision/watch/alarm.html", context, status=422 if form else 200)


def _form(form_class: Any, data: Any = None) -> Any:
    given = {"today": court_date(timezone.now())} if form_class is OrderForm else {}
    return form_class(data, **given)


def _list(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """The list behind one figure of a reading, a page at a time."""
    slug, address = reading.indicator, links.indicator(reading.indicator)
    listing = listings.listing_of(slug, request.GET.get("list", ""))
    before = _number(request.GET["before"]) if request.GET.get("before") else None
    matters, next_key = listings.page(listing, _window(reading), before=before)
    opens = permissions.opens(request.user, listing.route)
    shown: dict[str, Any] = {
        "listing": listing,
        "matters": [(row, links.matter(listing.route, row.number) if opens else "") for row in matters],
        "tabs": [
            {
                "title": other.title,
                "url": f"{address}?period={reading.period}&list={other.code}#list",
                "current": other.code == listing.code,
            }
            for other in LISTINGS[slug]
        ],
        "export": f"{reverse('supervision:indicator-xlsx', args=[slug])}?period={reading.period}&list={listing.code}",
    }
    if next_key:
        shown["older"] = with_query(request, before=str(next_key))
    if before:
        shown["newer"] = with_query(request, before="")
    return shown


def _chosen(history: list[Reading], period: str) -> Reading | None:
    """The reading of that period; the last one when none is named. A period without a reading does not exist."""
    if not period:
        return history[-1] if history else None
    for reading in history:
        if reading.period == period:
            return reading
    raise Http404


def _curve(reading: Reading | None, now: datetime) -> list[queries.Month]:
    return queries.year_end_curve(int(reading.period) if reading else court_date(now).year)


def _window(reading: Reading) -> Window:
    return Window(reading.period, reading.since, reading.until)


def _history_begins(now: datetime) -> datetime:
    """So that twelve months, the present one among them, end after it."""
    return rules.month_ends(now, HISTORY_MONTHS)[0]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise BadRequest
    return int(text)
