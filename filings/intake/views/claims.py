"""案由与请求."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from filings.intake import permissions, queries, services
from filings.intake.forms.claims import LEFT_TO_COURT, MOST_CLAIMS, CauseForm, ClaimFormSet
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.views import drafting

LONGEST_SEARCH = 50


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def claims(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Find and choose the cause, list the claims, name the amount, as far as the kind asks for each."""
    permissions.require_open(filing, f"task:{Task.CAUSE}")
    typed, half_done = drafting.typed(request), drafting.is_half_done(request)
    count = drafting.row_count(request, len(filing.claims), MOST_CLAIMS)
    form = CauseForm(typed, row=filing, lenient=half_done)
    rows = ClaimFormSet(
        typed,
        prefix="claims",
        plea=filing.kind_data.plea,
        initial=[{"text": text} for text in [*filing.claims, *[""] * count][:count]],
        form_kwargs={"lenient": half_done, "empty_permitted": False},
    )

    parts = [form, rows] if filing.kind_data.plea else [form]

    def keep(at: datetime) -> None:
        answers = form.answers()
        if rows in parts and rows.is_valid():
            answers["claims"] = rows.rows(without=drafting.removed_row(request))
        services.save_answers(filing.pk, task=Task.CAUSE, by=request.user, at=at, **answers)

    def go() -> HttpResponse:
        here = request.path
        if "add" in request.POST:
            kept = len(rows.rows())
            return redirect(drafting.with_back(request, here, f"id_claims-{kept}-text", rows=kept + 1))
        if "remove" in request.POST:
            return redirect(drafting.with_back(request, here, "claims"))
        if "search" in request.POST:
            return redirect(drafting.with_back(request, here, "causes", words=form.cleaned_data.get("words")))
        return redirect(drafting.onward_url(request, filing))

    def show(status: int) -> HttpResponse:
        words = _words(request.POST.get("words") or request.GET.get("words"))
        chosen = filing.cause_id if typed is None else typed.get("cause")
        context = {
            "form": form,
            "rows": rows,
            "parts": parts,
            "most": MOST_CLAIMS,
            "kind": filing.kind_data,
            "title": filing.kind_data.task_title(Task.CAUSE),
            **_causes(words, chosen, filing),
        }
        return drafting.page(request, filing, "filings/intake/claims.html", context, status=status)

    if request.method == "POST":
        return drafting.answer(request, filing, parts, keep=keep, show=show, go=go)
    return show(200)


@require_GET
@drafting.own_draft
def causes(request: HttpRequest, filing: Filing) -> HttpResponse:
    """The list of causes for the words typed so far, as a fragment."""
    context = _causes(_words(request.GET.get("words")), request.GET.get("cause"), filing)
    return render(request, "filings/intake/_causes.html", {"filing": filing, **context})


def _words(text: str | None) -> str:
    return (text or "").replace("\0", "")[:LONGEST_SEARCH].strip()


def _causes(words: str, chosen: str | int | None, filing: Filing) -> dict[str, Any]:
    """What the list of causes shows: the one chosen, then those that match."""
    chosen = str(chosen or (LEFT_TO_COURT if filing.cause_left_to_court else ""))
    edition = filing.kind_data.cause_edition
    found = queries.causes_matching(words, edition=edition) if words else []
    if chosen.isdecimal() and chosen not in {str(cause.pk) for cause in found}:
        found = [*queries.causes_of(filing).filter(pk=chosen[:9]), *found]
    return {"words": words, "found": found, "chosen": chosen, "left_to_court": LEFT_TO_COURT}
