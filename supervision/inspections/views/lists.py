"""The lists of inspections, and a new one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from supervision.inspections import links, permissions, services
from supervision.inspections.data import PLACES
from supervision.inspections.enums import Kind
from supervision.inspections.forms import PlanForm
from supervision.inspections.queries import lists
from supervision.inspections.queries.lists import Tab
from supervision.inspections.views import readers


@require_safe
@readers
def inspections(request: HttpRequest) -> HttpResponse:
    """One list; tab, conditions and page are in the address."""
    told = request.GET
    tab = Tab(told["tab"]) if told.get("tab") in Tab.values else Tab.MINE
    conditions = {
        "kind": told["kind"] if told.get("kind") in Kind.values else "",
        "place": told["place"] if told.get("place") in PLACES else "",
    }
    after = told.get("after", "").replace("\0", "")
    try:
        rows = lists.on(tab, request.user, **conditions)
        page = lists.page(rows, soonest_first=tab == Tab.PLANNED, after=after)
    except (ValueError, ValidationError) as error:
        raise BadRequest("after") from error
    context = {
        "tab": tab,
        "rows": page.rows,
        "tabs": [_shown(request, each, tab, conditions) for each in Tab],
        "kinds": Kind.choices,
        "places": PLACES,
        "conditions": conditions,
        "is_narrowed": any(conditions.values()),
        "may_plan": permissions.is_supervisor(request.user),
        "older": _address(tab, conditions, page.next_key) if page.next_key else "",
        "newer": _address(tab, conditions) if after else "",
    }
    return render(request, "supervision/inspections/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.SUPERVISOR)
def new(request: HttpRequest) -> HttpResponse:
    """Plan a visit. A covert one of somebody else is gone from sight once it is planned, and the page says so."""
    now = timezone.now()
    form = PlanForm(request.POST if request.method == "POST" else None, now=now, initial={"owner": request.user})
    if not form.is_valid():
        answer = responses.invalid if form.is_bound else render
        return answer(request, "supervision/inspections/new.html", {"form": form})
    row = services.plan(form.new, by=request.user, at=now)
    if row.is_secret and row.owner != request.user:
        messages.success(request, f"已安排给{row.owner}。公布以前，这次暗访只有{row.owner}本人看得到。")
        return redirect("supervision:inspections")
    messages.success(request, f"{row.number} 已安排。")
    return redirect(links.inspection(row))


def _shown(request: HttpRequest, tab: Tab, current: Tab, conditions: dict[str, str]) -> dict[str, Any]:
    count = lists.counted(tab, request.user, **conditions)
    return {
        "title": tab.label,
        "url": _address(tab, conditions),
        "current": tab == current,
        "count": f"{lists.MOST_COUNTED}+" if count > lists.MOST_COUNTED else count,
    }


def _address(tab: Tab, conditions: dict[str, str], after: str = "") -> str:
    query = {"tab": tab.value, **conditions, "after": after}
    return f"{reverse('supervision:inspections')}?{urlencode({key: value for key, value in query.items() if value})}"
