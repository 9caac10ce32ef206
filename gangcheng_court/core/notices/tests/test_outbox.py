"""Queueing: once, in the caller's transaction, on the channels the person has, never at night."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices import outbox
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState, Notice
from gangcheng_court.core.notices.tests.builders import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def templates(settings, tmp_path: Path) -> None:
    """Two templates of a desk: one for the public, one for staff that sends no text message."""
    folder = tmp_path / "notices" / "test"
    folder.mkdir(parents=True)
    (folder / "plain.txt").write_text(
        "{% block title %}已收到{{ number }}{% endblock %}\n"
        "{% block sms %}\n已收到{{ number }}，咨询12368。\n{% endblock %}\n"
        "{% block body %}您好，{{ name }}：\n已收到 {{ number }}。{% endblock %}\n"
    )
    (folder / "quiet.txt").write_text("{% block title %}请办理{% endblock %}{% block body %}请办理。{% endblock %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]


def queue(to: User, *, template: str = "test/plain", once: str = "received:1", at: datetime = NOW) -> Notice | None:
    context = {"number": "WS1", "name": "张<三>&李四"}
    return outbox.queue(template, to=to, about="WS1", once=once, at=at, context=context, url="/filings/WS1/")


def deliveries(notice: Notice) -> dict[str, Delivery]:
    return {delivery.channel: delivery for delivery in notice.deliveries.all()}


def test_the_inbox_has_it_at_once_and_the_text_message_is_due() -> None:
    person = make_user()

    notice = queue(person)

    assert (notice.title, notice.about, notice.url, notice.read_at) == ("已收到WS1", "WS1", "/filings/WS1/", None)
    assert notice.body == "您好，张<三>&李四：\n已收到 WS1。"
    sent = deliveries(notice)
    assert set(sent) == {Channel.INBOX, Channel.SMS}
    assert (sent[Channel.INBOX].state, sent[Channel.INBOX].delivered_at) == (DeliveryState.DELIVERED, NOW)
    assert sent[Channel.SMS].text == "【济南市钢城区人民法院】已收到WS1，咨询12368。"
    assert (sent[Channel.SMS].address, sent[Channel.SMS].state) == (person.phone, DeliveryState.QUEUED)
    assert sent[Channel.SMS].next_attempt_at == NOW


def test_who_has_an_address_gets_a_mail_with_the_link() -> None:
    notice = queue(make_user(email="zhang@example.com"))

    mail = deliveries(notice)[Channel.EMAIL]
    assert mail.address == "zhang@example.com"
    assert mail.text.endswith(f"查看：{settings.SITE_URL}/filings/WS1/")


def test_a_template_without_an_sms_block_sends_none() -> None:
    assert set(deliveries(queue(make_user(), template="test/quiet"))) == {Channel.INBOX}


def test_a_notice_and_its_deliveries_are_one_statement(django_assert_num_queries) -> None:
    person = make_user(email="zhang@example.com")

    with django_assert_num_queries(1):
        notice = queue(person)

    assert set(deliveries(notice)) == set(Channel)


def test_the_same_event_is_queued_once() -> None:
    person = make_user()

    assert queue(person) is not None
    assert queue(person) is None
    assert queue(make_user()) is None
    assert queue(person, once="received:2") is not None

    assert Notice.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_rollback_tells_nobody_anything() -> None:
    person = make_user()

    with transaction.atomic():
        queue(person)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_event_queued_by_several_at_the_same_moment_is_one_notice() -> None:
    person, barrier, results = make_user(), threading.Barrier(4), []

    def compete() -> None:
        try:
            barrier.wait()
            results.append(queue(person))
        finally:
            connection.close()

    threads = [threading.Thread(target=compete) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 4
    assert len([notice for notice in results if notice]) == 1
    assert Notice.objects.count() == 1
    assert Delivery.objects.count() == 2


def test_a_doubled_event_does_not_spoil_the_callers_transaction() -> None:
    person = make_user()
    queue(person)

    with transaction.atomic():
        queue(person)
        person.name = "改名"
        person.save()

    assert User.objects.get(pk=person.pk).name == "改名"


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_fail_the_caller(monkeypatch) -> None:
    def refuse(*args, **kwargs) -> None:
        raise ConnectionError("broker down")

    monkeypatch.setattr(outbox.current_app, "send_task", refuse)

    assert queue(make_user()) is not None
    assert Delivery.objects.filter(state=DeliveryState.QUEUED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_woken_after_the_commit_and_not_before(monkeypatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(outbox.current_app, "send_task", woken.append)

    with transaction.atomic():
        queue(make_user())
        assert woken == []

    assert woken == ["notices.deliver"]


def test_a_code_is_due_at_once_at_any_hour_and_in_no_inbox() -> None:
    midnight = court_time("2026-11-23 23:59")

    notice = outbox.queue_code("13812345678", "123456", at=midnight)

    delivery = notice.deliveries.get()
    assert delivery.text.startswith("【济南市钢城区人民法院】验证码123456，5分钟内有效。")
    assert (delivery.channel, delivery.next_attempt_at) == (Channel.SMS, midnight)
    assert notice.recipient is None
    assert "123456" not in notice.title + notice.body


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-23 08:00", "2026-11-23 08:00"),
        ("2026-11-23 20:59:59", "2026-11-23 20:59:59"),
        ("2026-11-23 21:00", "2026-11-24 08:00"),
        ("2026-11-23 23:30", "2026-11-24 08:00"),
        ("2026-11-24 00:00", "2026-11-24 08:00"),
        ("2026-11-24 07:59:59", "2026-11-24 08:00"),
        ("2026-12-31 22:00", "2027-01-01 08:00"),
    ],
)
def test_no_text_message_is_due_in_the_night(moment: str, due: str) -> None:
    notice = queue(make_user(email="a@example.com"), at=court_time(moment))

    assert deliveries(notice)[Channel.SMS].next_attempt_at == court_time(due)
    assert deliveries(notice)[Channel.EMAIL].next_attempt_at == court_time(moment)


def test_a_title_too_long_for_its_column_is_cut(settings, tmp_path: Path) -> None:
    context = {"number": "号" * 200, "name": ""}

    notice = outbox.queue("test/plain", to=make_user(), about="WS1", once="long", at=NOW, context=context)

    assert len(notice.title) == outbox.TITLE_LENGTH
