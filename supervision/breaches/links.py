"""From a recorded reference to the pages about it, by route name: supervision knows no desk's models."""

from django.urls import reverse

from gangcheng_court.promises import (
    ASSISTANCES,
    COMPLAINTS,
    DECISIONS,
    FACILITY_REPAIR,
    FEE_REFUND,
    MEDIATION_TERM,
    MISSED_CALL_BACK,
    RECTIFICATION,
    SAME_DAY_HANDOFF,
    THREE_DAY_REVIEW,
    TICKETS,
)
from supervision.breaches.models import Breach

TICKET, COMPLAINT, ORDER = "hotline:ticket", "supervision:complaint", "supervision:rectification"
SECRET = (TICKET, COMPLAINT, ORDER)
"""Matters that are kept from whom they are about."""
MATTER_PAGES = {promise.code: "filings:review" for promise in (THREE_DAY_REVIEW, *DECISIONS)} | {
    MEDIATION_TERM.code: "filings:mediation-desk",
    FEE_REFUND.code: "filings:fees-desk-filing",
    FACILITY_REPAIR.code: "accessibility:repair",
    **{promise.code: TICKET for promise in (SAME_DAY_HANDOFF, MISSED_CALL_BACK, *TICKETS)},
    **{promise.code: "accessibility:assistance-request" for promise in ASSISTANCES},
    RECTIFICATION.code: ORDER,
    **{promise.code: COMPLAINT for promise in COMPLAINTS},
}

MATTER_WORDS = {
    "filings:review": "查看立案申请",
    TICKET: "查看工单",
    COMPLAINT: "查看投诉",
    ORDER: "查看整改通知",
}


def number(reference: str) -> str:
    """The matter's public number, without the round."""
    return reference.partition("/")[0]


def is_secret(promise: str) -> bool:
    """Whether the promise is about matters that are kept from whom they are about."""
    return MATTER_PAGES.get(promise) in SECRET


def matter(promise: str, reference: str) -> str:
    """The desk's page about the matter."""
    return reverse(MATTER_PAGES[promise], args=[number(reference)])


def matter_words(promise: str) -> str:
    """What the link to the desk's page says."""
    return MATTER_WORDS.get(MATTER_PAGES[promise], "查看办理页面")


def breach(row: Breach) -> str:
    return reverse("supervision:breach", args=[row.pk])
