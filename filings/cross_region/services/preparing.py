"""协作法院: a filing started here for another court, up to the moment it is handed over to be sent.

Source: law of 跨域立案 as the SPC opened it on 2019-12-25: identify the person, check the form, scan, receipt, send.
"""

from datetime import datetime

from django.core.files import File
from django.db import transaction

from filings.cross_region import permissions, queries
from filings.cross_region.enums import ConsentBy, Direction, State
from filings.cross_region.models import Transfer
from filings.cross_region.services import correcting, queueing, telling
from filings.intake import queries as intake_queries
from filings.intake import rules
from filings.intake import services as intake
from filings.intake.enums import Channel, Status
from filings.intake.models import Court, Filing, Material
from filings.intake.permissions import require_filer
from filings.reception import services as reception
from filings.window import services as window
from filings.window.models import Visit
from filings.window.permissions import require_clerk
from filings.window.rules import why_not_paper_at
from filings.window.services import assisting
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def start(*, kind: str, court_id: int, filer: User, by: User, at: datetime) -> Transfer:
    """Open a draft of `filer` that will go to another court; `by` is the filer, or the clerk who helps at the window.

    Refused for a court that packages cannot go to, and to a clerk who must stay away from this person's matters.
    """
    court = Court.objects.get(pk=court_id)
    permissions.require_key(court)
    filing = intake.start(kind=kind, by=by, filer=filer, elsewhere=True, at=at)
    filing.channel = Channel.CROSS_REGION
    filing.save_without_historical_record(update_fields=["channel"])
    transfer = Transfer(direction=Direction.OUT, filing=filing, court=court, created_at=at)
    if by != filer:
        permissions.require_assistant(by, transfer)
        transfer.assisted_by = by
    trail.save(transfer, by=by, because="开始跨域立案", at=at)
    return transfer


@transaction.atomic
def start_for_visitor(visit_id: int, *, kind: str, court_id: int, by: User, at: datetime) -> Transfer:
    """The same for the person of a visit, by its clerk, who may work on the draft from here on.

    Refused before the person was identified, and when the visit is about another filing already.
    """
    visit = Visit.objects.locked(visit_id)
    require_clerk(by, visit)
    if visit.ended_at or visit.assistance is None:
        raise WrongState("这次接待已经结束，或者还没有核实来访人的身份。")
    transfer = start(kind=kind, court_id=court_id, filer=visit.assistance.citizen, by=by, at=at)
    window.choose(visit.assistance_id, draft_code=transfer.filing.draft_code, by=by, at=at)
    return transfer


@transaction.atomic
def identify(transfer_id: int, *, document: IdentityKind, by: User, at: datetime) -> Transfer:
    """The clerk has seen the person and the person's `document`, and they belong to the account that files."""
    _, transfer = _preparing(transfer_id)
    permissions.require_assistant(by, transfer)
    transfer.identity_document, transfer.identified_at = document, at
    transfer.assisted_by = by
    trail.save(transfer, by=by, because="核对身份", at=at)
    return transfer


@transaction.atomic
def agree(transfer_id: int, *, by: User, at: datetime) -> Transfer:
    """The filer agrees on the portal that everything goes to the other court."""
    filing, transfer = _preparing(transfer_id)
    require_filer(by, filing)
    queueing.note_consent(transfer, ConsentBy.ONLINE, by=by, at=at)
    trail.save(transfer, by=by, because="本人同意转送", at=at)
    return transfer


@transaction.atomic
def record_consent(transfer_id: int, *, how: ConsentBy, by: User, at: datetime) -> Transfer:
    """The clerk notes that the person agreed, and how. What somebody agreed to online is theirs to say."""
    _, transfer = _preparing(transfer_id)
    permissions.require_assistant(by, transfer)
    if how == ConsentBy.ONLINE:
        raise Refused("网上同意只能由本人登录后作出。当面或者电话同意的，请选择对应的方式。")
    queueing.note_consent(transfer, how, by=by, at=at)
    trail.save(transfer, by=by, because="记录当事人同意转送", at=at)
    return transfer


@transaction.atomic
def scan(transfer_id: int, *, slot: str, upload: File, by: User, at: datetime) -> Material:
    """Put a paper that the clerk scanned into the person's draft or open correction; the file keeps who handed it in.

    Raises BadFile with a sentence that names the fix, Refused for a slot the kind does not have, WrongState for one
    that the correction does not open.
    """
    if Transfer.objects.get(pk=transfer_id).state == State.PREPARING:
        filing, transfer = _preparing(transfer_id)
    else:
        filing, transfer, _ = correcting.open_correction(transfer_id)
    permissions.require_assistant(by, transfer)
    file = documents.store(upload, by=by, at=at)
    return intake.add_material(filing.pk, slot=slot, file=file, by=filing.filer, at=at)


@transaction.atomic
def hand_over(
    transfer_id: int, *, by: User, at: datetime, paper_received_at: datetime | None = None, paper_because: str = ""
) -> Transfer:
    """Close the draft, give it number and receive time, and queue it for the other court.

    The receipt keeps the person's own limits; no review clock of ours runs. In a visit of `by` it is the person's own
    hand-in, received when the paper came over the counter (`paper_received_at`, now by default), as in 现场立案.
    Refused before the person was identified and agreed; raises `reception.Incomplete` while the form has errors. A
    second call is refused.
    """
    filing, transfer = _preparing(transfer_id, whole=True)
    permissions.require_assistant(by, transfer)
    if transfer.identified_at is None:
        raise Refused("还没有核对当事人的身份。请核对证件后再送出。")
    if errors := rules.errors(filing):
        raise reception.Incomplete(errors)
    queueing.queue(transfer, by=by, at=at, because="交付转送")
    noted: list[str] = []
    if visit := queries.visit_of(filing, by, at):
        received = paper_received_at or at
        if reason := why_not_paper_at(received, began_at=visit.began_at, now=at, because=paper_because):
            raise Refused(reason)
        entry = reception.Entry(by, Channel.CROSS_REGION, paper_received_at=received, paper_because=paper_because)
        noted = reception.note(entry, filing, at=at)
        assisting.close(visit.assistance, by=by, at=at, because=f"{filing.filer}确认提交", confirmed=True)
    because = f"转送{transfer.court}{'（本人在场确认）' if visit else ''}"
    reception.enter(filing, status=Status.TRANSFERRED, because=because, by=by, at=at, noted=noted)
    telling.filer(transfer, "handed_over", key=filing.number, at=at)
    return transfer


def _preparing(transfer_id: int, *, whole: bool = False) -> tuple[Filing, Transfer]:
    """The locked filing and its locked transfer, while it is still being prepared."""
    filing_id = Transfer.objects.values_list("filing_id", flat=True).get(pk=transfer_id)
    filings = intake_queries.whole(Filing.objects.all()) if whole else Filing.objects.all()
    filing = filings.locked(filing_id)
    transfer = Transfer.objects.locked(transfer_id)
    transfer.filing = filing
    if transfer.state != State.PREPARING or filing.status != Status.DRAFT:
        raise WrongState(f"这次转送现在是“{transfer.get_state_display()}”，不能再修改。请刷新页面查看。")
    return filing, transfer
