"""准予立案: the filing becomes a case with a number (登记立案规定 2, 8)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from filings.fees.services import charges, relief
from filings.intake import workflow
from filings.intake.enums import Status
from filings.intake.models import Cause, Filing
from filings.review import numbers, permissions, rounds
from filings.review.enums import LetterKind, Outcome
from filings.review.models import CaseNumberCounter, ReviewRound
from filings.review.numbers import CaseNumber
from filings.review.services import judging, letters, proposing, telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import clock
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import THREE_DAY_REVIEW

REGISTERED_FIRST = "法定期限内不能判定是否符合起诉条件，依照登记立案规定第八条第二款先行立案"


@transaction.atomic
def accept(filing_id: int, *, by: User, at: datetime, case_number: str = "", cause: Cause | None = None) -> Filing:
    """Register the filing as a case: every checklist item passed, a case number, the letter, the notice.

    `case_number` is the court's own number when it has given one; otherwise the next of the series is taken.
    `cause` settles a cause that the filer left to the court. Its fee is opened with it. Refused while an application to
    pay later is undecided. A second call is refused, never repeated.
    """
    filing = Filing.objects.locked(filing_id)
    round_ = require_ready(filing, by=by)
    relief.require_deferral_decided(filing)
    return _register(filing, round_, by=by, at=at, case_number=case_number, cause=cause)


@transaction.atomic
def register_first(filing_id: int, *, by: User, at: datetime, case_number: str = "") -> Filing:
    """先行立案: on the legal last day or after, the chief registers what could not be decided.

    The checklist does not matter. Refused before that day. A proposal that still waits lapses, on record.
    """
    filing = Filing.objects.locked(filing_id)
    round_ = require_last_day(filing, by=by, at=at)
    if filing.status == Status.SUBMITTED:
        workflow.move(filing, Status.UNDER_REVIEW)
    proposing.lapse(round_, by=by, at=at, answer="先行立案，本报批不再审批。")
    return _register(filing, round_, by=by, at=at, case_number=case_number, reasons=REGISTERED_FIRST)


def require_ready(filing: Filing, *, by: User) -> ReviewRound:
    """The open round, when `by` may accept the filing now; otherwise raises why not."""
    round_ = rounds.in_hand(filing, by=by)
    if defects := judging.defects(filing, round_):
        titles = "；".join(defect.item.title for defect in defects)
        raise Refused(f"以下各项没有通过，不能准予立案：{titles}。请改为一次性补正，或者修改核对意见。")
    return round_


def require_last_day(filing: Filing, *, by: User, at: datetime) -> ReviewRound:
    """The open round, when `by` may register the filing first now; otherwise raises why not."""
    permissions.require_chief(by, filing)
    round_ = rounds.current(filing)
    if not filing.kind_data.registers_first:
        raise Refused(f"{filing.kind_data.title}不适用先行立案，请在期限内作出决定。")
    last_day = legal_last_day(round_)
    if clock.court_date(at) < last_day:
        raise WrongState(f"法定期限最后一日是{last_day:%Y-%m-%d}，在此之前请先审核决定，到该日仍不能判定的再先行立案。")
    return round_


def legal_last_day(round_: ReviewRound) -> date:
    """The last day on which the law lets this round stay undecided."""
    return clock.last_day(round_.limits.exclude(promise=THREE_DAY_REVIEW.code).order_by("due_at")[0].due_at)


def letter(*, case_number: str) -> dict[str, str]:
    """What the acceptance letter says beyond the filing."""
    return {"case_number": case_number}


def _register(
    filing: Filing,
    round_: ReviewRound,
    *,
    by: User,
    at: datetime,
    case_number: str,
    cause: Cause | None = None,
    reasons: str = "",
) -> Filing:
    workflow.move(filing, Status.ACCEPTED)
    number = _given_number(filing, case_number, at) if case_number.strip() else _next_number(filing, at)
    filing.case_number, filing.decided_at = str(number), at
    if cause:
        filing.cause, filing.cause_name, filing.cause_left_to_court = cause, cause.name, False
    because = f"{Outcome.ACCEPTED.label}：{reasons}" if reasons else Outcome.ACCEPTED.label
    fields = ["status", "case_number", "decided_at", "cause", "cause_name", "cause_left_to_court"]
    trail.save(filing, by=by, because=because, at=at, fields=fields)
    rounds.close(round_, Outcome.ACCEPTED, by=by, at=at, reasons=reasons)
    letters.issue(LetterKind.ACCEPTANCE, filing, by=by, at=at, **letter(case_number=filing.case_number))
    telling.filer(filing, "accepted", key=filing.number, at=at)
    charges.open_for(filing, by=by, at=at)
    return filing


def _next_number(filing: Filing, at: datetime) -> CaseNumber:
    """The next free number of the series court × type × year of `at`.

    The series' counter stays locked until the transaction ends, so numbers have no gaps and none is given twice; a
    number that the court gave itself is passed over.
    """
    counter = _locked_counter(filing, numbers.case_year(at))
    while True:
        counter.last += 1
        number = CaseNumber(counter.year, counter.court, counter.type_code, counter.last)
        if not Filing.objects.filter(case_number=str(number)).exists():
            counter.save(update_fields=["last"])
            return number


def _given_number(filing: Filing, typed: str, at: datetime) -> CaseNumber:
    """`court_number`, decided while the series it belongs to is locked."""
    this_year = numbers.case_year(at)
    _locked_counter(filing, court_number(filing, typed, this_year=this_year).year)
    return court_number(filing, typed, this_year=this_year)


def court_number(filing: Filing, typed: str, *, this_year: int) -> CaseNumber:
    """The number that the court has given a filing itself. Raises Refused when it cannot be the number of this one."""
    try:
        number = numbers.parse(typed)
    except ValueError as error:
        raise Refused(str(error)) from error
    type_code = filing.kind_data.type_code
    if (number.court, number.special, number.type_code) != (settings.COURT_CODE, "", type_code):
        raise Refused(f"“{number}”不是本院这类案件的案号，本院的应当以“（年份）{settings.COURT_CODE}{type_code}”开头。")
    if number.year > this_year:
        raise Refused(f"案号的年份 {number.year} 还没有到，请核对后重新填写。")
    if Filing.objects.filter(case_number=str(number)).exists():
        raise Refused(f"案号“{number}”已经用于另一件，请核对后重新填写。")
    return number


def _locked_counter(filing: Filing, year: int) -> CaseNumberCounter:
    series = {"court": settings.COURT_CODE, "type_code": filing.kind_data.type_code, "year": year}
    CaseNumberCounter.objects.get_or_create(**series)
    return CaseNumberCounter.objects.select_for_update().get(**series)
