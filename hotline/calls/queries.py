"""Calls that more than one caller asks for."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from gangcheng_court.core.accounts.models import User
from hotline.calls.enums import CallResult
from hotline.calls.models import MANUAL, Call

RINGS_AT_MOST = timedelta(minutes=15)
"""Of what has rung for longer the exchange never told the end."""


def awaiting_outcome(operator: User) -> QuerySet[Call]:
    """Calls this operator answered and has not yet said what became of, oldest first."""
    return Call.objects.filter(operator=operator, result=CallResult.ANSWERED, outcome="").order_by("rang_at", "id")


def ringing_at(operator: User, *, at: datetime) -> QuerySet[Call]:
    """What rings now at this operator's telephone, or at one that is nobody's; the longest waiting first."""
    ringing = Call.objects.filter(result=CallResult.RINGING, rang_at__gte=at - RINGS_AT_MOST)
    return ringing.filter(Q(operator=operator) | Q(operator__isnull=True)).order_by("rang_at", "id")


def missed_without_call_back(*, since: datetime, until: datetime) -> QuerySet[Call]:
    """Missed calls with a number, that rang since then, ended before `until` and have no ticket."""
    missed = Call.objects.filter(result=CallResult.MISSED, rang_at__gte=since, ended_at__lt=until)
    return missed.exclude(caller="").filter(tickets__isnull=True).order_by("id")


def answered_between(since: datetime, until: datetime) -> QuerySet[Call]:
    """The calls that rang in [since, until) and were answered, as the exchange tells of them."""
    rang = Call.objects.filter(rang_at__gte=since, rang_at__lt=until, result=CallResult.ANSWERED)
    return rang.exclude(exchange_id__startswith=MANUAL)


def hung_up(since: datetime, until: datetime, *, within: timedelta) -> QuerySet[Call]:
    """Those of `answered_between` that ended less than `within` after they were answered (虚假接通)."""
    return answered_between(since, until).filter(ended_at__lt=F("answered_at") + within)
