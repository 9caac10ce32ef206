from datetime import timedelta

import pytest

from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.core.deadlines.clock import court_time

NOON = court_time("2026-11-23 12:00")


@pytest.mark.django_db
def test_a_heartbeat_is_as_old_as_its_last_beat():
    assert heartbeats.age("sweep", NOON) is None

    heartbeats.beat("sweep", NOON)
    heartbeats.beat("sweep", NOON + timedelta(minutes=1))

    assert heartbeats.age("sweep", NOON + timedelta(minutes=3)) == timedelta(minutes=2)
    assert heartbeats.age("other", NOON) is None
