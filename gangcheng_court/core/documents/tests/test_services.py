"""Keeping files: originals, upright copies, rotation, merging, and the scanner."""

import hashlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents import pictures, services
from gangcheng_court.core.documents.checks import DOCX, JPEG, PDF, PNG, BadFile
from gangcheng_court.core.documents.models import ScanState, StoredFile
from gangcheng_court.core.documents.tests.builders import make_docx, make_pdf, make_picture, upload

pytestmark = pytest.mark.django_db
NOW = court_time("2026-11-23 14:05")


def store(content: bytes, name: str = "材料") -> StoredFile:
    return services.store(upload(content, name), by=None, at=NOW)


def picture_of(row: StoredFile) -> Image.Image:
    with row.file.open("rb") as content:
        return Image.open(BytesIO(content.read()))


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    red, green, _ = picture.convert("RGB").getpixel((x, y))
    return red > 200 and green < 80


def test_a_pdf_is_kept_as_it_is_under_a_name_that_says_nothing() -> None:
    content = make_pdf(2)

    row = store(content, "../起诉状.exe")

    assert (row.name, row.content_type, row.page_count, row.size) == ("起诉状.pdf", PDF, 2, len(content))
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert row.source is None
    assert row.scan_state == ScanState.NOT_SCANNED
    assert row.file.name.startswith("2026/11/")
    assert "起诉状" not in row.file.name
    assert row.file.read() == content


def test_a_large_upload_spooled_to_disk_is_kept_too() -> None:
    spooled = TemporaryUploadedFile("扫描.pdf", "application/pdf", 0, None)
    content = make_pdf()
    spooled.write(content)
    spooled.size = len(content)

    row = services.store(spooled, by=None, at=NOW)

    assert row.sha256 == hashlib.sha256(content).hexdigest()


def test_a_photo_on_its_side_is_shown_upright_and_kept_as_handed_in() -> None:
    content = make_picture("JPEG", size=(600, 400), orientation=6)

    row = store(content, "照片.jpg")

    assert row.content_type == JPEG
    assert row.source.sha256 == row.handed_in.sha256 == hashlib.sha256(content).hexdigest()
    shown = picture_of(row)
    assert shown.size == (400, 600)
    assert is_red(shown, 390, 10)
    assert not shown.getexif()


def test_the_copy_of_a_very_large_photo_is_of_a_size_to_read(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 300)

    row = store(make_picture("JPEG", size=(600, 400), orientation=6))

    assert picture_of(row).size == (200, 300)
    assert picture_of(row.source).size == (600, 400)


def test_a_heic_photo_gets_a_jpeg_that_every_browser_shows() -> None:
    row = store(make_picture("HEIF", size=(64, 48)), "IMG_0001.HEIC")

    assert (row.name, row.content_type) == ("IMG_0001.jpg", JPEG)
    assert (row.source.name, row.source.content_type) == ("IMG_0001.heic", "image/heic")
    assert is_red(picture_of(row), 5, 5)


def test_an_upright_photo_is_kept_once() -> None:
    row = store(make_picture("PNG"))

    assert row.source is None
    assert row.handed_in == row
    assert StoredFile.objects.count() == 1


def test_a_refused_file_leaves_no_row_and_no_file(settings, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    with pytest.raises(BadFile):
        store(b"MZ not a document")

    assert not StoredFile.objects.exists()
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize(("degrees", "red_at"), [(90, (35, 5)), (180, (55, 35)), (270, (5, 55))])
def test_a_picture_turns_clockwise(degrees: int, red_at: tuple[int, int]) -> None:
    row = store(make_picture("PNG", size=(60, 40)))

    turned = services.rotate(row.pk, degrees=degrees, by=None, at=NOW)

    assert turned.source == row
    assert turned.content_type == JPEG
    assert is_red(picture_of(turned), *red_at)


def test_turning_four_times_names_the_same_original() -> None:
    row = original = store(make_picture("JPEG"))
    for _ in range(4):
        row = services.rotate(row.pk, degrees=90, by=None, at=NOW)

    assert row.handed_in == original
    assert picture_of(row).size == (60, 40)


def test_every_page_of_a_pdf_turns() -> None:
    row = store(make_pdf(2))

    turned = services.rotate(row.pk, degrees=90, by=None, at=NOW)

    with pikepdf.open(BytesIO(turned.file.read())) as pdf:
        assert [page.rotation for page in pdf.pages] == [90, 90]
    assert (turned.page_count, turned.source) == (2, row)


@pytest.mark.parametrize(("content", "degrees"), [(make_docx(), 90), (make_pdf(), 45)])
def test_what_cannot_turn_is_refused(content: bytes, degrees: int) -> None:
    row = store(content)

    with pytest.raises(BadFile, match="旋转"):
        services.rotate(row.pk, degrees=degrees, by=None, at=NOW)


def test_photos_and_pdfs_become_one_pdf_in_the_order_given() -> None:
    wide = store(make_picture("JPEG", size=(600, 400)))
    papers = store(make_pdf(2))
    tall = store(make_picture("PNG", size=(400, 600)))

    merged = services.merge([wide.pk, papers.pk, tall.pk], name="证据一", by=None, at=NOW)

    assert (merged.name, merged.content_type, merged.page_count) == ("证据一.pdf", PDF, 4)
    with pikepdf.open(BytesIO(merged.file.read())) as pdf:
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]
        image = pdf.pages[0].Resources.XObject.Photo
        shown = Image.open(BytesIO(image.read_raw_bytes()))
    assert sizes == [(842, 595), (595, 842), (595, 842), (595, 842)]
    assert is_red(shown, 10, 10)


def test_a_word_document_cannot_be_merged() -> None:
    word = store(make_docx(), "起诉状.docx")
    assert word.content_type == DOCX

    with pytest.raises(BadFile, match=r"起诉状\.docx"):
        services.merge([word.pk], name="合并", by=None, at=NOW)


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(BadFile, match="至少"):
        services.merge([], name="合并", by=None, at=NOW)


def test_a_letter_of_ours_is_kept_with_its_pages() -> None:
    row = services.store_bytes(make_pdf(2), name="收件凭证", content_type=PDF, by=None, at=NOW)

    assert (row.name, row.page_count) == ("收件凭证.pdf", 2)


def test_a_letter_that_is_not_what_it_says_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="not image/png"):
        services.store_bytes(make_pdf(), name="收件凭证", content_type=PNG, by=None, at=NOW)


def with_comment(text: str) -> bytes:
    return make_pdf()[:-6] + b"\n%" + text.encode() + b"\n%%EOF\n"


class Clamd(socketserver.StreamRequestHandler):
    """Answers INSTREAM as clamd does; says FOUND for EICAR, ERROR for ODD, and breaks off at TOO LONG."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4)):
            content += self.rfile.read(size)
            if b"TOO LONG" in content:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        verdict = b"Eicar-Test FOUND" if b"EICAR" in content else b"broken ERROR" if b"ODD" in content else b"OK"
        self.wfile.write(b"stream: " + verdict + b"\0")


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path: Path) -> Iterator[None]:
    if request.param == "tcp":
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd"), Clamd)
        settings.CLAMD_ADDRESS = str(tmp_path / "clamd")
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


@pytest.mark.usefixtures("clamd")
def test_a_scanned_file_says_so() -> None:
    assert store(make_pdf()).scan_state == ScanState.CLEAN


@pytest.mark.usefixtures("clamd")
@pytest.mark.parametrize(
    ("content", "words"), [("EICAR", "病毒"), ("ODD", "没有通过"), ("TOO LONG" + "x" * 5_000_000, "安全检查")]
)
def test_an_infected_file_or_a_scanner_that_breaks_off_keeps_nothing(content: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        store(with_comment(content))

    assert not StoredFile.objects.exists()


def test_a_scanner_that_cannot_be_reached_keeps_nothing(settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"127.0.0.1:{free.getsockname()[1]}"

    with pytest.raises(BadFile, match="稍后"):
        store(make_pdf())

    assert not StoredFile.objects.exists()
