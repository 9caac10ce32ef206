"""The devices of the hall: made, bound to one browser, found by their key, taken out of use."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare

from accessibility.queue.enums import DeviceKind
from accessibility.queue.models import Device
from accessibility.queue.services.board_version import changed
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.errors import Refused, WrongState

KEEPERS = (Role.CHIEF, Role.ADMINISTRATOR)
SEEN_EVERY = timedelta(minutes=1)
"""How often at most the database is told that a device is still there."""


class UsedElsewhere(Refused):
    """The key of a kiosk, opened in another browser than the one it was set up in."""


class NotSetUp(Refused):
    """A kiosk whose key no browser has been given yet."""


def make(kind: str, *, name: str, by: User) -> Device:
    """A new device with a key of its own. Raises NotYours unless `by` keeps the hall's devices."""
    require_role(by, *KEEPERS)
    device = Device.objects.create(kind=kind, name=name, key=secrets.token_urlsafe(32))
    changed()
    return device


def find(key: str, *, kind: str, at: datetime) -> Device:
    """The device in use with this key, seen now. Raises Device.DoesNotExist for a wrong or a revoked one."""
    device = Device.objects.get(key=key, kind=kind, revoked_at=None)
    if device.seen_at is None or at - device.seen_at >= SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=at)
    return device


def find_kiosk(key: str, *, secret: str, at: datetime) -> Device:
    """The kiosk with this key, for the browser that holds `secret` (its cookie; empty when it has none).

    Raises Device.DoesNotExist, NotSetUp while it has no browser, UsedElsewhere in any other browser than its own.
    """
    device = Device.objects.get(key=key, kind=DeviceKind.KIOSK, revoked_at=None)
    if not device.browser:
        raise NotSetUp
    if not constant_time_compare(device.browser, fingerprint(secret)):
        raise UsedElsewhere
    return find(key, kind=DeviceKind.KIOSK, at=at)


@transaction.atomic
def set_up(key: str, *, secret: str, at: datetime) -> str:
    """Give the kiosk to this browser; returns the secret its cookie is to hold (`secret` itself, when it has one).

    The first browser wins: raises UsedElsewhere for every other, Device.DoesNotExist for a wrong or revoked key.
    """
    device = Device.objects.select_for_update().get(key=key, kind=DeviceKind.KIOSK, revoked_at=None)
    secret = secret or secrets.token_urlsafe(32)
    if device.browser and not constant_time_compare(device.browser, fingerprint(secret)):
        raise UsedElsewhere
    device.browser, device.seen_at = fingerprint(secret), at
    device.save(update_fields=["browser", "seen_at"])
    return secret


@transaction.atomic
def reset(device_id: int, *, by: User) -> Device:
    """Free a kiosk from its browser, so that the next one to open it has it. Raises WrongState once revoked."""
    device = _kept(device_id, by)
    device.browser = ""
    device.save(update_fields=["browser"])
    return device


@transaction.atomic
def revoke(device_id: int, *, by: User, at: datetime) -> Device:
    """Take a device out of use for good: its address exists no more. Raises WrongState once revoked."""
    device = _kept(device_id, by)
    device.browser, device.revoked_at = "", at
    device.save(update_fields=["browser", "revoked_at"])
    changed()
    return device


def fingerprint(secret: str) -> str:
    """What the database keeps of a browser's secret; none for none."""
    return sha256(secret.encode()).hexdigest() if secret else ""


def _kept(device_id: int, by: User) -> Device:
    require_role(by, *KEEPERS)
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.revoked_at:
        raise WrongState(f"“{device.name}”已经停用，不能再改。需要的话，请新增一台。")
    return device
