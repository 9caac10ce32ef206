"""Production settings. Nothing secret has a default: without its environment the portal refuses to start.

`dev.py` and `test.py` only relax what is written here. Every setting the court may change is read from the
environment and described in README.md.
"""

import os
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from gangcheng_court.beat import SCHEDULE

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

if os.environ.get("DJANGO_SETTINGS_MODULE") == __name__ and (
    env.bool("PORTAL_EMBEDDED", False) or env.bool("DEBUG", False)
):
    raise ImproperlyConfigured(
        "正式环境不使用自带的数据库和 Redis，也不开启 DEBUG：请设置 DATABASE_URL 和 REDIS_URL，并去掉 DEBUG。"
    )

PORTAL_HOME = Path(env("PORTAL_HOME", default=str(BASE_DIR / "var")))
SECRET_KEY = env("DJANGO_SECRET_KEY")
FIELD_KEYS = env.list("FIELD_KEYS")
"""Base64 AES-256 keys that seal identity numbers; the first seals, all of them open (key rotation)."""
INDEX_KEY = env("INDEX_KEY")
"""Secret of the keyed hashes by which sealed numbers are looked up."""
DEBUG = False
DEMO_PASSWORD = ""
"""Password of the made-up people; while it is empty they cannot be loaded. Only `dev.py` sets it."""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env("SITE_URL")
"""Public address of the portal without a trailing slash; printed in QR codes and letters."""

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "simple_history",
    "gangcheng_court.core.accounts",
    "gangcheng_court.core.deadlines",
    "gangcheng_court.core.documents",
    "gangcheng_court.core.notices",
    "gangcheng_court.core.audit",
    "gangcheng_court.core.web",
    "gangcheng_court.portal",
    "filings",
    "hotline",
    "accessibility",
    "supervision",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gangcheng_court.portal.sign_in.middleware.IdleSessionMiddleware",
    "gangcheng_court.portal.sign_in.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gangcheng_court.core.web.middleware.PrivatePages",
    "gangcheng_court.core.web.middleware.CareMode",
    "gangcheng_court.core.web.middleware.Refusals",
]

ROOT_URLCONF = "gangcheng_court.urls"
WSGI_APPLICATION = "gangcheng_court.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env("REDIS_URL")
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 3}
"""Seconds after which a page goes on without a Redis that does not answer."""
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": REDIS_PATIENCE,
    }
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["gangcheng_court.core.accounts.hashers.CourtArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("phone", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "portal:home"

ACCOUNT_ADAPTER = "gangcheng_court.portal.sign_in.adapter.PhoneAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 3
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = 5
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "request_login_code": "1/m/key,10/h/key,20/d/key",
    "verify_phone": "1/m/key,10/h/key,20/d/key",
    "login": None,
    "signup": "300/h/ip",
    "change_phone": "20/h/user",
    "reset_password": None,
    "reset_password_from_key": None,
}
"""Failures count against the account, never against the address: the whole hall shares one.

No number is sent more codes than this, whoever asks: it may be somebody else's.
"""
MFA_ADAPTER = "gangcheng_court.portal.sign_in.adapter.SealedMFAAdapter"
MFA_TOTP_ISSUER = "钢城法院诉讼服务"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=True)
"""Court staff enter only with an authenticator app beside their password."""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
"""Reverse proxies in front, whose X-Forwarded-For is believed."""

# In the database alone: without Redis people go on filing, and no ended session comes back with it.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CITIZEN_IDLE_SECONDS = env.int("CITIZEN_IDLE_SECONDS", default=30 * 60)
STAFF_IDLE_SECONDS = env.int("STAFF_IDLE_SECONDS", default=8 * 60 * 60)
"""Without a request for so long a session ends; the page warns before and what was being sent is kept."""

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

COURT_CODE = env("COURT_CODE", default="鲁0117")
"""法院代字 of the case numbers given here."""
INTERMEDIATE_COURT_FROM = env("INTERMEDIATE_COURT_FROM", cast=Decimal, default=Decimal(500_000_000))
INTERMEDIATE_COURT_FROM_ELSEWHERE = env("INTERMEDIATE_COURT_FROM_ELSEWHERE", cast=Decimal, default=Decimal(100_000_000))
"""Yuan in dispute from which an intermediate court is advised; the second when one party lives in another province."""
COURT_SIGNING_KEY = env("COURT_SIGNING_KEY", default="")
"""Base64 of the 32 bytes that sign what goes to other courts (Ed25519); empty: nothing can be sent."""
MAX_PACKAGE_MB = env.int("MAX_PACKAGE_MB", default=100)
"""Largest package of another court, unpacked too; nginx `client_max_body_size` must allow it."""
CROSS_REGION_TRANSPORT = "filings.cross_region.transport.https"
CROSS_REGION_RESPONSE_MINUTES = env.int("CROSS_REGION_RESPONSE_MINUTES", default=30)
"""Service minutes within which this court means to respond to what another court hands in: a figure, no legal limit."""
CORRECTION_DAYS = env.int("CORRECTION_DAYS", default=7)
"""Days a filer has to correct, from the day after the notice."""
LPR_ONE_YEAR = Decimal(env("LPR_ONE_YEAR", default="3.0"))
"""One-year LPR in per cent; read only by the advice on agreed interest (民间借贷规定 25: four times it)."""
FEE_DIVORCE_BASE = Decimal(env("FEE_DIVORCE_BASE", default="300"))
FEE_PERSONALITY_BASE = Decimal(env("FEE_PERSONALITY_BASE", default="500"))
FEE_OTHER_NONPROPERTY = Decimal(env("FEE_OTHER_NONPROPERTY", default="100"))
FEE_IP_NO_AMOUNT = Decimal(env("FEE_IP_NO_AMOUNT", default="1000"))
FEE_JURISDICTION_OBJECTION = Decimal(env("FEE_JURISDICTION_OBJECTION", default="100"))
FEE_ENFORCEMENT_NO_AMOUNT = Decimal(env("FEE_ENFORCEMENT_NO_AMOUNT", default="500"))
"""What the province (the last: the court) has chosen, in yuan, within the ranges of 诉讼费用交纳办法 13 and 14."""
FEE_ROUNDING = Decimal(env("FEE_ROUNDING", default="0.01"))
"""To what a fee is rounded, once: 0.01 for cents, 1 where the cashier takes whole yuan only."""
FEE_BANK_ACCOUNT = env("FEE_BANK_ACCOUNT", default="")
"""Name, bank and number of the account that court fees are paid into, as printed on the notice of payment."""
FEE_SANDBOX = False
"""A page on which a made-up bank pays a fee. Only `dev.py` switches it on."""
SERVICE_HOURS = env.list("SERVICE_HOURS", default=["08:30-12:00", "13:30-17:00"])
"""Sessions of a working day, each half-open; reminders go out and working time is counted in them only."""
HOTLINE_HOURS = env("HOTLINE_HOURS", default="08:30-12:00,13:30-17:30")
"""When somebody answers 12368, seasons first: "05-01..09-30 08:30-12:00,14:00-18:00; 08:30-12:00,13:30-17:30"."""
HOTLINE_EXCHANGE_TOKEN = env("HOTLINE_EXCHANGE_TOKEN", default="")
"""What the telephone exchange proves itself with (docs/telephone-exchange.md); empty: its events are refused."""
HOTLINE_LINES = env.list("HOTLINE_LINES", default=[])
"""Dialled numbers, contexts or queues that are the hotline, in what Asterisk and CDR files tell; empty: all are."""
HOTLINE_AMI_ADDRESS = env("HOTLINE_AMI_ADDRESS", default="")
"""Asterisk's manager interface, `host:port`."""
HOTLINE_AMI_USER = env("HOTLINE_AMI_USER", default="")
HOTLINE_AMI_SECRET = env("HOTLINE_AMI_SECRET", default="")
HOTLINE_CDR_FILE = env("HOTLINE_CDR_FILE", default="")
"""Asterisk's Master.csv, which `manage.py listen_calls` reads again after each break; empty: none."""
TICKET_LIMITS = env.json(
    "TICKET_LIMITS",
    default={
        "inquiry": {"reply": "1w", "close": "1w"},
        "consultation": {"reply": "2w", "close": "2w"},
        "contact_judge": {"reply": "2w", "close": "3w"},
        "complaint": {"reply": "2w", "close": "15d"},
        "suggestion": {"reply": "5w", "close": "15d"},
        "assistance": {"reply": "1w", "close": "5w"},
    },
)
"""By type of ticket, when the first reply and the closing are due: `2w` working days, `15d` days. The law's own stand
in `hotline/tickets/deadlines.py`."""
TICKET_RECEIPT_WORKDAYS = env.int("TICKET_RECEIPT_WORKDAYS", default=1)
"""Working days in which a department signs for what was handed to it."""
TICKET_RATING_DAYS = env.int("TICKET_RATING_DAYS", default=7)
"""Days after the answer after which a ticket that nobody rated is closed."""
HANDOFF_WARN_AT = time.fromisoformat(env("HANDOFF_WARN_AT", default="16:30"))
"""When the desk is warned of what is not handed over yet."""
CALLBACKS_PER_HOUR = env.int("CALLBACKS_PER_HOUR", default=4)
"""Calls back that may be promised for one hour."""
CALLBACK_DAYS = env.int("CALLBACK_DAYS", default=5)
"""How many days ahead they may be."""
QUEUE_ORDINARY_IN_A_ROW = env.int("QUEUE_ORDINARY_IN_A_ROW", default=2)
"""Ordinary visitors of a shared window after whom it is a priority visitor's turn."""
QUEUE_LONGEST_ORDINARY_MINUTES = env.int("QUEUE_LONGEST_ORDINARY_MINUTES", default=30)
"""How long an ordinary visitor waits at most before going ahead of the priority line's turn; past it the chief is told.
"""
QUEUE_LONGEST_PRIORITY_MINUTES = env.int("QUEUE_LONGEST_PRIORITY_MINUTES", default=10)
"""How long a priority visitor waits before the chief is told."""
QUEUE_OPEN_PER_PHONE = env.int("QUEUE_OPEN_PER_PHONE", default=2)
QUEUE_PER_PHONE_A_DAY = env.int("QUEUE_PER_PHONE_A_DAY", default=6)
"""How many numbers of the hall one telephone may hold at once, and take in one day."""
QUEUE_NEAR = env.int("QUEUE_NEAR", default=3)
"""A visitor is texted once no more than so many wait before him."""
QUEUE_APPOINTMENT_DAYS_AHEAD = env.int("QUEUE_APPOINTMENT_DAYS_AHEAD", default=14)
"""How many days ahead a time in the hall may be booked."""
QUEUE_APPOINTMENT_LEAD_MINUTES = env.int("QUEUE_APPOINTMENT_LEAD_MINUTES", default=30)
"""Whoever comes in time stands in line as if come this long before the booked time; nor may one check in before."""
QUEUE_APPOINTMENT_GRACE_MINUTES = env.int("QUEUE_APPOINTMENT_GRACE_MINUTES", default=15)
"""How long after the booked time one is still in time."""
QUEUE_APPOINTMENTS_PER_PHONE = env.int("QUEUE_APPOINTMENTS_PER_PHONE", default=3)
"""Appointments that one telephone may hold at a time."""
COMPLAINT_TERMS = {
    "acknowledge_workdays": env.int("COMPLAINT_ACKNOWLEDGE_WORKDAYS", default=2),
    "answer_days": env.int("COMPLAINT_ANSWER_DAYS", default=15),
}
"""Limits of complaints that the law leaves to the court; filing complaints and petitions keep the law's own."""
COMPLAINT_IDENTITY_MINUTES = env.int("COMPLAINT_IDENTITY_MINUTES", default=30)
"""How long whoever asked for a complainant's identity may look at it, once a custodian has agreed."""
COMPLAINT_REVIEW_DAYS = env.int("COMPLAINT_REVIEW_DAYS", default=30)
"""Days after the answer in which a second review of a complaint may be asked for (as 信访工作条例 35)."""
COMPLAINT_PUZZLE_BITS = env.int("COMPLAINT_PUZZLE_BITS", default=18)
"""How hard the puzzle is that a browser solves before a complaint is sent: each bit doubles it."""
COMPLAINT_WAIT_SECONDS = env.int("COMPLAINT_WAIT_SECONDS", default=20)
"""Seconds after which a browser without scripts may send a complaint instead of solving the puzzle."""
COMPLAINT_DRAFTS_MB = env.int("COMPLAINT_DRAFTS_MB", default=4000)
"""What the files of all unsent complaints may take up together."""
COMPLAINT_EXIT_URL = env("COMPLAINT_EXIT_URL", default="/")
"""Where 快速离开 leads: a page of this court, or another one that tells nothing."""
INTERFERENCE_RECORD_WORKDAYS = env.int("INTERFERENCE_RECORD_WORKDAYS", default=5)
"""Working days in which whoever was asked about a case records it (三个规定); a later record is taken, and marked."""
INTERFERENCE_CONFIRM_WORKDAYS = env.int("INTERFERENCE_CONFIRM_WORKDAYS", default=3)
"""On how many last working days of a month everybody is asked what there was in it."""
INTERFERENCE_ROLES = env.list("INTERFERENCE_ROLES", default=["clerk", "chief", "operator", "judge", "supervisor"])
"""Roles that answer for each month."""
WATCH_THRESHOLDS = {
    "least": 20,
    "year_end_filed": 0.7,
    "year_end_submitted": 0.9,
    "january_surge": 1.6,
    "month_end": 0.6,
    "cap_days": 5,
    "cap_least": 5,
    "cause_sigma": 3,
    "slow_share": 0.1,
    "entry_lag_hours": 24,
    "second_share": 0.05,
    "silent_hours": 24,
    "silent_share": 0.1,
    "selective_chance": 0.01,
    "taken_workdays": 1,
    "transfer_days": 3,
    "hang_up_seconds": 5,
    "midnight_batch": 3,
} | env.json("WATCH_THRESHOLDS", default={})
"""From where supervision's indicators alarm (docs/supervision.md); `least`: over fewer matters none of the shares does.
The environment names only those that differ."""
WATCH_WORDS = env.list(
    "WATCH_WORDS",
    default=[
        "生效证明",
        "户籍证明",
        "户口本",
        "居住证",
        "原件",
        "公证",
        "无犯罪",
        "村委会证明",
        "居委会证明",
        "介绍信",
    ],
)
"""Words in a correction notice that point to a demand the law does not make (登记立案规定 4, 6)."""
WATCH_ANSWER_WORKDAYS = env.int("WATCH_ANSWER_WORKDAYS", default=5)
"""Working days in which whoever owns an alarm looks into it and explains."""
QUESTIONING_DAYS = env.int("QUESTIONING_DAYS", default=10)
"""Days within which somebody who is asked how it went (随机询问) may answer."""
QUESTIONING_CALLS = env.int("QUESTIONING_CALLS", default=3)
"""How often an inspector tries to reach one of them by telephone."""
ASSISTANCE_DAYS_AHEAD = env.int("ASSISTANCE_DAYS_AHEAD", default=60)
"""How many days ahead somebody may ask for help."""
ASSISTANCE_HALL_MINUTES = env.int("ASSISTANCE_HALL_MINUTES", default=15)
"""Within how many minutes help comes to somebody who asks in the hall; the soonest for which one may ask elsewhere."""
ASSISTANCE_FOLLOW_UP_WORKDAYS = env.int("ASSISTANCE_FOLLOW_UP_WORKDAYS", default=3)
"""Working days after the help in which the court asks how it went (主动跟进)."""
INSPECTION_REPEAT_DAYS = env.int("INSPECTION_REPEAT_DAYS", default=365)
"""Days within which the same item failing again in the same department is a repeat (重复发生)."""
REMIND_BEFORE = {
    "responsible": timedelta(hours=env.int("REMIND_RESPONSIBLE_HOURS", default=7)),
    "chief": timedelta(hours=env.int("REMIND_CHIEF_HOURS", default=3)),
}
"""How much service time is left when a limit's responsible person, and then the chief, is reminded of it."""
PROMISE_ATTENTION_RATE = env.float("PROMISE_ATTENTION_RATE", default=0.95)
"""The share of limits kept below which a report marks a promise, a department or a person for attention."""

PROMISE_FIGURES_SECONDS = env.int("PROMISE_FIGURES_SECONDS", default=300)
"""How long the public pages keep the figures that they have counted."""
DAILY_LIST_AT = time.fromisoformat(env("DAILY_LIST_AT", default="08:00"))
"""When, each working day, the president's office is sent what is late and what is due."""
DAILY_LIST_ALSO_TO = env.list("DAILY_LIST_ALSO_TO", default=[])
"""Mobile numbers of further members of staff who are sent the daily list; each reads what they may see."""
REPORT_KEPT_HOURS = env.int("REPORT_KEPT_HOURS", default=24)
"""How long a report that the worker made stays to be opened."""

FACILITY_REPAIR_WORKDAYS = env.int("FACILITY_REPAIR_WORKDAYS", default=3)
"""Working days in which a facility that is broken or empty is put right (承诺五)."""
FACILITY_REPORTS_AN_HOUR = env.int("FACILITY_REPORTS_AN_HOUR", default=20)
"""How many reports of broken facilities everybody without a post together may send within an hour."""
ROUND_REMINDED_AT = time.fromisoformat(env("ROUND_REMINDED_AT", default="10:00"))
"""When, on a working day, the window is told which facilities nobody has looked at."""
LOAN_REMINDED_BEFORE = timedelta(minutes=env.int("LOAN_REMINDED_BEFORE_MINUTES", default=30))
"""How long before the court closes whoever borrowed something is reminded."""

HALL_ADDRESS = env("HALL_ADDRESS", default="")
"""Street address of the hall as printed on the pages; the court fills it in."""
ACCESSIBILITY_MAIL = env("ACCESSIBILITY_MAIL", default="")
"""Address in the accessibility statement for whoever meets a barrier; empty: telephone and web form only."""

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PORTAL_HOME / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", default=50)
KINDS_OFF = env.json(
    "KINDS_OFF",
    default={
        "administrative_complaint": "行政案件可能由上级法院指定的法院集中管辖。本院暂不在网上受理行政起诉。"
        "请拨打 12368，由工作人员一次告诉您应当向哪个法院起诉。"
    },
)
"""Kinds of filing that this court does not take online, each with the reason that the citizen is told."""
MAX_FILES_PER_FILING = env.int("MAX_FILES_PER_FILING", default=300)
"""Files one filing may hold, replaced and removed ones counted: nobody fills the disk by rotating for ever."""
CLAMD_ADDRESS = env("CLAMD_ADDRESS", default="")
"""ClamAV daemon that reads every file before it is kept: `host:port` or the path of its socket; empty means none."""
X_ACCEL_LOCATION = env("X_ACCEL_LOCATION", default="")
"""nginx `internal` location over PORTAL_HOME/files, such as `/private/`; empty lets Python send the files."""

SMS_BACKEND = "gangcheng_court.core.notices.sms.gateway"
SMS_GATEWAY_URL = env("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_SECRET = env("SMS_GATEWAY_SECRET", default="")
"""The court's own gateway; its interface is described in `gangcheng_court/core/notices/sms.py`."""
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="noreply@localhost")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gangcheng_court.core.web.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULER = "redbeat.RedBeatScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
# Behind every enqueue stands a sweep: without the broker nobody waits for further tries (see max_retries below).
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "max_retries": 1,
    "interval_start": 0,
    **REDIS_PATIENCE,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_standardized_errors.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.UserRateThrottle",
        "rest_framework.throttling.ScopedRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "user": "300/min",
        "calculator": "120/min",
        "submit": "20/min",
        "upload": "60/min",
        "tokens": "20/hour",
        "cross-region": "60/min",
    },
    # Whoever is not signed in is counted by the address that our own proxies saw.
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "gangcheng_court.core.web.api.CourtExceptionHandler",
    "ALLOWED_ERROR_STATUS_CODES": ["400", "401", "403", "404", "409", "429"],
    "ERROR_SCHEMAS": {"409": "gangcheng_court.core.web.api.RefusalResponseSerializer"},
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=90)}
SPECTACULAR_SETTINGS = {
    "TITLE": "济南市钢城区人民法院诉讼服务",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["drf_standardized_errors.openapi_hooks.postprocess_schema_enums"],
    "ENUM_NAME_OVERRIDES": {
        "PartyKindEnum": "filings.intake.enums.PartyKind.choices",
        "FilingStatusEnum": "filings.intake.enums.Status.choices",
        "TicketStatusEnum": "hotline.tickets.enums.Status.choices",
        "TicketTypeEnum": "hotline.tickets.enums.TicketType.choices",
        **{
            name: f"drf_standardized_errors.openapi_serializers.{name}.choices"
            for name in (
                "ValidationErrorEnum",
                "ClientErrorEnum",
                "ErrorCode401Enum",
                "ErrorCode403Enum",
                "ErrorCode404Enum",
                "ErrorCode429Enum",
            )
        },
    },
}

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

HEARTBEAT_LIMIT = timedelta(seconds=60)
"""`/health/` is red when the worker or beat has given no sign of life for longer."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gangcheng_court.core.accounts.masking.MaskedLines",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {
        # Monitors ask every few seconds, and the answer itself says what is missing.
        "not_health": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: not record.getMessage().endswith(": /health/"),
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"filters": ["not_health"]},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
    },
}
