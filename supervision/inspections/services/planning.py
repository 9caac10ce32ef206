"""A visit is planned: where, when, by whom, along which checklist."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused
from gangcheng_court.references import next_serial, random_code
from supervision.inspections import numbers, permissions
from supervision.inspections.data import PLACES
from supervision.inspections.enums import Kind
from supervision.inspections.models import Checklist, Inspection
from supervision.inspections.services import telling


@dataclass(frozen=True)
class NewInspection:
    kind: Kind
    title: str
    places: list[str]
    planned_on: date
    owner: User
    checklist: Checklist


@transaction.atomic
def plan(new: NewInspection, *, by: User, at: datetime) -> Inspection:
    """A visit with its number; whoever is sent is told, unless it is `by`.

    Raises NotYours for others than supervisors, Refused for a day that has passed, a place that is none, an owner who
    is not of the staff.
    """
    permissions.require_supervisor(by)
    if new.planned_on < court_date(at):
        raise Refused("计划日期不能早于今天，请重新选择。")
    if not new.places or not set(new.places) <= set(PLACES):
        raise Refused("请在列出的地点里至少选一处。")
    if not has_role(new.owner, *permissions.READERS):
        raise Refused("检查人要是本院在岗的工作人员，请另选一位。")
    row = Inspection(
        number=_number(new.kind, court_date(at)),
        kind=new.kind,
        title=new.title,
        places=new.places,
        planned_on=new.planned_on,
        owner=new.owner,
        checklist=new.checklist,
        planned_by=by,
        planned_at=at,
    )
    trail.save(row, by=by, because="安排检查", at=at)
    if new.owner != by:
        telling.owner(row, "inspection_planned", at=at)
    return row


def _number(kind: Kind, day: date) -> str:
    if kind == Kind.COVERT:
        return numbers.covert_number(day, random_code(8))
    return numbers.open_number(day, next_serial("inspection_serial"))
