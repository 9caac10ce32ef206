"""The steps on a ticket as data: each with its form, its service, and when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from hotline.tickets import forms, permissions, services
from hotline.tickets.enums import CONFIDENTIAL, Status, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.permissions import PRESIDENT, SUPERVISION

STAYS_HERE = ("send-back", "pass-on")
"""Of what supervision has: where a ticket goes. It is worked on as a complaint, on the page of that."""


@dataclass(frozen=True)
class Act:
    """One step: `offered(ticket, user, now)` says whether to show it; the service has the last word."""

    code: str
    title: str
    button: str
    done: str
    form: type[forms.ActForm]
    act: Callable[..., Any]
    offered: Callable[[Ticket, User, datetime], bool]


@dataclass(frozen=True)
class Offer:
    """A step open to this person now, with its form."""

    act: Act
    form: forms.ActForm


def _at_desk(ticket: Ticket, user: User, now: datetime) -> bool:
    return ticket.status == Status.RECEIVED and user.role == Role.OPERATOR


def _to_sign(ticket: Ticket, user: User, now: datetime) -> bool:
    return ticket.status == Status.HANDED_OVER and permissions.is_receiver(user, ticket)


def _came_today(ticket: Ticket, user: User, now: datetime) -> bool:
    return _to_sign(ticket, user, now) and court_date(ticket.received_at) == court_date(now)


def _came_before(ticket: Ticket, user: User, now: datetime) -> bool:
    handed_over = ticket.status in (Status.HANDED_OVER, Status.IN_HAND)
    return handed_over and permissions.is_receiver(user, ticket) and court_date(ticket.received_at) < court_date(now)


def _in_hand(ticket: Ticket, user: User, now: datetime) -> bool:
    return ticket.status == Status.IN_HAND and permissions.may_handle(user, ticket)


def _heads(ticket: Ticket, user: User, now: datetime) -> bool:
    open_ = ticket.status in (Status.HANDED_OVER, Status.IN_HAND)
    return open_ and permissions.is_head(user, ticket)


def _working(ticket: Ticket, user: User, now: datetime) -> bool:
    return _at_desk(ticket, user, now) or _in_hand(ticket, user, now)


def _replies(ticket: Ticket, user: User, now: datetime) -> bool:
    answerable = ticket.type in permissions.ANSWERED_AT_DESK
    return _in_hand(ticket, user, now) or (answerable and _at_desk(ticket, user, now))


def _petition(ticket: Ticket, user: User, now: datetime) -> bool:
    return ticket.type == TicketType.PETITION and _heads(ticket, user, now)


def _answered(ticket: Ticket, user: User, now: datetime) -> bool:
    return ticket.status == Status.ANSWERED and permissions.may_handle(user, ticket)


ACTS = {
    act.code: act
    for act in (
        Act("sign", "签收", "签收", "已签收，办理期限开始计算。", forms.PressForm, services.sign, _to_sign),
        Act(
            "by-rule",
            "按规则转办",
            "按规则转办",
            "已转办。",
            forms.PressForm,
            services.hand_over_by_rule,
            _at_desk,
        ),
        Act("hand-over", "转给指定部门", "转办", "已转办。", forms.HandOverForm, services.hand_over, _at_desk),
        Act(
            "answer-at-once",
            "当场答复并办结",
            "答复并办结",
            "已答复，已办结。",
            forms.AnswerForm,
            services.answer_at_once,
            lambda ticket, user, now: _at_desk(ticket, user, now) and ticket.type in permissions.ANSWERED_AT_DESK,
        ),
        Act(
            "acknowledge",
            "先回复一句",
            "发出",
            "已回复。",
            forms.FirstWordForm,
            services.acknowledge,
            _working,
        ),
        Act("reply", "答复当事人", "发出答复", "答复已经发出。", forms.AnswerForm, services.reply, _replies),
        Act(
            "send-back",
            "不是本部门的，退回",
            "退回 12368",
            "已退回，当天另行转办。",
            forms.ReasonForm,
            services.send_back,
            _came_today,
        ),
        Act("pass-on", "改转其他部门", "改转", "已改转。", forms.PassOnForm, services.pass_on, _came_before),
        Act("assign", "交给承办人", "交办", "已交办。", forms.AssignForm, services.assign, _heads),
        Act("question", "列出分项问题", "加一项", "已加入。", forms.QuestionForm, services.add_question, _working),
        Act("note", "写办理记录", "保存", "已记录。", forms.WordsForm, services.note, _working),
        Act("extend", "延长三十日", "延长一次", "已延长。", forms.ReasonForm, services.extend, _petition),
        Act("close", "办结", "办结", "已办结。", forms.PressForm, services.close, _answered),
    )
}


def is_elsewhere(ticket: Ticket) -> bool:
    """Whether it is worked on as a complaint: supervision and the president's office have it."""
    return ticket.type in CONFIDENTIAL and ticket.department.code in (SUPERVISION, PRESIDENT)


def is_refused(ticket: Ticket, code: str) -> bool:
    """Whether this step is made on the complaint's page instead."""
    return is_elsewhere(ticket) and code not in STAYS_HERE


def offered(ticket: Ticket, user: User, now: datetime) -> list[Offer]:
    """The steps that this person may try on the ticket now."""
    return [
        Offer(act, act.form(ticket=ticket, user=user, code=act.code))
        for act in ACTS.values()
        if act.offered(ticket, user, now) and not is_refused(ticket, act.code)
    ]
