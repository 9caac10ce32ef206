"""Starting states for tests of notices."""

import itertools
from datetime import datetime
from typing import Any

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState, Notice

NOW = court_time("2026-11-23 14:05")
_serial = itertools.count(1)


def make_notice(to: User | None = None, *, at: datetime = NOW, **fields: Any) -> Notice:
    number = next(_serial)
    return Notice.objects.create(
        **{
            "once": f"test:{number}",
            "template": "test/plain",
            "recipient": to or make_user(),
            "about": f"WS20261123-{number:06}",
            "title": f"标题{number}",
            "body": f"内容{number}",
            "created_at": at,
        }
        | fields
    )


def make_delivery(notice: Notice | None = None, *, at: datetime = NOW, **fields: Any) -> Delivery:
    """A queued text message, due at `at`."""
    return Delivery.objects.create(
        **{
            "notice": notice or make_notice(at=at),
            "channel": Channel.SMS,
            "address": "13812345678",
            "text": "【济南市钢城区人民法院】测试",
            "state": DeliveryState.QUEUED,
            "next_attempt_at": at,
        }
        | fields
    )
