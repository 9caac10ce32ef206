"""Django finds the desk's models here; each room keeps its own."""

from filings.cross_region.models import CourtKey, Transfer, TransferLetter
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
from filings.intake.models import Agent, Cause, Consent, Court, Filing, Material, Party
from filings.mediation.models import Mediation, MediationTerm, Mediator, PartyWord
from filings.pleadings.models import Pleading
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
    "Court",
    "CourtKey",
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
    "Pleading",
    "Proposal",
    "Refund",
    "RefundLimit",
    "Relief",
    "ReliefProof",
    "ReviewLimit",
    "ReviewRound",
    "Statement",
    "StatementLine",
    "Transfer",
    "TransferLetter",
]
