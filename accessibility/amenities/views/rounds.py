"""The daily round on a phone: one facility after another, and what is done so far."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accessibility.amenities import permissions, queries, services
from accessibility.amenities.forms import CheckForm
from accessibility.amenities.models import Facility
from accessibility.amenities.views.photos import photo_of
from accessibility.amenities.views.tabs import tabs
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import Refused, WrongState

MOST_ROUNDS = 10


@never_cache
@require_safe
@staff_only(*permissions.READERS)
def daily(request: HttpRequest) -> HttpResponse:
    """Today's round: what is looked at, what is left, where to go on; and the rounds before."""
    today = court_date(timezone.now())
    found = queries.checks_on(today)
    rows = [(facility, found.get(facility.pk)) for facility in queries.facilities()]
    left = [facility for facility, check in rows if check is None]
    context = {
        "tabs": tabs("accessibility:round"),
        "today": today,
        "is_workday": calendar.load().is_workday(today),
        "round": queries.round_of(today),
        "rows": rows,
        "left": left,
        "may_keep": permissions.is_keeper(request.user),
        "rounds": queries.rounds_before(today)[:MOST_ROUNDS],
    }
    return render(request, "accessibility/amenities/round.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*permissions.KEEPERS)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """One facility of today's round; a colleague who was quicker is named, and the round goes on."""
    facility, now = get_object_or_404(queries.facilities(), code=code), timezone.now()
    form = CheckForm(request.POST or None, request.FILES or None)
    if form.is_bound:
        form.full_clean()
        photo = photo_of(request, form, at=now)
        if form.is_valid():
            told = form.cleaned_data
            try:
                services.check_on_round(
                    facility.pk,
                    state=told["state"],
                    note=told["note"].strip(),
                    photo=photo,
                    by=request.user,
                    at=now,
                    once=form.key,
                )
            except WrongState as moved_on:
                messages.warning(request, str(moved_on))
                return _go_on(request, facility)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _go_on(request, facility)
    left = list(queries.left_on(court_date(now)))
    context = {
        "facility": facility,
        "form": form,
        "last": queries.last_checks(facility, 1).first(),
        "done": queries.checks_on(court_date(now)).get(facility.pk),
        "left": len(left),
        "next": _after(facility, left),
        "total": queries.facilities().count(),
    }
    if form.errors:
        return responses.invalid(request, "accessibility/amenities/check.html", context)
    return render(request, "accessibility/amenities/check.html", context)


def _go_on(request: HttpRequest, facility: Facility) -> HttpResponse:
    """To what is left after `facility` in the order of the round, then from its beginning; else to the whole round."""
    following = _after(facility, list(queries.left_on(court_date(timezone.now()))))
    if following:
        return redirect("accessibility:round-facility", code=following.code)
    messages.success(request, "今天的巡查做完了。")
    return redirect("accessibility:round")


def _after(facility: Facility, left: list[Facility]) -> Facility | None:
    others = [one for one in left if one != facility]
    place = (facility.position, facility.pk)
    return next((one for one in others if (one.position, one.pk) > place), others[0] if others else None)
