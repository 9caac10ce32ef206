"""Test settings of a worker that sends text messages through the court's gateway instead of into a file."""

from gangcheng_court.settings.test import *  # noqa: F403

SMS_BACKEND = "gangcheng_court.core.notices.sms.gateway"
