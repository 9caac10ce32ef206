"""What every page of a draft shares: finding one's own, keeping what was typed, and where to go next."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from filings.intake import links, permissions, queries, rules
from filings.intake.enums import Status
from filings.intake.models import Filing
from gangcheng_court.core.accounts.sealed import seal, unseal
from gangcheng_court.core.audit import reads
from gangcheng_court.core.web.access import to_sign_in

View = Callable[..., HttpResponse]
BACK = ("check", "correction")
"""What `?next=` may say: a page of the same filing, never an address."""
UNSAVED = "unsaved_answer"
LONGEST_UNSAVED = 1_000_000
HALF_DONE = ("later", "add", "remove", "search")
"""Buttons that save what there is without asking for the rest."""


def signed_in(view: View) -> View:
    """`view` for people with an account; whoever was signed out while typing finds the answer again after sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            _keep_unsaved(request)
            return to_sign_in(request)
        return view(request, **kwargs)

    return guarded


def own_draft(view: View) -> View:
    """`view(request, filing, …)` with one's own draft, or one's filing whose correction is open; also to its helper.

    A stranger's draft is a 404; a filing that was handed in leads to its progress. Whoever was signed out while
    typing is asked to sign in and finds the answer again on the same page.
    """

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        workable = permissions.workable_by(request.user, timezone.now())
        filing = get_object_or_404(queries.whole(workable), draft_code=code)
        if filing.filer_id != request.user.pk and request.method == "GET":
            _log_helper(request, filing)
        if request.method == "GET" and filing.status != Status.DRAFT and not filing.open_targets:
            return redirect("filings:progress", number=filing.number)
        return view(request, filing, **kwargs)

    return guarded


def _log_helper(request: HttpRequest, filing: Filing) -> None:
    reads.log(
        reader=request.user,
        what="协助填写的草稿",
        reference=filing.draft_code,
        at=timezone.now(),
        address=reads.address_of(request),
    )


def _keep_unsaved(request: HttpRequest) -> None:
    answer = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if answer and sum(len(value) for values in answer.values() for value in values) <= LONGEST_UNSAVED:
        request.session[UNSAVED] = {"path": request.path, "answer": seal(json.dumps(answer), UNSAVED)}


def typed(request: HttpRequest) -> QueryDict | None:
    """What the person typed for this page: the form just sent, or the one kept while they were signed out."""
    if request.method == "POST":
        return request.POST
    unsaved = request.session.get(UNSAVED)
    if not unsaved or unsaved["path"] != request.path:
        return None
    del request.session[UNSAVED]
    request.restored = True
    answer = QueryDict(mutable=True)
    for name, values in json.loads(unseal(unsaved["answer"], UNSAVED)).items():
        answer.setlist(name, values)
    return answer


def is_autosave(request: HttpRequest) -> bool:
    return "autosave" in request.GET


def is_half_done(request: HttpRequest) -> bool:
    """Whether this request keeps what there is, complete or not."""
    return is_autosave(request) or any(button in request.POST for button in HALF_DONE)


def answer(
    request: HttpRequest,
    filing: Filing,
    parts: list[Any],
    *,
    keep: Callable[[datetime], Any],
    show: Callable[[int], HttpResponse],
    go: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """A posted page made of `parts` (forms and formsets): keep it and go on, or show it again with its errors (422).

    The autosave keeps what is well formed and answers 200, or 422 when something was left out. `go` leads on
    instead of the usual way.
    """
    valid = all(part.is_valid() for part in parts)
    if not valid and not is_autosave(request):
        return show(422)
    now = timezone.now()
    keep(now)
    if is_autosave(request):
        return HttpResponse(f"已保存 {timezone.localtime(now):%H:%M}", status=200 if valid else 422)
    if "later" in request.POST:
        return redirect("filings:draft", code=filing.draft_code)
    return go() if go else redirect(onward_url(request, filing))


def back(request: HttpRequest) -> str:
    """The key of the page to return to, '' for the task list."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if asked in BACK else ""


def onward_url(request: HttpRequest, filing: Filing) -> str:
    """Where this page's button leads: the open correction, the page that sent the person here, or the task list."""
    if filing.open_targets:
        return links.correction_url(filing)
    return reverse("filings:check" if back(request) == "check" else "filings:draft", args=[filing.draft_code])


def with_back(request: HttpRequest, url: str, place: str = "", **query: Any) -> str:
    """`url` at `place`, still knowing where to return to."""
    asked = QueryDict(mutable=True)
    asked.update({name: str(value) for name, value in {"next": back(request), **query}.items() if value})
    return url + (f"?{asked.urlencode()}" if asked else "") + (f"#{place}" if place else "")


def row_count(request: HttpRequest, stored: int, most: int) -> int:
    """How many rows a list shows: those stored, one at least, and the empty ones asked for with `?rows=`."""
    asked = request.GET.get("rows", "")
    return min(most, max(1, stored, int(asked) if asked.isdecimal() and len(asked) < 4 else 0))


def removed_row(request: HttpRequest) -> int | None:
    """Which row's remove button was pressed."""
    row = request.POST.get("remove", "")
    return int(row) if row.isdecimal() and len(row) < 4 else None


def tasks(filing: Filing) -> dict[str, Any]:
    """The filing's tasks with their states, and how many things are left: what a list of them shows."""
    left, states = rules.errors(filing), rules.task_states(filing)
    rows = [
        {
            "task": task,
            "title": filing.kind_data.task_title(task),
            "url": links.task_url(filing, task),
            "state": states[task],
            "left": sum(problem.task == task for problem in left),
        }
        for task in rules.open_tasks(filing)
    ]
    return {"tasks": rows, "left": len(left)}


def page(
    request: HttpRequest, filing: Filing, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A draft's page with what all of them show."""
    shared = {
        "filing": filing,
        "helping": filing.filer_id != request.user.pk,
        "next": back(request),
        "onward_url": onward_url(request, filing),
        "restored": getattr(request, "restored", False),
    }
    return render(request, template, shared | context, status=status)
