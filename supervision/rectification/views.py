"""The pages of 整改: the lists, one order with its steps, the forms that order, report and check again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page
from gangcheng_court.errors import Refused
from gangcheng_court.promises import BY_CODE
from supervision.rectification import links, permissions, services
from supervision.rectification.enums import Status
from supervision.rectification.forms import OrderForm, ProofForm, RecheckForm, ReportForm
from supervision.rectification.models import Order
from supervision.rectification.services import NewOrder

PAGE = 50
TABS = {"": "整改中", Status.REPORTED.value: "待复查", Status.CLOSED.value: "已销号", "mine": "我的"}
PREFILLED = ("source", "reference", "topic", "title", "requirement", "owner")


@require_safe
@staff_only()
def orders(request: HttpRequest) -> HttpResponse:
    """One tab of the orders that this person may see, the nearest limit first; what is closed, the latest first."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    rows, key = _tab(permissions.visible_to(request.user), tab, request.user.pk)
    rows = rows.select_related("owner", "department")
    shown, pager = page(request, rows, by=key, newest_first=tab == Status.CLOSED, size=PAGE)
    context = {
        "orders": shown,
        "tabs": [{"title": title, "url": links.orders(each), "current": each == tab} for each, title in TABS.items()],
        "tab": tab,
        "now": timezone.now(),
        "is_supervisor": has_role(request.user, Role.SUPERVISOR),
    }
    return render(request, "supervision/rectification/orders.html", context | pager)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.SUPERVISOR)
def new(request: HttpRequest) -> HttpResponse:
    """Order a rectification; `source`, `reference`, `topic` and others in the address fill the form in."""
    filled = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    form = OrderForm(request.POST if request.method == "POST" else None, initial=filled)
    if form.is_bound and form.is_valid():
        try:
            row = services.order(NewOrder(**form.cleaned_data), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("until" if "期限" in str(refusal) else "owner", str(refusal))
        else:
            messages.success(request, f"已下达 {row.number}，并通知 {row.owner}。")
            return redirect(links.order(row))
    if form.errors:
        return responses.invalid(request, "supervision/rectification/new.html", {"form": form})
    return render(request, "supervision/rectification/new.html", {"form": form})


@require_safe
@staff_only()
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: what, by when and how that was worked out, every step with its proof, and what may be done."""
    return _show(request, _order(request, number))


@require_POST
@staff_only()
def report(request: HttpRequest, number: str) -> HttpResponse:
    """“已整改”: words and proof. A bad file is told beside its field, and nothing typed is lost."""
    row, now = _order(request, number), timezone.now()
    form = ReportForm(request.POST, request.FILES)
    permissions.require_owner(request.user, row)
    files = _proof(request, form, at=now)
    if not form.is_valid():
        return _show(request, row, report_form=form)
    services.report(row.pk, words=form.cleaned_data["words"], files=files, by=request.user, at=now)
    messages.success(request, "已报告整改，等另外的人复查。")
    return redirect(links.order(row))


@require_POST
@staff_only()
def recheck(request: HttpRequest, number: str) -> HttpResponse:
    """The recheck: closed, or a new round."""
    row, now = _order(request, number), timezone.now()
    form = RecheckForm(request.POST, request.FILES)
    permissions.require_checker(request.user, row)
    files = _proof(request, form, at=now)
    if not form.is_valid():
        return _show(request, row, recheck_form=form)
    told = form.cleaned_data
    if told["outcome"] == form.PASSED:
        services.close(row.pk, words=told["words"], files=files, by=request.user, at=now)
        messages.success(request, "复查通过，已销号。")
    else:
        services.send_back(row.pk, words=told["words"], until=told["until"], files=files, by=request.user, at=now)
        messages.success(request, "已退回重新整改，并通知责任人新的期限。")
    return redirect(links.order(row))


@require_safe
@staff_only()
def file(request: HttpRequest, number: str, file_id: UUID) -> HttpResponseBase:
    """A proof of one step; the reading is logged."""
    row = _order(request, number)
    found = get_object_or_404(StoredFile.objects.filter(pk__in=row.steps.values("files")), pk=file_id)
    what = "投诉整改材料" if row.kept_from else "整改证明材料"
    return serve(request, found, what=what, reference=row.number)


def _order(request: HttpRequest, number: str) -> Order:
    rows = permissions.visible_to(request.user).select_related("owner", "department", "ordered_by", "reported_by")
    return get_object_or_404(rows, number=number)


def _show(
    request: HttpRequest, row: Order, *, report_form: ReportForm | None = None, recheck_form: RecheckForm | None = None
) -> HttpResponse:
    seen, limits = permissions.visible_to(request.user), list(row.limits.order_by("id"))
    if row.status == Status.ORDERED and permissions.is_owner(request.user, row):
        report_form = report_form or ReportForm()
    if row.status == Status.REPORTED and permissions.is_checker(request.user, row):
        recheck_form = recheck_form or RecheckForm()
    form = report_form or recheck_form
    context: dict[str, Any] = {
        "order": row,
        "now": timezone.now(),
        "limits": limits,
        "topic": _topic(row.topic),
        "reads_source": permissions.reads_source(request.user, row),
        "how": obligations.explain(limits[-1]),
        "history": row.steps.select_related("by").prefetch_related("files"),
        "earlier": seen.filter(pk=row.repeats_id).first(),
        "later": seen.filter(repeats=row.pk).order_by("pk"),
        "report_form": report_form,
        "recheck_form": recheck_form,
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "supervision/rectification/order.html", context, status=status)


def _topic(topic: str) -> str:
    """What the order is about in words: a promise's title, or what somebody typed; a room's own code says nothing."""
    promise = BY_CODE.get(topic)
    return promise.title if promise else "" if topic.isascii() else topic


def _proof(request: HttpRequest, form: ProofForm, *, at: datetime) -> list[StoredFile]:
    """The files of a form, new ones and those left by an earlier sending; a bad one makes the form one to correct."""
    form.full_clean()
    files = [] if form.cleaned_data.get("drop") else form.kept_files
    try:
        files = files + services.keep_proof(form.cleaned_data.get("files", []), by=request.user, at=at)
    except BadFile as error:
        form.add_error("files", str(error))
    form.keep(files)
    return files


def _tab(rows: QuerySet[Order], tab: str, me: int) -> tuple[QuerySet[Order], str]:
    """The rows of a tab, and the moment by which they stand."""
    if tab == Status.CLOSED:
        return rows.filter(status=Status.CLOSED), "closed_at"
    if tab == "mine":
        return rows.filter(owner=me), "due_at"
    return rows.filter(status=tab or Status.ORDERED), "due_at"
