"""下达整改: one or several findings of a visit are to be put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import NotYours, Refused
from supervision.inspections import permissions
from supervision.inspections.models import Finding, Inspection
from supervision.rectification.enums import Source
from supervision.rectification.models import Order
from supervision.rectification.services import NewOrder, order

LONGEST_TITLE = 100


@dataclass(frozen=True)
class Wish:
    """Of which finding (its number), by whom, until when, and what is to be done."""

    finding: str
    owner: User
    until: date
    requirement: str


@transaction.atomic
def order_rectifications(inspection_id: int, wishes: Sequence[Wish], *, by: User, at: datetime) -> list[Order]:
    """Order all of them, or none; a finding whose order still runs answers that order.

    Raises NotYours for others than supervisors and for a covert visit that is not published, Refused for a finding of
    another visit and for what `rectification.services.order` refuses.
    """
    row = Inspection.objects.locked(pk=inspection_id)
    if not permissions.may_order(by, row):
        raise NotYours
    findings = {finding.number: finding for finding in row.findings.select_related("item")}
    if unknown := [wish.finding for wish in wishes if wish.finding not in findings]:
        raise Refused(f"{'、'.join(unknown)} 不是这次检查发现的问题，请刷新页面。")
    return [order(_new(findings[wish.finding], wish), by=by, at=at) for wish in wishes]


def _new(finding: Finding, wish: Wish) -> NewOrder:
    return NewOrder(
        source=Source.INSPECTION,
        reference=finding.number,
        topic=finding.code,
        title=f"{finding.item.group}：{finding.item.words}"[:LONGEST_TITLE],
        requirement=wish.requirement,
        owner=wish.owner,
        until=wish.until,
    )
