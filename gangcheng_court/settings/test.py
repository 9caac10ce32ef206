"""What pytest uses: `dev.py` with cheap passwords and throw-away storage. Only relaxes `dev.py`."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SECRET_KEY", "test-only")
os.environ.setdefault("FIELD_KEYS", "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=")
os.environ.setdefault("COURT_SIGNING_KEY", "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=")
os.environ.setdefault("INDEX_KEY", "test-only-index")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("SITE_URL", "http://localhost")
os.environ.setdefault("PORTAL_HOME", str(Path(tempfile.gettempdir()) / "gangcheng-court-test"))

from gangcheng_court.settings.dev import *  # noqa: F403
from gangcheng_court.settings.dev import (
    CACHES,
    CELERY_BROKER_TRANSPORT_OPTIONS,
    DATABASES,
    LOGGING,
    STATIC_ROOT,
    STORAGES,
)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Style sheets and scripts are found where they are written, when they are asked for: a list of all of them would be
# made anew for each `Client()`.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
# Tests that are not about them neither solve puzzles nor wait.
COMPLAINT_PUZZLE_BITS, COMPLAINT_WAIT_SECONDS = 4, 0
DATABASES["default"]["ENGINE"] = "gangcheng_court.tests.database"
# Counters, locks and tasks of an earlier run, or of one side by side, must not reach this one.
KEY_PREFIX = os.environ.setdefault("TEST_KEY_PREFIX", f"test-{os.getpid()}") + os.environ.get("PYTEST_XDIST_WORKER", "")
CACHES["default"] |= {"BACKEND": "gangcheng_court.tests.own_cache.OwnKeysCache", "KEY_PREFIX": KEY_PREFIX}
CELERY_REDBEAT_KEY_PREFIX = f"{KEY_PREFIX}-redbeat:"
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {"global_keyprefix": f"{KEY_PREFIX}-"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Each test counts its own figures.
PROMISE_FIGURES_SECONDS = 0
LOGGING["loggers"]["celery"] = {"level": "INFO"}
