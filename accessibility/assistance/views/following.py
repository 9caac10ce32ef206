"""One's own requests: by the account, or by number and phone; another time, or no longer."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accessibility.assistance import permissions, services
from accessibility.assistance.enums import StepKind
from accessibility.assistance.forms import FollowForm
from accessibility.assistance.models import Assistance
from accessibility.assistance.views.acts import OWN_ACTS, Offer, offered
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import signed_in
from gangcheng_court.errors import Refused

FOLLOWED = "assistance_followed"
"""Key of the session: {number: until} of the requests that number and phone have opened here."""
TOLD = frozenset(StepKind) - {StepKind.REMINDED, StepKind.TRIED, StepKind.FOLLOWED_UP}
MOST_MINE = 50


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Number and phone open one request in this browser for half an hour; every failure is told in the same words."""
    if request.method == "GET":
        form = FollowForm(initial={"number": request.GET.get("number", "")})
        return render(request, "accessibility/assistance/follow.html", {"form": form})
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            row = services.find_followed(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            until = (timezone.now() + permissions.FOLLOWED_FOR).isoformat()
            request.session[FOLLOWED] = request.session.get(FOLLOWED, {}) | {row.number: until}
            return redirect("accessibility:assistance-followed", number=row.number)
    return responses.invalid(request, "accessibility/assistance/follow.html", {"form": form})


@never_cache
@require_safe
def followed(request: HttpRequest, number: str) -> HttpResponse:
    """Where one's request stands."""
    return _show(request, _own(request, number))


@require_POST
def act(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Another time, or no longer wanted."""
    row, now = _own(request, number), timezone.now()
    if code not in OWN_ACTS:
        raise Http404
    step = OWN_ACTS[code]
    form = step.form(request.POST, row=row, user=request.user, now=now, code=code)
    if not form.is_valid():
        return _show(request, row, status=422, tried=Offer(step, form))
    by = request.user if row.person_id and row.person_id == request.user.pk else None
    step.act(row.pk, **form.asked(), by=by, at=now)
    messages.success(request, step.done)
    return redirect("accessibility:assistance-followed", number=number)


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What whoever is signed in asked for, newest first."""
    rows = permissions.own(request.user).select_related("owner").order_by("-pk")[:MOST_MINE]
    return render(request, "accessibility/assistance/mine.html", {"rows": rows})


def _own(request: HttpRequest, number: str) -> Assistance:
    rows = Assistance.objects.select_related("owner")
    if request.user.is_authenticated:
        row = rows.filter(number=number, person=request.user.pk).first()
        if row:
            return row
    until = request.session.get(FOLLOWED, {}).get(number)
    if not until or datetime.fromisoformat(until) <= timezone.now():
        raise Http404
    return get_object_or_404(rows, number=number)


def _show(request: HttpRequest, row: Assistance, *, status: int = 200, **extra: Any) -> HttpResponse:
    now = timezone.now()
    context = {
        "row": row,
        "now": now,
        "steps": row.steps.filter(kind__in=TOLD),
        "offers": offered(OWN_ACTS, row, request.user, now),
        **extra,
    }
    return render(request, "accessibility/assistance/followed.html", context, status=status)
