"""Several kiosks and several windows at the same moment."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accessibility.queue import services
from accessibility.queue.enums import Channel, PeriodKind, Status
from accessibility.queue.models import Period, Ticket
from accessibility.queue.tests.builders import NOW, PHONE, make_clerk, make_matter, make_ticket, make_window
from gangcheng_court.core.accounts.tests.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise("5")]
CALLERS, WAITING = 8, 160


def test_eight_windows_call_everybody_once_and_lose_nobody():
    matter = make_matter()
    for minute in range(WAITING):
        make_ticket(at=NOW + timedelta(seconds=minute), priority="aged" if minute % 5 == 0 else "")
    windows = [make_window(make_clerk(), matters=[matter]) for _ in range(CALLERS)]
    called: list[list[int]] = [[] for _ in windows]

    def serve(place: int) -> None:
        window = windows[place]
        try:
            while ticket := services.call_next(window.pk, by=window.clerk, at=NOW + timedelta(hours=1)):
                called[place].append(ticket.pk)
                services.start(ticket.pk, by=window.clerk, at=NOW + timedelta(hours=1))
                services.finish(ticket.pk, by=window.clerk, at=NOW + timedelta(hours=1), outcome="settled")
        finally:
            connection.close()

    threads = [threading.Thread(target=serve, args=(place,)) for place in range(CALLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    everybody = [pk for own in called for pk in own]
    assert len(everybody) == len(set(everybody)) == WAITING
    assert not Ticket.objects.exclude(status=Status.DONE).exists()
    assert Period.objects.filter(kind=PeriodKind.SERVING).count() == WAITING
    assert not Period.objects.filter(ended_at__isnull=True).exists()


def test_numbers_taken_at_four_kiosks_have_neither_gap_nor_twin():
    matter = make_matter()

    def take_ten() -> list[int]:
        return [services.take(matter.pk, channel=Channel.KIOSK, at=NOW).number for _ in range(10)]

    done, refused = together(*[take_ten] * 4)
    assert refused == []
    assert sorted(number for numbers in done for number in numbers) == list(range(1, 41))


def test_a_double_tap_is_one_number():
    matter = make_matter()
    done, _ = together(*[lambda: services.take(matter.pk, channel=Channel.KIOSK, at=NOW, once="tap").pk] * 4)
    assert len(set(done)) == 1
    assert Ticket.objects.count() == 1


def test_a_phone_that_asks_five_hundred_times_holds_two_numbers():
    matter = make_matter()

    def ask() -> list[Ticket]:
        return [services.take(matter.pk, channel=Channel.PHONE, at=NOW, phone=PHONE)]

    _, refused = together(*[ask] * 25)
    assert Ticket.objects.count() == 2
    assert len(refused) == 23
    assert "还有 2 个号没有办完" in str(refused[0])


def test_two_clerks_who_sit_down_at_the_same_window_are_one():
    window = make_window()
    clerks = [make_clerk(), make_clerk()]
    done, refused = together(
        *[lambda clerk=clerk: services.open_window(window.pk, by=clerk, at=NOW).clerk_id for clerk in clerks]
    )
    assert len(done) == len(refused) == 1
    window.refresh_from_db()
    assert window.clerk_id == done[0]
    assert "现在由" in str(refused[0])


def test_a_ticket_that_another_window_has_in_hand_is_passed_over():
    first, second = make_ticket(), make_ticket(at=NOW + timedelta(minutes=1))
    window = make_window(make_clerk())

    def call() -> int:
        return services.call_next(window.pk, by=window.clerk, at=NOW + timedelta(minutes=2)).pk

    with transaction.atomic():
        Ticket.objects.locked(pk=first.pk)
        done, _ = together(call)
    assert done == [second.pk]
