"""What an operator does with a call: start without an exchange, end, say what became of it."""

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.errors import NotYours, Refused, WrongState
from hotline.calls import permissions, queries, services
from hotline.calls.enums import Outcome
from hotline.calls.models import Call, CallTicket
from hotline.calls.tests.builders import CALLER, NOW, make_call, make_operator, moment, told
from hotline.tickets.models import Ticket
from hotline.tickets.services import open_missed

pytestmark = pytest.mark.django_db


def test_a_call_taken_down_by_hand_is_answered_now_and_ends_on_the_servers_clock_once():
    operator = make_operator()

    call = services.start_by_hand(by=operator, at=NOW, caller="+86 138 0000 0001")

    assert (call.caller, call.operator, call.result, call.answered_at) == (CALLER, operator, "answered", NOW)
    assert call.exchange_id.startswith("manual-")
    ended = [services.end(call.pk, by=operator, at=moment(at)).ended_at for at in ("10:35", "10:40")]
    assert ended == [moment("10:35")] * 2
    assert Call.objects.get().operator == operator


def test_the_exchanges_own_word_of_the_end_wins():
    call = make_call(exchange_id="c-1", operator=make_operator(), ended_at=None)
    services.receive([told("ringing", "10:00"), told("answered", "10:00:05")], at=NOW)
    Call.objects.update(operator=call.operator)

    services.end(call.pk, by=call.operator, at=moment("10:05"))
    services.receive([told("ended", "10:04:58")], at=NOW)

    assert Call.objects.get().ended_at == moment("10:04:58")


def test_the_next_call_waits_for_the_outcome_of_the_last():
    operator = make_operator()
    call = services.start_by_hand(by=operator, at=NOW)
    assert list(queries.awaiting_outcome(operator)) == [call]

    with pytest.raises(WrongState, match="还没有登记处理结果"):
        services.start_by_hand(by=operator, at=NOW)

    services.set_outcome(call.pk, by=operator, at=NOW, outcome=Outcome.ANSWERED_AT_ONCE, note="问立案时间")
    call.refresh_from_db()
    assert (call.outcome, call.outcome_at, call.note) == ("answered_at_once", NOW, "问立案时间")
    services.start_by_hand(by=operator, at=NOW)


def test_an_outcome_is_said_once_and_is_one_of_the_list():
    call = make_call(operator=make_operator())
    say = {"by": call.operator, "at": NOW}
    with pytest.raises(Refused, match="请选择"):
        services.set_outcome(call.pk, outcome="", **say)

    for _ in range(2):
        services.set_outcome(call.pk, outcome=Outcome.COMPLAINT, **say)

    with pytest.raises(WrongState, match="已经登记为“投诉”"):
        services.set_outcome(call.pk, outcome=Outcome.HANDED_OVER, **say)


def test_a_missed_call_has_neither_an_end_nor_an_outcome_to_say():
    call = make_call(operator=make_operator(), result="missed")

    with pytest.raises(WrongState, match="没有接通"):
        services.end(call.pk, by=call.operator, at=NOW)
    with pytest.raises(WrongState, match="没有接通"):
        services.set_outcome(call.pk, by=call.operator, at=NOW, outcome=Outcome.COMPLAINT)


def test_a_ticket_is_linked_once():
    call = make_call(operator=make_operator())
    ticket = open_missed(phone=CALLER, at=NOW, once="made")

    for _ in range(2):
        services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=ticket.pk)

    assert CallTicket.objects.get().ticket == ticket
    with pytest.raises(NotYours):
        services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=0)


def test_a_complaint_about_the_operator_does_not_exist_for_linking_unless_he_took_it_down():
    call = make_call(operator=make_operator())
    ticket = open_missed(phone=CALLER, at=NOW, once="made")
    Ticket.objects.update(complained_of=call.operator, kept_from=[call.operator.pk])

    with pytest.raises(NotYours):
        services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=ticket.pk)

    Ticket.objects.update(received_by=call.operator)
    services.link_ticket(call.pk, by=call.operator, at=NOW, ticket_id=ticket.pk)


def test_anothers_call_does_not_exist_for_an_operator_and_none_for_others():
    call = make_call(operator=make_operator())

    for person in (make_operator(), make_user(Role.SUPERVISOR), make_user()):
        with pytest.raises(NotYours):
            services.end(call.pk, by=person, at=NOW)
        with pytest.raises(NotYours):
            services.set_outcome(call.pk, by=person, at=NOW, outcome=Outcome.COMPLAINT)
    with pytest.raises(NotYours):
        services.start_by_hand(by=make_user(), at=NOW)
    with pytest.raises(NotYours):
        services.end(0, by=call.operator, at=NOW)


def test_who_sees_calls():
    make_call()
    desk, filing = make_department("hotline", "12368 诉讼服务热线"), make_department()
    seen = {
        make_operator(): 1,
        make_user(Role.CHIEF, department=desk): 1,
        make_user(Role.CHIEF, department=filing): 0,
        make_user(Role.SUPERVISOR): 1,
        make_user(Role.CLERK): 0,
        make_user(): 0,
    }

    assert {person: permissions.visible_to(person).count() for person in seen} == seen


def test_what_rings_at_my_telephone_or_at_nobodys_is_mine_to_take():
    mine, other = make_operator(), make_operator()
    ringing = {"result": "ringing", "ended_at": None}
    own = make_call(operator=mine, extension="8001", **ringing)
    make_call(operator=other, extension="8002", **ringing)
    nobodys = make_call(rang_at=moment("09:59"), extension="8009", **ringing)
    make_call(operator=mine, extension="8001")
    make_call(operator=mine, rang_at=moment("09:40"), **ringing)  # its end was never told

    assert list(queries.ringing_at(mine, at=moment("10:00:02"))) == [nobodys, own]
