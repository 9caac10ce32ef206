"""The operators' desk and the departments' inbox, with the bulk hand-over."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gangcheng_court.errors import Refused
from hotline.tickets import services
from hotline.tickets.permissions import visible_to
from hotline.tickets.queries import lists
from hotline.tickets.queries.lists import MOST_COUNTED, NEWEST_FIRST, DeskTab, InboxTab
from hotline.tickets.views.access import departments, operators_only

LONGEST_SEARCH = 50
COUNTED_AT_DESK = (DeskTab.RECEIVED, DeskTab.CALL_BACK, DeskTab.AWAY, DeskTab.ANSWERED)
COUNTED_IN_DEPARTMENT = (InboxTab.TO_SIGN, InboxTab.MINE, InboxTab.DEPARTMENT, InboxTab.TODAY, InboxTab.LATE)


@require_GET
@operators_only
def desk(request: HttpRequest) -> HttpResponse:
    """One list of the desk; tab, search and page are in the address."""
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    tab = _tab(DeskTab, request, DeskTab.ALL if words else DeskTab.RECEIVED)
    counts = lists.counted({each: lists.at_desk(each, request.user) for each in COUNTED_AT_DESK})
    tickets = lists.named(lists.at_desk(tab, request.user), words)
    return _list(request, "hotline/tickets/desk.html", tab, tickets, counts, words)


@require_GET
@departments
def inbox(request: HttpRequest) -> HttpResponse:
    """One list of what was handed over to the person's department."""
    now = timezone.now()
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    tab = _tab(InboxTab, request, InboxTab.DEPARTMENT if words else InboxTab.TO_SIGN)
    counts = lists.counted({each: lists.in_department(each, request.user, now) for each in COUNTED_IN_DEPARTMENT})
    tickets = lists.named(lists.in_department(tab, request.user, now), words)
    return _list(request, "hotline/tickets/inbox.html", tab, tickets, counts, words)


@require_POST
@operators_only
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand over by rule what was ticked; each is asked for by itself, and what was not done is told with its reason."""
    numbers = request.POST.getlist("number")[: lists.PAGE]
    done, refused = [], []
    for ticket in visible_to(request.user).filter(number__in=numbers).order_by("pk"):
        try:
            services.hand_over_by_rule(ticket.pk, by=request.user, at=timezone.now())
            done.append(ticket.number)
        except Refused as refusal:
            refused.append(f"{ticket.number}：{refusal}")
    if done:
        messages.success(request, f"已按规则转办 {len(done)} 件：{'、'.join(done)}。")
    for words in refused:
        messages.warning(request, words)
    if not numbers:
        messages.warning(request, "请先勾选要转办的工单。")
    return redirect("hotline:desk")


def _tab(tabs: Any, request: HttpRequest, default: Any) -> Any:
    asked = request.GET.get("tab", default)
    return tabs(asked) if asked in tabs.values else default


def _list(
    request: HttpRequest, template: str, tab: Any, tickets: Any, counts: dict[Any, int], words: str
) -> HttpResponse:
    after = request.GET.get("after", "")
    try:
        page = lists.page(tickets, newest_first=tab in NEWEST_FIRST, after=after)
    except ValueError as error:
        raise BadRequest("after") from error
    context = {
        "now": timezone.now(),
        "tab": tab,
        "words": words,
        "rows": page.rows,
        "tabs": [_shown(request, each, each == tab, words, counts.get(each)) for each in type(tab)],
        "older": _address(request, tab, words, page.next_key) if page.next_key else "",
        "newer": _address(request, tab, words) if after else "",
    }
    return render(request, template, context)


def _shown(request: HttpRequest, tab: Any, current: bool, words: str, count: int | None) -> dict[str, Any]:
    return {
        "title": tab.label,
        "url": _address(request, tab, words),
        "current": current,
        "count": f"{MOST_COUNTED}+" if count is not None and count > MOST_COUNTED else count,
        "late": tab == InboxTab.LATE,
    }


def _address(request: HttpRequest, tab: Any, words: str, after: str = "") -> str:
    query = {"tab": tab.value, "q": words, "after": after}
    here = reverse(f"hotline:{'desk' if isinstance(tab, DeskTab) else 'inbox'}")
    return f"{here}?{urlencode({key: value for key, value in query.items() if value})}"
