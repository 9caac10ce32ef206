"""申报近亲属: a member of staff says who they are; the court is told of it only as a yes or a no."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.sealed import blind_index, name_index
from gangcheng_court.errors import NotYours
from supervision.interference import permissions


@transaction.atomic
def declare(*, by: User, at: datetime, name: str, relation: str, id_number: str = "") -> StaffRelative:
    """From now on it keeps this person off the relative's matters. Of the number only its keyed hash is kept.

    The same person once more (by the number, or by the name when neither has one) returns the row that stands.
    """
    permissions.require_staff(by)
    User.objects.select_for_update().get(pk=by.pk)
    number = blind_index(IdentityKind.RESIDENT, id_number)
    same = by.relatives.filter(withdrawn_at=None, name_hash=name_index(name), id_number_hash=number).first()
    return same or StaffRelative.objects.create(
        staff=by, name=name, relation=relation, id_number_hash=number, declared_at=at
    )


@transaction.atomic
def withdraw(relative_id: int, *, by: User, at: datetime) -> StaffRelative:
    """It no longer holds (entered by mistake, marriage ended); the row stays, and the supervisors see when."""
    row = by.relatives.select_for_update().filter(pk=relative_id).first()
    if row is None:
        raise NotYours
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at", "name_hash"])
    return row
