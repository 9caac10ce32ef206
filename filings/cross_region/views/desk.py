"""跨域立案窗口: the lists, and one transfer from the person at the window to the other court's answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.cross_region import permissions, queries, reports, services
from filings.cross_region.enums import Direction, State
from filings.cross_region.forms import (
    ConsentForm,
    HandOverForm,
    IdentifyForm,
    LetterForm,
    PresentForm,
    ScanForm,
    StartForm,
    WindowStartForm,
)
from filings.cross_region.models import Transfer
from filings.cross_region.services.answering import is_there
from filings.cross_region.services.queueing import CONSENT
from filings.cross_region.views import shown
from filings.intake import queries as intake
from filings.intake import rules
from filings.intake.models import Filing
from filings.reception import services as reception
from filings.review.permissions import REVIEWERS, require_reviewer, reviewable_by
from filings.window.links import visit_url
from filings.window.models import Visit
from filings.window.permissions import visits_of
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents import serving
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.web.access import staff_only

View = Callable[..., HttpResponse]


def desk(view: View) -> View:
    """For the filing staff; to everybody else the page does not exist."""
    return staff_only(*REVIEWERS)(view)


def at_desk(view: View) -> View:
    """`view(request, transfer, …)` with the outgoing transfer of that filing; who must stay away is told so (409)."""

    @wraps(view)
    def found(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = permissions.desk_transfers(request.user).filter(direction=Direction.OUT)
        transfer = get_object_or_404(rows.select_related("filing__filer", "court"), filing__draft_code=code)
        permissions.require_assistant(request.user, transfer)
        return view(request, transfer, *args, **kwargs)

    return desk(found)


@require_safe
@staff_only(*permissions.READERS)
def transfers(request: HttpRequest) -> HttpResponse:
    """What goes out and what has come in, newest first; what did not arrive can be sent again.

    What has come in shows how soon it was responded to. Supervision reads that list alone.
    """
    now, works = timezone.now(), has_role(request.user, *REVIEWERS)
    incoming = not works or request.GET.get("tab") == Direction.IN
    after = request.GET.get("after", "")
    direction = Direction.IN if incoming else Direction.OUT
    rows = list(
        queries.at_desk(
            request.user, direction=direction, after=int(after) if after.isdecimal() and len(after) < 19 else None
        )
    )
    more, rows = len(rows) > queries.MOST_SHOWN, rows[: queries.MOST_SHOWN]
    if incoming:
        reports.add_responses(rows, now=now)
    context = {
        "incoming": incoming,
        "works": works,
        "months": reports.months(now) if incoming else [],
        "limit": settings.CROSS_REGION_RESPONSE_MINUTES,
        "rows": rows,
        "failed": queries.failed_count(request.user),
        "tabs": [
            {"title": "转出", "url": "?", "current": not incoming, "count": None},
            {"title": "转入", "url": "?tab=in", "current": incoming, "count": None},
        ]
        if works
        else [],
        "older": f"?tab={direction}&after={rows[-1].pk}" if more else "",
        "newer": f"?tab={direction}" if after else "",
    }
    return render(request, "filings/cross_region/transfers.html", context)


@require_http_methods(["GET", "POST"])
@desk
def start(request: HttpRequest) -> HttpResponse:
    """Open a draft for the person of a visit (`?visit=`), or for somebody who fills it in alone."""
    visit = _visit(request)
    form = (StartForm if visit else WindowStartForm)(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "visit": visit, "reachable": permissions.reachable_courts().exists()}
        return render(request, "filings/cross_region/window_start.html", context, status=422 if form.is_bound else 200)
    chosen = {"kind": form.cleaned_data["kind"], "court_id": form.cleaned_data["court"].pk}
    if visit:
        services.start_for_visitor(visit.pk, **chosen, by=request.user, at=timezone.now())
        return redirect(visit_url(visit))
    person = form.cleaned_data["person"]
    transfer = services.start(**chosen, filer=person, by=request.user, at=timezone.now())
    return redirect("filings:transfer-desk", code=transfer.filing.draft_code)


@require_http_methods(["GET", "POST"])
@desk
def wrong_court(request: HttpRequest, number: str) -> HttpResponse:
    """After 不属本院: with the filer's consent on record, one click sends the papers to the right court."""
    filing = get_object_or_404(reviewable_by(request.user), number=number)
    require_reviewer(request.user, filing)
    if filing.transfers.filter(direction=Direction.OUT).exists():
        return redirect("filings:transfer-desk", code=filing.draft_code)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.pass_on(filing.pk, how=form.cleaned_data["how"], by=request.user, at=timezone.now())
        messages.success(request, f"{filing.number} 已交付转送。")
        return redirect("filings:transfer-desk", code=filing.draft_code)
    court = queries.named_court(filing)
    context = {
        "filing": filing,
        "form": form,
        "court": court,
        "named": filing.rounds.last().right_court,
        "consent_words": CONSENT.format(court=court),
    }
    return render(request, "filings/cross_region/wrong_court.html", context, status=422 if form.is_bound else 200)


@require_safe
@at_desk
def transfer(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Everything about one transfer on one page. The reading is logged."""
    return _show(request, transfer)


@require_POST
@at_desk
def identify(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """The person's paper was seen."""
    form = IdentifyForm(request.POST)
    if not form.is_valid():
        return _show(request, transfer, {"identify_form": form}, status=422)
    services.identify(transfer.pk, document=form.cleaned_data["document"], by=request.user, at=timezone.now())
    return _back(transfer)


@require_POST
@at_desk
def consent(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """The person agreed, and how."""
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _show(request, transfer, {"consent_form": form}, status=422)
    services.record_consent(transfer.pk, how=form.cleaned_data["how"], by=request.user, at=timezone.now())
    return _back(transfer)


@require_POST
@at_desk
def scan(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Put a scanned paper into the draft."""
    form = ScanForm(request.POST, request.FILES, filing=_whole(transfer))
    if form.is_valid():
        try:
            services.scan(
                transfer.pk,
                slot=form.cleaned_data["slot"],
                upload=form.cleaned_data["file"],
                by=request.user,
                at=timezone.now(),
            )
            return _back(transfer)
        except BadFile as refusal:
            form.add_error("file", str(refusal))
    return _show(request, transfer, {"scan_form": form}, status=422)


@require_POST
@at_desk
def hand_over(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Close the draft and queue it for the other court; a visitor's with the word of the person who is present."""
    now = timezone.now()
    visit = queries.visit_of(transfer.filing, request.user, now)
    form = HandOverForm(request.POST, began_at=visit.began_at, now=now) if visit else None
    if form and not form.is_valid():
        return _show(request, transfer, {"hand_over_form": form}, status=422)
    paper = {"paper_received_at": form.moment(now), "paper_because": form.cleaned_data["because"]} if form else {}
    try:
        services.hand_over(transfer.pk, by=request.user, at=now, **paper)
    except reception.Incomplete:
        return _show(request, transfer, {"refused": True}, status=422)
    messages.success(request, "已交付转送，请打印收件凭证交给当事人。")
    return _back(transfer)


@require_POST
@at_desk
def correct(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Hand the corrected parts in with the person present."""
    form = PresentForm(request.POST)
    if not form.is_valid():
        return _show(request, transfer, {"present_form": form}, status=422)
    try:
        services.answer_correction(transfer.pk, by=request.user, at=timezone.now())
    except reception.Incomplete:
        return _show(request, transfer, {"refused": True}, status=422)
    messages.success(request, f"补正已交付转送{transfer.court}。")
    return _back(transfer)


@require_POST
@at_desk
def retry(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Send again what did not arrive."""
    services.retry(transfer.pk, by=request.user, at=timezone.now())
    messages.success(request, "已经重新排队发送。")
    return _back(transfer)


@require_POST
@at_desk
def add_letter(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """A letter of the other court that came another way."""
    form = LetterForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.add_letter(transfer.pk, **form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(request, "文书已登记，并已通知当事人。")
            return _back(transfer)
        except BadFile as refusal:
            form.add_error("upload", str(refusal))
    return _show(request, transfer, {"letter_form": form}, status=422)


@require_safe
@at_desk
def receipt(request: HttpRequest, transfer: Transfer) -> HttpResponseBase:
    """The receipt as PDF, for the printer at the window."""
    stored = services.receipt(transfer.pk, at=timezone.now())
    return serving.serve(request, stored, what="跨域立案收件凭证", reference=_reference(transfer))


@require_safe
@at_desk
def file(request: HttpRequest, transfer: Transfer, file_id: Any) -> HttpResponseBase:
    """A material or a letter of this transfer. Every reading is logged."""
    belonging = StoredFile.objects.filter(
        Q(pk__in=transfer.filing.materials.values("file")) | Q(pk__in=transfer.letters.values("file"))
    )
    stored = get_object_or_404(belonging, pk=file_id)
    return serving.serve(request, stored, what=stored.name[:60], reference=_reference(transfer))


def _show(
    request: HttpRequest, transfer: Transfer, extra: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    now, filing = timezone.now(), _whole(transfer)
    address = reads.address_of(request)
    reads.log(reader=request.user, what="跨域立案申请", reference=_reference(transfer), at=now, address=address)
    problems = rules.problems(filing)
    transfer.filing = filing
    correction = queries.correction_of(transfer)
    visit = visits_of(request.user).filter(assistance__filing=filing, ended_at=None).first()
    working = queries.visit_of(filing, request.user, now)
    context = {
        "transfer": transfer,
        "filing": filing,
        "preparing": transfer.state == State.PREPARING,
        "errors": [problem for problem in problems if problem.level == "error"],
        "warnings": [problem for problem in problems if problem.level == "warning"],
        "slots": [
            (slot, [material for material in filing.materials.all() if material.slot == slot.code])
            for slot in rules.open_slots(filing)
        ],
        "correction": correction,
        "items": shown.items(correction),
        "present_form": PresentForm(),
        "letters": transfer.letters.select_related("file"),
        "consent_words": CONSENT.format(court=transfer.court),
        "identify_form": IdentifyForm(),
        "consent_form": ConsentForm(),
        "scan_form": ScanForm(filing=filing),
        "visit": visit,
        "working": working,
        "hand_over_form": HandOverForm(initial={"received_at": timezone.localtime()}) if working else None,
        "letter_form": LetterForm() if is_there(transfer) else None,
        **(extra or {}),
    }
    context["bad_form"] = next((form for form in (extra or {}).values() if isinstance(form, forms.Form)), None)
    return render(request, "filings/cross_region/desk.html", context, status=status)


def _visit(request: HttpRequest) -> Visit | None:
    """The visit of this clerk that the address names; 404 for another's."""
    asked = request.GET.get("visit", "")
    if not asked:
        return None
    rows = visits_of(request.user).select_related("assistance__citizen")
    return get_object_or_404(rows, pk=int(asked) if asked.isdecimal() and len(asked) < 15 else 0, ended_at=None)


def _whole(transfer: Transfer) -> Filing:
    return intake.whole(Filing.objects.all()).get(pk=transfer.filing_id)


def _reference(transfer: Transfer) -> str:
    return transfer.filing.number or transfer.filing.draft_code


def _back(transfer: Transfer) -> HttpResponse:
    return redirect("filings:transfer-desk", code=transfer.filing.draft_code)
