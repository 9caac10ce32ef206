"""Made-up appointments on the next days, booked through the service."""

from datetime import datetime

from django.db import transaction

from accessibility.queue import services as queue
from accessibility.queue.enums import Priority
from accessibility.queue.models import Appointment, Matter
from accessibility.queue.queries import appointments as queries
from accessibility.queue.services import appointments
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.portal.demo.data import PEOPLE

VISITORS = (
    ("filing", "赵某", "19900000031", ""),
    ("fees", "钱某", "19900000032", ""),
    ("filing", "孙某", "19900000033", Priority.AGED),
    ("records", "李某", "19900000034", Priority.DISABILITY),
)
"""Matter, name, telephone, declared reason of priority."""


@transaction.atomic
def load_appointments(*, at: datetime) -> int:
    """Book for the demo's citizen and a few visitors once; returns how many there are (0: there were some)."""
    if Appointment.objects.exists():
        return 0
    queue.load_hall()
    phone = next(person.phone for person in PEOPLE if person.role == Role.CITIZEN)
    citizen = User.objects.get(phone=phone)
    _book("filing", 1, at=at, name=citizen.name, phone=citizen.phone, person=citizen)
    for number, (code, name, phone, priority) in enumerate(VISITORS):
        _book(code, number, at=at, name=name, phone=phone, priority=priority)
    return Appointment.objects.count()


def _book(code: str, day: int, *, at: datetime, **visitor: object) -> None:
    """The first free time on one of the next days."""
    matter = Matter.objects.get(code=code)
    free = [row for row in queries.free_days(matter, at) if row.free]
    slot = next(slot for slot in free[day % len(free)].slots if slot.free)
    appointments.book(matter.pk, starts_at=slot.starts_at, at=at, **visitor)
