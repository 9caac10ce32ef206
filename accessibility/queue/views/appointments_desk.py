"""Appointments, for the hall: who comes today, and when the head lets people come."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accessibility.queue import permissions
from accessibility.queue.forms.appointments import PlanForm
from accessibility.queue.models import Appointment, AppointmentPlan
from accessibility.queue.queries import appointments as queries
from accessibility.queue.services import appointments as services
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only

PAGES = "accessibility/queue/appointments"


@staff_only(*permissions.SERVING)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Who is expected on a day: today, unless another is asked for."""
    today = court_date(timezone.now())
    try:
        day = date.fromisoformat(request.GET.get("day") or today.isoformat())
        before, after = day - timedelta(days=1), day + timedelta(days=1)
    except (ValueError, OverflowError):
        raise Http404 from None
    context = {"day": day, "today": today, "before": before, "after": after, "rows": queries.of_day(day)}
    return render(request, f"{PAGES}/desk.html", context)


@staff_only(*permissions.SERVING)
@require_POST
def desk_check_in(request: HttpRequest, code: str) -> HttpResponse:
    """A number for whoever cannot use the kiosk."""
    ticket = services.check_in(code, at=timezone.now(), by=request.user)
    messages.success(request, f"已经报到，号码是 {ticket.label}。")
    return redirect("accessibility:appointments-desk")


@staff_only(*permissions.SERVING)
@require_POST
def desk_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancelled for whoever telephones; the text message tells him."""
    found = get_object_or_404(Appointment, code=code)
    services.cancel(found.pk, at=timezone.now(), by=request.user)
    messages.success(request, f"预约 {code} 已经取消，短信已发给本人。")
    return redirect("accessibility:appointments-desk")


@staff_only(Role.CHIEF)
@require_http_methods(["GET", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """When each matter takes appointments; a new plan is added below."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.plan(by=request.user, **form.cleaned_data)
        messages.success(request, "已经增加，市民马上可以预约。")
        return redirect("accessibility:appointment-plans")
    rows = AppointmentPlan.objects.select_related("matter").order_by("matter__position", "matter", "starts")
    context = {"form": form, "rows": rows}
    if request.method == "POST":
        return responses.invalid(request, f"{PAGES}/plans.html", context)
    return render(request, f"{PAGES}/plans.html", context)


@staff_only(Role.CHIEF)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Change one plan; what was booked already stays."""
    found = get_object_or_404(AppointmentPlan.objects.select_related("matter"), pk=plan_id)
    form = PlanForm(request.POST or None, instance=found)
    context = {"form": form, "plan": found}
    if request.method == "GET":
        return render(request, f"{PAGES}/plan.html", context)
    if not form.is_valid():
        return responses.invalid(request, f"{PAGES}/plan.html", context)
    services.replan(plan_id, by=request.user, **form.cleaned_data)
    messages.success(request, "已经修改。以前约好的时间不变。")
    return redirect("accessibility:appointment-plans")


@staff_only(Role.CHIEF)
@require_POST
def plan_remove(request: HttpRequest, plan_id: int) -> HttpResponse:
    """No new appointments by this plan."""
    services.unplan(plan_id, by=request.user)
    messages.success(request, "已经删除。以前约好的时间不变。")
    return redirect("accessibility:appointment-plans")
