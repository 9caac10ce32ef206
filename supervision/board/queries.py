"""What waits for a person of supervision, and what a member of staff owes it."""

from django.db.models import Exists, OuterRef, QuerySet

from gangcheng_court.core.accounts.models import User
from supervision.breaches import permissions as breaches
from supervision.breaches.models import Breach, Explanation
from supervision.rectification import permissions as rectification
from supervision.rectification.enums import Status
from supervision.rectification.models import Order


def unexplained(user: User) -> QuerySet[Breach]:
    """The breaches that this person may see and nobody has explained, oldest first."""
    said = Explanation.objects.filter(breach=OuterRef("pk"))
    return breaches.visible_to(user).exclude(Exists(said)).order_by("recorded_at", "pk")


def to_put_right(user: User) -> QuerySet[Order]:
    """The rectification orders under way that this person may see, the most pressing first."""
    return rectification.visible_to(user).filter(status=Status.ORDERED).order_by("due_at", "pk")
