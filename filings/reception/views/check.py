"""核对提交 and the receipt."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filings.intake import links, permissions, rules
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.queries import materials_at
from filings.intake.rules import Problem
from filings.intake.views import drafting
from filings.reception import services
from filings.reception.forms import TruthForm
from filings.reception.views import shown
from filings.review.permissions import require_reader
from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents import qr, serving
from gangcheng_court.core.web.access import signed_in


@require_http_methods(["GET", "POST"])
@drafting.signed_in
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Every answer with its way back, what is missing, the statement of truth; posting it hands the filing in.

    A second post, from another tab or a resent form, leads to the same receipt. The draft is read for the page only
    when it is shown: the service reads it anyway, on the locked row.
    """
    form = TruthForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _check(request, code=code, form=form)
    try:
        filing = services.submit_draft(code, by=request.user, at=timezone.now(), military=form.cleaned_data["military"])
    except services.Incomplete as refusal:
        return _check(request, code=code, form=form, refused=refusal.problems)
    return _onward(filing)


@require_safe
@signed_in
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The proof that the court has it: number, second, hashes, and what happens by which day.

    The filer's; also the filing staff's, who print it for a visitor. Their reading is logged.
    """
    filing = get_object_or_404(permissions.visible_to(request.user), draft_code=code, number__isnull=False)
    require_reader(request.user, filing)
    if filing.filer_id != request.user.pk:
        reads.log(
            reader=request.user,
            what="收件凭证",
            reference=filing.number,
            at=timezone.now(),
            address=reads.address_of(request),
        )
    if filing.status == Status.TRANSFERRED:
        return redirect("filings:transfer", code=code)
    address = settings.SITE_URL + reverse("filings:verify", args=[filing.verify_code])
    context = {
        "filing": filing,
        "materials": materials_at(filing, filing.submitted_at),
        "limits": shown.limits(filing.rounds.first()),
        "address": address,
        "qr": qr.svg(address),
    }
    return render(request, "filings/reception/receipt.html", context)


@require_safe
@signed_in
def receipt_pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """The receipt as PDF, made when it is first asked for."""
    filing = get_object_or_404(permissions.visible_to(request.user), draft_code=code, number__isnull=False)
    require_reader(request.user, filing)
    if filing.status == Status.TRANSFERRED:
        return redirect("filings:transfer-receipt", code=code)
    file = services.receipt(filing.pk, at=timezone.now())
    return serving.serve(request, file, what="收件凭证", reference=filing.number, inline=False)


def _onward(filing: Filing) -> HttpResponse:
    if filing.status == Status.CORRECTION:
        return redirect("filings:correct", number=filing.number)
    return redirect("filings:receipt", code=filing.draft_code)


@drafting.own_draft
def _check(
    request: HttpRequest, filing: Filing, *, form: TruthForm, refused: list[Problem] | None = None
) -> HttpResponse:
    if not filing.kind_data.is_filed:
        raise Http404
    if filing.number:
        return _onward(filing)
    found = [
        {"level": problem.level, "message": problem.message, "url": links.problem_url(filing, problem, "check")}
        for problem in rules.problems(filing)
    ]
    context = {
        "form": form,
        "errors": [problem for problem in found if problem["level"] == "error"],
        "warnings": [problem for problem in found if problem["level"] == "warning"],
        "refused": bool(refused),
        "answers": shown.answers(filing),
    }
    status = 422 if form.is_bound else 200
    return drafting.page(request, filing, "filings/reception/check.html", context, status=status)
