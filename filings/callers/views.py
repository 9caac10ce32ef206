"""The operator's page: check who calls, then say where the case stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filings.callers import permissions, services
from filings.callers.forms import CheckForm
from filings.intake.permissions import HELPERS
from filings.reception import queries
from filings.review.queries import timeline
from gangcheng_court.core.audit import reads
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import Refused

TEMPLATE = "filings/callers/check.html"
FAILED = (
    "核对不通过：三项没有同时对上。请来电人再核对一遍；仍不通过的，请其带有效证件到诉讼服务中心查询。"
    "不要告诉来电人是哪一项不对。"
)


@require_http_methods(["GET", "POST"])
@staff_only(*HELPERS)
def check(request: HttpRequest) -> HttpResponse:
    """Three answers of the caller; passed or not, and nothing else."""
    if request.method == "GET":
        return render(request, TEMPLATE, {"form": CheckForm()})
    form = CheckForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, TEMPLATE, {"form": form})
    try:
        row = services.check(**form.asked(), by=request.user, at=timezone.now(), address=reads.address_of(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return responses.invalid(request, TEMPLATE, {"form": form})
    if not row.passed:
        form.add_error(None, FAILED)
        return responses.invalid(request, TEMPLATE, {"form": form})
    return redirect("filings:caller-case", check_id=row.pk)


@require_safe
@staff_only(*HELPERS)
def case(request: HttpRequest, check_id: int) -> HttpResponse:
    """Where the case stands and by when the court answers: no papers, no numbers of persons. The reading is logged."""
    now = timezone.now()
    rows = permissions.checks_of(request.user, now).select_related("filing__cause")
    row = get_object_or_404(rows, pk=check_id)
    filing = row.filing
    reads.log(
        reader=request.user,
        what="办理进度（来电）",
        reference=filing.number,
        at=now,
        reason="来电查询，身份核对通过",
        address=reads.address_of(request),
    )
    context = {
        "check": row,
        "filing": filing,
        "events": queries.told(timeline(filing), filing),
        "round": filing.rounds.filter(closed_at__isnull=True).first(),
        "until": row.at + permissions.OPEN_FOR,
        "now": now,
    }
    return render(request, "filings/callers/case.html", context)
