"""The filer's pages: what is to be paid and why, relief, what comes back; and the papers of it all."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.fees.enums import ASKED_FOR, ChargeStatus, RefundStatus, ReliefGround, ReliefStatus
from filings.fees.forms import ReliefForm, SandboxForm
from filings.fees.models import Charge, Payment, PaymentLimit, Refund, Relief, ReliefProof
from filings.fees.queries.books import charges_of, reliefs_of
from filings.fees.services import papers, relief, statements
from filings.fees.views.access import own_fees
from filings.intake.enums import CLOSED, Status
from filings.intake.models import Filing
from filings.intake.permissions import conflict, visible_to
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.documents import serving
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import signed_in
from gangcheng_court.errors import Refused


@require_safe
@own_fees
def fees(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Every charge with its arithmetic, its time, its receipts and refunds; the applications for relief."""
    return render(request, "filings/fees/fees.html", page(filing))


@require_http_methods(["GET", "POST"])
@own_fees
def ask_for_relief(request: HttpRequest, filing: Filing) -> HttpResponse:
    """The application for relief with its proof."""
    form = ReliefForm(request.POST or None, request.FILES or None)
    context = {"filing": filing, "form": form, "max_mb": settings.MAX_UPLOAD_MB}
    if request.method == "GET":
        form = context["form"] = ReliefForm()
        return render(request, "filings/fees/relief.html", context)
    if not form.is_valid():
        return responses.invalid(request, "filings/fees/relief.html", context)
    answers = form.cleaned_data
    try:
        relief.apply_for(
            filing.pk,
            ground=ReliefGround(answers["ground"]),
            statement=answers["statement"],
            proofs=answers["proofs"],
            by=request.user,
            at=timezone.now(),
        )
    except BadFile as refusal:
        form.add_error("proofs", str(refusal))
        return responses.invalid(request, "filings/fees/relief.html", context)
    messages.success(request, "申请已经提交。审查期间不用交费，结果会书面告诉您。")
    return redirect("filings:fees", number=filing.number)


@require_safe
@signed_in
def paper(request: HttpRequest, number: str, kind: str, pk: int) -> HttpResponseBase:
    """A notice, receipt, decision or notice of refund as PDF, drawn up when it is first asked for."""
    filing = _readable(request, number)
    if kind not in PAPERS:
        raise Http404
    rows, draw_up = PAPERS[kind]
    row = get_object_or_404(rows(filing), pk=pk)
    found = draw_up(row, at=timezone.now())
    return serving.serve(request, found.file, what=found.get_kind_display(), reference=filing.number)


@require_safe
@signed_in
def proof(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A paper that was handed in with an application for relief."""
    filing = _readable(request, number)
    row = get_object_or_404(ReliefProof.objects.select_related("file"), pk=pk, relief__filing=filing)
    return serving.serve(request, row.file, what="救助证明材料", reference=filing.number)


@require_POST
@own_fees
def sandbox(request: HttpRequest, filing: Filing, pk: int) -> HttpResponse:
    """A made-up bank pays: only where the setting FEE_SANDBOX is on."""
    if not settings.FEE_SANDBOX:
        raise Http404
    charge = get_object_or_404(filing.charges, pk=pk, code__isnull=False)
    form = SandboxForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, "filings/fees/fees.html", page(filing) | {"sandbox": form})
    statements.pay_in_sandbox(charge.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, "沙箱银行已经付款。")
    return redirect("filings:fees", number=filing.number)


def page(filing: Filing) -> dict[str, Any]:
    """What the filer's page shows."""
    charges = charges_of(filing)
    applications = list(reliefs_of(filing))
    return {
        "filing": filing,
        "now": timezone.now(),
        "charges": [_shown(charge) for charge in charges],
        "reliefs": applications,
        "may_ask_for_relief": _may_ask(filing, charges, applications),
        "account": settings.FEE_BANK_ACCOUNT,
        "sandbox": SandboxForm() if settings.FEE_SANDBOX else None,
    }


def _shown(charge: Charge) -> dict[str, Any]:
    limits = list(charge.limits.all())
    limit = limits[-1] if limits and charge.status in ASKED_FOR else None
    refunds = [row for row in charge.refunds.all() if row.status != RefundStatus.CANCELLED]
    return {
        "charge": charge,
        "limit": limit,
        "missing": charge.due - sum(payment.amount for payment in charge.payments.all()) if limit else None,
        "notices": limits,
        "steps": obligations.explain(limit) if limit else [],
        "payments": charge.payments.all(),
        "refunds": [(refund, obligations.explain(refund.limit)) for refund in refunds],
    }


def _may_ask(filing: Filing, charges: list[Charge], applications: list[Relief]) -> bool:
    if filing.status in CLOSED and filing.status != Status.ACCEPTED:
        return False
    undecided = any(row.status in (ReliefStatus.ASKED, ReliefStatus.PROPOSED) for row in applications)
    first = charges[0].status if charges else ChargeStatus.UNASSESSED
    return not undecided and first in (ChargeStatus.OPEN, ChargeStatus.UNASSESSED)


def _readable(request: HttpRequest, number: str) -> Filing:
    filing = get_object_or_404(visible_to(request.user), number=number)
    if filing.filer_id != request.user.pk and (reason := conflict(request.user, filing)):
        raise Refused(reason)
    return filing


PAPERS: dict[str, tuple[Any, Any]] = {
    "notice": (
        lambda filing: PaymentLimit.objects.filter(charge__filing=filing).select_related("charge__filing"),
        papers.notice_of_payment,
    ),
    "receipt": (
        lambda filing: Payment.objects.filter(charge__filing=filing).select_related("charge__filing", "line"),
        papers.receipt,
    ),
    "relief": (
        lambda filing: Relief.objects.filter(filing=filing).select_related("filing"),
        papers.decision_on_relief,
    ),
    "refund": (
        lambda filing: Refund.objects.filter(charge__filing=filing).select_related("charge__filing"),
        papers.notice_of_refund,
    ),
}
"""Which rows of a filing each paper is about, and what draws it up."""
