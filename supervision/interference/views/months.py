"""月度确认: what I say of a month; for supervisors, who has not said anything."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, periods
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import NotYours
from supervision.interference import deadlines, permissions, queries, services
from supervision.interference.forms import ConfirmForm
from supervision.interference.models import Confirmation

MONTHS = 12


@dataclass(frozen=True)
class OwnMonth:
    """A month as its owner sees it: said already, open to be said, or not yet."""

    month: date
    said: Confirmation | None
    count: int
    opens_on: date
    is_open: bool


def to_confirm(user: User, now: datetime) -> list[OwnMonth]:
    """The last month and this one; none for a role that is not asked."""
    if not permissions.confirms(user):
        return []
    today, days = court_date(now), calendar.load()
    this = deadlines.month_of(today)
    shown = []
    for month in (deadlines.month_before(this), this):
        opens_on = deadlines.opens_on(month, days)
        said = queries.confirmation_of(user, month)
        shown.append(OwnMonth(month, said, queries.count_of(user, month), opens_on, today >= opens_on))
    return shown


@require_POST
@staff_only()
def confirm(request: HttpRequest) -> HttpResponse:
    """“本月无”, or so many."""
    if not permissions.confirms(request.user):
        raise NotYours
    now, form = timezone.now(), ConfirmForm(request.POST)
    shown = [item.month for item in to_confirm(request.user, now)]
    if not form.is_valid() or form.cleaned_data["month"] not in shown:
        raise BadRequest("month")
    said = services.confirm(form.cleaned_data["month"], by=request.user, at=now, count=form.cleaned_data["count"])
    told = f"有 {said.count} 条记录" if said.count else "无"
    messages.success(request, f"已确认：{said.month.year}年{said.month.month}月{told}。")
    return redirect("supervision:interference")


@require_safe
@staff_only(permissions.SUPERVISOR)
def months(request: HttpRequest) -> HttpResponse:
    """Who has answered for a month and who has not; never what they recorded."""
    this = deadlines.month_of(court_date(timezone.now()))
    choices = [periods.months_later(this, -back) for back in range(MONTHS)]
    chosen = request.GET.get("month", "")
    month = next((each for each in choices if f"{each:%Y-%m}" == chosen), None) if chosen else choices[1]
    if month is None:
        raise BadRequest("month")
    context = {"shown": queries.month(month), "choices": choices}
    return render(request, "supervision/interference/months.html", context)
