"""Who has a filing: taken by the first who asks, assigned by the chief, given back."""

from datetime import datetime

from django.db import transaction

from filings.intake import workflow
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import permissions, rounds
from filings.review.models import ReviewRound
from filings.review.services import telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def take(filing_id: int, *, by: User, at: datetime) -> ReviewRound:
    """Put the filing into the hands of the first who asks; a later one is told who has it."""
    filing = Filing.objects.locked(filing_id)
    permissions.require_reviewer(by, filing)
    round_ = rounds.current(filing)
    if round_.reviewer:
        taken = f"{round_.taken_at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}"
        who = "您" if round_.reviewer == by else round_.reviewer
        raise WrongState(f"该立案申请已由{who}于{taken}领取。")
    return _hand_to(by, filing, round_, by=by, because="领取", at=at)


@transaction.atomic
def assign(filing_id: int, *, to: User, reason: str = "", by: User, at: datetime) -> ReviewRound:
    """The chief gives the filing to a reviewer, who is told. Taking it from another needs a reason.

    Refuses a reviewer who must stay away, and a filing whose proposal waits for an answer.
    """
    filing = Filing.objects.locked(filing_id)
    permissions.require_chief(by, filing)
    round_ = rounds.current(filing)
    if filing.status == Status.AWAITING_APPROVAL:
        raise WrongState("该立案申请正在复核，请先答复报批，再改派。")
    if to.role not in permissions.REVIEWERS or not to.is_active:
        raise Refused(f"{to}不是立案庭的在岗人员，请另选审核人。")
    if permissions.unfit(to, filing):
        raise Refused(f"{to}与本件有应当回避的关系，或者协助填写过本件，请另选审核人。")
    if round_.reviewer == to:
        raise WrongState(f"该立案申请已经由{to}办理。")
    if round_.reviewer and not reason.strip():
        raise Refused("请写明改派的理由。")
    because = f"改派{to}办理：{reason.strip()}" if round_.reviewer else f"指派{to}办理"
    round_ = _hand_to(to, filing, round_, by=by, because=because, at=at)
    telling.staff(to, filing, "assigned", key=f"{telling.key_of(round_)}:{at.isoformat()}", at=at)
    return round_


@transaction.atomic
def give_back(filing_id: int, *, reason: str, by: User, at: datetime) -> ReviewRound:
    """Put the filing back among those waiting to be taken; the clock runs on."""
    filing = Filing.objects.locked(filing_id)
    round_ = rounds.in_hand(filing, by=by)
    if not reason.strip():
        raise Refused("请写明退回待认领的理由。")
    workflow.move(filing, Status.SUBMITTED)
    because = f"退回待认领：{reason.strip()}"
    trail.save(filing, by=by, because=because, at=at, fields=["status"])
    _make_responsible(None, round_, at=at)
    round_.reviewer = round_.taken_at = None
    trail.save(round_, by=by, because=because, at=at, fields=["reviewer", "taken_at"])
    return round_


def _hand_to(person: User, filing: Filing, round_: ReviewRound, *, by: User, because: str, at: datetime) -> ReviewRound:
    if filing.status == Status.SUBMITTED:
        workflow.move(filing, Status.UNDER_REVIEW)
        trail.save(filing, by=by, because=because, at=at, fields=["status"])
    _make_responsible(person, round_, at=at)
    round_.reviewer, round_.taken_at = person, at
    trail.save(round_, by=by, because=because, at=at, fields=["reviewer", "taken_at"])
    return round_


def _make_responsible(person: User | None, round_: ReviewRound, *, at: datetime) -> None:
    """The limits that still run go with the filing; one that has passed stays with whom it passed."""
    round_.limits.open().filter(due_at__gt=at).update(responsible=person)
