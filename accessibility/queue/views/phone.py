"""A number on one's own telephone: taken by the code at the door, followed, given up, taken up again."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accessibility.queue import queries, services
from accessibility.queue.enums import OPEN, Channel, DeviceKind, Status
from accessibility.queue.forms.kiosk import DoorForm, ReminderForm
from accessibility.queue.models import Device, Matter, Ticket
from accessibility.queue.services import devices
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import qr
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused


@never_cache
@require_safe
def door(request: HttpRequest, key: str) -> HttpResponse:
    """What the code at the door opens: every matter, with how many wait."""
    context = {"device": _door(key), "rows": matters_now(timezone.now())}
    return render(request, "accessibility/queue/phone/door.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """A number for whoever is at the door; a telephone may hold only a few at a time. Sent twice it is one number."""
    device, matter, now = _door(key), get_object_or_404(Matter, code=code), timezone.now()
    context = line_now(matter, now) | {"device": device}
    if request.method == "GET":
        return render(request, "accessibility/queue/phone/take.html", context | {"form": DoorForm()})
    form = DoorForm(request.POST)
    if form.is_valid():
        try:
            ticket = services.take(
                matter.pk,
                channel=Channel.PHONE,
                priority=form.cleaned_data["priority"],
                phone=form.cleaned_data["phone"],
                person=request.user if request.user.is_authenticated else None,
                device=device,
                at=now,
                once=form.key,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return render(request, "accessibility/queue/phone/take.html", context | {"form": form}, status=409)
        return redirect("accessibility:ticket", key=ticket.key)
    return responses.invalid(request, "accessibility/queue/phone/take.html", context | {"form": form})


@never_cache
@require_safe
def ticket(request: HttpRequest, key: str) -> HttpResponse:
    """Where the number stands, kept up to date by itself."""
    return _page(request, _find(key))


@never_cache
@require_safe
def state(request: HttpRequest, key: str) -> HttpResponse:
    """The part of the page that moves; 204 while it says what `seen` has seen already."""
    context = shown(request, _find(key), timezone.now())
    if request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=204)
    return render(request, "accessibility/queue/phone/_state.html", context)


@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Give the number up, so that nobody waits for whoever went."""
    services.leave(_find(key).pk, at=timezone.now())
    messages.success(request, "已经取消。谢谢您告诉我们，后面的人可以早一点。")
    return redirect("accessibility:ticket", key=key)


@require_POST
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """过号 and here again: back into line, once, at the old place."""
    services.come_back(_find(key).pk, at=timezone.now())
    messages.success(request, "已经回到队伍里，位置没有变。请在大厅等候叫号。")
    return redirect("accessibility:ticket", key=key)


@require_POST
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """A mobile number to which a text goes when the turn is near."""
    row, form = _find(key), ReminderForm(request.POST)
    if form.is_valid():
        try:
            services.remind(row.pk, phone=form.cleaned_data["phone"], at=timezone.now())
        except Refused as refusal:
            form.add_error("phone", str(refusal))
        else:
            messages.success(request, "快到您的时候，会发短信到这个号码。")
            return redirect("accessibility:ticket", key=key)
    return _page(request, row, form=form, status=422)


@never_cache
@require_safe
def slip(request: HttpRequest, key: str) -> HttpResponse:
    """The number on 80 mm paper."""
    return render(request, "accessibility/queue/phone/slip.html", shown(request, _find(key), timezone.now()))


def matters_now(now: datetime) -> list[tuple[Matter, int]]:
    """What numbers are given out for, each with how many wait. One statement."""
    matters = queries.matters_waiting(court_date(now)).filter(is_open=True)
    return [(matter, matter.ordinary + matter.priority) for matter in matters]


def line_now(matter: Matter, now: datetime) -> dict[str, Any]:
    """How many wait before whoever comes now, and about how long that takes."""
    waiting = queries.before(court_date(now), matter.pk)
    estimate = queries.estimate(matter, court_date(now), waiting)
    return {"matter": matter, "waiting": waiting, "estimate": estimate}


def shown(request: HttpRequest, row: Ticket, now: datetime) -> dict[str, Any]:
    """What every page of a number says: its place, the estimate, the code that opens it on a telephone."""
    is_waiting = row.status == Status.WAITING
    ahead = queries.ahead(row) if is_waiting else 0
    estimate = queries.estimate(row.matter, row.business_date, ahead) if is_waiting else None
    address = request.build_absolute_uri(reverse("accessibility:ticket", args=[row.key]))
    words = (row.status, ahead, estimate, row.window_id, row.calls, row.matter_id, row.phone, row.returned)
    return {
        "ticket": row,
        "now": now,
        "ahead": ahead,
        "estimate": estimate,
        "address": address,
        "qr": qr.svg(address),
        "is_open": row.status in OPEN,
        "seen": sha256(repr(words).encode()).hexdigest()[:16],
    }


def _page(request: HttpRequest, row: Ticket, *, form: ReminderForm | None = None, status: int = 200) -> HttpResponse:
    context = shown(request, row, timezone.now()) | {"form": form or ReminderForm()}
    return render(request, "accessibility/queue/phone/ticket.html", context, status=status)


def _find(key: str) -> Ticket:
    ticket = queries.by_key(key)
    if ticket is None:
        raise Http404
    return ticket


def _door(key: str) -> Device:
    try:
        return devices.find(key, kind=DeviceKind.DOOR, at=timezone.now())
    except Device.DoesNotExist:
        raise Http404 from None
