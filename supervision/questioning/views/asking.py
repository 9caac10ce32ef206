"""Asking the people drawn: the links go out, and inspectors call whoever has not answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.audit import reads
from supervision.questioning import permissions, services
from supervision.questioning.enums import Outcome
from supervision.questioning.forms import CallForm
from supervision.questioning.models import Member, Questioning
from supervision.questioning.views.drawing import found

SHOWN = 50


@require_POST
@found
def start(request: HttpRequest, row: Questioning) -> HttpResponse:
    """From now on people are asked."""
    started = services.start(row.pk, by=request.user, at=timezone.now())
    messages.success(request, f"已开始：发出 {started.texts} 条短信。没有手机的，请打电话。")
    return redirect("supervision:questioning", number=row.number)


@require_safe
@found
def calls(request: HttpRequest, row: Questioning) -> HttpResponse:
    """Who has not answered yet, by place in the sample; without names and numbers."""
    waiting = permissions.to_call(request.user, row).prefetch_related("calls")
    context = {"row": row, "members": waiting[:SHOWN], "count": waiting.count()}
    return render(request, "supervision/questioning/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@found
def call(request: HttpRequest, row: Questioning, place: int) -> HttpResponse:
    """One call: its outcome, and the answers."""
    member = get_object_or_404(permissions.to_call(request.user, row), place=place)
    if request.method != "POST":
        return _show(request, row, member, CallForm(questions=row.questions.questions))
    form = CallForm(request.POST, questions=row.questions.questions)
    if not form.is_valid():
        return _show(request, row, member, form)
    reached = form.cleaned_data["outcome"] == Outcome.REACHED
    services.called(
        member.pk,
        Outcome(form.cleaned_data["outcome"]),
        by=request.user,
        at=timezone.now(),
        answers=form.answers if reached else None,
        words=form.cleaned_data["words"].strip() if reached else "",
    )
    messages.success(request, f"第 {place} 位已记录。")
    return redirect("supervision:questioning-calls", number=row.number)


@require_POST
@found
def phone(request: HttpRequest, row: Questioning, place: int) -> HttpResponse:
    """The number, shown on a click that is logged."""
    member = get_object_or_404(permissions.to_call(request.user, row), place=place)
    reads.log(
        reader=request.user,
        what="随机询问电话",
        reference=f"{row.number} 第 {place} 位",
        at=timezone.now(),
        address=reads.address_of(request),
    )
    return _show(request, row, member, CallForm(questions=row.questions.questions), phone=member.phone)


def _show(request: HttpRequest, row: Questioning, member: Member, form: CallForm, *, phone: str = "") -> HttpResponse:
    context = {"row": row, "member": member, "form": form, "phone": phone, "calls": member.calls.select_related("by")}
    return render(request, "supervision/questioning/call.html", context, status=422 if form.errors else 200)
