"""Asking for help: ahead of a visit, or in the hall; with or without an account, or for somebody at the telephone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accessibility.assistance import permissions, services
from accessibility.assistance.enums import Source
from accessibility.assistance.forms import AskForm, HallForm
from accessibility.assistance.models import RememberedNeed
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web import responses

LONGEST_ABOUT = 40


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Help for a visit to come; `?about=` names the filing, ticket or appointment. Sent twice it is one request."""
    now, by = timezone.now(), _by(request)
    person = request.user if request.user.is_authenticated and not by else None
    if request.method == "GET":
        form = AskForm(now=now, initial=_known(request, person))
        return render(request, "accessibility/assistance/ask.html", {"form": form, "by": by})
    form = AskForm(request.POST, now=now)
    if not form.is_valid():
        return responses.invalid(request, "accessibility/assistance/ask.html", {"form": form, "by": by})
    source = _source(by) if by else Source.ONLINE
    row = services.ask(form.new_assistance(source=source, person=person), by=by, at=now, once=form.key)
    return render(request, "accessibility/assistance/receipt.html", {"row": row, "by": by})


@never_cache
@require_http_methods(["GET", "POST"])
def ask_in_hall(request: HttpRequest) -> HttpResponse:
    """Help for somebody who stands in the hall, as the kiosk and the people there ask for it."""
    now, by = timezone.now(), _by(request)
    person = request.user if request.user.is_authenticated and not by else None
    if request.method == "GET":
        form = HallForm(initial=_known(request, person))
        return render(request, "accessibility/assistance/hall.html", {"form": form, "by": by})
    form = HallForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, "accessibility/assistance/hall.html", {"form": form, "by": by})
    source = Source.WINDOW if by else Source.KIOSK
    row = services.ask(form.new_assistance(source=source, person=person), by=by, at=now, once=form.key)
    return render(request, "accessibility/assistance/receipt.html", {"row": row, "by": by, "in_hall": True})


def _by(request: HttpRequest) -> Any:
    """The member of staff who writes it down for somebody; None when people ask for themselves."""
    return request.user if permissions.is_desk(request.user) else None


def _source(by: Any) -> Source:
    return Source.HOTLINE if by.role == Role.OPERATOR else Source.WINDOW


def _known(request: HttpRequest, person: Any) -> dict[str, Any]:
    """What need not be typed again: the matter, and of whoever is signed in the name, the phone and what was
    remembered."""
    known = {"about": request.GET.get("about", "").replace("\0", "")[:LONGEST_ABOUT]}
    if person is None:
        return known
    needs = RememberedNeed.objects.filter(person=person).first()
    return known | {"name": person.name, "phone": person.phone or "", "kinds": needs.kinds if needs else []}
