"""A draft as a whole: starting one, its task list, giving it up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filings.intake import links, permissions, queries, services
from filings.intake.enums import Status
from filings.intake.kinds import CIVIL_COMPLAINT
from filings.intake.models import Filing
from filings.intake.views import drafting
from gangcheng_court.core.web.access import signed_in

DRAFTS_SHOWN = 5


@require_http_methods(["GET", "POST"])
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Offer the drafts there already are, and open a new one."""
    if request.method == "POST":
        kind = request.POST.get("kind", CIVIL_COMPLAINT.code)
        filing = services.start(kind=kind, by=request.user, at=timezone.now())
        return redirect("filings:draft", code=filing.draft_code)
    drafts = permissions.drafts_of(request.user).filter(status=Status.DRAFT).select_related("cause").order_by("-id")
    context = {"kinds": queries.offered_kinds(), "drafts": drafts[:DRAFTS_SHOWN]}
    return render(request, "filings/intake/start.html", context)


@require_GET
@drafting.own_draft
def task_list(request: HttpRequest, filing: Filing) -> HttpResponse:
    """The tasks in any order, each with its state, and how many things are left."""
    if not filing.kind_data.is_filed:
        return redirect("filings:defence", code=filing.draft_code)
    if filing.open_targets:
        return redirect(links.correction_url(filing))
    return drafting.page(request, filing, "filings/intake/task_list.html", drafting.tasks(filing))


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def discard(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Ask once, then delete the draft."""
    if request.method == "POST":
        services.discard(filing.pk, by=request.user, at=timezone.now())
        messages.success(request, "草稿已删除。")
        return redirect("filings:mine" if filing.kind_data.is_filed else "filings:defences")
    return drafting.page(request, filing, "filings/intake/discard.html", {})
