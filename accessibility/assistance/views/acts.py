"""The steps on a request as data: each with its form, its service, and when it is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accessibility.assistance import forms, permissions, services
from accessibility.assistance.enums import State
from accessibility.assistance.models import Assistance
from gangcheng_court.core.accounts.models import User
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP


@dataclass(frozen=True)
class Act:
    """One step: `offered(row, user, now)` says whether to show it; the service has the last word."""

    code: str
    title: str
    button: str
    done: str
    form: type[forms.ActForm]
    act: Callable[..., Any]
    offered: Callable[[Assistance, User, datetime], bool]


@dataclass(frozen=True)
class Offer:
    """A step open to this person now, with its form."""

    act: Act
    form: forms.ActForm


def _serves(row: Assistance, user: User, now: datetime) -> bool:
    return row.is_open and permissions.may_serve(user)


def _gives(*states: State) -> Callable[[Assistance, User, datetime], bool]:
    return lambda row, user, now: row.state in states and permissions.may_give(user, row)


def _movable(row: Assistance, user: User, now: datetime) -> bool:
    return row.is_open and (row.arrives_at > now or row.state == State.READY)


def _open(row: Assistance, user: User, now: datetime) -> bool:
    return row.is_open


def _waits_for_question(row: Assistance, user: User, now: datetime) -> bool:
    limits = row.limits.open().filter(promise=ASSISTANCE_FOLLOW_UP.code)
    return row.state == State.DONE and limits.exists()


def _by_code(*acts: Act) -> dict[str, Act]:
    return {act.code: act for act in acts}


ACTS = _by_code(
    Act("arrange", "安排由谁负责", "安排", "已安排。", forms.ArrangeForm, services.arrange, _serves),
    Act("ready", "帮助已经到位", "到位了", "已记下到位。", forms.NoteForm, services.ready, _gives(State.ARRANGED)),
    Act("done", "帮助已经完成", "完成了", "已完成。", forms.NoteForm, services.done, _gives(State.READY)),
    Act("follow-up", "回访当事人", "记下回访", "已记下。", forms.FollowUpForm, services.follow_up, _waits_for_question),
    Act("move", "改时间", "改时间", "已改时间。", forms.MoveForm, services.reschedule, _movable),
    Act(
        "decline",
        "不能提供",
        "告诉当事人",
        "已告诉当事人。",
        forms.DeclineForm,
        services.decline,
        _gives(State.ASKED, State.ARRANGED),
    ),
    Act("cancel", "取消", "取消这件协助", "已取消。", forms.CancelForm, services.cancel, _open),
)
OWN_ACTS = _by_code(
    Act("move", "改时间", "改时间", "已改时间。", forms.MoveForm, services.reschedule, _movable),
    Act(
        "cancel", "不需要了", "取消", "已取消。还需要的，随时可以再提出。", forms.OwnCancelForm, services.cancel, _open
    ),
)


def offered(acts: Mapping[str, Act], row: Assistance, user: User, now: datetime) -> list[Offer]:
    """The steps that this person may try on the request now."""
    return [
        Offer(act, act.form(row=row, user=user, now=now, code=act.code))
        for act in acts.values()
        if act.offered(row, user, now)
    ]
