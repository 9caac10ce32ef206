"""Finding a filing at the review desk: the filing staff only, and never one's own matter."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from filings.review import permissions
from gangcheng_court.core.web.access import staff_only

View = Callable[..., HttpResponse]


def desk(view: View) -> View:
    """For the filing staff; to everybody else the page does not exist."""
    return staff_only(*permissions.REVIEWERS)(view)


def at_desk(view: View) -> View:
    """`view(request, filing, …)` with the filing of that number; who must stay away is told so (409)."""

    @wraps(view)
    def found(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        filing = get_object_or_404(permissions.reviewable_by(request.user), number=number)
        permissions.require_reviewer(request.user, filing)
        return view(request, filing, *args, **kwargs)

    return desk(found)
