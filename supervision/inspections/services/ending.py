"""A visit is finished, published or cancelled."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused
from supervision.inspections import numbers, permissions, queries, workflow
from supervision.inspections.enums import Status, Verdict
from supervision.inspections.models import Finding, Inspection
from supervision.inspections.services import telling


@transaction.atomic
def finish(inspection_id: int, *, by: User, at: datetime, summary: str = "") -> Inspection:
    """The visit is over: every item that failed becomes a finding, a repeat is marked.

    Refused while an item has no answer, or a failed one has no words.
    """
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_owner(by, row)
    workflow.require(row, Status.UNDER_WAY)
    items, answers = list(row.checklist.items.all()), queries.holding_answers(row)
    if left := [item.position for item in items if item.pk not in answers]:
        raise Refused(f"还有 {len(left)} 项没有检查：第 {_listed(left)} 项。确实看不到的，请选“不适用”。")
    failed = [item for item in items if answers[item.pk].verdict == Verdict.FAILED]
    if mute := [item.position for item in failed if not answers[item.pk].words]:
        raise Refused(f"不合格的要写明情况：第 {_listed(mute)} 项。")
    workflow.move(row, Status.DONE)
    row.done_at, row.summary = at, summary
    trail.save(row, by=by, because="完成检查", at=at, fields=["status", "done_at", "summary"])
    for position, item in enumerate(failed, start=1):
        said = answers[item.pk]
        Finding.objects.create(
            number=numbers.finding_number(row.number, position),
            inspection=row,
            item=item,
            code=item.code,
            place=said.place or row.places[0],
            department=said.department,
            person=said.person,
            words=said.words,
            found_at=at,
        )
    _mark_repeats(row)
    return row


@transaction.atomic
def publish(inspection_id: int, *, by: User, at: datetime) -> Inspection:
    """From now on the house reads it; the heads of the departments concerned are told."""
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_settler(by, row)
    workflow.move(row, Status.PUBLISHED)
    row.published_at, row.published_by = at, by
    trail.save(row, by=by, because="公布检查结果", at=at, fields=["status", "published_at", "published_by"])
    _mark_repeats(row)
    concerned = row.findings.values("department")
    heads = User.objects.filter(role=Role.CHIEF, is_active=True, department__in=concerned).order_by("pk")
    telling.people(heads, row, "inspection_published", at=at)
    return row


@transaction.atomic
def cancel(inspection_id: int, *, by: User, at: datetime, reason: str) -> Inspection:
    """The visit does not take place, or is broken off; what was answered stays. Refused without a reason."""
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_settler(by, row)
    if not reason:
        raise Refused("请写明取消的原因。")
    workflow.move(row, Status.CANCELLED)
    row.cancelled_because = reason
    trail.save(row, by=by, because=f"取消检查：{reason}"[:100], at=at, fields=["status", "cancelled_because"])
    if by != row.owner:
        telling.owner(row, "inspection_cancelled", at=at)
    return row


def _mark_repeats(row: Inspection) -> None:
    for finding in row.findings.filter(repeats=None):
        since = finding.found_at - timedelta(days=settings.INSPECTION_REPEAT_DAYS)
        if earlier := queries.earlier_finding(finding, since):
            finding.repeats = earlier
            finding.save(update_fields=["repeats"])


def _listed(positions: list[int]) -> str:
    return "、".join(map(str, positions))
