"""Starting states for tests of calls."""

from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from hotline.calls.enums import CallResult, EventSource
from hotline.calls.models import Call, Extension
from hotline.calls.rules.reduction import Told

CALLER = "13800000001"


def moment(text: str) -> datetime:
    """On Monday, 23 November 2026, in hours at 10:00."""
    return court_time(f"2026-11-23 {text}")


NOW = moment("10:30")


def told(kind: str, at: str, **more: Any) -> Told:
    """One event of the call "c-1", told over the API."""
    given = {"exchange_id": "c-1", "source": EventSource.API, "caller": CALLER}
    return Told(kind=kind, at=moment(at), **given | more)


def make_operator(**fields: Any) -> User:
    return make_user(Role.OPERATOR, **{"department": make_department("hotline", "12368 诉讼服务热线")} | fields)


def make_extension(number: str = "8001") -> Extension:
    return Extension.objects.create(number=number, operator=make_operator())


def make_call(**fields: Any) -> Call:
    """An answered call of a new number, ended, in hours."""
    number = Call.objects.count() + 1
    rang_at = fields.get("rang_at", moment("10:00"))
    given = {
        "exchange_id": f"made-{number}",
        "caller": f"139{number:08}",
        "rang_at": rang_at,
        "result": CallResult.ANSWERED,
        "in_hours": True,
        "ended_at": rang_at,
    }
    given["answered_at"] = rang_at if fields.get("result", CallResult.ANSWERED) == CallResult.ANSWERED else None
    return Call.objects.create(**given | fields)
