"""The decisions as data: what is typed, which letter is drawn up, which service acts, and to whom each is open now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import services
from filings.review.enums import LetterKind
from filings.review.forms import (
    AcceptForm,
    DecisionForm,
    RegisterFirstForm,
    RejectionForm,
    SecondCorrectionForm,
    UncorrectedForm,
    WrongCourtForm,
)
from filings.review.models import ReviewRound
from filings.review.services import drafts
from filings.review.services.registration import legal_last_day
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date


@dataclass(frozen=True)
class Decision:
    """One way a review can go on. `draft` and `act` take the form's answers as keywords."""

    code: str
    title: str
    letter: LetterKind
    form: type[forms.Form]
    draft: Callable[..., bytes]
    act: Callable[..., Any]
    button: str
    done: str


DECISIONS = {
    decision.code: decision
    for decision in (
        Decision(
            "accept",
            "准予立案",
            LetterKind.ACCEPTANCE,
            AcceptForm,
            drafts.acceptance,
            services.accept,
            "准予立案并发出受理通知书",
            "已立案，受理通知书已经发出。",
        ),
        Decision(
            "correction",
            "一次性补正",
            LetterKind.CORRECTION,
            DecisionForm,
            drafts.correction_notice,
            services.ask_for_correction,
            "发出补正通知书",
            "补正通知书已经发出。",
        ),
        Decision(
            "second-correction",
            "再次补正（报批）",
            LetterKind.CORRECTION,
            SecondCorrectionForm,
            drafts.second_correction_notice,
            services.propose_second_correction,
            "报立案庭负责人批准",
            "已报立案庭负责人批准。",
        ),
        Decision(
            "wrong-court",
            "不属本院",
            LetterKind.RETURN,
            WrongCourtForm,
            drafts.wrong_court,
            services.return_to_right_court,
            "退回并发出告知书",
            "已退回，告知书已经发出。",
        ),
        Decision(
            "rejection",
            "不予立案（报批）",
            LetterKind.REJECTION,
            RejectionForm,
            drafts.rejection,
            services.propose_rejection,
            "报第二人复核",
            "已报第二人复核。",
        ),
        Decision(
            "uncorrected",
            "退回（逾期未补正）",
            LetterKind.RETURN,
            UncorrectedForm,
            drafts.uncorrected,
            services.return_uncorrected,
            "退回并发出告知书",
            "已退回并记录在册，告知书已经发出。",
        ),
        Decision(
            "register-first",
            "先行立案",
            LetterKind.ACCEPTANCE,
            RegisterFirstForm,
            drafts.first_registration,
            services.register_first,
            "先行立案并发出受理通知书",
            "已先行立案，受理通知书已经发出。",
        ),
    )
}


@dataclass(frozen=True)
class Offer:
    """A decision open to this person now, with its form."""

    decision: Decision
    form: forms.Form


def offered(filing: Filing, round_: ReviewRound, user: User, now: datetime) -> list[Offer]:
    """The decisions that this person may try on this filing now; the services have the last word."""
    codes = []
    if filing.status == Status.UNDER_REVIEW and round_.reviewer_id == user.pk:
        again = ["second-correction"] if round_.number > 1 else []
        codes += ["accept", "correction", *again, "wrong-court", "rejection"]
    if filing.status == Status.CORRECTION and round_.correction.due_at <= now:
        codes += ["uncorrected"]
    may_register_first = user.role == Role.CHIEF and filing.kind_data.registers_first
    if may_register_first and round_.closed_at is None and court_date(now) >= legal_last_day(round_):
        codes += ["register-first"]
    return [Offer(DECISIONS[code], DECISIONS[code].form(filing=filing)) for code in codes]
