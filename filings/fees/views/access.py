"""Finding a filing's fees: the filer's own, or the desk's, never one's own matter at the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from filings.fees import permissions
from gangcheng_court.core.web.access import signed_in, staff_only

View = Callable[..., HttpResponse]


def own_fees(view: View) -> View:
    """`view(request, filing, …)` with the signed-in filer's own filing of that number."""

    @wraps(view)
    def found(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        filing = get_object_or_404(permissions.payable_by(request.user), number=number)
        return view(request, filing, *args, **kwargs)

    return signed_in(found)


def desk(view: View) -> View:
    """For the filing staff; to everybody else the page does not exist."""
    return staff_only(*permissions.DESK)(view)


def at_desk(view: View) -> View:
    """`view(request, filing, …)` with the filing of that number; who must stay away is told so (409)."""

    @wraps(view)
    def found(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        filing = get_object_or_404(permissions.handled_by(request.user), number=number)
        permissions.require_desk(request.user, filing)
        return view(request, filing, *args, **kwargs)

    return desk(found)
