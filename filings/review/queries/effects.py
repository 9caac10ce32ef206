"""Whether the document to be enforced has effect, from what the court has found out so far."""

from dataclasses import dataclass

from filings.intake.models import Filing
from filings.review import effectiveness
from filings.review.effectiveness import Effect, Service
from filings.review.enums import Document
from filings.review.models import EffectCheck, ServiceRecord
from gangcheng_court.core.deadlines import calendar


@dataclass(frozen=True)
class Found:
    """What was entered, what it amounts to, and what to know of the time for enforcement."""

    check: EffectCheck
    services: list[ServiceRecord]
    result: Effect
    time: tuple[str, ...]


def is_asked(filing: Filing) -> bool:
    """Whether this kind of filing rests on a document whose effect the court must look into."""
    return any(item.code == effectiveness.CHECK_ITEM for item in filing.kind_data.checklist)


def check_of(filing: Filing) -> EffectCheck | None:
    """What was entered about the document of this filing."""
    return EffectCheck.objects.filter(filing=filing).first()


def of(filing: Filing) -> Found | None:
    """The result as it stands; None before anything was entered."""
    check = check_of(filing)
    if check is None:
        return None
    services, days = list(check.services.all()), calendar.load()
    result = effectiveness.effective_on(
        Document(check.document),
        [Service(row.party, row.served_on, row.owes) for row in services],
        days,
        issued_on=check.issued_on,
        appealed=check.appealed,
    )
    time = effectiveness.enforceable(result, days, days=check.performance_days, until=check.performance_until)
    return Found(check, services, result, time)
