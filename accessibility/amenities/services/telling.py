"""What is told to whom about facilities and loans."""

from collections.abc import Iterable
from datetime import datetime

from accessibility.amenities import links
from accessibility.amenities.models import Facility, Loan, Repair
from accessibility.amenities.permissions import KEEPERS
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox


def repair_opened(repair: Repair, *, at: datetime) -> None:
    """Tell the chiefs what is broken; what anybody reported also the clerks, who are nearest to look."""
    roles = (Role.CHIEF,) if repair.found.by else KEEPERS
    for user in User.objects.filter(role__in=roles, is_active=True):
        outbox.queue(
            "accessibility/repair_opened",
            to=user,
            about=repair.reference,
            once=f"repair:{repair.reference}:{user.pk}",
            at=at,
            context={"repair": repair},
            url=links.repair(repair),
        )


def round_missed(left: Iterable[Facility], *, at: datetime) -> int:
    """Tell the keepers which facilities nobody has looked at today, once a day; return how many were told."""
    day, names = court_date(at), [facility.name for facility in left]
    notices = (
        outbox.queue(
            "accessibility/round_missed",
            to=user,
            about=f"{day} 巡查",
            once=f"round-missed:{day}:{user.pk}",
            at=at,
            context={"names": names, "day": day},
            url=links.daily_round(),
        )
        for user in User.objects.filter(role__in=KEEPERS, is_active=True)
    )
    return sum(notice is not None for notice in notices)


def loan_due(loan: Loan, *, at: datetime) -> None:
    """Text whoever has it that the court closes soon, or has closed."""
    outbox.queue_text(
        "accessibility/loan_due",
        phone=loan.phone,
        about=f"借用 {loan.item.label}",
        once=f"loan-due:{loan.pk}",
        at=at,
        context={"loan": loan, "late": loan.due_at <= at},
        confidential=True,
    )
