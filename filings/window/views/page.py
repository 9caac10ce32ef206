"""The helper's page of a visit or of an assistance, put together once for every view that shows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from filings.intake import links, permissions, queries, rules
from filings.intake.models import Assistance, Filing
from filings.reception.services import Incomplete
from filings.window.enums import NEEDS_REASON
from filings.window.forms import CodeForm, DocumentForm, EndForm, KindForm, PaperForm, PhoneForm, ScanForm
from filings.window.models import Visit
from filings.window.services import assisting, dictating, visiting
from gangcheng_court.core.audit import reads

DRAFTS_SHOWN = 10


def show(
    request: HttpRequest, row: Assistance, extra: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page on which this assistance is given: that of its visit, or its own."""
    if visit := Visit.objects.filter(assistance=row).select_related("clerk").first():
        visit.assistance = row
        return show_visit(request, visit, extra, status=status)
    _log(request, row)
    context = _shown(row) | (extra or {})
    return render(request, "filings/window/assistance.html", context, status=status)


def show_visit(
    request: HttpRequest, row: Visit, extra: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of a visit. Reading the person's drafts is logged."""
    result = visiting.result_of(row.filing)
    context = {
        "visit": row,
        "phone_form": PhoneForm(),
        "end_form": EndForm(),
        "result": result,
        "needs_reason": result in NEEDS_REASON,
    }
    if row.assistance:
        _log(request, row.assistance)
        context |= _shown(row.assistance) | {"document_form": DocumentForm()}
    if row.filing:
        context |= {
            "paper_form": PaperForm(initial={"received_at": timezone.localtime()}),
            "records": row.filing.oral_records.select_related("file", "signed").order_by("-pk"),
            "record_title": dictating.title_of(row.filing),
            "scan_form": ScanForm(),
        }
    context |= extra or {}
    context["end_form"].fields["reason"].required = context["needs_reason"]
    return render(request, "filings/window/visit.html", context, status=status)


def missing(row: Assistance, refusal: Incomplete) -> dict[str, Any]:
    """What the draft still lacks, each with its place."""
    found = [
        {"message": problem.message, "url": links.problem_url(row.filing, problem, "check")}
        for problem in refusal.problems
    ]
    return {"problems": found}


def _shown(row: Assistance) -> dict[str, Any]:
    """Where an assistance stands: waiting for the person's word, open, over; and the draft it is about."""
    open_now = assisting.standing(row, at=timezone.now())
    context: dict[str, Any] = {
        "assistance": row,
        "citizen": row.citizen,
        "open_now": open_now,
        "over": bool(row.ended_at or (row.opened_at and not open_now)),
        "code_form": CodeForm(),
        "submit_form": CodeForm(),
    }
    if row.filing_id:
        whole = queries.whole(Filing.objects.filter(pk=row.filing_id)).get()
        context |= {"filing": row.filing, "left": len(rules.errors(whole)) if open_now else 0}
    elif open_now:
        drafts = permissions.drafts_of(row.citizen).select_related("cause").order_by("-pk")
        context |= {"drafts": drafts[:DRAFTS_SHOWN], "kind_form": KindForm()}
    return context


def _log(request: HttpRequest, row: Assistance) -> None:
    reads.log(
        reader=request.user,
        what="协助填写的草稿",
        reference=row.filing.draft_code if row.filing else f"账号 {row.citizen_id}",
        at=timezone.now(),
        address=reads.address_of(request),
    )
