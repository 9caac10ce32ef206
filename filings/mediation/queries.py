"""Reads of mediations wanted by more than one caller."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from filings.mediation.models import Mediation, MediationTerm, Mediator
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
