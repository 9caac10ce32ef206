"""Who may open a view: decorators that ask before the view runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from gangcheng_court.core.accounts import permissions

View = Callable[..., HttpResponse]


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to sign in and back to where they were (the whole page, when htmx asked for a part)."""
    if request.htmx:
        return HttpResponseClientRedirect(redirect_to_login(request.htmx.current_url_abs_path or "/").url)
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else request.path)


def signed_in(view: View) -> View:
    """Only for people with an account; others are sent to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_sign_in(request)

    return guarded


def staff_only(*roles: str) -> Callable[[View], View]:
    """Only for these roles (none named: any of the court's staff); to everybody else the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            permissions.require_role(request.user, *roles)
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return decorate
