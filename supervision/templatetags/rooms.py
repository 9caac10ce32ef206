"""The strip of links to the rooms of supervision: to each person those that open for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from supervision.complaints.permissions import is_desk

register = template.Library()


@dataclass(frozen=True)
class Room:
    title: str
    route: str
    opens: Callable[[User], bool]


def _of(*roles: str) -> Callable[[User], bool]:
    return lambda user: has_role(user, *roles)


HEADS = _of(Role.SUPERVISOR, Role.CHIEF)
WORKERS = _of(Role.CLERK, Role.OPERATOR, Role.JUDGE, Role.CHIEF, Role.SUPERVISOR)
ROOMS = (
    Room("督察台", "supervision:board", HEADS),
    Room("我的督察事项", "supervision:owed", _of(Role.CLERK, Role.OPERATOR, Role.JUDGE, Role.CHIEF)),
    Room("承诺兑现", "supervision:promise-report", HEADS),
    Room("超期说明", "supervision:breaches", WORKERS),
    Room("投诉", "supervision:complaints", is_desk),
    Room("明察暗访", "supervision:inspections", WORKERS),
    Room("随机询问", "supervision:questionings", _of(Role.SUPERVISOR)),
    Room("限期整改", "supervision:rectifications", WORKERS),
    Room("监测指标", "supervision:indicators", HEADS),
    Room("通报", "supervision:bulletins", WORKERS),
    Room("三个规定", "supervision:interference", WORKERS),
    Room("每日清单", "supervision:daily", HEADS),
    Room("月度报告", "supervision:monthly-reports", HEADS),
)


@register.simple_tag(takes_context=True)
def supervision_rooms(context: template.Context) -> list[dict[str, Any]]:
    """The links for whoever is signed in: title, address, and whether this page lies there."""
    user, path = context["user"], context["request"].path
    open_rooms = [(room.title, reverse(room.route)) for room in ROOMS if room.opens(user)]
    nearest = max((url for _, url in open_rooms if path.startswith(url)), key=len, default="")
    return [{"title": title, "url": url, "current": url == nearest} for title, url in open_rooms]
