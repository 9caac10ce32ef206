"""The pages of random questioning that are looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_date
from supervision.questioning import services
from supervision.questioning.models import Questioning
from supervision.questioning.tests.builders import TOKEN, make_invited, serve


def _inspector() -> User:
    return make_user(Role.SUPERVISOR, name="周敏")


def _started(inspector: User) -> Questioning:
    now = timezone.now()
    serve(callers=30, visitors=12, at=now - timedelta(days=3))
    yesterday = court_date(now) - timedelta(days=1)
    row = services.draw(since=yesterday - timedelta(days=9), until=yesterday, wanted=20, by=inspector, at=now)
    services.start(row.pk, by=inspector, at=now)
    return row


def _list() -> tuple[User, str]:
    inspector = _inspector()
    _started(inspector)
    return inspector, reverse("supervision:questionings")


def _results() -> tuple[User, str]:
    inspector = _inspector()
    row = _started(inspector)
    members = list(row.members.filter(place__lte=12))
    for number, member in enumerate(members):
        answers = {question["code"]: number % 2 for question in row.questions.questions}
        services.called(member.pk, "reached", by=inspector, at=timezone.now(), answers=answers, words="等得有点久")
    return inspector, f"{reverse('supervision:questioning', args=[row.number])}?check=1"


def _calls() -> tuple[User, str]:
    inspector = _inspector()
    return inspector, reverse("supervision:questioning-calls", args=[_started(inspector).number])


def _call() -> tuple[User, str]:
    inspector = _inspector()
    return inspector, reverse("supervision:questioning-call", args=[_started(inspector).number, 1])


def _answer() -> tuple[None, str]:
    make_invited(make_user(Role.SUPERVISOR), at=timezone.now())
    return None, reverse("supervision:answer", args=[TOKEN])


def _over() -> tuple[None, str]:
    make_invited(make_user(Role.SUPERVISOR), at=timezone.now() - timedelta(days=30))
    return None, reverse("supervision:answer", args=[TOKEN])


QUESTIONING_PAGES: dict[str, Callable[[], tuple[User | None, str]]] = {
    "answer": _answer,
    "answer-over": _over,
}
QUESTIONING_DESK: dict[str, Callable[[], tuple[User | None, str]]] = {
    "questionings": _list,
    "questioning": _results,
    "questioning-calls": _calls,
    "questioning-call": _call,
    "questions": lambda: (_inspector(), reverse("supervision:questions")),
}
