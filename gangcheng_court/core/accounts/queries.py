"""Finding people by their numbers."""

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index

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
