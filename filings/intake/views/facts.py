"""事实与理由."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from filings.intake import permissions, services
from filings.intake.forms.facts import MOST_EVIDENCE, EvidenceFormSet, FactsForm
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.views import drafting


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def facts(request: HttpRequest, filing: Filing) -> HttpResponse:
    """What happened, and the list of evidence."""
    permissions.require_open(filing, f"task:{Task.FACTS}")
    typed, half_done = drafting.typed(request), drafting.is_half_done(request)
    count = drafting.row_count(request, len(filing.evidence), MOST_EVIDENCE)
    form = FactsForm(typed, row=filing, lenient=half_done)
    rows = EvidenceFormSet(
        typed,
        prefix="evidence",
        initial=[*filing.evidence, *[{} for _ in range(count)]][:count],
        form_kwargs={"lenient": half_done, "empty_permitted": False},
    )

    def keep(at: datetime) -> None:
        answers = form.kept()
        if rows.is_valid():
            answers["evidence"] = rows.rows(without=drafting.removed_row(request))
        services.save_answers(filing.pk, task=Task.FACTS, by=request.user, at=at, **answers)

    def go() -> HttpResponse:
        kept = len(rows.rows())
        if "add" in request.POST:
            return redirect(drafting.with_back(request, request.path, f"id_evidence-{kept}-name", rows=kept + 1))
        if "remove" in request.POST:
            return redirect(drafting.with_back(request, request.path, "evidence"))
        return redirect(drafting.onward_url(request, filing))

    def show(status: int) -> HttpResponse:
        context = {"form": form, "rows": rows, "most": MOST_EVIDENCE}
        return drafting.page(request, filing, "filings/intake/facts.html", context, status=status)

    if request.method == "POST":
        return drafting.answer(request, filing, [form, rows], keep=keep, show=show, go=go)
    return show(200)
