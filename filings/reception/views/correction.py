"""补正: the complete list, each item opening only its own part; then the answer that starts the next round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from filings.intake import links, permissions
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.queries import whole
from filings.intake.rules import Problem
from filings.reception import services
from filings.reception.views import shown
from filings.review.models import CorrectionItem, CorrectionNotice
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.web.access import signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """The list of the notice; posting it hands the corrected parts in. No open correction: the progress page.

    A helper sees it too, and hands in only by the filer's word, at the window's own page.
    """
    workable = permissions.workable_by(request.user, timezone.now())
    filing = get_object_or_404(whole(workable), number=number)
    if request.method == "POST":
        try:
            services.answer_correction(filing.pk, by=request.user, at=timezone.now())
        except services.Incomplete as refusal:
            return _page(request, filing, refusal.problems)
        messages.success(request, "补正已提交，法院重新开始审核。")
        return redirect("filings:progress", number=filing.number)
    if filing.status != Status.CORRECTION:
        return redirect("filings:progress", number=filing.number)
    return _page(request, filing)


@require_POST
@signed_in
def tick(request: HttpRequest, number: str, item_id: int) -> HttpResponse:
    """The filer's own mark on one item, or a helper's."""
    filing = get_object_or_404(permissions.workable_by(request.user, timezone.now()), number=number)
    item = get_object_or_404(CorrectionItem, pk=item_id, notice__round__filing=filing)
    services.tick(filing.pk, item_id=item.pk, done=request.POST.get("done") == "1", by=request.user, at=timezone.now())
    return redirect("filings:correct", number=filing.number)


def _page(request: HttpRequest, filing: Filing, problems: list[Problem] | None = None) -> HttpResponse:
    notice = CorrectionNotice.objects.filter(round__filing=filing).order_by("round__number").last()
    items = [(item, links.target_url(filing, item.target, "correction")) for item in notice.items.all()]
    context = {
        "filing": filing,
        "notice": notice,
        "steps": obligations.explain(notice),
        "letter": filing.letters.filter(kind="correction").last(),
        "items": items,
        "undone": sum(item.done_at is None for item, _ in items),
        "problems": [
            {"message": problem.message, "url": links.problem_url(filing, problem, "correction")}
            for problem in problems or []
        ],
        "answers": shown.answers(filing),
        "helping": filing.filer_id != request.user.pk,
        "now": timezone.now(),
    }
    return render(request, "filings/reception/correct.html", context, status=422 if problems else 200)
