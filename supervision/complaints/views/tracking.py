"""查进展: with the code and without an account."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.documents import serving
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER
from supervision.complaints import services
from supervision.complaints.enums import TOLD, Score, Status, StepKind
from supervision.complaints.forms.public import FilesForm, MessageForm, RateForm, ReviewForm, TrackForm
from supervision.complaints.models import Complaint
from supervision.complaints.views.discreet import PATH, discreet, opened, puzzle_context, remember

PAGES = "supervision/complaints/public"
TRACKING = "track"
FAILED = "court_tried"
"""Cookie of a browser in which a code was wrong: from then on searching costs it some work."""
LIMITS = {COMPLAINT_ACKNOWLEDGEMENT.code: "告诉您受理了", COMPLAINT_ANSWER.code: "答复您"}
SAID = {
    StepKind.RECEIVED: "收到您的反映",
    StepKind.ACKNOWLEDGED: "受理，开始办理",
    StepKind.EXTENDED: "延长办理期限",
    StepKind.ANSWERED: "答复",
    StepKind.RATED: "您作了评价",
    StepKind.REVIEW_ASKED: "您申请了复查",
    StepKind.OPENED: "经两人同意，查看了您的身份",
    StepKind.CLOSED: "办结",
}
View = Callable[..., HttpResponse]


@discreet("GET", "POST")
def track(request: HttpRequest) -> HttpResponse:
    """Give the code; every failure is told in the same words, and costs the next search some work."""
    now = timezone.now()
    works = FAILED in request.COOKIES or services.is_busy(at=now)
    if request.method != "POST":
        return _ask(request, TrackForm(), works=works)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, works=works)
    if works:
        puzzle, solution = request.POST.get("puzzle", "")[:200], request.POST.get("solution", "")[:40]
        wait = services.pass_through(puzzle, solution, purpose=TRACKING, holder=uuid.uuid4().hex, at=now)
        if wait:
            return _ask(request, form, works=True, wait=wait)
    try:
        complaint = services.find(form.cleaned_data["code"], at=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        response = _ask(request, form, works=True)
        response.set_cookie(FAILED, "1", max_age=3600, path=PATH, httponly=True, samesite="Strict")
        return response
    return remember(redirect("supervision:tracked", number=complaint.number), complaint)


def followed(*methods: str) -> Callable[[View], View]:
    """`view(request, complaint)` with what this browser may follow; else nothing is there (404) and the code is asked
    for again.

    What was typed meanwhile is shown there, to be copied. The hour begins anew.
    """

    def decorate(view: View) -> View:
        @discreet(*methods)
        @wraps(view)
        def found(request: HttpRequest, number: str, **kwargs: Any) -> HttpResponse:
            complaint = opened(request, number)
            if complaint is None:
                lost = request.POST.get("text") or request.POST.get("reason") or request.POST.get("words") or ""
                return _ask(request, TrackForm(), works=False, closed=True, lost=lost[:5000])
            return remember(view(request, complaint, **kwargs), complaint)

        return found

    return decorate


@followed("GET")
def tracked(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Where it stands, what was said, what one may still do."""
    return _show(request, complaint)


@followed("POST")
def message(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Write to the office."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, complaint, message_form=form)
    services.add_message(complaint.pk, text=form.cleaned_data["text"], at=timezone.now())
    return _done(complaint, "message")


@followed("POST")
def files(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Hand in more papers."""
    form = FilesForm(request.POST, request.FILES)
    uploads = form.cleaned_data["files"] if form.is_valid() else None
    if not uploads:
        form.add_error("files", "请先选择文件，再点“上传”。")
    else:
        try:
            services.add_files(complaint.pk, uploads=uploads, at=timezone.now())
        except BadFile as bad:
            form.add_error("files", str(bad))
    return _show(request, complaint, files_form=form) if form.errors else _done(complaint, "files")


@followed("GET")
def file(request: HttpRequest, complaint: Complaint, pk: int) -> HttpResponseBase:
    """A paper that the office handed over."""
    row = get_object_or_404(complaint.files.exclude(by=None).select_related("file"), pk=pk)
    response = serving.show(request, row.file)
    response["Cache-Control"] = "private, no-store"
    return response


@followed("POST")
def rate(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Say how contented one is with the answer."""
    form = RateForm(request.POST)
    if not form.is_valid():
        return _show(request, complaint, rate_form=form)
    score, words = Score(form.cleaned_data["score"]), form.cleaned_data["words"]
    services.rate(complaint.pk, score=score, words=words, at=timezone.now())
    return _done(complaint, "rate")


@followed("POST")
def review(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Ask once for a second review."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _show(request, complaint, review_form=form)
    services.ask_review(complaint.pk, reason=form.cleaned_data["reason"], at=timezone.now())
    return _done(complaint, "review")


@followed("GET")
def receipt(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """The receipt as PDF; the code is not in it."""
    response = HttpResponse(services.receipt(complaint))
    serving.guarded(response, name=f"{complaint.number}回执.pdf", content_type="application/pdf", inline=False)
    return response


def _done(complaint: Complaint, what: str) -> HttpResponse:
    return redirect(f"{reverse('supervision:tracked', args=[complaint.number])}?done={what}")


def _ask(request: HttpRequest, form: TrackForm, *, works: bool, **context: Any) -> HttpResponse:
    if works:
        wait = context.get("wait")
        context |= puzzle_context(wait.puzzle if wait else services.puzzle(TRACKING, at=timezone.now()))
    status = 404 if context.get("closed") else 422 if form.errors or context.get("wait") else 200
    return render(request, f"{PAGES}/track.html", {"form": form, **context}, status=status)


def _show(request: HttpRequest, complaint: Complaint, **forms: Any) -> HttpResponse:
    now = timezone.now()
    until = services.review_until(complaint)
    is_open = complaint.status != Status.CLOSED
    given = {
        "message_form": MessageForm() if is_open else None,
        "files_form": FilesForm() if is_open else None,
        "rate_form": RateForm() if complaint.status == Status.ANSWERED and not complaint.score else None,
        "review_form": ReviewForm() if until and now < until else None,
    } | forms
    context = {
        "complaint": complaint,
        "now": now,
        "steps": [(step, SAID[StepKind(step.kind)]) for step in complaint.steps.filter(kind__in=TOLD)],
        "messages_told": complaint.messages.all(),
        "handed_in": complaint.files.filter(by=None).select_related("file"),
        "handed_over": complaint.files.exclude(by=None).select_related("file"),
        "limits": [
            {"title": LIMITS[limit.promise], "limit": limit, "steps": obligations.explain(limit)}
            for limit in complaint.limits.open().order_by("due_at")
        ],
        "review_until": until,
        "reviewed": complaint.reviews > 0,
        "forms": [form for form in given.values() if form],
        "done": request.GET.get("done", ""),
        **given,
    }
    if any(form.errors for form in forms.values()):
        return responses.invalid(request, f"{PAGES}/tracked.html", context)
    return render(request, f"{PAGES}/tracked.html", context)
