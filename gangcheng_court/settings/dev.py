"""What `./portal run` uses: production settings without TLS, on one machine. Only relaxes `base.py`."""

from gangcheng_court.settings.base import *  # noqa: F403
from gangcheng_court.settings.base import LOGGING, PORTAL_HOME, REST_FRAMEWORK, STORAGES, env

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = 0
REST_FRAMEWORK = REST_FRAMEWORK | {"NUM_PROXIES": 0}
# Compressing takes most of a first start and helps nobody on the same machine.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
FEE_SANDBOX = True
DEMO_PASSWORD = env("DEMO_PASSWORD", default="")

SMS_BACKEND = "gangcheng_court.core.notices.sms.to_file"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = PORTAL_HOME / "outbox"
# A newcomer reads addresses, accounts and codes on the console, not every heartbeat.
LOGGING["loggers"]["celery"] = {"level": "WARNING"}
