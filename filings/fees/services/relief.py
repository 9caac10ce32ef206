"""司法救助: an application with proof, a proposal with written reasons, a second person's decision (44–51)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.core.files import File
from django.db import transaction

from filings.fees import permissions, workflow
from filings.fees.enums import KIND_OF, ChargeStatus, Occasion, ReliefGround, ReliefKind, ReliefStatus
from filings.fees.models import Charge, Relief, ReliefProof
from filings.fees.rules.adjusting import LEAST_REDUCTION
from filings.fees.services import charges, telling
from filings.intake.enums import CLOSED, PartyKind, Side, Status
from filings.intake.models import Filing
from filings.intake.permissions import require_filer
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import clock
from gangcheng_court.core.documents import services as documents
from gangcheng_court.errors import Refused, WrongState

UNDECIDED = (ReliefStatus.ASKED, ReliefStatus.PROPOSED)


@transaction.atomic
def apply_for(
    filing_id: int, *, ground: ReliefGround, statement: str, proofs: Sequence[File], by: User, at: datetime
) -> Relief:
    """The filer asks for relief, before the notice of payment or while it runs; the payer's days stop meanwhile.

    Refused without a statement and a proof (48), for an organisation that asks to pay nothing (44), while another
    application is undecided, and once the fee is paid, lapsed or settled otherwise.
    """
    filing = Filing.objects.locked(filing_id)
    require_filer(by, filing)
    kind = KIND_OF[ground]
    charge = _registration_charge(filing)
    _require_open(filing, charge)
    if not statement.strip() or not proofs:
        raise Refused("请写明困难的情况，并上传证明材料。")
    if kind == ReliefKind.WAIVE and _has_organisation(filing):
        raise Refused("免交只适用于自然人。单位有困难的，可以申请缓交或者减交。")
    relief = Relief(filing=filing, kind=kind, ground=ground, statement=statement.strip(), asked_by=by, asked_at=at)
    trail.save(relief, by=by, because=f"申请{kind.label}", at=at)
    for proof in proofs:
        ReliefProof.objects.create(relief=relief, file=documents.store(proof, by=by, at=at))
    if charge and charge.status == ChargeStatus.OPEN:
        charge.filing = filing
        charges.stop_asking(charge, at=at)
        workflow.move(charge, ChargeStatus.RELIEF_ASKED)
        trail.save(charge, by=by, because=f"申请{kind.label}", at=at, fields=["status"])
    telling.filer(filing, "relief_received", key=str(relief.pk), at=at, relief=relief)
    return relief


@transaction.atomic
def propose(
    relief_id: int,
    *,
    grant: bool,
    reasons: str,
    share: Decimal | None = None,
    until: date | None = None,
    by: User,
    at: datetime,
) -> Relief:
    """A clerk puts yes or no with written reasons before a second person: how much less (30 % or more), until when."""
    relief = locked(relief_id)
    permissions.require_desk(by, relief.filing)
    if not reasons.strip():
        raise Refused("请写明理由，理由会写入决定书。")
    if grant and relief.kind == ReliefKind.REDUCE and (share is None or not LEAST_REDUCTION <= share < 1):
        raise Refused("减交的比例不得低于百分之三十，也不能是全部。")
    if grant and relief.kind == ReliefKind.DEFER and (until is None or until <= clock.court_date(at)):
        raise Refused("请填写缓交到哪一天，应当在今天以后。")
    workflow.move(relief, ReliefStatus.PROPOSED)
    relief.grant, relief.reasons, relief.proposed_by, relief.proposed_at = grant, reasons.strip(), by, at
    relief.share = share if grant and relief.kind == ReliefKind.REDUCE else None
    relief.until = until if grant and relief.kind == ReliefKind.DEFER else None
    relief.checked_by = relief.checked_at = None
    fields = ["status", "grant", "reasons", "proposed_by", "proposed_at", "share", "until", "checked_by", "checked_at"]
    because = f"提出{'准予' if grant else '不准予'}{relief.get_kind_display()}"
    trail.save(relief, by=by, because=because, at=at, fields=fields)
    telling.desk(relief.filing, "relief_proposed", key=f"{relief.pk}:{at.isoformat()}", at=at, relief=relief)
    return relief


@transaction.atomic
def decide(relief_id: int, *, approve: bool, words: str = "", by: User, at: datetime) -> Relief:
    """The head of the desk, who did not propose it: the decision goes out, or the proposal goes back with the reason.

    Granted: later, less or nothing, at once or when the filing is registered. Refused: the fee is asked for again,
    with seven days of its own (民诉解释 213).
    """
    relief = locked(relief_id)
    permissions.require_chief(by, relief.filing)
    permissions.require_second_person(by, relief.proposed_by)
    if not approve and not words.strip():
        raise Refused("不同意的，请写明理由。")
    decided = (ReliefStatus.GRANTED if relief.grant else ReliefStatus.REFUSED) if approve else ReliefStatus.ASKED
    workflow.move(relief, decided)
    relief.check_words, relief.checked_by, relief.checked_at = words.strip(), by, at
    because = (
        f"{'准予' if relief.grant else '不准予'}{relief.get_kind_display()}" if approve else "复核不同意，退回重新审查"
    )
    fields = ["status", "check_words", "checked_by", "checked_at"]
    trail.save(relief, by=by, because=because, at=at, fields=fields)
    if not approve:
        telling.desk(
            relief.filing,
            "relief_returned",
            key=f"{relief.pk}:{at.isoformat()}",
            at=at,
            person=relief.proposed_by,
            relief=relief,
        )
        return relief
    telling.filer(relief.filing, "relief_decided", key=str(relief.pk), at=at, relief=relief)
    _carry_out(relief, by=by, at=at)
    return relief


def require_deferral_decided(filing: Filing) -> None:
    """Raises Refused while an application to pay later is undecided: it is decided before the filing is (49)."""
    if filing.reliefs.filter(kind=ReliefKind.DEFER, status__in=UNDECIDED).exists():
        raise Refused(
            "申请人申请缓交诉讼费，应当在决定立案之前作出决定（诉讼费用交纳办法第四十九条）。请先办理缓交申请。"
        )


def locked(relief_id: int) -> Relief:
    """The application with its filing locked until the transaction ends."""
    filing = Filing.objects.locked(Relief.objects.values_list("filing_id", flat=True).get(pk=relief_id))
    relief = Relief.objects.select_related("proposed_by").get(pk=relief_id)
    relief.filing = filing
    return relief


def _carry_out(relief: Relief, *, by: User, at: datetime) -> None:
    charge = _registration_charge(relief.filing)
    if charge is None:
        return
    charge.filing = relief.filing
    if relief.status == ReliefStatus.GRANTED and charge.status in (ChargeStatus.RELIEF_ASKED, ChargeStatus.PAID):
        charges.apply(charge, relief, by=by, at=at)
    elif relief.status == ReliefStatus.REFUSED and charge.status == ChargeStatus.RELIEF_ASKED:
        workflow.move(charge, ChargeStatus.OPEN)
        trail.save(charge, by=by, because="救助申请未获准，通知交纳", at=at, fields=["status"])
        charges.ask(charge, at=at)


def _registration_charge(filing: Filing) -> Charge | None:
    return filing.charges.filter(occasion=Occasion.REGISTRATION).first()


def _require_open(filing: Filing, charge: Charge | None) -> None:
    if not filing.number or (filing.status in CLOSED and filing.status != Status.ACCEPTED):
        raise WrongState(f"这份申请目前为“{filing.get_status_display()}”，不能申请缓交、减交、免交。")
    if filing.reliefs.filter(status__in=UNDECIDED).exists():
        raise WrongState("您的上一份申请正在审查，请等待结果。")
    if charge and charge.status not in (ChargeStatus.OPEN, ChargeStatus.UNASSESSED):
        raise WrongState(f"这笔诉讼费目前为“{charge.get_status_display()}”，不需要或者不能再申请。")


def _has_organisation(filing: Filing) -> bool:
    return filing.parties.filter(side=Side.PLAINTIFF, kind=PartyKind.ORGANISATION).exists()
