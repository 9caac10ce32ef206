"""口头起诉笔录, on the page of its visit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.window import links, services
from filings.window.forms import CodeForm, ScanForm
from filings.window.models import OralRecord, Visit
from filings.window.views.page import show_visit
from filings.window.views.visits import own_visit
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.notices.codes import TooOften, WrongCode


@require_POST
@own_visit
def make(request: HttpRequest, row: Visit) -> HttpResponse:
    """Write the record of the draft as it stands."""
    services.make_record(row.pk, by=request.user, at=timezone.now())
    messages.success(request, "笔录已经制作。请念给本人听，再由本人确认。")
    return redirect(f"{links.visit_url(row)}#record")


@require_safe
@own_visit
def show(request: HttpRequest, row: Visit, record_id: int) -> HttpResponseBase:
    """The record, to be read back or printed."""
    record = _record(row, record_id)
    return serve(request, record.file, what="口头起诉笔录", reference=row.filing.number or row.filing.draft_code)


@require_POST
@own_visit
def send_code(request: HttpRequest, row: Visit, record_id: int) -> HttpResponse:
    """Send the code by which the person confirms what was read back."""
    try:
        services.send_record_code(_record(row, record_id).pk, visit_id=row.pk, by=request.user, at=timezone.now())
    except TooOften as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "确认笔录的验证码已经发到本人手机。")
    return redirect(f"{links.visit_url(row)}#record")


@require_POST
@own_visit
def confirm(request: HttpRequest, row: Visit, record_id: int) -> HttpResponse:
    """The person has read the code out."""
    record, form = _record(row, record_id), CodeForm(request.POST)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            services.confirm_by_code(record.pk, visit_id=row.pk, code=code, by=request.user, at=timezone.now())
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            return _confirmed(request, row)
    return show_visit(request, row, {"record_form": form}, status=422)


@require_POST
@own_visit
def sign(request: HttpRequest, row: Visit, record_id: int) -> HttpResponse:
    """The signed print, scanned."""
    record, form = _record(row, record_id), ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            upload = form.cleaned_data["scan"]
            services.confirm_by_signature(record.pk, visit_id=row.pk, upload=upload, by=request.user, at=timezone.now())
        except BadFile as bad:
            form.add_error("scan", str(bad))
        else:
            return _confirmed(request, row)
    return show_visit(request, row, {"scan_form": form}, status=422)


def _confirmed(request: HttpRequest, row: Visit) -> HttpResponse:
    messages.success(request, "本人已经确认笔录，作为起诉材料放入“材料”。")
    return redirect(f"{links.visit_url(row)}#record")


def _record(row: Visit, record_id: Any) -> OralRecord:
    return get_object_or_404(OralRecord.objects.select_related("file"), pk=record_id, filing=row.filing)
