"""办: from 受理告知 to 办结. Each locks the complaint, and what came from 12368 is done to its ticket as well.

Whoever it is about, and whoever is not of the desk, gets NotYours; a state the step does not fit, WrongState.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.errors import Refused
from gangcheng_court.promises import COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER
from supervision.complaints import deadlines, permissions, workflow
from supervision.complaints.enums import Finding, Level, Source, Status, StepKind, Subject
from supervision.complaints.models import Complaint, ComplaintLimit, Message
from supervision.complaints.rules.remedies import AFTER_A_PETITION, REMEDIES
from supervision.complaints.services import steps, telling, ticket_work
from supervision.rectification.enums import Source as OrderSource
from supervision.rectification.models import Order
from supervision.rectification.services import NewOrder, order

OPEN = (Status.RECEIVED, Status.IN_HAND)
HELD = (Finding.JUSTIFIED, Finding.PARTLY)
ACKNOWLEDGED = "投诉已经受理，正在办理。"


@transaction.atomic
def acknowledge(complaint_id: int, *, by: User, at: datetime, words: str = "") -> Complaint:
    """Tell the person that it is being worked on; whoever does it owns it, unless somebody does already."""
    complaint = _handled(complaint_id, by, Status.RECEIVED)
    if complaint.owner is None:
        _own(complaint, by)
    workflow.move(complaint, Status.IN_HAND)
    complaint.acknowledged_at = at
    ticket_work.write(complaint, by=by, at=at, words=words or ACKNOWLEDGED)
    _meet(complaint, COMPLAINT_ACKNOWLEDGEMENT.code, at=at)
    steps.save(complaint, by=by, at=at, because="受理告知", fields=["status", "owner", "acknowledged_at"])
    step = steps.add(complaint, StepKind.ACKNOWLEDGED, by=by, at=at, words=words or ACKNOWLEDGED)
    telling.complainant(complaint, "complaint_acknowledged", key=str(step.pk), at=at)
    return complaint


@transaction.atomic
def assign(complaint_id: int, *, by: User, at: datetime, owner: User) -> Complaint:
    """Give it to one of the desk; `permissions.require_fit_owner` says to whom not. The owner is told."""
    complaint = _handled(complaint_id, by, *OPEN)
    if complaint.owner == owner:
        raise Refused(f"这件投诉已经由{owner}承办。")
    _own(complaint, owner)
    ticket_work.assign(complaint, by=by, at=at)
    steps.save(complaint, by=by, at=at, because="交办", fields=["owner"])
    step = steps.add(complaint, StepKind.ASSIGNED, by=by, at=at, words=f"交给{owner}")
    if owner != by:
        telling.staff([owner], complaint, "complaint_assigned", key=str(step.pk), at=at)
    return complaint


@transaction.atomic
def note(complaint_id: int, *, by: User, at: datetime, words: str) -> Complaint:
    """Write down what was done; the complainant does not read it."""
    complaint = _handled(complaint_id, by, *OPEN, Status.ANSWERED)
    steps.add(complaint, StepKind.NOTED, by=by, at=at, words=words)
    return complaint


@transaction.atomic
def write(complaint_id: int, *, by: User, at: datetime, words: str) -> Complaint:
    """A message to the complainant: read with the code, or sent by 12368. Refused where neither leads to them."""
    complaint = _handled(complaint_id, by, *OPEN)
    if complaint.source not in (Source.WEB, Source.HOTLINE):
        raise Refused("这件投诉没有查询码。请打电话或者写信告诉投诉人，再写一条办理记录。")
    ticket_work.write(complaint, by=by, at=at, words=words)
    message = Message.objects.create(complaint=complaint, by=by, at=at, text=words)
    if complaint.ticket:
        steps.save(complaint, by=by, at=at, because="答复当事人", fields=[])
    telling.complainant(complaint, "complaint_message", key=str(message.pk), at=at)
    return complaint


@transaction.atomic
def grade(complaint_id: int, *, by: User, at: datetime, level: Level) -> Complaint:
    """Set how serious it is."""
    complaint = _handled(complaint_id, by, *OPEN)
    complaint.level = level
    steps.save(complaint, by=by, at=at, because="定级", fields=["level"])
    steps.add(complaint, StepKind.NOTED, by=by, at=at, words=f"等级定为“{Level(level).label}”")
    return complaint


@transaction.atomic
def answer(
    complaint_id: int,
    *,
    by: User,
    at: datetime,
    finding: Finding,
    words: str,
    measure: str = "",
    remedies: Sequence[str] = (),
) -> Complaint:
    """The owner answers, and both limits are met; nobody answers twice, a second review has another owner.

    What is justified needs its measure; a matter for the courts (诉访分离) the remedies by code, whose court and period
    are put into the answer. The answer to a petition says how it may be reviewed, twice and no more.
    """
    complaint = _handled(complaint_id, by, *OPEN)
    if complaint.owner is not None and complaint.owner != by:
        raise Refused(f"这件投诉由{complaint.owner}承办，请承办人答复，或者先改由您承办。")
    _own(complaint, by)
    if finding == Finding.ELSEWHERE:
        raise Refused("请选择属实、部分属实、不属实，或者应走诉讼程序。")
    if finding in HELD and not measure:
        raise Refused("认定属实的，要写明采取了什么措施。")
    if finding == Finding.REMEDY and not remedies:
        raise Refused("应走诉讼程序的，要告诉当事人走哪条路、找哪个法院、多长时间。请选择至少一项。")
    workflow.move(complaint, Status.ANSWERED)
    complaint.finding, complaint.measure = finding, measure
    complaint.answer = _full(complaint, words, remedies)
    complaint.answered_by, complaint.answered_at = by, at
    complaint.acknowledged_at = complaint.acknowledged_at or at
    ticket_work.reply(complaint, by=by, at=at)
    _meet(complaint, COMPLAINT_ACKNOWLEDGEMENT.code, COMPLAINT_ANSWER.code, at=at)
    fields = ["status", "owner", "finding", "measure", "answer", "answered_by", "answered_at", "acknowledged_at"]
    steps.save(complaint, by=by, at=at, because="答复", fields=fields)
    step = steps.add(complaint, StepKind.ANSWERED, by=by, at=at, words=f"结论：{Finding(finding).label}")
    telling.complainant(complaint, "complaint_answered", key=str(step.pk), at=at)
    return complaint


@transaction.atomic
def close(complaint_id: int, *, by: User, at: datetime) -> Complaint:
    """办结, once it was answered."""
    complaint = _handled(complaint_id, by, Status.ANSWERED)
    workflow.move(complaint, Status.CLOSED)
    complaint.closed_at = at
    ticket_work.close(complaint, by=by, at=at)
    steps.save(complaint, by=by, at=at, because="办结", fields=["status", "closed_at"])
    steps.add(complaint, StepKind.CLOSED, by=by, at=at)
    return complaint


@transaction.atomic
def extend(
    complaint_id: int, *, by: User, at: datetime, reason: str, days: int = deadlines.EXTENSION_DAYS
) -> Complaint:
    """A complicated petition has up to thirty days more, once, before the sixty are over (信访工作条例 34); it is told.

    The first limit is closed by the decision; the further one is a new limit that runs from its end.
    """
    complaint = _handled(complaint_id, by, Status.IN_HAND)
    if complaint.subject != Subject.PETITION:
        raise Refused("只有信访事项可以延长办理期限。")
    if not 0 < days <= deadlines.EXTENSION_DAYS:
        raise Refused(f"最多延长 {deadlines.EXTENSION_DAYS} 日，请重新填写天数。")
    if complaint.ticket:
        ticket_work.extend(complaint, by=by, at=at, reason=reason)
    else:
        _extend(complaint, days, at=at)
    steps.save(complaint, by=by, at=at, because="延长期限", fields=[])
    step = steps.add(complaint, StepKind.EXTENDED, by=by, at=at, words=f"办理期限延长。理由：{reason}")
    telling.complainant(complaint, "complaint_extended", key=str(step.pk), at=at)
    return complaint


@transaction.atomic
def rectify(
    complaint_id: int, *, by: User, at: datetime, title: str, requirement: str, owner: User, until: date
) -> Order:
    """Order what the complaint has shown to be put right; whoever it is kept from learns nothing of the order either.

    Raises what `rectification.services.order` raises. One order at a time runs for a complaint.
    """
    complaint = _handled(complaint_id, by, Status.IN_HAND, Status.ANSWERED)
    if permissions.is_about(owner, complaint):
        raise Refused("整改责任人不能是被投诉的人，也不能在被投诉的部门。请另选一位。")
    new = NewOrder(
        source=OrderSource.COMPLAINT,
        reference=complaint.number,
        topic=f"投诉：{complaint.get_subject_display().partition('（')[0]}",
        title=title,
        requirement=requirement,
        owner=owner,
        until=until,
        kept_from=complaint.kept_from,
    )
    row = order(new, by=by, at=at)
    if row.ordered_at != at:
        raise Refused(f"这件投诉已经有一份整改通知 {row.number} 在办理，销号以后才能再下达。")
    steps.add(complaint, StepKind.RECTIFIED, by=by, at=at, words=f"{row.number}：{title}，责任人{owner}")
    return row


def _handled(complaint_id: int, by: User, *statuses: Status) -> Complaint:
    """The locked complaint, when `by` may work on it and it is in one of these states."""
    complaint = Complaint.objects.locked(pk=complaint_id)
    permissions.require_handler(by, complaint)
    workflow.require(complaint, *statuses)
    return complaint


def _own(complaint: Complaint, owner: User) -> None:
    """Who owns it answers for its open limits."""
    permissions.require_fit_owner(owner, complaint)
    complaint.owner = owner
    complaint.limits.open().update(responsible=owner, department=owner.department)


def _meet(complaint: Complaint, *promises: str, at: datetime) -> None:
    complaint.limits.open().filter(promise__in=promises).update(met_at=at)


def _full(complaint: Complaint, words: str, remedies: Sequence[str]) -> str:
    parts = [words, *(str(REMEDIES[code]) for code in remedies)]
    if complaint.subject == Subject.PETITION and not remedies:
        parts.append(AFTER_A_PETITION)
    return "\n".join(parts)


def _extend(complaint: Complaint, days: int, *, at: datetime) -> None:
    limit = complaint.limits.open().filter(promise=COMPLAINT_ANSWER.code).first()
    if limit is None or complaint.limits.filter(reference=_extended(complaint)).exists():
        raise Refused("已经延长过一次，不能再延长。")
    if limit.due_at <= at:
        raise Refused("期限已经过了，不能再延长。请尽快办结，超期已经记录。")
    _meet(complaint, COMPLAINT_ANSWER.code, at=at)
    legal, started = calendar.load(), limit.due_at - timedelta(microseconds=1)
    ComplaintLimit.objects.create(
        complaint=complaint,
        promise=COMPLAINT_ANSWER.code,
        reference=_extended(complaint),
        started_at=started,
        responsible=complaint.owner,
        department=limit.department,
        **obligations.terms(
            deadlines.extension(started, days, legal), rule=f"{deadlines.PETITION_BASIS}（延长）", calendar=legal
        ),
    )


def _extended(complaint: Complaint) -> str:
    return f"{complaint.number}/{complaint.round}延"
