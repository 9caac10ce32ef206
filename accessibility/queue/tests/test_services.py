"""A number's way through the hall, one decision after the other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accessibility.queue import queries, services, workflow
from accessibility.queue.enums import OPEN, Channel, Outcome, PauseReason, PeriodKind, Reason, Status, WindowState
from accessibility.queue.models import Counter, Matter, Ticket, Window
from accessibility.queue.services import board_version
from accessibility.queue.tests.builders import NOW, PHONE, make_clerk, make_matter, make_ticket, make_window
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)


def take(matter: Matter | None = None, **fields) -> Ticket:
    return services.take((matter or make_matter()).pk, **{"channel": Channel.KIOSK, "at": NOW} | fields)


def stretches(ticket: Ticket) -> list[tuple[str, float | None]]:
    """Kind and minutes of each stretch of the ticket's time; None for the open one."""
    return [
        (period.kind, period.ended_at and (period.ended_at - period.began_at).total_seconds() / 60)
        for period in ticket.periods.all()
    ]


def test_a_number_bears_its_matters_letter_and_counts_on():
    assert [take().label, take().label, take(make_matter("fees", "交退费", "F")).label] == ["A001", "A002", "F001"]


def test_a_new_day_begins_at_one_again_at_midnight():
    last = court_time("2026-06-17 23:59:59.999999")
    assert (take(at=last).label, take(at=last).label) == ("A001", "A002")
    first = take(at=court_time("2026-06-18 00:00"))
    assert (first.label, str(first.business_date)) == ("A001", "2026-06-18")


def test_numbers_run_on_after_a_number_was_given_back():
    ticket = take()
    services.leave(ticket.pk, at=NOW)
    assert take().label == "A002"


def test_a_matter_that_is_closed_today_gives_no_numbers():
    make_matter(is_open=False)
    with pytest.raises(Refused, match="今天不取号"):
        take()


def test_after_999_the_numbers_have_run_out_and_none_is_counted():
    take()
    Counter.objects.update(last=999)
    with pytest.raises(Refused, match="已经取完"), transaction.atomic():
        take()
    assert Counter.objects.get().last == 999


def test_a_phone_takes_six_numbers_a_day_at_most():
    for _ in range(6):
        services.leave(take(phone=PHONE).pk, at=NOW)
    with pytest.raises(Refused, match="今天已经取过 6 个号"):
        take(phone=PHONE)
    assert take(phone=PHONE, by=make_clerk(), channel=Channel.WINDOW).label == "A007"


def test_a_clock_set_back_an_hour_puts_nobody_before_those_who_wait_and_counts_no_time_below_zero():
    first = take(at=NOW)
    second = take(at=NOW - timedelta(hours=1))
    window = make_window(make_clerk())
    assert services.call_next(window.pk, by=window.clerk, at=NOW - timedelta(minutes=59)).pk == first.pk
    assert stretches(first) == [("waiting", 0), ("called", None)]
    assert second.place_at == first.place_at


def test_from_the_number_to_the_outcome_every_minute_is_accounted_for():
    ticket = take()
    clerk = make_clerk()
    window = make_window(clerk)
    services.call_next(window.pk, by=clerk, at=NOW + timedelta(minutes=10))
    services.start(ticket.pk, by=clerk, at=NOW + timedelta(minutes=11))
    services.hold(ticket.pk, by=clerk, at=NOW + timedelta(minutes=15))
    services.call_this(window.pk, ticket.pk, by=clerk, at=NOW + timedelta(minutes=20))
    services.start(ticket.pk, by=clerk, at=NOW + timedelta(minutes=20))
    done = services.finish(ticket.pk, by=clerk, at=NOW + timedelta(minutes=30), outcome=Outcome.SETTLED, note="已收")
    assert stretches(ticket) == [
        ("waiting", 10),
        ("called", 1),
        ("serving", 4),
        ("held", 5),
        ("called", 0),
        ("serving", 10),
    ]
    assert (done.status, done.outcome, done.note) == (Status.DONE, Outcome.SETTLED, "已收")
    assert done.ended_at == NOW + timedelta(minutes=30)


def test_a_window_serves_only_its_own_matters_and_the_day():
    make_ticket(matter=make_matter("fees", "交退费", "F"))
    make_ticket(at=NOW - timedelta(days=1))
    window = make_window(make_clerk())
    assert services.call_next(window.pk, by=window.clerk, at=LATER) is None


def test_after_two_ordinary_visitors_it_is_the_turn_of_one_with_priority():
    make_ticket(priority="aged", at=NOW + timedelta(minutes=5))
    for minute in range(3):
        make_ticket(at=NOW + timedelta(minutes=minute))
    window = make_window(make_clerk())
    reasons = []
    for _ in range(4):
        ticket = services.call_next(window.pk, by=window.clerk, at=LATER)
        services.start(ticket.pk, by=window.clerk, at=LATER)
        services.finish(ticket.pk, by=window.clerk, at=LATER, outcome="settled")
        reasons.append((ticket.is_priority, ticket.reason))
    assert reasons == [
        (False, Reason.FIRST_COME),
        (False, Reason.FIRST_COME),
        (True, Reason.PRIORITY_TURN),
        (False, Reason.ONLY_LINE),
    ]


def test_the_priority_window_calls_who_has_priority_first():
    make_ticket()
    aged = make_ticket(priority="aged", at=NOW + timedelta(minutes=5))
    window = make_window(make_clerk(), is_priority=True)
    called = services.call_next(window.pk, by=window.clerk, at=LATER)
    assert (called, called.reason) == (aged, Reason.PRIORITY_WINDOW)


def test_a_window_with_a_visitor_calls_nobody_else():
    window = make_window(make_clerk())
    there = make_ticket(status=Status.CALLED, window=window)
    make_ticket()
    with pytest.raises(WrongState, match=f"{there.label} 号还在"):
        services.call_next(window.pk, by=window.clerk, at=LATER)


@pytest.mark.parametrize("state", [WindowState.PAUSED, WindowState.CLOSED])
def test_a_window_that_is_not_open_calls_nobody(state):
    clerk = make_clerk()
    window = make_window(clerk, state=WindowState.PAUSED)
    if state == WindowState.CLOSED:
        services.close_window(window.pk, by=clerk, at=NOW)
    with pytest.raises((WrongState, NotYours)):
        services.call_next(window.pk, by=clerk, at=LATER)


def test_nobody_calls_for_another_ones_window():
    window = make_window(make_clerk())
    for stranger in (make_clerk(), make_user(), make_user(Role.OPERATOR)):
        with pytest.raises(NotYours):
            services.call_next(window.pk, by=stranger, at=LATER)


def test_who_does_not_come_after_three_calls_is_passed_over_comes_back_to_the_old_place_once_and_then_is_out():
    ticket, other = make_ticket(), make_ticket(at=NOW + timedelta(minutes=1))
    clerk = make_clerk()
    window = make_window(clerk)
    services.call_next(window.pk, by=clerk, at=LATER)
    with pytest.raises(Refused, match="才叫了 1 次"):
        services.miss(ticket.pk, by=clerk, at=LATER)
    for _ in range(2):
        services.recall(ticket.pk, by=clerk, at=LATER)
    services.miss(ticket.pk, by=clerk, at=LATER)
    assert Ticket.objects.get(pk=ticket.pk).status == Status.MISSED

    services.come_back(ticket.pk, at=LATER)
    assert services.call_next(window.pk, by=clerk, at=LATER) == ticket != other
    for _ in range(2):
        services.recall(ticket.pk, by=clerk, at=LATER)
    ended = services.miss(ticket.pk, by=clerk, at=LATER)
    assert (ended.status, ended.outcome) == (Status.DONE, Outcome.NO_SHOW)
    with pytest.raises(WrongState):
        services.come_back(ticket.pk, at=LATER)


def test_yesterdays_number_cannot_come_back_today():
    ticket = make_ticket(status=Status.MISSED)
    with pytest.raises(WrongState, match="今天请重新取号"):
        services.come_back(ticket.pk, at=NOW + timedelta(days=1))


def test_a_transferred_number_keeps_label_and_place():
    fees = make_matter("fees", "交退费", "F")
    later = make_ticket(matter=fees, at=NOW + timedelta(minutes=1))
    clerk = make_clerk()
    ticket = make_ticket(status=Status.SERVING, window=make_window(clerk))
    moved = services.transfer(ticket.pk, by=clerk, at=LATER, matter_id=fees.pk, note="要退费")
    assert (moved.label, moved.place_at, moved.status) == (ticket.label, ticket.place_at, Status.WAITING)
    assert (moved.window, moved.issued_for, moved.matter) == (None, ticket.issued_for, fees)
    window = make_window(make_clerk(), matters=[fees])
    assert services.call_next(window.pk, by=window.clerk, at=LATER) == ticket != later


def test_a_transfer_to_the_same_matter_is_refused():
    clerk = make_clerk()
    ticket = make_ticket(status=Status.SERVING, window=make_window(clerk))
    with pytest.raises(Refused, match="请选另一个事项"):
        services.transfer(ticket.pk, by=clerk, at=LATER, matter_id=ticket.matter_id)


def test_a_second_matter_gets_a_number_of_its_own_at_the_same_place_once():
    fees = make_matter("fees", "交退费", "F")
    clerk = make_clerk()
    ticket = make_ticket(status=Status.SERVING, window=make_window(clerk), priority="aged")
    part = services.split(ticket.pk, by=clerk, at=LATER, matter_id=fees.pk)
    assert (part.label, part.place_at, part.priority, part.split_from) == ("F001", NOW, "aged", ticket)
    assert services.split(ticket.pk, by=clerk, at=LATER, matter_id=fees.pk) == part


def test_who_leaves_gives_the_place_free_but_not_while_being_served():
    ticket = make_ticket()
    assert services.leave(ticket.pk, at=LATER).status == Status.LEFT
    served = make_ticket(status=Status.SERVING, window=make_window(make_clerk()))
    with pytest.raises(WrongState):
        services.leave(served.pk, at=LATER)


@pytest.mark.parametrize("status", [status for status in Status if status not in OPEN])
@pytest.mark.parametrize("act", ["call_this", "recall", "start", "hold", "finish", "miss", "come_back", "leave"])
def test_a_number_that_has_ended_stays_ended(act, status):
    clerk = make_clerk()
    window = make_window(clerk)
    ticket = make_ticket(status=status, window=window)
    more = {
        "call_this": {"by": clerk},
        "finish": {"by": clerk, "outcome": "settled"},
        "come_back": {},
        "leave": {},
    }.get(act, {"by": clerk})
    first = [window.pk, ticket.pk] if act == "call_this" else [ticket.pk]
    with pytest.raises(WrongState, match=f"{ticket.label} 号目前为“{ticket.get_status_display()}”"):
        getattr(services, act)(*first, at=NOW, **more)


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", Status)
def test_only_the_tables_moves_are_made(old, new):
    ticket = Ticket(status=old, label="A001")
    if new in workflow.MOVES[old]:
        workflow.move(ticket, new)
        assert ticket.status == new
    else:
        with pytest.raises(WrongState):
            workflow.move(ticket, new)


@pytest.mark.parametrize("outcome", [Outcome.NO_SHOW, Outcome.DAY_ENDED])
def test_nobody_finishes_with_an_outcome_that_the_clock_gives(outcome):
    clerk = make_clerk()
    ticket = make_ticket(status=Status.SERVING, window=make_window(clerk))
    with pytest.raises(Refused):
        services.finish(ticket.pk, by=clerk, at=LATER, outcome=outcome)


def test_a_declared_priority_is_confirmed_or_not_and_the_turn_stays():
    clerk = make_clerk()
    window = make_window(clerk)
    ticket = make_ticket(status=Status.CALLED, window=window, priority="disability")
    assert services.start(ticket.pk, by=clerk, at=LATER, priority_confirmed=False).priority_confirmed is False
    assert services.confirm_priority(ticket.pk, by=clerk, at=LATER, confirmed=True).priority_confirmed is True
    assert Ticket.objects.get().status == Status.SERVING


def test_a_window_is_opened_paused_with_a_reason_resumed_and_closed():
    clerk = make_clerk()
    window = make_window()
    services.open_window(window.pk, by=clerk, at=NOW)
    services.pause_window(window.pk, by=clerk, at=NOW, reason=PauseReason.BREAK)
    assert queries.board(NOW.date()).places[0].pause == "短暂离开"
    services.resume_window(window.pk, by=clerk, at=LATER)
    closed = services.close_window(window.pk, by=clerk, at=LATER)
    assert (closed.state, closed.clerk) == (WindowState.CLOSED, None)
    pause = window.pauses.get()
    assert (pause.began_at, pause.ended_at, pause.reason) == (NOW, LATER, PauseReason.BREAK)


@pytest.mark.parametrize("act", ["pause_window", "close_window"])
def test_no_window_is_left_while_a_visitor_is_there(act):
    clerk = make_clerk()
    window = make_window(clerk)
    make_ticket(status=Status.CALLED, window=window)
    more = {"reason": PauseReason.BREAK} if act == "pause_window" else {}
    with pytest.raises(WrongState, match="号还在"):
        getattr(services, act)(window.pk, by=clerk, at=NOW, **more)


def test_a_clerk_sits_at_one_window_and_the_head_closes_a_forgotten_one():
    clerk, chief = make_clerk(), make_clerk(Role.CHIEF)
    window, other = make_window(clerk), make_window()
    with pytest.raises(WrongState, match="请先关闭那个窗口"):
        services.open_window(other.pk, by=clerk, at=NOW)
    with pytest.raises(NotYours):
        services.close_window(window.pk, by=make_clerk(), at=NOW)
    assert services.close_window(window.pk, by=chief, at=NOW).clerk is None


def test_what_a_window_serves_changes_during_the_day_and_the_line_goes_with_it():
    fees = make_matter("fees", "交退费", "F")
    ticket = make_ticket(matter=fees)
    clerk = make_clerk()
    window = make_window(clerk)
    assert services.call_next(window.pk, by=clerk, at=LATER) is None
    services.serve_matters(window.pk, by=make_clerk(Role.CHIEF), matter_ids=[fees.pk])
    assert services.call_next(window.pk, by=clerk, at=LATER) == ticket
    with pytest.raises(Refused, match="至少要办理一个事项"):
        services.serve_matters(window.pk, by=clerk, matter_ids=[])
    with pytest.raises(NotYours):
        services.serve_matters(window.pk, by=make_clerk(), matter_ids=[fees.pk])


def test_a_day_that_was_slept_through_ends_at_its_own_midnight_whatever_was_open():
    clerk = make_clerk()
    window = make_window(clerk)
    waiting = make_ticket(at=court_time("2026-06-17 16:55"))
    serving = make_ticket(status=Status.SERVING, window=window, at=court_time("2026-06-17 16:58"))
    today = make_ticket(at=court_time("2026-06-19 00:00:01"))
    assert services.end_days(at=court_time("2026-06-19 00:05")) == 2
    midnight = court_time("2026-06-18")
    for ticket in (waiting, serving):
        ticket.refresh_from_db()
        assert (ticket.status, ticket.outcome, ticket.ended_at) == (Status.DONE, Outcome.DAY_ENDED, midnight)
        assert ticket.periods.get().ended_at == midnight
    today.refresh_from_db()
    assert today.status == Status.WAITING
    window.refresh_from_db()
    assert (window.state, window.clerk) == (WindowState.CLOSED, None)
    assert services.end_days(at=court_time("2026-06-19 00:05")) == 0


@pytest.mark.parametrize(
    ("moment", "ended"), [("2026-06-17 23:59:59", 0), ("2026-06-18", 1), ("2026-06-18 00:00:01", 1)]
)
def test_a_day_ends_at_midnight(moment, ended):
    make_ticket()
    assert services.end_days(at=court_time(moment)) == ended


def test_a_window_opened_this_morning_stays_open_when_the_night_is_caught_up():
    window = make_window(make_clerk(), opened_at=NOW)
    make_ticket(at=NOW - timedelta(days=1))
    services.end_days(at=LATER)
    window.refresh_from_db()
    assert window.state == WindowState.OPEN


def test_whoever_is_nearly_called_is_texted_once():
    for minute in range(5):
        make_ticket(at=NOW + timedelta(minutes=minute), phone=f"1390000000{minute}" if minute > 1 else "")
    assert services.tell_who_is_near(at=LATER) == 2
    assert services.tell_who_is_near(at=LATER) == 0
    assert set(Delivery.objects.values_list("address", flat=True)) == {"13900000002", "13900000003"}


def test_the_board_shows_numbers_and_never_who_holds_them(django_capture_on_commit_callbacks):
    window = make_window(make_clerk(), has_sign_language=True)
    make_ticket(status=Status.CALLED, window=window, person=make_user(name="张玥喆"))
    waiting = [make_ticket(at=NOW + timedelta(minutes=minute)) for minute in range(7)]
    board = queries.board(NOW.date())
    assert [place.label for place in board.places] == [Ticket.objects.get(status=Status.CALLED).label]
    assert board.next_up == tuple(ticket.label for ticket in waiting[:5])
    assert (board.waiting, len(board.last_calls)) == (7, 1)
    assert "张玥喆" not in repr(board)


def test_the_boards_version_moves_with_every_change(django_capture_on_commit_callbacks):
    before = board_version.current()
    with django_capture_on_commit_callbacks(execute=True):
        take()
    assert board_version.current() == before + 1


def test_how_many_stand_before_a_number():
    tickets = [make_ticket(at=NOW + timedelta(minutes=minute)) for minute in range(3)]
    assert [queries.ahead(ticket) for ticket in tickets] == [0, 1, 2]
    aged = make_ticket(at=NOW + timedelta(minutes=9), priority="aged")
    assert queries.ahead(aged) == 2
    assert queries.before(NOW.date(), tickets[0].matter_id) == 4


def test_the_estimate_is_a_range_of_the_days_own_figures_and_none_without_an_open_window():
    matter = make_matter(typical_minutes=10)
    assert queries.estimate(matter, NOW.date(), 3) is None
    make_window(make_clerk())
    assert queries.estimate(matter, NOW.date(), 3) == queries.Estimate(30, 60)


def test_the_database_lets_no_window_have_two_visitors_and_no_number_two_open_stretches():
    window = make_window(make_clerk())
    ticket = make_ticket(status=Status.CALLED, window=window)
    with pytest.raises(IntegrityError, match="a_window_serves_one_ticket"), transaction.atomic():
        make_ticket(status=Status.SERVING, window=window)
    with pytest.raises(IntegrityError, match="one_open_period_per_ticket"), transaction.atomic():
        ticket.periods.create(kind=PeriodKind.HELD, matter=ticket.matter, began_at=NOW)


def test_the_hall_starts_with_its_matters_and_windows_and_keeps_what_the_court_changed():
    assert services.load_hall() == 9
    Window.objects.filter(number=5).delete()
    Matter.objects.filter(code="filing").update(name="立案服务")
    services.load_hall()
    assert Window.objects.count() == 4
    assert Matter.objects.filter(name="立案服务").exists()
