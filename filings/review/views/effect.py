"""Whether the document has effect: the desk's form, the question to the trial division, and the judge's answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filings.intake import rules
from filings.intake.models import Filing
from filings.review import links, permissions, services
from filings.review.forms import AskDivisionForm, DivisionAnswerForm, EffectForm
from filings.review.queries import effects
from filings.review.views.access import at_desk
from filings.review.views.page import show
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.web.access import staff_only

ANSWERED_SHOWN = 20
BASIS = "basis_"
"""The answers that name the document; a judge is shown no others."""


@require_POST
@at_desk
def record(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Keep the kind of document and the dates."""
    form = EffectForm(request.POST, filing=filing)
    if not form.is_valid():
        return show(request, filing, {"effect_form": form}, status=422)
    services.record_effect(filing.pk, **form.answers(), by=request.user, at=timezone.now())
    return redirect(f"{links.desk(filing)}#effect")


@require_POST
@at_desk
def ask(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Ask the trial division."""
    form = AskDivisionForm(request.POST)
    if not form.is_valid():
        return show(request, filing, {"ask_form": form}, status=422)
    services.ask_division(filing.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, "已请审判庭核实，答复后通知您。")
    return redirect(f"{links.desk(filing)}#effect")


@require_GET
@staff_only(Role.JUDGE)
def inquiries(request: HttpRequest) -> HttpResponse:
    """The division's list: what waits for an answer, oldest first, and what was answered lately."""
    rows = permissions.inquiries_visible_to(request.user).select_related("filing", "department", "answered_by")
    context = {
        "waiting": rows.filter(answered_at__isnull=True).order_by("asked_at"),
        "answered": rows.filter(answered_at__isnull=False).order_by("-answered_at")[:ANSWERED_SHOWN],
    }
    return render(request, "filings/review/inquiries.html", context)


@require_http_methods(["GET", "POST"])
@staff_only(Role.JUDGE)
def inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """One question: the document, the parties, and the answer. The reading is logged."""
    rows = permissions.inquiries_visible_to(request.user).select_related("filing", "asked_by", "answered_by")
    row = get_object_or_404(rows, pk=inquiry_id)
    permissions.require_answerer(request.user, row)
    now = timezone.now()
    found = effects.of(row.filing)
    form = DivisionAnswerForm(request.POST if request.method == "POST" else None, services=found.services)
    if form.is_valid():
        data = form.cleaned_data
        services.answer_division(
            row.pk, dates=form.dates(), answer=data["answer"], appealed=data["appealed"], by=request.user, at=now
        )
        messages.success(request, "已经答复立案庭。")
        return redirect("filings:inquiries")
    reads.log(
        reader=request.user, what="生效核实请求", reference=row.filing.number, at=now, address=reads.address_of(request)
    )
    basis = [
        (detail.label, detail.words(row.filing.details.get(detail.code, "")))
        for detail in rules.open_details(row.filing)
        if detail.code.startswith(BASIS)
    ]
    context = {"inquiry": row, "filing": row.filing, "found": found, "form": form, "basis": basis}
    return render(request, "filings/review/inquiry.html", context, status=422 if form.is_bound else 200)
