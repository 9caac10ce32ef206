"""收–转–办–督–复–评: each step does what it says, for whom it may, in the states it may, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import (
    FIRST_REPLY,
    MISSED_CALL_BACK,
    PETITION_CLOSING,
    TICKET_CLOSING,
)
from hotline.tickets import deadlines, numbers, permissions, services
from hotline.tickets.enums import AttemptResult, Score, Source, Status, StepKind, TicketType
from hotline.tickets.models import Callback, Handoff, Step, Ticket
from hotline.tickets.services import steps
from hotline.tickets.tests.builders import (
    NOW,
    PHONE,
    desk,
    make_callback,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
    new_ticket,
)
from hotline.tickets.workflow import MOVES, move

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
NIGHT = court_time("2026-06-17 22:00")
NEXT_DAY = court_time("2026-06-18 09:00")


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def clerk():
    return make_member()


def kinds(ticket):
    return list(ticket.steps.values_list("kind", flat=True))


def in_hand(handler, **fields):
    return make_ticket(status=Status.IN_HAND, department=handler.department, handler=handler, **fields)


# 收


def test_a_ticket_has_number_code_steps_and_limits_and_the_person_is_told(operator):
    receipt = services.receive(new_ticket(), by=operator, at=NOW)

    ticket = receipt.ticket
    assert ticket.number.startswith("RX20260617-")
    assert len(receipt.code) == numbers.CODE_LENGTH
    assert ticket.receipt_hash == numbers.receipt_hash(receipt.code)
    assert ticket.status == Status.RECEIVED
    assert kinds(ticket) == [StepKind.RECEIVED]
    assert ticket.handoffs.get().due_at == court_time("2026-06-18")
    assert set(ticket.limits.values_list("promise", flat=True)) == {FIRST_REPLY.code, TICKET_CLOSING.code}
    assert ticket.due_at == court_time("2026-06-18")
    text = Delivery.objects.get(address=PHONE).text
    assert ticket.number in text
    assert receipt.code in text


def test_a_question_has_no_hand_over(operator):
    ticket = services.receive(new_ticket(TicketType.CONSULTATION), by=operator, at=NOW).ticket

    assert not ticket.handoffs.exists()


def test_the_same_form_sent_twice_is_one_ticket_with_one_code():
    first = services.receive(new_ticket(), by=None, at=NOW, once="form:1")
    second = services.receive(new_ticket(), by=None, at=NOW, once="form:1")

    assert (first.ticket, first.code) == (second.ticket, second.code)
    assert Ticket.objects.count() == 1
    assert Delivery.objects.filter(address=PHONE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_are_one_ticket():
    def receive(_):
        try:
            return services.receive(new_ticket(), by=None, at=NOW, once="form:2").ticket.number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(receive, range(4)))) == 1
    assert Handoff.objects.count() == 1


@pytest.mark.parametrize("at", [NIGHT, court_time("2026-06-20 10:00")])  # Wednesday night; Saturday
def test_out_of_hours_the_rules_hand_over_at_once(at):
    clerk = make_member()
    make_rule(clerk.department)

    ticket = services.receive(new_ticket(), by=None, at=at).ticket

    assert (ticket.status, ticket.department) == (Status.HANDED_OVER, clerk.department)
    handoff = ticket.handoffs.get()
    assert (handoff.met_at, handoff.automatic) == (at, True)


def test_somebody_with_an_account_is_told_in_the_inbox():
    person = make_user()
    ticket = services.receive(new_ticket(person=person), by=None, at=NOW).ticket

    assert Notice.objects.get(recipient=person).about == ticket.number


# 转


def test_an_operator_hands_over_to_a_department_which_is_told(operator, clerk):
    ticket = make_ticket()

    ticket = services.hand_over(ticket.pk, by=operator, at=NOW, department=clerk.department, words="请办理")

    assert (ticket.status, ticket.department) == (Status.HANDED_OVER, clerk.department)
    assert ticket.handoffs.get().met_at == NOW
    assert ticket.limits.get(promise=deadlines.RECEIPT).due_at == court_time("2026-06-19")
    assert Notice.objects.filter(recipient=clerk, template="hotline/handed_over").count() == 1
    assert kinds(ticket) == [StepKind.HANDED_OVER]
    assert set(ticket.limits.open().values_list("department__code", flat=True)) == {"filing"}


def test_nobody_hands_over_what_was_handed_over(operator, clerk):
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department)

    with pytest.raises(NotYours):
        services.hand_over(ticket.pk, by=operator, at=NOW, department=clerk.department)
    with pytest.raises(WrongState):
        services.hand_over_by_rule(ticket.pk, by=None, at=NOW)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.CLERK, Role.CHIEF, Role.JUDGE, Role.SUPERVISOR])
def test_only_an_operator_hands_over(role, clerk):
    with pytest.raises(NotYours):
        services.hand_over(make_ticket().pk, by=make_user(role), at=NOW, department=clerk.department)


def test_a_complaint_is_never_handed_to_the_department_of_whom_it_is_about(operator, clerk):
    ticket = make_ticket(type=TicketType.COMPLAINT, complained_of=clerk)

    with pytest.raises(Refused, match="被投诉的人在这个部门"):
        services.hand_over(ticket.pk, by=operator, at=NOW, department=clerk.department)


def test_the_desk_is_no_department_to_hand_over_to(operator):
    with pytest.raises(Refused, match="12368 自己"):
        services.hand_over(make_ticket().pk, by=operator, at=NOW, department=desk())


@pytest.mark.django_db(transaction=True)
def test_two_operators_hand_over_once(operator, clerk):
    ticket, second = make_ticket(), make_operator()

    def hand_over(user):
        try:
            services.hand_over(ticket.pk, by=user, at=NOW, department=clerk.department)
            return True
        except (WrongState, NotYours):
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hand_over, [operator, second])) == [False, True]
    assert ticket.steps.count() == 1


def test_what_fails_late_leaves_nothing(operator, clerk, monkeypatch):
    ticket = make_ticket()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("hotline.tickets.services.handing_over.telling.staff", fail)
    with pytest.raises(RuntimeError):
        services.hand_over(ticket.pk, by=operator, at=NOW, department=clerk.department)

    ticket.refresh_from_db()
    assert ticket.status == Status.RECEIVED
    assert not ticket.steps.exists()
    assert ticket.handoffs.get().met_at is None


def test_at_the_close_what_is_left_is_handed_over_by_rule_and_marked(operator, clerk):
    make_rule(clerk.department)
    ticket = make_ticket()

    assert services.hand_over_rest(at=court_time("2026-06-17 17:29:59")) == 0
    assert services.hand_over_rest(at=court_time("2026-06-17 17:30")) == 1
    assert services.hand_over_rest(at=court_time("2026-06-17 17:31")) == 0

    handoff = ticket.handoffs.get()
    assert (handoff.met_at, handoff.automatic) == (court_time("2026-06-17 17:30"), True)
    assert ticket.steps.get().automatic


def test_after_a_night_without_beat_what_is_overdue_goes_at_once_even_while_the_desk_is_open(clerk):
    make_rule(clerk.department)
    ticket = make_ticket()
    make_ticket(at=court_time("2026-06-18 08:50"))

    assert services.hand_over_rest(at=NEXT_DAY) == 1
    assert ticket.handoffs.get().met_at == NEXT_DAY


@pytest.mark.django_db(transaction=True)
def test_two_workers_hand_over_the_rest_once(clerk):
    make_rule(clerk.department)
    tickets = [make_ticket() for _ in range(6)]

    def sweep(_):
        try:
            return services.hand_over_rest(at=NIGHT)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(sweep, range(2))) == len(tickets)
    assert Step.objects.filter(kind=StepKind.HANDED_OVER).count() == len(tickets)


def test_one_bad_ticket_does_not_keep_the_others_waiting(clerk, monkeypatch):
    make_rule(clerk.department)
    bad, good = make_ticket(), make_ticket()
    real = services.handing_over.routing.of_ticket

    def of_ticket(ticket):
        if ticket.pk == bad.pk:
            raise RuntimeError("broken")
        return real(ticket)

    monkeypatch.setattr("hotline.tickets.services.handing_over.routing.of_ticket", of_ticket)
    with pytest.raises(ExceptionGroup):
        services.hand_over_rest(at=NIGHT)
    good.refresh_from_db()
    assert good.status == Status.HANDED_OVER


@pytest.mark.parametrize(("clock", "told"), [("16:29:59", 0), ("16:30", 1), ("17:29", 1), ("17:30", 0)])
def test_the_desk_is_warned_from_half_past_four_to_the_close(operator, clock, told):
    make_ticket()

    services.warn_desk(at=court_time(f"2026-06-17 {clock}"))
    services.warn_desk(at=court_time(f"2026-06-17 {clock}"))

    assert Notice.objects.filter(recipient=operator, template="hotline/desk_warning").count() == told


def test_the_receiver_signs_and_has_it_in_hand(clerk):
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department)
    days = calendar.load()
    steps.open_limit(ticket, deadlines.RECEIPT, deadlines.receipt(NOW, 1, days), days, at=NOW)

    ticket = services.sign(ticket.pk, by=clerk, at=NOW)

    assert (ticket.status, ticket.handler) == (Status.IN_HAND, clerk)
    assert ticket.limits.get(promise=deadlines.RECEIPT).met_at == NOW
    assert set(ticket.limits.open().values_list("responsible", flat=True)) == {clerk.pk}
    with pytest.raises(WrongState):
        services.sign(ticket.pk, by=clerk, at=NOW)


def test_somebody_of_another_department_does_not_sign(clerk):
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department)

    with pytest.raises(NotYours):
        services.sign(ticket.pk, by=make_member(Role.JUDGE, "trial", "审判庭"), at=NOW)


def test_sent_back_the_same_day_it_is_handed_over_once_more_inside_the_same_limit(operator, clerk):
    ticket = make_ticket()
    services.hand_over(ticket.pk, by=operator, at=NOW, department=clerk.department)

    ticket = services.send_back(ticket.pk, by=clerk, at=NOW + timedelta(hours=1), reason="不是立案庭的事")

    assert (ticket.status, ticket.department) == (Status.RECEIVED, desk())
    first, second = ticket.handoffs.order_by("pk")
    assert (first.met_at, second.met_at) == (NOW, None)
    assert first.due_at == second.due_at
    assert Notice.objects.filter(recipient=operator, template="hotline/returned").exists()

    judge = make_member(Role.JUDGE, "trial", "审判庭")
    services.hand_over(ticket.pk, by=operator, at=NOW + timedelta(hours=2), department=judge.department)
    assert ticket.handoffs.open().count() == 0


def test_later_than_the_day_it_is_passed_on_and_not_sent_back(clerk):
    trial = make_member(Role.JUDGE, "trial", "审判庭").department
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department)

    with pytest.raises(Refused, match="直接改转"):
        services.send_back(ticket.pk, by=clerk, at=NEXT_DAY, reason="不是本部门的")
    ticket = services.pass_on(ticket.pk, by=clerk, at=NEXT_DAY, department=trial, reason="属于审判庭")

    assert (ticket.status, ticket.department) == (Status.HANDED_OVER, trial)
    assert ticket.handoffs.count() == 1


# 办、复


def test_the_head_assigns_and_nobody_else(clerk):
    chief = make_member(Role.CHIEF)
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department)

    with pytest.raises(NotYours):
        services.assign(ticket.pk, by=clerk, at=NOW, handler=clerk)
    ticket = services.assign(ticket.pk, by=chief, at=NOW, handler=clerk)

    assert ticket.handler == clerk
    with pytest.raises(Refused, match="本部门的人"):
        services.assign(ticket.pk, by=chief, at=NOW, handler=make_member(Role.JUDGE, "trial", "审判庭"))


def test_the_first_word_meets_the_first_reply_and_the_answer_meets_the_closing(clerk):
    ticket = in_hand(clerk)

    services.acknowledge(ticket.pk, by=clerk, at=NOW, words="正在办理")
    assert list(ticket.limits.open().values_list("promise", flat=True)) == [TICKET_CLOSING.code]
    ticket = services.reply(ticket.pk, by=clerk, at=NEXT_DAY, words="已经增设饮水机。")

    assert (ticket.status, ticket.answered_at, ticket.due_at) == (Status.ANSWERED, NEXT_DAY, None)
    assert not ticket.limits.open().exists()
    assert Delivery.objects.filter(address=PHONE, text__contains="已答复").count() == 1


@pytest.mark.promise("4")
def test_a_complex_question_closes_only_when_every_part_has_an_answer_or_a_referral(operator):
    ticket = services.receive(
        new_ticket(TicketType.CONSULTATION, questions=("诉讼费多少", "户口怎么迁")), by=operator, at=NOW
    ).ticket
    first, second = ticket.questions.all()

    services.answer_question(first.pk, by=operator, at=NOW, words="五十元")
    with pytest.raises(Refused, match="还有 1 个分项问题"):
        services.reply(ticket.pk, by=operator, at=NOW, words="答复如下")
    services.refer_question(second.pk, by=operator, at=NOW, referral="户籍由派出所办理")
    ticket = services.reply(ticket.pk, by=operator, at=NOW, words="答复如下")

    assert ticket.status == Status.ANSWERED


def test_the_database_knows_no_answered_question_without_words(operator):
    question = services.add_question(
        make_ticket(type=TicketType.CONSULTATION).pk, by=operator, at=NOW, text="诉讼费多少"
    )

    question.answered_at = NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        question.save()


def test_an_operator_answers_a_question_in_the_call_and_it_is_closed(operator):
    ticket = make_ticket(type=TicketType.CONSULTATION)

    ticket = services.answer_at_once(ticket.pk, by=operator, at=NOW, words="五十元")

    assert (ticket.status, ticket.closed_at) == (Status.CLOSED, NOW)


@pytest.mark.parametrize("type", [TicketType.COMPLAINT, TicketType.SUGGESTION, TicketType.PETITION])
def test_what_must_be_handed_over_is_not_answered_at_the_desk(operator, type):
    ticket = make_ticket(type=type)

    with pytest.raises(Refused):
        services.answer_at_once(ticket.pk, by=operator, at=NOW, words="知道了")
    with pytest.raises(Refused, match="当天转给"):
        services.reply(ticket.pk, by=operator, at=NOW, words="知道了")


@pytest.mark.parametrize("status", [Status.HANDED_OVER, Status.ANSWERED, Status.CLOSED])
def test_only_what_is_in_hand_is_worked_on(clerk, status):
    ticket = make_ticket(status=status, department=clerk.department, handler=clerk)

    for act in (services.reply, services.acknowledge, services.note):
        with pytest.raises(WrongState):
            act(ticket.pk, by=clerk, at=NOW, words="已办")


def test_a_petition_is_extended_once_by_thirty_days_from_the_end_of_the_sixty():
    supervisor = make_supervisor()
    ticket = in_hand(supervisor, type=TicketType.PETITION)
    first = ticket.limits.get(promise=PETITION_CLOSING.code)

    services.extend(ticket.pk, by=supervisor, at=NOW, reason="需要调阅案卷")

    second = ticket.limits.open().get(promise=PETITION_CLOSING.code)
    assert first.due_at == court_time("2026-08-18")  # 60 days end on Sunday 16 August and roll to Monday
    assert second.due_at == court_time("2026-09-17")
    with pytest.raises(Refused, match="延长过一次"):
        services.extend(ticket.pk, by=supervisor, at=NOW, reason="还要延长")


# 评


def test_a_satisfied_person_closes_the_ticket(clerk):
    ticket = make_ticket(status=Status.ANSWERED, department=clerk.department, handler=clerk)

    ticket = services.rate(ticket.pk, at=NEXT_DAY, score=Score.SATISFIED)

    assert ticket.status == Status.CLOSED
    with pytest.raises(WrongState):
        services.rate(ticket.pk, at=NEXT_DAY, score=Score.SATISFIED)


@pytest.mark.promise("4")
@pytest.mark.parametrize("status", [Status.ANSWERED, Status.CLOSED])
@pytest.mark.parametrize(("score", "complete"), [(Score.DISSATISFIED, True), (Score.FAIR, False)])
def test_a_dissatisfied_person_or_a_missing_part_begins_it_anew_for_another_handler(clerk, status, score, complete):
    other = make_member()
    ticket = make_ticket(status=Status.IN_HAND, department=clerk.department, handler=clerk)
    services.reply(ticket.pk, by=clerk, at=NOW, words="已办")
    if status == Status.CLOSED:
        services.close(ticket.pk, by=clerk, at=NOW)

    ticket = services.rate(ticket.pk, at=NEXT_DAY, score=score, complete=complete, words="没有说清楚")

    assert (ticket.status, ticket.handler, ticket.reopened) == (Status.HANDED_OVER, None, 1)
    assert set(ticket.limits.open().values_list("promise", flat=True)) == {
        FIRST_REPLY.code,
        TICKET_CLOSING.code,
        deadlines.RECEIPT,
    }
    with pytest.raises(Refused, match="另外的人"):
        services.sign(ticket.pk, by=clerk, at=NEXT_DAY)
    assert services.sign(ticket.pk, by=other, at=NEXT_DAY).handler == other


def test_an_unrated_answer_is_closed_after_a_week(clerk):
    ticket = make_ticket(status=Status.ANSWERED, department=clerk.department, handler=clerk)

    assert services.close_answered(at=NOW + timedelta(days=7, seconds=-1)) == 0
    assert services.close_answered(at=NOW + timedelta(days=7)) == 1
    assert services.close_answered(at=NOW + timedelta(days=8)) == 0
    ticket.refresh_from_db()
    assert ticket.status == Status.CLOSED


# 督


def test_what_is_late_goes_to_the_supervising_office_and_a_working_day_later_onto_the_presidents_list(clerk):
    supervisor = make_supervisor()
    president = make_user(Role.CHIEF, department=make_department("president", "院长办公室"))
    ticket = in_hand(clerk, type=TicketType.CONTACT_JUDGE, at=court_time("2026-06-08 10:00"))  # Monday
    # The first reply was due by Wednesday 24:00, the closing by Thursday 24:00.

    assert services.urge(at=court_time("2026-06-11 07:00")) == 0  # before service hours
    assert services.urge(at=court_time("2026-06-11 09:00")) == 1
    assert services.urge(at=court_time("2026-06-11 09:10")) == 0
    assert Notice.objects.filter(recipient=supervisor, template="hotline/urged").count() == 1
    assert not Notice.objects.filter(recipient=president).exists()

    assert services.urge(at=court_time("2026-06-12 09:00")) == 2  # the closing, and the reply a working day late
    assert ticket.number in Notice.objects.get(recipient=president).body
    assert kinds(ticket).count(StepKind.REMINDED) == 2


# 回拨


def test_a_missed_call_has_its_call_back_at_once_and_only_once():
    ticket = services.open_missed(phone=PHONE, at=NOW, once="missed:1")
    again = services.open_missed(phone=PHONE, at=NOW, once="missed:1")

    assert ticket == again
    assert ticket.source == Source.MISSED_CALL
    assert ticket.callbacks.get().planned_at == NOW
    assert ticket.limits.get(promise=MISSED_CALL_BACK.code).due_at == court_time("2026-06-18")
    assert not Delivery.objects.filter(address=PHONE).exists()


def test_the_first_try_meets_the_limit_and_the_second_reaches_the_person(operator):
    ticket = services.open_missed(phone=PHONE, at=NOW, once="missed:2")
    callback = ticket.callbacks.get()

    services.attempt(callback.pk, by=operator, at=NOW + timedelta(minutes=5), result=AttemptResult.NO_ANSWER)
    assert ticket.limits.get(promise=MISSED_CALL_BACK.code).met_at == NOW + timedelta(minutes=5)
    with pytest.raises(Refused, match="不到一小时"):
        services.attempt(callback.pk, by=operator, at=NOW + timedelta(minutes=64), result=AttemptResult.REACHED)
    services.attempt(callback.pk, by=operator, at=NOW + timedelta(minutes=65), result=AttemptResult.REACHED)

    callback.refresh_from_db()
    assert (callback.reached, callback.ended_at) == (True, NOW + timedelta(minutes=65))
    with pytest.raises(WrongState):
        services.attempt(callback.pk, by=operator, at=NIGHT, result=AttemptResult.REACHED)


def test_the_third_try_in_vain_ends_it_and_the_person_is_told(operator):
    callback = make_callback(make_ticket(type=TicketType.CONSULTATION))

    for hours in range(3):
        services.attempt(callback.pk, by=operator, at=NOW + timedelta(hours=hours), result=AttemptResult.NO_ANSWER)

    callback.refresh_from_db()
    assert (callback.reached, callback.ended_at) == (False, NOW + timedelta(hours=2))
    assert Delivery.objects.filter(address=PHONE, text__contains="未接通").count() == 1


def test_an_hour_holds_so_many_calls_back_and_no_more(operator, settings):
    settings.CALLBACKS_PER_HOUR = 1
    slot = services.free_slots(NOW, 3)[0]
    services.book_callback(make_ticket().pk, by=operator, at=NOW, planned_at=slot)

    with pytest.raises(Refused, match="约满"):
        services.book_callback(make_ticket().pk, by=operator, at=NOW, planned_at=slot)
    assert slot not in services.free_slots(NOW, 3)


@pytest.mark.django_db(transaction=True)
def test_two_book_the_last_place_of_an_hour_once(settings):
    settings.CALLBACKS_PER_HOUR = 1
    slot, tickets = services.free_slots(NOW, 3)[0], [make_ticket() for _ in range(4)]

    def book(ticket):
        try:
            services.book_callback(ticket.pk, by=None, at=NOW, planned_at=slot)
            return True
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(book, tickets)) == [False, False, False, True]
    assert Callback.objects.count() == 1


def test_whoever_asked_not_to_be_called_is_not(operator):
    slot = services.free_slots(NOW, 3)[0]

    with pytest.raises(Refused, match="不打电话"):
        services.book_callback(make_ticket(no_call_back=True).pk, by=operator, at=NOW, planned_at=slot)


# 查


def test_code_and_phone_find_the_ticket_and_nothing_else_does():
    receipt = services.receive(new_ticket(), by=None, at=NOW)

    assert services.find_followed(code=receipt.code, phone=PHONE, at=NOW) == receipt.ticket
    for wrong in ({"code": "AAAAAAAA"}, {"phone": "13900002222"}):
        with pytest.raises(Refused, match="没有对上"):
            services.find_followed(**{"code": receipt.code, "phone": PHONE} | wrong, at=NOW)


def test_after_five_wrong_codes_a_phone_waits_an_hour():
    cache.clear()
    receipt = services.receive(new_ticket(), by=None, at=NOW)
    for _ in range(5):
        with pytest.raises(Refused, match="没有对上"):
            services.find_followed(code="AAAAAAAA", phone=PHONE, at=NOW)

    with pytest.raises(Refused, match="一小时"):
        services.find_followed(code=receipt.code, phone=PHONE, at=NOW)
    cache.clear()


def test_a_further_word_reaches_whoever_has_the_ticket(clerk):
    ticket = in_hand(clerk)

    services.add_word(ticket.pk, at=NOW, words="还有一件事")

    assert Notice.objects.filter(recipient=clerk, template="hotline/added").count() == 1
    with pytest.raises(WrongState):
        services.add_word(make_ticket(status=Status.CLOSED).pk, at=NOW, words="还有")


# The table and the rows


@pytest.mark.parametrize("start", list(Status))
@pytest.mark.parametrize("end", list(Status))
def test_every_pair_of_states_is_as_the_table_says(start, end):
    ticket = Ticket(number="RX", status=start)
    if end in MOVES[start]:
        move(ticket, end)
        assert ticket.status == end
    else:
        with pytest.raises(WrongState):
            move(ticket, end)


@pytest.mark.parametrize("rows", ["steps", "ratings"])
def test_the_chain_is_only_added_to(clerk, rows):
    ticket = make_ticket(status=Status.ANSWERED, department=clerk.department)
    services.rate(ticket.pk, at=NEXT_DAY, score=Score.SATISFIED)

    with pytest.raises(DatabaseError, match="append-only"):
        getattr(ticket, rows).update(words="别的")


def test_the_ticket_carries_its_nearest_open_limit(clerk):
    ticket = in_hand(clerk)

    assert ticket.due_at == min(ticket.limits.values_list("due_at", flat=True))
    ticket.limits.update(met_at=NOW)
    ticket.refresh_from_db()
    assert ticket.due_at is None


def test_the_departments_of_the_chain_see_what_they_have(clerk):
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department)

    assert list(permissions.visible_to(clerk)) == [ticket]
