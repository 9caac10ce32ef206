"""A made-up random questioning, made through the services."""

from datetime import datetime, timedelta

from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.portal.demo.data import PEOPLE
from supervision.questioning import queries as questions
from supervision.questioning import services as questioning
from supervision.questioning.enums import Outcome
from supervision.questioning.models import Questioning


@transaction.atomic
def load_questioning(*, at: datetime) -> int:
    """Whom the demo served in the last thirty days, drawn and partly asked by telephone; 0 when there was a draw."""
    if Questioning.objects.exists():
        return 0
    inspector = User.objects.get(phone=next(person.phone for person in PEOPLE if person.role == Role.SUPERVISOR))
    yesterday = court_date(at) - timedelta(days=1)
    since = yesterday - timedelta(days=30)
    if not questions.people_served(since, yesterday):
        return 0
    row = questioning.draw(since=since, until=yesterday, wanted=20, by=inspector, at=at)
    questioning.start(row.pk, by=inspector, at=at)
    for member in list(row.members.filter(place__isnull=False).order_by("place"))[1:]:
        answers = {question["code"]: member.place % 2 for question in row.questions.questions}
        questioning.called(member.pk, Outcome.REACHED, by=inspector, at=at, answers=answers)
    return 1
