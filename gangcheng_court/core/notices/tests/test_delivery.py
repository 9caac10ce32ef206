"""Sending: once, in order, patiently, never at night; and what operators and staff do afterwards."""

import itertools
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.db import connection, transaction

from gangcheng_court.beat import SCHEDULE
from gangcheng_court.celery import app
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices import delivery, outbox, tasks
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState
from gangcheng_court.core.notices.sms import Undeliverable
from gangcheng_court.core.notices.tests.builders import NOW, make_delivery, make_notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Gateway:
    """Stands where the court's gateway would: `answer` is raised when it is an exception."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, str]] = []
        self.answer: BaseException | None = None
        self.lock = threading.Lock()

    def __call__(self, phone: str, text: str, *, key: str, at) -> str:
        with self.lock:
            self.taken.append((phone, text, key))
        time.sleep(0.01)
        if self.answer:
            raise self.answer
        return f"gw-{key}"


gateway = Gateway()


@pytest.fixture(autouse=True)
def fresh_gateway(settings) -> None:
    settings.SMS_BACKEND = f"{__name__}.gateway"
    gateway.__init__()


def again(row: Delivery) -> Delivery:
    return Delivery.objects.get(pk=row.pk)


def test_what_is_due_is_sent_and_says_so() -> None:
    row = make_delivery()

    assert delivery.deliver_due(at=NOW) == 1

    sent = again(row)
    assert gateway.taken == [(row.address, row.text, row.key)]
    assert (sent.state, sent.sent_at, sent.gateway_id, sent.attempts) == (DeliveryState.SENT, NOW, f"gw-{row.key}", 1)


def test_what_is_not_due_yet_waits_to_the_second() -> None:
    row = make_delivery(at=NOW)

    assert delivery.deliver_due(at=NOW - timedelta(seconds=1)) == 0
    assert again(row).state == DeliveryState.QUEUED
    assert delivery.deliver_due(at=NOW) == 1
    assert delivery.deliver_due(at=NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_each_message_once() -> None:
    for _ in range(20):
        make_delivery()
    barrier = threading.Barrier(3)

    def work() -> None:
        try:
            barrier.wait()
            delivery.deliver_due(at=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(gateway.taken) == len({key for _, _, key in gateway.taken}) == 20
    assert Delivery.objects.filter(state=DeliveryState.SENT, attempts=1).count() == 20


def test_what_was_queued_while_worker_and_beat_slept_is_sent_afterwards() -> None:
    row = make_delivery(at=court_time("2026-11-21 14:05"))

    assert delivery.deliver_due(at=NOW) == 1
    assert again(row).sent_at == NOW


def test_a_beat_entry_names_the_task_that_delivers() -> None:
    entry = SCHEDULE["deliver notices"]

    assert app.tasks[entry["task"]] is not None
    assert entry["task"] == tasks.deliver.name
    assert entry["schedule"] <= MINUTE


@pytest.mark.parametrize("hour", ["21:00", "23:30", "03:00", "07:59:59"])
def test_a_message_due_before_the_night_is_not_sent_in_it(hour: str) -> None:
    due = court_time("2026-11-22 20:59")
    plain, code = make_delivery(at=due), outbox.queue_code("13812345678", "123456", at=court_time(f"2026-11-23 {hour}"))
    letter = make_delivery(at=due, channel=Channel.EMAIL, address="a@example.com")

    delivery.deliver_due(at=court_time(f"2026-11-23 {hour}"))

    assert again(plain).state == DeliveryState.QUEUED
    assert again(letter).state == DeliveryState.SENT
    assert code.deliveries.get().state == DeliveryState.SENT
    delivery.deliver_due(at=court_time("2026-11-24 08:00"))
    assert again(plain).state == DeliveryState.SENT


def test_codes_go_before_everything_that_waits() -> None:
    make_delivery(at=NOW - MINUTE)
    outbox.queue_code("13899999999", "654321", at=NOW)

    delivery.deliver_due(at=NOW)

    assert [phone for phone, _, _ in gateway.taken] == ["13899999999", "13812345678"]


def test_a_sent_code_is_not_kept() -> None:
    notice = outbox.queue_code("13899999999", "654321", at=NOW)

    delivery.deliver_due(at=NOW)

    assert "654321" in gateway.taken[0][1]
    assert notice.deliveries.get().text == ""


def test_a_code_that_has_expired_is_not_sent() -> None:
    notice = outbox.queue_code("13899999999", "654321", at=NOW)

    delivery.deliver_due(at=NOW + outbox.CODE_LIFETIME + timedelta(seconds=1))

    row = notice.deliveries.get()
    assert gateway.taken == []
    assert (row.state, row.text, row.last_error) == (DeliveryState.FAILED, "", "验证码已经过期")


def test_a_mail_goes_out_with_its_title() -> None:
    row = make_delivery(channel=Channel.EMAIL, address="zhang@example.com", text="内容")

    delivery.deliver_due(at=NOW)

    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == (row.notice.title, "内容", ["zhang@example.com"])
    assert sent.extra_headers["Message-ID"].startswith(f"<notice-{row.key}@")


def test_a_failure_is_tried_again_later_and_given_up_in_the_end() -> None:
    row = make_delivery(at=court_time("2026-11-23 09:00"))
    gateway.answer = ConnectionError("gateway down")
    attempts = []

    at = row.next_attempt_at
    while again(row).state == DeliveryState.QUEUED:
        at = again(row).next_attempt_at
        attempts.append(at)
        delivery.deliver_due(at=at)

    waits = [later - earlier for earlier, later in itertools.pairwise(attempts)]
    assert waits == list(delivery.WAITS)
    failed = again(row)
    assert (failed.state, failed.attempts, failed.last_error) == (DeliveryState.FAILED, 6, "gateway down")
    assert {key for _, _, key in gateway.taken} == {row.key}


def test_a_refusal_for_good_is_not_tried_again() -> None:
    row = make_delivery()
    gateway.answer = Undeliverable("空号")

    delivery.deliver_due(at=NOW)

    assert (again(row).state, again(row).attempts, again(row).last_error) == (DeliveryState.FAILED, 1, "空号")


def test_one_bad_row_does_not_stop_the_others() -> None:
    bad, good = make_delivery(channel=Channel.EMAIL, address="坏\n地址"), make_delivery()

    delivery.deliver_due(at=NOW)

    assert again(bad).state == DeliveryState.QUEUED
    assert again(bad).last_error
    assert again(good).state == DeliveryState.SENT


def test_a_gateway_that_is_down_ends_the_run_after_three_failures() -> None:
    for _ in range(10):
        make_delivery()
    gateway.answer = ConnectionError("gateway down")

    delivery.deliver_due(at=NOW)

    assert len(gateway.taken) == 3


def test_a_task_told_to_stop_stops_and_leaves_the_row_queued() -> None:
    row = make_delivery()
    gateway.answer = SoftTimeLimitExceeded()

    with pytest.raises(SoftTimeLimitExceeded):
        delivery.deliver_due(at=NOW)

    assert (again(row).state, again(row).attempts) == (DeliveryState.QUEUED, 0)


def test_the_operators_report_closes_the_message_once() -> None:
    row = make_delivery(state=DeliveryState.SENT, sent_at=NOW)

    assert delivery.record_receipt(row.key, "delivered", at=NOW + MINUTE)
    assert not delivery.record_receipt(row.key, "delivered", at=NOW + 2 * MINUTE)
    assert not delivery.record_receipt(row.key, "failed", at=NOW + 3 * MINUTE)

    assert (again(row).state, again(row).delivered_at) == (DeliveryState.DELIVERED, NOW + MINUTE)


def test_a_report_of_failure_is_put_before_staff_and_sending_again_is_a_new_message() -> None:
    row, clerk = make_delivery(state=DeliveryState.SENT, sent_at=NOW, attempts=1), make_user(Role.CLERK)
    first_key = row.key
    delivery.record_receipt(first_key, "failed", at=NOW, reason="停机")
    assert (again(row).state, again(row).last_error) == (DeliveryState.FAILED, "停机")

    delivery.resend(row.pk, by=clerk, at=NOW)
    delivery.deliver_due(at=NOW)

    assert (again(row).state, again(row).resent_by) == (DeliveryState.SENT, clerk)
    assert gateway.taken[0][2] == again(row).key != first_key
    assert not delivery.record_receipt(first_key, "failed", at=NOW, reason="停机")
    assert delivery.record_receipt(first_key, "delivered", at=NOW)
    assert again(row).state == DeliveryState.DELIVERED


def test_a_report_about_an_unknown_message_is_not_found() -> None:
    with pytest.raises(Delivery.DoesNotExist):
        delivery.record_receipt("0-0", "delivered", at=NOW)


@pytest.mark.parametrize("state", [DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.DELIVERED])
def test_only_a_failed_message_is_sent_again(state: str) -> None:
    row = make_delivery(state=state)

    with pytest.raises(WrongState, match="不用重发"):
        delivery.resend(row.pk, by=make_user(Role.CLERK), at=NOW)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.JUDGE, Role.SUPERVISOR])
def test_others_may_not_send_again(role: str) -> None:
    row = make_delivery(state=DeliveryState.FAILED)

    with pytest.raises(NotYours):
        delivery.resend(row.pk, by=make_user(role), at=NOW)


def test_a_code_is_never_sent_again() -> None:
    row = make_delivery(make_notice(template=outbox.CODE_TEMPLATE), state=DeliveryState.FAILED)

    with pytest.raises(Refused, match="重新获取"):
        delivery.resend(row.pk, by=make_user(Role.CLERK), at=NOW)


def test_a_message_sent_again_at_night_waits_for_the_morning() -> None:
    row = make_delivery(state=DeliveryState.FAILED)

    delivery.resend(row.pk, by=make_user(Role.CLERK), at=court_time("2026-11-23 22:00"))

    assert again(row).next_attempt_at == court_time("2026-11-24 08:00")


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_send_again_at_the_same_moment_send_once() -> None:
    row, clerks = make_delivery(state=DeliveryState.FAILED), [make_user(Role.CLERK), make_user(Role.CHIEF)]
    refused = []

    def press(clerk) -> None:
        try:
            delivery.resend(row.pk, by=clerk, at=NOW)
        except WrongState as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(clerk,)) for clerk in clerks]
    with transaction.atomic():
        Delivery.objects.select_for_update().get(pk=row.pk)
        for thread in threads:
            thread.start()
        time.sleep(0.5)
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert again(row).resends == 1


def test_trying_the_portal_out_shows_the_message_in_a_file_and_the_log(settings, tmp_path: Path, caplog) -> None:
    settings.SMS_BACKEND = "gangcheng_court.core.notices.sms.to_file"
    settings.PORTAL_HOME = tmp_path
    outbox.queue_code("13899999999", "654321", at=NOW)

    delivery.deliver_due(at=NOW)

    assert "13899999999 【济南市钢城区人民法院】验证码654321" in (tmp_path / "outbox" / "sms.txt").read_text()
    assert "654321" in caplog.text
