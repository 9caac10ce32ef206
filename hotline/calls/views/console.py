"""The operator's console: what rings, the call in hand with its caller, and what became of it.

Pages work by reload; htmx asks every two seconds whether something changed.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from gangcheng_court.core.accounts.queries import people_with
from gangcheng_court.core.web.access import staff_only
from hotline.calls import permissions, queries, services
from hotline.calls.enums import Outcome
from hotline.calls.forms import AtOnceForm, CallTicketForm, StartForm
from hotline.calls.models import Call
from hotline.knowledge.data import all_scripts
from hotline.tickets.enums import Source, TicketType
from hotline.tickets.permissions import visible_to
from hotline.tickets.queries import open_of_phone
from hotline.tickets.services import free_slots
from hotline.tickets.views.words import slot_words

RECENT = 10
SLOT_DAYS = 3
BY_PRESS = (Outcome.ASSISTED, Outcome.NO_SPEECH)
"""The outcomes that need no more than their key."""
TAKEN_DOWN = (
    *(TicketType.CONTACT_JUDGE, TicketType.SUGGESTION, TicketType.PETITION, TicketType.COMPLAINT),
    *(TicketType.CONSULTATION, TicketType.ASSISTANCE),
)
"""What is taken down in a call, in the order of the page."""


@require_safe
@staff_only(*permissions.OPERATORS)
def console(request: HttpRequest) -> HttpResponse:
    """The call in hand, if there is one; else what rings, and calls that still want their outcome."""
    if current := queries.awaiting_outcome(request.user).first():
        return redirect("hotline:call", call_id=current.pk)
    return render(request, "hotline/calls/console.html", _waiting(request) | {"form": StartForm()})


@require_safe
@staff_only(*permissions.OPERATORS)
def incoming(request: HttpRequest) -> HttpResponse:
    """Asked every two seconds with the `state` the page shows: nothing (204) while it is still so.

    A call that this operator has answered since opens its page.
    """
    on_call = request.GET.get("call", "")
    current = queries.awaiting_outcome(request.user).first()
    if current and not on_call:
        return HttpResponseClientRedirect(reverse("hotline:call", args=[current.pk]))
    context = _waiting(request) | {"call": current}
    if context["state"] == request.GET.get("state", ""):
        return HttpResponse(status=204)
    return render(request, "hotline/calls/_incoming.html", context)


@require_POST
@staff_only(*permissions.OPERATORS)
def start(request: HttpRequest) -> HttpResponse:
    """Take down a call by hand, where no exchange tells of it."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return render(request, "hotline/calls/console.html", _waiting(request) | {"form": form}, status=422)
    call = services.start_by_hand(by=request.user, at=timezone.now(), caller=form.cleaned_data["caller"])
    return redirect("hotline:call", call_id=call.pk)


@require_safe
@staff_only(*permissions.OPERATORS)
def call(request: HttpRequest, call_id: int) -> HttpResponse:
    """The call in hand: who calls, what is open, what to say, and one key for each outcome."""
    return _show(request, _own(request, call_id))


@require_POST
@staff_only(*permissions.OPERATORS)
def end(request: HttpRequest, call_id: int) -> HttpResponse:
    """The call is over, on the server's clock. What was being typed of the answer is still there."""
    row = services.end(_own(request, call_id).pk, by=request.user, at=timezone.now())
    if request.POST.get("question") or request.POST.get("answer"):
        return _show(request, row, {"answer_form": AtOnceForm(initial=request.POST.dict())})
    return redirect("hotline:call", call_id=call_id)


@require_POST
@staff_only(*permissions.OPERATORS)
def outcome(request: HttpRequest, call_id: int) -> HttpResponse:
    """What became of the call, where a key says enough."""
    row = _own(request, call_id)
    chosen = request.POST.get("outcome", "")
    if chosen not in BY_PRESS:
        messages.warning(request, "请选择处理结果。")
        return redirect("hotline:call", call_id=row.pk)
    services.set_outcome(row.pk, by=request.user, at=timezone.now(), outcome=chosen)
    if chosen == Outcome.ASSISTED:
        return redirect("filings:assistances")
    messages.success(request, "已登记，可以接下一个来电。")
    return redirect("hotline:console")


@require_POST
@staff_only(*permissions.OPERATORS)
def answer(request: HttpRequest, call_id: int) -> HttpResponse:
    """当场答复: the question and the answer in a line each."""
    row = _own(request, call_id)
    form = AtOnceForm(request.POST)
    if not form.is_valid():
        return _show(request, row, {"answer_form": form}, status=422)
    services.answer_at_once(
        row.pk,
        form.new_ticket(row),
        by=request.user,
        at=timezone.now(),
        once=f"call:{form.cleaned_data['once']}" if form.cleaned_data["once"] else None,
        words=form.cleaned_data["answer"],
    )
    messages.success(request, "已登记当场答复，可以接下一个来电。")
    return redirect("hotline:console")


@require_http_methods(["GET", "POST"])
@staff_only(*permissions.OPERATORS)
def ticket(request: HttpRequest, call_id: int, type: str) -> HttpResponse:
    """转办, 投诉, 约回拨: the ticket that comes of the call; then its number and code to read out."""
    row = _own(request, call_id)
    kind = _kind(type)
    slots = [(slot.isoformat(), slot_words(slot)) for slot in free_slots(timezone.now(), SLOT_DAYS)]
    given = {"type": kind, "slots": slots, "must_plan": "plan" in request.GET}
    context = {"call": row, "kind": kind, "kinds": TAKEN_DOWN}
    if request.method == "GET":
        form = CallTicketForm(initial={"phone": row.caller}, **given)
        return render(request, "hotline/calls/ticket.html", context | {"form": form})
    form = CallTicketForm(request.POST, **given)
    if not form.is_valid():
        return render(request, "hotline/calls/ticket.html", context | {"form": form}, status=422)
    new, planned_at = form.asked()
    receipt = services.take_down(row.pk, new, by=request.user, at=timezone.now(), once=form.key, planned_at=planned_at)
    shown = {"ticket": receipt.ticket, "code": receipt.code, "onward": reverse("hotline:console")}
    return render(request, "hotline/tickets/receipt.html", shown)


def _kind(type: str) -> TicketType:
    """The kind of an address; 404 for one that is not taken down in a call."""
    if type not in TAKEN_DOWN:
        raise Http404
    return TicketType(type)


def _own(request: HttpRequest, call_id: int) -> Call:
    return get_object_or_404(Call.objects.filter(operator=request.user), pk=call_id)


def _waiting(request: HttpRequest) -> dict[str, Any]:
    ringing = list(queries.ringing_at(request.user, at=timezone.now())[:RECENT])
    return {"ringing": ringing, "state": ".".join(str(row.pk) for row in ringing) or "none", "now": timezone.now()}


def _show(request: HttpRequest, row: Call, extra: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    earlier = permissions.visible_to(request.user).filter(caller=row.caller).exclude(pk=row.pk) if row.caller else []
    tickets = visible_to(request.user).filter(phone=row.caller).order_by("-pk") if row.caller else []
    context = {
        **_waiting(request),
        "call": row,
        "people": people_with(row.caller) if row.caller else [],
        "earlier": [(each, permissions.outcome_words(request.user, each)) for each in earlier[:RECENT]],
        "open": open_of_phone(request.user, row.caller)[:RECENT] if row.caller else [],
        "last": tickets[:1] and tickets[0],
        "linked": visible_to(request.user).filter(calls__call=row),
        "answer_form": AtOnceForm(initial={"once": uuid.uuid4()}),
        "scripts": all_scripts().values(),
        "missed": Source.MISSED_CALL,
        "now": now,
        **(extra or {}),
    }
    return render(request, "hotline/calls/call.html", context, status=status)
