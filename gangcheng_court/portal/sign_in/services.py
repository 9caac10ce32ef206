"""An account from its registration to its phone, password and devices."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.registration import IN_USE, account_in_waiting
from gangcheng_court.core.audit import trail
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused


@transaction.atomic
def register(
    *,
    phone: str,
    password: str,
    name: str,
    role: str = Role.CITIZEN,
    id_kind: str = "",
    id_number: str = "",
    birth_on: date | None = None,
    license_number: str = "",
    law_firm: str = "",
    at: datetime,
) -> User:
    """Make an account that waits for its phone to be verified; the numbers are already clean.

    Earlier registrations with the same phone or number that never proved their phone give way. Raises Refused when
    a verified account has one of them, or another registration takes it at this moment.
    """
    user = account_in_waiting(
        phone=phone,
        name=name,
        role=role,
        id_kind=id_kind,
        id_number=id_number,
        birth_on=birth_on,
        license_number=license_number,
        law_firm=law_firm,
        at=at,
    )
    user.set_password(password)
    try:
        with transaction.atomic():
            trail.save(user, by=None, because="注册", at=at)
    except IntegrityError as clash:
        raise Refused(IN_USE) from clash
    return user


@transaction.atomic
def confirm_phone(user_id: int, *, phone: str, at: datetime) -> User:
    """The person has shown that `phone` is theirs: it becomes their verified login name. Twice is once.

    A number that it replaces is told, and API tokens end with it.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if (user.phone, user.phone_verified) == (phone, True):
        return user
    User.objects.filter(phone=phone, phone_verified=False).exclude(pk=user.pk).delete()
    if user.phone_verified:
        once = f"phone-changed:{user.pk}:{at.isoformat()}"
        outbox.queue("accounts/phone_changed", to=user, about="", once=once, at=at, context={})
        user.auth_token_set.all().delete()
    user.phone, user.phone_verified = phone, True
    try:
        with transaction.atomic():
            trail.save(user, by=user, because="验证手机号码", at=at, fields=["phone", "phone_verified"])
    except IntegrityError as clash:
        raise Refused(IN_USE) from clash
    return user


@transaction.atomic
def set_password(user: User, password: str, *, at: datetime) -> None:
    """Change one's own password; every other session and every API token of the person ends with the old one."""
    user.set_password(password)
    trail.save(user, by=user, because="设置密码", at=at, fields=["password"])
    user.auth_token_set.all().delete()
