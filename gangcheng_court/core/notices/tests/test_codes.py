"""Codes that are read out to staff: good once, for one matter, for ten minutes, and never guessed."""

import re
from datetime import timedelta

import pytest

from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices import codes, delivery, outbox
from gangcheng_court.core.notices.codes import TooOften, WrongCode
from gangcheng_court.core.notices.models import Delivery, DeliveryState, PhoneCode

pytestmark = pytest.mark.django_db
NOW = court_time("2026-06-17 22:30")  # within the quiet hours
PHONE = "13812345678"
RECORD = {"purpose": "record", "about": "record:1"}


def send(at=NOW, **matter):
    codes.send(PHONE, **RECORD | matter, by=make_user(), at=at)
    return re.search(r"把(\d{6})读", Delivery.objects.latest("pk").text)[1]


def prove(code, at=NOW, **matter):
    return codes.prove(PHONE, **RECORD | matter, code=code, at=at)


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_is_kept_only_as_a_hash_and_fits_however_it_is_spaced() -> None:
    code = send()
    assert code not in PhoneCode.objects.get().code_hash
    assert prove(f" {code[:3]} {code[3:]} ").pk == PhoneCode.objects.get().pk


def test_a_code_is_spent_once() -> None:
    proven = prove(send())
    codes.spend(proven.pk, at=NOW)
    with pytest.raises(WrongCode, match="已经用过"):
        codes.spend(proven.pk, at=NOW)


@pytest.mark.parametrize(("later", "good"), [(timedelta(minutes=10, seconds=-1), True), (timedelta(minutes=10), False)])
def test_a_code_is_good_for_ten_minutes(later: timedelta, good: bool) -> None:
    code = send()
    if good:
        assert prove(code, at=NOW + later)
    else:
        with pytest.raises(WrongCode, match="过期"):
            prove(code, at=NOW + later)


def test_five_wrong_tries_end_a_code_and_every_try_is_kept_though_the_caller_is_refused() -> None:
    code = send()
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode, match=f"还可以试 {left} 次"):
            prove(other(code))
    with pytest.raises(WrongCode, match="已经作废"):
        prove(other(code))
    with pytest.raises(WrongCode, match="试错次数太多"):
        prove(code)


@pytest.mark.parametrize("matter", [{"about": "record:2"}, {"purpose": "submission"}])
def test_a_code_for_one_matter_is_no_yes_to_another(matter: dict[str, str]) -> None:
    code = send()
    with pytest.raises(WrongCode):
        prove(code, **matter)


def test_a_newer_code_for_the_same_matter_replaces_the_older() -> None:
    first, second = send(), send(at=NOW + timedelta(minutes=1))
    if first != second:
        with pytest.raises(WrongCode):
            prove(first, at=NOW + timedelta(minutes=1))
    assert prove(second, at=NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("every", "most"), [(timedelta(seconds=59), 1), (timedelta(minutes=2), 10), (timedelta(minutes=20), 20)]
)
def test_no_phone_is_flooded_whoever_asks_and_for_whatever(every: timedelta, most: int) -> None:
    for number in range(most):
        send(at=NOW + every * number, about=f"record:{number}")
    with pytest.raises(TooOften):
        send(at=NOW + every * most, about="record:last")


def test_a_code_goes_out_at_night_and_its_text_is_forgotten_once_sent() -> None:
    send()
    assert delivery.deliver_due(at=NOW) == 1
    sent = Delivery.objects.get()
    assert (sent.state, sent.text) == (DeliveryState.SENT, "")


def test_an_expired_code_is_not_sent_any_more() -> None:
    send()
    delivery.deliver_due(at=NOW + outbox.SPOKEN_CODE_LIFETIME + timedelta(seconds=1))
    assert Delivery.objects.get().state == DeliveryState.FAILED
