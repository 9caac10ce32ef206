"""Pages that leave no trace where they can help it: kept by no browser, named to no other site, in no line of the log.

What is followed with a code is known by a signed cookie of this browser alone; the server keeps no session for it.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gangcheng_court.core.web import responses
from gangcheng_court.core.web.tokens import by_token
from gangcheng_court.errors import Refused
from supervision.complaints.models import Complaint

View = Callable[..., HttpResponse]
COOKIE, PATH = "opened", "/supervision/complaints/"
OPENED_FOR = timedelta(hours=1)
SALT = "complaints.opened"


def discreet(*methods: str) -> Callable[[View], View]:
    """For the public's pages about complaints, answering these methods."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except Refused as refusal:
                response = responses.refused(request, str(refusal))
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex"
            response._has_been_logged = True  # the address holds the code of a draft
            return response

        return never_cache(by_token(require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(guarded)))

    return decorate


def remember(response: HttpResponse, complaint: Complaint) -> HttpResponse:
    """This browser may follow the complaint for an hour from now."""
    response.set_cookie(
        COOKIE,
        signing.TimestampSigner(salt=SALT).sign(complaint.number),
        max_age=OPENED_FOR,
        path=PATH,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


def opened(request: HttpRequest, number: str) -> Complaint | None:
    """The complaint of this number, when its code was given in this browser within the hour."""
    try:
        known = signing.TimestampSigner(salt=SALT).unsign(request.COOKIES.get(COOKIE, ""), max_age=OPENED_FOR)
    except signing.BadSignature:
        return None
    return Complaint.objects.filter(number=number, code_hash__isnull=False).first() if known == number else None


def grouped(code: str) -> list[str]:
    """A code in groups of four."""
    return [code[place : place + 4] for place in range(0, len(code), 4)]


def puzzle_context(puzzle: str) -> dict[str, Any]:
    return {"puzzle": puzzle, "puzzle_bits": settings.COMPLAINT_PUZZLE_BITS}
