"""Django finds the desk's models here; each room keeps its own."""

from filings.callers.models import IdentityCheck
from filings.cross_region.models import CourtKey, Transfer, TransferCorrection, TransferLetter
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
from filings.intake.models import Agent, Assistance, Cause, Consent, Court, Filing, Material, Party
from filings.mediation.models import Mediation, MediationTerm, Mediator, PartyWord
from filings.pleadings.models import Pleading
from filings.review.models import (
    CaseNumberCounter,
    CorrectionItem,
    CorrectionNotice,
    EffectCheck,
    EffectInquiry,
    Judgement,
    Letter,
    Proposal,
    ReviewLimit,
    ReviewRound,
    ServiceRecord,
)
from filings.window.models import OralRecord, Visit

__all__ = [
    "Agent",
    "Assistance",
    "CaseNumberCounter",
    "Cause",
    "Charge",
    "Consent",
    "CorrectionItem",
    "CorrectionNotice",
    "Court",
    "CourtKey",
    "EffectCheck",
    "EffectInquiry",
    "FeePaper",
    "Filing",
    "IdentityCheck",
    "Judgement",
    "Lapse",
    "Letter",
    "Material",
    "Mediation",
    "MediationTerm",
    "Mediator",
    "OralRecord",
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
    "ServiceRecord",
    "Statement",
    "StatementLine",
    "Transfer",
    "TransferCorrection",
    "TransferLetter",
    "Visit",
]
