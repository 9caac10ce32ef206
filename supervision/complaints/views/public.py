"""投诉, the public's form: short steps, a draft found by its code alone, one sending."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.models import Department
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.errors import Refused
from gangcheng_court.promises import PROMISES
from supervision.complaints import queries, services
from supervision.complaints.enums import Mode, Subject
from supervision.complaints.forms.public import STEP_FORMS, FilesForm, typed
from supervision.complaints.models import ComplaintDraft
from supervision.complaints.rules import way
from supervision.complaints.rules.remedies import REMEDIES
from supervision.complaints.views.discreet import discreet, forget, grouped, puzzle_context, remember

PAGES = "supervision/complaints/public"
SENDING = "send"
BACK = "check"
"""Value of `?then=`: from this step back to the check."""


@discreet("GET", "POST")
def begin(request: HttpRequest) -> HttpResponse:
    """What this is for and what becomes of it (GET); a new draft (POST)."""
    if request.method == "POST":
        return redirect("supervision:complain-step", code=services.begin(at=timezone.now()), step=way.MODE)
    return render(request, f"{PAGES}/start.html")


@discreet("GET", "POST")
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One topic. A step ahead of its turn leads to the first that is open; a draft that is gone is told so."""
    draft = services.find_draft(code, at=timezone.now())
    if draft is None:
        return _gone(request)
    answers = services.answers_of(draft)
    if step not in way.TITLES:
        raise Http404
    way_on = way.steps(answers)
    if step not in way_on or way_on.index(step) > way_on.index(way.first_open(answers)):
        return redirect("supervision:complain-step", code=code, step=way.first_open(answers))
    if step == way.CHECK:
        return _check(request, draft, code, answers)
    if step == way.FILES:
        return _files(request, draft, code, answers)
    if step == way.REMEDY:
        return _remedy(request, draft, code, answers)
    return _question(request, draft, code, step, answers)


@discreet("POST")
def save(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Keep what was typed so far, unchecked (204)."""
    draft = services.find_draft(code, at=timezone.now())
    if draft is None or step not in STEP_FORMS:
        raise Http404
    services.keep_typed(draft.pk, step, typed(STEP_FORMS[step](request.POST)))
    return HttpResponse(status=204)


@discreet("POST")
def remove_file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """Take a file out of the draft."""
    if draft := services.find_draft(code, at=timezone.now()):
        services.remove_file(draft.pk, file_id)
    return redirect("supervision:complain-step", code=code, step=way.FILES)


@discreet("POST")
def throw_away(request: HttpRequest, code: str) -> HttpResponse:
    """Destroy the draft: what 快速离开 does on its way out."""
    if draft := services.find_draft(code, at=timezone.now()):
        services.throw_away(draft.pk)
    return HttpResponse(status=204)


@discreet("GET", "POST")
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the draft once (POST) and show its code once; sent twice, the same. Opened later, it is gone (GET)."""
    now = timezone.now()
    if request.method != "POST":
        return _gone(request)
    key = request.POST.get("key", "")[:64]
    draft = services.find_draft(code, at=now)
    if draft:
        wait = services.pass_through(
            request.POST.get("puzzle", "")[:200],
            request.POST.get("solution", "")[:40],
            purpose=SENDING,
            holder=key,
            at=now,
        )
        if wait:
            return _check(request, draft, code, services.answers_of(draft), wait=wait)
    try:
        receipt = services.send(code, key=key, at=now)
    except Refused:
        return _gone(request)
    if not receipt.code:
        return _gone(request)
    context = {
        "complaint": receipt.complaint,
        "groups": grouped(receipt.code),
        "limits": receipt.complaint.limits.order_by("due_at"),
    }
    return remember(render(request, f"{PAGES}/received.html", context), receipt.complaint)


@discreet("GET")
def leave(request: HttpRequest) -> HttpResponse:
    """快速离开: to a page that tells nothing, and nothing more is opened in this browser."""
    return forget(redirect(settings.COMPLAINT_EXIT_URL))


@discreet("GET")
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """Number, time and hash of the complaint whose receipt carries this code; nothing else."""
    found = queries.verification(code)
    return render(request, f"{PAGES}/verified.html", {"asked": code, "found": found}, status=200 if found else 404)


def _question(
    request: HttpRequest, draft: ComplaintDraft, code: str, step: str, answers: dict[str, Any]
) -> HttpResponse:
    form_class = STEP_FORMS[step]
    if request.method != "POST":
        return _page(request, code, step, answers, form=form_class(initial=_initial(request, step, answers)))
    form = form_class(request.POST)
    if form.is_valid():
        return _onward(request, code, step, services.keep_answer(draft.pk, step, form.cleaned_data))
    services.keep_typed(draft.pk, step, typed(form))
    return _page(request, code, step, answers, form=form)


def _initial(request: HttpRequest, step: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What was typed here before; whoever is signed in and gives a name finds the own one written already."""
    known = services.typed_at(answers, step)
    if step == way.CONTACT and not known and request.user.is_authenticated:
        return {"name": request.user.name, "phone": request.user.phone}
    return known


def _remedy(request: HttpRequest, draft: ComplaintDraft, code: str, answers: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        return _onward(request, code, way.REMEDY, services.keep_answer(draft.pk, way.REMEDY, {}))
    return _page(request, code, way.REMEDY, answers, remedies=REMEDIES.values())


def _files(request: HttpRequest, draft: ComplaintDraft, code: str, answers: dict[str, Any]) -> HttpResponse:
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploads = form.cleaned_data["files"] or []
        for upload in uploads:
            try:
                services.add_file(draft.pk, upload, at=timezone.now())
            except BadFile as bad:
                form.add_error("files", f"“{upload.name}”没有收下：{bad}")
        if not form.errors and "onward" in request.POST:
            return _onward(request, code, way.FILES, services.keep_answer(draft.pk, way.FILES, {}))
        if not form.errors and uploads:
            return redirect(request.get_full_path())
        if not uploads:
            form.add_error("files", "请先选择文件，再点“上传”。没有文件的，直接点“继续”。")
    return _page(request, code, way.FILES, answers, form=form, files=draft.files.select_related("file"))


def _check(
    request: HttpRequest,
    draft: ComplaintDraft,
    code: str,
    answers: dict[str, Any],
    *,
    wait: services.Wait | None = None,
) -> HttpResponse:
    whom = answers[way.WHOM]
    department = Department.objects.filter(pk=whom["department"] or None).first()
    context = {
        "key": answers["key"],
        "wait": wait,
        "mode": Mode(answers[way.MODE]["mode"]),
        "subject": Subject(answers[way.WHAT]["subject"]),
        "department": department,
        "promise": next((promise for promise in PROMISES if promise.code == whom["promise"]), None),
        "files": draft.files.select_related("file"),
        **puzzle_context(wait.puzzle if wait else services.puzzle(SENDING, at=timezone.now())),
    }
    return _page(request, code, way.CHECK, answers, **context)


def _page(request: HttpRequest, code: str, step: str, answers: dict[str, Any], **context: Any) -> HttpResponse:
    way_on, before = way.steps(answers), way.before(answers, step)
    back = request.GET.get("then") == BACK and step != way.CHECK
    context |= {
        "code": code,
        "step": step,
        "answers": answers,
        "title": way.TITLES[step],
        "place": way_on.index(step) + 1,
        "of": len(way_on),
        "anonymous": answers.get(way.MODE, {}).get("mode") == Mode.ANONYMOUS,
        "back_url": reverse("supervision:complain-step", args=[code, way.CHECK if back else before])
        if back or before
        else reverse("supervision:complain"),
    }
    form = context.get("form")
    status = 422 if (form is not None and form.is_bound and form.errors) or context.get("wait") else 200
    return render(request, f"{PAGES}/{step}.html", context, status=status)


def _onward(request: HttpRequest, code: str, step: str, answers: dict[str, Any]) -> HttpResponse:
    """To the check when one came from there and nothing is open; else to the next step."""
    back = request.GET.get("then") == BACK
    return redirect(
        "supervision:complain-step", code=code, step=way.first_open(answers) if back else way.after(answers, step)
    )


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, f"{PAGES}/gone.html", status=410)
