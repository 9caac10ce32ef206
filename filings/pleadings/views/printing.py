"""The paper: its style, its making, its files, and handing it in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from filings.intake import permissions as intake_permissions
from filings.intake.kinds import Task
from filings.intake.links import task_url
from filings.intake.models import Filing
from filings.intake.views import drafting
from filings.pleadings import queries, services
from filings.pleadings.enums import PrintState
from filings.pleadings.forms import StyleForm
from filings.pleadings.models import Pleading
from filings.pleadings.views.begun import own_pleading
from gangcheng_court.core.documents import serving
from gangcheng_court.core.web.access import signed_in


@require_http_methods(["GET", "POST"])
@own_pleading
def paper(request: HttpRequest, filing: Filing, pleading: Pleading) -> HttpResponse:
    """Choose the style and have the paper made; characters that cannot be printed are named first."""
    if request.method == "GET":
        return _page(request, filing, pleading, StyleForm(initial={"style": pleading.style}))
    form = StyleForm(request.POST)
    if not form.is_valid():
        return _page(request, filing, pleading, form, status=422)
    style, stand_ins = form.cleaned_data["style"], "stand_ins" in request.POST
    try:
        services.ask_for_print(filing.pk, style=style, by=request.user, at=timezone.now(), stand_ins=stand_ins)
    except services.MissingCharacters as refusal:
        return _page(request, filing, pleading, form, missing=refusal.found, status=422)
    return redirect("filings:pleading-print", code=filing.draft_code)


@require_GET
@own_pleading
def state(request: HttpRequest, filing: Filing, pleading: Pleading) -> HttpResponse:
    """How far the making is, as a fragment; the page asks for it every two seconds while it waits."""
    return render(request, "filings/pleadings/_state.html", _state(filing, pleading))


@require_safe
@signed_in
def file(request: HttpRequest, code: str, sort: str) -> HttpResponseBase:
    """The PDF (in the browser) or the Word document (as a download) of one's own pleading."""
    filing = get_object_or_404(intake_permissions.own_filings(request.user), draft_code=code)
    pleading = queries.of(filing)
    found = {"pdf": pleading.pdf, "docx": pleading.docx}.get(sort) if pleading else None
    if found is None:
        raise Http404(sort)
    return serving.serve(request, found, what="诉状", reference=filing.number or filing.draft_code)


@require_POST
@own_pleading
def hand_in(request: HttpRequest, filing: Filing, pleading: Pleading) -> HttpResponse:
    """Put the PDF into the filing's materials."""
    services.hand_in(filing.pk, by=request.user, at=timezone.now())
    messages.success(request, f"{pleading.document}已放进材料。")
    return redirect(f"{task_url(filing, Task.MATERIALS)}#slot-{queries.paper_slot(filing)}")


def _state(filing: Filing, pleading: Pleading) -> dict[str, Any]:
    ready, slot = pleading.print_state == PrintState.READY, queries.paper_slot(filing)
    return {
        "filing": filing,
        "pleading": pleading,
        "changed": ready and queries.paper_of(pleading).fingerprint() != pleading.printed_content,
        "may_hand_in": bool(slot) and intake_permissions.is_open(filing, f"slot:{slot}"),
        "handed_in": ready
        and any(material.file_id == pleading.pdf_id for material in filing.materials.all() if material.slot == slot),
    }


def _page(
    request: HttpRequest,
    filing: Filing,
    pleading: Pleading,
    form: StyleForm,
    *,
    missing: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "missing": missing, **_state(filing, pleading)}
    return drafting.page(request, filing, "filings/pleadings/print.html", context, status=status)
