"""The reviewer's page: what was handed in, and the checklist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filings.intake.models import Filing, Party
from filings.review import links, services
from filings.review.forms import ChecklistForm, ReasonForm
from filings.review.views.access import at_desk
from filings.review.views.page import show, summary
from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.web.responses import invalid


@require_GET
@at_desk
def workbench(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Everything about one filing on one page."""
    return show(request, filing)


@require_POST
@at_desk
def judge(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Keep the checklist as it stands: by htmx item by item, without scripts by its button."""
    round_ = get_object_or_404(filing.rounds, closed_at__isnull=True)
    form = ChecklistForm(request.POST, filing=filing, round_=round_)
    if not form.is_valid():
        if not request.htmx:
            return show(request, filing, {"checklist": form}, status=422)
        return invalid(request, "filings/review/_judged.html", {"form": form, "filing": filing})
    now = timezone.now()
    services.judge(filing.pk, words=form.words(), by=request.user, at=now)
    if not request.htmx:
        return redirect(f"{links.desk(filing)}#checklist")
    fresh = get_object_or_404(filing.rounds, pk=round_.pk)
    return render(
        request,
        "filings/review/_judged.html",
        {"filing": filing, "saved_at": now, "swap": True, **summary(filing, fresh)},
    )


@require_POST
@at_desk
def reveal(request: HttpRequest, filing: Filing, party_id: int, agent_id: int | None = None) -> HttpResponse:
    """Show the whole number of one party or agent, with a reason, on record."""
    party = get_object_or_404(Party, pk=party_id, filing=filing)
    holder = get_object_or_404(party.agents, pk=agent_id) if agent_id else party
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, filing, {"reveal_form": form, "reveal_holder": holder}, status=422)
    number = services.reveal_number(
        party.pk,
        agent_id=agent_id,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
        address=reads.address_of(request),
    )
    return show(request, filing, {"revealed_number": number, "reveal_holder": holder})


@require_GET
@at_desk
def letter(request: HttpRequest, filing: Filing, letter_id: int) -> HttpResponse:
    """A letter as it was sent."""
    row = get_object_or_404(filing.letters.select_related("file"), pk=letter_id)
    return serve(request, row.file, what=row.title, reference=filing.number)
