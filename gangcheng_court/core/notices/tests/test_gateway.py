"""The interface with the court's SMS gateway, both ways, over real HTTP."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.notices import signatures, sms
from gangcheng_court.core.notices.models import DeliveryState
from gangcheng_court.core.notices.tests.builders import NOW, make_delivery


class Gateway(BaseHTTPRequestHandler):
    """Answers with `status`, and keeps what it was sent."""

    status = 200
    seen: list[tuple[bytes, dict[str, str]]] = []

    def do_POST(self) -> None:
        self.seen.append((self.rfile.read(int(self.headers["Content-Length"])), dict(self.headers)))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(json.dumps({"id": "A1", "reason": "空号"}, ensure_ascii=False).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(autouse=True)
def secret(settings) -> None:
    settings.SMS_GATEWAY_SECRET = "shared"


@pytest.fixture
def gateway(settings) -> Iterator[type[Gateway]]:
    Gateway.status, Gateway.seen = 200, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Gateway) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_address[1]}/sms"
        yield Gateway
        server.shutdown()


def send() -> str:
    return sms.gateway("13812345678", "【济南市钢城区人民法院】您好", key="7-0", at=NOW)


def test_a_message_is_posted_signed_and_the_gateways_number_comes_back(gateway: type[Gateway]) -> None:
    assert send() == "A1"

    body, headers = gateway.seen[0]
    assert json.loads(body) == {"key": "7-0", "phone": "13812345678", "text": "【济南市钢城区人民法院】您好"}
    assert signatures.is_genuine(body, headers, NOW)
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_refusal_for_good_says_why(gateway: type[Gateway], status: int) -> None:
    gateway.status = status

    with pytest.raises(sms.Undeliverable, match="空号"):
        send()


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_any_other_answer_is_a_reason_to_try_again(gateway: type[Gateway], status: int) -> None:
    gateway.status = status

    with pytest.raises(OSError, match=str(status)):
        send()


def test_without_a_gateway_nothing_pretends_to_be_sent(settings) -> None:
    settings.SMS_GATEWAY_URL = ""

    with pytest.raises(ConnectionError, match="SMS_GATEWAY_URL"):
        send()


def report(body: Any, *, at: datetime | None = None, headers: dict[str, str] | None = None, raw: bytes | None = None):
    content = raw if raw is not None else json.dumps(body).encode()
    headers = signatures.sign(content, at or timezone.now()) if headers is None else headers
    client = Client(enforce_csrf_checks=True)
    return client.post(reverse("notices:receipts"), content, content_type="application/json", headers=headers)


@pytest.mark.django_db
def test_a_genuine_report_is_noted_and_the_same_again_changes_nothing() -> None:
    row = make_delivery(state=DeliveryState.SENT)

    first, second = (report({"key": row.key, "state": "delivered"}) for _ in range(2))

    assert (first.status_code, first.json()) == (200, {"changed": True})
    assert (second.status_code, second.json()) == (200, {"changed": False})
    row.refresh_from_db()
    assert row.state == DeliveryState.DELIVERED


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["unsigned", "wrong", "old", "other body", "garbled time"])
def test_a_report_that_is_not_genuine_changes_nothing(case: str) -> None:
    row = make_delivery(state=DeliveryState.SENT)
    body = {"key": row.key, "state": "delivered"}
    headers = {
        "unsigned": {},
        "wrong": signatures.sign(b"", timezone.now()) | {signatures.SIGNATURE: "签" * 64},
        "old": signatures.sign(json.dumps(body).encode(), timezone.now() - timedelta(minutes=6)),
        "other body": signatures.sign(b"{}", timezone.now()),
        "garbled time": {signatures.TIMESTAMP: "²", signatures.SIGNATURE: ""},
    }[case]
    if case in ("wrong", "garbled time"):
        headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}

    assert report(body, headers=headers).status_code == 403
    row.refresh_from_db()
    assert row.state == DeliveryState.SENT


@pytest.mark.django_db
def test_without_a_secret_nothing_is_genuine(settings) -> None:
    row = make_delivery(state=DeliveryState.SENT)
    settings.SMS_GATEWAY_SECRET = ""

    assert report({"key": row.key, "state": "delivered"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b'{"key": "x", "state": "delivered"}',
        b'{"key": "-", "state": "failed"}',
        b'{"key": "1-0", "state": "queued"}',
        b'{"key": "1-0", "state": ["delivered"]}',
    ],
)
def test_a_report_that_cannot_be_read_is_told_so(raw: bytes) -> None:
    assert report(None, raw=raw).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["999999-0", "99999999999999999999999999-0"])
def test_a_report_about_nothing_is_not_found(key: str) -> None:
    assert report({"key": key, "state": "failed"}).status_code == 404


@pytest.mark.django_db
def test_only_posts_are_taken() -> None:
    assert Client().get(reverse("notices:receipts")).status_code == 405
