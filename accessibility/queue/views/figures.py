"""The hall's figures of a day, a week or a month, on a page and as a workbook; who waits too long now stands on top."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accessibility.queue import permissions, reports, workbook
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines.clock import court_date, full_day
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm

TEMPLATE = "accessibility/queue/figures.html"
EARLIEST = date(2026, 1, 1)
DAY, WEEK, MONTH = "day", "week", "month"


class SpanForm(PlainForm):
    """A day and the stretch around it that the figures are about."""

    hide_optional = True

    by = forms.ChoiceField(label="统计", choices=[(DAY, "一天"), (WEEK, "一周"), (MONTH, "一月")])
    day = DayField(label="日期", error_messages={"required": "请填写日期。"})

    def __init__(self, asked: dict[str, Any], today: date) -> None:
        super().__init__({"by": DAY, "day": today.isoformat()} | asked)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not EARLIEST <= day <= self.today:
            raise forms.ValidationError(f"请填写 {EARLIEST.year} 年以后、今天以前的日期（含今天）。")
        return day

    def span(self) -> tuple[date, date]:
        """The days of a valid form, both included: the day, its week from Monday, or its month."""
        day: date = self.cleaned_data["day"]
        if self.cleaned_data["by"] == WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        if self.cleaned_data["by"] == MONTH:
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        return day, day

    def words(self) -> str:
        since, until = self.span()
        if self.cleaned_data["by"] == MONTH:
            return f"{since.year}年{since.month}月"
        return full_day(since) if since == until else f"{full_day(since)}至{full_day(until)}"

    def link(self, day: date) -> str:
        """The query of the same length of time around another day; '' when no figures can be there."""
        asked = {"by": self.cleaned_data["by"], "day": day}
        return f"?{urlencode(asked)}" if EARLIEST <= day <= self.today else ""


@require_GET
@staff_only(*permissions.OVERSEEING)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of today unless another stretch is asked for, and who waits too long now."""
    now = timezone.now()
    form = SpanForm(request.GET.dict(), court_date(now))
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    since, until = form.span()
    around = {"earlier": form.link(since - timedelta(days=1)), "later": form.link(until + timedelta(days=1))}
    return render(request, TEMPLATE, _figures(form, now) | around | {"form": form})


@require_GET
@staff_only(*permissions.OVERSEEING)
def figures_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook. The export is logged."""
    now = timezone.now()
    form = SpanForm(request.GET.dict(), court_date(now))
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    reads.log(
        reader=request.user,
        what="大厅统计导出",
        reference=form.words(),
        at=now,
        address=reads.address_of(request),
    )
    book = workbook.write(_figures(form, now), exporter=str(request.user), at=now)
    return FileResponse(book, as_attachment=True, filename=workbook.file_name(str(request.user), now))


def _figures(form: SpanForm, now: datetime) -> dict[str, Any]:
    since, until = form.span()
    today = form.today
    waiting = reports.waiting(today, now) if since <= today <= until else None
    return {
        "report": reports.report(since, until),
        "appointments": reports.appointments(since, until),
        "waiting": waiting,
        "alarms": [row for row in waiting or () if row.is_too_long],
        "words": form.words(),
        "query": urlencode({"by": form.cleaned_data["by"], "day": form.cleaned_data["day"]}),
        "definition": reports.DEFINITION,
        "now": now,
    }
