"""Sending files: logged, named in Chinese, and unable to run anything."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import services
from gangcheng_court.core.documents.models import ScanState, StoredFile
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.documents.tests.builders import make_docx, make_pdf, make_picture, upload

pytestmark = pytest.mark.django_db


def stored(content: bytes, name: str) -> StoredFile:
    return services.store(upload(content, name), by=None, at=court_time("2026-11-23 14:05"))


def request_by(user):
    request = RequestFactory().get("/files/")
    request.user = user
    return request


def test_a_pdf_is_shown_in_the_browser_and_the_reading_logged() -> None:
    reader, content = make_user(), make_pdf()
    file = stored(content, "起诉状.pdf")

    response = serve(request_by(reader), file, what="材料", reference="WS202611230007")

    assert b"".join(response) == content
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''%E8%B5%B7%E8%AF%89%E7%8A%B6.pdf"
    assert response["Content-Length"] == str(len(content))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    read = ReadLog.objects.get()
    assert (read.reader, read.what, read.reference, read.address) == (reader, "材料", "WS202611230007", "127.0.0.1")


def test_reading_without_an_account_is_logged_too() -> None:
    serve(request_by(AnonymousUser()), stored(make_pdf(), "凭证.pdf"), what="凭证", reference="WS1")

    assert ReadLog.objects.get().reader is None


@pytest.mark.parametrize(
    ("content", "inline", "disposition"),
    [
        (make_picture("JPEG"), True, "inline"),
        (make_picture("PNG"), True, "inline"),
        (make_picture("PNG"), False, "attachment"),
        (make_docx(), True, "attachment"),
    ],
)
def test_pictures_and_downloads_are_sandboxed(content: bytes, inline: bool, disposition: str) -> None:
    response = serve(request_by(AnonymousUser()), stored(content, "a"), what="材料", reference="1", inline=inline)

    assert response["Content-Disposition"].startswith(disposition)
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_in_production_nginx_sends_the_bytes(settings) -> None:
    settings.X_ACCEL_LOCATION = "/private/"
    file = stored(make_pdf(), "起诉状.pdf")

    response = serve(request_by(AnonymousUser()), file, what="材料", reference="1")

    assert response["X-Accel-Redirect"] == f"/private/{file.file.name}"
    assert response.content == b""
    assert response["Content-Type"] == "application/pdf"
    assert "Content-Length" not in response


def test_an_infected_file_is_never_sent() -> None:
    file = stored(make_pdf(), "起诉状.pdf")
    file.scan_state = ScanState.INFECTED

    with pytest.raises(Http404):
        serve(request_by(AnonymousUser()), file, what="材料", reference="1")

    assert not ReadLog.objects.exists()
