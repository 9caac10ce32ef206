"""Starting states of the review desk."""

from datetime import date, datetime, timedelta
from typing import Any

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import SUBMITTED, make_submitted
from filings.review import rounds
from filings.review.deadlines import CORRECTION_PERIOD
from filings.review.enums import Document, Outcome, ProposalKind
from filings.review.models import (
    CorrectionItem,
    CorrectionNotice,
    EffectCheck,
    EffectInquiry,
    Judgement,
    Proposal,
    ReviewLimit,
    ReviewRound,
    ServiceRecord,
)
from filings.review.services import judging
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import THREE_DAY_REVIEW

RECEIVED = court_time(SUBMITTED)  # Wednesday; 2026-06-19–21 are holidays, so both limits fall in the next week
NOW = RECEIVED + timedelta(hours=4)
OPEN = (Status.SUBMITTED, Status.UNDER_REVIEW, Status.AWAITING_APPROVAL)


def make_clerk(**fields: Any) -> User:
    return make_user(Role.CLERK, **fields)


def make_chief(**fields: Any) -> User:
    return make_user(Role.CHIEF, **fields)


def make_waiting(*, at: datetime = RECEIVED, **fields: Any) -> Filing:
    """A filing that nobody has taken, its first round opened at `at`."""
    filing = make_submitted(at=at, **fields)
    rounds.open_round(filing, at=at)
    return filing


def make_taken(reviewer: User, *, at: datetime = RECEIVED, **fields: Any) -> Filing:
    """A filing under review by `reviewer`."""
    filing = make_waiting(at=at, **fields)
    round_ = filing.rounds.get()
    round_.reviewer, round_.taken_at = reviewer, at
    round_.save()
    round_.limits.update(responsible=reviewer)
    return put_in(Status.UNDER_REVIEW, filing)


def put_in(status: Status, filing: Filing, **fields: Any) -> Filing:
    """The filing as it is in `status`: with its round closed where that status has none open."""
    if status == Status.ACCEPTED:
        fields.setdefault("case_number", f"（2026）鲁0117民初{filing.pk + 100000}号")
    Filing.objects.filter(pk=filing.pk).update(status=status, **fields)
    if status not in OPEN:
        outcome = {Status.ACCEPTED: Outcome.ACCEPTED, Status.CORRECTION: Outcome.CORRECTION}
        for round_ in filing.rounds.filter(closed_at__isnull=True):
            rounds.close(round_, outcome.get(status, Outcome.WRONG_COURT), by=round_.reviewer, at=NOW)
    filing.refresh_from_db()
    return filing


def judge_all(filing: Filing, *, failed: tuple[str, ...] = (), by: User | None = None) -> ReviewRound:
    """A word on every checklist item of the open round: passed, but for `failed`."""
    round_ = filing.rounds.get(closed_at__isnull=True)
    for item in judging.checklist_of(filing):
        Judgement.objects.update_or_create(
            round=round_,
            item=item.code,
            defaults={"passed": item.code not in failed, "by": by or round_.reviewer, "at": NOW},
        )
    return round_


def make_correction(
    reviewer: User, *, targets: tuple[str, ...] = ("slot:identity",), at: datetime = NOW, due_at: datetime | None = None
) -> Filing:
    """A filing whose first round ended in a correction notice that opened `targets`."""
    filing = make_taken(reviewer)
    round_ = judge_all(filing)
    notice = CorrectionNotice.objects.create(
        round=round_,
        promise=CORRECTION_PERIOD,
        reference=str(round_),
        started_at=at,
        due_at=due_at or court_time("2026-06-25"),
        rule="7d 登记立案规定第七条",
        issued_by=reviewer,
    )
    for position, target in enumerate(targets):
        CorrectionItem.objects.create(notice=notice, position=position, item="identity", target=target, text="请补正")
    for row in [filing, *filing.parties.all()]:
        row._history_date = at
        row.save()
    return put_in(Status.CORRECTION, filing, open_targets=list(targets))


def make_second_round(reviewer: User, *, targets: tuple[str, ...] = ("slot:identity",), at: datetime) -> Filing:
    """A filing under review again, whose correction was handed in at `at` without any change made."""
    filing = make_correction(reviewer, targets=targets)
    Filing.objects.filter(pk=filing.pk).update(open_targets=[])
    rounds.open_round(filing, at=at)
    filing.rounds.filter(closed_at__isnull=True).update(reviewer=reviewer, taken_at=at)
    return put_in(Status.UNDER_REVIEW, filing)


def make_proposal(filing: Filing, kind: ProposalKind = ProposalKind.REJECTION, *, by: User | None = None) -> Proposal:
    """A proposal that waits for its answer."""
    round_ = filing.rounds.get(closed_at__isnull=True)
    put_in(Status.AWAITING_APPROVAL, filing)
    return Proposal.objects.create(
        round=round_,
        kind=kind,
        reasons="起诉的事项不属于法院受案范围",
        proposed_by=by or round_.reviewer,
        proposed_at=NOW,
    )


def make_enforcement(reviewer: User, **fields: Any) -> Filing:
    """An application for enforcement under review by `reviewer`."""
    details = {
        "basis_kind": "judgment",
        "basis_number": "（2026）鲁0117民初9号",
        "basis_issuer": "济南市钢城区人民法院",
    }
    return make_taken(reviewer, kind="enforcement", details=details, **fields)


def make_check(filing: Filing, **dates: date | None) -> EffectCheck:
    """What is known of a first-instance judgment; `dates` by party, None for one that nobody knows."""
    check = EffectCheck.objects.create(filing=filing, document=Document.JUDGMENT, at=NOW)
    for position, (party, served) in enumerate(dates.items()):
        ServiceRecord.objects.create(check_of=check, position=position, party=party, served_on=served)
    return check


def make_inquiry(filing: Filing, *, by: User, **fields: Any) -> EffectInquiry:
    """A question that waits, about 张玥喆's date."""
    make_check(filing, 张玥喆=None)
    values = {"question": "请核实判决书送达张玥喆的日期。", "asked_at": NOW}
    return EffectInquiry.objects.create(filing=filing, asked_by=by, **values | fields)


def make_limit(due_at: datetime, **fields: Any) -> ReviewLimit:
    """An open three-day limit of a first review round that started four days before it ends."""
    started_at = fields.pop("started_at", due_at - timedelta(days=4))
    filing = make_submitted(at=started_at)
    values = {
        "round": ReviewRound.objects.create(filing=filing, number=1, opened_at=started_at),
        "promise": THREE_DAY_REVIEW.code,
        "reference": f"{filing.number}/1",
        "started_at": started_at,
        "due_at": due_at,
        "department": make_department(),
        "rule": "3d 承诺六",
        "calendar_version": "test",
    }
    return ReviewLimit.objects.create(**values | fields)
