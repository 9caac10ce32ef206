"""The filer's page about mediation: what it is, one's own word, how long it may last."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from filings.intake.enums import Side
from filings.intake.permissions import own_filings
from filings.mediation import services
from filings.mediation.enums import Stage, Step
from filings.mediation.forms import ExtensionForm, WordForm
from filings.mediation.models import Mediation
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.web.access import signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def mediation(request: HttpRequest, number: str) -> HttpResponse:
    """Read the offer and answer it; while it runs, agree to a longer term or not."""
    row = _mine(request, number)
    step = Step.EXTENSION if row.status == Stage.RUNNING else Step.START
    form = (ExtensionForm if step == Step.EXTENSION else WordForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer(row.pk, step=step, **form.answer(), by=request.user, at=timezone.now())
        messages.success(request, "已记下您的意见。")
        return redirect("filings:mediation", number=number)
    status = 422 if request.method == "POST" else 200
    return render(request, "filings/mediation/mine.html", _context(row, form, step), status=status)


@require_POST
@signed_in
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """One click from the agreement to the joint application for 司法确认."""
    row = _mine(request, number)
    draft = services.ask_for_confirmation(row.pk, by=request.user, at=timezone.now())
    messages.success(request, "已为双方准备好司法确认申请，请补充材料后一起提交。")
    return redirect("filings:draft", code=draft.draft_code)


def _mine(request: HttpRequest, number: str) -> Mediation:
    rows = Mediation.objects.select_related("filing", "mediator", "confirmation")
    return get_object_or_404(rows, filing__in=own_filings(request.user), filing__number=number)


def _context(row: Mediation, form: WordForm, step: Step) -> dict[str, Any]:
    term = row.terms.open().first()
    own = row.words.filter(party__side=Side.PLAINTIFF, step=step)
    return {
        "filing": row.filing,
        "mediation": row,
        "form": form,
        "step": step,
        "own_word": own.last(),
        "may_answer": row.status in (Stage.OFFERED, Stage.ASSIGNED, Stage.RUNNING),
        "term": term,
        "term_steps": obligations.explain(term) if term else [],
        "now": timezone.now(),
    }
