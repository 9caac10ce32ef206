"""A request is another court's only when it was signed for this address, this body and this minute."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from filings.cross_region import signatures
from filings.cross_region.signatures import Signed
from gangcheng_court.core.deadlines.clock import court_time

NOW = court_time("2026-06-17 10:00")
REQUEST = {"method": "POST", "path": "/api/v1/cross-region/packages/"}


def headers(**changed: object) -> dict[str, str]:
    made = {"secret": "s" * 32, "code": "鲁0116", "body": b"package", "nonce": "n" * 16, "at": NOW}
    return signatures.sign(**REQUEST | made | changed)


def genuine(signed: Signed, **changed: object) -> bool:
    return signatures.is_genuine(signed, **{"secret": "s" * 32, **REQUEST, "at": NOW} | changed)


def test_a_request_signed_with_the_shared_secret_is_genuine():
    assert genuine(signatures.read(headers()))


@pytest.mark.parametrize(
    "changed",
    [
        {"secret": "t" * 32},
        {"secret": ""},
        {"method": "GET"},
        {"path": "/api/v1/cross-region/packages/1/"},
        {"at": NOW + timedelta(minutes=5, seconds=1)},
        {"at": NOW - timedelta(minutes=5, seconds=1)},
    ],
)
def test_it_is_not_for_another_secret_address_or_time(changed):
    assert not genuine(signatures.read(headers()), **changed)


def test_five_minutes_are_still_in_time():
    assert genuine(signatures.read(headers()), at=NOW + timedelta(minutes=5))


@pytest.mark.parametrize("name", [signatures.TIMESTAMP, signatures.NONCE, signatures.CONTENT])
def test_a_header_that_was_changed_breaks_the_signature(name):
    changed = headers()
    changed[name] = changed[name][:-1] + ("1" if changed[name][-1] != "1" else "2")

    assert not genuine(signatures.read(changed))


@pytest.mark.parametrize("name", signatures.FORMS)
@pytest.mark.parametrize("value", ["", "x", "１２３"])
def test_a_header_that_is_missing_or_malformed_is_not_read(name, value):
    assert signatures.read(headers() | {name: value}) is None


def test_the_worked_example_of_the_docs_is_what_we_sign():
    page = Path(settings.BASE_DIR, "docs", "cross-region.md").read_text(encoding="utf-8")
    signed = signatures.sign(
        secret="worked-example-secret",
        code="鲁0116",
        method="POST",
        path=REQUEST["path"],
        body=b"test",
        nonce="worked-example-nonce",
        at=datetime.fromtimestamp(1781654400, UTC),
    )

    assert all(signed[name] in page for name in (signatures.CODE, signatures.CONTENT, signatures.SIGNATURE))
