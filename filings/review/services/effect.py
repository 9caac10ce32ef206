"""Finding out whether a document has effect: entered by the desk, asked of the trial division, never demanded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from filings.intake.models import Filing
from filings.review import permissions, rounds
from filings.review.effectiveness import Service
from filings.review.enums import DateSource, Document
from filings.review.links import inquiry_url
from filings.review.models import EffectCheck, EffectInquiry, ServiceRecord
from filings.review.queries import effects
from filings.review.services import telling
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def record_effect(
    filing_id: int,
    *,
    document: Document,
    services: Sequence[Service],
    by: User,
    at: datetime,
    issued_on: date | None = None,
    appealed: bool = False,
    performance_days: int | None = None,
    performance_until: date | None = None,
) -> EffectCheck:
    """Keep what the desk has found out about the document; parties that are no longer named leave the list.

    Only the person in charge. A date of the trial division stays the division's while nobody changes it.
    """
    filing = Filing.objects.locked(filing_id)
    rounds.in_hand(filing, by=by)
    if not effects.is_asked(filing):
        raise Refused(f"{filing.kind_data.title}没有需要核实生效的法律文书。")
    check = effects.check_of(filing) or EffectCheck(filing=filing)
    check.document, check.issued_on, check.appealed = document, issued_on, appealed
    check.performance_days, check.performance_until, check.at = performance_days, performance_until, at
    trail.save(check, by=by, because="核实文书是否生效", at=at)
    known = {row.party: row for row in check.services.all()}
    for position, service in enumerate(services):
        row = known.pop(service.party, None) or ServiceRecord(check_of=check, party=service.party)
        if row.served_on != service.served_on:
            row.source = DateSource.CLERK
        row.position, row.owes, row.served_on = position, service.owes, service.served_on
        trail.save(row, by=by, because=f"送达日期：{service.party}", at=at)
    for row in known.values():
        row._history_user, row._change_reason, row._history_date = by, "不是该案当事人", at
        row.delete()
    return check


@transaction.atomic
def ask_division(filing_id: int, *, by: User, at: datetime, department: Department | None = None) -> EffectInquiry:
    """Ask the trial division for the dates that nobody at the desk knows; its judges are told.

    Refused before something was entered, when every date is known, and while a question is open.
    """
    filing = Filing.objects.locked(filing_id)
    rounds.in_hand(filing, by=by)
    found = effects.of(filing)
    missing = [row.party for row in found.services if row.served_on is None] if found else []
    if not missing:
        raise Refused("请先填写文书种类和各方当事人，再就不清楚的日期请审判庭核实。")
    if filing.inquiries.filter(answered_at__isnull=True).exists():
        raise WrongState("已经请审判庭核实，正在等待答复。")
    question = f"请核实{found.check.get_document_display()}送达以下当事人的日期：{'、'.join(missing)}；是否有人上诉。"
    inquiry = EffectInquiry.objects.create(
        filing=filing, department=department, question=question, asked_by=by, asked_at=at
    )
    judges = User.objects.filter(role=Role.JUDGE, is_active=True)
    for judge in judges.filter(department=department) if department else judges:
        outbox.queue(
            "filings/effect_asked",
            to=judge,
            about=filing.number,
            once=f"effect-asked:{inquiry.pk}:{judge.pk}",
            at=at,
            context={"filing": filing, "inquiry": inquiry},
            url=inquiry_url(inquiry),
        )
    return inquiry


@transaction.atomic
def answer_division(
    inquiry_id: int, *, dates: Mapping[str, date], answer: str = "", appealed: bool = False, by: User, at: datetime
) -> EffectInquiry:
    """A judge gives the dates, by party, and says whether somebody appealed; the desk is told. Answered once."""
    filing = Filing.objects.locked(EffectInquiry.objects.values_list("filing", flat=True).get(pk=inquiry_id))
    inquiry = EffectInquiry.objects.select_for_update(of=("self",)).select_related("answered_by").get(pk=inquiry_id)
    permissions.require_answerer(by, inquiry)
    if inquiry.answered_at:
        answered = f"{inquiry.answered_at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M}"
        raise WrongState(f"{inquiry.answered_by}已于{answered}答复。")
    if not dates and not answer.strip():
        raise Refused("没有填日期的，请写明原因和打算。")
    check = effects.check_of(filing)
    for row in check.services.filter(party__in=dates):
        row.served_on, row.source = dates[row.party], DateSource.DIVISION
        because = f"审判庭核实的送达日期：{row.party}"
        trail.save(row, by=by, because=because, at=at, fields=["served_on", "source"])
    if appealed and not check.appealed:
        check.appealed = True
        trail.save(check, by=by, because="审判庭核实：有人上诉", at=at, fields=["appealed"])
    inquiry.answered_by, inquiry.answered_at, inquiry.answer = by, at, answer.strip()
    inquiry.save(update_fields=["answered_by", "answered_at", "answer"])
    telling.staff(inquiry.asked_by, filing, "effect_answered", key=f"{filing.number}/{inquiry.pk}", at=at)
    return inquiry
