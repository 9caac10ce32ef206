"""Before one starts: what to know, and whether this is the right place. Open to everybody."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filings.intake import queries
from filings.intake.forms.suitability import SuitabilityForm
from filings.intake.kinds import CIVIL_COMPLAINT, KINDS, NEVER_BLOCKS


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """立案须知."""
    context = {"kind": CIVIL_COMPLAINT, "kinds": queries.offered_kinds(), "max_mb": settings.MAX_UPLOAD_MB}
    return render(request, "filings/intake/guide.html", context)


@require_safe
def kind_guide(request: HttpRequest, kind: str) -> HttpResponse:
    """What one kind needs, what nobody may ask for, by when the court decides; or why this court does not take it."""
    if kind not in KINDS:
        raise Http404
    context = {
        "kind": KINDS[kind],
        "closed": queries.why_not_offered(kind),
        "never_blocks": NEVER_BLOCKS.values(),
        "max_mb": settings.MAX_UPLOAD_MB,
    }
    return render(request, "filings/intake/kind.html", context)


@require_safe
def suitability(request: HttpRequest) -> HttpResponse:
    """Five questions in a GET form; the answers and the advice share one address and are stored nowhere."""
    asked = bool(set(request.GET) & set(SuitabilityForm().fields))
    form = SuitabilityForm(request.GET if asked else None)
    answered = asked and form.is_valid()
    return render(
        request,
        "filings/intake/suitability.html",
        {
            "form": form,
            "answered": answered,
            "advice": form.advice() if answered else [],
            "elsewhere": answered and form.cleaned_data["place"] != "here",
        },
        status=422 if asked and not answered else 200,
    )
