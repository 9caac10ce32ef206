"""Pages of inspections. Every look-up starts from `permissions.visible_to`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from gangcheng_court.core.web.access import staff_only
from supervision.inspections import permissions

readers = staff_only(*permissions.READERS)


def found(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, row, …)` with the visit of that number, when this person may know of it."""

    @wraps(view)
    def with_row(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = permissions.visible_to(request.user).select_related("owner", "checklist", "planned_by", "published_by")
        return view(request, get_object_or_404(rows, number=number), *args, **kwargs)

    return readers(with_row)


def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `found`, for the inspector alone."""

    @wraps(view)
    def with_row(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = permissions.visible_to(request.user).filter(owner=request.user.pk).select_related("checklist")
        return view(request, get_object_or_404(rows, number=number), *args, **kwargs)

    return readers(with_row)
