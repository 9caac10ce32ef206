"""The reviewer's page, put together once for every view that shows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from filings.intake import queries, rules
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import permissions
from filings.review.forms import AnswerForm, AskDivisionForm, AssignForm, ChecklistForm, EffectForm, ReasonForm
from filings.review.models import ReviewLimit, ReviewRound
from filings.review.queries import effects
from filings.review.queries.changes import changes, previous_notice
from filings.review.queries.timeline import timeline
from filings.review.services import correction, judging
from filings.review.views import offers
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations


def show(
    request: HttpRequest, filing: Filing, extra: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The workbench, with whatever form has just been refused or filled in (`extra`). The reading is logged."""
    now = timezone.now()
    reads.log(reader=request.user, what="立案申请", reference=filing.number, at=now, address=reads.address_of(request))
    whole = queries.whole(permissions.reviewable_by(request.user)).get(pk=filing.pk)
    rounds = list(whole.rounds.select_related("reviewer").prefetch_related("limits"))
    round_ = rounds[-1] if rounds[-1].closed_at is None else None
    context = {
        "filing": whole,
        "now": now,
        "round": round_,
        "limits": [(limit, obligations.explain(limit)) for limit in _soonest_first(round_)],
        "kind": whole.kind_data,
        "parties": whole.parties.all(),
        "assistances": whole.assistances.filter(opened_at__isnull=False).select_related("helper"),
        "warnings": rules.problems(whole),
        "documents": _documents(request, whole, round_),
        "timeline": timeline(whole),
        "letters": whole.letters.select_related("file"),
        "reason_form": ReasonForm(),
        "assign_form": AssignForm() if request.user.role == Role.CHIEF and round_ else None,
        "decisions": offers.offered(whole, rounds[-1], request.user, now),
        "in_charge": bool(round_ and round_.reviewer_id == request.user.pk),
        "last_correction": getattr(rounds[-1], "correction", None) if whole.status == Status.CORRECTION else None,
        **_effect(whole),
        **(_round_context(request, whole, round_) if round_ else {}),
        **(extra or {}),
    }
    return render(request, "filings/review/workbench.html", context, status=status)


def summary(filing: Filing, round_: ReviewRound) -> dict[str, Any]:
    """What the checklist amounts to: items without a word, and the complete list for a correction."""
    said = {word.item: word for word in round_.judgements.all()}
    checklist = judging.checklist_of(filing)
    silent = [item for item in checklist if item.code not in said]
    defects = [] if silent else judging.defects(filing, round_)
    return {
        "silent": silent,
        "defects": defects,
        "passed": [item for item in checklist if item.code in said and said[item.code].passed],
        "seen_before": correction.visible_before(filing, round_, defects),
    }


def _effect(filing: Filing) -> dict[str, Any]:
    """Whether the document to be enforced has effect, for a kind that asks it."""
    if not effects.is_asked(filing):
        return {}
    found = effects.of(filing)
    return {
        "effect": found,
        "effect_form": EffectForm(filing=filing),
        "ask_form": AskDivisionForm(),
        "inquiries": filing.inquiries.select_related("department", "asked_by", "answered_by"),
    }


def _soonest_first(round_: ReviewRound | None) -> list[ReviewLimit]:
    return sorted(round_.limits.all(), key=lambda limit: limit.due_at) if round_ else []


def _round_context(request: HttpRequest, filing: Filing, round_: ReviewRound) -> dict[str, Any]:
    notice = previous_notice(round_)
    proposal = round_.proposals.filter(answered_at__isnull=True).select_related("proposed_by").first()
    may_answer = proposal and request.user.role == Role.CHIEF and proposal.proposed_by_id != request.user.pk
    return {
        "checklist": ChecklistForm(filing=filing, round_=round_),
        "previous_notice": notice,
        "changes": changes(filing, notice.started_at) if notice else [],
        "proposal": proposal,
        "answer_form": AnswerForm() if may_answer else None,
        **summary(filing, round_),
    }


def _documents(request: HttpRequest, filing: Filing, round_: ReviewRound | None) -> dict[str, Any]:
    """The materials by slot, those a correction brought, and the one shown beside the checklist."""
    rows = [
        (slot.title, material)
        for slot in filing.kind_data.slots
        for material in filing.materials.all()
        if material.slot == slot.code
    ]
    notice = previous_notice(round_) if round_ else None
    new = [material for _, material in rows if notice and material.added_at > notice.started_at]
    asked = [material for _, material in rows if str(material.pk) == request.GET.get("material")]
    first = [*asked, *new, *(material for _, material in rows)][:1]
    return {"rows": rows, "new": new, "chosen": first[0] if first else None}
