"""Devices on their page: for the head of the hall and the administrator."""

import pytest
from django.test import Client

from accessibility.queue.enums import DeviceKind
from accessibility.queue.models import Device
from accessibility.queue.tests.kiosk_builders import make_device, place, set_up
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Client:
    return sign_in(Client(), make_user(Role.CHIEF))


def test_a_new_device_is_shown_with_its_address_as_a_code(keeper: Client) -> None:
    answer = keeper.post(place("devices"), {"kind": "door", "name": "东门"}, follow=True)
    device = Device.objects.get()
    shown = answer.content.decode()
    assert device.kind == DeviceKind.DOOR
    assert len(device.key) == 43
    assert place("door", device.key) in shown
    assert "<svg" in shown


def test_a_device_without_a_name_is_asked_for_it_and_the_choice_stays(keeper: Client) -> None:
    answer = keeper.post(place("devices"), {"kind": "door", "name": ""})
    assert answer.status_code == 422
    assert not Device.objects.exists()
    assert "请填写名称。" in answer.content.decode()


def test_the_list_names_what_is_in_use_what_waits_and_what_is_gone(keeper: Client) -> None:
    set_up(Client(), make_device(name="甲"))
    make_device(name="乙")
    gone = make_device(DeviceKind.DOOR, "丙")
    keeper.post(place("device-revoke", gone.pk))
    shown = keeper.get(place("devices")).content.decode()
    assert [shown.count(words) for words in ("使用中", "等待启用", "已停用")] == [1, 1, 1]


def test_a_kiosk_moves_to_another_machine(keeper: Client) -> None:
    old, new = Client(), Client()
    kiosk = set_up(old)
    assert "解除绑定" in keeper.get(place("device", kiosk.pk)).content.decode()
    keeper.post(place("device-reset", kiosk.pk))
    assert old.get(place("kiosk", kiosk.key)).status_code == 403
    new.post(place("kiosk-set-up", kiosk.key))
    assert new.get(place("kiosk", kiosk.key)).status_code == 200
    assert old.get(place("kiosk", kiosk.key)).status_code == 403


def test_a_revoked_device_shows_no_key_and_no_button(keeper: Client) -> None:
    kiosk = make_device()
    keeper.post(place("device-revoke", kiosk.pk))
    shown = keeper.get(place("device", kiosk.pk)).content.decode()
    assert kiosk.key not in shown
    assert "停用“" not in shown
    assert keeper.post(place("device-revoke", kiosk.pk)).status_code == 409
