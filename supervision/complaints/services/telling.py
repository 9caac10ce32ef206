"""What is told to whom about a complaint: nothing to whom it is about, and anonymous people leave no address."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.notices import outbox
from supervision.complaints import links, permissions
from supervision.complaints.enums import Mode
from supervision.complaints.models import Complainant, Complaint


def complainant(complaint: Complaint, template: str, *, key: str, at: datetime) -> None:
    """Text whoever left a mobile number, without a word of the matter; nothing for anonymous ones and 12368's.

    `key` tells the event from others of its kind. The notice does not name the complaint: who reads the list of
    messages cannot tell whose it is.
    """
    if complaint.mode == Mode.ANONYMOUS or complaint.ticket:
        return
    person = Complainant.objects.filter(complaint=complaint).first()
    if person and person.phone:
        outbox.queue_text(
            f"supervision/{template}",
            phone=person.phone,
            about="",
            once=blind_index("complaint-notice", f"{template}:{complaint.number}:{key}"),
            at=at,
            context={"by_code": complaint.code_hash is not None},
            confidential=True,
        )


def staff(people: Iterable[User], complaint: Complaint, template: str, *, key: str, at: datetime, **more: Any) -> None:
    """Tell these members of the desk, but for whom it is about."""
    for user in people:
        if permissions.may_read(user, complaint):
            outbox.queue(
                f"supervision/{template}",
                to=user,
                about=complaint.number,
                once=f"complaint:{template}:{complaint.number}:{key}:{user.pk}",
                at=at,
                context={"complaint": complaint, **more},
                url=links.desk(complaint),
                confidential=True,
            )


def readers(complaint: Complaint) -> list[User]:
    """Who hears of it: its owner, else everybody of the desk."""
    return [complaint.owner] if complaint.owner else desk()


def desk() -> list[User]:
    """The supervisors and the head of the president's office."""
    people = User.objects.filter(role__in=[Role.SUPERVISOR, Role.CHIEF], is_active=True).select_related("department")
    return [user for user in people if permissions.is_desk(user)]
