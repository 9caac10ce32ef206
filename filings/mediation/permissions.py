"""Who sees a mediation and who speaks for a party."""

from django.db.models import QuerySet

from filings.intake import permissions as intake
from filings.mediation.models import Mediation
from gangcheng_court.core.accounts.models import User


def visible_to(user: User) -> QuerySet[Mediation]:
    """The mediations of the filings this person may read."""
    return Mediation.objects.filter(filing__in=intake.visible_to(user))
