"""A ticket before staff: the page, its steps, the parts of a question, and calling back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gangcheng_court.errors import Refused, WrongState
from hotline.tickets import permissions, services
from hotline.tickets.forms import AttemptForm, QuestionAnswerForm
from hotline.tickets.models import Ticket
from hotline.tickets.views.access import staff_ticket
from hotline.tickets.views.acts import ACTS, Offer, is_refused
from hotline.tickets.views.page import show, slot_form


@require_safe
@staff_ticket
def ticket(request: HttpRequest, row: Ticket) -> HttpResponse:
    """What it is about, where it stands, and the steps open to this person."""
    return show(request, row)


@require_POST
@staff_ticket
def act(request: HttpRequest, row: Ticket, code: str) -> HttpResponse:
    """One step; a form to correct comes back with what was typed."""
    if code not in ACTS:
        raise Http404
    if is_refused(row, code):
        raise Refused("投诉和信访在“投诉”页上办理。请从工单页上的链接过去。")
    step = ACTS[code]
    form = step.form(request.POST, ticket=row, user=request.user, code=code)
    if not form.is_valid():
        return show(request, row, {"tried": Offer(step, form)}, status=422)
    step.act(row.pk, **form.asked(), by=request.user, at=timezone.now())
    messages.success(request, f"{row.number}：{step.done}")
    return _onward(request, row)


@require_POST
@staff_ticket
def answer_question(request: HttpRequest, row: Ticket, question_id: int) -> HttpResponse:
    """An answer to one part, or a referral."""
    question = get_object_or_404(row.questions, pk=question_id)
    form = QuestionAnswerForm(request.POST, prefix=f"q{question.pk}")
    if not form.is_valid():
        return show(request, row, _with_question(row, question.pk, form), status=422)
    data, said = form.cleaned_data, {"by": request.user, "at": timezone.now()}
    if data["words"].strip():
        services.answer_question(question.pk, words=data["words"].strip(), **said)
    else:
        services.refer_question(question.pk, referral=data["referral"].strip(), **said)
    messages.success(request, "已保存。")
    return redirect("hotline:ticket", number=row.number)


@require_POST
@staff_ticket
def book(request: HttpRequest, row: Ticket) -> HttpResponse:
    """Promise a call back in one of the free hours."""
    now = timezone.now()
    form = slot_form(now, request.POST)
    if not form.is_valid():
        return show(request, row, {"slot_form": form}, status=422)
    services.book_callback(row.pk, by=request.user, at=now, planned_at=form.cleaned_data["planned_at"])
    messages.success(request, "已约好回拨。")
    return redirect("hotline:ticket", number=row.number)


@require_POST
@staff_ticket
def attempt(request: HttpRequest, row: Ticket) -> HttpResponse:
    """What came of one try to reach the person."""
    callback = row.callbacks.filter(ended_at__isnull=True).first()
    if callback is None:
        raise WrongState("这张工单没有等着回拨的预约。请刷新页面查看。")
    form = AttemptForm(request.POST, prefix="attempt")
    if not form.is_valid():
        return show(request, row, {"attempt_form": form}, status=422)
    services.attempt(callback.pk, by=request.user, at=timezone.now(), result=form.cleaned_data["result"])
    messages.success(request, "已记录这次拨打。")
    return redirect("hotline:ticket", number=row.number)


def _with_question(row: Ticket, question_id: int, form: QuestionAnswerForm) -> dict[str, Any]:
    questions = [
        (question, form if question.pk == question_id else QuestionAnswerForm(prefix=f"q{question.pk}"))
        for question in row.questions.all()
    ]
    return {"questions": questions, "tried_question": form}


def _onward(request: HttpRequest, row: Ticket) -> HttpResponse:
    """Back to the ticket, or to the list when it is no longer this person's to see."""
    if permissions.visible_to(request.user).filter(pk=row.pk).exists():
        return redirect("hotline:ticket", number=row.number)
    return redirect("hotline:desk" if permissions.is_operator(request.user) else "hotline:inbox")
