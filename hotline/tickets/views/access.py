"""Finding a ticket: only what the person may see; everything else does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web.access import staff_only
from hotline.tickets import permissions

View = Callable[..., HttpResponse]


def operators_only(view: View) -> View:
    """For the hotline's desk; to everybody else the page does not exist."""
    return staff_only(Role.OPERATOR)(view)


def departments(view: View) -> View:
    """For the departments to which tickets are handed."""
    return staff_only(*permissions.RECEIVERS)(view)


def staff_ticket(view: View) -> View:
    """`view(request, ticket, …)` with the ticket of that number, when this member of staff may see it."""

    @wraps(view)
    def found(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = permissions.visible_to(request.user).select_related("department", "handler", "complained_of")
        return view(request, get_object_or_404(rows, number=number), *args, **kwargs)

    return staff_only(Role.OPERATOR, *permissions.RECEIVERS)(found)
