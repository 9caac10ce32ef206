"""The desk's lists and who has what."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filings.intake.models import Filing
from filings.review import links, services
from filings.review.forms import AssignForm, ReasonForm
from filings.review.queries import queue as lists
from filings.review.queries.queue import MOST_COUNTED, Tab
from filings.review.views.access import at_desk, desk
from filings.review.views.page import show

LONGEST_SEARCH = 100


@require_GET
@desk
def queue(request: HttpRequest) -> HttpResponse:
    """One tab, sorted by time left; tab, search and page are in the address."""
    now = timezone.now()
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    asked = request.GET.get("tab", Tab.ALL if words else Tab.UNCLAIMED)
    tab = Tab(asked) if asked in Tab.values else Tab.UNCLAIMED
    after = request.GET.get("after", "")
    try:
        page = lists.page(tab, user=request.user, now=now, words=words, after=after)
    except ValueError as error:
        raise BadRequest("after") from error
    context = {
        "now": now,
        "tab": tab,
        "words": words,
        "rows": page.rows,
        "tabs": _tabs(request, tab, words, lists.counts(user=request.user, now=now)),
        "older": _address(tab, words, page.next_key) if page.next_key else "",
        "newer": _address(tab, words) if after else "",
    }
    return render(request, "filings/review/queue.html", context)


@require_POST
@at_desk
def take(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Take a filing and open it."""
    services.take(filing.pk, by=request.user, at=timezone.now())
    messages.success(request, f"{filing.number} 已由您领取。")
    return redirect(links.desk(filing))


@require_POST
@at_desk
def assign(request: HttpRequest, filing: Filing) -> HttpResponse:
    """The chief gives a filing to somebody."""
    form = AssignForm(request.POST)
    if not form.is_valid():
        return show(request, filing, {"assign_form": form}, status=422)
    services.assign(filing.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, f"{filing.number} 已指派{form.cleaned_data['to']}办理。")
    return redirect(links.desk(filing))


@require_POST
@at_desk
def confirm_military(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Whether a party is 军人、军属, as the documents show."""
    confirmed = request.POST.get("confirmed") == "yes"
    services.confirm_military(filing.pk, by=request.user, at=timezone.now(), confirmed=confirmed)
    messages.success(request, "已记下，优先办理。" if confirmed else "已记下，按一般顺序办理。")
    return redirect(links.desk(filing))


@require_POST
@at_desk
def give_back(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Put a filing back among those waiting to be taken."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, filing, {"give_back_form": form}, status=422)
    services.give_back(filing.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, f"{filing.number} 已退回待认领。")
    return redirect("filings:review-queue")


def _tabs(request: HttpRequest, current: Tab, words: str, counts: dict[Tab, int]) -> list[dict[str, Any]]:
    return [
        {
            "title": tab.label,
            "url": _address(tab, words),
            "current": tab == current,
            "count": _count_words(counts.get(tab)),
            "late": tab == Tab.LATE,
        }
        for tab in Tab
    ]


def _count_words(count: int | None) -> int | str | None:
    return f"{MOST_COUNTED}+" if count is not None and count > MOST_COUNTED else count


def _address(tab: Tab, words: str, after: str = "") -> str:
    query = {"tab": tab.value, "q": words, "after": after}
    return f"{reverse('filings:review-queue')}?{urlencode({key: value for key, value in query.items() if value})}"
