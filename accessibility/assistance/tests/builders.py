"""Starting states of requests: rows as they would be, made without the services under test."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from accessibility.assistance import deadlines, numbers
from accessibility.assistance.enums import Help, Source, State, StepKind
from accessibility.assistance.models import Assistance, AssistanceStep
from accessibility.assistance.services import NewAssistance, steps
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP, ASSISTANCE_ON_TIME

NOW = court_time("2026-06-16 09:00")  # Tuesday; 2026-06-19–21 are holidays
VISIT = court_time("2026-06-18 10:00")
PHONE = "13900002222"
_serial = itertools.count(1)


def make_clerk(**fields: Any) -> User:
    return make_user(Role.CLERK, **{"department": make_department()} | fields)


def make_chief(**fields: Any) -> User:
    return make_user(Role.CHIEF, **{"department": make_department()} | fields)


def make_assistance(*, state: State = State.ASKED, at: datetime = NOW, **fields: Any) -> Assistance:
    """A request with its limits; one that was arranged has a clerk as its owner, one that ended did so at its visit."""
    owned = state in (State.ARRANGED, State.READY, State.DONE)
    arrives_at = fields.get("arrives_at", VISIT)
    ended = state in (State.DONE, State.DECLINED, State.CANCELLED)
    values = {
        "number": numbers.assistance_number(court_date(at), 900000 + next(_serial)),
        "kinds": [Help.WHEELCHAIR],
        "source": Source.ONLINE,
        "name": "张玥喆",
        "phone": PHONE,
        "arrives_at": arrives_at,
        "asked_at": at,
        "ended_at": arrives_at if ended else None,
    }
    if owned and "owner" not in fields:
        values["owner"] = make_clerk()
    row = Assistance.objects.create(state=state, **values | fields)
    AssistanceStep.objects.create(assistance=row, kind=StepKind.ASKED, at=at)
    limit = steps.open_limit(row, ASSISTANCE_ON_TIME, deadlines.on_time(at, row.arrives_at), at=at)
    if state not in (State.ASKED, State.ARRANGED):
        limit.met_at = row.arrives_at - timedelta(minutes=10)
        limit.save()
    if state == State.DONE:
        period = deadlines.follow_up(row.ended_at, 3, calendar.load())
        steps.open_limit(row, ASSISTANCE_FOLLOW_UP, period, at=row.ended_at)
    return row


def new_assistance(*kinds: Help, **fields: Any) -> NewAssistance:
    """What somebody asks for."""
    values = {"source": Source.ONLINE, "arrives_at": VISIT, "name": "张玥喆", "phone": PHONE}
    return NewAssistance(kinds=kinds or (Help.WHEELCHAIR,), **values | fields)
