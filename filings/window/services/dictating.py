"""口头起诉: the clerk writes down what is said, reads it back, the person confirms it (民诉法 123; 登记立案规定 3)."""

from datetime import datetime

from django.core.files import File
from django.db import transaction

from filings.intake import queries as drafts
from filings.intake import services as intake
from filings.intake.enums import Side
from filings.intake.models import Assistance, Filing
from filings.window import permissions, rules
from filings.window.enums import ConfirmedBy, Purpose
from filings.window.models import OralRecord, Visit
from filings.window.services import assisting
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.notices import codes
from gangcheng_court.core.notices.models import PhoneCode
from gangcheng_court.errors import Refused, WrongState

CHANGED = "内容在笔录制作之后改过。请重新制作笔录，念给本人听。"


@transaction.atomic
def make_record(visit_id: int, *, by: User, at: datetime) -> OralRecord:
    """Write the record of the draft as it stands, as PDF, to be read back. Refused before there is something to say."""
    filing = _draft(visit_id, by=by, at=at)
    if not (filing.claims and filing.facts.strip() and filing.parties.all()):
        raise Refused("当事人、请求和事实还没有填写，不能制作笔录。")
    parties = list(filing.parties.all())
    content = pdf.render(
        "pdf/filings/oral_record.html",
        {
            "filing": filing,
            "kind": filing.kind_data,
            "title": title_of(filing),
            "plaintiffs": [party for party in parties if party.side == Side.PLAINTIFF],
            "others": [party for party in parties if party.side != Side.PLAINTIFF],
            "clerk": by,
            "made_at": at,
        },
    )
    name = f"{title_of(filing)}{filing.draft_code}.pdf"
    file = documents.store_bytes(content, name=name, content_type="application/pdf", by=by, at=at)
    record = OralRecord(filing=filing, file=file, fingerprint=rules.fingerprint(filing), made_at=at, made_by=by)
    trail.save(record, by=by, because="制作口头起诉笔录", at=at)
    return record


@transaction.atomic
def send_record_code(record_id: int, *, visit_id: int, by: User, at: datetime) -> PhoneCode:
    """Send the person the code that says: read back to me, and right. Refused when the draft has changed since."""
    record, filing = _unconfirmed(record_id, visit_id=visit_id, by=by, at=at)
    return codes.send(filing.filer.phone, purpose=Purpose.RECORD, about=_about(record), by=by, at=at)


def confirm_by_code(record_id: int, *, visit_id: int, code: str, by: User, at: datetime) -> OralRecord:
    """The person has read the code out: the record becomes the paper the filing opens with. Raises WrongCode."""
    record = OralRecord.objects.select_related("filing__filer").get(pk=record_id)
    permissions.require_clerk(by, Visit.objects.get(pk=visit_id))
    phone = record.filing.filer.phone
    proven = codes.prove(phone, purpose=Purpose.RECORD, about=_about(record), code=code, at=at)
    with transaction.atomic():
        record, filing = _unconfirmed(record_id, visit_id=visit_id, by=by, at=at)
        codes.spend(proven.pk, at=at)
        return _confirm(record, filing, ConfirmedBy.CODE, record.file, by=by, at=at)


@transaction.atomic
def confirm_by_signature(record_id: int, *, visit_id: int, upload: File, by: User, at: datetime) -> OralRecord:
    """The person has signed the print: its scan becomes the paper the filing opens with. Raises BadFile."""
    record, filing = _unconfirmed(record_id, visit_id=visit_id, by=by, at=at)
    record.signed = documents.store(upload, by=by, at=at)
    return _confirm(record, filing, ConfirmedBy.SIGNATURE, record.signed, by=by, at=at)


def title_of(filing: Filing) -> str:
    """口头起诉笔录, or 口头申请笔录 for what is no suit."""
    return "口头起诉笔录" if filing.kind_data.document.endswith("状") else "口头申请笔录"


def _confirm(
    record: OralRecord, filing: Filing, how: ConfirmedBy, file: StoredFile, *, by: User, at: datetime
) -> OralRecord:
    record.confirmed_at, record.confirmed_by = at, how
    fields = ["confirmed_at", "confirmed_by", "signed"]
    trail.save(record, by=by, because=f"本人确认口头起诉笔录（{how.label}）", at=at, fields=fields)
    earlier = OralRecord.objects.filter(filing=filing, confirmed_at__isnull=False).exclude(pk=record.pk)
    ours = [file for row in earlier for file in (row.file_id, row.signed_id) if file]
    old = filing.materials.filter(slot=rules.PAPER_SLOT, left_at__isnull=True, file__in=ours).first()
    intake.add_material(filing.pk, slot=rules.PAPER_SLOT, file=file, by=by, at=at, replaces=old.pk if old else None)
    return record


def _draft(visit_id: int, *, by: User, at: datetime) -> Filing:
    """The filing of an open visit, whole and locked."""
    visit = Visit.objects.select_related("assistance").get(pk=visit_id)
    permissions.require_clerk(by, visit)
    if visit.ended_at or visit.filing is None:
        raise WrongState("请先核实来访人并选定要填写的申请。")
    filing = drafts.whole(Filing.objects.all()).locked(visit.assistance.filing_id)
    if not assisting.standing(Assistance.objects.locked(visit.assistance_id), at=at):
        raise WrongState(assisting.OVER)
    return filing


def _unconfirmed(record_id: int, *, visit_id: int, by: User, at: datetime) -> tuple[OralRecord, Filing]:
    filing = _draft(visit_id, by=by, at=at)
    record = OralRecord.objects.select_for_update(of=("self",)).select_related("file").get(pk=record_id, filing=filing)
    if record.confirmed_at:
        raise WrongState("这份笔录已经由本人确认过。")
    if record.fingerprint != rules.fingerprint(filing):
        raise WrongState(CHANGED)
    return record, filing


def _about(record: OralRecord) -> str:
    return f"record:{record.pk}"
