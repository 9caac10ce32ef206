"""The pages of 明察暗访."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.models import User
from supervision.inspections import data, services
from supervision.inspections.enums import Kind, Status, Verdict
from supervision.inspections.models import Checklist, Inspection
from supervision.inspections.tests.builders import (
    make_answer,
    make_clerk,
    make_finding,
    make_photo,
    make_supervisor,
    make_visit,
)

Look = tuple[User | None, str]
WORDS = "上午十点二十分，三号窗口无人值守，没有摆放暂停服务的牌子，两位群众等了十五分钟。"


def _hall() -> Checklist:
    services.load_checklists(data.checklists(), at=timezone.now())
    return Checklist.objects.get(code="hall")


def _list() -> Look:
    owner, now = make_supervisor(), timezone.now()
    for day, status in enumerate(Status):
        make_visit(status, owner=owner, checklist=_hall(), at=now - timedelta(days=day), title="节后纪律作风检查")
    return owner, reverse("supervision:inspections")


def _check() -> Look:
    owner, now = make_supervisor(), timezone.now()
    row = make_visit(Status.UNDER_WAY, kind=Kind.COVERT, owner=owner, checklist=_hall(), at=now)
    first, second = row.checklist.items.all()[:2]
    make_answer(row, first, Verdict.FAILED, at=now, words=WORDS)
    make_answer(row, second, at=now)
    make_photo(row, first)
    return owner, reverse("supervision:inspection-check", args=[row.number])


def _over(status: Status = Status.PUBLISHED) -> Inspection:
    now = timezone.now()
    earlier = make_finding(make_visit(Status.PUBLISHED, checklist=_hall(), at=now - timedelta(days=90)))
    row = make_visit(status, checklist=_hall(), at=now, failed=("attitude", "water-paper"), summary="总体较好。")
    row.findings.filter(code="attitude").update(words=WORDS, person=make_clerk(), repeats=earlier)
    make_photo(row)
    return row


def _result() -> Look:
    row = _over()
    return row.owner, reverse("supervision:inspection", args=[row.number])


def _planned() -> Look:
    row = make_visit(kind=Kind.COVERT, checklist=_hall(), at=timezone.now())
    return row.owner, reverse("supervision:inspection", args=[row.number])


def _orders() -> Look:
    row = _over(Status.DONE)
    return row.owner, reverse("supervision:inspection-orders", args=[row.number])


def _new() -> Look:
    _hall()
    return make_supervisor(), reverse("supervision:inspection-new")


def _checklists() -> Look:
    _hall()
    return make_supervisor(), reverse("supervision:checklists")


def _edition() -> Look:
    _hall()
    return make_supervisor(), reverse("supervision:checklist", args=["hotline"])


INSPECTION_PAGES: dict[str, Callable[[], Look]] = {
    "inspections": _list,
    "inspections-empty": lambda: (make_supervisor(), f"{reverse('supervision:inspections')}?tab=done"),
    "inspection-new": _new,
    "inspection-planned": _planned,
    "inspection-check": _check,
    "inspection-result": _result,
    "inspection-orders": _orders,
    "checklists": _checklists,
    "checklist-edition": _edition,
}
