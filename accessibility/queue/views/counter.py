"""What a clerk does at a window, as data: each act one POST, one service, and back to the counter (`portal:counter`).

An act pressed twice is done once: the second press finds it done and goes back too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accessibility.queue import permissions, queries, services
from accessibility.queue.enums import AT_WINDOW, Channel, Status, WindowState
from accessibility.queue.forms.counter import (
    ActForm,
    ConfirmForm,
    FilingForm,
    FinishForm,
    LabelForm,
    MatterForm,
    NoteForm,
    PauseForm,
    PressForm,
    StartForm,
    TakeForForm,
    TransferForm,
)
from accessibility.queue.models import Ticket, Window
from accessibility.queue.queries import desk
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import Refused, WrongState

COUNTER = "portal:counter"
NOBODY_WAITS = "现在没有人等候。有人取号后，本页会显示。"
clerks_only = staff_only(*permissions.SERVING)


@dataclass(frozen=True)
class Act:
    """One act on a window or a ticket. `leads_to` is the state after it; `done` says so, `{}` being the result."""

    code: str
    title: str
    form: type[ActForm]
    act: Callable[..., Any]
    leads_to: str = ""
    done: str = ""


def _seat(user: User) -> Window:
    """The window where this person sits. Raises Refused for who sits at none."""
    if window := queries.window_of(user.pk):
        return window
    raise Refused("您还没有在窗口上岗。请先在窗口台选择窗口，再办理。")


def _call_this(ticket_id: int, *, by: User, at: datetime) -> Ticket:
    return services.call_this(_seat(by).pk, ticket_id, by=by, at=at)


def _call_number(window_id: int, *, by: User, at: datetime, label: str) -> Ticket:
    if ticket := desk.called_so(label, court_date(at)):
        return services.call_this(window_id, ticket.pk, by=by, at=at)
    raise Refused(f"今天没有 {label} 号。请核对号码，字母在前，后面三位数字，例如 A007。")


WINDOW_ACTS = {
    act.code: act
    for act in (
        Act("open", "上岗", PressForm, services.open_window, WindowState.OPEN),
        Act("pause", "暂停叫号", PauseForm, services.pause_window, WindowState.PAUSED),
        Act("reopen", "恢复叫号", PressForm, services.resume_window, WindowState.OPEN),
        Act("close", "下岗", PressForm, services.close_window, WindowState.CLOSED, "窗口已关闭。"),
        Act("note", "交接留言", NoteForm, services.leave_note, done="留言已保存，接班的人上岗时看到。"),
        Act("call-next", "下一位", PressForm, services.call_next, Status.CALLED),
        Act("call-number", "叫指定号", LabelForm, _call_number, Status.CALLED),
    )
}
TICKET_ACTS = {
    act.code: act
    for act in (
        Act("recall", "再叫一次", PressForm, services.recall),
        Act("start", "开始办理", StartForm, services.start, Status.SERVING),
        Act("confirm", "核实优先情况", ConfirmForm, services.confirm_priority),
        Act("hold", "挂起", PressForm, services.hold, Status.HELD, "{} 已挂起，排队位置保留。"),
        Act("call-this", "叫到本窗口", PressForm, _call_this, Status.CALLED),
        Act("miss", "过号", PressForm, services.miss, Status.MISSED, "{} 已过号。本人回来后可以重新排一次。"),
        Act("come-back", "过号回来", PressForm, services.come_back, Status.WAITING, "{} 已回到队伍，位置不变。"),
        Act("transfer", "转到其他事项", TransferForm, services.transfer, Status.WAITING, "{} 已转，号码和位置不变。"),
        Act("split", "另取一号", MatterForm, services.split, done="另一件事的号是 {}，排队位置相同。"),
        Act("finish", "办结", FinishForm, services.finish, Status.DONE, "{} 已办结。"),
        Act("link-filing", "记下立案编号", FilingForm, services.link_filing, done="{} 已记下立案编号。"),
        Act("leave", "本人取消", PressForm, services.leave, Status.LEFT, "{} 已取消。"),
    )
}


@require_POST
@clerks_only
def on_window(request: HttpRequest, window_id: int, code: str) -> HttpResponse:
    """An act of WINDOW_ACTS on this window."""
    window = get_object_or_404(Window, pk=window_id)

    def is_done() -> bool:
        window.refresh_from_db()
        there = window.tickets.filter(status__in=AT_WINDOW).values_list("status", flat=True).first()
        return WINDOW_ACTS[code].leads_to in (window.state, there) and window.clerk_id in (None, request.user.pk)

    return _do(
        request, WINDOW_ACTS[code], window.pk, is_done, "accessibility:windows" if "hall" in request.POST else COUNTER
    )


@require_POST
@clerks_only
def on_ticket(request: HttpRequest, ticket_id: int, code: str) -> HttpResponse:
    """An act of TICKET_ACTS on this ticket."""
    ticket = get_object_or_404(permissions.visible_to(request.user), pk=ticket_id)

    def is_done() -> bool:
        ticket.refresh_from_db()
        same = request.POST.get("outcome", ticket.outcome) == ticket.outcome
        return TICKET_ACTS[code].leads_to == ticket.status and same and ticket.clerk_id in (None, request.user.pk)

    return _do(request, TICKET_ACTS[code], ticket.pk, is_done)


@require_POST
@clerks_only
def take_for(request: HttpRequest) -> HttpResponse:
    """A number for somebody at the window who cannot take one (代取号)."""
    form = TakeForForm(request.POST, code="take-for")
    if not form.is_valid():
        return _ask_again(request, "代取号", form)
    ticket = services.take(**form.asked(), channel=Channel.WINDOW, by=request.user, at=timezone.now())
    messages.success(request, f"已取号：{ticket.label}，{ticket.matter}。请写给本人，或者告诉本人。")
    return redirect(COUNTER)


def _do(request: HttpRequest, act: Act, pk: int, is_done: Callable[[], bool], onward: str = COUNTER) -> HttpResponse:
    form = act.form(request.POST, code=act.code)
    if not form.is_valid():
        return _ask_again(request, act.title, form)
    try:
        result = act.act(pk, by=request.user, at=timezone.now(), **form.asked())
    except WrongState:
        if act.leads_to and is_done():
            return redirect(onward)
        raise
    if act.code == "call-next" and result is None:
        messages.info(request, NOBODY_WAITS)
    elif act.done:
        messages.success(request, act.done.format(result))
    return redirect(onward)


def _ask_again(request: HttpRequest, title: str, form: ActForm) -> HttpResponse:
    return responses.invalid(request, "accessibility/queue/act.html", {"title": title, "form": form})
