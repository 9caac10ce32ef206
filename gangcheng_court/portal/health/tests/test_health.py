from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from gangcheng_court.core.deadlines import heartbeats
from gangcheng_court.portal.health import queries, tasks

NOW = timezone.now()


@pytest.fixture
def alive(db):
    heartbeats.beat("worker", timezone.now())
    heartbeats.beat("beat", timezone.now())


def test_health_is_green_while_every_vital_part_lives(client, alive):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert set(answer.json()["parts"]) == {
        *("database", "redis", "worker", "beat", "letters", "calendar"),
        *("enforcement", "hall", "mediations", "cross_region", "handoffs", "ticket_urging"),
        *("decision_warnings", "correction_reminders", "payment_reminders", "watch", "complaints", "sealing"),
    }


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_health_is_red_when_a_heartbeat_was_never_seen(client, db, name):
    heartbeats.beat({"worker": "beat", "beat": "worker"}[name], timezone.now())
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["parts"][name] == {
        "ok": False,
        "vital": True,
        "says": {"worker": "后台任务：从未有过心跳", "beat": "定时任务：从未有过心跳"}[name],
    }


@pytest.mark.parametrize(("age", "ok"), [(60, True), (61, False)])
def test_a_heartbeat_is_old_after_a_minute(db, age, ok):
    heartbeats.beat("worker", NOW - timedelta(seconds=age))
    assert queries.parts(NOW)["worker"].ok is ok


@pytest.mark.parametrize(("minutes", "status"), [(5, 200), (6, 503)])
def test_health_is_red_when_a_sweep_has_stopped_or_keeps_failing(client, alive, minutes, status):
    heartbeats.beat("enforcement", timezone.now() - timedelta(minutes=minutes, seconds=-5))
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["parts"]["enforcement"]["ok"]) == (status, status == 200)


def test_health_is_red_without_redis_and_says_no_address(client, alive):
    with override_settings(REDIS_URL="redis://:secret@127.0.0.1:1/0"):
        answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["parts"]["redis"]["says"] == "Redis 连接不上"
    assert "secret" not in answer.content.decode()


def test_health_is_red_without_a_database_and_says_no_address(client, django_db_blocker, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    from django.db import connection

    with django_db_blocker.unblock():
        connection.close()
        known = connection.settings_dict["PORT"]
        connection.settings_dict["PORT"] = "1"
        try:
            answer = client.get("/health/")
        finally:
            connection.close()
            connection.settings_dict["PORT"] = known
    assert answer.status_code == 503
    assert answer.json()["parts"]["database"]["says"] == "数据库连接不上"
    assert "127.0.0.1" not in answer.content.decode()


def test_a_missing_calendar_year_is_said_but_leaves_health_green(db):
    part = queries.parts(NOW + timedelta(days=3 * 366))["calendar"]
    assert (part.ok, part.vital) == (False, False)
    assert "年的放假安排尚未录入" in part.says


def test_the_process_answers_for_itself_without_any_other_part(client):
    answer = client.get("/health/live/")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_the_workers_heartbeat_is_stamped_by_the_task_beat_sends(db):
    tasks.heartbeat()
    assert heartbeats.age("worker", timezone.now()) < timedelta(seconds=10)
