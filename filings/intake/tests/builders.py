"""Starting states for tests of every room: rows as they would be, made without the services under test."""

from datetime import date, datetime
from typing import Any

from filings.intake import numbers
from filings.intake.enums import PartyKind, Side, Status
from filings.intake.models import Cause, Filing, Material, Party
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.core.documents.models import StoredFile

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
    values = {"draft_code": numbers.random_code(10), "kind": "civil_complaint", "created_at": at, "saved_at": at}
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


_serial = iter(range(900001, 10**6))


def make_submitted(*, filer: User | None = None, at: datetime | None = None, **fields: Any) -> Filing:
    """A filing that was received at `at`, with no review round yet (review's builders add it)."""
    at = at or court_time(SUBMITTED)
    values = {
        "status": Status.SUBMITTED,
        "number": numbers.filing_number(court_date(at), next(_serial)),
        "verify_code": numbers.random_code(12),
        "submitted_at": at,
        "cause_name": "民间借贷纠纷",
    }
    return make_complete_draft(filer=filer, at=at, **values | fields)
