"""Text messages: the court's gateway, and a file for trying the portal out. `settings.SMS_BACKEND` names the one used.

The gateway's interface. The portal POSTs JSON `{"key", "phone", "text"}` to SMS_GATEWAY_URL, signed as
`signatures.py` says. `text` is final, with the court's name in front. The gateway answers 200 or 202 with
`{"id": "<its own number>"}`; the same `key` again means the same message and is answered alike without a second
text. 400, 404, 413 or 422 with `{"reason"}` means never try again; any other answer, or none, means try later.
When the operator reports, the gateway POSTs `{"key", "state": "delivered" | "failed", "reason"}` to
/api/v1/notices/receipts/, signed the same way, until it is answered 200 or 404.
"""

import json
import logging
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime

from gangcheng_court.core.notices import signatures

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 10
NEVER_AGAIN = frozenset({400, 404, 413, 422})


class Undeliverable(Exception):
    """The gateway will never take this message (a number that does not exist); the text says why."""


def gateway(phone: str, text: str, *, key: str, at: datetime) -> str:
    """Hand one message to the court's gateway and return the gateway's number for it."""
    if not settings.SMS_GATEWAY_URL.startswith(("https://", "http://")):
        raise ConnectionError("没有配置短信网关（SMS_GATEWAY_URL）")
    body = json.dumps({"key": key, "phone": phone, "text": text}).encode()
    headers = {"Content-Type": "application/json"} | signatures.sign(body, at)
    request = urllib.request.Request(settings.SMS_GATEWAY_URL, body, headers)  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - the court's own
            return str(json.load(answer)["id"])
    except urllib.error.HTTPError as error:
        with error:
            if error.code in NEVER_AGAIN:
                raise Undeliverable(
                    f"短信网关拒绝（{error.code}）：{error.read(500).decode(errors='replace')}"
                ) from error
            raise


def to_file(phone: str, text: str, *, key: str, at: datetime) -> str:
    """Write the message to PORTAL_HOME/outbox/sms.txt and the log, where whoever tries the portal out can read it."""
    path = Path(settings.PORTAL_HOME, "outbox", "sms.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as outbox:
        outbox.write(f"{localtime(at):%Y-%m-%d %H:%M:%S} {phone} {text}\n")
    logger.warning("短信（试用环境，未真正发出）%s %s", phone, text)
    return key
