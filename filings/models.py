"""Django finds the desk's models here; each room keeps its own."""

from filings.fees.models import (
    Charge,
    FeePaper,
    Lapse,
    Payment,
    PaymentLimit,
    Refund,
    RefundLimit,
    Relief,
    ReliefProof,
    Statement,
    StatementLine,
)
from filings.intake.models import Agent, Cause, Consent, Filing, Material, Party
from filings.mediation.models import Mediation, MediationTerm, Mediator, PartyWord
from filings.review.models import (
    CaseNumberCounter,
    CorrectionItem,
    CorrectionNotice,
    Judgement,
    Letter,
    Proposal,
    ReviewLimit,
    ReviewRound,
)

__all__ = [
    "Agent",
    "CaseNumberCounter",
    "Cause",
    "Charge",
    "Consent",
    "CorrectionItem",
    "CorrectionNotice",
    "FeePaper",
    "Filing",
    "Judgement",
    "Lapse",
    "Letter",
    "Material",
    "Mediation",
    "MediationTerm",
    "Mediator",
    "Party",
    "PartyWord",
    "Payment",
    "PaymentLimit",
    "Proposal",
    "Refund",
    "RefundLimit",
    "Relief",
    "ReliefProof",
    "ReviewLimit",
    "ReviewRound",
    "Statement",
    "StatementLine",
]
