"""接触交往: what I met outside work, and the six acts that the rules forbid."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gangcheng_court.core.web.access import staff_only
from supervision.interference import permissions
from supervision.interference.enums import Act, Kind
from supervision.interference.forms import ContactForm
from supervision.interference.views.entries import listed, new


@require_safe
@staff_only()
def contacts(request: HttpRequest) -> HttpResponse:
    """My contacts, newest first."""
    rows = permissions.own(request.user).filter(kind=Kind.CONTACT)
    context = listed(request, rows) | {"acts": Act.labels}
    return render(request, "supervision/interference/contacts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def record(request: HttpRequest) -> HttpResponse:
    """One more."""
    return new(request, ContactForm)
