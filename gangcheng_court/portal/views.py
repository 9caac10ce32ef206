"""The front door: six doors and the promises kept this month, the service map, guidance, verification."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gangcheng_court.core.audit import signing
from gangcheng_court.core.audit.models import DailyDigest
from gangcheng_court.core.web import responses
from gangcheng_court.portal import guides, promise_board
from gangcheng_court.portal.forms import VerifyForm
from supervision.complaints import queries as complaints

DIGESTS = 400
"""A year and a month of the log's digests on the public page."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", promise_board.figures(timezone.now()) | hall())


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The service map: every function and every service of the commitments, each with a page that works."""
    return render(
        request, "portal/services.html", {"functions": guides.FUNCTIONS, "services": guides.SERVICES, **hall()}
    )


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in guides.BY_SLUG:
        raise Http404
    found = guides.BY_SLUG[slug]
    more = [(words, reverse(route, args=args)) for words, route, *args in found.more]
    url = reverse(found.route) if found.route else ""
    return render(request, "portal/guide.html", {"guide": found, "url": url, "more": more, **hall()})


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code printed on a receipt or letter and go to its public page."""
    if "code" not in request.GET:
        return render(request, "portal/verify.html", {"form": VerifyForm()})
    form = VerifyForm(request.GET)
    if not form.is_valid():
        return responses.invalid(request, "portal/verify.html", {"form": form})
    code = form.cleaned_data["code"]
    route = "supervision:complaint-verify" if complaints.verification(code) else "filings:verify"
    return HttpResponseRedirect(reverse(route, args=[code]))


@require_safe
def log_digests(request: HttpRequest) -> HttpResponse:
    """The signed digests of the tamper-evident log, newest first, with the key that verifies them."""
    digests = DailyDigest.objects.order_by("-day")[:DIGESTS]
    return render(request, "portal/log_digests.html", {"digests": digests, "public_key": signing.public_key()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    context = {"idle_minutes": settings.CITIZEN_IDLE_SECONDS // 60, "mail": settings.ACCESSIBILITY_MAIL}
    return render(request, "portal/accessibility.html", context | hall())


def hall() -> dict[str, object]:
    """When and where the hall is open."""
    return {
        "hours": [session.replace("-", " 至 ") for session in settings.SERVICE_HOURS],
        "address": settings.HALL_ADDRESS,
    }
