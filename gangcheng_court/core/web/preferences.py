"""关怀 mode: kept in a cookie without log-in, and on the account of a signed-in person."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gangcheng_court.core.accounts.models import User

COOKIE = "care_mode"
COOKIE_AGE = timedelta(days=365)


def wants_care(request: HttpRequest) -> bool:
    """The account's choice; where none was ever made, the browser's."""
    chosen = request.user.care_mode if request.user.is_authenticated else None
    return request.COOKIES.get(COOKIE) == "on" if chosen is None else chosen


def remember(request: HttpRequest, response: HttpResponse, *, on: bool) -> None:
    """Keep the choice on this browser, and on the account when somebody is signed in."""
    response.set_cookie(
        COOKIE,
        "on" if on else "off",
        max_age=COOKIE_AGE,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(care_mode=on)
