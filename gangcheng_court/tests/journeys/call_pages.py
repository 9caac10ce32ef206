"""The operators' pages: the console, a call, the book of calls, the figures."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from hotline.calls.enums import CallResult, Outcome
from hotline.calls.models import Call
from hotline.calls.tests.builders import CALLER, make_call, make_operator
from hotline.tickets.enums import Status, TicketType
from hotline.tickets.tests.builders import make_member, make_supervisor, make_ticket

Look = tuple[User | None, str]


def _call() -> Call:
    make_user(phone=CALLER, name="欧阳玥喆", access_needs=["hearing"])
    operator, now = make_operator(), timezone.now()
    make_ticket(phone=CALLER, at=now)
    make_call(operator=operator, caller=CALLER, outcome=Outcome.ASSISTED)
    return make_call(operator=operator, caller=CALLER, ended_at=None, rang_at=now)


def _console() -> Look:
    operator = make_operator()
    make_call(operator=operator, result=CallResult.RINGING, ended_at=None, rang_at=timezone.now(), caller=CALLER)
    return operator, reverse("hotline:console")


def _in_hand() -> Look:
    call = _call()
    return call.operator, reverse("hotline:call", args=[call.pk])


def _taking_down() -> Look:
    call = _call()
    return call.operator, reverse("hotline:call-ticket", args=[call.pk, "complaint"])


def _counted() -> None:
    now, clerk = timezone.now(), make_member()
    for result in (CallResult.ANSWERED, CallResult.ANSWERED, CallResult.MISSED, CallResult.SHORT):
        make_call(rang_at=now, result=result, operator=make_operator())
    for type in (TicketType.SUGGESTION, TicketType.CONTACT_JUDGE, TicketType.COMPLAINT):
        make_ticket(type=type, status=Status.IN_HAND, department=clerk.department, handler=clerk, at=now)


def _calls() -> Look:
    _counted()
    return make_operator(), reverse("hotline:calls")


def _figures() -> Look:
    _counted()
    return make_supervisor(), reverse("hotline:figures")


CALL_DESK: dict[str, Callable[[], Look]] = {
    "console": _console,
    "console-idle": lambda: (make_operator(), reverse("hotline:console")),
    "call": _in_hand,
    "call-ticket": _taking_down,
    "calls": _calls,
    "figures": _figures,
    "figures-empty": lambda: (make_supervisor(), reverse("hotline:figures")),
}
