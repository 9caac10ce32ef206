"""The directory of courts, and which of them may be the right one. Open to everybody; nothing asked is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filings.intake import queries
from filings.intake.forms.right_court import RightCourtForm

LONGEST_SEARCH = 100


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Courts by name, code, district or address; without a search, those of this city."""
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    found = queries.courts_matching(words) if words else queries.courts_beside_us()
    return render(request, "filings/intake/courts.html", {"words": words, "courts": found})


@require_safe
def right_court(request: HttpRequest) -> HttpResponse:
    """A GET form about the dispute and its places; the answer and the questions share one address."""
    asked = bool(set(request.GET) & set(RightCourtForm().fields))
    form = RightCourtForm(request.GET if asked else None)
    answered = asked and form.is_valid()
    context = {"form": form, "answered": answered, "hints": queries.right_courts(form.facts()) if answered else []}
    return render(request, "filings/intake/right_court.html", context, status=422 if asked and not answered else 200)
