"""Starting states for tests: people with valid, synthetic, never repeated numbers."""

import itertools
from typing import Any

from django.test import Client

from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.enums import STAFF_ROLES, IdentityKind, Role
from gangcheng_court.core.accounts.models import Department, User

PASSWORD = "Court-Test-2026"
_serial = itertools.count(1)


def make_resident_number(born: str = "19850615", *, serial: int | None = None) -> str:
    """A valid number in Gangcheng's code, which did not exist at that birth and so belongs to nobody."""
    stem = f"370117{born}{(next(_serial) if serial is None else serial) % 1000:03}"
    return stem + identity.resident_check_character(stem)


def make_user(role: str = Role.CITIZEN, **fields: Any) -> User:
    """A person with a verified phone and PASSWORD; citizens and lawyers also have their numbers."""
    number = next(_serial)
    user = User(
        **{
            "phone": f"138{number:08}",
            "phone_verified": True,
            "name": f"测试{number}",
            "role": role,
        }
        | fields
    )
    if role not in STAFF_ROLES and "id_kind" not in fields:
        user.set_identity(
            IdentityKind.RESIDENT, make_resident_number(f"1985{1 + number // 28 % 12:02}{1 + number % 28:02}")
        )
    if role == Role.LAWYER and "license_number" not in fields:
        user.set_license(f"13701201510{number:06}")
        user.law_firm = user.law_firm or "山东测试律师事务所"
    user.set_password(PASSWORD)
    user.save()
    return user


def make_no_phone(**fields: Any) -> User:
    """A person whom the window registered by the document, because there is no phone."""
    return make_user(phone=None, phone_verified=False, **fields)


def make_department(code: str = "filing", name: str = "立案庭") -> Department:
    """The department of that code, made when missing."""
    return Department.objects.get_or_create(code=code, defaults={"name": name})[0]


def sign_in(client: Client, user: User) -> Client:
    """The same client with a session of `user`, as if just signed in."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
