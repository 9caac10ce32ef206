"""Appointments, for the public: choose the matter, the day, the time; see it again with code and telephone."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accessibility.queue.data.matters import BRING
from accessibility.queue.enums import AppointmentState
from accessibility.queue.forms.appointments import BookForm, FindForm, SlotForm
from accessibility.queue.models import Appointment, Matter
from accessibility.queue.queries import appointments as queries
from accessibility.queue.rules import invitation
from accessibility.queue.services import appointments as services
from gangcheng_court.core.accounts.rules import is_aged
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused

PAGES = "accessibility/queue/appointments"
OPENED = "appointments_opened"
"""Key of the session: {code: until} of the appointments that were made or opened here."""
OPEN_FOR = timedelta(minutes=30)
PLACE = "济南市钢城区人民法院诉讼服务大厅"


@never_cache
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """What one may come for by appointment, and what one has booked already."""
    own = queries.coming_of(request.user, timezone.now()) if request.user.is_authenticated else []
    return render(request, f"{PAGES}/matters.html", {"matters": queries.bookable_matters(), "own": own})


@never_cache
@require_safe
def days(request: HttpRequest, matter: str) -> HttpResponse:
    """The working days ahead, and how many places each has."""
    found = get_object_or_404(queries.bookable_matters(), code=matter)
    return render(request, f"{PAGES}/days.html", {"matter": found, "days": queries.free_days(found, timezone.now())})


@never_cache
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, matter: str, day: str) -> HttpResponse:
    """The time and who comes. A time that was taken meanwhile is said beside it; the rest stays as typed."""
    found, now = get_object_or_404(queries.bookable_matters(), code=matter), timezone.now()
    person = request.user if request.user.is_authenticated else None
    context = {"matter": found, "day": _day(day)}
    context["is_aged"] = person is not None and is_aged(person.birth_on, context["day"])
    if request.method == "GET":
        known = {"name": person.name, "phone": person.phone} if person else {}
        known["filing_number"] = request.GET.get("filing", "")[:40]
        form = BookForm(initial=known, slots=_slots(found, context["day"], now))
        return render(request, f"{PAGES}/book.html", context | {"form": form})
    form = BookForm(request.POST, slots=_slots(found, context["day"], now))
    if form.is_valid():
        try:
            appointment = services.book(found.pk, person=person, at=now, **form.asked())
        except services.SlotGone as refusal:
            form.fields["starts_at"].offer(_slots(found, context["day"], now))
            form.add_error("starts_at", str(refusal))
        except services.TooManyBooked as refusal:
            form.add_error("phone", str(refusal))
        else:
            _remember(request, appointment, now)
            return redirect("accessibility:appointment", code=appointment.code)
    return responses.invalid(request, f"{PAGES}/book.html", context | {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Code and the telephone's last four figures open one appointment in this browser for half an hour."""
    if request.method == "GET":
        return render(request, f"{PAGES}/find.html", {"form": FindForm(initial=request.GET.dict())})
    form, now = FindForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            appointment = services.find(**form.cleaned_data, at=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _remember(request, appointment, now)
            return redirect("accessibility:appointment", code=appointment.code)
    return responses.invalid(request, f"{PAGES}/find.html", {"form": form})


@never_cache
@require_safe
def appointment(request: HttpRequest, code: str) -> HttpResponse:
    """When to come, what to bring, and what one may still change."""
    return _show(request, _opened(request, code))


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str) -> HttpResponse:
    """The days and times to move to, or the time once it is chosen."""
    found, now = _opened(request, code), timezone.now()
    if not is_open(found, now):
        return _show(request, found)
    days = queries.free_days(found.matter, now)
    day = _day(request.GET["day"]) if "day" in request.GET else None
    slots = [slot for row in days if row.day == day for slot in row.slots]
    form = SlotForm(request.POST or None, slots=slots)
    context = {"appointment": found, "days": days, "day": day, "form": form}
    if request.method == "GET":
        return render(request, f"{PAGES}/move.html", context)
    if form.is_valid():
        try:
            services.move(found.pk, at=now, **form.cleaned_data)
        except services.SlotGone as refusal:
            form.fields["starts_at"].offer(_slots(found.matter, day, now))
            form.add_error("starts_at", str(refusal))
        else:
            messages.success(request, "已经改期，新的时间用短信发给您了。")
            return redirect("accessibility:appointment", code=code)
    return responses.invalid(request, f"{PAGES}/move.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Ask first, then give the place back."""
    found = _opened(request, code)
    if request.method == "POST":
        services.cancel(found.pk, at=timezone.now())
        messages.success(request, "预约已经取消，时间让给别人了。")
        return redirect("accessibility:appointment", code=code)
    return _show(request, found, asks_to_cancel=True)


@never_cache
@require_safe
def calendar_file(request: HttpRequest, code: str) -> HttpResponse:
    """The appointment for the calendar of a telephone or computer."""
    found = _opened(request, code)
    file = invitation.event(
        uid=f"{found.code}@appointments",
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        made_at=timezone.now(),
        title=f"到法院办理{found.matter}，预约码 {found.code}",
        place=PLACE,
    )
    headers = {"Content-Disposition": f'attachment; filename="appointment-{found.code}.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)


def is_open(appointment: Appointment, now: datetime) -> bool:
    """Whether one may still come for it, move it or cancel it."""
    return appointment.state == AppointmentState.BOOKED and court_date(appointment.starts_at) >= court_date(now)


def _show(request: HttpRequest, found: Appointment, **extra: object) -> HttpResponse:
    context = {
        "appointment": found,
        "bring": BRING.get(found.matter.code, ()),
        "open": is_open(found, timezone.now()),
        "place": PLACE,
        "grace": settings.QUEUE_APPOINTMENT_GRACE_MINUTES,
        **extra,
    }
    return render(request, f"{PAGES}/appointment.html", context)


def _opened(request: HttpRequest, code: str) -> Appointment:
    """One's own appointment: by the account, or by code and telephone given in this browser not long ago."""
    rows = Appointment.objects.select_related("matter", "ticket")
    if request.user.is_authenticated and (own := rows.filter(code=code, person_id=request.user.pk).first()):
        return own
    until = request.session.get(OPENED, {}).get(code)
    if not until or datetime.fromisoformat(until) <= timezone.now():
        raise Http404
    return get_object_or_404(rows, code=code)


def _remember(request: HttpRequest, appointment: Appointment, now: datetime) -> None:
    until = (now + OPEN_FOR).isoformat()
    request.session[OPENED] = request.session.get(OPENED, {}) | {appointment.code: until}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _slots(matter: Matter, day: date | None, now: datetime) -> list[queries.FreeSlot]:
    return [slot for row in queries.free_days(matter, now) if row.day == day for slot in row.slots]
