"""请工作人员帮我填: the citizen's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filings.intake import permissions
from filings.intake.models import Assistance
from filings.window import services
from filings.window.services import assisting
from gangcheng_court.core.notices.codes import TooOften
from gangcheng_court.core.web.access import signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """How to get help, a code to read out, and who is helping just now."""
    now = timezone.now()
    filing = get_object_or_404(permissions.drafts_of(request.user), draft_code=code)
    current = Assistance.objects.open_at(now).filter(filing=filing).select_related("helper").first()
    context = {"filing": filing, "current": current, "status": 200}
    if request.method == "POST":
        try:
            context["invitation"] = services.invite(filing.pk, by=request.user, at=now)
        except TooOften as refusal:
            context |= {"refusal": str(refusal), "status": 422}
    past = Assistance.objects.filter(filing=filing, opened_at__isnull=False).select_related("helper").order_by("-pk")
    context["past"] = [row for row in past if not assisting.standing(row, at=now)]
    return render(request, "filings/window/help.html", context, status=context["status"])
