"""Devices: one browser for one kiosk, and nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accessibility.queue.enums import DeviceKind
from accessibility.queue.models import Device
from accessibility.queue.services import devices
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.errors import NotYours, WrongState

pytestmark = pytest.mark.django_db


def make_kiosk() -> Device:
    return devices.make(DeviceKind.KIOSK, name="一号取号机", by=make_user(Role.CHIEF))


def test_the_first_browser_that_sets_a_kiosk_up_has_it() -> None:
    kiosk, now = make_kiosk(), timezone.now()
    with pytest.raises(devices.NotSetUp):
        devices.find_kiosk(kiosk.key, secret="", at=now)
    secret = devices.set_up(kiosk.key, secret="", at=now)
    assert devices.find_kiosk(kiosk.key, secret=secret, at=now) == kiosk
    assert devices.set_up(kiosk.key, secret=secret, at=now) == secret


@pytest.mark.parametrize("other", ["", "another browser's"])
def test_a_key_is_of_no_use_in_another_browser(other: str) -> None:
    kiosk, now = make_kiosk(), timezone.now()
    devices.set_up(kiosk.key, secret="", at=now)
    with pytest.raises(devices.UsedElsewhere):
        devices.find_kiosk(kiosk.key, secret=other, at=now)
    with pytest.raises(devices.UsedElsewhere):
        devices.set_up(kiosk.key, secret=other, at=now)


def test_the_database_keeps_only_what_a_browsers_secret_cannot_be_read_from() -> None:
    kiosk = make_kiosk()
    secret = devices.set_up(kiosk.key, secret="", at=timezone.now())
    kiosk.refresh_from_db()
    assert kiosk.browser == devices.fingerprint(secret) != secret


def test_one_browser_may_hold_two_kiosks() -> None:
    first, second, now = make_kiosk(), make_kiosk(), timezone.now()
    secret = devices.set_up(first.key, secret="", at=now)
    assert devices.set_up(second.key, secret=secret, at=now) == secret
    assert devices.find_kiosk(first.key, secret=secret, at=now) == first


def test_a_kiosk_freed_from_its_browser_goes_to_the_next_one() -> None:
    kiosk, now, chief = make_kiosk(), timezone.now(), make_user(Role.CHIEF)
    old = devices.set_up(kiosk.key, secret="", at=now)
    devices.reset(kiosk.pk, by=chief)
    devices.set_up(kiosk.key, secret="", at=now)
    with pytest.raises(devices.UsedElsewhere):
        devices.find_kiosk(kiosk.key, secret=old, at=now)


def test_a_revoked_device_exists_no_more_and_stays_so() -> None:
    kiosk, now, chief = make_kiosk(), timezone.now(), make_user(Role.ADMINISTRATOR)
    secret = devices.set_up(kiosk.key, secret="", at=now)
    devices.revoke(kiosk.pk, by=chief, at=now)
    with pytest.raises(Device.DoesNotExist):
        devices.find_kiosk(kiosk.key, secret=secret, at=now)
    with pytest.raises(WrongState):
        devices.reset(kiosk.pk, by=chief)


def test_a_key_opens_only_its_own_kind_of_device() -> None:
    with pytest.raises(Device.DoesNotExist):
        devices.find(make_kiosk().key, kind=DeviceKind.SCREEN, at=timezone.now())


@pytest.mark.parametrize("role", [Role.CLERK, Role.CITIZEN, Role.SUPERVISOR])
def test_only_who_keeps_the_hall_makes_or_changes_devices(role: Role) -> None:
    kiosk, somebody = make_kiosk(), make_user(role)
    for act in (
        lambda: devices.make(DeviceKind.DOOR, name="门口", by=somebody),
        lambda: devices.reset(kiosk.pk, by=somebody),
        lambda: devices.revoke(kiosk.pk, by=somebody, at=timezone.now()),
    ):
        with pytest.raises(NotYours):
            act()


def test_a_device_that_asks_often_writes_once_a_minute() -> None:
    kiosk, now = make_kiosk(), timezone.now()
    devices.find(kiosk.key, kind=DeviceKind.KIOSK, at=now)
    with CaptureQueriesContext(connection) as asked:
        devices.find(kiosk.key, kind=DeviceKind.KIOSK, at=now + timedelta(seconds=59))
    assert len(asked) == 1
    devices.find(kiosk.key, kind=DeviceKind.KIOSK, at=now + timedelta(seconds=60))
    kiosk.refresh_from_db()
    assert kiosk.seen_at == now + timedelta(seconds=60)
