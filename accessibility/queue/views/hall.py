"""The hall as a whole: live for whoever oversees it, and set by its head."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accessibility.queue import queries
from accessibility.queue.forms.counter import MattersForm, WindowForm
from accessibility.queue.models import Matter, Window
from accessibility.queue.permissions import OVERSEEING
from accessibility.queue.queries import desk
from accessibility.queue.services import hall as services
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only

WINDOWS = "accessibility/queue/windows.html"
head_only = staff_only(Role.CHIEF)


@require_safe
@staff_only(*OVERSEEING)
def hall(request: HttpRequest) -> HttpResponse:
    """Who sits where, whom each window serves, how many wait for what and how long. Renews itself."""
    now = timezone.now()
    day = court_date(now)
    context = {
        "windows": desk.windows(day),
        "matters": queries.matters_waiting(day),
        "longest": desk.longest_wait(day, now),
        "figures": desk.figures_of(day),
        "now": now,
        "is_head": request.user.role == Role.CHIEF,
    }
    return render(request, "accessibility/queue/hall.html", context)


@require_safe
@head_only
def windows(request: HttpRequest) -> HttpResponse:
    """Every window with what it serves, and the matters that take numbers today."""
    return render(request, WINDOWS, _set())


@require_POST
@head_only
def window(request: HttpRequest, window_id: int) -> HttpResponse:
    """Set one window."""
    row = get_object_or_404(Window, pk=window_id)
    form = WindowForm(request.POST, prefix=f"w{row.pk}")
    if not form.is_valid():
        return responses.invalid(request, WINDOWS, _set(row.pk, form))
    services.set_window(row.pk, by=request.user, **form.asked())
    messages.success(request, f"{row} 已保存，立即生效。")
    return redirect("accessibility:windows")


@require_POST
@head_only
def matters(request: HttpRequest) -> HttpResponse:
    """Set which matters take numbers."""
    form = MattersForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, WINDOWS, _set() | {"matters_form": form})
    services.set_open_matters(by=request.user, matter_ids=[matter.pk for matter in form.cleaned_data["open"]])
    messages.success(request, "取号事项已保存，立即生效。")
    return redirect("accessibility:windows")


def _set(tried: int | None = None, form: WindowForm | None = None) -> dict[str, Any]:
    """The page; the form of the window `tried` is the one that was sent."""
    matters = list(Matter.objects.all())
    rows = Window.objects.select_related("clerk").prefetch_related("matters")
    return {
        "windows": [(row, form if row.pk == tried else WindowForm.of(row, matters)) for row in rows],
        "tried": form,
        "matters_form": MattersForm(initial={"open": [matter.pk for matter in matters if matter.is_open]}),
    }
