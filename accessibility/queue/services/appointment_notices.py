"""What whoever has an appointment is told, by text message, and in the inbox of the account if it is the same phone."""

from datetime import datetime

from accessibility.queue import links
from accessibility.queue.models import Appointment
from gangcheng_court.core.notices import outbox


def tell(appointment: Appointment, template: str, *, at: datetime) -> None:
    """Tell it once for each time that was booked."""
    once = f"appointment:{template}:{appointment.code}:{appointment.starts_at:%Y%m%d%H%M}"
    if template == "moved":
        # There and back again is told twice.
        once = f"{once}:{at.isoformat()}"
    told = {"about": appointment.code, "once": once, "at": at, "context": {"appointment": appointment}}
    name, person = f"accessibility/queue/appointment_{template}", appointment.person
    if person and person.phone == appointment.phone:
        outbox.queue(name, to=person, url=links.appointment(appointment), **told)
    else:
        outbox.queue_text(name, phone=appointment.phone, **told)
