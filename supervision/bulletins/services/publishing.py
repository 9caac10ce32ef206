"""送审、审批、发布、撤回: written by one person, approved by another, told to whom it is for."""

import re
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Length
from django.urls import reverse

from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused, WrongState
from supervision.bulletins import permissions, workflow
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.models import Bulletin

COMPLAINT_NUMBER = re.compile(r"TS\d{8}-\d+")


@transaction.atomic
def submit(bulletin_id: int, *, by: User, at: datetime) -> Bulletin:
    """Send a draft to be approved. Raises Refused when a public one names somebody, or any one a complaint."""
    row = Bulletin.objects.locked(pk=bulletin_id)
    permissions.require_drafter(by)
    workflow.move(row, Status.SUBMITTED)
    require_clean(row)
    trail.save(row, by=by, because="送审", at=at, fields=["status"])
    for person in _approvers(row):
        _tell(person, row, "bulletin_submitted", key=f"submitted:{row.pk}:{row.version}", at=at)
    return row


@transaction.atomic
def return_to_draft(bulletin_id: int, *, words: str, by: User, at: datetime) -> Bulletin:
    """Give it back to be changed, with what is to be changed. Raises as `approve` does."""
    row = Bulletin.objects.locked(pk=bulletin_id)
    permissions.require_approver(by, row)
    workflow.move(row, Status.DRAFT)
    trail.save(row, by=by, because=f"退回修改：{words}", at=at, fields=["status"])
    key = f"returned:{row.pk}:{row.history.count()}"
    _tell(row.drafted_by, row, "bulletin_returned", key=key, at=at, words=words)
    return row


@transaction.atomic
def approve(bulletin_id: int, *, version: int, by: User, at: datetime) -> Bulletin:
    """Approve the text of `version`. Raises NotYours, Refused for who wrote in it, WrongState unless it waits."""
    row = Bulletin.objects.locked(pk=bulletin_id)
    permissions.require_approver(by, row)
    workflow.move(row, Status.APPROVED)
    if row.version != version:
        raise WrongState("这份通报刚刚改过，请看过新的版本以后再审批。")
    row.approved_by, row.approved_at = by, at
    trail.save(row, by=by, because="审批通过", at=at, fields=["status", "approved_by", "approved_at"])
    _tell(row.drafted_by, row, "bulletin_approved", key=f"approved:{row.pk}:{row.version}", at=at)
    return row


@transaction.atomic
def publish(bulletin_id: int, *, by: User, at: datetime) -> Bulletin:
    """Give it the next number of the year and put it out; the whole staff find it in their inbox.

    Raises NotYours for others than supervisors, WrongState unless approved, Refused as `submit` does.
    """
    row = Bulletin.objects.locked(pk=bulletin_id)
    permissions.require_drafter(by)
    workflow.move(row, Status.PUBLISHED)
    require_clean(row)
    row.year, row.published_at = court_date(at).year, at
    row.serial = _next_serial(row.year)
    trail.save(row, by=by, because="发布通报", at=at, fields=["status", "year", "serial", "published_at"])
    for person in _staff():
        _tell(person, row, "bulletin_published", key=f"published:{row.pk}", at=at)
    return row


@transaction.atomic
def withdraw(bulletin_id: int, *, reason: str, by: User, at: datetime) -> Bulletin:
    """Take it back, with a reason; its number stays its own. Who was told of it is told. Raises as `submit` does."""
    row = Bulletin.objects.locked(pk=bulletin_id)
    permissions.require_drafter(by)
    was_out = row.status == Status.PUBLISHED
    workflow.move(row, Status.WITHDRAWN)
    row.withdrawn_because = reason
    trail.save(row, by=by, because="撤回通报", at=at, fields=["status", "withdrawn_because"])
    for person in _staff() if was_out else []:
        _tell(person, row, "bulletin_withdrawn", key=f"withdrawn:{row.pk}", at=at, words=reason)
    return row


def require_clean(row: Bulletin) -> None:
    """Raises Refused when a bulletin names a complaint, or a public one a member of the staff."""
    for place, section in enumerate([{"heading": row.title, "text": ""}, *row.sections]):
        text = f"{section['heading']} {section['text']}"
        where = f"第 {place} 部分“{section['heading']}”" if place else "标题"
        if COMPLAINT_NUMBER.search(text):
            raise Refused(f"{where}里有投诉编号。通报里不能出现投诉，请删掉。")
        if row.audience == Audience.PUBLIC and (named := _named(text)):
            raise Refused(f"{where}里有工作人员的姓名“{named}”。公开的通报不能出现人名，请改成部门或者岗位。")


def _named(text: str) -> str:
    """The first name of a member of the staff that stands in `text`; empty when none does."""
    people = User.objects.filter(role__in=STAFF_ROLES).annotate(length=Length("name"), said=Value(text))
    found = people.filter(length__gte=2, said__contains=F("name")).order_by("pk").values_list("name", flat=True)
    return found.first() or ""


def _next_serial(year: int) -> int:
    with connection.cursor() as cursor:  # two that are published at once wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('bulletin'), %s)", [year])
    return (Bulletin.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1


def _staff() -> list[User]:
    return list(User.objects.filter(role__in=permissions.READERS, is_active=True).order_by("pk"))


def _approvers(row: Bulletin) -> list[User]:
    return [user for user in _staff() if permissions.may_approve(user, row)]


def _tell(person: User, row: Bulletin, template: str, *, key: str, at: datetime, words: str = "") -> None:
    outbox.queue(
        f"supervision/{template}",
        to=person,
        about=row.number or "通报",
        once=f"bulletin:{key}:{person.pk}",
        at=at,
        context={"bulletin": row, "words": words},
        url=reverse("supervision:bulletin", args=[row.pk]),
    )
