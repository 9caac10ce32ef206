"""What `./portal run` uses: production settings without TLS, on one machine. Only relaxes `base.py`."""

from gangcheng_court.settings.base import *  # noqa: F403

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
DEMO = True
