"""Every act on a ticket against every wrong state and every wrong person; and what fails late leaves nothing behind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from hotline.tickets import services
from hotline.tickets.enums import AttemptResult, Score, Status, StepKind, TicketType
from hotline.tickets.models import Callback, Question, Rating, Step, Ticket, TicketLimit
from hotline.tickets.services import steps
from hotline.tickets.tests.builders import (
    NOW,
    desk,
    make_callback,
    make_handoff,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
LATER = NOW + timedelta(minutes=30)


@dataclass(frozen=True)
class Case:
    """One act: `at_desk`, or in a department; in which states it may be done, and how it is called."""

    call: Callable[[Ticket, User], Any]
    states: frozenset[Status]
    at_desk: bool = False
    by_head: bool = False
    type: TicketType = TicketType.SUGGESTION


def other_department():
    return make_member(Role.JUDGE, "trial", "审判庭").department


def question_of(ticket: Ticket) -> int:
    return Question.objects.create(ticket=ticket, text="诉讼费多少").pk


IN_HAND, HANDED_OVER, RECEIVED = (frozenset({one}) for one in (Status.IN_HAND, Status.HANDED_OVER, Status.RECEIVED))
CASES = {
    "hand_over": Case(
        lambda ticket, user: services.hand_over(ticket.pk, by=user, at=LATER, department=other_department()),
        RECEIVED,
        at_desk=True,
    ),
    "hand_over_by_rule": Case(
        lambda ticket, user: services.hand_over_by_rule(ticket.pk, by=user, at=LATER), RECEIVED, at_desk=True
    ),
    "answer_at_once": Case(
        lambda ticket, user: services.answer_at_once(ticket.pk, by=user, at=LATER, words="五十元"),
        RECEIVED,
        at_desk=True,
        type=TicketType.CONSULTATION,
    ),
    "sign": Case(lambda ticket, user: services.sign(ticket.pk, by=user, at=LATER), HANDED_OVER),
    "send_back": Case(
        lambda ticket, user: services.send_back(ticket.pk, by=user, at=LATER, reason="不是本部门的"), HANDED_OVER
    ),
    "pass_on": Case(
        lambda ticket, user: services.pass_on(
            ticket.pk, by=user, at=LATER, department=other_department(), reason="属于审判庭"
        ),
        HANDED_OVER | IN_HAND,
    ),
    "assign": Case(
        lambda ticket, user: services.assign(ticket.pk, by=user, at=LATER, handler=make_member()),
        HANDED_OVER | IN_HAND,
        by_head=True,
    ),
    "note": Case(lambda ticket, user: services.note(ticket.pk, by=user, at=LATER, words="已联系"), IN_HAND),
    "acknowledge": Case(
        lambda ticket, user: services.acknowledge(ticket.pk, by=user, at=LATER, words="正在办"), IN_HAND
    ),
    "add_question": Case(
        lambda ticket, user: services.add_question(ticket.pk, by=user, at=LATER, text="户口怎么迁"), IN_HAND
    ),
    "answer_question": Case(
        lambda ticket, user: services.answer_question(question_of(ticket), by=user, at=LATER, words="五十元"), IN_HAND
    ),
    "refer_question": Case(
        lambda ticket, user: services.refer_question(question_of(ticket), by=user, at=LATER, referral="派出所"), IN_HAND
    ),
    "reply": Case(lambda ticket, user: services.reply(ticket.pk, by=user, at=LATER, words="已经增设"), IN_HAND),
    "close": Case(lambda ticket, user: services.close(ticket.pk, by=user, at=LATER), frozenset({Status.ANSWERED})),
    "extend": Case(
        lambda ticket, user: services.extend(ticket.pk, by=user, at=LATER, reason="需要调卷"),
        HANDED_OVER | IN_HAND,
        by_head=True,
        type=TicketType.PETITION,
    ),
}


def start(case: Case, status: Status, **fields: Any) -> tuple[Ticket, User]:
    """A ticket in that state, and who may do the act."""
    if case.at_desk:
        user = make_operator()
        department = desk() if status == Status.RECEIVED else make_member().department
        make_rule(make_member().department)
        return make_ticket(type=case.type, status=status, department=department, **fields), user
    user = make_member(Role.CHIEF if case.by_head or case.type == TicketType.PETITION else Role.CLERK)
    department = desk() if status == Status.RECEIVED else user.department
    handler = user if status in (Status.IN_HAND, Status.ANSWERED, Status.CLOSED) else None
    return make_ticket(type=case.type, status=status, department=department, handler=handler, **fields), user


def picture(ticket: Ticket) -> tuple[Any, ...]:
    """Everything that an act may change."""
    rows = [
        list(Ticket.objects.filter(pk=ticket.pk).values()),
        list(ticket.history.values_list("pk", flat=True)),
        list(ticket.handoffs.order_by("pk").values("met_at", "automatic")),
    ]
    rows += [list(model.objects.filter(ticket=ticket).order_by("pk").values()) for model in (Step, TicketLimit, Rating)]
    return (*rows, Callback.objects.count(), Notice.objects.count())


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("name", CASES)
def test_an_act_is_done_in_its_own_states_and_changes_nothing_in_any_other(name, status):
    case = CASES[name]
    ticket, user = start(case, status)
    if status in case.states:
        case.call(ticket, user)
        return
    before = picture(ticket)
    with pytest.raises((WrongState, NotYours, Refused)):
        case.call(ticket, user)
    assert picture(ticket) == before


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: make_user(),
        lambda: make_user(Role.LAWYER),
        lambda: make_user(Role.ADMINISTRATOR),
        lambda: make_member(Role.JUDGE, "trial", "审判庭"),
        lambda: make_supervisor(),
        lambda: make_user(Role.CLERK),
    ],
    ids=["citizen", "lawyer", "administrator", "judge of another department", "supervisor", "clerk of none"],
)
@pytest.mark.parametrize("name", CASES)
def test_a_stranger_does_no_act(name, stranger):
    case = CASES[name]
    ticket, _ = start(case, min(case.states))
    before = picture(ticket)

    with pytest.raises(NotYours):
        case.call(ticket, stranger())

    assert picture(ticket) == before


@pytest.mark.parametrize("how", ["account", "name"])
@pytest.mark.parametrize("name", CASES)
def test_whoever_it_is_about_does_no_act(name, how):
    case = CASES[name]
    role, department = (
        (Role.OPERATOR, desk()) if case.at_desk else (Role.CHIEF, make_member(name="别人", code="filing").department)
    )
    about = make_user(role, department=department, name="刘芳芳")
    named = {"complained_of": about} if how == "account" else {"complained_name": "立案庭刘芳芳"}
    ticket, _ = start(case, min(case.states), **named)
    before = picture(ticket)

    with pytest.raises(NotYours):
        case.call(ticket, about)

    assert picture(ticket) == before


@pytest.mark.parametrize("name", [name for name in CASES if not name.endswith("_question")])
def test_what_fails_at_the_end_leaves_nothing(name, monkeypatch):
    """The step of the chain, or the notice after it, is the last thing written."""
    case = CASES[name]
    ticket, user = start(case, min(case.states))
    before = picture(ticket)
    real = steps.add

    def add(*args, **kwargs):
        real(*args, **kwargs)
        raise RuntimeError

    monkeypatch.setattr(steps, "add", add)
    with pytest.raises(RuntimeError):
        case.call(ticket, user)

    assert picture(ticket) == before


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("hand_over", [StepKind.HANDED_OVER]),
        ("hand_over_by_rule", [StepKind.HANDED_OVER]),
        ("answer_at_once", [StepKind.REPLIED, StepKind.CLOSED]),
        ("sign", [StepKind.SIGNED]),
        ("send_back", [StepKind.RETURNED]),
        ("pass_on", [StepKind.HANDED_OVER]),
        ("assign", [StepKind.ASSIGNED]),
        ("note", [StepKind.NOTED]),
        ("acknowledge", [StepKind.ACKNOWLEDGED]),
        ("reply", [StepKind.REPLIED]),
        ("close", [StepKind.CLOSED]),
        ("extend", [StepKind.NOTED]),
    ],
)
def test_an_act_is_one_step_of_the_chain_by_who_did_it_when(name, kinds):
    case = CASES[name]
    ticket, user = start(case, min(case.states))

    case.call(ticket, user)

    assert list(ticket.steps.values_list("kind", "by", "at")) == [(kind, user.pk, LATER) for kind in kinds]


@pytest.mark.parametrize("name", ["hand_over", "sign", "send_back", "reply", "close"])
def test_a_change_of_state_is_on_the_trail_with_who_and_when(name):
    case = CASES[name]
    ticket, user = start(case, min(case.states))

    case.call(ticket, user)

    row = ticket.history.latest("history_id")
    assert (row.history_user, row.history_date) == (user, LATER)
    assert row.status != min(case.states)


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.HANDED_OVER, Status.IN_HAND])
def test_nothing_is_rated_before_it_was_answered(status):
    ticket = make_ticket(status=status, department=make_member().department)

    with pytest.raises(WrongState):
        services.rate(ticket.pk, at=LATER, score=Score.SATISFIED)
    assert not Rating.objects.exists()


def test_a_rating_a_month_late_is_not_taken():
    ticket = make_ticket(status=Status.CLOSED, department=make_member().department)

    with pytest.raises(WrongState):
        services.rate(ticket.pk, at=NOW + timedelta(days=30, seconds=1), score=Score.DISSATISFIED)
    assert services.rate(ticket.pk, at=NOW + timedelta(days=30), score=Score.SATISFIED).status == Status.CLOSED


def test_a_call_back_is_tried_by_who_may_answer_and_by_nobody_else():
    callback = make_callback(make_ticket(type=TicketType.CONSULTATION))

    for stranger in (make_user(), make_member(), make_supervisor()):
        with pytest.raises(NotYours):
            services.attempt(callback.pk, by=stranger, at=NOW, result=AttemptResult.REACHED)
    assert not callback.attempts.exists()
    assert services.attempt(callback.pk, by=make_operator(), at=NOW, result=AttemptResult.REACHED)


def test_who_answered_before_neither_signs_nor_is_given_it_nor_answers_again():
    first, chief = make_member(), make_member(Role.CHIEF)
    ticket = make_ticket(status=Status.IN_HAND, department=first.department, handler=first)
    services.reply(ticket.pk, by=first, at=NOW, words="已办")
    services.rate(ticket.pk, at=LATER, score=Score.DISSATISFIED)

    with pytest.raises(Refused, match="另外的人"):
        services.sign(ticket.pk, by=first, at=LATER)
    with pytest.raises(Refused, match="另外的人"):
        services.assign(ticket.pk, by=chief, at=LATER, handler=first)
    services.sign(ticket.pk, by=chief, at=LATER)
    assert services.reply(ticket.pk, by=chief, at=LATER, words="重新办好").status == Status.ANSWERED


def test_at_the_desk_too_another_operator_answers_anew_or_it_is_handed_over():
    first, second = make_operator(), make_operator()
    ticket = make_ticket(type=TicketType.CONSULTATION)
    services.answer_at_once(ticket.pk, by=first, at=NOW, words="五十元")
    services.rate(ticket.pk, at=LATER, score=Score.FAIR, complete=False)

    with pytest.raises(Refused, match="另外的人"):
        services.reply(ticket.pk, by=first, at=LATER, words="还是五十元")
    assert services.reply(ticket.pk, by=second, at=LATER, words="财产案件按比例").status == Status.ANSWERED


def test_an_extension_after_the_limit_has_passed_is_refused():
    supervisor = make_supervisor()
    ticket = make_ticket(
        type=TicketType.PETITION, status=Status.IN_HAND, department=supervisor.department, handler=supervisor
    )

    with pytest.raises(Refused, match="期限已经过了"):
        services.extend(ticket.pk, by=supervisor, at=NOW + timedelta(days=70), reason="需要调卷")


def test_the_second_round_of_the_day_is_met_by_the_second_handing_over():
    operator = make_operator()
    ticket = make_ticket()
    make_handoff(ticket)

    services.hand_over(ticket.pk, by=operator, at=LATER, department=other_department())

    assert set(ticket.handoffs.values_list("met_at", flat=True)) == {LATER}
