"""What whoever complained does afterwards, with the code and without an account."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.db import transaction
from django.db.models import Count, Sum

from gangcheng_court.core.deadlines import calendar, periods
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import services as documents
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import COMPLAINT_ANSWER
from supervision.complaints import numbers, workflow
from supervision.complaints.enums import Score, Status, StepKind
from supervision.complaints.models import Complaint, ComplaintFile, ComplaintLimit, Message
from supervision.complaints.services import drafting, steps, telling

NOT_FOUND = "没有查到这个查询码，请对照您记下的 16 位数字再试一次。"
WORK_FROM = 10
"""Failures in one minute from which every search costs the browser some work."""
MOST_MESSAGES, MOST_FILES = 100, 30


def is_busy(*, at: datetime) -> bool:
    """Whether so many codes were wrong within this minute that searching costs work."""
    return cache.get(_failures(at), 0) >= WORK_FROM


def find(code: str, *, at: datetime) -> Complaint:
    """The complaint of this code. Raises Refused, in the same words and after the same work for every failure.

    Failures are counted for everybody together, by the minute: no address is known. Many of them make every search
    cost work (`is_busy`) and shut nobody out: else a guesser would silence everybody who holds a code. Sixteen digits
    leave one in a hundred thousand million tries even among a hundred thousand complaints.
    """
    name = _failures(at)
    complaint = Complaint.objects.filter(code_hash=numbers.code_hash(code)).first()
    if complaint is None:
        cache.add(name, 0, timeout=120)
        cache.incr(name)
        raise Refused(NOT_FOUND)
    return complaint


@transaction.atomic
def add_message(complaint_id: int, *, text: str, at: datetime) -> Message:
    """One message of the complainant, told to its owner, else to the desk. Refused once it is closed."""
    complaint = _open(complaint_id)
    if complaint.messages.filter(by=None).count() >= MOST_MESSAGES:
        raise Refused("留言太多了。还有要说的，请拨打监督电话 0531-76881643。")
    message = Message.objects.create(complaint=complaint, by=None, at=at, text=text)
    telling.staff(telling.readers(complaint), complaint, "complaint_added", key=str(message.pk), at=at)
    return message


@transaction.atomic
def add_files(complaint_id: int, *, uploads: Iterable[File], at: datetime) -> list[ComplaintFile]:
    """More papers and pictures, all or none, told as a message is. Raises BadFile for a bad one and for too many."""
    complaint, added = _open(complaint_id), []
    for upload in uploads:
        own = complaint.files.filter(by=None).aggregate(count=Count("pk"), size=Sum("file__size", default=0))
        drafting.check_room(own["count"], own["size"], upload, most=MOST_FILES)
        file = documents.store(upload, by=None, at=at)
        added.append(ComplaintFile.objects.create(complaint=complaint, file=file, by=None, at=at))
    if added:
        telling.staff(telling.readers(complaint), complaint, "complaint_added", key=f"file{added[-1].pk}", at=at)
    return added


@transaction.atomic
def rate(complaint_id: int, *, score: Score, words: str = "", at: datetime) -> Complaint:
    """What the complainant thinks of the answer, once a round.

    Who is content, or has had the second review, closes it; who is not may still ask for the review.
    """
    complaint = Complaint.objects.locked(pk=complaint_id)
    workflow.require(complaint, Status.ANSWERED)
    if complaint.score:
        raise WrongState("您已经评价过了。")
    complaint.score = score
    steps.add(complaint, StepKind.RATED, by=None, at=at, words=words)
    fields = ["score"]
    if score != Score.DISSATISFIED or complaint.reviews:
        workflow.move(complaint, Status.CLOSED)
        complaint.closed_at = at
        steps.add(complaint, StepKind.CLOSED, by=None, at=at)
        fields += ["status", "closed_at"]
    steps.save(complaint, by=None, at=at, because="评价", fields=fields)
    telling.staff(telling.readers(complaint), complaint, "complaint_rated", key=str(complaint.round), at=at)
    return complaint


def review_until(complaint: Complaint) -> datetime | None:
    """The first moment too late to ask for a second review; None without an answer, and once there was one."""
    if complaint.reviews or complaint.status not in (Status.ANSWERED, Status.CLOSED):
        return None
    answered = court_date(complaint.answered_at)
    return periods.due_days(answered, settings.COMPLAINT_REVIEW_DAYS, calendar.load()).due_at


@transaction.atomic
def ask_review(complaint_id: int, *, reason: str, at: datetime) -> Complaint:
    """Ask once for a second review: the desk hands it to another owner, under a limit of its own.

    Refused a second time, ahead of the answer, and later than the setting COMPLAINT_REVIEW_DAYS.
    """
    complaint = Complaint.objects.locked(pk=complaint_id)
    if complaint.reviews:
        raise WrongState("已经申请过复查。对复查结果仍然不满意的，请向上一级法院反映。")
    workflow.require(complaint, Status.ANSWERED, Status.CLOSED)
    until = review_until(complaint)
    if until is None or at >= until:
        raise Refused("申请复查的时间已经过了。仍然不满意的，请向上一级法院反映。")
    workflow.move(complaint, Status.IN_HAND)
    complaint.reviews += 1
    complaint.owner, complaint.closed_at, complaint.score = None, None, ""
    ComplaintLimit.objects.bulk_create(steps.limits_of(complaint, [COMPLAINT_ANSWER], at=at))
    steps.add(complaint, StepKind.REVIEW_ASKED, by=None, at=at, words=reason)
    fields = ["status", "reviews", "owner", "closed_at", "score"]
    steps.save(complaint, by=None, at=at, because="申请复查", fields=fields)
    telling.staff(telling.desk(), complaint, "complaint_review", key="1", at=at)
    return complaint


def _open(complaint_id: int) -> Complaint:
    complaint = Complaint.objects.locked(pk=complaint_id)
    if complaint.status == Status.CLOSED:
        raise WrongState("这件事已经办结。还有别的事，请另外反映。")
    return complaint


def _failures(at: datetime) -> str:
    return f"complaint-not-found:{int(at.timestamp()) // 60}"
