"""The Celery application; the schedule is in `gangcheng_court/beat.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangcheng_court.settings.base")

app = Celery("gangcheng_court")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "gangcheng_court.core.deadlines",
        "gangcheng_court.core.documents",
        "gangcheng_court.core.notices",
        "filings.intake",
        "filings.review",
        "filings.reception",
        "supervision.breaches",
        "gangcheng_court.portal",
    ]
)
