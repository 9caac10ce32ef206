"""Finding a complaint: only what the person may see; everything else does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import NotYours
from supervision.complaints import permissions

View = Callable[..., HttpResponse]


def desk_only(view: View) -> View:
    """For the supervisors and the head of the president's office; to everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.is_desk(request.user):
            raise NotYours
        return view(request, *args, **kwargs)

    return staff_only(Role.SUPERVISOR, Role.CHIEF)(guarded)


def found(view: View) -> View:
    """`view(request, row, …)` with the complaint of that number, when this member of the desk may see it."""

    @wraps(view)
    def with_row(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = permissions.visible_to(request.user)
        related = rows.select_related("owner", "about__department", "about_department", "received_by", "answered_by")
        return view(request, get_object_or_404(related, number=number), *args, **kwargs)

    return desk_only(with_row)
