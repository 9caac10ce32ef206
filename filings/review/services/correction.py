"""一次性补正: one complete notice (登记立案规定 7); a second about what was to be seen before needs the chief."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from filings.intake import workflow
from filings.intake.enums import Status
from filings.intake.models import Agent, Filing
from filings.review import deadlines, links, rounds
from filings.review.enums import LetterKind, Outcome, ProposalKind
from filings.review.models import CorrectionItem, CorrectionNotice, Proposal, ReviewRound
from filings.review.queries.changes import changed_targets, previous_notice
from filings.review.services import judging, letters, proposing, telling
from filings.review.services.judging import Defect
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, obligations
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused


@transaction.atomic
def ask_for_correction(filing_id: int, *, by: User, at: datetime) -> CorrectionNotice:
    """Send the one complete notice of everything that failed; the filer may change those parts and nothing else.

    Refused while an item is without a word, when nothing failed, and when something was there to be seen in an
    earlier round (then see `propose_second_correction`).
    """
    filing = Filing.objects.locked(filing_id)
    round_, defects = require_defects(filing, by=by)
    require_all_new(filing, round_, defects)
    return send(filing, round_, defects, issued_by=by, at=at)


@transaction.atomic
def propose_second_correction(filing_id: int, *, reasons: str, by: User, at: datetime) -> Proposal:
    """Put a notice that names something visible before to the chief; nothing goes out until it is approved."""
    filing = Filing.objects.locked(filing_id)
    round_, defects = require_defects(filing, by=by)
    if not visible_before(filing, round_, defects):
        raise Refused("本次补正的内容都是新材料引起的，不需要报批，请直接发出补正通知。")
    return proposing.propose(filing, round_, ProposalKind.SECOND_CORRECTION, reasons=reasons, by=by, at=at)


def visible_before(filing: Filing, round_: ReviewRound, defects: list[Defect]) -> list[Defect]:
    """The defects in parts that the filer has not changed since the last notice: they were there to be seen."""
    notice = previous_notice(round_)
    if not notice:
        return []
    changed = changed_targets(filing, notice.started_at)
    return [defect for defect in defects if defect.target not in changed]


def require_all_new(filing: Filing, round_: ReviewRound, defects: list[Defect]) -> None:
    """Raises Refused when a defect was there to be seen at the last notice."""
    if seen := visible_before(filing, round_, defects):
        titles = "；".join(defect.item.title for defect in seen)
        raise Refused(
            f"以下各项上一次就能发现，不得再次要求补正：{titles}。确有必要的，请写明理由，报立案庭负责人批准。"
        )


def send(
    filing: Filing,
    round_: ReviewRound,
    defects: list[Defect],
    *,
    issued_by: User,
    at: datetime,
    approved_by: User | None = None,
) -> CorrectionNotice:
    """Issue the notice for a locked filing: open the parts, end the round, send the letter and tell the filer."""
    seen = visible_before(filing, round_, defects)
    content = letter(filing, defects, at=at)
    notice = CorrectionNotice.objects.create(
        round=round_,
        promise=deadlines.CORRECTION_PERIOD,
        reference=telling.key_of(round_),
        started_at=at,
        responsible=filing.filer,
        issued_by=issued_by,
        approved_by=approved_by,
        **obligations.terms(content["period"], rule=deadlines.CORRECTION_BASIS, calendar=calendar.load()),
    )
    CorrectionItem.objects.bulk_create(
        CorrectionItem(
            notice=notice,
            position=position,
            item=defect.item.code,
            target=defect.target,
            text=defect.text,
            basis=defect.item.basis,
            visible_before=defect in seen,
        )
        for position, defect in enumerate(defects, start=1)
    )
    decided_by = approved_by or issued_by
    workflow.move(filing, Status.CORRECTION)
    filing.open_targets = sorted({defect.target for defect in defects})
    because = "再次补正（已批准）" if approved_by else Outcome.CORRECTION.label
    trail.save(filing, by=decided_by, because=because, at=at, fields=["status", "open_targets"])
    _keep_as_they_were(filing, by=decided_by, at=at)
    rounds.close(round_, Outcome.CORRECTION, by=decided_by, at=at)
    letters.issue(LetterKind.CORRECTION, filing, by=issued_by, at=at, **content)
    telling.filer(
        filing,
        "correction_asked",
        key=telling.key_of(round_),
        at=at,
        url=links.correction(filing),
        defects=defects,
        due_at=notice.due_at,
        last_day=content["last_day"],
    )
    return notice


def letter(filing: Filing, defects: list[Defect], *, at: datetime) -> dict[str, Any]:
    """What the correction letter says beyond the filing: each defect, and until when.

    The law fixes the time for some kinds (执行异议复议规定 2: three days); the court's setting fixes it for the others.
    """
    days = filing.kind_data.correction_days or settings.CORRECTION_DAYS
    period = deadlines.correction_period(court_date(at), days, calendar.load())
    return {"defects": defects, "days": days, "last_day": period.last_day, "period": period}


def require_defects(filing: Filing, *, by: User) -> tuple[ReviewRound, list[Defect]]:
    """The open round and what failed, when `by` may ask for a correction now; otherwise raises why not."""
    round_ = rounds.in_hand(filing, by=by)
    defects = judging.defects(filing, round_)
    if not defects:
        raise Refused("各项都已通过，没有需要补正的内容，可以准予立案。")
    return round_, defects


def _keep_as_they_were(filing: Filing, *, by: User, at: datetime) -> None:
    """Typing in a draft leaves no history, so that what a correction changes can be shown only from here."""
    for party in filing.parties.all():
        trail.save(party, by=by, because="补正前留存", at=at, fields=["position"])
    for agent in Agent.objects.filter(party__filing=filing):
        trail.save(agent, by=by, because="补正前留存", at=at, fields=["kind"])
