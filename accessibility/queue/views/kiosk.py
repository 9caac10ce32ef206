"""The kiosk: a number for whoever stands before it, without signing in, in two touches."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accessibility.assistance import services as assistance
from accessibility.assistance.enums import Source
from accessibility.assistance.forms import HallForm
from accessibility.queue import services
from accessibility.queue.enums import Channel, Priority
from accessibility.queue.forms.appointments import CheckInForm
from accessibility.queue.forms.kiosk import ReminderForm, TakeForm
from accessibility.queue.models import Device, Matter, Ticket
from accessibility.queue.services import appointments, devices
from accessibility.queue.views.phone import line_now, matters_now, shown
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused

View = Callable[..., HttpResponse]
COOKIE = "hall_device"
COOKIE_AGE = 400 * 24 * 3600
"""Seconds; as long as browsers keep a cookie. Every use of the kiosk begins them anew."""
BIG_BUTTONS = 4


def own_kiosk(view: View) -> View:
    """`view(request, kiosk, …)` for the browser that the kiosk was set up in; any other is told so in plain words."""

    @wraps(view)
    def found(request: HttpRequest, key: str, **more: Any) -> HttpResponse:
        secret = request.COOKIES.get(COOKIE, "")
        try:
            kiosk = devices.find_kiosk(key, secret=secret, at=timezone.now())
        except Device.DoesNotExist:
            raise Http404 from None
        except devices.NotSetUp:
            return render(request, "accessibility/queue/kiosk/set_up.html", {"key": key}, status=403)
        except devices.UsedElsewhere:
            return _elsewhere(request)
        return _keep(view(request, kiosk, **more), secret)

    return never_cache(found)


@never_cache
@require_POST
def set_up(request: HttpRequest, key: str) -> HttpResponse:
    """This browser becomes the kiosk, unless another one is it already."""
    try:
        secret = devices.set_up(key, secret=request.COOKIES.get(COOKIE, ""), at=timezone.now())
    except Device.DoesNotExist:
        raise Http404 from None
    except devices.UsedElsewhere:
        return _elsewhere(request)
    return _keep(redirect("accessibility:kiosk", key=key), secret)


@require_safe
@own_kiosk
def home(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Four big buttons, and one for everything else."""
    rows = matters_now(timezone.now())
    context = {"kiosk": kiosk, "rows": rows[:BIG_BUTTONS], "has_more": len(rows) > BIG_BUTTONS}
    return render(request, "accessibility/queue/kiosk/home.html", context)


@require_safe
@own_kiosk
def others(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Every matter that has no big button."""
    rows = matters_now(timezone.now())[BIG_BUTTONS:]
    return render(request, "accessibility/queue/kiosk/others.html", {"kiosk": kiosk, "rows": rows})


@require_http_methods(["GET", "POST"])
@own_kiosk
def matter(request: HttpRequest, kiosk: Device, code: str) -> HttpResponse:
    """How long the line is, and the number itself; touched twice it is one number."""
    row = get_object_or_404(Matter, code=code)
    if request.method == "GET":
        context = line_now(row, timezone.now()) | {"kiosk": kiosk, "form": TakeForm()}
        return render(request, "accessibility/queue/kiosk/matter.html", context)
    form = TakeForm(request.POST)
    if not form.is_valid():
        context = line_now(row, timezone.now()) | {"kiosk": kiosk, "form": TakeForm(), "failed": form}
        return responses.invalid(request, "accessibility/queue/kiosk/matter.html", context)
    try:
        ticket = services.take(
            row.pk,
            channel=Channel.KIOSK,
            priority=form.cleaned_data["priority"],
            device=kiosk,
            at=timezone.now(),
            once=form.key,
        )
    except Refused as refusal:
        context = {"kiosk": kiosk, "message": str(refusal)}
        return render(request, "accessibility/queue/kiosk/refused.html", context, status=409)
    return redirect("accessibility:kiosk-ticket", key=kiosk.key, ticket_key=ticket.key)


@require_safe
@own_kiosk
def priority(request: HttpRequest, kiosk: Device, code: str) -> HttpResponse:
    """Why somebody asks to be served first: one touch is the number."""
    context = {"kiosk": kiosk, "matter": get_object_or_404(Matter, code=code), "form": TakeForm(), "reasons": Priority}
    return render(request, "accessibility/queue/kiosk/priority.html", context)


@require_safe
@own_kiosk
def ticket(request: HttpRequest, kiosk: Device, ticket_key: str) -> HttpResponse:
    """The number, large; the slip comes out of the printer by itself."""
    return _ticket(request, kiosk, ticket_key)


@require_POST
@own_kiosk
def remind(request: HttpRequest, kiosk: Device, ticket_key: str) -> HttpResponse:
    """A mobile number to which a text goes when the turn is near."""
    row, form = _of_today(ticket_key), ReminderForm(request.POST)
    if form.is_valid():
        try:
            services.remind(row.pk, phone=form.cleaned_data["phone"], at=timezone.now())
        except Refused as refusal:
            form.add_error("phone", str(refusal))
        else:
            return redirect("accessibility:kiosk-ticket", key=kiosk.key, ticket_key=ticket_key)
    return _ticket(request, kiosk, ticket_key, form=form, status=422)


@require_http_methods(["GET", "POST"])
@own_kiosk
def check_in(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """报到 of whoever booked: the figures give today's number."""
    context: dict[str, Any] = {"kiosk": kiosk, "form": CheckInForm()}
    if request.method == "GET":
        return render(request, "accessibility/queue/kiosk/check_in.html", context)
    context["form"] = form = CheckInForm(request.POST)
    if form.is_valid():
        try:
            row = appointments.check_in(form.cleaned_data["typed"], at=timezone.now(), device=kiosk)
        except Refused as refusal:
            form.add_error("typed", str(refusal))
        else:
            return redirect("accessibility:kiosk-ticket", key=kiosk.key, ticket_key=row.key)
    return responses.invalid(request, "accessibility/queue/kiosk/check_in.html", context)


@require_http_methods(["GET", "POST"])
@own_kiosk
def ask_for_help(request: HttpRequest, kiosk: Device) -> HttpResponse:
    """Somebody of the court comes over; nothing but the kind of help needs to be said."""
    context: dict[str, Any] = {"kiosk": kiosk, "form": HallForm(initial={"words": f"在{kiosk.name}前"})}
    if request.method == "GET":
        return render(request, "accessibility/queue/kiosk/help.html", context)
    context["form"] = form = HallForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, "accessibility/queue/kiosk/help.html", context)
    asked = form.new_assistance(source=Source.KIOSK, person=None)
    try:
        row = assistance.ask(asked, by=None, at=timezone.now(), once=form.key)
    except Refused as refusal:
        context["message"] = str(refusal)
        return render(request, "accessibility/queue/kiosk/refused.html", context, status=409)
    return render(request, "accessibility/queue/kiosk/help_comes.html", context | {"row": row})


def _ticket(
    request: HttpRequest, kiosk: Device, ticket_key: str, *, form: ReminderForm | None = None, status: int = 200
) -> HttpResponse:
    row = _of_today(ticket_key)
    context = shown(request, row, timezone.now()) | {"kiosk": kiosk, "form": form or ReminderForm(), "failed": form}
    return render(request, "accessibility/queue/kiosk/ticket.html", context, status=status)


def _of_today(ticket_key: str) -> Ticket:
    """A number of today, wherever it was taken: whoever booked may have checked in at the door."""
    rows = Ticket.objects.select_related("matter", "window")
    return get_object_or_404(rows, key=ticket_key, business_date=court_date(timezone.now()))


def _elsewhere(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility/queue/kiosk/elsewhere.html", status=403)


def _keep(response: HttpResponse, secret: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        secret,
        max_age=COOKIE_AGE,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
