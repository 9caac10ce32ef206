"""Starting states of mediations."""

from datetime import datetime, timedelta
from typing import Any

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.mediation.deadlines import mediation_period
from filings.mediation.enums import Means, Stage, Step
from filings.mediation.models import Mediation, MediationTerm, Mediator, PartyWord
from filings.review.tests.builders import NOW, make_taken, put_in
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.promises import MEDIATION_TERM


def make_mediator(**fields: Any) -> Mediator:
    return Mediator.objects.create(
        **{"name": "周调解", "organisation": "某某调解委员会", "phone": "13900000009"} | fields
    )


def make_offered(clerk: User, **fields: Any) -> Mediation:
    """A filing under review whose parties are being asked."""
    return Mediation.objects.create(filing=make_taken(clerk, **fields), offered_by=clerk, offered_at=NOW)


def make_word(mediation: Mediation, *, step: Step = Step.START, agrees: bool = True, at: datetime = NOW) -> None:
    """The same word of every party."""
    for party in mediation.filing.parties.all():
        PartyWord.objects.create(
            mediation=mediation,
            party=party,
            step=step,
            agrees=agrees,
            means=Means.PHONE,
            said_at=at,
            by=mediation.offered_by,
            at=at,
        )


def make_running(clerk: User, *, at: datetime = NOW + timedelta(hours=1), **fields: Any) -> Mediation:
    """A filing in mediation since `at`."""
    mediation = make_offered(clerk, **fields)
    make_word(mediation)
    put_in(Status.MEDIATION, mediation.filing)
    Mediation.objects.filter(pk=mediation.pk).update(status=Stage.RUNNING, mediator=make_mediator(), accepted_at=at)
    calendar = Calendar()
    MediationTerm.objects.create(
        mediation=mediation,
        number=1,
        promise=MEDIATION_TERM.code,
        reference=f"{mediation.filing.number}/T1",
        started_at=at,
        responsible=clerk,
        **obligations.terms(mediation_period(at, calendar), rule="特邀调解规定第二十七条", calendar=calendar),
    )
    mediation.refresh_from_db()
    return mediation


def fresh(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)
