from datetime import datetime

from django.conf import settings
from django.db import transaction

from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused
from gangcheng_court.portal.demo.data import DEPARTMENTS, PEOPLE


@transaction.atomic
def load_departments() -> int:
    """Make sure that every department the portal addresses exists; names an administrator changed are kept."""
    for code, name in DEPARTMENTS.items():
        Department.objects.get_or_create(code=code, defaults={"name": name})
    return len(DEPARTMENTS)


@transaction.atomic
def load_people(*, at: datetime) -> int:
    """Make the demo accounts that are missing, all with the demo password; return how many were made.

    Refused where no demo password is set: in production.
    """
    if not settings.DEMO_PASSWORD:
        raise Refused("正式环境不装载演示账号。")
    present = set(User.objects.filter(phone__in=[person.phone for person in PEOPLE]).values_list("phone", flat=True))
    missing = [person for person in PEOPLE if person.phone not in present]
    for person in missing:
        user = User(
            phone=person.phone,
            phone_verified=True,
            name=person.name,
            role=person.role,
            department=Department.objects.filter(code=person.department).first(),
            law_firm=person.law_firm,
            is_superuser=person.role == Role.ADMINISTRATOR,
            date_joined=at,
        )
        user.set_password(settings.DEMO_PASSWORD)
        if person.id_number:
            user.set_identity(IdentityKind.RESIDENT, person.id_number)
        if person.license_number:
            user.set_license(person.license_number)
        trail.save(user, by=None, because="装载演示账号", at=at)
    return len(missing)
