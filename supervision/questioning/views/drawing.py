"""随机询问 before supervisors: the draws, one of them with its results, its workbook, and the questions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page
from supervision.questioning import permissions, queries, services, workbook
from supervision.questioning.forms import DrawForm, QuestionsForm, RedrawForm
from supervision.questioning.models import Questioning

PAGE = 20


def found(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view(request, questioning, …)` with the questioning of that number."""

    @staff_only(*permissions.INSPECTORS)
    @wraps(view)
    def with_row(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = permissions.visible_to(request.user).select_related(
            "questions", "drawn_by", "redraws", "redrawn_as", "start__by"
        )
        return view(request, get_object_or_404(rows, number=number), *args, **kwargs)

    return with_row


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*permissions.INSPECTORS)
def questionings(request: HttpRequest) -> HttpResponse:
    """Every draw, newest first, and the form of the next."""
    now = timezone.now()
    form = DrawForm(request.POST if request.method == "POST" else None, today=court_date(now))
    if form.is_bound and form.is_valid():
        row = services.draw(**form.cleaned_data, by=request.user, at=now)
        messages.success(request, f"已抽取：{row.number}。还没有通知任何人。")
        return redirect("supervision:questioning", number=row.number)
    rows = permissions.visible_to(request.user).select_related("start", "redrawn_as")
    shown, pager = page(request, rows, newest_first=True, size=PAGE)
    context = {"form": form, "rows": shown, "now": now} | pager
    if form.is_bound:
        return responses.invalid(request, "supervision/questioning/list.html", context)
    return render(request, "supervision/questioning/list.html", context)


@require_safe
@found
def questioning(request: HttpRequest, row: Questioning) -> HttpResponse:
    """One draw with what came of it so far; `?check=1` draws again from the kept list and seed."""
    return _show(request, row, RedrawForm())


@require_POST
@found
def redraw(request: HttpRequest, row: Questioning) -> HttpResponse:
    """The same days and number once more, with a reason; both stay."""
    form = RedrawForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form)
    new = services.draw(
        since=row.since,
        until=row.until,
        wanted=row.wanted,
        by=request.user,
        at=timezone.now(),
        redraws=row.pk,
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, f"已重新抽取：{new.number}。")
    return redirect("supervision:questioning", number=new.number)


@require_safe
@found
def export(request: HttpRequest, row: Questioning) -> HttpResponseBase:
    """Results, response, list and seed as a workbook: no telephone, and not who said what. The export is logged."""
    now = timezone.now()
    book = workbook.write(queries.results(row))
    reads.log(
        reader=request.user, what="随机询问 Excel", reference=row.number, at=now, address=reads.address_of(request)
    )
    return FileResponse(book, as_attachment=True, filename=workbook.file_name(row, now))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*permissions.INSPECTORS)
def questions(request: HttpRequest) -> HttpResponse:
    """The questions of the next draw; saving makes a new version."""
    current = queries.current_questions()
    bound = request.POST if request.method == "POST" else None
    form = QuestionsForm(bound, questions=queries.questions_now())
    if form.is_bound and form.is_valid():
        version = services.save_questions(form.questions, by=request.user, at=timezone.now())
        messages.success(request, f"已保存：{version}，下一次抽取起使用。")
        return redirect("supervision:questions")
    context = {"form": form, "current": current}
    if form.is_bound:
        return responses.invalid(request, "supervision/questioning/questions.html", context)
    return render(request, "supervision/questioning/questions.html", context)


def _show(request: HttpRequest, row: Questioning, form: RedrawForm) -> HttpResponse:
    now = timezone.now()
    started = getattr(row, "start", None)
    replaced = getattr(row, "redrawn_as", None)
    context = {
        "row": row,
        "now": now,
        "started": started,
        "replaced": replaced,
        "is_open": bool(started) and now < row.ends_at,
        "may_start": not started and not replaced and now < row.ends_at,
        "form": form,
        "results": queries.results(row, reader=request.user),
        "check": queries.check(row) if request.GET.get("check") else None,
        "how": workbook.HOW,
    }
    return render(request, "supervision/questioning/questioning.html", context, status=422 if form.errors else 200)
