"""收件: taking a filing in. From here on it has a number, a clock and a receipt, whatever its merits.

Source: 登记立案规定 2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, Func, QuerySet, Value
from django.urls import reverse

from filings.fees.enums import RefundGround
from filings.fees.services import charges, refunds
from filings.intake import numbers, permissions, queries, rules, workflow
from filings.intake.enums import Channel, Military, Status
from filings.intake.models import Filing
from filings.intake.rules import Problem
from filings.review import rounds
from filings.review.enums import Outcome
from filings.review.models import CorrectionItem
from filings.review.services import proposing, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import pdf, qr
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.references import next_serial, random_code


class Incomplete(Refused):
    """The filing still has errors; `problems` lists them all, each with its task and field."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"还差 {len(problems)} 项没有填好，补齐后就可以提交。")
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """How a member of staff, `by`, hands a draft in for its filer; `filings.window` holds the filer's word for it.

    `paper_received_at` is when the paper came over the counter (None without paper), `paper_because` why a moment
    before the visit is entered.
    """

    by: User
    channel: Channel
    paper_received_at: datetime | None = None
    paper_because: str = ""


@transaction.atomic
def submit(filing_id: int, *, by: User, at: datetime, entry: Entry | None = None) -> Filing:
    """Take the draft in: number, receive time, verification code, first review round with its limits, notice.

    `by` is the filer, also when staff hand it in (`entry`): then the trail names both, and the clocks run from the
    paper's moment. A second call returns the filing as it was taken in the first time. Raises Incomplete while rules
    find errors, NotYours for another's draft, WrongState for a discarded one.
    """
    return _take_in(_to_take_in(Filing.objects.all()).locked(filing_id), by=by, at=at, entry=entry)


@transaction.atomic
def submit_draft(draft_code: str, *, by: User, at: datetime, military: bool = False) -> Filing:
    """`submit` by the draft's address, without reading the draft before it is locked; `military`: the filer says that
    a party is 军人、军属, and the desk takes it first (军人地位和权益保障法 60).

    Raises NotYours for a draft that is another's, discarded, or not there.
    """
    try:
        filing = _to_take_in(permissions.own_filings(by)).locked_draft(draft_code)
    except Filing.DoesNotExist:
        raise NotYours("没有找到这份立案申请。") from None
    return _take_in(filing, by=by, at=at, military=military)


def _to_take_in(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """The filings with what `rules` reads and a `serial` each for the number; a serial not used leaves a gap."""
    serial = Func(Value("filing_serial"), function="nextval", output_field=BigIntegerField())
    return queries.ruled(filings).annotate(serial=serial)


def _take_in(filing: Filing, *, by: User, at: datetime, entry: Entry | None = None, military: bool = False) -> Filing:
    permissions.require_filer(by, filing)
    filing.filer = by
    if filing.number:
        return filing
    if not filing.kind_data.is_filed:
        raise Refused("答辩状不在这里提交，请打印签名后交给审理案件的法院。")
    if filing.channel == Channel.CROSS_REGION:
        raise Refused("这份申请要转送其他法院，请到本院跨域立案窗口核对身份，由窗口送出。")
    if errors := rules.errors(filing):
        raise Incomplete(errors)
    noted = list(note(entry, filing, at=at)) if entry else []
    if military:
        filing.military = Military.CLAIMED
        noted.append("military")
    enter(
        filing,
        status=Status.SUBMITTED,
        because=_because("提交立案申请", by, entry),
        by=_hand(by, entry),
        at=at,
        serial=filing.serial,
        noted=noted,
    )
    opened = rounds.open_round(filing, at=at, received_at=filing.received_at, first=True)
    telling.arrival(filing, opened, at=at)
    receipt_page = reverse("filings:receipt", args=[filing.draft_code])
    telling.filer(filing, "received", key=filing.number, at=at, url=receipt_page)
    return filing


def enter(
    filing: Filing,
    *,
    status: Status,
    because: str,
    by: User | None,
    at: datetime,
    serial: int | None = None,
    noted: Sequence[str] = (),
) -> None:
    """Give a locked draft its number, receive time and verification code, in the caller's transaction.

    `noted` are further fields that the caller has set. What follows is the caller's: our own review, or the way to
    another court.
    """
    workflow.move(filing, status)
    filing.number = numbers.filing_number(court_date(at), serial or next_serial("filing_serial"))
    filing.verify_code = random_code(12)
    filing.submitted_at = filing.truth_stated_at = at
    filing.cause_name = filing.cause.name if filing.cause else filing.kind_data.cause_name or "由法院确定"
    fields = ["status", "number", "verify_code", "submitted_at", "truth_stated_at", "cause_name", *noted]
    trail.save(filing, by=by, because=because, at=at, fields=fields)


@transaction.atomic
def answer_correction(filing_id: int, *, by: User, at: datetime, entry: Entry | None = None) -> Filing:
    """Hand in the corrected parts: they close again and the next review round starts (民诉解释 126).

    Raises WrongState when no correction is open, Incomplete while rules find errors.
    """
    filing = queries.whole(Filing.objects.all()).locked(filing_id)
    permissions.require_filer(by, filing)
    if filing.status != Status.CORRECTION:
        raise WrongState("这份申请目前没有待办的补正。")
    if errors := rules.errors(filing):
        raise Incomplete(errors)
    take_correction(filing, because=_because("提交补正", by, entry), by=_hand(by, entry), at=at)
    return filing


def take_correction(filing: Filing, *, because: str, by: User | None, at: datetime) -> None:
    """Close the opened parts of a locked filing again, meet its notice and start the next round from `at`.

    In the caller's transaction, which has seen to what was corrected. Raises WrongState when none is open.
    """
    workflow.move(filing, Status.SUBMITTED)
    filing.open_targets = []
    trail.save(filing, by=by, because=because, at=at, fields=["status", "open_targets"])
    correction = filing.rounds.last().correction
    correction.met_at = at
    correction.save(update_fields=["met_at"])
    opened = rounds.open_round(filing, at=at)
    telling.arrival(filing, opened, at=at)
    telling.filer(filing, "correction_received", key=telling.key_of(opened), at=at)


@transaction.atomic
def tick(filing_id: int, *, item_id: int, done: bool, by: User, at: datetime) -> CorrectionItem:
    """The filer marks one correction item as done, or not done after all."""
    filing = Filing.objects.locked(filing_id)
    permissions.require_worker(by, filing, at)
    if filing.status != Status.CORRECTION:
        raise WrongState("这份申请目前没有待办的补正。")
    item = CorrectionItem.objects.get(pk=item_id, notice__round__filing=filing)
    item.done_at = at if done else None
    item.save(update_fields=["done_at"])
    return item


@transaction.atomic
def withdraw(filing_id: int, *, by: User, at: datetime) -> Filing:
    """The filer takes an undecided filing back; an open review round ends with that outcome, a proposal lapses, and
    half of what was paid is refunded.

    Raises WrongState once it was decided or while it is only a draft.
    """
    filing = Filing.objects.locked(filing_id)
    permissions.require_filer(by, filing)
    if filing.status == Status.DRAFT:
        raise WrongState("还没有提交，可以直接删除草稿。")
    workflow.move(filing, Status.WITHDRAWN)
    filing.open_targets, filing.decided_at = [], at
    trail.save(filing, by=by, because="申请人撤回", at=at, fields=["status", "open_targets", "decided_at"])
    if current := filing.rounds.filter(closed_at__isnull=True).first():
        proposing.lapse(current, by=by, at=at, answer="申请人撤回，本报批不再审批。")
        rounds.close(current, Outcome.WITHDRAWN, by=by, at=at)
    telling.filer(filing, "withdrawn", key=filing.number, at=at)
    charges.cancel_for(filing, because="申请人撤回", by=by, at=at)
    refunds.open_for(filing, ground=RefundGround.WITHDRAWN, by=by, at=at)
    return filing


@transaction.atomic
def receipt(filing_id: int, *, at: datetime) -> StoredFile:
    """The receipt as PDF: made when it is first asked for, the same file ever after. Refuses a draft."""
    filing = Filing.objects.locked(filing_id)
    if not filing.number:
        raise WrongState("还没有提交，没有收件凭证。")
    if filing.receipt is None:
        address = settings.SITE_URL + reverse("filings:verify", args=[filing.verify_code])
        content = pdf.render(
            "pdf/filings/receipt.html",
            {
                "filing": filing,
                "materials": list(queries.materials_at(filing, filing.submitted_at)),
                "limits": list(filing.rounds.first().limits.order_by("due_at")),
                "address": address,
                "qr": qr.svg(address),
            },
        )
        filing.receipt = documents.store_bytes(
            content, name=f"收件凭证{filing.number}.pdf", content_type="application/pdf", by=None, at=at
        )
        trail.save(filing, by=None, because="生成收件凭证", at=at, fields=["receipt"])
    return filing.receipt


def note(entry: Entry, filing: Filing, *, at: datetime) -> list[str]:
    """Put on a locked filing how it came in; returns the fields. Raises Refused for paper from the future."""
    filing.channel = entry.channel
    if entry.paper_received_at:
        if entry.paper_received_at > at:
            raise Refused("收到纸质材料的时间不能晚于现在。")
        filing.paper_received_at, filing.entry_lag = entry.paper_received_at, at - entry.paper_received_at
        filing.paper_because = entry.paper_because
    return ["channel", "paper_received_at", "entry_lag", "paper_because"]


def _hand(filer: User, entry: Entry | None) -> User:
    return entry.by if entry else filer


def _because(act: str, filer: User, entry: Entry | None) -> str:
    return f"代{filer}{act}（{entry.channel.label}，本人确认）" if entry else act
