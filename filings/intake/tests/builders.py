"""Starting states for tests of every room: rows as they would be, made without the services under test."""

from datetime import date, datetime
from typing import Any

from filings.intake import causes, numbers
from filings.intake.enums import PartyKind, Side, Status
from filings.intake.kinds import KINDS
from filings.intake.models import Cause, Filing, Material, Party
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.references import random_code

SUBMITTED = "2026-06-17 10:00"  # Wednesday


def make_cause(**fields: Any) -> Cause:
    return Cause.objects.get_or_create(
        edition="2025", code="108(3)", defaults={"name": "民间借贷纠纷", "group": "合同纠纷"} | fields
    )[0]


def make_file(*, by: User | None = None, at: datetime | None = None, **fields: Any) -> StoredFile:
    """A stored file's row (its bytes are not there: use `documents.services.store` when they matter)."""
    values = {
        "file": "none/none.pdf",
        "name": "证据.pdf",
        "content_type": "application/pdf",
        "size": 1000,
        "sha256": "a" * 64,
        "page_count": 1,
    }
    return StoredFile.objects.create(**values | fields, uploaded_by=by, uploaded_at=at or court_time(SUBMITTED))


def make_draft(*, filer: User | None = None, at: datetime | None = None, **fields: Any) -> Filing:
    """An empty draft."""
    at = at or court_time(SUBMITTED)
    values = {"draft_code": random_code(10), "kind": "civil_complaint", "created_at": at, "saved_at": at}
    return Filing.objects.create(**values | fields, filer=filer or make_user())


def make_party(filing: Filing, side: Side = Side.PLAINTIFF, **fields: Any) -> Party:
    values = {
        "kind": PartyKind.NATURAL,
        "name": "张玥喆" if side == Side.PLAINTIFF else "李建国",
        "sex": "female",
        "birth_on": date(1990, 1, 1),
        "ethnicity": "汉族",
        "occupation": "教师",
        "domicile": "济南市钢城区艾山街道1号",
        "phone": "13800000001",
    }
    return Party.objects.create(filing=filing, side=side, **values | fields)


def make_material(filing: Filing, slot: str, *, at: datetime | None = None, **fields: Any) -> Material:
    at = at or court_time(SUBMITTED)
    file = fields.pop("file", None) or make_file(by=filing.filer, at=at)
    return Material.objects.create(filing=filing, slot=slot, file=file, added_at=at, **fields)


def make_complete_draft(*, filer: User | None = None, at: datetime | None = None, **fields: Any) -> Filing:
    """A draft without errors: one plaintiff, one defendant, cause, claims, facts, identity paper, service address."""
    values = {
        "cause": make_cause(),
        "claims": ["判令被告偿还借款本金50000元", "判令被告承担诉讼费用"],
        "amount": "50000.00",
        "facts": "2025年3月1日，被告向原告借款50000元，约定一年内还清，到期未还。",
        "evidence": [{"name": "借条", "source": "原告保管", "purpose": "证明借款事实"}],
        "service_recipient": "张玥喆",
        "service_address": "济南市钢城区艾山街道1号",
        "service_postcode": "271104",
        "service_phone": "13800000001",
    }
    filing = make_draft(filer=filer, at=at, **values | fields)
    make_party(filing)
    make_party(filing, Side.DEFENDANT)
    make_material(filing, "identity", at=at)
    return filing


ANSWERED = {
    "line": "（2026）鲁0117民初123号",
    "text": "没有其他情况",
    "date": "2026-06-01",
    "yuan": "100",
    "yes_no": "no",
}
NAMES = {
    Side.PLAINTIFF: ("张玥喆", "王秀兰"),
    Side.DEFENDANT: ("李建国", "赵志强"),
    Side.THIRD_PARTY: ("孙丽", "周敏"),
}


def make_complete(kind: str, *, filer: User | None = None, at: datetime | None = None, **fields: Any) -> Filing:
    """A draft of any kind without errors, made from what the kind itself asks for; `details` replace single answers."""
    data = KINDS[kind]
    details = {
        detail.code: detail.choices[0][0] if detail.form == "choice" else ANSWERED[detail.form]
        for detail in data.details
        if detail.need != "optional"
    }
    values = {
        "kind": kind,
        "cause": make_cause_of(data.cause_edition) if data.cause_edition else None,
        "claims": ["第一项请求", "第二项请求"],
        "amount": "50000.00" if data.amount else None,
        "facts": "2026年3月1日以来发生的经过。",
        "service_recipient": "张玥喆",
        "service_address": "济南市钢城区艾山街道1号",
        "service_phone": "13800000001",
        "details": details | fields.pop("details", {}),
    }
    filing = make_draft(filer=filer, at=at, **values | fields)
    for side, seat in data.seats.items():
        for name in NAMES[side][: seat.least]:
            make_party(filing, side, name=name)
    for slot in data.slots:
        if slot.need == "required":
            make_material(filing, slot.code, at=at)
    return filing


def make_cause_of(edition: str) -> Cause:
    """A cause of the edition: its first, or the ordinary one of civil suits."""
    if edition == "2025":
        return make_cause()
    row = next(causes.rows(edition))
    defaults = {"name": row.name, "group": row.group}
    return Cause.objects.get_or_create(edition=edition, code=row.code, defaults=defaults)[0]


_serial = iter(range(900001, 10**6))


def make_submitted(*, filer: User | None = None, at: datetime | None = None, **fields: Any) -> Filing:
    """A filing that was received at `at`, with no review round yet (review's builders add it)."""
    at = at or court_time(SUBMITTED)
    kind = fields.pop("kind", "civil_complaint")
    values = {
        "status": Status.SUBMITTED,
        "number": numbers.filing_number(court_date(at), next(_serial)),
        "verify_code": random_code(12),
        "submitted_at": at,
        "cause_name": KINDS[kind].cause_name or "民间借贷纠纷",
    }
    if kind == "civil_complaint":
        return make_complete_draft(filer=filer, at=at, **values | fields)
    return make_complete(kind, filer=filer, at=at, **values | fields)
