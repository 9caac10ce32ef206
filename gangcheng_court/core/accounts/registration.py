"""Making an account, by its holder at the door or by staff at the window: the part that is the same."""

from datetime import date, datetime

from django.db.models import Q

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User

IN_USE = "这个手机号码或证件号码正在被另一次注册使用。请一分钟后再试，仍然不行请拨打 12368。"


def account_in_waiting(
    *,
    phone: str | None,
    name: str,
    role: str = Role.CITIZEN,
    id_kind: str = "",
    id_number: str = "",
    birth_on: date | None = None,
    license_number: str = "",
    law_firm: str = "",
    at: datetime,
) -> User:
    """An account that waits for its phone to be verified; not saved, without a password. The numbers are clean.

    Without a phone it waits for nothing: the caller has seen the document. Earlier registrations with the same phone
    or number that never proved their phone give way.
    """
    user = User(phone=phone, name=name, role=role, birth_on=birth_on, law_firm=law_firm, date_joined=at)
    user.set_unusable_password()
    if id_number:
        user.set_identity(id_kind, id_number)
    if license_number:
        user.set_license(license_number)
    same = Q(phone=phone) if phone else Q()
    if user.id_number_hash:
        same |= Q(id_kind=id_kind, id_number_hash=user.id_number_hash)
    if user.license_number_hash:
        same |= Q(license_number_hash=user.license_number_hash)
    User.objects.filter(same, phone_verified=False, phone__isnull=False).delete()
    return user
