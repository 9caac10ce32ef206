"""The Celery application; the schedule is in `gangcheng_court/beat.py`."""

import os
from typing import Any

from celery import Celery
from celery.signals import after_task_publish, beat_init, setup_logging, worker_ready
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangcheng_court.settings.base")

app = Celery("gangcheng_court")
app.config_from_object("django.conf:settings", namespace="CELERY")
# RedBeat reads names without our prefix. A second beat waits for the lock; the one that holds it renews it every loop.
app.add_defaults(
    lambda: {
        "redbeat_redis_url": settings.REDIS_URL,
        "redbeat_redis_options": {"retry_period": 30},
        "redbeat_lock_timeout": 30,
    }
)
app.autodiscover_tasks(
    [
        "gangcheng_court.core.deadlines",
        "gangcheng_court.core.documents",
        "gangcheng_court.core.notices",
        "filings.intake",
        "filings.pleadings",
        "filings.fees",
        "filings.review",
        "filings.reception",
        "filings.mediation",
        "filings.cross_region",
        "hotline.calls",
        "hotline.tickets",
        "hotline.knowledge",
        "accessibility.queue",
        "accessibility.amenities",
        "accessibility.assistance",
        "supervision.board",
        "supervision.breaches",
        "supervision.watch",
        "supervision.complaints",
        "supervision.interference",
        "supervision.inspections",
        "gangcheng_court.portal.health",
        "gangcheng_court.portal",
    ]
)


@setup_logging.connect
def log_as_the_settings_say(**_context: Any) -> None:
    """Celery's own lines would carry personal data; while this is connected it leaves the settings' in place."""


@worker_ready.connect
def worker_is_ready(**_context: Any) -> None:
    _stamp("worker")


@beat_init.connect
def beat_begins(**_context: Any) -> None:
    _stamp("beat")


@after_task_publish.connect(sender="gangcheng_court.portal.health.tasks.heartbeat")
def beat_sent_its_heartbeat(**_context: Any) -> None:
    _stamp("beat")


def _stamp(name: str) -> None:
    from django.db import close_old_connections
    from django.utils import timezone

    from gangcheng_court.core.deadlines import heartbeats

    close_old_connections()
    heartbeats.beat(name, timezone.now())
