"""What beat runs: either side of the line, twice, side by side, and found by its index however much lies there done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import WrongState
from gangcheng_court.promises import SAME_DAY_HANDOFF
from hotline.tickets import queries, services, tasks
from hotline.tickets.enums import AttemptResult, Score, Status, StepKind, TicketType
from hotline.tickets.models import CallbackAttempt, Handoff, Rating, Reminder, Step, Ticket
from hotline.tickets.tests.builders import (
    NOW,
    PHONE,
    make_callback,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]
CLOSE = court_time("2026-06-17 17:30")


def side_by_side(act, times=2):
    """What each of `times` threads made of it, starting together."""

    def run(_):
        try:
            return act()
        except WrongState:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.parametrize(
    ("moment", "handed_over"),
    [
        ("2026-06-17 17:29:59", 0),  # Wednesday
        ("2026-06-17 17:30", 1),
        ("2026-06-17 23:59:59", 1),
        ("2026-06-18 00:00", 1),  # too late for the promise, not for the person
        ("2026-06-18 09:00", 1),
    ],
)
def test_the_rest_goes_from_the_close_of_business_on(moment, handed_over):
    make_rule(make_member().department)
    make_ticket()

    assert services.hand_over_rest(at=court_time(moment)) == handed_over


def test_on_a_rest_day_nothing_waits_for_the_desk():
    make_rule(make_member().department)
    make_ticket(at=court_time("2026-11-28 09:00"))  # Saturday

    assert services.hand_over_rest(at=court_time("2026-11-28 09:01")) == 1


def test_on_a_make_up_sunday_the_desk_is_open_and_is_warned():
    operator = make_operator()
    make_ticket(at=court_time("2026-09-20 10:00"))

    assert services.hand_over_rest(at=court_time("2026-09-20 16:30")) == 0
    assert services.warn_desk(at=court_time("2026-09-20 16:30")) == 1
    assert Notice.objects.filter(recipient=operator).count() == 1


def test_the_desk_is_warned_of_missed_calls_too():
    operator = make_operator()
    ticket = services.open_missed(phone=PHONE, at=NOW, once="missed:9")

    assert services.warn_desk(at=court_time("2026-06-17 16:30")) == 1

    notice = Notice.objects.get(recipient=operator)
    assert ticket.number in notice.body
    assert "1 个未接来电" in notice.title


def test_an_operator_is_not_warned_of_what_is_about_himself():
    about, other = make_operator(), make_operator()
    make_ticket(type=TicketType.COMPLAINT, complained_of=about)

    services.warn_desk(at=court_time("2026-06-17 16:30"))

    assert [notice.recipient for notice in Notice.objects.all()] == [other]


def test_the_tasks_may_run_at_any_moment_and_show_that_they_did():
    for task in (tasks.hand_over_rest, tasks.urge):
        task()
        task()

    for name in ("handoffs", "ticket_urging"):
        assert heartbeats.age(name, timezone.now()) < timedelta(minutes=1)


def test_a_task_that_fails_gives_no_sign_of_life_and_does_the_other_half(monkeypatch):
    make_rule(make_member().department)
    ticket = make_ticket()  # of a day long past

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(services, "warn_desk", fail)
    with pytest.raises(RuntimeError):
        tasks.hand_over_rest()

    ticket.refresh_from_db()
    assert ticket.status == Status.HANDED_OVER
    assert heartbeats.age("handoffs", timezone.now()) is None


def test_one_answer_that_cannot_be_closed_does_not_keep_the_others_open(monkeypatch):
    clerk = make_member()
    bad, good = (make_ticket(status=Status.ANSWERED, department=clerk.department, handler=clerk) for _ in range(2))
    real = services.handling.end

    def end(ticket, **options):
        if ticket.pk == bad.pk:
            raise RuntimeError
        return real(ticket, **options)

    monkeypatch.setattr(services.handling, "end", end)
    with pytest.raises(ExceptionGroup):
        services.close_answered(at=NOW + timedelta(days=8))

    good.refresh_from_db()
    assert good.status == Status.CLOSED


# Side by side


@pytest.mark.django_db(transaction=True)
def test_two_sign_and_one_has_it():
    people = [make_member(), make_member()]
    ticket = make_ticket(status=Status.HANDED_OVER, department=people[0].department)
    hands = iter(people)

    side_by_side(lambda: services.sign(ticket.pk, by=next(hands), at=NOW))

    assert ticket.steps.filter(kind=StepKind.SIGNED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_ratings_at_once_are_one_and_open_it_once():
    clerk = make_member()
    ticket = make_ticket(status=Status.ANSWERED, department=clerk.department, handler=clerk)

    side_by_side(lambda: services.rate(ticket.pk, at=NOW, score=Score.DISSATISFIED))

    ticket.refresh_from_db()
    assert (ticket.reopened, Rating.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one():
    clerk = make_member()
    ticket = make_ticket(status=Status.IN_HAND, department=clerk.department, handler=clerk)

    side_by_side(lambda: services.reply(ticket.pk, by=clerk, at=NOW, words="已办"))

    assert ticket.steps.filter(kind=StepKind.REPLIED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tries_written_down_at_once_are_one():
    operator = make_operator()
    callback = make_callback(make_ticket(type=TicketType.CONSULTATION))

    side_by_side(lambda: services.attempt(callback.pk, by=operator, at=NOW, result=AttemptResult.REACHED))

    assert CallbackAttempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_urge_at_once_and_each_is_told_once():
    supervisor = make_supervisor()
    president = make_user(Role.CHIEF, department=make_department("president", "院长办公室"))
    clerk = make_member()
    make_ticket(
        type=TicketType.CONTACT_JUDGE,
        status=Status.IN_HAND,
        department=clerk.department,
        handler=clerk,
        at=court_time("2026-06-08 10:00"),
    )

    counts = side_by_side(lambda: services.urge(at=court_time("2026-06-12 09:00")), times=3)

    assert sum(counts) == Reminder.objects.count() == 3  # reply and closing; the reply onto the president's list
    assert Step.objects.filter(kind=StepKind.REMINDED).count() == 2
    assert Notice.objects.filter(recipient=supervisor).count() == 2
    assert Notice.objects.filter(recipient=president).count() == 1


# By its index


def _much_that_is_done():
    """Five thousand tickets handed over in time, and three that wait."""
    waiting = [make_ticket(at=NOW + timedelta(minutes=minute)) for minute in range(3)]
    done = make_ticket(status=Status.CLOSED, department=make_department())
    with connection.cursor() as cursor:
        for table, pattern, taken in (
            ("hotline_ticket", "'RY' || n", ("number", "receipt_hash")),
            ("hotline_handoff", "'RY' || n || '/1'", ("reference",)),
        ):
            cursor.execute(
                "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s::regclass "
                "AND attnum > 0 AND NOT attisdropped AND attname <> ALL(%s)",
                [table, ["id", *taken]],
            )
            same = cursor.fetchone()[0]
            key = "id" if table == "hotline_ticket" else "ticket_id"
            cursor.execute(
                f"INSERT INTO {table} ({same}, {', '.join(taken)}) "
                f"SELECT {same}, {', '.join([pattern] * len(taken))} FROM {table}, generate_series(1, 5000) n "
                f"WHERE {key} = %s",
                [done.pk],
            )
            cursor.execute(f"ANALYZE {table}")
    return waiting


@pytest.mark.parametrize(
    "rows",
    [
        lambda: queries.left_at_desk(),
        lambda: queries.left_at_desk().filter(due_at__lte=NOW),
        lambda: queries.handoffs().filter(promise=SAME_DAY_HANDOFF.code).late(NOW - timedelta(days=60), NOW).order_by(),
    ],
    ids=["the rest of the day", "what is overdue", "breaches"],
)
def test_the_sweep_reads_the_few_that_are_open_by_their_index(rows):
    _much_that_is_done()

    plan = rows().explain()

    assert "handoff_open_by_due" in plan or "handoff_late_or_open" in plan
    assert "Seq Scan on hotline_handoff" not in plan


def test_the_rest_is_found_in_one_statement(django_assert_num_queries):
    waiting = _much_that_is_done()

    with django_assert_num_queries(1):
        assert [row.ticket_id for row in queries.left_at_desk()] == [ticket.pk for ticket in waiting]
    assert (Ticket.objects.count(), Handoff.objects.count()) == (5004, 5004)
