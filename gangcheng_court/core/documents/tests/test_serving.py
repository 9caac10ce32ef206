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
from gangcheng_court.core.documents.serving import serve, show
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


def shown(content: bytes = make_picture("PNG"), **headers: str):
    file = stored(content, "流程图.png")
    request = RequestFactory().get("/media/", headers={name.replace("_", "-"): text for name, text in headers.items()})
    return show(request, file), content, file


def test_what_the_court_shows_goes_out_whole_unlogged_and_says_that_parts_may_be_asked_for() -> None:
    response, content, file = shown()

    assert b"".join(response) == content
    assert (response.status_code, response["Accept-Ranges"], response["ETag"]) == (200, "bytes", f'"{file.sha256}"')
    assert response["Content-Disposition"].startswith("inline")
    assert "sandbox" in response["Content-Security-Policy"]
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=10-", 10, None), ("bytes=-7", -7, None), ("bytes=5-999999", 5, None)],
)
def test_a_player_gets_the_part_it_asks_for(asked: str, start: int, end: int | None) -> None:
    response, content, _ = shown(range=asked)

    part, first = content[start:end], start % len(content)
    assert (response.status_code, b"".join(response)) == (206, part)
    assert response["Content-Length"] == str(len(part))
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(content)}"


def test_the_last_more_bytes_than_there_are_is_everything() -> None:
    response, content, _ = shown(range="bytes=-999999")

    assert (response.status_code, b"".join(response)) == (206, content)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(asked: str) -> None:
    response, content, _ = shown(range=asked)

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(content)}")


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=9-3", "bytes=-", "bytes=a-b", "pages=1-2", "", "bytes=٣-٤"])
def test_what_is_no_single_range_gets_the_whole(asked: str) -> None:
    response, content, _ = shown(range=asked)

    assert (response.status_code, b"".join(response)) == (200, content)


def test_a_part_of_another_file_is_never_mixed_in() -> None:
    response, content, file = shown(range="bytes=0-9", if_range='"another"')
    assert (response.status_code, b"".join(response)) == (200, content)

    response, _, _ = shown(range="bytes=0-9", if_range=f'"{file.sha256}"')
    assert response.status_code == 206


def test_what_the_browser_has_already_is_not_sent_again() -> None:
    _, _, file = shown()
    response, _, _ = shown(if_none_match=f'"{file.sha256}"')

    assert (response.status_code, response.content) == (304, b"")


def test_in_production_nginx_cuts_the_parts(settings) -> None:
    settings.X_ACCEL_LOCATION = "/private/"
    response, _, file = shown(range="bytes=0-9")

    assert (response.status_code, response["X-Accel-Redirect"]) == (200, f"/private/{file.file.name}")


def test_an_infected_file_is_shown_to_nobody() -> None:
    file = stored(make_picture("PNG"), "图.png")
    file.scan_state = ScanState.INFECTED

    with pytest.raises(Http404):
        show(RequestFactory().get("/media/"), file)
