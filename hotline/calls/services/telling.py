"""What the exchange tells is kept as it came, and each call is worked out anew from everything told about it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction

from gangcheng_court.core.deadlines import calendar, hours
from hotline.calls.enums import CallResult
from hotline.calls.models import Call, CallEvent, Extension
from hotline.calls.rules.reduction import Told, reduce
from hotline.calls.services import missed, rating

FIELDS = ("exchange_id", "kind", "at", "source", "caller", "extension", "digit")
DERIVED = (*("operator", "caller", "extension", "digit", "rang_at", "answered_at", "ended_at", "result", "in_hours"),)


def receive(told: Iterable[Told], *, at: datetime) -> int:
    """Keep these events and bring their calls up to date; returns how many were not known yet.

    Each call is a transaction of its own: what was kept stays kept when a later call fails, and telling everything
    once more changes nothing. A missed call opens its call-back in the same transaction.
    """
    by_call = groupby(sorted(told, key=attrgetter("exchange_id")), key=attrgetter("exchange_id"))
    calls = {exchange_id: set(events) for exchange_id, events in by_call}
    known = _known(exchange_id__in=list(calls))
    return sum(_receive_call(exchange_id, events, at) for exchange_id, events in calls.items() if events - known)


def _known(**which: Any) -> set[Told]:
    return {Told(**row) for row in CallEvent.objects.filter(**which).values(*FIELDS)}


@transaction.atomic
def _receive_call(exchange_id: str, told: set[Told], at: datetime) -> int:
    first = min(event.at for event in told)
    Call.objects.bulk_create([Call(exchange_id=exchange_id, rang_at=first, in_hours=False)], ignore_conflicts=True)
    call = Call.objects.locked(exchange_id=exchange_id)
    known = _known(exchange_id=exchange_id)
    new = told - known
    if new:
        CallEvent.objects.bulk_create(
            CallEvent(**{name: getattr(event, name) for name in FIELDS}, told=event.raw, received_at=at)
            for event in new
        )
        _work_out(call, known | new, at)
    return len(new)


def _work_out(call: Call, told: set[Told], at: datetime) -> None:
    state, before = reduce(told), CallResult(call.result)
    if state.extension != call.extension:
        telephone = Extension.objects.filter(number=state.extension).first()
        call.operator_id = telephone.operator_id if telephone else None
    call.caller, call.extension, call.digit = state.caller, state.extension, state.digit
    call.rang_at, call.answered_at, call.ended_at = state.rang_at, state.answered_at, state.ended_at
    call.result = state.result
    call.in_hours = hours.in_service_hours(state.rang_at, calendar.load(), hours.of_hotline())
    call.save(update_fields=DERIVED)
    if state.result == CallResult.MISSED and state.settled:
        missed.open_call_back(call, at=at)
    if before == CallResult.MISSED and state.result == CallResult.ANSWERED:
        missed.note_answered(call, at=at)
    rating.pass_on(call, at=at)
