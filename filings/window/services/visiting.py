"""A visit to the window: begun with a name, ended with what came of it."""

from datetime import datetime

from django.db import transaction

from filings.intake.enums import Channel, Status
from filings.intake.models import Assistance, Filing
from filings.window import permissions
from filings.window.enums import NEEDS_REASON, VisitResult
from filings.window.models import Visit
from filings.window.services import assisting
from filings.window.services.people import Person
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.errors import Refused, WrongState

TOLD = frozenset({Status.CORRECTION, Status.RETURNED, Status.REJECTED})
"""Where a filing stands after a complete notice or a written decision."""


@transaction.atomic
def begin(name: str, *, by: User, at: datetime) -> Visit:
    """Somebody stands at the window. From here on the visit must end with a result."""
    require_role(by, *permissions.CLERKS)
    visit = Visit(name=name, clerk=by, began_at=at)
    trail.save(visit, by=by, because="开始接待", at=at)
    return visit


@transaction.atomic
def identify(visit_id: int, *, phone: str, by: User, at: datetime, person: Person | None = None) -> Assistance:
    """Who it is, by phone; made on the spot without an account. What follows is as in `assisting.ask`.

    Asking again, for a phone that was mistyped, leaves the first request without effect.
    """
    visit = _unidentified(visit_id, by=by, at=at)
    return _known(visit, assisting.ask(phone, by=by, at=at, channel=Channel.ON_SITE, person=person), by=by, at=at)


@transaction.atomic
def identify_by_document(
    visit_id: int, *, person: Person, because: str, contact: str = "", by: User, at: datetime
) -> Assistance:
    """Who it is, by the document alone, for whoever gives no phone. What follows is as in `open_without_phone`."""
    visit = _unidentified(visit_id, by=by, at=at)
    opened = assisting.open_without_phone(person, because=because, contact=contact, by=by, at=at)
    return _known(visit, opened, by=by, at=at)


@transaction.atomic
def end_visit(visit_id: int, *, by: User, at: datetime, reason: str = "") -> Visit:
    """End the visit with what came of it; without registration or a complete notice only with the reason.

    By its clerk, or by the chief when the clerk has left. A second end is refused, naming the first.
    """
    visit = Visit.objects.locked(visit_id)
    if by.role == Role.CHIEF:
        require_role(by, Role.CHIEF)
    else:
        permissions.require_clerk(by, visit)
    if visit.ended_at:
        ended_by = trail.history(visit)[0].history_user
        ended = f"{visit.ended_at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}"
        raise WrongState(f"这次接待已由{ended_by}于{ended}结束，结果是“{visit.get_result_display()}”。")
    result = result_of(visit.filing)
    if result in NEEDS_REASON and not reason.strip():
        raise Refused(f"结果是“{result.label}”：没有当场立案，也没有一次性告知，请写明理由再结束接待。")
    visit.result, visit.ended_at = result, at
    visit.reason = reason.strip() if result in NEEDS_REASON else ""
    trail.save(visit, by=by, because=f"结束接待：{result.label}", at=at, fields=["result", "ended_at", "reason"])
    if visit.assistance and not visit.assistance.ended_at:
        assisting.close(Assistance.objects.locked(visit.assistance_id), by=by, at=at, because="结束接待")
    return visit


def result_of(filing: Filing | None) -> VisitResult:
    """What a visit about this filing came to, if it ended now."""
    if filing is None or not filing.number or filing.status == Status.WITHDRAWN:
        return VisitResult.NOTHING
    if filing.status == Status.ACCEPTED:
        return VisitResult.REGISTERED
    if filing.status == Status.TRANSFERRED:
        return VisitResult.TRANSFERRED
    return VisitResult.NOTICE_GIVEN if filing.status in TOLD else VisitResult.RECEIVED


def _unidentified(visit_id: int, *, by: User, at: datetime) -> Visit:
    """The locked visit; a request to somebody who turned out to be another is ended."""
    visit = _going_on(visit_id, by=by)
    if visit.assistance and visit.assistance.opened_at:
        raise WrongState("来访人的身份已经核实。")
    if visit.assistance and not visit.assistance.ended_at:
        assisting.close(Assistance.objects.locked(visit.assistance_id), by=by, at=at, because="改用别的号码或者证件")
    return visit


def _known(visit: Visit, assistance: Assistance, *, by: User, at: datetime) -> Assistance:
    visit.assistance = assistance
    trail.save(visit, by=by, because=f"来访人的账号：{assistance.citizen}", at=at, fields=["assistance"])
    return assistance


def _going_on(visit_id: int, *, by: User) -> Visit:
    visit = Visit.objects.locked(visit_id)
    permissions.require_clerk(by, visit)
    if visit.ended_at:
        raise WrongState("这次接待已经结束。")
    return visit
