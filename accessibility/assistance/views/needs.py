"""Needs that a person wants remembered: the consent, and its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accessibility.assistance import services
from accessibility.assistance.forms import NeedsForm
from accessibility.assistance.models import RememberedNeed
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import signed_in

TEMPLATE = "accessibility/assistance/needs.html"


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def needs(request: HttpRequest) -> HttpResponse:
    """What is remembered of whoever is signed in, and what to remember; consent is asked apart and anew each time."""
    row = RememberedNeed.objects.filter(person=request.user).first()
    context = {"row": row, "consent": services.CONSENT_LINES}
    if request.method == "GET":
        form = NeedsForm(initial={"kinds": row.kinds if row else []})
        return render(request, TEMPLATE, {**context, "form": form})
    form = NeedsForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {**context, "form": form})
    services.remember(request.user, **form.cleaned_data, at=timezone.now())
    messages.success(request, "已记住。下次提出协助时会先替您勾好。")
    return redirect("accessibility:needs")


@require_POST
@signed_in
def delete(request: HttpRequest) -> HttpResponse:
    """The consent is taken back; the row is gone at once."""
    services.forget(request.user)
    messages.success(request, "已经删除，不再保留。")
    return redirect("accessibility:needs")
