"""The pages of assistance: the public's, the desk's, and the remembered needs."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accessibility.assistance import services
from accessibility.assistance.enums import Help, State
from accessibility.assistance.tests.builders import make_assistance, make_chief, make_clerk
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user

Look = tuple[User | None, str]
LONG = "老人坐轮椅，由女儿陪同，从东门进，请在无障碍通道等我们，谢谢。"


def _tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def _followed() -> Look:
    person = make_user()
    row = make_assistance(state=State.ARRANGED, person=person, at=timezone.now(), arrives_at=_tomorrow(), words=LONG)
    return person, reverse("accessibility:assistance-followed", args=[row.number])


def _mine() -> Look:
    person = make_user()
    make_assistance(person=person, kinds=[Help.WHEELCHAIR, Help.SIGN_LANGUAGE], about="WS20261125-000123")
    return person, reverse("accessibility:assistance-mine")


def _needs() -> Look:
    person = make_user()
    services.remember(person, [Help.WHEELCHAIR, Help.READING], consents=True, at=timezone.now())
    return person, reverse("accessibility:needs")


def _desk() -> Look:
    for number in range(3):
        make_assistance(
            name="欧阳玥喆",
            kinds=[Help.WHEELCHAIR, Help.LARGE_PRINT, Help.INTERPRETER][: number + 1],
            language="维吾尔语" if number == 2 else "",
            about="WS20261125-000123",
            at=timezone.now(),
            arrives_at=timezone.now() + timedelta(minutes=30),
        )
    return make_clerk(), reverse("accessibility:assistance-desk")


def _request() -> Look:
    row = make_assistance(
        state=State.ARRANGED,
        kinds=[Help.HOME_VISIT],
        address="济南市钢城区某街道某小区 1 号楼 1 单元 101 室",
        words=LONG,
        at=timezone.now(),
        arrives_at=_tomorrow(),
    )
    return make_chief(), reverse("accessibility:assistance-request", args=[row.number])


def _to_follow_up() -> Look:
    row = make_assistance(state=State.DONE, at=timezone.now(), arrives_at=timezone.now())
    return make_clerk(), reverse("accessibility:assistance-request", args=[row.number])


ASSISTANCE_PAGES: dict[str, Callable[[], Look]] = {
    "assistance-ask": lambda: (None, reverse("accessibility:assistance")),
    "assistance-with-a-filing": lambda: (
        make_user(),
        reverse("accessibility:assistance") + "?about=WS20261125-000123",
    ),
    "assistance-hall": lambda: (None, reverse("accessibility:assistance-hall")),
    "assistance-follow": lambda: (None, reverse("accessibility:assistance-follow")),
    "assistance-followed": _followed,
    "assistance-mine": _mine,
    "assistance-mine-empty": lambda: (make_user(), reverse("accessibility:assistance-mine")),
    "needs": _needs,
    "needs-empty": lambda: (make_user(), reverse("accessibility:needs")),
}
ASSISTANCE_DESK: dict[str, Callable[[], Look]] = {
    "assistance-desk": _desk,
    "assistance-desk-empty": lambda: (make_clerk(), reverse("accessibility:assistance-desk")),
    "assistance-request": _request,
    "assistance-to-follow-up": _to_follow_up,
}
