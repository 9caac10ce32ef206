"""Deciding: each decision is typed on the workbench, looked at as a letter, and only then sent."""

import secrets

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filings.intake.models import Filing
from filings.review import links, services
from filings.review.forms import AnswerForm
from filings.review.models import Proposal
from filings.review.services import drafts
from filings.review.views.access import at_desk
from filings.review.views.offers import DECISIONS, Offer
from filings.review.views.page import show
from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents.checks import PDF
from gangcheng_court.core.documents.serving import guarded

PREVIEW_SECONDS = 15 * 60


@require_POST
@at_desk
def decide(request: HttpRequest, filing: Filing, code: str) -> HttpResponse:
    """First the letter as it would go (`step=look`), then, looked at, the decision itself (`step=send`)."""
    if code not in DECISIONS:
        raise Http404
    decision, now, step = DECISIONS[code], timezone.now(), request.POST.get("step")
    form = decision.form(request.POST, filing=filing)
    if not form.is_valid() or step == "edit":
        return show(request, filing, {"tried": Offer(decision, form)}, status=200 if step == "edit" else 422)
    if step == "send":
        decision.act(filing.pk, **form.cleaned_data, by=request.user, at=now)
        messages.success(request, f"{filing.number} {decision.done}")
        return redirect(links.desk(filing))
    key = _keep(request, decision.draft(filing, **form.cleaned_data, by=request.user, at=now))
    context = {"filing": filing, "decision": decision, "filled": form, "key": key}
    return render(request, "filings/review/confirm.html", context)


@require_GET
@at_desk
def draft(request: HttpRequest, filing: Filing, key: str) -> HttpResponseBase:
    """The letter that was just drawn up for this person; gone after a quarter of an hour."""
    content = cache.get(_cache_key(request, key))
    if content is None:
        raise Http404
    now, address = timezone.now(), reads.address_of(request)
    reads.log(reader=request.user, what="文书预览", reference=filing.number, at=now, address=address)
    return guarded(HttpResponse(content), name="文书预览.pdf", content_type=PDF)


@require_POST
@at_desk
def look(request: HttpRequest, filing: Filing, proposal_id: int) -> HttpResponse:
    """The letter of a waiting proposal, for the second person."""
    proposal = get_object_or_404(Proposal.objects.select_related("proposed_by"), pk=proposal_id, round__filing=filing)
    key = _keep(request, drafts.of_proposal(proposal, at=timezone.now()))
    return redirect("filings:review-draft", filing.number, key)


@require_POST
@at_desk
def answer(request: HttpRequest, filing: Filing, proposal_id: int) -> HttpResponse:
    """The second person's yes or no."""
    proposal = get_object_or_404(Proposal, pk=proposal_id, round__filing=filing)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, filing, {"answer_form": form}, status=422)
    act = services.approve if request.POST.get("verdict") == "approve" else services.refuse
    act(proposal.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, "已答复。" if act is services.refuse else f"已同意{proposal.get_kind_display()}。")
    return redirect(links.desk(filing))


def _keep(request: HttpRequest, content: bytes) -> str:
    """Hold a drawn-up letter for its author for a short time; it is not on record."""
    key = secrets.token_urlsafe(16)
    cache.set(_cache_key(request, key), content, PREVIEW_SECONDS)
    return key


def _cache_key(request: HttpRequest, key: str) -> str:
    return f"letter-draft:{request.user.pk}:{key}"
