"""Sessions end by rest without losing an answer; court staff need their second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from gangcheng_court.portal.sign_in import idle

OVER = "您有一段时间没有操作，为了保护您的信息，已自动退出。请重新登录。"
EXTEND = "web:extend-session"
SECOND_FACTOR = {"mfa_activate_totp", "mfa_authenticate", "mfa_reauthenticate"}
"""Where the second factor is given. Recovery codes are one themselves: who has not given it may not make any."""
COMPLAINING = {
    *("supervision:complain", "supervision:complain-step", "supervision:complain-save", "supervision:complained"),
    *("supervision:complain-file-remove", "supervision:complain-throw-away", "supervision:complaint-leave"),
    *("supervision:track", "supervision:tracked", "supervision:tracked-files", "supervision:complaint-receipt"),
    *("supervision:tracked-message", "supervision:tracked-rate", "supervision:tracked-review"),
}
"""Whoever complains does so without an account: no session keeps what was typed, nor that somebody was here then."""
ALWAYS_OPEN = {"account_logout", "account_reauthenticate", "web:care-mode", EXTEND, *COMPLAINING}


class IdleSessionMiddleware:
    """Ends a session that rested too long. A form sent too late is kept and offered again after sign-in.

    Puts `request.session_seconds`: how long the session lasts from now without another request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.session_seconds = (
            idle.seconds_left(request.session, user, at=timezone.now()) if user.is_authenticated else 0
        )
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        is_question = request.resolver_match.view_name == EXTEND and request.method == "GET"
        if request.session_seconds > 0:
            if not is_question and request.resolver_match.view_name not in COMPLAINING:
                idle.stamp(request.session, at=timezone.now())
                request.session_seconds = idle.allowance(request.user)
            return None
        return end(request)


def end(request: HttpRequest) -> HttpResponse | None:
    """Sign out. What was being sent is kept in the new, anonymous session; everything else goes on as a stranger's."""
    kept = idle.answer_of(request) if request.method == "POST" else {"fields": []}
    logout(request)
    request.session_seconds = 0
    if request.resolver_match.view_name in ALWAYS_OPEN:
        return None
    messages.info(request, OVER)
    if not kept["fields"]:
        return None
    idle.keep_answer(request.session, kept)
    return go(request, "account_login", reverse("people:kept-answer"))


class SecondFactorMiddleware:
    """Leads court staff to set up, or to give, their authenticator code before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user, name = request.user, request.resolver_match.view_name
        if not (settings.STAFF_SECOND_FACTOR_REQUIRED and user.is_authenticated and user.is_court_staff):
            return None
        if name in ALWAYS_OPEN | SECOND_FACTOR:
            return None
        if any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            return None
        step = "mfa_reauthenticate" if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else "mfa_activate_totp"
        return go(request, step, request.get_full_path() if request.method == "GET" else "/")


def go(request: HttpRequest, route: str, then: str) -> HttpResponse:
    """Redirect to `route` and on to `then`; the whole page, also when htmx asked for a part."""
    url = f"{reverse(route)}?{urlencode({'next': then})}"
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
