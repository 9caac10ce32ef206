"""The pages of 通报: the list, drafting and writing with autosave, approving and putting out; what everybody reads."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.audit import reads, trail
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.bulletins import permissions, services
from supervision.bulletins.enums import Status
from supervision.bulletins.forms import DraftForm, ReasonForm, TextForm
from supervision.bulletins.models import Bulletin
from supervision.bulletins.services import paper, word

PAGE = 30
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DONE = {
    "submit": "已送审，审批人会收到通知。",
    "approve": "已批准，可以发布。",
    "publish": "已发布，全院工作人员会收到通知。",
    "return": "已退回修改。",
    "withdraw": "已撤回。",
}

readers = staff_only(*permissions.READERS)
drafters = staff_only(Role.SUPERVISOR)


@require_safe
@readers
def bulletins(request: HttpRequest) -> HttpResponse:
    """The bulletins that this person may see, the latest first."""
    return _list(request, permissions.visible_to(request.user), "supervision/bulletins/list.html")


@require_http_methods(["GET", "HEAD", "POST"])
@drafters
def new(request: HttpRequest) -> HttpResponse:
    """Begin a bulletin: the figures of the period are read now, and kept."""
    now = timezone.now()
    form = DraftForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_bound and form.is_valid():
        try:
            row = services.draft(**form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, "已按本期数据起草，请修改补充。")
            return redirect("supervision:bulletin-edit", row.pk)
    if form.errors:
        return responses.invalid(request, "supervision/bulletins/new.html", {"form": form})
    return render(request, "supervision/bulletins/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@drafters
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the text, saved by itself meanwhile. What somebody else saved is shown beside one's own."""
    row = get_object_or_404(permissions.visible_to(request.user).select_related("edited_by"), pk=pk)
    is_autosave = "autosave" in request.GET
    form = TextForm(request.POST if request.method == "POST" else None, bulletin=row)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            services.save_text(
                row.pk, form.text, version=form.cleaned_data["version"], by=request.user, at=timezone.now()
            )
        except WrongState as wrong:
            refusal = str(wrong)
        else:
            if is_autosave:
                return HttpResponse(status=204)
            messages.success(request, "已保存。")
            return redirect("supervision:bulletin", row.pk)
    status = 409 if refusal else 422 if form.errors else 200
    if is_autosave:
        return HttpResponse(status=status)
    if refusal:
        row.refresh_from_db()
        form.data = form.data.copy()
        form.data["version"] = row.version
    context = {"bulletin": row, "form": form, "refusal": refusal}
    return render(request, "supervision/bulletins/edit.html", context, status=status)


@require_safe
@readers
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """One bulletin, and what may be done with it."""
    return _show(request, _bulletin(request, pk))


@require_POST
@readers
def act(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Submit, approve, return, publish or withdraw it."""
    row, told = _bulletin(request, pk), {"by": request.user, "at": timezone.now()}
    if code not in DONE:
        raise Http404
    form = ReasonForm(request.POST) if code in ("return", "withdraw") else None
    if form is not None and not form.is_valid():
        _require(request, row, code)
        return _show(request, row, code=code, form=form)
    try:
        if code == "submit":
            services.submit(row.pk, **told)
        elif code == "approve":
            services.approve(row.pk, version=_version(request), **told)
        elif code == "publish":
            services.publish(row.pk, **told)
        elif code == "return":
            services.return_to_draft(row.pk, words=form.cleaned_data["reason"], **told)
        else:
            services.withdraw(row.pk, reason=form.cleaned_data["reason"], **told)
    except (NotYours, WrongState):
        raise
    except Refused as refusal:
        return responses.refused(request, str(refusal))
    messages.success(request, DONE[code])
    return redirect("supervision:bulletin", row.pk)


@require_safe
@readers
def as_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """In official form, to print. The export is logged."""
    row = _bulletin(request, pk)
    content = paper.as_pdf(row)
    _log(request, row, "通报 PDF")
    return FileResponse(BytesIO(content), filename=_file_name(row, "pdf"))


@require_safe
@readers
def as_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same as a Word document. The export is logged."""
    row = _bulletin(request, pk)
    content = word.write(paper.of(row))
    _log(request, row, "通报 Word")
    return FileResponse(BytesIO(content), as_attachment=True, filename=_file_name(row, "docx"), content_type=WORD)


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """What the court has told everybody of its own work."""
    return _list(request, permissions.public(), "supervision/bulletins/public.html")


@require_safe
def public_bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """One public bulletin."""
    row = get_object_or_404(permissions.public(), pk=pk)
    return render(request, "supervision/bulletins/public_one.html", {"bulletin": row, "paper": paper.of(row)})


@require_safe
def public_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A public bulletin on paper."""
    row = get_object_or_404(permissions.public(), pk=pk)
    return FileResponse(BytesIO(paper.as_pdf(row)), filename=_file_name(row, "pdf"))


def _bulletin(request: HttpRequest, pk: int) -> Bulletin:
    rows = permissions.visible_to(request.user).select_related("drafted_by", "edited_by", "approved_by")
    return get_object_or_404(rows, pk=pk)


def _show(request: HttpRequest, row: Bulletin, *, code: str = "", form: ReasonForm | None = None) -> HttpResponse:
    user = request.user
    is_drafter, is_desk = permissions.is_drafter(user), permissions.is_desk(user)
    is_running = row.status not in (Status.PUBLISHED, Status.WITHDRAWN)
    context = {
        "bulletin": row,
        "paper": paper.of(row),
        "is_desk": is_desk,
        "may_edit": is_drafter and row.status == Status.DRAFT,
        "may_publish": is_drafter and row.status == Status.APPROVED,
        "may_withdraw": is_drafter and row.status != Status.WITHDRAWN,
        "may_approve": row.status == Status.SUBMITTED and permissions.may_approve(user, row),
        "history": trail.history(row) if is_desk else [],
        "is_running": is_running,
        "reason_form": form or ReasonForm(),
        "code": code,
        "form": form,
    }
    return render(request, "supervision/bulletins/bulletin.html", context, status=422 if form else 200)


def _require(request: HttpRequest, row: Bulletin, code: str) -> None:
    """Ask, before a form is shown again, whether this person may do it at all."""
    if code == "return":
        permissions.require_approver(request.user, row)
    else:
        permissions.require_drafter(request.user)


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    if not sent.isascii() or not sent.isdecimal() or len(sent) > 9:
        raise BadRequest("version")
    return int(sent)


def _list(request: HttpRequest, rows: QuerySet[Bulletin], template: str) -> HttpResponse:
    """One page of bulletins, the latest draft first."""
    shown, pager = page(request, rows, newest_first=True, size=PAGE)
    context = {"bulletins": shown, "is_drafter": permissions.is_drafter(request.user)}
    return render(request, template, context | pager)


def _file_name(row: Bulletin, extension: str) -> str:
    return f"{row.number or '通报草稿'}.{extension}"


def _log(request: HttpRequest, row: Bulletin, what: str) -> None:
    reads.log(
        reader=request.user,
        what=what,
        reference=row.number or f"通报草稿 {row.pk}",
        at=timezone.now(),
        address=reads.address_of(request),
    )
