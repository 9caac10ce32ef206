"""The pages of the register that are looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from supervision.interference.enums import Act, Counterpart, Kind
from supervision.interference.tests.builders import make_entry, make_entry_file


def _judge(name: str = "陈志强") -> User:
    return make_user(Role.JUDGE, name=name, department=make_department("trial", "审判庭"))


def _supervisor() -> User:
    return make_user(Role.SUPERVISOR, name="周敏", date_joined=timezone.now() - timedelta(days=200))


def _list() -> tuple[User, str]:
    judge = _judge()
    make_entry(judge, at=timezone.now())
    return judge, reverse("supervision:interference")


def _register() -> tuple[User, str]:
    make_entry(_judge(), at=timezone.now())
    make_entry(_judge("孙某"), at=timezone.now(), kind=Kind.CONTACT, form="", counterpart=Counterpart.LAWYER)
    return _supervisor(), f"{reverse('supervision:interference')}?tab=register"


def _entry() -> tuple[User, str]:
    judge = _judge()
    entry = make_entry_file(judge, at=timezone.now()).entry
    return judge, reverse("supervision:interference-entry", args=[entry.number])


def _contacts() -> tuple[User, str]:
    judge = _judge()
    make_entry(judge, at=timezone.now(), kind=Kind.CONTACT, form="", counterpart=Counterpart.LAWYER, acts=[Act.TREATS])
    return judge, reverse("supervision:contacts")


def _relatives() -> tuple[User, str]:
    judge = _judge()
    for name, withdrawn in (("张某某", None), ("李某某", timezone.now())):
        StaffRelative.objects.create(
            staff=judge, name=name, relation="妻子的弟弟", declared_at=timezone.now(), withdrawn_at=withdrawn
        )
    return judge, reverse("supervision:relatives")


def _relatives_of_staff() -> tuple[User, str]:
    _relatives()
    return _supervisor(), reverse("supervision:relatives-of-staff")


def _months() -> tuple[User, str]:
    make_user(Role.CLERK, name="刘芳", department=make_department(), date_joined=timezone.now() - timedelta(days=200))
    return _supervisor(), reverse("supervision:interference-months")


def _figures() -> tuple[User, str]:
    make_entry(_judge(), at=timezone.now())
    return _supervisor(), reverse("supervision:interference-figures")


INTERFERENCE_PAGES: dict[str, Callable[[], tuple[User | None, str]]] = {
    "interference": _list,
    "interference-register": _register,
    "interference-record": lambda: (_judge(), reverse("supervision:interference-record")),
    "interference-entry": _entry,
    "contacts": _contacts,
    "contact-record": lambda: (_judge(), reverse("supervision:contact-record")),
    "relatives": _relatives,
    "relatives-of-staff": _relatives_of_staff,
    "interference-months": _months,
    "interference-figures": _figures,
}
