"""Every broken promise is recorded: once, with the true times, whenever and however often the sweep runs."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from filings.review.models import ReviewLimit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.promises import SEVEN_DAY_DECISION, THREE_DAY_REVIEW
from supervision.breaches import enforcement
from supervision.breaches.enforcement import WATCHES, Watch, record_breaches
from supervision.breaches.models import Breach, Cause, Explanation
from supervision.breaches.tests.builders import make_breach, make_limit

DUE = court_time("2026-06-23")  # Tuesday 00:00: the 22nd, a Monday, was the last day
SECOND = timedelta(seconds=1)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("6")]


def sweep(at, **options):
    return record_breaches(until=at, at=at, **options)


@pytest.mark.parametrize(("seconds", "recorded"), [(-1, 0), (0, 1), (1, 1)])
def test_an_open_limit_is_broken_from_its_first_moment_too_late(seconds, recorded):
    make_limit(DUE)
    assert sweep(DUE + seconds * SECOND) == recorded == Breach.objects.count()


@pytest.mark.parametrize(("seconds", "recorded"), [(-1, 0), (0, 1), (1, 1)])
def test_a_limit_met_a_second_before_the_end_is_kept_and_later_is_broken(seconds, recorded):
    make_limit(DUE, met_at=DUE + seconds * SECOND)
    assert sweep(DUE + timedelta(hours=1)) == recorded == Breach.objects.count()


def test_a_breach_says_what_was_due_when_it_was_met_and_who_was_responsible():
    clerk = make_user(Role.CLERK)
    limit = make_limit(DUE, met_at=DUE + timedelta(hours=3), responsible=clerk)
    sweep(DUE + timedelta(hours=4))
    breach = Breach.objects.get()
    assert (breach.promise, breach.reference) == (limit.promise, limit.reference)
    assert (breach.due_at, breach.met_at) == (DUE, DUE + timedelta(hours=3))
    assert (breach.responsible, breach.department) == (clerk, limit.department)
    assert breach.recorded_at == DUE + timedelta(hours=4)


def test_each_promise_of_one_matter_is_recorded_by_itself():
    limit = make_limit(DUE)
    ReviewLimit.objects.create(
        round=limit.round,
        promise=SEVEN_DAY_DECISION.code,
        reference=limit.reference,
        started_at=limit.started_at,
        due_at=DUE + timedelta(days=4),
    )
    sweep(DUE)
    sweep(DUE + timedelta(days=4))
    assert list(Breach.objects.order_by("due_at").values_list("promise", "due_at")) == [
        (THREE_DAY_REVIEW.code, DUE),
        (SEVEN_DAY_DECISION.code, DUE + timedelta(days=4)),
    ]


def test_a_second_sweep_records_nothing_again():
    make_limit(DUE)
    assert [sweep(DUE), sweep(DUE), sweep(DUE + timedelta(minutes=1))] == [1, 0, 0]
    assert sweep(DUE + timedelta(minutes=2), look_back=True) == 0
    assert Breach.objects.count() == 1


def test_after_two_days_without_beat_every_breach_is_recorded_once_with_its_true_times():
    sweep(DUE - timedelta(minutes=1))
    still_open = make_limit(DUE)
    finished_late = make_limit(DUE + timedelta(hours=1), met_at=DUE + timedelta(hours=30))
    make_limit(DUE + timedelta(hours=2), met_at=DUE + timedelta(hours=1))
    make_limit(DUE + timedelta(days=3))
    back = DUE + timedelta(days=2)
    assert [sweep(back), sweep(back + timedelta(minutes=1))] == [2, 0]
    assert list(Breach.objects.order_by("due_at").values_list("reference", "due_at", "met_at")) == [
        (still_open.reference, DUE, None),
        (finished_late.reference, DUE + timedelta(hours=1), DUE + timedelta(hours=30)),
    ]


def test_sixty_days_back_are_looked_at_and_no_more():
    make_limit(DUE - enforcement.LOOK_BACK)
    make_limit(DUE - enforcement.LOOK_BACK - SECOND)
    assert sweep(DUE) == 1


def test_a_limit_written_into_the_time_already_swept_is_found_by_the_next_sweep():
    sweep(DUE + timedelta(days=5))
    make_limit(DUE)
    assert sweep(DUE + timedelta(days=5, minutes=1)) == 1


def test_a_limit_moved_into_the_time_already_swept_is_found_by_the_next_sweep():
    limit = make_limit(DUE + timedelta(days=9))
    sweep(DUE + timedelta(days=5))
    ReviewLimit.objects.filter(pk=limit.pk).update(due_at=DUE)
    assert sweep(DUE + timedelta(days=5, minutes=1)) == 1


def test_a_failing_watch_does_not_stop_the_others_and_the_run_fails_visibly():
    def broken():
        raise RuntimeError("this desk is down")

    make_limit(DUE)
    watches = (Watch(SEVEN_DAY_DECISION, broken, list), WATCHES[0])
    with pytest.raises(ExceptionGroup) as failure:
        sweep(DUE, watches=watches)
    assert failure.group_contains(RuntimeError, match="this desk is down")
    assert Breach.objects.count() == 1
    assert heartbeats.age("enforcement", DUE) is None


def test_a_watch_whose_statement_fails_in_the_database_does_not_spoil_the_others():
    make_limit(DUE)
    wrong = Watch(SEVEN_DAY_DECISION, lambda: ReviewLimit.objects.extra(where=["no_such_column = 1"]), list)
    with pytest.raises(ExceptionGroup):
        sweep(DUE, watches=(wrong, WATCHES[0]))
    assert Breach.objects.count() == 1


def test_a_whole_run_gives_a_heartbeat():
    sweep(DUE)
    assert heartbeats.age("enforcement", DUE + SECOND) == SECOND


@pytest.mark.parametrize("change", [{"met_at": DUE}, {"due_at": DUE + timedelta(days=30)}, {"responsible": None}])
def test_a_breach_cannot_be_edited(change):
    breach = make_breach(DUE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Breach.objects.filter(pk=breach.pk).update(**change)


def test_a_breach_and_its_explanations_cannot_be_deleted_and_an_explanation_not_edited():
    clerk = make_user(Role.CLERK)
    breach = make_breach(DUE, responsible=clerk)
    said = Explanation.objects.create(breach=breach, cause=Cause.WORKLOAD, words="当日收件多", by=clerk, at=DUE)
    for attempt in (
        lambda: said.delete(),
        lambda: Breach.objects.filter(pk=breach.pk).delete(),
        lambda: Breach.objects.filter(pk=breach.pk)._raw_delete("default"),
        lambda: Explanation.objects.filter(pk=said.pk).update(words="没有超期"),
    ):
        with pytest.raises(DatabaseError, match=r"append-only|protected"), transaction.atomic():
            attempt()
    assert Explanation.objects.get().words == "当日收件多"


@pytest.mark.django_db(transaction=True)
def test_sweeps_side_by_side_record_each_breach_once():
    for hour in range(5):
        make_limit(DUE + timedelta(hours=hour))
    start, counts = threading.Barrier(4), []

    def run():
        start.wait()
        try:
            counts.append(sweep(DUE + timedelta(days=1)))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 0, 5]
    assert Breach.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_limit_written_while_a_sweep_runs_is_recorded_by_that_sweep_or_the_next():
    """The writer holds its transaction open over a whole sweep; what it commits afterwards is still found."""
    sweep(DUE + timedelta(days=1))
    written, swept = threading.Event(), threading.Event()

    def write():
        try:
            with transaction.atomic():
                make_limit(DUE + timedelta(days=1) + SECOND)
                written.set()
                swept.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(10)
    assert sweep(DUE + timedelta(days=1, minutes=1)) == 0
    swept.set()
    writer.join()
    assert sweep(DUE + timedelta(days=1, minutes=2)) == 1
