"""The text that came from the answers: what to take of it, and changing it by hand."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filings.intake import permissions as intake_permissions
from filings.intake import services as intake
from filings.intake.forms.claims import MOST_CLAIMS, ClaimFormSet
from filings.intake.forms.facts import FactsForm
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.views import drafting
from filings.pleadings import permissions, queries, services
from filings.pleadings.enums import Part
from filings.pleadings.forms import ChoicesForm
from filings.pleadings.models import Pleading
from filings.pleadings.rules.proposals import Proposal
from filings.pleadings.views.begun import own_pleading
from filings.pleadings.views.guided import linked


@require_http_methods(["GET", "POST"])
@own_pleading
def text(request: HttpRequest, filing: Filing, pleading: Pleading) -> HttpResponse:
    """Where the person's own words and the answers differ: which of the two. Then the text, to be changed by hand."""
    waiting = queries.open_proposals(pleading, filing)
    asked = [proposal for proposal in waiting if proposal.asks]
    if request.method == "POST" and "choose" in request.POST:
        choices = ChoicesForm(request.POST, parts=[proposal.part for proposal in asked])
        if choices.is_valid():
            chosen = {part: choices.cleaned_data[part.value] == "new" for part in Part if part.value in choices.fields}
            services.compose(filing.pk, by=request.user, at=timezone.now(), choices=chosen)
            return redirect("filings:pleading-text", code=filing.draft_code)
        return _choose(request, filing, pleading, asked, choices, 422)
    if request.method == "POST" and "compose" in request.POST:
        services.compose(filing.pk, by=request.user, at=timezone.now())
        return redirect("filings:pleading-text", code=filing.draft_code)
    if request.method == "GET" and asked:
        return _choose(request, filing, pleading, asked, ChoicesForm(parts=[each.part for each in asked]), 200)
    return _edit(request, filing, pleading, unwritten=any(proposal.writes for proposal in waiting))


def _choose(
    request: HttpRequest,
    filing: Filing,
    pleading: Pleading,
    asked: list[Proposal],
    choices: ChoicesForm,
    status: int,
) -> HttpResponse:
    parts = [{"proposal": proposal, "field": choices[proposal.part.value]} for proposal in asked]
    context = {"pleading": pleading, "form": choices, "parts": parts}
    return drafting.page(request, filing, "filings/pleadings/choose.html", context, status=status)


def _edit(request: HttpRequest, filing: Filing, pleading: Pleading, *, unwritten: bool) -> HttpResponse:
    typed, half_done = drafting.typed(request), drafting.is_half_done(request)
    count = drafting.row_count(request, len(filing.claims), MOST_CLAIMS)
    may_claims, may_facts = (
        intake_permissions.is_open(filing, part) for part in (permissions.CLAIMS, permissions.FACTS)
    )
    rows = ClaimFormSet(
        typed,
        prefix="claims",
        plea=pleading.claims_title,
        initial=[{"text": claim} for claim in [*filing.claims, *[""] * count][:count]],
        form_kwargs={"lenient": half_done, "empty_permitted": False},
    )
    facts = FactsForm(typed, row=filing, lenient=half_done)

    def keep(at: datetime) -> None:
        if may_claims and rows.is_valid():
            claims = rows.rows(without=drafting.removed_row(request))
            intake.save_answers(filing.pk, task=Task.CAUSE, by=request.user, at=at, claims=claims)
        if may_facts:
            intake.save_answers(filing.pk, task=Task.FACTS, by=request.user, at=at, **facts.kept())

    def go() -> HttpResponse:
        kept = len(rows.rows())
        if "add" in request.POST:
            return redirect(f"{request.path}?rows={kept + 1}#id_claims-{kept}-text")
        if "remove" in request.POST:
            return redirect(f"{request.path}#claims")
        return redirect(reverse("filings:pleading-print", args=[filing.draft_code]))

    def show(status: int) -> HttpResponse:
        context = {
            "pleading": pleading,
            "rows": rows,
            "facts": facts,
            "most": MOST_CLAIMS,
            "may_claims": may_claims,
            "may_facts": may_facts,
            "unwritten": unwritten,
            "notices": linked(filing, queries.doubts(pleading, timezone.localdate())),
        }
        return drafting.page(request, filing, "filings/pleadings/text.html", context, status=status)

    if request.method == "POST":
        parts = [*([rows] if may_claims else []), *([facts] if may_facts else [])]
        return drafting.answer(request, filing, parts, keep=keep, show=show, go=go)
    return show(200)
