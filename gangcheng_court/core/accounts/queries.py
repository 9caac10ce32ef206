"""Finding people by their numbers, and whether a member of staff is related to somebody."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index, name_index

KNOWN = Q(phone_verified=True) | Q(phone=None)
"""Accounts that are somebody's: the phone is proven, or there is none and a clerk has seen the document."""


def holders_of(kind: str, number: str) -> QuerySet[User]:
    """Known accounts with this (clean) identity number."""
    return User.objects.filter(KNOWN, id_kind=kind, id_number_hash=blind_index(kind, number))


def holders_of_license(number: str) -> QuerySet[User]:
    """Verified accounts with this (clean) lawyer's licence number."""
    return User.objects.filter(phone_verified=True, license_number_hash=blind_index("license", number))


def people_with(number: str) -> list[User]:
    """The active, known accounts whose phone or identity number (of any kind, clean) this is; [] when none."""
    hashes = [blind_index(kind, number) for kind in IdentityKind]
    known = User.objects.filter(KNOWN, is_active=True)
    return list(known.filter(Q(phone=number) | Q(id_number_hash__in=hashes)) if number else known.none())


def is_related(staff: User, *, names: Sequence[str], id_numbers: Sequence[str]) -> bool:
    """Whether a near relative that `staff` declared is among the people of a matter (民诉法 47, 回避规定 2011 art. 1).

    The n-th (clean) identity number belongs to the n-th name, '' where it is not known. Somebody whose number is
    known on both sides is told by it, others by the name: a namesake counts. Who the relative is stays unsaid.
    """
    declared = list(staff.relatives.filter(withdrawn_at=None).values_list("name_hash", "id_number_hash"))
    if not declared:
        return False
    people = [
        (name_index(name), blind_index(IdentityKind.RESIDENT, number))
        for name, number in zip(names, id_numbers, strict=True)
    ]
    return any(
        own_number == number if own_number and number else own_name == name
        for own_name, own_number in declared
        for name, number in people
        if name or number
    )
