"""The public calculator of limits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines.clock import last_moment
from gangcheng_court.core.deadlines.forms import CalculatorForm


def calculator(request: HttpRequest) -> HttpResponse:
    """When a period ends, and how that is worked out. A plain GET form, so an answer can be kept as a link."""
    form = CalculatorForm(request.GET or None, initial={"unit": "d"})
    context = {"form": form}
    if form.is_valid():
        period = form.period(legal_calendar.load())
        context |= {"period": period, "due": last_moment(period.due_at), "steps": period.explain()}
    return render(request, "deadlines/calculator.html", context, status=422 if form.errors else 200)
