"""What a filer sees: starting a filing for another court, agreeing, the progress, the receipt, the answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.cross_region import permissions, queries, services
from filings.cross_region.enums import ConsentBy, State
from filings.cross_region.forms import StartForm
from filings.cross_region.models import Transfer
from filings.cross_region.services.queueing import CONSENT
from filings.cross_region.views import shown
from filings.intake import links, rules
from filings.intake import queries as intake
from filings.intake.models import Filing
from filings.intake.permissions import own_filings
from filings.intake.rules import Problem
from filings.reception import services as reception
from filings.reception.views.shown import answers
from gangcheng_court.core.documents import serving
from gangcheng_court.core.web.access import signed_in

AHEAD, HERE, PASSED = "", "is-current", "is-done"
STATIONS = ("填写和核对", "发送", "对方法院收到", "对方法院答复")
PLACES = {State.PREPARING: 0, State.QUEUED: 1, State.FAILED: 1, State.SENT: 2, State.DELIVERED: 3, State.ANSWERED: 4}


@require_http_methods(["GET", "POST"])
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Choose the court and open a draft for it."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "reachable": permissions.reachable_courts().exists()}
        return render(request, "filings/cross_region/start.html", context, status=422 if form.is_bound else 200)
    transfer = services.start(
        kind=form.cleaned_data["kind"],
        court_id=form.cleaned_data["court"].pk,
        filer=request.user,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("filings:transfer", code=transfer.filing.draft_code)


@require_safe
@signed_in
def transfer(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands; before there is one, what agreeing to it means."""
    filing = get_object_or_404(intake.whole(own_filings(request.user)), draft_code=code)
    found = _own(request, filing)
    court = found.court if found else queries.named_court(filing)
    if court is None:
        messages.info(request, "该院还没有与本院接通在线转送。可以直接向该院提交，或者拨打 12368 咨询。")
        return redirect("filings:progress" if filing.number else "filings:draft", filing.number or filing.draft_code)
    context = {
        "filing": filing,
        "transfer": found,
        "court": court,
        "consent_words": CONSENT.format(court=court),
        "steps": _steps(found) if found else [],
        "left": len(rules.errors(filing)) if found and found.state == State.PREPARING else 0,
        "correction": queries.correction_of(found) if found else None,
        "letters": found.letters.all() if found else [],
        "now": timezone.now(),
    }
    return render(request, "filings/cross_region/transfer.html", context)


@require_POST
@signed_in
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """The filer agrees: a draft waits for the window, a returned filing goes at once."""
    filing = get_object_or_404(own_filings(request.user), draft_code=code)
    found = _own(request, filing)
    if found:
        services.agree(found.pk, by=request.user, at=timezone.now())
        messages.success(request, "已记录您的同意。请到窗口核对身份，由窗口送出。")
    else:
        services.pass_on(filing.pk, how=ConsentBy.ONLINE, by=request.user, at=timezone.now())
        messages.success(request, "已记录您的同意，正在转送。")
    return redirect("filings:transfer", code=code)


@require_http_methods(["GET", "POST"])
@signed_in
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """The complete list of the other court; posting it hands the corrected parts in. None open: the transfer."""
    filing = get_object_or_404(intake.whole(own_filings(request.user)), draft_code=code)
    found = _own(request, filing)
    if found is None:
        raise Http404
    found.filing = filing
    if request.method == "POST":
        try:
            services.answer_correction(found.pk, by=request.user, at=timezone.now())
        except reception.Incomplete as refusal:
            return _correct(request, found, refusal.problems)
        messages.success(request, f"补正已提交，正在转送{found.court}。")
        return redirect("filings:transfer", code=code)
    return _correct(request, found) if filing.open_targets else redirect("filings:transfer", code=code)


@require_safe
@signed_in
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """The receipt as PDF, made when it is first asked for."""
    found = get_object_or_404(permissions.own_transfers(request.user).select_related("filing"), filing__draft_code=code)
    file = services.receipt(found.pk, at=timezone.now())
    return serving.serve(request, file, what="跨域立案收件凭证", reference=found.filing.number, inline=False)


@require_safe
@signed_in
def letter(request: HttpRequest, code: str, letter_id: int) -> HttpResponseBase:
    """A letter of the other court. The reading is logged."""
    found = get_object_or_404(permissions.own_transfers(request.user).select_related("filing"), filing__draft_code=code)
    one = get_object_or_404(found.letters.select_related("file"), pk=letter_id)
    return serving.serve(request, one.file, what=one.title, reference=found.filing.number)


def _correct(request: HttpRequest, found: Transfer, problems: list[Problem] | None = None) -> HttpResponse:
    filing, correction = found.filing, queries.correction_of(found)
    context = {
        "filing": filing,
        "transfer": found,
        "correction": correction,
        "items": shown.items(correction),
        "problems": [
            {"message": problem.message, "url": links.problem_url(filing, problem, "correction")}
            for problem in problems or []
        ],
        "answers": answers(filing),
        "now": timezone.now(),
    }
    return render(request, "filings/cross_region/correct.html", context, status=422 if problems else 200)


def _own(request: HttpRequest, filing: Filing) -> Transfer | None:
    return permissions.own_transfers(request.user).filter(filing=filing).select_related("court").first()


def _steps(found: Transfer) -> list[tuple[str, str]]:
    here = PLACES[State.DELIVERED if found.delivered_at and not found.answered_at else State(found.state)]
    return [
        (title, PASSED if place < here else HERE if place == here else AHEAD) for place, title in enumerate(STATIONS)
    ]
