"""The page of one complaint, its steps, and the papers handed in with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.notices import delivery
from gangcheng_court.promises import BY_CODE
from hotline.tickets.queries import by_number
from supervision.complaints import permissions
from supervision.complaints.forms.desk import DecideForm
from supervision.complaints.models import Complainant, Complaint
from supervision.complaints.queries import lists
from supervision.complaints.services.identity import open_until
from supervision.complaints.views.desk.access import found
from supervision.complaints.views.desk.acts import ACTS, Offer, offered

MOST_UNDELIVERED, MOST_READS = 10, 20


@require_safe
@found
def complaint(request: HttpRequest, row: Complaint) -> HttpResponse:
    """What it is about, where it stands, and the steps open to this person."""
    return show(request, row)


@require_POST
@found
def act(request: HttpRequest, row: Complaint, code: str) -> HttpResponse:
    """One step; a form to correct comes back with what was typed."""
    if code not in ACTS:
        raise Http404
    step, now = ACTS[code], timezone.now()
    form = step.form(request.POST, row=row, user=request.user, now=now, code=code)
    if not form.is_valid():
        return show(request, row, status=422, tried=Offer(step, form))
    step.act(row.pk, **form.asked(), by=request.user, at=now)
    messages.success(request, f"{row.number}：{step.done}")
    return redirect("supervision:complaint", number=row.number)


@require_safe
@found
def file(request: HttpRequest, row: Complaint, file_id: UUID) -> HttpResponseBase:
    """One of its papers; each opening is logged."""
    paper = get_object_or_404(row.files.select_related("file"), file_id=file_id)
    return serve(request, paper.file, what="投诉材料", reference=row.number)


def show(request: HttpRequest, row: Complaint, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The complaint with all that happened; the reading is logged, and who read it stands on the page."""
    now, user = timezone.now(), request.user
    reads.log(reader=user, what="投诉", reference=row.number, at=now, address=reads.address_of(request))
    context = {
        "row": row,
        "now": now,
        "who": _who(row) if permissions.reads_identity(user, row) else None,
        "promise": BY_CODE.get(row.about_promise),
        "ticket": by_number(row.ticket) if row.ticket else None,
        "limits": [
            {"limit": limit, "title": BY_CODE[limit.promise].title, "steps": obligations.explain(limit)}
            for limit in row.limits.order_by("due_at", "pk")
        ],
        "steps": row.steps.select_related("by"),
        "letters": row.messages.select_related("by"),
        "files": row.files.select_related("file", "by"),
        "related": lists.related(user, row),
        "requests": _requests(row, user, now),
        "undelivered": delivery.failed_about(row.number)[:MOST_UNDELIVERED],
        "reads": ReadLog.objects.filter(reference=row.number).select_related("reader").order_by("-pk")[:MOST_READS],
        "offers": offered(row, user, now),
        **extra,
    }
    return render(request, "supervision/complaints/desk/complaint.html", context, status=status)


def _who(row: Complaint) -> Complainant | None:
    return Complainant.objects.filter(complaint=row).first()


def _requests(row: Complaint, user: Any, now: datetime) -> list[dict[str, Any]]:
    """The wishes to know who complains: to decide for a custodian, to look at for whoever asked."""
    keeps = permissions.is_custodian(user, row)
    return [
        {
            "row": request,
            "decide": DecideForm() if keeps and not request.decided_at and request.asked_by != user else None,
            "look": request.granted and request.asked_by == user and now < open_until(request),
            "until": open_until(request) if request.granted else None,
        }
        for request in row.identity_requests.select_related("asked_by", "decided_by")
    ]
