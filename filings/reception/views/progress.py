"""我的立案, the progress of one filing, taking it back, and its files."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filings.fees.queries import asked_of, payment_due
from filings.intake import permissions
from filings.intake.enums import CLOSED, Status, Turn
from filings.intake.models import Filing
from filings.intake.workflow import MOVES
from filings.reception import queries, services
from filings.reception.views import shown
from filings.review.models import CorrectionNotice, ReviewRound
from filings.review.permissions import require_reader
from filings.review.queries import timeline
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.documents import serving
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.web.access import signed_in

PAGE_SIZE = 20
AHEAD, HERE, PASSED = "", "is-current", "is-done"


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What I am to pay, what waits for me, what is under way, what is closed; pages go on from the last row's key."""
    after = request.GET.get("after", "")
    to_pay = [] if after else asked_of(request.user)
    rows = list(queries.mine(request.user, _key(after))[: PAGE_SIZE + 1])
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    _add_due(rows)
    older = f"?after={rows[-1].turn}-{rows[-1].pk}" if more else ""
    rows = [row for row in rows if row.pk not in {limit.charge.filing_id for limit in to_pay}]
    context = {
        "to_pay": to_pay,
        "groups": [(Turn(turn).label, list(filings)) for turn, filings in groupby(rows, attrgetter("turn"))],
        "older": older,
        "newer": reverse("filings:mine") if after else "",
        "now": timezone.now(),
    }
    return render(request, "filings/reception/mine.html", context)


@require_safe
@signed_in
def progress(request: HttpRequest, number: str) -> HttpResponse:
    """Where the filing stands, what happens next and by when, what has happened, and the letters."""
    filing = get_object_or_404(permissions.own_filings(request.user).select_related("cause", "filer"), number=number)
    events, notice = timeline(filing), _open_notice(filing)
    context = {
        "filing": filing,
        "now": timezone.now(),
        "steps": _steps(filing),
        "limits": shown.limits(filing.rounds.filter(closed_at__isnull=True).first()),
        "notice": notice,
        "fee_due_at": payment_due([filing.pk]).get(filing.pk),
        "notice_steps": obligations.explain(notice) if notice else [],
        "events": queries.told(events, filing),
        "letters": [event.letter for event in events if event.letter],
        "may_withdraw": Status.WITHDRAWN in MOVES[Status(filing.status)],
        "last_round": filing.rounds.last(),
    }
    return render(request, "filings/reception/progress.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask once, then take the filing back."""
    filing = get_object_or_404(permissions.own_filings(request.user), number=number)
    if request.method == "POST":
        services.withdraw(filing.pk, by=request.user, at=timezone.now())
        messages.success(request, f"立案申请 {filing.number} 已撤回。")
        return redirect("filings:progress", number=filing.number)
    return render(request, "filings/reception/withdraw.html", {"filing": filing})


@require_safe
@signed_in
def file(request: HttpRequest, code: str, file_id: Any) -> HttpResponseBase:
    """One file of a filing: a material (a replaced one too), a letter or the receipt. Every reading is logged."""
    helped = permissions.helped_by(request.user, timezone.now())
    filing = get_object_or_404(permissions.visible_to(request.user) | helped, draft_code=code)
    require_reader(request.user, filing)
    belonging = StoredFile.objects.filter(
        Q(pk__in=filing.materials.values("file")) | Q(pk__in=filing.letters.values("file")) | Q(pk=filing.receipt_id)
    )
    stored = get_object_or_404(belonging, pk=file_id)
    return serving.serve(request, stored, what=stored.name[:60], reference=filing.number or filing.draft_code)


def _key(after: str) -> tuple[int, int] | None:
    turn, _, last = after.partition("-")
    return (int(turn), int(last)) if turn.isdecimal() and last.isdecimal() and len(after) < 20 else None


def _add_due(rows: list[Filing]) -> None:
    """Put on each filing the limit that runs now: the filer's for a correction, the court's for a review."""
    correcting = [row.pk for row in rows if row.status == Status.CORRECTION]
    notices = CorrectionNotice.objects.open().filter(round__filing__in=correcting)
    under_way = [row.pk for row in rows if row.turn == Turn.COURT]
    rounds = ReviewRound.objects.filter(filing__in=under_way, due_at__isnull=False)
    due = dict([*notices.values_list("round__filing", "due_at"), *rounds.values_list("filing", "due_at")])
    for row in rows:
        row.due_at = due.get(row.pk)


def _open_notice(filing: Filing) -> CorrectionNotice | None:
    if filing.status != Status.CORRECTION:
        return None
    return CorrectionNotice.objects.filter(round__filing=filing).order_by("round__number").last()


def _steps(filing: Filing) -> list[tuple[str, str]]:
    """The stations of a filing with their state, as the page draws them."""
    if filing.status in CLOSED:
        return [("提交", PASSED), ("审核", PASSED), (filing.get_status_display(), PASSED)]
    if filing.status == Status.TRANSFERRED:
        return [("提交", PASSED), ("转送其他法院", HERE)]
    stations = ["提交", "审核", "立案决定"]
    if filing.status == Status.CORRECTION:
        stations.insert(2, "补正（等您办理）")
    here = 2 if filing.status == Status.CORRECTION else 1
    return [
        (title, PASSED if place < here else HERE if place == here else AHEAD) for place, title in enumerate(stations)
    ]
