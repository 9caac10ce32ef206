"""The lists of complaints, as pages and as a workbook, and the way from a 12368 ticket to its complaint."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.web import responses
from hotline.tickets.queries import is_received_by
from supervision.complaints import permissions, reports
from supervision.complaints.forms.desk import FilterForm
from supervision.complaints.queries import lists
from supervision.complaints.queries.lists import Tab
from supervision.complaints.services import pulling
from supervision.complaints.views.desk.access import desk_only

FILTERS = ("subject", "level", "finding")
TEMPLATE = "supervision/complaints/desk/complaints.html"


@require_safe
@desk_only
def complaints(request: HttpRequest) -> HttpResponse:
    """One list; tab, search, filters and page are in the address."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    tab, after = _tab(request), request.GET.get("after", "")
    try:
        page = lists.page(_rows(request, tab, form), newest_first=tab in lists.NEWEST_FIRST, after=after)
    except ValueError as error:
        raise BadRequest("after") from error
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    context = {
        "form": form,
        "now": timezone.now(),
        "tab": tab,
        "rows": page.rows,
        "narrowed": bool(asked),
        "query": urlencode({"tab": tab.value, **asked}),
        "tabs": [_shown(request, each, tab) for each in Tab],
        "older": _address(tab, asked, page.next_key) if page.next_key else "",
        "newer": _address(tab, asked) if after else "",
    }
    return render(request, TEMPLATE, context)


@require_safe
@desk_only
def complaints_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook. The export is logged."""
    form, now = FilterForm(request.GET), timezone.now()
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    tab = _tab(request)
    conditions = [
        ("列表", tab.label),
        *form.conditions(),
        ("导出人", str(request.user)),
        ("导出时间", f"{timezone.localtime(now):%Y-%m-%d %H:%M:%S}"),
    ]
    book = reports.workbook(_rows(request, tab, form).order_by("-received_at", "-pk"), conditions)
    reads.log(
        reader=request.user,
        what="投诉 Excel",
        reference=request.GET.urlencode()[:120],
        at=now,
        address=reads.address_of(request),
    )
    return FileResponse(book, as_attachment=True, filename=reports.file_name(str(request.user), now))


@require_safe
@desk_only
def of_ticket(request: HttpRequest, number: str) -> HttpResponse:
    """From a 12368 ticket to its complaint, which is pulled now if the next run was still to come."""
    if is_received_by(request.user, number):
        pulling.bring(number, at=timezone.now())
    row = get_object_or_404(permissions.visible_to(request.user), ticket=number)
    return redirect("supervision:complaint", number=row.number)


def _rows(request: HttpRequest, tab: Tab, form: FilterForm) -> Any:
    data = form.cleaned_data
    rows = lists.named(lists.at_desk(tab, request.user), data["q"])
    return rows.filter(**{name: data[name] for name in FILTERS if data[name]})


def _tab(request: HttpRequest) -> Tab:
    asked = request.GET.get("tab", "")
    return Tab(asked) if asked in Tab.values else Tab.ALL if request.GET.get("q") else Tab.RECEIVED


def _shown(request: HttpRequest, tab: Tab, current: Tab) -> dict[str, Any]:
    count = lists.counted(tab, request.user) if tab in lists.COUNTED else None
    return {
        "title": tab.label,
        "url": _address(tab, {}),
        "current": tab == current,
        "count": f"{lists.MOST_COUNTED}+" if count is not None and count > lists.MOST_COUNTED else count,
    }


def _address(tab: Tab, asked: dict[str, str], after: str = "") -> str:
    query = {"tab": tab.value, **asked, **({"after": after} if after else {})}
    return f"{reverse('supervision:complaints')}?{urlencode(query)}"
