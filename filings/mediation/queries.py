"""Reads of mediations wanted by more than one caller."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from filings.intake.models import Party
from filings.mediation.enums import Step
from filings.mediation.models import Mediation, MediationTerm, Mediator, PartyWord
from gangcheng_court.core.deadlines.models import ObligationQuerySet


def mediation_terms() -> ObligationQuerySet:
    """Every term of every mediation, as supervision watches them."""
    return MediationTerm.objects.all()


def under_way() -> QuerySet[Mediation]:
    """The mediations not ended, soonest end of the running term first (without one: last), with `due_at`."""
    running = MediationTerm.objects.open().filter(mediation=OuterRef("pk"))
    return (
        Mediation.objects.filter(ended_at__isnull=True)
        .select_related("filing", "mediator", "offered_by")
        .annotate(due_at=Subquery(running.values("due_at")[:1]))
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )


def roster() -> QuerySet[Mediator]:
    """The mediators who may be chosen now."""
    return Mediator.objects.filter(is_active=True)


def begun_between(since: datetime, until: datetime) -> QuerySet[Mediation]:
    """The mediations that a mediator accepted in [since, until)."""
    return Mediation.objects.filter(accepted_at__gte=since, accepted_at__lt=until)


def begun_without_consent(since: datetime, until: datetime) -> QuerySet[Mediation]:
    """Those of `begun_between` in which some party's yes to it is not on record from before (以调代立)."""
    yes = PartyWord.objects.filter(
        party=OuterRef("pk"), step=Step.START, agrees=True, said_at__lte=OuterRef(OuterRef("accepted_at"))
    )
    silent = Party.objects.filter(~Exists(yes), filing=OuterRef("filing"))
    return begun_between(since, until).filter(Exists(silent))


def extended_too_late(since: datetime, until: datetime) -> QuerySet[MediationTerm]:
    """The longer terms begun in [since, until) when the term before had already passed."""
    passed = MediationTerm.objects.filter(
        mediation=OuterRef("mediation"), number=OuterRef("number") - 1, due_at__lte=OuterRef("started_at")
    )
    return MediationTerm.objects.filter(Exists(passed), started_at__gte=since, started_at__lt=until)
