"""Django finds the desk's models here; each room keeps its own."""

from filings.intake.models import Agent, Assistance, Cause, Consent, Filing, Material, Party
from filings.mediation.models import Mediation, MediationTerm, Mediator, PartyWord
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
    "Consent",
    "CorrectionItem",
    "CorrectionNotice",
    "EffectCheck",
    "EffectInquiry",
    "Filing",
    "Judgement",
    "Letter",
    "Material",
    "Mediation",
    "MediationTerm",
    "Mediator",
    "OralRecord",
    "Party",
    "PartyWord",
    "Proposal",
    "ReviewLimit",
    "ReviewRound",
    "ServiceRecord",
    "Visit",
]
