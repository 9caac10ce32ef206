"""三个规定 before whoever records: the own records, a new one, one with its proofs, its correction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import serving
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page
from supervision.interference import deadlines, permissions, services
from supervision.interference.enums import Kind
from supervision.interference.forms import AskedForm, AttachForm, RecordForm, answers_of, form_of
from supervision.interference.models import Entry
from supervision.interference.views.months import to_confirm

LONGEST_REFERENCE = 40
PAGE = 30


def found(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view(request, entry, …)` with the record of that number, when this person may read it."""

    @staff_only()
    @wraps(view)
    def with_entry(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = permissions.visible_to(request.user).select_related("recorder__department", "corrects", "corrected_by")
        return view(request, get_object_or_404(rows, number=number), *args, **kwargs)

    return with_entry


@require_safe
@staff_only()
def interference(request: HttpRequest) -> HttpResponse:
    """My records and what I say of the month; for a supervisor the register beside them."""
    now, user = timezone.now(), request.user
    is_register = request.GET.get("tab") == "register" and has_role(user, permissions.SUPERVISOR)
    rows = permissions.register_of(user) if is_register else permissions.own(user).exclude(kind=Kind.CONTACT)
    here = reverse("supervision:interference")
    context = listed(request, rows)
    if is_register:
        reads.log(reader=user, what="三个规定登记簿", reference="全部记录", at=now, address=reads.address_of(request))
    context |= {
        "is_register": is_register,
        "is_supervisor": has_role(user, permissions.SUPERVISOR),
        "months": to_confirm(user, now),
        "tabs": [
            {"title": "我的记录", "url": here, "current": not is_register},
            {"title": "登记簿", "url": f"{here}?tab=register", "current": is_register},
        ],
    }
    return render(request, "supervision/interference/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def record(request: HttpRequest) -> HttpResponse:
    """Somebody asked about a case; `?about=` names the ticket or complaint that it came through."""
    return new(request, AskedForm)


@require_http_methods(["GET", "HEAD", "POST"])
@found
def correct(request: HttpRequest, entry: Entry) -> HttpResponse:
    """A new row beside the one that was wrong."""
    permissions.require_recorder(request.user, entry)
    return new(request, form_of(entry.kind), entry)


@require_safe
@found
def entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One record, whole; the reading is logged."""
    return _show(request, entry, AttachForm())


@require_POST
@found
def attach(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Another proof."""
    permissions.require_recorder(request.user, entry)
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.attach(entry.pk, form.cleaned_data["file"], by=request.user, at=timezone.now())
        except BadFile as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, "附件已保存。")
            return redirect("supervision:interference-entry", number=entry.number)
    return _show(request, entry, form)


@require_safe
@found
def file(request: HttpRequest, entry: Entry, pk: int) -> HttpResponseBase:
    """A proof; the reading is logged."""
    row = get_object_or_404(entry.files.select_related("file"), pk=pk)
    return serving.serve(request, row.file, what="三个规定附件", reference=entry.number)


def new(request: HttpRequest, kind: type[RecordForm], corrects: Entry | None = None) -> HttpResponse:
    """The form of a new row; whatever was typed comes back with what is to be put right."""
    now = timezone.now()
    about = request.GET.get("about", "").replace("\0", "")[:LONGEST_REFERENCE]
    initial = answers_of(corrects) if corrects else {"reference": about}
    bound = request.POST if request.method == "POST" else None
    form = kind(bound, initial=initial, today=court_date(now), corrects=corrects)
    context = {"form": form, "corrects": corrects, "is_contact": kind is not AskedForm}
    if not form.is_bound:
        return render(request, "supervision/interference/record.html", context)
    if not form.is_valid():
        return responses.invalid(request, "supervision/interference/record.html", context)
    said: dict[str, Any] = {"by": request.user, "at": now, "once": form.cleaned_data["once"]}
    if corrects:
        row = services.correct(corrects.pk, form.new_entry(), reason=form.cleaned_data["correction"], **said)
    else:
        row = services.record(form.new_entry(), **said)
    messages.success(request, f"已记录：{row.number}。有截图、函文的，现在附上。")
    return redirect("supervision:interference-entry", number=row.number)


def listed(request: HttpRequest, rows: QuerySet[Entry]) -> dict[str, Any]:
    """One page of records, the latest first, with its neighbours' addresses."""
    rows = rows.select_related("recorder__department", "corrected_by")
    shown, pager = page(request, rows, newest_first=True, size=PAGE)
    return {"rows": shown} | pager


def _show(request: HttpRequest, entry: Entry, form: AttachForm) -> HttpResponse:
    now, days = timezone.now(), calendar.load()
    reads.log(
        reader=request.user, what="三个规定记录", reference=entry.number, at=now, address=reads.address_of(request)
    )
    context = {
        "entry": entry,
        "files": entry.files.select_related("file"),
        "form": form,
        "is_own": entry.recorder_id == request.user.pk,
        "corrected_by": getattr(entry, "corrected_by", None),
        "steps": deadlines.explain(Kind(entry.kind), entry.happened_on, days),
    }
    status = 422 if form.errors else 200
    return render(request, "supervision/interference/entry.html", context, status=status)
