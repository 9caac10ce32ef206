"""Assistance before staff: the lists, a request, and its steps."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accessibility.assistance import permissions
from accessibility.assistance.models import Assistance
from accessibility.assistance.queries import lists, remembered_for
from accessibility.assistance.queries.lists import Tab
from accessibility.assistance.views.acts import ACTS, Offer, offered
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.notices import delivery
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.promises import BY_CODE

LONGEST_SEARCH = 50
MOST_UNDELIVERED = 10


def found(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, row, …)` with the request of that number, when this member of staff may see it."""

    @wraps(view)
    def with_row(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = permissions.visible_to(request.user).select_related("owner", "person")
        return view(request, get_object_or_404(rows, number=number), *args, **kwargs)

    return staff_only(*permissions.DESK)(with_row)


@require_safe
@staff_only(*permissions.DESK)
def desk(request: HttpRequest) -> HttpResponse:
    """One list of the desk; tab, search and page are in the address."""
    now = timezone.now()
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    asked, after = request.GET.get("tab", ""), request.GET.get("after", "")
    tab = Tab(asked) if asked in Tab.values else Tab.OPEN if words else Tab.TODAY
    try:
        rows = lists.named(lists.at_desk(tab, request.user, now), words)
        page = lists.page(rows, newest_first=tab == Tab.ENDED, after=after)
    except ValueError as error:
        raise BadRequest("after") from error
    context = {
        "now": now,
        "tab": tab,
        "words": words,
        "rows": page.rows,
        "tabs": [_shown(request, each, tab, words, now) for each in Tab],
        "older": _address(tab, words, page.next_key) if page.next_key else "",
        "newer": _address(tab, words) if after else "",
    }
    return render(request, "accessibility/assistance/desk.html", context)


@require_safe
@found
def request_page(request: HttpRequest, row: Assistance) -> HttpResponse:
    """What is wanted, where it stands, and the steps open to this person."""
    return _show(request, row)


@require_POST
@found
def act(request: HttpRequest, row: Assistance, code: str) -> HttpResponse:
    """One step; a form to correct comes back with what was typed."""
    if code not in ACTS:
        raise Http404
    step, now = ACTS[code], timezone.now()
    form = step.form(request.POST, row=row, user=request.user, now=now, code=code)
    if not form.is_valid():
        return _show(request, row, status=422, tried=Offer(step, form))
    step.act(row.pk, **form.asked(), by=request.user, at=now)
    messages.success(request, f"{row.number}：{step.done}")
    return redirect("accessibility:assistance-request", number=row.number)


def _show(request: HttpRequest, row: Assistance, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The request with all that happened; the reading is logged."""
    now = timezone.now()
    reads.log(reader=request.user, what="协助", reference=row.number, at=now, address=reads.address_of(request))
    context = {
        "row": row,
        "now": now,
        "steps": row.steps.select_related("by"),
        "limits": [
            {"limit": limit, "title": BY_CODE[limit.promise].title, "steps": obligations.explain(limit)}
            for limit in row.limits.order_by("due_at")
        ],
        "sees_address": permissions.sees_address(request.user, row),
        "remembered": remembered_for(request.user, row.person_id) if row.is_open else None,
        "undelivered": delivery.failed_about(row.number)[:MOST_UNDELIVERED],
        "offers": offered(ACTS, row, request.user, now),
        **extra,
    }
    return render(request, "accessibility/assistance/request.html", context, status=status)


def _shown(request: HttpRequest, tab: Tab, current: Tab, words: str, now: Any) -> dict[str, Any]:
    count = lists.counted(tab, request.user, now) if tab in lists.COUNTED else None
    return {
        "title": tab.label,
        "url": _address(tab, words),
        "current": tab == current,
        "count": f"{lists.MOST_COUNTED}+" if count is not None and count > lists.MOST_COUNTED else count,
    }


def _address(tab: Tab, words: str, after: str = "") -> str:
    query = {"tab": tab.value, "q": words, "after": after}
    here = reverse("accessibility:assistance-desk")
    return f"{here}?{urlencode({key: value for key, value in query.items() if value})}"
